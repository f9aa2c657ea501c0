package wechatbot

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A counter is a Finder that can say how much was made public. *catalog.Catalog
// is one.
type counter interface {
	Census(ctx context.Context, from, to civil.Date) (catalog.Census, error)
}

// An inspector is a Finder that can say what was made public in time.
// *catalog.Catalog is one.
type inspector interface {
	Duties(ctx context.Context, items []catalog.Item, cal *civil.Calendar, today civil.Date) ([]catalog.Duty, error)
}

// statistic answers a question about how the office works. It is not known
// where the room that counts it is not there.
func (v *visit) statistic(want intent, text string) (answer, bool) {
	v.talk.misses = 0
	switch want {
	case wantRanking:
		return v.count(text)
	case wantTimely:
		return v.timely(text)
	case wantTurnout:
		return v.turnout(text)
	}
	return v.caseload(text)
}

// spoken is the year that a text names, this one if none, and its days.
func (v *visit) spoken(text string) (year int, from, to civil.Date) {
	if year = v.yearOf(text); year == 0 {
		year = v.today.Year
	}
	return year, civil.Day(year, 1, 1), civil.Day(year, 12, 31)
}

// count answers how much was made public in a year, by the office and by whom.
func (v *visit) count(text string) (answer, bool) {
	c, ok := v.bot.Catalog.(counter)
	if !ok {
		return answer{}, false
	}
	if g, found := v.bot.Office.Find(text); found && v.yearOf(text) != 0 && strings.Contains(g.Question, strconv.Itoa(v.yearOf(text))) {
		return v.guide(text) // what the year's own report says goes before a count of what is kept here
	}
	year, from, to := v.spoken(text)
	census, err := c.Census(v.ctx, from, to)
	if err != nil {
		return v.failed(err), true
	}
	if census.Total == 0 && v.yearOf(text) == 0 && v.inGuide(text) {
		return v.guide(text)
	}
	if census.Total == 0 && v.yearOf(text) == 0 { // the newest year that has any
		if page, err := v.find(catalog.Query{Limit: 1, Today: v.today}); err == nil && len(page.Hits) > 0 {
			before := page.Hits[0].Record.Date.Year
			if earlier, err := c.Census(v.ctx, civil.Day(before, 1, 1), civil.Day(before, 12, 31)); err == nil && earlier.Total > 0 {
				year, census = before, earlier
			}
		}
	}
	organ, named := v.organNamed(text), 0
	if unknown := organName.FindString(notOrgan.ReplaceAllString(text, "")); organ == "" && !genericOrgan[unknown] {
		organ = unknown
	}
	for _, n := range census.ByOrgan {
		if organ != "" && strings.Contains(n.Name, organ) {
			named += n.N
		}
	}
	return v.say("count", map[string]any{"Year": year, "Total": census.Total, "Organs": census.ByOrgan[:min(3, len(census.ByOrgan))],
		"Organ": organ, "Named": named, "Current": year == v.today.Year, "Asked": v.yearOf(text) == 0 && year != v.today.Year, "Now": v.today.Year, "Link": v.bot.Pages.Catalogue("")}), true
}

// organNamed is the organ of the office that a text names by any of its names.
func (v *visit) organNamed(text string) string {
	if _, of := v.alias(text); of != "" {
		return of
	}
	for _, o := range v.bot.Office.Organs {
		if run := common(o.Name, text); len([]rune(run)) >= 3 && strings.HasSuffix(o.Name, run) {
			return o.Name
		}
	}
	return ""
}

// timely answers whether what had to be made public was, and in time: of one
// organ where the text names one.
func (v *visit) timely(text string) (answer, bool) {
	c, ok := v.bot.Catalog.(inspector)
	organ := v.organNamed(text)
	if unknown := organName.FindString(notOrgan.ReplaceAllString(text, "")); organ == "" && unknown != "" && !genericOrgan[unknown] {
		return v.say("timely", map[string]any{"Organ": unknown, "Known": false, "Link": v.bot.Pages.Catalogue(""), "Write": v.bot.Cases != nil}), true
	}
	view := map[string]any{"Organ": organ, "Year": v.today.Year, "Known": false, "Link": v.bot.Pages.Catalogue(""), "Write": v.bot.Cases != nil}
	if !ok || len(v.bot.Items) == 0 || v.bot.Desk == nil {
		return v.say("timely", view), true
	}
	duties, err := c.Duties(v.ctx, v.bot.Items, v.bot.Desk.Calendar().National(), v.today)
	if err != nil {
		return v.failed(err), true
	}
	done, late, overdue := 0, 0, 0
	var missing []string
	for _, d := range duties {
		if organ != "" && d.Item.Organ != organ {
			continue // what is anybody's duty is not held against one
		}
		switch d.State {
		case catalog.DutyDone, catalog.DutyNothing:
			done++
		case catalog.DutyDoneLate:
			late++
		case catalog.DutyOverdue:
			overdue++
			if !slices.Contains(missing, d.Item.Name) {
				missing = append(missing, d.Item.Name)
			}
		}
	}
	view["Known"], view["Done"], view["Late"], view["Overdue"], view["Missing"] = done+late+overdue > 0, done, late, overdue, missing[:min(3, len(missing))]
	return v.say("timely", view), true
}

// turnout answers how many applications came in during a year and how many of
// them were answered in time.
func (v *visit) turnout(text string) (answer, bool) {
	if v.bot.Desk == nil {
		return answer{}, false
	}
	year, from, to := v.spoken(text)
	n, err := v.bot.Desk.Turnout(v.ctx, from, to, v.today)
	if err != nil {
		return v.failed(err), true
	}
	return v.say("turnout", map[string]any{"Year": year, "Current": year == v.today.Year, "N": n, "Content": content(n.Scores), "Rated": rated(n.Scores),
		"Link": v.bot.Pages.Report(year)}), true
}

// caseload answers how many complaints and consultations came in during a year,
// how many were answered, and how content people are with the replies.
func (v *visit) caseload(text string) (answer, bool) {
	if v.bot.Cases == nil {
		return v.turnout(text)
	}
	year, from, to := v.spoken(text)
	tally, err := v.bot.Cases.Tally(v.ctx, from, to, v.today)
	if err != nil {
		return v.failed(err), true
	}
	scores := map[disclosure.Satisfaction]int{}
	type line struct {
		Kind string
		cases.Count
	}
	var lines []line
	for _, k := range cases.Kinds() {
		lines = append(lines, line{k.Chinese(), tally[k]})
		for s, n := range tally[k].Scores {
			scores[s] += n
		}
	}
	if v.bot.Desk != nil {
		n, err := v.bot.Desk.Turnout(v.ctx, from, to, v.today)
		if err != nil {
			return v.failed(err), true
		}
		for s, n := range n.Scores {
			scores[s] += n
		}
	}
	return v.say("caseload", map[string]any{"Year": year, "Current": year == v.today.Year, "Lines": lines, "Content": content(scores), "Rated": rated(scores)}), true
}

// content and rated are how many were content with a reply, and how many rated one.
func content(scores map[disclosure.Satisfaction]int) int {
	return scores[disclosure.Satisfied] + scores[disclosure.MostlySatisfied]
}

func rated(scores map[disclosure.Satisfaction]int) (n int) {
	for _, s := range scores {
		n += s
	}
	return n
}

// category lists what is public under one of the four categories.
func (v *visit) category(text string) answer {
	if holds(text, "什么时候", "何时", "几月", "多久") {
		if a, found := v.guide(text); found {
			return a
		}
	}
	text = asCategory(text)
	for _, c := range disclosure.Categories() {
		if !strings.Contains(text, c.String()) {
			continue
		}
		page, err := v.look(catalog.Query{Category: c, Limit: 1, Today: v.today})
		if err == nil && page.Total == 0 {
			if a, found := v.guide(text); found {
				return a
			}
		}
		return v.list(catalog.Query{Category: c, Limit: pageSize, Today: v.today})
	}
	return v.search(text)
}

// asCategory writes the words for a category as the office does.
func asCategory(text string) string {
	return strings.NewReplacer("季度", "定期公开", "分阶段", "逐段公开", "临时", "临时公开", "定期", "定期公开", "长期", "长期公开", "逐段", "逐段公开").Replace(text)
}
