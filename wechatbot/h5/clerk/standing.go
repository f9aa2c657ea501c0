package clerk

import (
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// fourWeeks is about as soon as twenty working days can be over.
const fourWeeks = 28

// Urgency orders requests: what waits for a confirmation first, then by due day,
// what is closed last. One whose last day the calendar cannot tell yet stands where
// twenty working days without a holiday would end.
func Urgency(r disclosure.Request, cal *civil.Calendar) civil.Date {
	due, err := r.Due(cal)
	switch {
	case errors.Is(err, disclosure.ErrNotReceived):
		return civil.Date{}
	case errors.Is(err, civil.ErrNotCovered):
		return r.Received().AddDays(fourWeeks)
	case err != nil:
		return civil.Day(9999, 12, 31)
	}
	return due.Day
}

// Standing says in one line where a request stands and what is due.
func Standing(r disclosure.Request, cal *civil.Calendar, today civil.Date) string {
	state := r.State().Chinese()
	if o := r.Outcome(); o != "" {
		state += "（" + o.Chinese() + "）"
	}
	due, err := r.DueOn(cal, today)
	var gap *civil.NotCoveredError
	switch {
	case errors.Is(err, disclosure.ErrNotReceived):
		return state + "；待本机关与申请人确认收到，确认之日起算（条例第三十一条第（三）项）"
	case errors.Is(err, disclosure.ErrNothingDue):
		return state
	case errors.Is(err, disclosure.ErrClockStopped):
		return state + "；期限暂停计算"
	case errors.As(err, &gap):
		return state + "；" + noDay(r, gap.Day.Year, today)
	case err != nil:
		return state + "；期限未能算出"
	}
	line := fmt.Sprintf("%s；最迟%s", state, due.Day)
	switch {
	case due.Uncounted && due.Left < 0:
		line += "，已超期"
	case due.Uncounted: // the day alone is known
	case due.Left >= 0:
		line += fmt.Sprintf("，还剩%d个工作日", due.Left)
	default:
		line += fmt.Sprintf("，已超期%d个工作日", -due.Left)
	}
	if due.Article != "" {
		line += "（" + due.Article + "）"
	}
	if due.Provisional {
		line += "；暂定：" + due.Note
	}
	return line
}

// noDay says why no last day can be told that falls into a year, and how long ago the
// request was received: in that year the notice is out, and only not loaded.
func noDay(r disclosure.Request, year int, today civil.Date) string {
	why := "该年放假安排尚未公布，暂不能算出截止日"
	switch {
	case year <= today.Year && r.Running():
		why = "程序还没有载入该年的放假安排（zwgk --calendar），算不出截止日，期限照样在走"
	case year <= today.Year:
		why = "程序还没有载入该年的放假安排（zwgk --calendar），算不出截止日，期限现在不走"
	}
	line := fmt.Sprintf("期限落在%d年，%s；%s收到", year, why, r.Received())
	if days := today.Sub(r.Received()); days > 0 {
		line += fmt.Sprintf("，已经%d天", days)
	}
	return line
}
