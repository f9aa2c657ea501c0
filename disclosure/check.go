package disclosure

import (
	"fmt"
	"strconv"
)

// Check runs the identities of the national form over the report's tables and
// returns a finding for each that does not hold, quoting both sides.
func (r Report) Check() []Finding {
	var found []Finding
	columns := append(ApplicantKinds(), 0)
	for i, kind := range columns {
		name := "总计"
		if kind != 0 {
			name = kind.String()
		}
		found = append(found, r.Table3.checkColumn(i, name)...)
	}
	found = append(found, r.Table3.checkRows()...)
	found = append(found, r.Table4.check()...)
	for _, id := range r.Unplaced {
		found = append(found, Finding{Rule: "report.unplaced", Severity: Wrong, Where: id, Text: "申请人类别未填，未计入表三。"})
	}
	return found
}

func (t Table3) checkColumn(i int, name string) []Finding {
	sum := 0
	for _, row := range t.Results {
		sum += row[i]
	}
	var found []Finding
	if sum != t.Total[i] {
		found = append(found, unequal("report.I1", "表三·"+name, "各项办理结果之和应当等于总计。", sum, t.Total[i]))
	}
	if in, out := t.New[i]+t.Carried[i], t.Total[i]+t.Forward[i]; in != out {
		found = append(found, unequal("report.I2", "表三·"+name, "本年新收与上年结转之和应当等于办理结果总计与结转下年度之和。", in, out))
	}
	return found
}

func (t Table3) checkRows() []Finding {
	var found []Finding
	check := func(name string, c Counts) {
		sum := 0
		for i, n := range c {
			if i < 6 {
				sum += n
			}
			if n < 0 {
				found = append(found, unequal("report.I6", "表三·"+name, "数量不能为负。", 0, n))
			}
		}
		if sum != c.Total() {
			found = append(found, unequal("report.I3", "表三·"+name, "各类申请人之和应当等于总计。", sum, c.Total()))
		}
	}
	check("本年新收", t.New)
	check("上年结转", t.Carried)
	for i, row := range t.Results {
		check(outcomes[i].chinese, row)
	}
	check("总计", t.Total)
	check("结转下年度继续办理", t.Forward)
	return found
}

func (t Table4) check() []Finding {
	var found []Finding
	for _, block := range []struct {
		name string
		r    Reliefs
	}{{"行政复议", t.Review}, {"未经复议直接起诉", t.Direct}, {"复议后起诉", t.AfterReview}} {
		if sum := block.r.Upheld + block.r.Corrected + block.r.Other + block.r.Pending; sum != block.r.Total {
			found = append(found, unequal("report.I5", "表四·"+block.name, "结果维持、结果纠正、其他结果与尚未审结之和应当等于总计。", sum, block.r.Total))
		}
	}
	return found
}

// CheckCarry holds the report against the one of the year before: what was
// carried forward then must be what is carried over now, column by column.
func (r Report) CheckCarry(before Report) []Finding {
	var found []Finding
	for i, kind := range append(ApplicantKinds(), 0) {
		name := "总计"
		if kind != 0 {
			name = kind.String()
		}
		if want, got := before.Table3.Forward[i], r.Table3.Carried[i]; want != got {
			found = append(found, unequal("report.I4", fmt.Sprintf("表三·上年结转·%s", name),
				fmt.Sprintf("上年结转应当等于%d年报告的结转下年度。", before.Year), want, got))
		}
	}
	return found
}

func unequal(rule, where, text string, want, got int) Finding {
	return Finding{Rule: rule, Severity: Wrong, Where: where, Text: text, Want: strconv.Itoa(want), Got: strconv.Itoa(got)}
}
