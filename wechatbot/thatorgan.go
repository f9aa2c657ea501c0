package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// An organInHand is the organ that was spoken of last, where neither a figure nor a record
// was told of: the one whose telephone was asked for, or how much it made public.
type organInHand struct {
	Name  string `json:"name,omitempty"`
	Until uint32 `json:"until,omitempty"` // in seconds since 1970
}

var (
	// thatOrgan is a word that points at an organ, and onOrgan a text that goes on with it
	// without one: 三公呢.
	thatOrgan = form(`(?:{that_organ})的?`)
	onOrgan   = form(`^那|呢[?？]*$`)
)

// speaksOfOrgan takes an organ in hand; "" none.
func (v *visit) speaksOfOrgan(name string) {
	v.talk.organ = organInHand{}
	if name != "" {
		v.talk.organ = organInHand{name, v.inHandUntil()}
	}
}

// organOf is the organ that a text names, of those that the office knows or that made
// something public; "" none.
func (v *visit) organOf(text string) string {
	if of, can := v.published(); can {
		return v.publisherNamed(text, of.Census)
	}
	return v.publisherNamed(text, catalog.Census{})
}

// ofThatOrgan is a text with the name of the organ in hand for a word that points at it:
// 他家三公, 它最新的文件. One that asks for money may leave the word out (三公呢).
func (v *visit) ofThatOrgan(text string) string {
	of := v.talk.organ
	if named := v.ofThem(text); named != text {
		return named
	}
	if of.Name == "" || uint32(v.bot.Now().Unix()) > of.Until || utf8.RuneCountInString(text) > longestFollow || v.organNamed(text) != "" {
		return text
	}
	plain := writing.Simple(text)
	word, money := thatOrgan.FindString(plain), v.bot.Books != nil && (v.namesPublic(plain) || len(v.named(plain, "")) > 0)
	switch _, counted := v.tallyHeld(); {
	case word != "" && (money || !counted): // what goes on from a count knows whose it was
		return strings.Replace(plain, word, of.Name, 1)
	case money && onOrgan.MatchString(plain):
		if last, held := v.figureHeld(); held && last.Organ == of.Name && !v.talk.newer {
			return text // it goes on from the figure
		}
		return of.Name + onOrgan.ReplaceAllString(plain, "")
	case !counted && (money || v.bot.Books != nil && figure.PerHead(plain)) && v.leavesOut(of.Name, plain):
		return of.Name + plain // 人均花多少
	}
	return text
}

// asksOfThem is a text that asks of an organ which a word points at, and of nothing that was told
// of it: what else it made public, or how it is reached. 他们还发了什么, 他们办公室电话.
var asksOfThem = form(`^(?:那|请问|,)*{that_organ}(?:单位|那边|那里|那儿)?的?(?:(?:还|都|又|另外|其他|最近|平时)*(?:有没有)?(?:{publish}|出|发)[了过]*(?:些|别的|其他|其它|哪些|什么|啥|东西|{document}|{softly}|[的吗么没?？])+|(?:办公室|单位|政府)?的?(?:{call_word}|{place_word}|{hours_word}|在哪里|在哪儿|在哪)(?:{around}|{softly}|[?？])*)$`)

// ofThem is such a text with the name of the organ in hand, or of that of what was told last: who
// published the record, or whose the figure is. What made nothing public but its books is asked
// for by its name alone.
func (v *visit) ofThem(text string) string {
	plain := writing.Simple(text)
	if utf8.RuneCountInString(plain) > longestFollow || !asksOfThem.MatchString(plain) {
		return text
	}
	organ := v.organTold()
	_, counted := v.tallyHeld()
	switch {
	case organ == "", counted && !asksContact(plain):
		return text
	case !asksContact(plain) && v.bot.Books != nil && slices.Contains(v.bot.Books.Organs(), organ) && v.madeNothingPublic(organ):
		return organ
	}
	return strings.Replace(plain, thatOrgan.FindString(plain), organ, 1)
}

// madeNothingPublic says whether no record is of an organ.
func (v *visit) madeNothingPublic(organ string) bool {
	census, can := v.published()
	return can && countOf(census.ByOrgan, organ) == 0
}

// organTold is the organ in hand, or else that of what was told last; "" none.
func (v *visit) organTold() string {
	if of := v.talk.organ; of.Name != "" && uint32(v.bot.Now().Unix()) <= of.Until {
		return of.Name
	}
	if last, counted := v.tallyHeld(); counted && last.Organ != "" {
		return last.Organ
	}
	told := v.mentions()
	if len(told) == 0 {
		return ""
	}
	if told[0].Record == "" {
		return told[0].Figure.Organ
	}
	r, err := v.bot.Catalog.Find(v.ctx, told[0].Record)
	if err != nil {
		return ""
	}
	return r.Publisher
}

// leavesOut says whether a text that asks for money may leave out the organ in hand: it names
// none, asks how much it is, and is no question that everybody asks; but behind documents of
// this place all money is this place's.
func (v *visit) leavesOut(organ, plain string) bool {
	of, _, unknown := v.organIn(plain)
	if of+unknown != "" || v.ours(plain) || v.namesOrgans(plain) {
		return false
	}
	_, said := v.bot.ear().said(plain)
	return organ == v.bot.Office.Short || !said && howMuch.MatchString(plain)
}

// howMuch is a text that asks for an amount.
var howMuch = form(`多少|几|花|人均`)

// speaksOfHere takes this place in hand, where documents of it are shown and no books of it
// are kept: money that is asked for next is its own.
func (v *visit) speaksOfHere() {
	if short := v.bot.Office.Short; short != "" && v.bot.Books != nil && !v.bot.keepsHere() {
		v.speaksOfOrgan(short)
	}
}
