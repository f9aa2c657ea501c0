package disclosure

import (
	"fmt"
	"iter"
	"strconv"
)

// Sum adds the reports of an area's organs, cell by cell, into one of the
// area's own year and name (I8).
func Sum(year int, organ string, parts ...Report) Report {
	whole := Report{Year: year, Organ: organ}
	for _, p := range parts {
		for cell, n := range p.cells() {
			*whole.cell(cell) += n
		}
		whole.Table2.Fees = whole.Table2.Fees.Add(p.Table2.Fees)
		whole.Unplaced = append(whole.Unplaced, p.Unplaced...)
	}
	return whole
}

// CheckSum holds the report of an area against those of its organs and returns
// a finding for each cell that is not their sum (I8).
func (r Report) CheckSum(parts ...Report) []Finding {
	sum := Sum(r.Year, r.Organ, parts...)
	var found []Finding
	for cell, want := range sum.cells() {
		if got := *r.cell(cell); got != want {
			found = append(found, unequal("report.I8", cell, "汇总报告的数量应当等于各机关报告之和。", want, got))
		}
	}
	if !r.Table2.Fees.Equal(sum.Table2.Fees) {
		found = append(found, Finding{Rule: "report.I8", Severity: Wrong, Where: "表二·行政事业性收费",
			Text: "汇总报告的金额应当等于各机关报告之和。", Want: sum.Table2.Fees.String(), Got: r.Table2.Fees.String()})
	}
	for _, p := range parts {
		if p.Year != r.Year {
			found = append(found, Finding{Rule: "report.I8", Severity: Wrong, Where: p.Organ, Text: "所汇总的报告不是同一年度。",
				Want: strconv.Itoa(r.Year), Got: strconv.Itoa(p.Year)})
		}
	}
	return found
}

// cells yields every whole number of the tables with the name of its cell.
func (r Report) cells() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		r.eachCell(func(name string, n *int) bool { return yield(name, *n) })
	}
}

// cell returns the place of a cell by its name.
func (r *Report) cell(name string) *int {
	var at *int
	r.eachCell(func(n string, p *int) bool {
		if n == name {
			at = p
		}
		return at == nil
	})
	return at
}

// eachCell visits the cells in the order of the form until f says stop.
func (r *Report) eachCell(f func(name string, n *int) bool) {
	t2 := &r.Table2
	for _, c := range []struct {
		name string
		n    *int
	}{
		{"规章·本年制发件数", &t2.Rules.Made}, {"规章·本年废止件数", &t2.Rules.Abolished}, {"规章·现行有效件数", &t2.Rules.InForce},
		{"行政规范性文件·本年制发件数", &t2.Normative.Made}, {"行政规范性文件·本年废止件数", &t2.Normative.Abolished},
		{"行政规范性文件·现行有效件数", &t2.Normative.InForce}, {"行政许可", &t2.Licensing}, {"行政处罚", &t2.Penalty}, {"行政强制", &t2.Coercion},
	} {
		if !f("表二·"+c.name, c.n) {
			return
		}
	}
	if r.Table3.eachCell(f) {
		r.Table4.eachCell(f)
	}
}

func (t *Table3) eachCell(f func(name string, n *int) bool) bool {
	rows := []*Counts{&t.New, &t.Carried}
	for i := range t.Results {
		rows = append(rows, &t.Results[i])
	}
	rows = append(rows, &t.Total, &t.Forward)
	names := make([]string, 0, len(rows))
	for _, row := range Rows() {
		if _, ok := t.Row(row); ok {
			names = append(names, string(row))
		}
	}
	for i, row := range rows {
		for k := range row {
			column := "总计"
			if k < 6 {
				column = ApplicantKind(k + 1).String()
			}
			if !f(fmt.Sprintf("表三·%s·%s", Row(names[i]).Label(), column), &row[k]) {
				return false
			}
		}
	}
	return true
}

func (t *Table4) eachCell(f func(name string, n *int) bool) {
	for _, b := range []struct {
		name string
		r    *Reliefs
	}{{"行政复议", &t.Review}, {"未经复议直接起诉", &t.Direct}, {"复议后起诉", &t.AfterReview}} {
		for i, n := range []*int{&b.r.Upheld, &b.r.Corrected, &b.r.Other, &b.r.Pending, &b.r.Total} {
			if !f("表四·"+b.name+"·"+[]string{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}[i], n) {
				return
			}
		}
	}
}
