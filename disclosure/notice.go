package disclosure

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// ErrNoLetter says that a step is not told in a letter.
var ErrNoLetter = errors.New("disclosure: no letter for that step")

// noticeTitles are the steps that are told in a letter of their own, with its
// title. Replies are written by Write.
var noticeTitles = map[Kind]string{
	KindConfirmed:           "政府信息公开申请登记回执",
	KindCorrectionAsked:     "政府信息公开申请补正告知书",
	KindExtended:            "政府信息公开申请延长答复期限告知书",
	KindThirdPartyConsulted: "政府信息公开第三方意见征询书",
	KindFeeNoticed:          "政府信息公开信息处理费缴纳通知书",
}

// HasNotice says whether a step of that kind is told in a letter.
func (k Kind) HasNotice() bool { return noticeTitles[k] != "" }

// noticeData is what a template of a notice may say.
type noticeData struct {
	ID, Subject string
	You         string // 您, 贵单位
	Received    string // 2015年12月2日; empty: never confirmed
	Note        string
	By          string // the article of the step
	Term        string // 20个工作日; empty: the law in force has none
	TermBy      string // the article that sets the term
	Until, Due  string // days; empty: not set, or not to be told
	Days        int
	Amount      string // yuan
	Abandons    bool   // who does not supplement abandons (since 2019)
}

// Notice writes the letter of a step, the i-th event of the request: the receipt
// of the registration (登记回执), what is to be supplemented (补正告知书), a longer
// term (延长答复期限告知书), the questioning of a third party (意见征询书), a fee
// (缴费通知书). Terms and articles are those of the rules by which the request is
// handled; the day until which to reply is named where the calendar reaches so
// far. It returns ErrNoLetter for any other step.
func (l Letters) Notice(q Request, i int, cal *civil.Calendar) (Letter, error) {
	if i < 0 || i >= len(q.Events) || !q.Events[i].Kind.HasNotice() {
		return Letter{}, ErrNoLetter
	}
	e := q.Events[i]
	upTo := q
	upTo.Events = q.Events[:i+1]
	data := upTo.noticeData(e, cal)
	wording := l.wording
	if wording == nil {
		wording = builtIn
	}
	var b strings.Builder
	if err := wording.ExecuteTemplate(&b, "notice."+string(e.Kind), data); err != nil {
		return Letter{}, fmt.Errorf("disclosure: notice: %w", err)
	}
	out := Letter{Organ: q.Organ, Title: noticeTitles[e.Kind], To: cmp.Or(q.Applicant.Name, "申请人"), Day: e.Day}
	if e.Kind == KindThirdPartyConsulted {
		out.To = cmp.Or(e.Party, "有关单位（个人）")
	}
	for line := range strings.Lines(b.String()) {
		if line = strings.TrimSpace(line); line != "" {
			out.Paragraphs = append(out.Paragraphs, line)
		}
	}
	return out, nil
}

// noticeData gathers what the letter of a step says.
func (q Request) noticeData(e Event, cal *civil.Calendar) noticeData {
	received := q.Received()
	rules := RulesOn(e.Day)
	data := noticeData{ID: q.ID, Subject: q.Subject, You: you(q.Applicant.Kind), Note: e.Note, Days: e.Days}
	if !received.IsZero() {
		rules, data.Received = RulesOn(received), received.Chinese()
	}
	if !e.Until.IsZero() {
		data.Until = e.Until.Chinese()
	}
	if due, err := q.Deadline(cal); err == nil {
		data.Due = due.Chinese()
	}
	switch e.Kind {
	case KindConfirmed:
		data.By, data.Term, data.TermBy = rules.Receipt(q.Channel).Article, rules.Reply.String(), rules.Reply.Article
	case KindCorrectionAsked:
		data.By, data.Abandons = rules.Correction.Article, !rules.Correction.IsZero()
	case KindExtended:
		data.By = rules.Extension.Article
	case KindThirdPartyConsulted:
		data.You, data.By = "您（贵单位）", rules.ThirdParty.Article
		if !rules.ThirdParty.IsZero() {
			data.Term = rules.ThirdParty.String()
		}
	case KindFeeNoticed:
		data.Amount = e.Amount.String()
		if n, err := (Fee{Total: e.Amount}).Notice(e.Day, cal); err == nil && e.Note == "" {
			data.Note = n.Text("")
		}
	}
	return data
}
