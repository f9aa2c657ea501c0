package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// accounts lets the desk check budget tables and keep them, as zwgk budget add does.
type accounts struct{ *office }

var _ clerk.Accounts = accounts{}

// Check implements clerk.Accounts.
func (a accounts) Check(_ context.Context, t clerk.Tables) (clerk.Checked, error) {
	s, findings := statementOf(t)
	out := clerk.Checked{Findings: findings}
	for _, table := range s.Tables {
		out.Tables = append(out.Tables, cmp.Or(table.Title, table.Sheet, table.Form))
	}
	if len(s.Tables) == 0 {
		return out, nil
	}
	result := s.Check()
	out.Coverage = result.String()
	for _, f := range result.Findings {
		out.Findings = append(out.Findings, findingOf(f))
	}
	_, out.Again = a.books.Find(s.Organ, s.Year, s.Stage)
	return out, nil
}

// Keep implements clerk.Accounts.
func (a accounts) Keep(ctx context.Context, t clerk.Tables) error {
	s, _ := statementOf(t)
	if err := a.keep(ctx, s.FillUnits()); err != nil {
		return err
	}
	return a.books.Reload()
}

// statementOf reads the tables of one statement. A file that cannot be read is a
// finding, and the others are there all the same.
func statementOf(t clerk.Tables) (budget.Statement, []disclosure.Finding) {
	var read readings
	var findings []disclosure.Finding
	for _, f := range t.Files {
		p, found, err := readPart(f.Name, bytes.NewReader(f.Data), budget.Forms())
		if err != nil {
			findings = append(findings, disclosure.Finding{Rule: "tables.unreadable", Severity: disclosure.Wrong, Where: f.Name, Text: unreadable(err)})
			continue
		}
		read.parts = append(read.parts, p)
		for _, one := range found {
			findings = append(findings, findingOf(one))
		}
	}
	s := read.one()
	s.Organ, s.Year, s.Source, s.Published, s.Stage = t.Organ, t.Year, t.Source, t.Published, budget.Budget
	if t.Final {
		s.Stage = budget.Final
	}
	return s, findings
}

// unreadable says to a clerk why a file was not read.
func unreadable(err error) string {
	switch {
	case errors.Is(err, budget.ErrOldWorkbook):
		return "旧的 .xls 读不了，请在表格软件里另存为 .xlsx 或者 CSV。"
	case errors.Is(err, budget.ErrNoTable):
		return "没有找到预决算表：表的标题要写明是哪一张，如“支出预算总表”。"
	case errors.Is(err, xlsx.ErrTooLarge):
		return "工作簿太大，不像是一套预决算表。请只留要公开的表。"
	case errors.Is(err, xlsx.ErrUnreadable):
		return "工作簿打不开，可能损坏、加了密码，或者不是 .xlsx。"
	}
	return "文件读不了：只收 .xlsx、.csv（UTF-8 或者 GB18030）和本系统导出的 .json。"
}

// findingOf is a finding of a table as the desk shows it, with its cell.
func findingOf(f budget.Finding) disclosure.Finding {
	at := f.At.Sheet
	if f.At.Row > 0 {
		at += fmt.Sprintf(" 第%d行", f.At.Row)
	}
	if f.At.Column > 0 {
		at += fmt.Sprintf("第%d列", f.At.Column)
	}
	text := f.Text
	if f.Formula != "" {
		text += "（" + f.Formula + "）"
	}
	if f.Diff != "" {
		text += "差" + f.Diff + "，舍入允许" + f.Bound + "。"
	}
	if len(f.Suspects) > 0 {
		text += "先看：" + strings.Join(f.Suspects, "；") + "。"
	}
	severity := map[budget.Severity]disclosure.Severity{budget.Notice: disclosure.Hint, budget.Warning: disclosure.Warning, budget.Error: disclosure.Wrong}[f.Severity]
	return disclosure.Finding{Rule: f.Rule, Severity: severity, Where: at, Text: text, Want: f.Want, Got: f.Got}
}
