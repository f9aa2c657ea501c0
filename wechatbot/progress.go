package wechatbot

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// beijing is the time that all of China keeps.
var beijing = time.FixedZone("CST", 8*60*60)

// progressView is what the template of a request's progress shows.
type progressView struct {
	ID, State, Subject string
	Submitted          civil.Date
	Due                string
	Reply              *disclosure.Reply
	ReplyDay           civil.Date
	Relief             string
	Outcome            string
	Link               string
	Rate               bool   // the reply may be rated
	Enclosed           string // where what comes with the reply is
	Late               string // what may be done about a reply that is overdue
	Asked              string // what the applicant is asked to supplement, while she may
	Reasons            bool   // she is asked for the reasons of her applying
	Own                bool   // it is she who is told
}

// askedNumber are answers that ask for a number: what looks like one then, and is none of
// ours, is not looked for.
var askedNumber = map[string]bool{"mine": true, "askcode": true, "norequest": true}

var (
	numberLike = form(`^[A-Za-z]{0,4}[ -]?[0-9][0-9A-Za-z -]{2,24}$`)
	// miswritten is what is written like the number of an application and is none: its check
	// digit does not fit.
	miswritten = form(`^20[0-9]{2}[ -][0-9]{3}[ -][0-9]{5,7}[ -][0-9]$|^(?:我的?|你们给的?|[,，\s])*(?:(?:申请|登记|受理|回执)(?:的)?)*(?:编号|单号|号码|号)?(?:是|为|[:：\s])*([A-Za-z]{2}[- ]20[0-9]{2}[-0-9 ]{3,16})$`)
	bareYear   = form(`^(?:19|20)[0-9]{2}$`)
)

// codeAlone is a query code that is told by itself.
var codeAlone = form(`(?i)^(?:{me}?的?查询码[^0-9A-Za-z]{0,8}|[是为:：\s])*([0-9A-Z](?:[ -]?[0-9A-Z]){9})[。.]?$`)

// codeTold answers the query code that was asked for just now, or is told once more,
// with how far the request or case is for which it was.
func (v *visit) codeTold(text string) (answer, bool) {
	number, found := v.spokenOf(), codeAlone.FindStringSubmatch(text)
	if number == "" || found == nil || v.talk.said != "askcode" && v.talk.said != "norequest" {
		return answer{}, false
	}
	if _, err := cases.ParseNumber(number); err == nil {
		return v.caseProgress(number, found[1]), true
	}
	return v.progress(number, found[1]), true
}

// progress tells how far a request is: to its applicant by the account she
// writes from, to anybody else by the query code.
func (v *visit) progress(id, code string) answer {
	if v.bot.Desk == nil {
		return v.say("noapply", v.bot.Office)
	}
	r, err := v.herRequest(id)
	switch {
	case err == nil:
		return v.say("progress", v.view(r))
	case !errors.Is(err, disclosure.ErrNotFound):
		return v.failed(err) // it may well be hers
	case code == "":
		return v.say("askcode", id)
	}
	r, err = v.bot.Desk.TrackFrom(v.ctx, id, code, v.openid, v.bot.Now())
	switch {
	case errors.Is(err, disclosure.ErrTooManyAttempts):
		return v.say("toomany", nil)
	case errors.Is(err, disclosure.ErrNotFound):
		return v.say("norequest", id)
	case err != nil:
		return v.failed(err)
	}
	view := v.view(r)
	view.Rate = false // by its applicant only
	return v.say("progress", view)
}

// herRequest is the citizen's own request of a number, disclosure.ErrNotFound where she has none.
func (v *visit) herRequest(number string) (r disclosure.Request, err error) {
	if v.bot.Desk == nil {
		return r, disclosure.ErrNotFound
	}
	if r, err = v.bot.Desk.Request(v.ctx, number); err == nil && r.Owner != v.owner() {
		err = disclosure.ErrNotFound
	}
	return r, err
}

// herRequests are the citizen's own requests, the oldest first.
func (v *visit) herRequests() ([]disclosure.Request, error) {
	if v.bot.Desk == nil {
		return nil, nil
	}
	return v.bot.Desk.ByOwner(v.ctx, v.owner())
}

func (v *visit) view(r disclosure.Request) progressView {
	p := progressView{ID: r.ID, State: r.State().Chinese(), Subject: r.Subject, Own: r.Owner == v.owner(), Submitted: r.Submitted(), Link: v.bot.Pages.Progress(r.ID),
		Due: v.bot.due(r, v.today), Rate: slices.Contains(r.AllowedTo(disclosure.RoleApplicant), disclosure.KindRated)}
	if reply, ok := r.Reply(); ok {
		p.Reply, p.Outcome = &reply, reply.Outcome.Chinese()
		for _, e := range r.Events {
			if e.Reply != nil {
				p.ReplyDay = e.Day
			}
		}
		p.Relief, p.Enclosed = reply.Relief(p.ReplyDay), v.bot.enclosed(r, reply)
	}
	p.Late = v.late(r)
	if slices.Contains(r.AllowedTo(disclosure.RoleApplicant), disclosure.KindSupplemented) {
		p.Asked = supplyViews([]disclosure.Request{r})[0].What
	}
	p.Reasons = p.Own && r.State() == disclosure.StateReasons
	return p
}

// late says what may be done about a request whose reply is overdue.
func (v *visit) late(r disclosure.Request) string {
	rules := disclosure.RulesOn(v.today)
	if late, err := r.Overdue(v.bot.Desk.Calendar(), v.today); !late || err != nil || rules.Redress == "" {
		return ""
	}
	return v.bot.say("late", rules).text
}

// enclosed says where to look for what comes with a reply: no message carries it.
func (b *Bot) enclosed(r disclosure.Request, reply disclosure.Reply) string {
	if !reply.Encloses() || reply.HowToGet != "" {
		return ""
	}
	return b.say("enclosed", r).text
}

// due says by when the office owes an answer, and says so where it cannot.
func (b *Bot) due(r disclosure.Request, today civil.Date) string {
	due, err := r.DueOn(b.Desk.Calendar(), today)
	var gap *civil.NotCoveredError
	switch {
	case errors.Is(err, disclosure.ErrNotReceived):
		return "工作人员会尽快与您确认收到，从确认之日起计算答复期限。"
	case errors.Is(err, disclosure.ErrNothingDue):
		return ""
	case errors.Is(err, disclosure.ErrClockStopped):
		return "答复期限暂停计算，等待补充材料或者有关方面的意见。"
	case errors.As(err, &gap) && gap.Day.Year <= today.Year: // it is announced by then, only not known here
		return unknownDay(r, gap.Day.Year)
	case errors.As(err, &gap):
		return fmt.Sprintf("答复期限会到%d年，国务院还没有公布那一年的放假安排，公布后就能算出是哪一天。", gap.Day.Year)
	case err != nil:
		return "答复期限暂时没有算出来，请回复“人工”。"
	}
	return dueWords(due)
}

// unknownDay says that the days off of a year are not known here, and whether the term
// runs all the same.
func unknownDay(r disclosure.Request, year int) string {
	runs := "期限现在不走，等有关方面的意见或者材料"
	if r.Running() {
		runs = "期限照样在走"
	}
	return fmt.Sprintf("这里还没有%d年的放假安排，数不出最后一天是哪一天；%s。", year, runs)
}

// dueWords says what is due, of whom and by when. Of a third party and of another
// organ it is an opinion: their day is not that of the reply.
func dueWords(due disclosure.Due) string {
	text, waits := fmt.Sprintf("最迟%s答复", due.Day.Chinese()), ""
	switch due.By {
	case disclosure.RoleApplicant:
		text = fmt.Sprintf("请您在%s以前办理", due.Day.Chinese())
	case disclosure.RoleThirdParty, disclosure.RoleOrgan:
		who := map[disclosure.Role]string{disclosure.RoleThirdParty: "第三方", disclosure.RoleOrgan: "其他机关"}[due.By]
		waits = "正在征求" + who + "意见，所需时间不计算在答复期限内。"
		text = fmt.Sprintf("%s最迟%s提出意见", who, due.Day.Chinese())
	}
	switch {
	case due.Uncounted && due.Left < 0:
		text += "，已经过了这一天"
	case due.Uncounted: // the day alone is known
	case due.Left > 0:
		text += fmt.Sprintf("，还有%d个工作日", due.Left)
	case due.Left == 0:
		text += "，就是今天"
	default:
		text += fmt.Sprintf("，已超过%d个工作日", -due.Left)
	}
	if due.Article != "" {
		text += "（" + due.Article + "）"
	}
	if due.Provisional {
		text += "。暂定：" + strings.TrimPrefix(due.Note, waits)
	}
	return waits + text
}

// mineLine is one request or case in the list of a citizen's own.
type mineLine struct{ Name, ID, State string }

// An own is a request or a case of the citizen, and how it is shown.
type own struct {
	day  civil.Date
	line mineLine
	show func() answer
}

// mine lists the citizen's own requests and cases.
func (v *visit) mine() answer {
	if v.bot.Desk == nil && v.bot.Cases == nil {
		return v.say("noapply", v.bot.Office)
	}
	requests, err := v.ownRequests()
	if err != nil {
		return v.failed(err)
	}
	cases, err := v.ownCases()
	if err != nil {
		return v.failed(err)
	}
	return v.showOwn(append(requests, cases...))
}

func (v *visit) ownRequests() (all []own, err error) {
	rs, err := v.herRequests()
	for _, r := range rs {
		all = append(all, own{r.Submitted(), mineLine{"申请", r.ID, r.State().Chinese()}, func() answer { return v.say("progress", v.view(r)) }})
	}
	return all, err
}

func (v *visit) ownCases() (all []own, err error) {
	cs, err := v.herCases()
	for _, c := range cs {
		all = append(all, own{c.Submitted(), mineLine{c.Kind.Chinese(), c.ID, c.State().Chinese()}, func() answer { return v.say("case_progress", v.caseView(c)) }})
	}
	return all, err
}

// showOwn lists what is the citizen's own, the newest first; one alone is shown at
// once.
func (v *visit) showOwn(all []own) answer {
	if len(all) == 1 {
		return all[0].show()
	}
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b own) int { return b.day.Compare(a.day) })
	var lines []mineLine
	var options []string
	for _, o := range all[:min(9, len(all))] {
		lines, options = append(lines, o.line), append(options, "进度 "+o.line.ID)
	}
	v.talk.offer(v.bot.Now(), options...)
	return v.say("mine", lines)
}

// numberNamed is the number in a text that tells one, or all of the text.
func numberNamed(text string) string {
	if m := miswritten.FindStringSubmatch(text); m != nil && m[1] != "" {
		return m[1]
	}
	return text
}
