package wechatbot

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// addressee is the organ of this office that a text names, or the office's desk.
func (v *visit) addressee(text string) string {
	if name, of := v.alias(text); name != "" {
		for _, o := range v.bot.Office.Organs {
			if o.Name == of && !o.Elsewhere {
				return of
			}
		}
	}
	return v.desk()
}

// caseView is what the templates of a case show.
type caseView struct {
	ID, Code, Kind, State, Text, Organ, Due string
	Submitted                               civil.Date
	Steps                                   []string
	Reply                                   string
	ReplyDay                                civil.Date
	Rate                                    bool   // the reply may be rated
	Add                                     bool   // she may add to it
	Contact                                 string // masked: what she left to be reached by
}

func (v *visit) caseView(c cases.Case) caseView {
	view := v.bot.caseView(c, v.today)
	may := c.Allowed(disclosure.RoleApplicant)
	view.Rate, view.Add = slices.Contains(may, cases.ActRated), slices.Contains(may, cases.ActSupplemented)
	return view
}

func (b *Bot) caseView(c cases.Case, today civil.Date) caseView {
	view := caseView{ID: c.ID, Code: c.Code, Kind: c.Kind.Chinese(), State: c.State().Chinese(), Text: c.Text, Organ: c.Handler(),
		Submitted: c.Submitted(), Due: b.caseDue(c, today)}
	for _, e := range c.Events {
		if e.Act.Inner() {
			continue
		}
		switch e.Act {
		case cases.ActAssigned:
			view.Steps = append(view.Steps, fmt.Sprintf("%s 交%s办理", e.Day, e.Organ))
		case cases.ActSupplemented:
			what := "联系方式"
			if len(e.Attachments) > 0 {
				what = "附件"
			}
			view.Steps = append(view.Steps, fmt.Sprintf("%s 补充：%s", e.Day, cmp.Or(e.Text, what)))
		case cases.ActVerified:
			view.Steps = append(view.Steps, fmt.Sprintf("%s 核实：%s", e.Day, e.Verdict.Chinese()))
		default:
			view.Steps = append(view.Steps, fmt.Sprintf("%s %s", e.Day, e.Act.Chinese()))
		}
	}
	for i, contact := range c.Contacts() {
		view.Contact += strings.Repeat("，", min(i, 1)) + masked(contact)
	}
	if e, ok := c.Reply(); ok {
		view.Reply, view.ReplyDay = e.Text, e.Day
	}
	return view
}

// caseDue says by when the office means to answer, where it has set itself a term.
func (b *Bot) caseDue(c cases.Case, today civil.Date) string {
	due, err := b.Cases.Due(c)
	if err != nil || due.IsZero() {
		return ""
	}
	term := b.Cases.Terms().Of(c.Kind)
	text := fmt.Sprintf("最迟%s答复", due.Chinese())
	if today.After(due) {
		text += "，已超过"
	}
	if term.Article != "" {
		text += "（" + term.Article + "：" + term.String() + "）"
	}
	return text
}

// caseNumber is a case's number in any writing.
var caseNumber = form(`(?i)(?:ts|zx|tw)[\s\-－—–]*20\d\d[\s\-－—–]*\d{5,7}[\s\-－—–]*\d`)

// caseIn finds a case's number in a text, and what stands before and behind it.
func caseIn(text string) (before, number, behind string) {
	at := caseNumber.FindStringIndex(text)
	if at == nil {
		return text, "", ""
	}
	number, err := cases.ParseNumber(text[at[0]:at[1]])
	if err != nil {
		return text, "", ""
	}
	return strings.TrimSpace(text[:at[0]]), number, strings.TrimLeft(text[at[1]:], " :,\n\t")
}

// aCase does what a text that names a case asks: to take it back, to add to it,
// to rate its reply, or to say how far it is.
func (v *visit) aCase(m meaning) answer {
	if v.bot.Cases == nil {
		return v.person()
	}
	verb, number, rest := caseIn(m.text)
	switch {
	case strings.Contains(verb, "撤"):
		return v.didCase(number, cases.Withdrawn(v.today), "case_withdrawn")
	case strings.Contains(verb, "补"):
		if len([]rune(rest)) < shortestAddition {
			return v.say("case_more", number)
		}
		return v.added(number, rest)
	case strings.Contains(verb, "评"):
		return v.rate(number, rest)
	}
	return v.caseProgress(number, codeIn(rest))
}

// codeIn is the query code in what stands behind a case's number: 查询码 W0G1….
func codeIn(behind string) string {
	if found := codeAlone.FindStringSubmatch(strings.TrimLeft(behind, ",，、/;；。 ")); found != nil {
		return found[1]
	}
	return behind
}

// caseProgress tells how far a case is: to its citizen by the account, to anybody
// else by the query code.
func (v *visit) caseProgress(number, code string) answer {
	c, err := v.herCase(number)
	switch {
	case err == nil:
		return v.say("case_progress", v.caseView(c))
	case !errors.Is(err, cases.ErrNotFound):
		return v.failed(err) // it may well be hers
	case code == "":
		return v.say("askcode", number)
	}
	c, err = v.bot.Cases.TrackFrom(v.ctx, number, code, v.openid, v.bot.Now())
	switch {
	case errors.Is(err, disclosure.ErrTooManyAttempts):
		return v.say("toomany", nil)
	case errors.Is(err, cases.ErrNotFound):
		return v.say("norequest", number)
	case err != nil:
		return v.failed(err)
	}
	view := v.caseView(c)
	view.Rate, view.Add = false, false
	return v.say("case_progress", view)
}

// herCase is the citizen's own case of a number, cases.ErrNotFound where she has none.
func (v *visit) herCase(number string) (c cases.Case, err error) {
	if v.bot.Cases == nil {
		return c, cases.ErrNotFound
	}
	if c, err = v.bot.Cases.Case(v.ctx, number); err == nil && c.Owner != v.owner() {
		err = cases.ErrNotFound
	}
	return c, err
}

// herCases are the citizen's own cases, the oldest first.
func (v *visit) herCases() ([]cases.Case, error) {
	if v.bot.Cases == nil {
		return nil, nil
	}
	return v.bot.Cases.ByOwner(v.ctx, v.owner())
}

// didCase records what the citizen did to a case of her own.
func (v *visit) didCase(number string, e cases.Event, say string) answer {
	c, err := v.herCase(number)
	if err == nil && !(e.Act == cases.ActSupplemented && c.Added(e, v.bot.Now().Add(-remembered))) {
		c, err = v.bot.Cases.Record(v.ctx, number, e.WithTime(v.bot.Now()))
	}
	var refused *cases.TransitionError
	switch {
	case errors.Is(err, cases.ErrNotFound):
		return v.say("norequest", number)
	case errors.As(err, &refused):
		return v.say("refused", refused.Chinese())
	case err != nil:
		return v.failed(err)
	}
	return v.say(say, v.caseView(c))
}

// mayRevoke says whether the citizen has a case that she can take back.
func (v *visit) mayRevoke() bool {
	cs, err := v.herCases()
	return err == nil && v.bot.Cases != nil && slices.ContainsFunc(cs, revocable)
}

func revocable(c cases.Case) bool {
	return slices.Contains(c.Allowed(disclosure.RoleApplicant), cases.ActWithdrawn)
}

// revoke asks which of her open cases the citizen takes back.
func (v *visit) revoke() answer {
	if v.bot.Cases == nil {
		return v.person()
	}
	cs, err := v.herCases()
	if err != nil {
		return v.failed(err)
	}
	var says []string
	var lines []mineLine
	for _, c := range slices.Backward(cs) { // the newest first, as in the list of all
		if revocable(c) && len(says) < 8 {
			says = append(says, "revoke:"+c.ID)
			lines = append(lines, mineLine{c.Kind.Chinese(), c.ID, c.State().Chinese()})
		}
	}
	if len(says) == 0 || !recalls.MatchString(v.raw) {
		if a, asks := v.asksUnwritten(); asks {
			return a
		}
	}
	if rs, err := v.own(disclosure.KindWithdrawn, ""); err == nil && !writingWord.MatchString(writing.Simple(v.raw)) {
		spoken := slices.ContainsFunc(rs, func(r disclosure.Request) bool { return r.ID == v.spokenOf() })
		switch {
		case spoken:
			return v.withdraw(v.spokenOf()) // 不等了，撤了
		case len(says) == 0 && len(rs) > 0:
			return v.withdraw("")
		case len(says) == 0 && (v.talk.said == "law" || v.talk.said == "withdraw" || strings.Contains(v.raw, "申请")):
			return v.withdraw("") // 可以撤回吗, behind how applying works
		}
	}
	v.talk.offer(v.bot.Now(), append(says, "我的申请")...)
	return v.say("case_revoke", map[string]any{"Lines": lines, "No": len(says) + 1})
}
