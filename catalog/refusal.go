package catalog

import (
	"errors"
	"fmt"
)

// errSpent is ErrNumberTaken where a draft that was thrown away has the number.
var errSpent = fmt.Errorf("%w by a draft that was discarded", ErrNumberTaken)

// refusal turns what is wrong with a row into findings; other errors are not
// the row's fault.
func refusal(err error) ([]Finding, bool) {
	var invalid *InvalidError
	var caught *ScreenError
	var lack *TransitionError
	var number *NumberError
	switch {
	case errors.As(err, &invalid):
		return invalid.Findings, true
	case errors.As(err, &caught):
		return caught.Findings, true
	case errors.As(err, &number):
		return []Finding{number.Finding()}, true
	case errors.Is(err, ErrNotReviewed):
		return []Finding{{Rule: "not-reviewed", Severity: Error, Where: "审查人", Text: "没有起草人以外的人经保密审查认为可以公开，不能发布（条例第十七条）。"}}, true
	case errors.Is(err, errSpent):
		return []Finding{{Rule: "number-taken", Severity: Error, Where: "索引号", Text: "这个索引号属于一条作废的草稿，不再给别的信息。请换一个，或者空着由程序编。"}}, true
	case errors.Is(err, ErrNumberTaken):
		return []Finding{{Rule: "number-taken", Severity: Error, Where: "索引号", Text: "这个索引号已经给了别的信息。"}}, true
	case errors.As(err, &lack):
		return []Finding{{Rule: "not-ready", Severity: Error, Where: "整行", Text: "还不能发布：" + lack.Lack + "。"}}, true
	}
	return nil, false
}

// key tells two records apart that have no numbers.
func (r Record) key() string {
	return r.Title + "\x00" + r.Publisher + "\x00" + r.DocNumber + "\x00" + r.Date.String()
}

// keys are the keys and the marks by number of every record in the catalogue, and the
// numbers of drafts that were discarded. Such a draft may be written again, but its
// number is not given to another.
func (c *Catalog) keys() (known map[string]int64, numbers map[IndexNumber]mark, spent map[IndexNumber]bool) {
	known, numbers, spent = map[string]int64{}, map[IndexNumber]mark{}, map[IndexNumber]bool{}
	for _, r := range c.snapshot(func(*Record) bool { return true }) {
		if r.Status == Discarded {
			spent[r.Number] = r.Number != ""
			continue
		}
		known[r.key()] = r.ID
		if r.Number != "" {
			numbers[r.Number] = r.mark(r.ID)
		}
	}
	return known, numbers, spent
}
