package catalogtest

import (
	"fmt"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Report is the record of 兴庆区2015年政府信息公开年度工作报告, ready to be
// published: it has a drafter and the review of another person.
func Report() catalog.Record {
	return catalog.Record{
		Title:     "兴庆区2015年政府信息公开年度工作报告",
		Summary:   "总体工作、主动公开、依申请公开、复议诉讼、建议提案、存在的问题和2016年措施。",
		Date:      civil.Day(2015, time.December, 2),
		Publisher: "银川市兴庆区人民政府办公室",
		Column:    "政府信息公开年报",
		Category:  disclosure.Permanent,
		Source:    "兴庆区2015年政府信息公开年度工作报告",
		Drafter:   "经办人",
		Review:    catalog.Review{By: "保密审查员", Day: civil.Day(2015, time.December, 2), Result: catalog.Cleared},
	}
}

// Record is a record that differs from the others by its number n.
func Record(n int) catalog.Record {
	r := Report()
	r.Title = fmt.Sprintf("%s（第%d份）", r.Title, n)
	return r
}

// Signer is an actor of a moment on 2015-12-02.
func Signer() catalog.Actor {
	return catalog.Actor{Name: "签发人", Role: "signer", At: time.Date(2015, time.December, 2, 9, 30, 0, 0, time.UTC)}
}
