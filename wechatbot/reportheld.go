package wechatbot

import (
	"fmt"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
)

// reportHeld is the annual report of a year that is on the table: the record that was shown last,
// or the first of the list of who asked for the report by its name. What was said of money since
// has taken it away.
func (v *visit) reportHeld() (r catalog.Record, held bool) {
	if !v.foundHeld() || !v.talk.newer {
		return r, false
	}
	r, has := v.recordShown()
	if !has && ofReport.MatchString(v.talk.query.Text) {
		q := v.talk.query
		q.Offset, q.Limit = 0, 1
		if page, err := v.sift(q, v.talk.found.Sieve); err == nil && !page.Near && len(page.Hits) > 0 {
			r = page.Hits[0].Record
		}
	}
	return r, ofReport.MatchString(r.Title) && v.yearOf(r.Title) != 0
}

var (
	// asksFlaws asks what is wanting, behind a report: 存在什么问题, 有哪些不足.
	asksFlaws = form(`^(?:那|这|里面|里头|其中|报告|年报|工作|都|还|主要|[里中上说写讲了着过的,，\s])*(?:存在|有|出现|提到)(?:了|着|过|的)*(?:(?:{what_thing}|哪些|哪几个|几个)的?(?:问题|毛病)|(?:{what_thing}|哪些|哪几个|几个)?的?(?:不足|缺点|短板)|的?问题(?:是|有)?(?:{what_thing}|哪些)?)(?:{softly}|没有?|[吗么?？])*$`)
	// troubled is who has a question or a trouble herself, and asks of no report.
	troubled = form(`^(?:有|我有)(?:个|些|点|一个)?问题`)
	// happened is a text that asks whether something was so, and not how or whether one may.
	happened = form(`^[^能可怎如咋]*(?:有|过|没)[^能可怎如咋]*$`)
	// flawsPart is the title of the part of a report that says it.
	flawsPart = form(`存在的?(?:主要)?问题|问题|不足`)
)

// aboutReport answers what a text asks of the report on the table that a part of it says: what is
// wanting, whether anybody went to review or to court.
func (v *visit) aboutReport(text string) (answer, bool) {
	r, held := v.reportHeld()
	if !held || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	switch {
	case asksFlaws.MatchString(text) && !troubled.MatchString(text):
		return v.showPart(r, flawsPart, 0)
	case wentToCourt.MatchString(text) && happened.MatchString(text):
		return v.reliefs(fmt.Sprintf("%d年复议诉讼有几起", v.yearOf(r.Title)))
	}
	return answer{}, false
}
