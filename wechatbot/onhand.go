package wechatbot

import "github.com/zwgk/zwgk/wechatbot/internal/writing"

// onHand answers a text that only says something about what is in hand: the figure
// that was given last, or the record and the search that were shown last. What is
// newer is asked first.
func (v *visit) onHand(m meaning) (answer, bool) {
	if m.intent != wantSearch && m.intent != wantMoney && m.intent != wantCatalogue {
		return answer{}, false
	}
	text := writing.Simple(m.text)
	type of struct {
		want   intent
		answer func(*visit, string) (answer, bool)
	}
	newer, older := of{wantMoney, (*visit).aboutFigure}, of{wantSearch, (*visit).aboutFound}
	if v.talk.newer {
		newer, older = older, newer
	}
	for _, of := range []of{
		{wantSearch, (*visit).soughtInstead},
		{wantMeaning, (*visit).explainsNext},
		{wantLaw, (*visit).whereApplied},
		{itself, (*visit).jointly},
		{itself, (*visit).grown},
		{itself, (*visit).composed},
		newer,
		older,
		{wantCount, (*visit).aboutCount},
		{wantGuide, (*visit).aboutEntry},
		{wantSearch, (*visit).saidInside},
		{itself, (*visit).backTo},
		{wantMoney, (*visit).aboutTerm},
	} {
		if a, known := of.answer(v, text); known {
			if of.want != itself {
				v.why.wanted(of.want)
			}
			return a, true
		}
	}
	if v.figureElsewhere(text) {
		return answer{}, false
	}
	return v.refined(text)
}

// itself is where an answer says itself what was wanted.
const itself intent = -1

// aboutFound answers a text that asks of the record in hand, or for one that was shown
// beside it.
func (v *visit) aboutFound(text string) (answer, bool) {
	for _, of := range []func(*visit, string) (answer, bool){(*visit).yearsListed, (*visit).measures, (*visit).doubtsPublisher, (*visit).aboutReport, (*visit).partOfReport, (*visit).ofOtherReport, (*visit).agedBeside, (*visit).neighbour, (*visit).related} {
		if a, known := of(v, text); known {
			return a, true
		}
	}
	return v.aboutRecord(text)
}
