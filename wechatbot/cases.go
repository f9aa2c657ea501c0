package wechatbot

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A letter is what a citizen is writing to the people behind the counter. It
// lives as long as options do.
type letter struct {
	kind  cases.Kind // "": nothing is being written
	text  string     // "": the words are waited for
	until time.Time
}

// Bounds of a letter's words, in characters.
const shortestLetter = 4

// write begins a letter, or shows one whose words were said at once.
func (v *visit) write(kind cases.Kind, text string) answer {
	if v.bot.Cases == nil {
		return v.person()
	}
	v.talk.letter = letter{kind: kind, until: v.bot.Now().Add(optionLife)}
	if text == "" {
		v.talk.offer(v.bot.Now())
		return v.say("case_ask", v.letterView(""))
	}
	return v.wrote(text)
}

// letterView is what the templates of a letter show.
type letterView struct {
	Kind, Text, Trouble, Organ string
	Least, Most                int
	Office                     any
}

func (v *visit) letterView(trouble string) letterView {
	l := v.talk.letter
	return letterView{Kind: l.kind.Chinese(), Text: l.text, Trouble: trouble, Organ: v.addressee(l.text),
		Least: shortestLetter, Most: cases.Longest, Office: v.bot.Office}
}

// wrote takes the words of a letter and asks whether to hand them in.
func (v *visit) wrote(text string) answer {
	if n := len([]rune(text)); n < shortestLetter || n > cases.Longest {
		return v.say("case_ask", v.letterView("length"))
	}
	v.talk.letter.text, v.talk.letter.until = text, v.bot.Now().Add(optionLife)
	v.talk.offer(v.bot.Now(), "提交", "返回", "取消")
	return v.say("case_confirm", v.letterView(""))
}

// letter takes a message as part of the letter that is being written. What
// plainly means something else is answered as ever, and the letter waits.
func (v *visit) letter(m meaning) (answer, bool) {
	l := v.talk.letter
	if l.kind == "" || v.bot.Now().After(l.until) {
		return answer{}, false
	}
	say := m.text
	if chosen, alive := v.talk.chosen(choice(m.text), v.bot.Now()); alive && l.text != "" {
		say = chosen
	}
	switch {
	case m.intent == wantCancel, l.text != "" && (say == "取消" || say == "不提交"):
		v.talk.letter = letter{}
		return v.say("case_dropped", nil), true
	case l.text != "" && (m.intent == wantBack || say == "返回" || say == "修改" || say == "重写"):
		v.talk.letter.text = ""
		return v.say("case_ask", v.letterView("")), true
	case m.intent == wantBack:
		v.talk.letter = letter{}
		return v.say("case_dropped", nil), true
	case l.text != "":
		if say != "提交" && say != "确认" && say != "确认提交" {
			return answer{}, false
		}
		return v.handIn(l.kind, l.text), true
	}
	switch m.intent {
	case wantHelp, wantPerson, wantMine, wantProgress, wantApply, wantLetter, wantCase, wantNext, wantPrevious:
		return answer{}, false
	}
	return v.wrote(m.text), true
}

// handIn opens a case. The message's own key makes it once.
func (v *visit) handIn(kind cases.Kind, text string) answer {
	c, err := v.bot.Cases.Open(v.ctx, cases.Case{Kind: kind, Owner: v.owner(), Organ: v.addressee(text), Text: text, Channel: disclosure.ByWeChat},
		v.key, v.bot.Now().In(beijing))
	if err != nil {
		return v.failed(err)
	}
	v.talk.letter, v.talk.misses = letter{}, 0
	return v.say("case_done", v.caseView(c))
}

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
	Rate                                    bool // the reply may be rated
}

func (v *visit) caseView(c cases.Case) caseView {
	view := v.bot.caseView(c, v.today)
	view.Rate = slices.Contains(c.Allowed(disclosure.RoleApplicant), cases.ActRated)
	return view
}

func (b *Bot) caseView(c cases.Case, today civil.Date) caseView {
	view := caseView{ID: c.ID, Code: c.Code, Kind: c.Kind.Chinese(), State: c.State().Chinese(), Text: c.Text, Organ: c.Handler(),
		Submitted: c.Submitted(), Due: b.caseDue(c, today)}
	for _, e := range c.Events {
		switch e.Act {
		case cases.ActTelling, cases.ActTold:
		case cases.ActAssigned:
			view.Steps = append(view.Steps, fmt.Sprintf("%s 交%s办理", e.Day, e.Organ))
		case cases.ActVerified:
			view.Steps = append(view.Steps, fmt.Sprintf("%s 核实：%s", e.Day, e.Verdict.Chinese()))
		default:
			view.Steps = append(view.Steps, fmt.Sprintf("%s %s", e.Day, e.Act.Chinese()))
		}
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
var caseNumber = regexp.MustCompile(`(?i)(?:ts|zx|tw)[\s\-－—–]*20\d\d[\s\-－—–]*\d{5,7}[\s\-－—–]*\d`)

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
		if len([]rune(rest)) < shortestLetter {
			return v.say("case_more", number)
		}
		return v.didCase(number, cases.Supplemented(v.today, rest), "case_added")
	case strings.Contains(verb, "评"):
		return v.rate(number, rest)
	}
	return v.caseProgress(number, rest)
}

// caseProgress tells how far a case is: to its citizen by the account, to anybody
// else by the query code.
func (v *visit) caseProgress(number, code string) answer {
	c, err := v.bot.Cases.Case(v.ctx, number)
	if err == nil && c.Owner == v.owner() {
		return v.say("case_progress", v.caseView(c))
	}
	if code == "" {
		return v.say("askcode", number)
	}
	c, err = v.bot.Cases.Track(v.ctx, number, code, v.bot.Now())
	switch {
	case errors.Is(err, disclosure.ErrTooManyAttempts):
		return v.say("toomany", nil)
	case errors.Is(err, cases.ErrNotFound):
		return v.say("norequest", number)
	case err != nil:
		return v.failed(err)
	}
	view := v.caseView(c)
	view.Rate = false
	return v.say("case_progress", view)
}

// didCase records what the citizen did to a case of her own.
func (v *visit) didCase(number string, e cases.Event, say string) answer {
	c, err := v.bot.Cases.Case(v.ctx, number)
	if err == nil && c.Owner != v.owner() {
		err = cases.ErrNotFound
	}
	if err == nil {
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

// revoke asks which of her open cases the citizen takes back.
func (v *visit) revoke() answer {
	if v.bot.Cases == nil {
		return v.person()
	}
	cs, err := v.bot.Cases.ByOwner(v.ctx, v.owner())
	if err != nil {
		return v.failed(err)
	}
	var says []string
	var lines []mineLine
	for _, c := range cs {
		if slices.Contains(c.Allowed(disclosure.RoleApplicant), cases.ActWithdrawn) && len(says) < 8 {
			says = append(says, "revoke:"+c.ID)
			lines = append(lines, mineLine{c.Kind.Chinese(), c.ID, c.State().Chinese()})
		}
	}
	v.talk.offer(v.bot.Now(), append(says, "我的申请")...)
	return v.say("case_revoke", map[string]any{"Lines": lines, "No": len(says) + 1})
}

// person offers a person: where the office is, and that a letter reaches it.
func (v *visit) person() answer {
	view := map[string]any{"Office": v.bot.Office, "Write": v.bot.Cases != nil, "Asked": ""}
	var says []string
	if v.bot.Cases != nil {
		if v.talk.asked != "" && v.bot.Now().Before(v.talk.until) {
			says = append(says, "hand:"+v.talk.asked)
			view["Asked"] = v.talk.asked
		}
		says = append(says, "咨询", "投诉")
	}
	view["First"] = len(says) - 1
	v.talk.offer(v.bot.Now(), says...)
	return v.say("person", view)
}
