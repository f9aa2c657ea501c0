package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// accounts let the desk check budget tables and keep them in the office's books.
// The command zwgk says more of each finding.
type accounts struct{ *office }

var _ clerk.Accounts = accounts{}

// Check implements clerk.Accounts.
func (a accounts) Check(_ context.Context, t clerk.Tables) (clerk.Checked, error) {
	s, found := statement(t)
	out := clerk.Checked{Findings: found}
	for _, table := range s.Tables {
		out.Tables = append(out.Tables, cmp.Or(table.Title, table.Sheet, table.Form))
	}
	if len(s.Tables) == 0 {
		return out, nil
	}
	result := s.Check()
	out.Coverage = result.String()
	for _, f := range result.Findings {
		out.Findings = append(out.Findings, ofTable(f))
	}
	_, out.Again = a.books.Find(s.Organ, s.Year, s.Stage)
	return out, nil
}

// Keep implements clerk.Accounts.
func (a accounts) Keep(ctx context.Context, t clerk.Tables) error {
	s, _ := statement(t)
	var text strings.Builder
	if err := budget.WriteJSON(&text, s.FillUnits()); err != nil {
		return err
	}
	stage, err := s.Stage.MarshalText()
	if err != nil {
		return err
	}
	if err := a.records.PutFile(ctx, fmt.Sprintf("books/%s/%d-%s.json", s.Organ, s.Year, stage), strings.NewReader(text.String())); err != nil {
		return err
	}
	return a.books.Reload()
}

// statement is what was handed in, as one. A file that cannot be read is a finding.
func statement(t clerk.Tables) (budget.Statement, []disclosure.Finding) {
	s := budget.Statement{Organ: t.Organ, Year: t.Year, Source: t.Source, Published: t.Published, Stage: budget.Budget}
	if t.Final {
		s.Stage = budget.Final
	}
	var found []disclosure.Finding
	for _, f := range t.Files {
		tables, in, err := tablesOf(f)
		if err != nil {
			found = append(found, disclosure.Finding{Rule: "tables.unreadable", Severity: disclosure.Wrong, Where: f.Name, Text: "文件读不了：只收写明是哪一张表的 .xlsx、.csv 和本系统导出的 .json。"})
		}
		s.Tables = append(s.Tables, tables...)
		for _, one := range in {
			found = append(found, ofTable(one))
		}
	}
	return s, found
}

// tablesOf reads one file by the kind that its name says.
func tablesOf(f clerk.Upload) ([]budget.Table, []budget.Finding, error) {
	r := bytes.NewReader(f.Data)
	switch strings.ToLower(filepath.Ext(f.Name)) {
	case ".xlsx":
		return xlsx.Reader{Forms: budget.Forms()}.Read(r)
	case ".json":
		s, err := budget.ReadJSON(r)
		return s.Tables, nil, err
	case ".csv":
		grid, err := budget.ReadGrid(r, filepath.Base(f.Name))
		if err != nil {
			return nil, nil, err
		}
		table, found, err := grid.Table(budget.Forms())
		if err != nil {
			return nil, found, err
		}
		return []budget.Table{table}, found, nil
	}
	return nil, nil, errors.New("want .xlsx, .csv or .json")
}

// ofTable is a finding of a table as the desk shows it.
func ofTable(f budget.Finding) disclosure.Finding {
	where := f.At.Sheet
	if f.At.Row > 0 {
		where += fmt.Sprintf(" 第%d行第%d列", f.At.Row, f.At.Column)
	}
	severity := map[budget.Severity]disclosure.Severity{budget.Notice: disclosure.Hint, budget.Warning: disclosure.Warning, budget.Error: disclosure.Wrong}[f.Severity]
	return disclosure.Finding{Rule: f.Rule, Severity: severity, Where: where, Text: f.Text, Want: f.Want, Got: f.Got}
}
