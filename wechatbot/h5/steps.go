package h5

import (
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// stepView is one thing that happened, or is to come.
type stepView struct {
	What, When, More string
	State            string // done, now, next
}

// stepsOf tells what happened to a request in a citizen's words, and what comes
// next while it is open.
func stepsOf(r disclosure.Request) []stepView {
	var out []stepView
	for _, e := range r.Events {
		if e.Kind.Inner() || e.Kind == disclosure.KindDrafted {
			continue
		}
		what, more := told(r, e)
		out = append(out, stepView{What: what, When: when(e), More: more, State: "done"})
	}
	if r.State().Closed() || len(out) == 0 {
		return out
	}
	if r.State() == disclosure.StateSubmitted {
		return append(out, stepView{What: "等公开办与您确认收到", More: "答复期限从确认的那一天起算", State: "now"},
			stepView{What: "答复", More: afterwards(r), State: "next"})
	}
	return append(out, stepView{What: r.State().Chinese(), State: "now"},
		stepView{What: "答复", More: afterwards(r), State: "next"})
}

// afterwards says how the applicant learns of the reply: only the account tells by
// itself.
func afterwards(r disclosure.Request) string {
	if r.Channel == disclosure.ByWeChat {
		return "办好后在微信里通知您，也可以在本页查看"
	}
	return "办好后可以在本页查看，也按您选的方式提供"
}

// when is the day of an event, with the hour of what the applicant sent.
func when(e disclosure.Event) string {
	if e.Kind == disclosure.KindSubmitted && !e.At.IsZero() {
		if at := e.At.In(china()); civil.DateOf(at) == e.Day {
			return e.Day.Chinese() + at.Format(" 15:04")
		}
	}
	return e.Day.Chinese()
}

// told is an event in a citizen's words. Third parties are not named.
func told(r disclosure.Request, e disclosure.Event) (what, more string) {
	switch e.Kind {
	case disclosure.KindSubmitted:
		return "您提交了申请（" + r.Channel.Chinese() + "）", ""
	case disclosure.KindConfirmed:
		return "公开办确认收到", "答复期限从这一天起算"
	case disclosure.KindTransferred:
		return "转送有关机关", e.Party
	case disclosure.KindCorrectionAsked:
		more = e.Note
		if !e.Until.IsZero() {
			more += "（请在" + e.Until.Chinese() + "前补正）"
		}
		return "请您补正", more
	case disclosure.KindSupplemented:
		return "收到您的补正", "答复期限重新计算"
	case disclosure.KindThirdPartyConsulted:
		return "征求第三方意见", "等候的时间不计算在答复期限内"
	case disclosure.KindExtended:
		return "延长答复期限", withReason(fmt.Sprintf("延长%d个工作日", e.Days), e.Note)
	case disclosure.KindPostponed:
		return "延迟答复", withReason("最迟"+e.Until.Chinese()+"答复", e.Note)
	case disclosure.KindAdvised, disclosure.KindReasonsAsked:
		return e.Kind.Chinese(), e.Note
	case disclosure.KindFeeNoticed:
		return "通知缴纳信息处理费", e.Amount.StringFixed(2) + "元"
	case disclosure.KindReplied, disclosure.KindReplyCorrected:
		if e.Reply != nil {
			more = e.Reply.Outcome.Chinese()
			if e.Reply.Responsible != "" {
				more += "；负责公开这条信息的机关：" + e.Reply.Responsible
			}
		}
	case disclosure.KindWithdrawn:
		return "您撤回了申请", ""
	case disclosure.KindRated:
		return "您评价了答复", e.Score.Chinese()
	}
	return e.Kind.Chinese(), more
}

// withReason adds why a step was taken, where it says so: the letter of the step says it
// to the applicant too.
func withReason(what, why string) string {
	if why == "" {
		return what
	}
	return what + "。理由：" + why
}
