package catalog

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// scoreColumns are the columns of a scorecard as a table.
var scoreColumns = []string{"方面", "小项", "满分", "得分", "理由"}

// ReadScorecardCSV reads a scorecard from a table with the columns 方面, 小项,
// 满分, 得分 and 理由, in any order; an empty 方面 is that of the row above, an empty
// 得分 has not been judged. It takes UTF-8 and GB18030. A row that is wrong is a
// finding with its line and left out; a table without these columns is an error.
func ReadScorecardCSV(name string, r io.Reader) (Scorecard, []Finding, error) {
	s := Scorecard{Name: name}
	in := csv.NewReader(decodeChinese(r))
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if err != nil {
		return s, nil, fmt.Errorf("catalog: scorecard: %w", err)
	}
	var at [5]int
	for i, want := range scoreColumns {
		if at[i] = slices.IndexFunc(head, func(h string) bool { return strings.TrimSpace(h) == want }); at[i] < 0 && i < 3 {
			return s, nil, fmt.Errorf("catalog: scorecard: no column %s", want)
		}
	}
	var fs []Finding
	for {
		row, err := in.Read()
		if err == io.EOF {
			return s, fs, nil
		}
		if err != nil {
			return s, fs, fmt.Errorf("catalog: scorecard: %w", err)
		}
		line, _ := in.FieldPos(0)
		var cell [5]string
		for i, n := range at {
			if n >= 0 && n < len(row) {
				cell[i] = strings.TrimSpace(row[n])
			}
		}
		if f, ok := s.take(cell); !ok {
			f.Line = line
			fs = append(fs, f)
		}
	}
}

// take adds a row of a table.
func (s *Scorecard) take(cell [5]string) (Finding, bool) {
	bad := Finding{Rule: RuleBadRow, Severity: Error, Where: "整行", Text: "这一行没有读入：要有方面和小项。"}
	if strings.Join(cell[:], "") == "" || cell[0] == "合计" || cell[1] == "小计" {
		return Finding{}, true
	}
	if cell[0] != "" && (len(s.Areas) == 0 || s.Areas[len(s.Areas)-1].Name != cell[0]) {
		s.Areas = append(s.Areas, Area{Name: cell[0]})
	}
	if len(s.Areas) == 0 || cell[1] == "" {
		return bad, false
	}
	p := Point{Name: cell[1], Why: cell[4]}
	full, err := ParseTenths(cell[2])
	if err != nil {
		bad.Text, bad.Where, bad.Got = "满分不是分数，这一行没有读入；请写成3或2.5。", "满分", excerpt(cell[2])
		return bad, false
	}
	p.Full = full
	if cell[3] != "" {
		got, err := ParseTenths(cell[3])
		if err != nil {
			bad.Text, bad.Where, bad.Got = "得分不是分数，这一行没有读入；请写成3或2.5，还没有打分就空着。", "得分", excerpt(cell[3])
			return bad, false
		}
		p.Got = &got
	}
	last := &s.Areas[len(s.Areas)-1]
	last.Points = append(last.Points, p)
	return Finding{}, true
}

// ParseTenths reads marks such as 3, 2.5 and 2.5分.
func ParseTenths(s string) (Tenths, error) {
	whole, part, dotted := strings.Cut(strings.TrimSuffix(strings.TrimSpace(s), "分"), ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n > 1_000_000 || n < -1_000_000 {
		return 0, fmt.Errorf("catalog: marks: want 3 or 2.5")
	}
	if !dotted {
		return Tenths(n * 10), nil
	}
	if part = strings.TrimRight(part, "0"); len(part) > 1 || strings.Trim(part, "0123456789") != "" {
		return 0, fmt.Errorf("catalog: marks: want one digit after the point")
	}
	tenth := 0
	if part != "" {
		tenth = int(part[0] - '0')
	}
	if strings.HasPrefix(whole, "-") {
		tenth = -tenth
	}
	return Tenths(n*10 + tenth), nil
}

// Table is the scorecard as rows of text: the head, each point, a sum below each
// area, and the total. ReadScorecardCSV reads it back.
func (s Scorecard) Table() [][]string {
	out := [][]string{slices.Clone(scoreColumns)}
	for i, a := range s.Areas {
		for _, p := range a.Points {
			got := ""
			if p.Got != nil {
				got = p.Got.String()
			}
			out = append(out, []string{a.Name, p.Name, p.Full.String(), got, p.Why})
		}
		out = append(out, s.Scores()[i].row(a.Name, "小计"))
	}
	return append(out, s.Total().row("合计", ""))
}

func (s Score) row(area, name string) []string {
	note := ""
	if s.Judged < s.Points {
		note = fmt.Sprintf("%d项中%d项已打分", s.Points, s.Judged)
	}
	return []string{area, name, s.Full.String(), s.Got.String(), note}
}
