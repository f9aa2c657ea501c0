package catalog

import (
	"github.com/zwgk/zwgk/catalog/internal/fulltext"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A mark is what tells a record that has a number from another that was given the same.
type mark struct {
	id         int64
	title, doc string
	date       civil.Date
}

func (r Record) mark(id int64) mark { return mark{id, r.Title, r.DocNumber, r.Date} }

// is says whether a record with the same number is the same: by its document number, or by
// its name and day as far as it has them. Who made it is written in many ways.
func (m mark) is(r Record) bool {
	if m.doc != "" && fulltext.Fold(m.doc) == fulltext.Fold(r.DocNumber) {
		return true
	}
	return (r.Title == "" || fulltext.Fold(m.title) == fulltext.Fold(r.Title)) && (r.Date.IsZero() || m.date.IsZero() || m.date == r.Date)
}

// taken says whose number it is.
func (m mark) taken(n IndexNumber) Finding {
	return Finding{Rule: "number-taken", Severity: Error, Where: "索引号", Text: "索引号" + string(n) + "是《" + m.title + "》的，那条的名称、文号或日期与这一行不同。是同一条的，以目录里的为准；不是的，请改索引号，或者空着由程序编。"}
}
