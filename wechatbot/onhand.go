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
	if a, known := v.jointly(text); known {
		return a, true
	}
	if a, known := v.grown(text); known {
		return a, true
	}
	asked := []struct {
		want, room string
		answer     func(string) (answer, bool)
	}{{"问预决算", "budget", v.aboutFigure}, {"找公开信息", "catalog", v.aboutFound}}
	if v.talk.newer {
		slices.Reverse(asked)
	}
	for _, of := range asked {
		if a, known := of.answer(text); known {
			v.why.Intent, v.why.Room = of.want, of.room
			return a, true
		}
	}
	if a, known := v.aboutCount(text); known {
		v.why.Intent, v.why.Room = "公开了多少", "catalog"
		return a, true
	}
	if a, known := v.aboutEntry(text); known {
		v.why.Intent, v.why.Room = "公开指南", "office"
		return a, true
	}
	if a, known := v.saidInside(text); known {
		v.why.Intent, v.why.Room = "找公开信息", "catalog"
		return a, true
	}
	if a, known := v.backTo(text); known {
		return a, true
	}
	if v.figureElsewhere(text) {
		return answer{}, false
	}
	return v.refined(text)
}

// aboutFound answers a text that asks of the record in hand, or for one that was shown
// beside it.
func (v *visit) aboutFound(text string) (answer, bool) {
	if a, known := v.neighbour(text); known {
		return a, true
	}
	return v.aboutRecord(text)
}
