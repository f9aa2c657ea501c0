package disclosure

import (
	"fmt"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Unit is what a Term counts.
type Unit int

// The units of terms.
const (
	Workdays     Unit = iota // 工作日
	CalendarDays             // 日: also days off; a term that ends on one runs to the next working day
	Months                   // 月
)

// Chinese returns the unit as the law writes it.
func (u Unit) Chinese() string {
	switch u {
	case CalendarDays:
		return "日"
	case Months:
		return "个月"
	}
	return "个工作日"
}

// A Term (期限) is a length of time that the law sets, with the article that sets
// it. The zero Term is none: the law in force has no such number.
type Term struct {
	N       int
	Unit    Unit
	Article string
}

// IsZero reports whether the law in force sets no such term.
func (t Term) IsZero() bool { return t.N == 0 }

// String returns the term as 20个工作日.
func (t Term) String() string { return fmt.Sprintf("%d%s", t.N, t.Unit.Chinese()) }

// From returns the last day in time of a term that begins with an event on day.
// The day of the event is not counted. A term of calendar days or months that
// would end on a day off runs to the next working day (民事诉讼法第八十五条, by analogy).
// It returns civil.ErrNotCovered where the calendar is not announced.
func (t Term) From(day civil.Date, cal *civil.Calendar) (civil.Date, error) {
	switch t.Unit {
	case Workdays:
		return cal.AddWorkdays(day, t.N)
	case Months:
		day = day.AddMonths(t.N)
	default:
		day = day.AddDays(t.N)
	}
	return cal.AddWorkdays(day.AddDays(-1), 1)
}

// Rules are the numbers of one regulation, as in force on a day.
type Rules struct {
	Law    string     // 政府信息公开条例
	Decree string     // 国务院令第711号
	Since  civil.Date // the first day in force
	Until  civil.Date // the last day in force; zero: still in force

	Publish    Term // 主动公开: from the day the information is made or changed
	Reply      Term // 答复: from receipt
	Extension  Term // 延长答复: the most that may be added
	Correction Term // 一次性告知补正: from receipt
	ThirdParty Term // 第三方提出意见: from receiving the letter
	CoProducer Term // 共同制作机关提出意见: from receiving the letter
	Payment    Term // 缴纳信息处理费: from the day after the notice

	NotCounted string // the article that leaves consultations out of the reply term
	OrgansToo  bool   // it leaves out the time of other organs, not only of third parties
	Excessive  string // the article on excessive requests
	Guide      string // the article on what the guide (公开指南) holds; empty: none at hand
	Redress    string // the article on what may be done where the office fails its duty; empty: none at hand

	// Reports are the terms of the annual report, the first due first; none where no text
	// of the article was at hand.
	Reports []ReportTerm

	receipt map[Channel]Receipt
}

// A Receipt says which event makes the day of receipt, and by which article.
type Receipt struct {
	// Arrival is true when the application counts as received on the day it
	// came in (submission, signature, entry into the mail system), and false
	// when it counts from the day that the office confirmed it with the applicant.
	Arrival bool
	Article string
}

// IsZero reports whether no regulation was in force.
func (r Rules) IsZero() bool { return r.Decree == "" }

// Receipt returns the rule of receipt for a channel. A channel that the law
// does not name counts from the confirmation.
func (r Rules) Receipt(c Channel) Receipt { return r.receipt[c] }

const (
	law    = "《政府信息公开条例》"
	law08  = "2008年《政府信息公开条例》"
	fees   = "《政府信息公开信息处理费管理办法》"
	letter = "国办公开办函〔2015〕207号"
)

// regulations holds the rules in order of time. A request follows those of the
// day it was received: the 2019 text has no rule for pending requests.
func regulations() []Rules {
	withFees := rulesOf2019()
	last := withFees
	last.Until = civil.Day(2020, time.December, 31)
	withFees.Since = civil.Day(2021, time.January, 1)
	withFees.Payment = Term{20, Workdays, fees + "第六条"}
	return []Rules{rulesOf2008(), last, withFees}
}

func rulesOf2008() Rules {
	return Rules{
		Law: "政府信息公开条例", Decree: "国务院令第492号",
		Since: civil.Day(2008, time.May, 1), Until: civil.Day(2019, time.May, 14),
		Publish:    Term{20, Workdays, law08 + "第十八条"},
		Reply:      Term{15, Workdays, law08 + "第二十四条第二款"},
		Extension:  Term{15, Workdays, law08 + "第二十四条第二款"},
		NotCounted: law08 + "第二十四条第三款",
		receipt: map[Channel]Receipt{
			ByHand:       {true, letter + "第一部分第1项"},
			BySignedMail: {true, letter + "第一部分第2项"},
			ByMail:       {false, letter + "第一部分第2项"},
			ByEmail:      {true, letter + "第一部分第3项"},
			ByFax:        {false, letter + "第一部分第4项"},
			ByWeb:        {false, letter + "第一部分第5项"},
			ByWeChat:     {false, letter + "第一部分第5项"},
		},
	}
}

func rulesOf2019() Rules {
	return Rules{
		Law: "政府信息公开条例", Decree: "国务院令第711号",
		Since:      civil.Day(2019, time.May, 15),
		Publish:    Term{20, Workdays, law + "第二十六条"},
		Reply:      Term{20, Workdays, law + "第三十三条第二款"},
		Extension:  Term{20, Workdays, law + "第三十三条第二款"},
		Correction: Term{7, Workdays, law + "第三十条"},
		ThirdParty: Term{15, Workdays, law + "第三十二条"},
		CoProducer: Term{15, Workdays, law + "第三十四条"},
		NotCounted: law + "第三十三条第三款",
		OrgansToo:  true,
		Excessive:  law + "第三十五条",
		Guide:      law + "第十二条第二款",
		Redress:    law + "第五十一条",
		Reports: []ReportTerm{
			{"县级以上人民政府部门", "提交本级政府信息公开工作主管部门并向社会公布", time.January, 31, law + "第四十九条第一款"},
			{"县级以上地方人民政府", "由政府信息公开工作主管部门向社会公布", time.March, 31, law + "第四十九条第二款"},
		},
		receipt: map[Channel]Receipt{
			ByHand:       {true, law + "第三十一条第（一）项"},
			BySignedMail: {true, law + "第三十一条第（二）项"},
			ByMail:       {false, law + "第三十一条第（二）项"},
			ByEmail:      {false, law + "第三十一条第（三）项"},
			ByFax:        {false, law + "第三十一条第（三）项"},
			ByWeb:        {false, law + "第三十一条第（三）项"},
			ByWeChat:     {false, law + "第三十一条第（三）项"},
		},
	}
}

var inForce = regulations()

// RulesOn returns the rules in force on a day, and zero Rules for a day before
// 1 May 2008. A request follows the rules of the day it was received.
func RulesOn(day civil.Date) Rules {
	if r := rulesOn(day); r != nil {
		return *r
	}
	return Rules{}
}

// rulesOn avoids the copy where only one number is wanted.
func rulesOn(day civil.Date) *Rules {
	for i := len(inForce) - 1; i >= 0; i-- {
		if !day.Before(inForce[i].Since) {
			return &inForce[i]
		}
	}
	return nil
}
