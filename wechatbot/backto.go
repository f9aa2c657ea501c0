package wechatbot

import (
	"strings"
	"unicode/utf8"
)

// A text that goes back to what was spoken of before: 回到刚才的文件, 刚才那个数.
const (
	backWhat = `(?:的|那个|这个|那一|说的|{around})*(?:({a_figure})|({a_document})|({a_list})|问题|话题)?{around}*$`
)

var (
	goesTo  = form(`^(?:{around}|我想)*{go_back}(?:{around}|{earlier_one})*` + backWhat)
	earlier = form(`^{around}*{earlier_one}` + backWhat)
)

// backTo shows again what was spoken of before: the figure, the record or the list that
// is in hand. Where the text says of none which it means, it is the one that was not
// shown last.
func (v *visit) backTo(text string) (answer, bool) {
	last, figured := v.figureHeld()
	found := v.foundHeld() && v.talk.total > 0
	if !figured && !found || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	m := goesTo.FindStringSubmatch(text)
	if m == nil {
		m = earlier.FindStringSubmatch(text)
	}
	if m == nil {
		return v.backToNamed(text)
	}
	newest := !v.talk.newer // the figure is
	if spokeOfFigure[v.talk.said] || spokeOfFound[v.talk.said] {
		newest = !newest
	}
	figure := m[1] != "" || m[2]+m[3] == "" && newest
	switch {
	case figured && (figure || !found):
		v.talk.newer = false
		v.why.Intent, v.why.Room = "问预决算", "budget"
		return v.money(last.question("", false, false, 0))
	case found:
		return v.foundAgain(m[3] != ""), true
	}
	return answer{}, false
}

// earlierNamed is a text that goes back to what it names: 前面那个雄安的.
var earlierNamed = form(`^(?:{around}|{go_back})*{earlier_one}(?:的|那个|那份|那条)*(.{2,10}?)(?:的|那个|那份|那条|{a_document}|{around})*$`)

// backToNamed shows the record in hand once more, where a text goes back to it by words
// of its title.
func (v *visit) backToNamed(text string) (answer, bool) {
	m := earlierNamed.FindStringSubmatch(text)
	if m == nil || v.talk.found.Shown == "" || !v.foundHeld() {
		return answer{}, false
	}
	r, err := v.bot.Catalog.Find(v.ctx, v.talk.found.Shown)
	if err != nil || !strings.Contains(r.Title, m[1]) {
		return answer{}, false
	}
	return v.foundAgain(false), true
}

// spokeOfFound are answers that showed what was found.
var spokeOfFound = map[string]bool{"record": true, "about": true, "list": true}

// foundAgain shows the record in hand once more, or the list that it was chosen from.
func (v *visit) foundAgain(list bool) answer {
	v.why.Intent, v.why.Room = "找公开信息", "catalog"
	if !list && v.talk.found.Shown != "" {
		if r, err := v.bot.Catalog.Find(v.ctx, v.talk.found.Shown); err == nil {
			return v.showAs(r, "")
		}
	}
	if past := v.talk.found.List; past != nil && v.talk.total < 2 {
		v.talk.query, v.talk.total, v.talk.found.Sieve, v.talk.found.List = past.Query, past.Total, past.Sieve, nil
	}
	v.talk.found.Shown = ""
	return v.sifted(v.talk.query, v.talk.found.Sieve)
}

// backFromFound goes back from a record to the list that it was chosen from, and from
// another page of a list to the one before.
func (v *visit) backFromFound() (answer, bool) {
	if !v.foundHeld() || !spokeOfFound[v.talk.said] || v.talk.total < 2 && v.talk.found.List == nil {
		return answer{}, false
	}
	if v.talk.found.Shown != "" {
		return v.foundAgain(true), true
	}
	if v.talk.query.Offset >= pageSize {
		return v.turn(-pageSize), true
	}
	return answer{}, false
}
