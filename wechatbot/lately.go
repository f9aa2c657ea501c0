package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

// A mention is one thing that was told lately: a figure, a count or a record. What was
// told before the last of them may be meant as well: 这两个加起来, 哪个新, 刚才煤矿那个.
type mention struct {
	Figure subject             `json:"figure,omitzero"`
	Count  countTold           `json:"count,omitzero"`
	Record catalog.IndexNumber `json:"record,omitempty"`
}

// A countTold is a count as it was told.
type countTold struct {
	Year int    `json:"year,omitempty"`
	Item string `json:"item,omitempty"`
	N    int    `json:"n,omitempty"`
	Unit string `json:"unit,omitempty"` // 条, 件
}

// lately are the last things that were told, the newest first.
type lately struct {
	Of    []mention `json:"of,omitempty"`
	Until uint32    `json:"until,omitempty"` // in seconds since 1970
}

// mostLately is how many things that were told are remembered.
const mostLately = 6

// mention notes that something was told. What is told again is told once, and newly.
func (v *visit) mention(m mention) {
	m.Figure.Until, m.Figure.Exact, m.Figure.Place = 0, false, 0
	v.speaksOfOrgan("") // it is what is told now that 它 means
	before := slices.DeleteFunc(slices.Clone(v.mentions()), func(o mention) bool { return o == m })
	of := append([]mention{m}, before...)
	v.talk.lately = lately{Of: of[:min(mostLately, len(of))], Until: v.inHandUntil()}
}

// mentionFigure notes that a figure was told, or one of each of two organs.
func (v *visit) mentionFigure(of subject) {
	if beside := of.Beside; beside != "" {
		of.Beside = ""
		other := of
		other.Organ = beside
		v.mention(mention{Figure: other})
	}
	v.mention(mention{Figure: of})
}

// mentions are what was told lately, while it is in hand.
func (v *visit) mentions() []mention {
	if uint32(v.bot.Now().Unix()) > v.talk.lately.Until {
		return nil
	}
	return v.talk.lately.Of
}

// figuresLately, countsLately and recordsLately are what was told of one kind, the
// newest first.
func (v *visit) figuresLately() (out []subject) {
	for _, m := range v.mentions() {
		if m.Figure.Organ != "" {
			out = append(out, m.Figure)
		}
	}
	return out
}

func (v *visit) countsLately() (out []countTold) {
	for _, m := range v.mentions() {
		if m.Count.Item != "" {
			out = append(out, m.Count)
		}
	}
	return out
}

func (v *visit) recordsLately() (out []catalog.Record) {
	for _, m := range v.mentions() {
		if r, err := v.bot.Catalog.Find(v.ctx, m.Record); m.Record != "" && err == nil {
			out = append(out, r)
		}
	}
	return out
}
