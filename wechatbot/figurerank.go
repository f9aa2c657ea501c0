package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Questions which organ has most of the figure in hand, or which comes second.
var (
	asksOrgan = form(`^(?:{around}|花)*(?:(?:{which_organ}|哪个|谁)(?:{around}|花|得|排)*(?:({most})|({least}))|(?:({most})|({least}))的?(?:{around}|花)*(?:{which_organ}|谁))(?:{around}|花)*$`)
	asksPlace = form(`^{around}*(?:排名|排|排在|排名在)?第([二三四五2345])(?:多|高|名|位)?的?(?:单位|部门|{around}|{which_organ}|谁)*$`)
	asksRank  = form(`^{around}*前[二两三四五十2345]名(?:是|都|有|{around}|{which_organ}|单位|部门|谁)*$|^{around}*{other_organs}(?:{around}|比较|对比|比)*$|^(?:{around}|{which_organ}|单位|部门)*(?:{ranked})+(?:{around}|{which_organ})*$`)
)

// An organLine is the figure of one organ.
type organLine struct {
	Organ, Stage, Amount string
	Year                 int
	f                    figureIn
}

// organAsked reads a text that asks for an organ by its place among all: 1 is that which
// has most, or least.
func organAsked(text string) (place int, least, asks bool) {
	if m := asksOrgan.FindStringSubmatch(text); m != nil {
		return 1, m[2]+m[4] != "", true
	}
	if m := asksPlace.FindStringSubmatch(text); m != nil {
		return writing.Numeral(m[1]), false, true
	}
	return 0, false, asksRank.MatchString(text)
}

// amongOrgans shows the figure in hand of each organ that the books have it of, of the
// same year, the most first. An account and a plan are told apart.
// An organ that is named is looked for among them.
func (v *visit) amongOrgans(last, of subject, place int, least bool) (answer, bool) {
	organ := of.Organ
	of.Organ = last.Organ
	h, found := v.figureOf(of)
	if !found {
		return answer{}, false
	}
	if organ == last.Organ {
		organ = ""
	}
	return v.ranked(h, organ, place, least), true
}

// ranked shows a figure of all organs in order.
func (v *visit) ranked(h handed, organ string, place int, least bool) answer {
	lines := v.ofAll(h)
	slices.SortStableFunc(lines, func(a, b organLine) int {
		by := over(b.f.f, a.f.f).Sign()
		if least {
			return -by
		}
		return by
	})
	if i := slices.IndexFunc(lines, func(l organLine) bool { return l.Organ == organ }); i >= 0 {
		place = i + 1
	}
	view := figureView{About: "organs", Organs: lines, Least: least, Place: place}
	if place >= 1 && place <= len(lines) && len(lines) > 1 {
		at := lines[place-1].f
		h = handed{h.q, at.s, at.f}
	}
	if !slices.ContainsFunc(lines, func(l organLine) bool { return v.bot.own(l.Organ) }) {
		view.Here = v.bot.Office.Short
	}
	return v.sayFigure(h, view)
}

// ofAll is a figure of each organ that the books have it of in the same year.
func (v *visit) ofAll(h handed) (lines []organLine) {
	for _, o := range v.bot.Books.Organs() {
		s, f, has := v.sameOf(h, o)
		if !has {
			continue
		}
		line := organLine{Organ: o, Year: s.Year, Stage: s.Stage.String(), f: figureIn{s, f}}
		line.Amount, _ = written(f.Amount, f.Unit)
		lines = append(lines, line)
	}
	return lines
}

// sameOf is the figure in hand of another organ in the same year: at the same stage, or
// else at the other.
func (v *visit) sameOf(h handed, organ string) (s budget.Statement, f figure.Figure, has bool) {
	for _, stage := range []budget.Stage{h.s.Stage, budget.Final, budget.Budget} {
		if s, kept := v.bot.Books.Find(organ, h.s.Year, stage); kept {
			if f, has := h.q.ask.In(s); has && !f.Near && f.Name == h.f.Name {
				return s, f, true
			}
		}
	}
	return s, f, false
}
