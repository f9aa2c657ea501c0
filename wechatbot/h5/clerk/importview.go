package clerk

import (
	"fmt"

	"github.com/zwgk/zwgk/catalog"
)

// The most rows of a kind that the page of an import lists, and the most findings
// beside one.
const (
	listedRows  = 200
	listedMarks = 8
)

// importView is the page on which a table of records is looked at and taken in.
type importView struct {
	Workbooks bool // .xlsx is read
	Most      string
	Mark      string // of what was handed in; empty: nothing yet
	Name      string
	Out       catalog.Imported
	Head      []remark // about the table's head
	In        []importRow
	Refused   []importRow
	There     []importRow
	Wrong     string
}

// importRow is one row as the page shows it.
type importRow struct {
	Line  int
	Title string
	Organ string
	Day   string
	Marks []remark
	More  int // findings that are not listed
}

// notRead says which kinds of files are taken.
func notRead(workbooks bool) string {
	if workbooks {
		return "只收 .xlsx、.csv（UTF-8 或者 GB18030）和 JSON 行（.jsonl）。旧的 .xls 请在表格软件里另存为 .xlsx。"
	}
	return "只收 .csv（UTF-8 或者 GB18030）和 JSON 行（.jsonl）。工作簿请另存为 CSV。"
}

// beside puts the findings beside their rows.
func (view *importView) beside() {
	at := map[int]*importRow{}
	for _, list := range [][]importRow{view.In, view.Refused, view.There} {
		for i := range list {
			at[list[i].Line] = &list[i]
		}
	}
	for _, f := range view.Out.Findings {
		r := remarkOf(f)
		if f.Column > 0 {
			r.Where = fmt.Sprintf("第%d列 %s", f.Column, r.Where)
		}
		row := at[f.Line]
		switch {
		case row == nil && len(view.Head) < listedMarks:
			view.Head = append(view.Head, r)
		case row == nil:
		case len(row.Marks) < listedMarks:
			row.Marks = append(row.Marks, r)
		default:
			row.More++
		}
	}
}

// said is what became of the rows in one line.
func said(out catalog.Imported, sent int, submit bool) string {
	text := fmt.Sprintf("收进%d条草稿", out.In)
	if submit {
		text += fmt.Sprintf("，其中%d条已送审", sent)
		if left := out.In - sent; left > 0 {
			text += fmt.Sprintf("，%d条留作草稿：含有个人信息、密级标志，或者没有写不公开的依据，请先核对", left)
		}
	}
	if out.There > 0 {
		text += fmt.Sprintf("；%d条原来就有", out.There)
	}
	if out.Refused > 0 {
		text += fmt.Sprintf("；%d条退回，可以下载改好再传", out.Refused)
	}
	return text + "。"
}

// size is so many bytes in words.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%d兆字节", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d千字节", (n+1023)>>10)
	}
	return fmt.Sprintf("%d字节", n)
}
