package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/chart"
	"github.com/zwgk/zwgk/budget/xlsx"
)

type budgetExport struct {
	statementKey
	Format string `help:"csv (a file for each table), xlsx, json, html or datapackage (zip)." enum:"csv,xlsx,json,html,datapackage" default:"xlsx"`
	Output string `short:"o" required:"" help:"File to write; a folder for csv." type:"path"`
	Unit   string `help:"Print in another unit: 元, 千元, 万元, 亿元." placeholder:"UNIT"`
	Places int    `help:"Decimal places with --unit." default:"2"`
	Each   bool   `help:"With --unit: round cell by cell. Default: so that the printed tables still foot."`
}

func (x budgetExport) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		s, err := x.find(o)
		if err != nil {
			return err
		}
		if x.Unit != "" {
			if s, err = x.rounded(s, t); err != nil {
				return err
			}
		}
		return x.write(s)
	})
}

func (x budgetExport) rounded(s budget.Statement, t terminal) (budget.Statement, error) {
	unit, err := budget.ParseUnit(x.Unit)
	if err != nil {
		return s, err
	}
	if x.Places < 0 || x.Places > 6 {
		return s, fmt.Errorf("--places %d: want 0 to 6", x.Places)
	}
	how := budget.Footing
	if x.Each {
		how = budget.CellByCell
	}
	s, findings := s.RoundTo(unit, x.Places, how)
	for _, f := range findings {
		if f.Rule == "ROUNDING" || f.Severity == budget.Error {
			fmt.Fprintln(t.err, f)
		}
	}
	return s, nil
}

func (x budgetExport) write(s budget.Statement) error {
	switch x.Format {
	case "csv":
		return x.folder(s)
	case "json":
		return writeFile(x.Output, 0o644, func(w io.Writer) error { return budget.WriteJSON(w, s) })
	case "html":
		return writeFile(x.Output, 0o644, s.WriteHTML)
	case "datapackage":
		return writeFile(x.Output, 0o644, func(w io.Writer) error { return budget.WriteDataPackage(w, s) })
	}
	return writeFile(x.Output, 0o644, func(w io.Writer) error { return xlsx.Write(w, s) })
}

func (x budgetExport) folder(s budget.Statement) error {
	if err := os.MkdirAll(x.Output, 0o755); err != nil {
		return err
	}
	for i, table := range s.Tables {
		name := strings.Map(inFileName, fmt.Sprintf("%02d_%s_%s.csv", i+1, table.Form, cmp.Or(table.Title, "表")))
		if err := writeFile(filepath.Join(x.Output, name), 0o644, table.WriteCSV); err != nil {
			return err
		}
	}
	return nil
}

// inFileName leaves out what file systems do not take.
func inFileName(r rune) rune {
	if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
		return -1
	}
	return r
}

type budgetChart struct {
	statementKey
	Kind   string `help:"three (三公), years (三公 of all years kept), against (account against budget), classes (expenditure by class) or hundred (of each 100 yuan)." enum:"three,years,against,classes,hundred" default:"three"`
	Output string `short:"o" help:"File to write, .png or .svg (default: lines of text)." type:"path"`
}

func (x budgetChart) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		s, err := x.find(o)
		if err != nil {
			return err
		}
		picture, err := x.draw(o, s)
		if err != nil {
			return err
		}
		switch strings.ToLower(filepath.Ext(x.Output)) {
		case ".png":
			return writeFile(x.Output, 0o644, picture.PNG)
		case ".svg":
			return writeFile(x.Output, 0o644, picture.SVG)
		case "":
			_, err = fmt.Fprintln(t.out, picture.Text())
			return err
		}
		return fmt.Errorf("%s: want .png or .svg", x.Output)
	})
}

// classes draws the column of account, or the first, where a table has several.
func (x budgetChart) classes(s budget.Statement, t budget.Table) (chart.Chart, error) {
	column := t.Columns[0]
	for _, name := range []string{"决算数", "预算数"} {
		if t.Column(name) >= 0 {
			column = name
			break
		}
	}
	if x.Kind == "classes" {
		return chart.Classes(s, t, column)
	}
	return chart.Shares(s, t, column)
}

func (x budgetChart) draw(o *office, s budget.Statement) (chart.Chart, error) {
	if x.Kind == "hundred" || x.Kind == "classes" {
		for _, id := range []string{"F3", "B3", "F5", "B5", "G4", "G2"} {
			if table, ok := s.Table(id); ok && len(table.Columns) > 0 {
				return x.classes(s, table)
			}
		}
		return nil, fmt.Errorf("%s has no table of expenditure by class", s.Title())
	}
	own, ok := s.ThreePublic()
	if !ok {
		return nil, fmt.Errorf("%s shows no 三公 figures", s.Title())
	}
	switch x.Kind {
	case "years":
		var years []budget.ThreePublic
		for other := range o.books.All() {
			if p, ok := other.ThreePublic(); ok && other.Organ == s.Organ && other.Stage == s.Stage && other.Year <= s.Year {
				years = append([]budget.ThreePublic{p}, years...)
			}
		}
		return chart.ThreePublicYears(years...), nil
	case "against":
		plan, ok := s.ThreePublicBudget()
		if !ok {
			if b, found := o.books.Find(s.Organ, s.Year, budget.Budget); found {
				plan, ok = b.ThreePublic()
			}
		}
		if !ok {
			return nil, fmt.Errorf("no budget is kept to hold %s against", s.Title())
		}
		var before budget.ThreePublic
		if b, found := o.books.Before(s); found {
			before, _ = b.ThreePublic()
		}
		return chart.ThreePublicAgainst(before, plan, own), nil
	}
	return chart.ThreePublic(own), nil
}
