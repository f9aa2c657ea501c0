package wechatbot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// followedHere is a whole question for a text that asks for the figure in hand of an
// organ of this place: 兴庆区财政局的呢.
func (v *visit) followedHere(last subject, text string) (question string, follows bool) {
	plain := writing.Letters(text)
	whose := strings.TrimRight(strings.TrimPrefix(strings.TrimPrefix(plain, "那"), "换成"), "呢的")
	if v.talk.newer || plain == whose || v.yearOf(text) != 0 || len(v.named(text, "")) > 0 {
		return "", false
	}
	return fmt.Sprintf("%s%d年%s", whose, last.Year, last.Item), true
}

// figureElsewhere says whether a text names an organ that keeps books here, where
// documents stood for a figure of this place: it asks for the same figure of that organ.
func (v *visit) figureElsewhere(text string) bool {
	last, held := v.figureHeld()
	if !held || last.Organ != v.bot.Office.Short || utf8.RuneCountInString(text) > longestFollow {
		return false
	}
	organ, _, _ := v.organIn(text)
	return organ != ""
}

// sameplace is the organ of the books that a text names without its place, where the
// organs last spoken of are of that place: after 普陀区的万里街道, 财政局 is 普陀区财政局. It
// also returns the text without that name.
func (v *visit) sameplace(last subject, text string) (organ, rest string) {
	named := v.ourOrgan(text)
	if named == "" || v.talk.newer || strings.Contains(text, v.bot.Office.Short) {
		return "", text
	}
	place := ""
	for _, end := range []string{"区", "县", "市"} {
		if at := strings.LastIndex(last.Organ, end); at > 0 && place == "" {
			place = last.Organ[:at+len(end)]
		}
	}
	said := organName.FindString(notOrgan.ReplaceAllString(text, ""))
	for said != "" && place != "" {
		if utf8.RuneCountInString(said) > 2 {
			for _, k := range v.bot.Books.Organs() {
				if k == place+said {
					return k, strings.Replace(text, said, "", 1)
				}
			}
		}
		_, n := utf8.DecodeRuneInString(said)
		said = said[n:]
	}
	return "", text
}

// ofHeld is a question with the organ, and the year, of the figure in hand, where it
// names none of its own and the figure is the last thing that was spoken of. What names
// the same figure again, and nothing else, is asked anew.
func (v *visit) ofHeld(text string) string {
	if term, was := v.termHeld(text); was {
		return text + term
	}
	last, held := v.figureHeld()
	if !held || v.talk.newer || last.Beside != "" || last.Organ == v.bot.Office.Short || utf8.RuneCountInString(text) > longestFollow {
		return text
	}
	if organ, _, unknown := v.organIn(text); organ+unknown != "" {
		return text
	} else if someYears.MatchString(text) && !v.namesOrgans(text) {
		return last.Organ + text
	}
	_, whole := v.bot.ear().said(text)
	if item := v.itemIn(last, text); v.namesOrgans(text) || whole && (item == last.Item || item == "" && last.Item == figure.AllThree) {
		return text
	}
	if v.yearOf(text) == 0 {
		text = fmt.Sprintf("%d年%s", last.Year, text)
	}
	return last.Organ + text
}

// namesOrgans says whether a text asks which organ it is.
func (v *visit) namesOrgans(text string) bool { return whichOrgan.MatchString(text) }

var whichOrgan = form(`{which_organ}`)

// termHeld is the term that was explained by the answer before, where a text names no
// figure: 那万里街道的是多少.
func (v *visit) termHeld(text string) (term string, was bool) {
	if v.talk.said != "meaning" || len(v.talk.options) == 0 || v.bot.Now().After(v.talk.until) || len(v.named(text, "")) > 0 {
		return "", false
	}
	term = v.talk.options[0]
	return term, len(v.named(term, "")) > 0
}

// spokeOfFigure are answers that gave a figure, or said that there is none.
var spokeOfFigure = map[string]bool{"money": true, "money_none": true, "money_elsewhere": true, "figure": true}
