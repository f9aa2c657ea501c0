package wechatbot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// toSupply is a text that says that it supplements, and with what.
var (
	toSupply   = form(`^{me}?(?:要|想|来)?(?:补充|补正|补交|补)(?:一下|说明)?[:,，、\s]*(.{2,})$`)
	setOff     = form(`^(?:我要)?(?:补正|补充材料|补交材料|补材料|补交)[:,，\s]`)
	supplyAsks = form(`{supply_what}|[吗呢?？]$|材料$`)
)

// shortestSupply is how many characters a supplement has at least that is shown back
// before it is handed in.
const shortestSupply = 2

// supplyWords is what a text supplements with, without the word for it.
func supplyWords(text string) string {
	found := toSupply.FindStringSubmatch(writing.Simple(text))
	if found == nil || supplyAsks.MatchString(writing.Simple(text)) {
		return ""
	}
	return asTyped(text, found[1])
}

// perhapsSupplement shows a text that nothing else was heard in to who was asked for
// a supplement: it may be that. What is plainly looked for is looked for, and what
// is plainly a letter is one.
func (v *visit) perhapsSupplement(m meaning, text string) (answer, bool) {
	if m.intent == wantLetter && (m.sure == 0 || m.sure >= sureAside) || v.bot.Desk == nil || utf8.RuneCountInString(text) < shortestSupply || quoted.MatchString(text) {
		return answer{}, false
	}
	rs, err := v.waitedFor("")
	if err != nil || len(rs) == 0 {
		return answer{}, false
	}
	if _, known := v.titled(text); known || v.writesNow() {
		return answer{}, false
	}
	var offered choices
	for _, r := range rs[:min(7, len(rs))] {
		offered.add("supply:"+r.ID+":"+text, fmt.Sprintf("%s交上去（%s）", askedFor(r), r.ID))
	}
	says := append(offered.says, "look:"+text)
	view := map[string]any{"Text": text, "Lines": offered.lines, "Look": len(says), "Letter": ""}
	if m.intent == wantLetter {
		says = append(says, string(m.kind)+":"+text)
		view["Letter"] = m.kind.Chinese()
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), says...)
	return v.say("supplement_ask", view), true
}

// supplied hands in the supplement that was shown back.
func (v *visit) supplied(rest string) answer {
	id, text, _ := strings.Cut(rest, ":")
	rs, err := v.waitedFor(id)
	switch {
	case err != nil || len(rs) != 1:
		return v.say("expired", nil)
	case rs[0].State() == disclosure.StateReasons:
		return v.did(id, disclosure.ReasonsGiven(v.today).WithNote(text), "reasons_given")
	}
	return v.did(id, disclosure.Supplemented(v.today).WithNote(text), "supplemented")
}

// waitedFor are her requests of which the office asked something that it has not heard yet:
// a supplement, or the reasons (条例第三十五条) without which it need not handle them.
func (v *visit) waitedFor(id string) ([]disclosure.Request, error) {
	rs, err := v.own(disclosure.KindSupplemented, id)
	if err != nil {
		return nil, err
	}
	more, err := v.own(disclosure.KindReasonsGiven, id)
	return append(rs, more...), err
}

// askedFor names what the office asked of a request.
func askedFor(r disclosure.Request) string {
	if r.State() == disclosure.StateReasons {
		return "理由"
	}
	return "补正"
}

// givesReasons is a text that says that it gives the reasons, and which.
var givesReasons = form(`(?s)^(?:我)?(?:说明|申请|补充)?(?:的)?理由(?:是|如下|[:,，\s])+(?:[0-9][0-9 -]{11,24}[0-9][:,，\s]*)?(.{2,})$`)

// reasonsTold shows the reasons that were asked of her before they are handed in.
func (v *visit) reasonsTold(text string) (answer, bool) {
	found := givesReasons.FindStringSubmatch(text)
	if found == nil {
		return answer{}, false
	}
	if rs, err := v.own(disclosure.KindReasonsGiven, ""); err != nil || len(rs) == 0 {
		return answer{}, false
	}
	return v.perhapsSupplement(meaning{}, v.written(found[1]))
}

// supplyView is what the template of a supplement shows of each request.
type supplyView struct{ ID, What, Until string }

func supplyViews(rs []disclosure.Request) (out []supplyView) {
	for _, r := range rs {
		s := supplyView{ID: r.ID}
		for _, e := range r.Events {
			if e.Kind == disclosure.KindCorrectionAsked {
				s.What, s.Until = e.Note, e.Until.Chinese()
			}
		}
		out = append(out, s)
	}
	return out
}
