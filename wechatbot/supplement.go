package wechatbot

import (
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
	rs, err := v.own(disclosure.KindSupplemented, "")
	if err != nil || len(rs) == 0 {
		return answer{}, false
	}
	if _, known := v.titled(text); known || v.writesNow() {
		return answer{}, false
	}
	var offered choices
	for _, r := range rs[:min(7, len(rs))] {
		offered.add("supply:"+r.ID+":"+text, r.ID)
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
	if rs, err := v.own(disclosure.KindSupplemented, id); err != nil || len(rs) != 1 {
		return v.say("expired", nil)
	}
	return v.did(id, disclosure.Supplemented(v.today).WithNote(text), "supplemented")
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
