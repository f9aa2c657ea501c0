package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

// isItOut is a text that asks whether something was made public, and not whether in time.
var (
	isItOut = form(`^(?:{lead}|{your}|你们|咱们?|[这本]?区里?的?)*(.{3,}?)(?:都|已经|现在)*(?:{publish}|出来)(?:出来)?[了过]*(?:没有|没|吗|么|不)[啊呀呢?？]*$`)
	inTime  = form(`{in_time}`)
)

// askedOut is what such a text asks of, where there is such a thing here and it is no organ.
func (v *visit) askedOut(text string) string {
	if what := v.thingOut(text); what != "" && v.documented(what) {
		return what
	}
	return ""
}

// thingOut is what such a text asks of, where it is no organ.
func (v *visit) thingOut(text string) string {
	found := isItOut.FindStringSubmatch(text)
	if found == nil || inTime.MatchString(text) || v.publisherNamed(found[1], catalog.Census{}) != "" {
		return ""
	}
	return found[1]
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
