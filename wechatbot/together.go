package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// What may be asked of several things that were told: what they are together, by how much
// they differ, which is newer, of what day each is.
var (
	jointly = []struct {
		about string
		form  *pattern.Pattern
	}{
		{"sum", form(`{added}|{the_several}(?:一共|总共|拢共|合计)`)},
		{"newer", form(`{which_newer}|哪一?{unit}?(?:是|更)?(?:出|发|印|定|公布|发布|成文|写)(?:得|的)?(?:更|比较|要)?(?:晚|后|新)`)},
		{"older", form(`{which_older}|哪一?{unit}?(?:是|更)?(?:出|发|印|定|公布|发布|成文|写)(?:得|的)?(?:更|比较|要)?(?:早|先)`)},
		{"gap", form(`{days_apart}`)},
		{"each", form(`(?:都|各|分别)是?(?:{when_made}|{doc_number}|{who_made}|{index_number})|{the_several}(?:{around}|的|都|各|分别)*(?:{when_made}|{doc_number}|{who_made}|{index_number})|{the_several}都是.{2,10}?(?:印发|发布|发|出|批)?的[吗么吧]|{the_several}(?:是不是|是)*(?:同一|一)(?:个|家)(?:单位|部门|机关)`)},
		{"share", form(`占(?:了|总数?|全部|所有|一共|总量|的)*(?:{whole_of}|多少|几分之几|{softly})*$|^{around}*(?:占比|比例|比重){around}*$`)},
		{"all", form(`(?:各自|各|分别)\p{Han}{0,2}?多少|{the_several}的?呢[?？]*$`)},
		{"apart", form(`(?:{apart_by}|{of_two}|{held_together}|比[吧呢啊]?$)|^(?:{around}|{the_several})*哪个更?[高低](?:{softly})*$`)},
	}
	theseOnes = form(`^(?:{around}|[0-9一二两三四五六七八九十百千]+[百千万亿]+(?:元|块)?|一起|一块儿?|报|念|列|写|一点|一些|些|点|告诉我|报给我|给一下|报一下|说一下|{the_several}|{this_one}|{earlier_one}|{versus}|{softly}|{unit}|{meant}|哪个|哪家|哪一个|哪一家|谁|那|都|个|花|用|得|在|里|,|，|\s)*$`)
	pointers  = form(`{the_several}`)
	// togetherOf asks of what is told together for its share: 合计占总支出多少.
	togetherOf = form(`^{around}*(?:一共|总共|拢共|合计)(占.*)$`)
	// orRather asks for one of two by saying of each that it may be it: 公积金多还是补贴多.
	orRather = form(`^(.{2,16}?)(?:{held_together}|(?:花得?|用得?|发得?|收得?|得|要|更)?({which_more}))(?:一点|一些|些|点)?[,，\s]*还是(.{2,10}?)(?:{held_together}|(?:花得?|用得?|发得?|收得?|得|要|更)?{which_more})?(?:一点|一些|些|点)?(?:{softly}|的|呢)*$`)
)

// longestJoint is how many characters a text has at most that asks of several things.
const longestJoint = 24

// A jointView is what the template of an answer about several things shows.
type jointView struct {
	About       string // sum, apart, all, share, newer, older, gap, each; years, channels, of a count; grown, of purposes
	Lines       []jointLine
	Sum         string
	Mixed       bool   // one of them may hold another: they are not added,
	Unlike      bool   // or they are of different years or stages, or no money and money
	Times       string // how many times as much the one is, from two times on
	Whole       string // what the sum is a share of,
	WholeAmount string // and how much that is
	More, Less  string // which is more, than which,
	By, Percent string // by how much
	Same        bool
	Stages      bool       // one is planned and the other was spent
	First       string     // the newest record, or the oldest
	Least       bool       // of years, the one with least
	Days        int        // between two records
	Units       bool       // counts of several units: they are not added
	Lacking     []string   // figures that the books have not
	Untold      []string   // what was asked for beside, and the report does not count
	Unclear     []string   // that the report speaks of, and whose number was not made out
	Source      recordView // of counts that were not told before
}

// A jointLine is one of them.
type jointLine struct {
	Name, Value string
	Asks        string // of a record: date, number, publisher, index
}

// jointlyAsked is what a text asks of several things, and what else it says.
func jointlyAsked(text string) (about, rest string) {
	if m := togetherOf.FindStringSubmatch(text); m != nil {
		return "sum", m[1]
	}
	for _, j := range jointly {
		if j.form.MatchString(text) {
			return j.about, j.form.ReplaceAllString(text, "") // 哪个多，多多少 asks twice
		}
	}
	return "", text
}

// asksWhich is a text that asks for one of two by naming each with 多, in the form that
// names both first: 公积金多还是补贴多 is 公积金和补贴哪个多.
func asksWhich(text string) string {
	m := orRather.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	more := m[2]
	if more == "" {
		more = "多"
		if strings.Contains(text, "得少") {
			more = "少"
		}
	}
	return m[1] + "和" + m[3] + "哪个" + more
}

// pointedTo is how many things a text means that points at several.
func pointedTo(text string) int {
	if strings.ContainsAny(text, "三3仨") {
		return 3
	}
	return 2
}

// jointly answers what is asked of several things that were told lately, or of the last of
// them and one that the text names.
func (v *visit) jointly(text string) (answer, bool) {
	if len(v.mentions()) == 0 && v.talk.said != "list" && len(v.recordsOffered()) < 2 || utf8.RuneCountInString(text) > longestJoint {
		return answer{}, false
	}
	text = asksWhich(text)
	about, rest := jointlyAsked(text)
	if onlyTogether.MatchString(text) && (v.toldBeside() || v.talk.said == "count_channels" && v.countedGroups()) {
		about, rest = "sum", ""
	}
	if at := strings.Index(text, "占"); about == "share" && at >= 0 && pointers.MatchString(text) {
		about, rest = "sum", text[at:] // 这两样占几成
	}
	switch about {
	case "":
		return answer{}, false
	case "newer", "older", "gap", "each":
		return v.recordsBeside(about, text, rest)
	}
	for _, m := range v.mentions() { // the newest that can be counted
		switch {
		case m.Count.Item != "":
			return v.countsBeside(about, text, rest)
		case m.Figure.Organ != "" && about != "share":
			return v.figuresBeside(about, text, rest)
		case m.Figure.Organ != "":
			return answer{}, false
		}
	}
	return answer{}, false
}

// sayJointly shows several things and what was asked of them.
func (v *visit) sayJointly(view jointView, of intent) (answer, bool) {
	v.talk.misses = 0
	v.why.wanted(of)
	return v.say("jointly", view), true
}

// recordsBeside tells which of the records that were shown is newer, or of what day each is.
func (v *visit) recordsBeside(about, text, rest string) (answer, bool) {
	records := v.recordsMeant(strings.TrimSpace(rest))
	n := pointedTo(text)
	if about == "each" && !pointers.MatchString(text) && len(records) > 2 {
		n = len(records)
	}
	if len(records) == 1 && (about == "newer" || about == "older") && theseOnes.MatchString(strings.TrimSpace(rest)) {
		return v.say("toofew", records[0]), true
	}
	if len(records) < n {
		return answer{}, false
	}
	records = records[:n]
	slices.SortStableFunc(records, func(a, b catalog.Record) int { return b.Date.Compare(a.Date) })
	view := jointView{About: about, Same: records[0].Date == records[n-1].Date, First: records[0].Title, Days: records[0].Date.Sub(records[n-1].Date)}
	if about == "older" {
		view.First = records[n-1].Title
	}
	asks := "date"
	if about == "each" {
		asks = eachAsked(text)
	}
	for _, r := range slices.Backward(records) { // what was looked up for it may be asked of next
		v.mention(mention{Record: r.Number})
	}
	for _, r := range records {
		view.Lines = append(view.Lines, recordLine(r, asks))
	}
	return v.sayJointly(view, wantSearch)
}

// recordsMeant are the records that were shown lately, or the last and the one that a text
// names, or all of a list of which none was chosen.
func (v *visit) recordsMeant(rest string) []catalog.Record {
	records := v.recordsLately()
	if !theseOnes.MatchString(rest) {
		named, found := v.pointedLately(rest)
		if !found {
			named, found = v.onlyFound(rest)
		}
		if !found || len(records) == 0 {
			return nil
		}
		if i := slices.IndexFunc(records, func(r catalog.Record) bool { return r.Number != named.Number }); i >= 0 {
			records = []catalog.Record{records[i], named}
		}
	}
	if listed := v.recordsOffered(); (v.talk.said == "list" || len(records) == 0 && len(listed) > 1) && v.talk.found.Shown == "" && len(listed) == v.talk.total {
		records = listed
	}
	return records
}

// eachAsked is what a text asks of each of several records: its day, number or publisher.
func eachAsked(text string) string {
	switch {
	case asksNumbers.MatchString(text):
		return "number"
	case asksMakers.MatchString(text) || allBy.MatchString(text):
		return "publisher"
	case asksIndexes.MatchString(text):
		return "index"
	}
	return "date"
}

var (
	asksNumbers = form(`{doc_number}`)
	asksMakers  = form(`{who_made}`)
	allBy       = form(`都是.{2,10}?的[吗么吧]|(?:同一|一)(?:个|家)(?:单位|部门|机关)`) // 两个都是国务院的吗
	asksIndexes = form(`{index_number}`)
)

// recordLine is a record with what is asked of it.
func recordLine(r catalog.Record, asks string) jointLine {
	line := jointLine{Name: r.Title, Asks: asks}
	switch asks {
	case "number":
		line.Value = r.DocNumber
	case "publisher":
		line.Value = r.Publisher
	case "index":
		line.Value = string(r.Number)
	default:
		line.Value = r.Date.String()
	}
	return line
}

// recordsOffered are the records among the options.
func (v *visit) recordsOffered() (out []catalog.Record) {
	for _, say := range v.talk.options {
		number, is := strings.CutPrefix(say, recordOption)
		if !is || v.bot.Now().After(v.talk.until) {
			continue
		}
		if r, err := v.bot.Catalog.Find(v.ctx, catalog.IndexNumber(number)); err == nil {
			out = append(out, r)
		}
	}
	return out
}
