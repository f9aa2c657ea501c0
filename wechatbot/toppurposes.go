package wechatbot

import (
	"cmp"
	"strconv"

	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// nextPurpose is a text that asks for another of the purposes, by its place or by the one that
// was told last: 第二多的呢, 其次是哪项.
var nextPurpose = form(`^{around}*(?:(?:排名|排在|排)?第([二三四五六七八2-8])(?:多|高|大|名|位)?|(再?其次|接下来|再往下|往下|再下来|接着|然后))(?:{around}|{which_item}|项|块|类)*$`)

// asksStaff is a text that asks for the people of the organ whose figure is in hand.
var asksStaff = form(`^(?:{around}|{counted_lead})*{staff_word}(?:{around}|有|共|在编)*(?:多少|几[个位名]|呢)(?:{around}|人)*$`)

// staffOrPlace answers how many people there are, which no books tell, and which purpose comes at a
// place by how much it takes.
func (v *visit) staffOrPlace(last subject, text string) (answer, bool) {
	if asksStaff.MatchString(text) {
		h, found := v.figureOf(last)
		if !found {
			return answer{}, false
		}
		return v.tellFigure(h, "people", false, text), true
	}
	if place := purposeAsked(last, text); place > 0 && !v.talk.newer {
		return v.atPlace(last, place)
	}
	return answer{}, false
}

// purposeAsked is the place that a text asks for behind a purpose that was told by how much it
// takes; 0 for none.
func purposeAsked(last subject, text string) int {
	if last.Place == 0 {
		return 0
	}
	m := nextPurpose.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	return cmp.Or(writing.Numeral(m[1]), last.Place+1)
}

// atPlace tells the purpose that takes so much as a place says, of the statement in hand.
func (v *visit) atPlace(last subject, place int) (answer, bool) {
	h, found := v.figureOf(last)
	if !found {
		return answer{}, false
	}
	all := figure.Tops(v.kept(h.s))
	view := figureView{About: "place", Place: place}
	if place > len(all) {
		view.Lacks = strconv.Itoa(len(all))
		return v.sayFigure(h, view), true
	}
	of := last
	of.Item = all[place-1].Name
	if h, found = v.figureOf(of); !found || h.f.Near {
		return answer{}, false
	}
	v.talk.figure.Place = 0
	a := v.sayFigure(h, view)
	v.talk.figure.Place = place
	return a, true
}
