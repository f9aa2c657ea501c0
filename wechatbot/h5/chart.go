package h5

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/chart"
)

// chart is the picture of the figures; false where there is nothing to draw: a
// page of bars without length says less than the table.
func (m moneyView) chart() (chart.Chart, bool) {
	if !m.known || !m.some() {
		return nil, false
	}
	series := []string{}
	if m.hasPrev {
		series = append(series, m.prevName)
	}
	if m.hasPlan {
		series = append(series, strconv.Itoa(m.st.Year)+"年预算")
	}
	series = append(series, strconv.Itoa(m.st.Year)+"年"+m.st.Stage.String())
	items := m.drawn()
	if len(series) == 1 {
		b := chart.Bars{Title: m.headline(), Unit: m.unit.String(), Source: m.source()}
		for _, it := range items {
			b.Bars = append(b.Bars, chart.Bar{Label: it.name, Value: it.cur.Decimal(), Missing: !it.cur.IsNumber()})
		}
		return b, len(b.Bars) > 0
	}
	g := chart.Groups{Title: m.headline(), Unit: m.unit.String(), Source: m.source(), Series: series}
	for _, it := range items {
		row := chart.Group{Label: it.name}
		if m.hasPrev {
			row.Values = append(row.Values, it.prev)
		}
		if m.hasPlan {
			row.Values = append(row.Values, it.plan)
		}
		row.Values = append(row.Values, it.value())
		g.Groups = append(g.Groups, row)
	}
	return g, len(g.Groups) > 0
}

// some says whether any figure is other than zero.
func (m moneyView) some() bool {
	for _, it := range append([]moneyItem{m.total}, m.items...) {
		if !it.cur.Decimal().IsZero() || !it.plan.Decimal.IsZero() || !it.prev.Decimal.IsZero() {
			return true
		}
	}
	return false
}

// drawn are the items to draw: the parts of the vehicles where they are given,
// and without what stands at none in every year.
func (m moneyView) drawn() []moneyItem {
	if len(m.items) == 0 {
		return []moneyItem{m.total}
	}
	parts := false
	for _, it := range m.items {
		parts = parts || it.depth > 0 && it.cur.IsNumber()
	}
	var out []moneyItem
	for _, it := range m.items {
		whole := it.name == "公务用车购置及运行费"
		if it.depth > 0 && !parts || whole && parts {
			continue
		}
		out = append(out, it)
	}
	return out
}

// headline is the chart's title: what the figure is and how it moved.
func (m moneyView) headline() string {
	t := m.label + written(m.total.cur, m.unit, m.unit) + m.unit.String()
	if p, ok := change(m.total.value(), m.total.prev); ok && !p.IsZero() {
		t += "，比上年" + map[int]string{-1: "下降", 1: "增长"}[p.Sign()] + p.Abs().StringFixed(2) + "%"
	}
	return t
}

// source is the line below the chart.
func (m moneyView) source() string {
	parts := []string{m.st.Organ + strconv.Itoa(m.st.Year) + "年度" + m.st.Stage.String()}
	if m.st.Published != "" {
		parts = append(parts, m.st.Published+"公开")
	}
	return strings.Join(parts, "，")
}

// maxDrawn is how many pictures are kept.
const maxDrawn = 64

// picture is a chart of a statement as PNG, drawn once: of its parts, or of the
// years. It is false where there is none.
func (s *site) picture(st budget.Statement, byYear bool) ([]byte, bool, error) {
	m := s.moneyOf(st)
	c, ok := m.chart()
	if byYear {
		c, ok = m.yearsChart(s.years(m))
	}
	if !ok {
		return nil, false, nil
	}
	key := fmt.Sprintf("%+v", c)
	s.mu.Lock()
	kept := s.drawn[key]
	s.mu.Unlock()
	if kept != nil {
		return kept, true, nil
	}
	var b bytes.Buffer
	if err := s.charts.PNG(&b, c); err != nil {
		return nil, false, fmt.Errorf("h5: chart: %w", err)
	}
	s.mu.Lock()
	if len(s.drawn) >= maxDrawn {
		clear(s.drawn)
	}
	s.drawn[key] = b.Bytes()
	s.mu.Unlock()
	return b.Bytes(), true, nil
}
