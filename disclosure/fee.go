package disclosure

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A FeeBasis says what a processing fee (信息处理费) is counted by.
type FeeBasis int

// The two bases. An office takes one of them for an application, never both.
const (
	ByCount FeeBasis = iota + 1 // 按件计收: the applications of one applicant in one calendar month
	ByPages                     // 按量计收: the pages given on one application
)

// String returns the basis in Chinese, 按件计收 or 按量计收.
func (b FeeBasis) String() string {
	switch b {
	case ByCount:
		return "按件计收"
	case ByPages:
		return "按量计收"
	}
	return "未定"
}

// A FeeStep is one band of a fee: so many units at one price.
type FeeStep struct {
	From, To int             // the units of the band that are charged, from 1
	Each     decimal.Decimal // yuan for one unit
	Sum      decimal.Decimal // yuan for the band
}

// A Fee is a processing fee under 国办函〔2020〕109号 and how it was computed. The
// zero Fee is none.
type Fee struct {
	Basis FeeBasis
	Units int             // applications or pages
	Steps []FeeStep       // the bands that Units reaches, those that are free included
	Total decimal.Decimal // yuan
}

// band is a row of the table of prices: from this unit on, each costs so much.
// Where grows is set, bands of that many units follow, each dearer by more.
type band struct {
	from        int
	each        int64
	grows, more int
}

// feeBands are the prices of 《政府信息公开信息处理费管理办法》: free to the tenth application of a
// month and the thirtieth page; above that each band counts its own units (超额累进).
var feeBands = map[FeeBasis][]band{
	ByCount: {{from: 1}, {from: 11, each: 100}, {from: 31, each: 200, grows: 10, more: 100}},
	ByPages: {{from: 1}, {from: 31, each: 10}, {from: 101, each: 20}, {from: 201, each: 40}},
}

// feesSince is the day from which the fee may be asked for.
var feesSince = civil.Day(2021, time.January, 1)

// CountFee returns the fee for so many applications of one applicant in one
// calendar month, all of them together. Zero or less is no fee.
func CountFee(applications int) Fee { return feeFor(ByCount, applications) }

// PagesFee returns the fee for so many pages given on one application. Zero or
// less is no fee.
func PagesFee(pages int) Fee { return feeFor(ByPages, pages) }

func feeFor(basis FeeBasis, n int) Fee {
	f := Fee{Basis: basis, Units: max(n, 0)}
	bands := feeBands[basis]
	for i, b := range bands {
		if i+1 < len(bands) {
			f.step(b.from, bands[i+1].from-1, b.each)
			continue
		}
		from, each := b.from, b.each
		for ; b.grows > 0 && from <= f.Units; from += b.grows {
			f.step(from, from+b.grows-1, each)
			each += int64(b.more)
		}
		if b.grows == 0 {
			f.step(from, f.Units, each)
		}
	}
	return f
}

// step adds the units of one band.
func (f *Fee) step(from, to int, each int64) {
	if to = min(to, f.Units); to < from {
		return
	}
	price := decimal.NewFromInt(each)
	s := FeeStep{From: from, To: to, Each: price, Sum: price.Mul(decimal.NewFromInt(int64(to - from + 1)))}
	f.Steps = append(f.Steps, s)
	f.Total = f.Total.Add(s.Sum)
}

// Price returns what the n-th unit alone costs, in yuan.
func (f Fee) Price(n int) decimal.Decimal {
	for _, s := range f.Steps {
		if n >= s.From && n <= s.To {
			return s.Each
		}
	}
	return decimal.Zero
}

// Statement (计费说明) says in Chinese how the fee was computed, band by band.
func (f Fee) Statement() string {
	what, unit := "同一申请人一个自然月内累计申请", "件"
	if f.Basis == ByPages {
		what, unit = "本件申请提供", "页"
	}
	if f.Basis == 0 {
		return "不收取信息处理费。"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s：%s%d%s。", f.Basis, what, f.Units, unit)
	for _, s := range f.Steps {
		if s.Each.IsZero() {
			fmt.Fprintf(&b, "第%d至%d%s不收费；", s.From, s.To, unit)
			continue
		}
		fmt.Fprintf(&b, "第%d至%d%s每%s%s元，计%s元；", s.From, s.To, unit, unit, s.Each, s.Sum)
	}
	fmt.Fprintf(&b, "合计%s元。", f.Total)
	return b.String()
}

// ApplicationsInMonth counts the applications that the applicant of r sent to
// the same organ in the calendar month of r's receipt, r with them: those
// received, not those still to be confirmed. Applicants are the same when the
// identity document (for an organisation its code) is, or, where neither is
// known, the name and the telephone number. It stops at the first error.
func (r Request) ApplicationsInMonth(all iter.Seq2[Request, error]) (int, error) {
	month, n, own := r.Received(), 0, false
	if month.IsZero() {
		return 0, nil
	}
	for other, err := range all {
		if err != nil {
			return 0, err
		}
		day := other.Received()
		if day.Year != month.Year || day.Month != month.Month || other.Organ != r.Organ || !other.Applicant.same(r.Applicant) {
			continue
		}
		own = own || other.ID == r.ID
		n++
	}
	if !own {
		n++
	}
	return n, nil
}

// same tells whether two applications came from one applicant.
func (a Applicant) same(b Applicant) bool {
	switch {
	case a.OrgCode != "" || b.OrgCode != "":
		return a.OrgCode == b.OrgCode
	case a.IDNumber != "" || b.IDNumber != "":
		return a.IDType == b.IDType && a.IDNumber == b.IDNumber
	}
	return a.Name != "" && a.Name == b.Name && a.Phone == b.Phone
}

// A FeeNotice (收费通知) asks an applicant for a processing fee.
type FeeNotice struct {
	Fee Fee
	Day civil.Date // when the applicant received the notice
	Pay civil.Date // the last day to pay
}

// Notice returns the notice of the fee that the applicant receives on a day:
// payment is due within 20 working days from the day after; who does not pay
// is held to have given up the application (视为放弃). It is an error to ask for nothing, to
// ask before 1 January 2021, and to ask where the calendar is not announced.
func (f Fee) Notice(day civil.Date, cal *civil.Calendar) (FeeNotice, error) {
	if day.Before(feesSince) {
		return FeeNotice{}, fmt.Errorf("disclosure: fee on %s: none is in force before %s", day, feesSince)
	}
	if f.Total.Sign() <= 0 {
		return FeeNotice{}, fmt.Errorf("disclosure: fee on %s: nothing to ask for", day)
	}
	pay, err := RulesOn(day).Payment.From(day, cal)
	if err != nil {
		return FeeNotice{}, fmt.Errorf("disclosure: fee on %s: %w", day, err)
	}
	return FeeNotice{Fee: f, Day: day, Pay: pay}, nil
}

// Text returns the notice in Chinese: the ground, the amount, how it was
// computed if that is known, how to pay, the last day and what follows if it
// passes. An empty how leaves the sentence on paying out.
func (n FeeNotice) Text(how string) string {
	if how != "" {
		how = "缴纳方式：" + strings.TrimRight(how, "。") + "。"
	}
	counted := ""
	if n.Fee.Basis != 0 {
		counted = n.Fee.Statement()
	}
	return fmt.Sprintf("根据《政府信息公开条例》第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），本件申请收取信息处理费%s元。%s%s"+
		"请自收到本通知次日起20个工作日内，即最迟于%s缴纳；逾期未缴纳的，视为放弃申请。",
		n.Fee.Total, counted, how, n.Pay.Chinese())
}
