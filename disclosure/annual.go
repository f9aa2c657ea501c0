package disclosure

import (
	"fmt"
	"strings"
)

// An AnnualReport (政府信息公开工作年度报告) is the report as it is published: the tables, and
// the three chapters that are prose. Every line of a chapter is a paragraph.
type AnnualReport struct {
	Report   Report
	Overview string // 一、总体情况
	Problems string // 五、存在的主要问题及改进情况
	Other    string // 六、其他需要报告的事项
}

// A Sheet is a table of the report as it prints: a title, column heads and rows
// of text, all rows as wide as the head.
type Sheet struct {
	Title string
	Head  []string
	Rows  [][]string
}

// Title is the heading over the report, such as 某区2025年政府信息公开工作年度报告.
func (a AnnualReport) Title() string {
	return fmt.Sprintf("%s%d年政府信息公开工作年度报告", a.Report.Organ, a.Report.Year)
}

// Check runs the identities of the form, holds the prose against the tables
// (I7) and the prose against itself, and names the chapters that are missing.
func (a AnnualReport) Check() []Finding {
	found := a.Report.Check()
	for _, c := range a.Chapters() {
		if c.Sheets == nil && strings.TrimSpace(c.Text) == "" {
			found = append(found, Finding{Rule: "report.chapter", Severity: Wrong, Where: c.Title, Text: "本部分没有内容。"})
		}
		for _, f := range a.Report.Proofread(c.Text) {
			f.Where = c.Title + "·" + f.Where
			found = append(found, f)
		}
	}
	return found
}

// A Chapter is one of the six parts of the form: prose or tables.
type Chapter struct {
	Title  string
	Text   string
	Sheets []Sheet
}

// Chapters returns the six parts in the order of the form (国办公开办函〔2021〕30号).
func (a AnnualReport) Chapters() []Chapter {
	return []Chapter{
		{Title: "一、总体情况", Text: a.Overview},
		{Title: "二、主动公开政府信息情况", Sheets: a.Report.Table2.sheets()},
		{Title: "三、收到和处理政府信息公开申请情况", Sheets: []Sheet{a.Report.Table3.sheet()}},
		{Title: "四、政府信息公开行政复议、行政诉讼情况", Sheets: []Sheet{a.Report.Table4.sheet()}},
		{Title: "五、存在的主要问题及改进情况", Text: a.Problems},
		{Title: "六、其他需要报告的事项", Text: a.Other},
	}
}

func (t Table2) sheets() []Sheet {
	documents := func(name string, d Documents) []string {
		return []string{name, fmt.Sprint(d.Made), fmt.Sprint(d.Abolished), fmt.Sprint(d.InForce)}
	}
	decisions := []string{"信息内容", "本年处理决定数量"}
	return []Sheet{
		{"第二十条第（一）项", []string{"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"},
			[][]string{documents("规章", t.Rules), documents("行政规范性文件", t.Normative)}},
		{"第二十条第（五）项", decisions, [][]string{{"行政许可", fmt.Sprint(t.Licensing)}}},
		{"第二十条第（六）项", decisions, [][]string{{"行政处罚", fmt.Sprint(t.Penalty)}, {"行政强制", fmt.Sprint(t.Coercion)}}},
		{"第二十条第（八）项", []string{"信息内容", "本年收费金额（单位：万元）"}, [][]string{{"行政事业性收费", t.Fees.String()}}},
	}
}

// sheet writes table 3; the rows that only head a group have empty cells.
func (t Table3) sheet() Sheet {
	s := Sheet{Title: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", Head: []string{"办理情况"}}
	for _, k := range ApplicantKinds() {
		s.Head = append(s.Head, k.String())
	}
	s.Head = append(s.Head, "总计")
	for _, row := range Rows() {
		cells := []string{row.Label()}
		counts, ok := t.Row(row)
		for i := range counts {
			cell := ""
			if ok {
				cell = fmt.Sprint(counts[i])
			}
			cells = append(cells, cell)
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

func (t Table4) sheet() Sheet {
	s := Sheet{Head: []string{"类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}}
	for _, b := range []struct {
		name string
		r    Reliefs
	}{{"行政复议", t.Review}, {"行政诉讼：未经复议直接起诉", t.Direct}, {"行政诉讼：复议后起诉", t.AfterReview}} {
		s.Rows = append(s.Rows, []string{b.name, fmt.Sprint(b.r.Upheld), fmt.Sprint(b.r.Corrected), fmt.Sprint(b.r.Other),
			fmt.Sprint(b.r.Pending), fmt.Sprint(b.r.Total)})
	}
	return s
}
