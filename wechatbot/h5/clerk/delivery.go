package clerk

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Who applied by the account is told by it. Everybody else is told by people: what is
// still to be sent to them, and when it reached them, is entered here.

// byHand are the ways in which people tell an applicant, as the events name them.
var byHand = []string{"hand", "post", "email", "fax", "phone"}

// What a clerk says of a telling.
const (
	posted    = "sent"
	delivered = "delivered"
)

// owed is one step that an applicant is still to be told of.
type owed struct {
	Of    int
	Event disclosure.Event
	Sent  disclosure.Event // that it is under way; the zero Event: it is not
}

// owedTo are the steps that people have to tell the applicant of. What the account tells
// is among them from the next day on: by then it did not get through.
func (v *visit) owedTo(r disclosure.Request) []owed {
	var out []owed
	if r.Erased {
		return nil
	}
	for _, i := range r.Untold() {
		e := r.Events[i]
		if r.Channel == disclosure.ByWeChat && !e.Day.Before(v.day()) || past(r, i) {
			continue
		}
		o := owed{Of: i, Event: e}
		if r.Claimed(i) {
			for _, later := range r.Events[i+1:] {
				if later.Kind == disclosure.KindTelling && later.Of == i {
					o.Sent = later
				}
			}
		}
		out = append(out, o)
	}
	return out
}

// untold counts the requests whose applicants people have to tell of something.
func (v *visit) untold() (n int, err error) {
	if v.Desk == nil {
		return 0, nil
	}
	for r, err := range v.Desk.Requests(v.ctx()) {
		if err != nil {
			return 0, err
		}
		if len(v.owedTo(r)) > 0 {
			n++
		}
	}
	return n, nil
}

// answers are what shows that the applicant knows of a step.
var answers = map[disclosure.Kind]disclosure.Kind{
	disclosure.KindCorrectionAsked: disclosure.KindSupplemented,
	disclosure.KindReasonsAsked:    disclosure.KindReasonsGiven,
	disclosure.KindFeeNoticed:      disclosure.KindFeePaid,
}

// past reports whether a step that an applicant was not told of need not be told of by
// people, or no more: its letter is another's (the third party's, 条例（2019）第三十二条),
// it was taken over from before there was a desk, by nobody and at no moment, he has
// answered it, he has the reply that came after it, or another reply took its place before
// it was sent.
func past(r disclosure.Request, of int) bool {
	e, untold := r.Events[of], r.Untold()
	if e.Kind == disclosure.KindThirdPartyConsulted || r.Channel != disclosure.ByWeChat && e.By.Name == "" && e.At.IsZero() {
		return true
	}
	for i, later := range r.Events {
		switch {
		case i <= of:
		case answers[e.Kind] != "" && later.Kind == answers[e.Kind],
			later.Reply != nil && !slices.Contains(untold, i),
			later.Reply != nil && e.Reply != nil && !r.Claimed(of):
			return true
		}
	}
	return false
}

// deliveryView is the form in which it is entered that an applicant was told.
type deliveryView struct {
	Owed   []owed
	Fields []input // nil: not by this person
}

func (v *visit) delivery(r disclosure.Request) deliveryView {
	view := deliveryView{Owed: v.owedTo(r)}
	if len(view.Owed) == 0 || !v.person.Is(Drafter, Head) {
		return view
	}
	steps, ways := []choice(nil), []choice{unchosen}
	for _, o := range slices.Backward(view.Owed) {
		steps = append(steps, choice{strconv.Itoa(o.Of), o.Event.Kind.Chinese() + " " + o.Event.Day.String(), ""})
	}
	for _, way := range byHand {
		ways = append(ways, choice{way, TellWay(way), ""})
	}
	view.Fields = []input{
		{Name: "of", Label: "告知的是哪一步", Kind: "select", Must: true, Value: steps[0].Value, List: steps},
		{Name: "channel", Label: "用什么方式", Kind: "select", Must: true, List: ways, Hint: "申请人选的是：" + cmp.Or(strings.TrimSpace(r.Delivery.Form+" "+r.Delivery.Way), "没有写") + "。"},
		{Name: "reached", Label: "到了哪一步", Kind: "select", Must: true, Value: delivered, List: []choice{{delivered, "申请人已经收到", ""}, {posted, "已经寄出，还没有签收", ""}}},
		{Name: "day", Label: "日期", Kind: "date", Must: true, Value: v.day().String(), Hint: "收到的写收到、签收之日，复议、诉讼的期限从答复收到之日起算；寄出的写寄出之日。"},
	}
	for i := range view.Fields {
		view.Fields[i].Prefix = "told-"
	}
	return view
}

// told enters that an applicant was told of a step, or that it was sent off.
func (v *visit) told(r disclosure.Request) {
	if !v.needs(Drafter, Head) {
		return
	}
	view := requestView{Steps: v.steps(r), Tell: v.delivery(r)}
	view.Tell.Fields = filled(view.Tell.Fields, v.r.PostForm)
	refuse := func(status int, text string) {
		view.Wrong = "没有登记：" + text
		v.showRequest(status, r, view)
	}
	e, status, lack := v.tellingIn(view.Tell)
	if lack != "" {
		refuse(status, lack)
		return
	}
	var unlawful *disclosure.TransitionError
	switch _, err := v.Desk.Record(v.ctx(), r.ID, v.signedBy(e, v.inRequests()[0])); {
	case errors.As(err, &unlawful):
		refuse(http.StatusConflict, "这一步已经寄出或者告知过，没有再登记。")
	case err != nil:
		v.fail(err)
	default:
		v.flash("已登记：%s，%s。", r.Events[e.Of].Kind.Chinese(), map[bool]string{true: "已经寄出", false: "申请人已经收到"}[e.Kind == disclosure.KindTelling])
		v.redirect("/requests/%s", r.ID)
	}
}

// tellingIn is the event that the form asks for, or why it is not one.
func (v *visit) tellingIn(tell deliveryView) (e disclosure.Event, status int, lack string) {
	of, err := strconv.Atoi(v.field("of"))
	at := slices.IndexFunc(tell.Owed, func(o owed) bool { return err == nil && o.Of == of })
	lack = lacking(tell.Fields)
	switch {
	case v.field("of") == "":
		return e, http.StatusForbidden, "没有说告知的是哪一步。"
	case at < 0:
		return e, http.StatusConflict, "这一步已经告知过申请人，没有再登记。"
	case lack != "":
		return e, http.StatusUnprocessableEntity, lack
	}
	step := tell.Owed[at]
	earliest := slices.MaxFunc([]civil.Date{step.Event.Day, step.Sent.Day}, civil.Date.Compare)
	switch day, err := dayOf(v.r.PostForm, "day"); {
	case err != nil || day.After(v.day()):
		return e, http.StatusUnprocessableEntity, "日期写成2015-12-02，不能在今天以后。"
	case day.Before(earliest):
		return e, http.StatusUnprocessableEntity, "日期不能早于办理或者寄出的那一天（" + earliest.String() + "）。"
	case v.field("reached") == posted:
		return disclosure.Telling(day, of, v.field("channel")), 0, ""
	default:
		return disclosure.Told(day, of, v.field("channel"), ""), 0, ""
	}
}

// howTold says how the applicant of a request is told of what is done.
func howTold(r disclosure.Request) string {
	if r.Channel == disclosure.ByWeChat {
		return "由公众号告知申请人"
	}
	return "由经办告知申请人，并在申请的页面登记送达"
}

// sentReplies are the letters that went out, as the applicant reads them but for her name.
func (v *visit) sentReplies(r disclosure.Request, view *requestView) (err error) {
	view.Sent, err = v.Letters.Sent(masked(r))
	slices.Reverse(view.Sent)
	return err
}

// toldOnce leaves out the attempts to tell the applicant of which it is known what
// became of them.
func toldOnce(events []disclosure.Event) []disclosure.Event {
	var out []disclosure.Event
	for i, e := range events {
		ended := func(later disclosure.Event) bool {
			return later.Kind == disclosure.KindTold && later.Of == e.Of && later.Channel == e.Channel
		}
		if e.Kind != disclosure.KindTelling || !slices.ContainsFunc(events[i+1:], ended) {
			out = append(out, e)
		}
	}
	return out
}

// tellWays are the ways in which citizens are told.
var tellWays = map[string]string{
	"wechat": "客服消息", "wechat.template": "模板消息", "wechat.subscription": "订阅通知", "wechat.reply": "随她的消息回复",
	"hand": "当面交付", "post": "邮寄", "email": "电子邮件", "fax": "传真", "phone": "电话告知"}

// TellWay is a way of telling in a clerk's words; one that is not known stays as it is.
func TellWay(channel string) string { return cmp.Or(tellWays[channel], channel) }
