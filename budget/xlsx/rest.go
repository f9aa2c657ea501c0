package xlsx

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

var (
	yearWord  = regexp.MustCompile(`(20\d\d)\s*年`)
	organWord = regexp.MustCompile(`编[制报](?:部门|单位)\s*[:：]\s*(\S+)`)
)

// plain reads a table that no form knows: its columns under their whole paths,
// its rows with their figures.
func (p plan) plain(header int) budget.Table {
	var t budget.Table
	if m := yearWord.FindStringSubmatch(p.region.title); m != nil {
		t.Year, _ = strconv.Atoi(m[1])
	}
	for _, row := range p.frame(header, "").Rows {
		for _, text := range row {
			if m := organWord.FindStringSubmatch(text); m != nil && t.Organ == "" {
				t.Organ = m[1]
			}
			if _, unit, ok := strings.Cut(strings.ReplaceAll(text, ":", "："), "单位："); ok && t.Unit == 0 {
				t.Unit, _ = budget.ParseUnit(strings.TrimSpace(unit))
			}
		}
	}
	var amounts, words []int
	for _, c := range p.columns {
		if !p.amounts(c) {
			words = append(words, c)
			continue
		}
		amounts = append(amounts, c)
		t.Columns = append(t.Columns, strings.Join(p.trail(c), "·"))
	}
	for _, r := range p.body {
		if row, ok := p.plainRow(r, amounts, words); ok {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// amounts says whether a column holds figures: it has one, it is no code, and
// no text stands in it.
func (p plan) amounts(c int) bool {
	if p.isWord(c) {
		return false
	}
	found := false
	for _, r := range p.body {
		a, err := budget.ParseAmount(p.text(r, c))
		if err != nil && !strings.HasPrefix(p.text(r, c), "注") {
			return false
		}
		found = found || a.IsNumber()
	}
	return found
}

func (p plan) plainRow(r int, amounts, words []int) (budget.Row, bool) {
	row := budget.Row{Line: r + 1}
	any := false
	for _, c := range amounts {
		a, err := budget.ParseAmount(p.text(r, c))
		if err == nil && a.IsNumber() {
			any = true
		}
		row.Cells, row.At = append(row.Cells, a), append(row.At, c+1)
	}
	var label []string
	for _, c := range words {
		if text := p.text(r, c); p.trail(c).name() == codeColumn {
			row.Code += text
		} else if text != "" {
			label = append(label, text)
		}
	}
	row.Label = strings.Join(label, " ")
	return row, any
}

// padCodes gives the two-digit parts of a code in several columns the zero back
// that a spreadsheet ate: 301|2 is 30102.
func (p *plan) padCodes() {
	parts := p.codeColumns()
	if len(parts) < 2 {
		return
	}
	for _, r := range p.body {
		for _, c := range parts[1:] {
			if t := p.sheet.text(r, c); len(t) == 1 && t >= "0" && t <= "9" {
				p.sheet.rows[r][c] = cell{shown: "0" + t, stored: eaten}
			}
		}
	}
}

func (p plan) codeColumns() []int {
	var out []int
	for _, c := range p.columns {
		if p.trail(c).name() == codeColumn {
			out = append(out, c)
		}
	}
	return out
}

// notices are the findings about how cells are stored.
func (p plan) notices() []budget.Finding {
	var out []budget.Finding
	rounded, first := 0, budget.Finding{}
	for _, r := range p.body {
		for _, c := range p.columns {
			if c >= len(p.sheet.rows[r]) {
				break
			}
			at := budget.Position{Sheet: p.sheet.name, Row: r + 1, Column: c + 1}
			switch x := p.sheet.rows[r][c]; {
			case x.stored == "":
			case x.stored == eaten:
				out = append(out, budget.Finding{Rule: "CODE-PAD", Severity: budget.Warning, At: at, Want: x.shown, Got: x.shown[1:],
					Text: "科目编码丢了前面的0，已按两位读取；请把编码列设为文本格式。"})
			case x.stored == noResult:
				out = append(out, budget.Finding{Rule: "FORMULA", Severity: budget.Error, At: at,
					Text: "这一格是公式，文件里没有存下算好的结果，按空格读取；请在表格软件里重新计算并保存。"})
			default:
				if rounded++; rounded == 1 {
					first = budget.Finding{Rule: "STORED", Severity: budget.Notice, At: at, Want: x.shown, Got: x.stored}
				}
			}
		}
	}
	out = append(out, p.merged()...)
	if len(p.dots) > 0 {
		out = append(out, budget.Finding{Rule: "PLACEHOLDER", Severity: budget.Warning, At: budget.Position{Sheet: p.sheet.name, Row: p.dots[0] + 1},
			Text: fmt.Sprintf("有%d行只有省略号，是模板留下的，没有读取；公开前请删去。", len(p.dots))})
	}
	if rounded > 0 {
		first.Text = fmt.Sprintf("本表有%d格存的数比显示的数多小数位，公开的是显示的数；合计按显示的数核对时，差额可能来自四舍五入。", rounded)
		out = append(out, first)
	}
	return out
}
