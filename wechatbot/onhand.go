package wechatbot

import "slices"

// onHand answers a text that only says something about what is in hand: the figure
// that was given last, or the record and the search that were shown last. What is
// newer is asked first.
func (v *visit) onHand(m meaning) (answer, bool) {
	if m.intent != wantSearch && m.intent != wantMoney && m.intent != wantCatalogue {
		return answer{}, false
	}
	text := simple(m.text)
	asked := []struct {
		want, room string
		answer     func(string) (answer, bool)
	}{{"问预决算", "budget", v.aboutFigure}, {"找公开信息", "catalog", v.aboutRecord}}
	if v.talk.newer {
		slices.Reverse(asked)
	}
	for _, of := range asked {
		if a, known := of.answer(text); known {
			v.why.Intent, v.why.Room = of.want, of.room
			return a, true
		}
	}
	return v.refined(text)
}
