// Package accounts joins the clerk's desk to the office's books, which know nothing
// of each other: budget tables that are handed in at the desk are read and checked,
// and kept as statements among the office's files. Start from Of.
package accounts

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// Folder is where statements stand among the office's files: budget.Open reads the
// books from there.
const Folder = "books"

// Put keeps a file among the office's, in place of the one of the same name.
type Put func(ctx context.Context, name string, r io.Reader) error

// Of is what the desk does with budget tables: it checks them by the forms of
// package budget, keeps them with put and has the books read anew.
func Of(books *budget.Books, put Put) clerk.Accounts { return accounts{books, put} }

// Keep puts a statement into Folder, in place of that of the same organ, year and
// stage. One that does not say all three is an error: the books could not read it.
func Keep(ctx context.Context, put Put, s budget.Statement) error {
	if s.Organ == "" || s.Year == 0 || s.Stage == 0 {
		return errors.New("accounts: keep: a statement has an organ, a year and a stage")
	}
	stage, err := s.Stage.MarshalText()
	if err != nil {
		return fmt.Errorf("accounts: keep: %w", err)
	}
	var text bytes.Buffer
	if err := budget.WriteJSON(&text, s); err != nil {
		return fmt.Errorf("accounts: keep: %w", err)
	}
	return put(ctx, fmt.Sprintf("%s/%s/%d-%s.json", Folder, s.Organ, s.Year, stage), &text)
}

type accounts struct {
	books *budget.Books
	put   Put
}

// Check implements clerk.Accounts.
func (a accounts) Check(_ context.Context, t clerk.Tables) (clerk.Checked, error) {
	s, found := read(t)
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
		out.Findings = append(out.Findings, finding(f))
	}
	_, out.Again = a.books.Find(s.Organ, s.Year, s.Stage)
	return out, nil
}

// Keep implements clerk.Accounts.
func (a accounts) Keep(ctx context.Context, t clerk.Tables) error {
	s, _ := read(t)
	if err := Keep(ctx, a.put, s.FillUnits()); err != nil {
		return err
	}
	return a.books.Reload()
}

// read reads the tables of one statement. A file that cannot be read is a finding,
// and the others are there all the same.
func read(t clerk.Tables) (budget.Statement, []disclosure.Finding) {
	var s budget.Statement
	var findings []disclosure.Finding
	for _, f := range t.Files {
		one, found, err := xlsx.Reader{}.ReadAs(f.Name, bytes.NewReader(f.Data))
		if err != nil {
			findings = append(findings, disclosure.Finding{Rule: "tables.unreadable", Severity: disclosure.Wrong, Where: f.Name, Text: unreadable(err)})
			continue
		}
		s = s.With(one)
		for _, f := range found {
			findings = append(findings, finding(f))
		}
	}
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
