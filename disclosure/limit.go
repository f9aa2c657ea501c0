package disclosure

import (
	"errors"
	"fmt"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// ErrNoDate says that a limit names no computable day, such as 及时公开.
var ErrNoDate = errors.New("disclosure: limit has no computable day")

// A LimitKind says which of the kinds of 公开时限 a Limit is.
type LimitKind int

// The kinds of limits met in official tables. The zero kind is not set.
const (
	LimitPermanent LimitKind = iota + 1 // 长期公开: stands; a change is published within the general term
	LimitPeriodic                       // 定期公开: once in each window of its Period
	LimitStaged                         // 逐段公开: within the general term after each milestone
	LimitAdHoc                          // 临时公开: within the general term, for as long as the occasion lasts
	LimitWorkdays                       // N个工作日内
	LimitDays                           // N日内, calendar days
	LimitPrompt                         // 及时, 实时, 第一时间: no computable day
)

// A Period says how often a periodic limit comes round.
type Period int

// The periods. The zero Period is EachQuarter.
const (
	EachQuarter  Period = iota // 每季度第一个月下旬
	EachMonth                  // 每月
	EachHalfYear               // 每半年
	EachYear                   // 每年
)

// A Limit (公开时限) says by when a piece of information is to be published. It is
// one of the kinds of LimitKind; the other fields belong to some kinds only.
type Limit struct {
	Kind   LimitKind
	N      int    // LimitWorkdays, LimitDays
	Event  string // what the count begins with, in Chinese, such as 批准; may be empty
	Period Period // LimitPeriodic
	Notice int    // 公告期限, 公示期: working days that it must stay up; 0: not set
}

// String returns the limit in the usual wording; ParseLimit reads it back.
func (l Limit) String() string {
	s := l.wording()
	if l.Notice > 0 {
		s += fmt.Sprintf("，公告期限为%d个工作日", l.Notice)
	}
	return s
}

func (l Limit) wording() string {
	switch l.Kind {
	case LimitPermanent:
		return "长期公开"
	case LimitPeriodic:
		return [...]string{"定期公开（每季度第一个月下旬）", "每月", "每半年", "每年"}[l.Period]
	case LimitStaged:
		return "逐段公开"
	case LimitAdHoc:
		return "临时公开"
	case LimitWorkdays:
		return fmt.Sprintf("%s%d个工作日内", sinceEvent(l.Event, "之日起"), l.N)
	case LimitDays:
		return fmt.Sprintf("%s%d日内", sinceEvent(l.Event, "后"), l.N)
	case LimitPrompt:
		return "及时公开"
	}
	return ""
}

func sinceEvent(event, after string) string {
	if event == "" {
		return ""
	}
	return event + after
}

// Due returns the last day in time for information that was made, changed,
// approved or reached its milestone on from; of a periodic limit the last day of
// the window that is open on from or comes next.
//
// Working days are counted after from. Calendar days (预算法第十四条) that would end on
// a day off run to the next working day; see Nominal for the day before that. It
// returns ErrNoDate for LimitPrompt and for a Limit that is not set, and
// civil.ErrNotCovered where the calendar is not announced.
func (l Limit) Due(from civil.Date, cal *civil.Calendar) (civil.Date, error) {
	switch l.Kind {
	case LimitPermanent, LimitStaged, LimitAdHoc:
		term := RulesOn(from).Publish
		if term.IsZero() {
			return civil.Date{}, ErrNoDate
		}
		return term.From(from, cal)
	case LimitPeriodic:
		return l.window(from).To, nil
	case LimitWorkdays:
		return Term{N: l.N, Unit: Workdays}.From(from, cal)
	case LimitDays:
		return Term{N: l.N, Unit: CalendarDays}.From(from, cal)
	}
	return civil.Date{}, ErrNoDate
}

// Nominal returns the day on which n calendar days after from end, a day off or
// not. For the other kinds it is what Due returns.
func (l Limit) Nominal(from civil.Date, cal *civil.Calendar) (civil.Date, error) {
	if l.Kind == LimitDays {
		return from.AddDays(l.N), nil
	}
	return l.Due(from, cal)
}

// window returns the first window that ends on or after day.
func (l Limit) window(day civil.Date) Window {
	for year := day.Year; ; year++ {
		for _, w := range l.Windows(year) {
			if !w.To.Before(day) {
				return w
			}
		}
	}
}

// Windows returns the spans of a year in which a periodic limit asks for one
// publication each; the other kinds have none.
func (l Limit) Windows(year int) []Window {
	if l.Kind != LimitPeriodic {
		return nil
	}
	months := 0
	switch l.Period {
	case EachQuarter:
		return Quarterly.Windows(year)
	case EachMonth:
		months = 1
	case EachHalfYear:
		months = 6
	default:
		months = 12
	}
	var windows []Window
	for first := civil.Day(year, time.January, 1); first.Year == year; first = first.AddMonths(months) {
		windows = append(windows, Window{first, first.AddMonths(months).AddDays(-1)})
	}
	return windows
}

// Limit returns the category as a limit.
func (c Category) Limit() Limit {
	switch c {
	case Permanent:
		return Limit{Kind: LimitPermanent}
	case Quarterly:
		return Limit{Kind: LimitPeriodic, Period: EachQuarter}
	case Staged:
		return Limit{Kind: LimitStaged}
	case AdHoc:
		return Limit{Kind: LimitAdHoc}
	}
	return Limit{}
}
