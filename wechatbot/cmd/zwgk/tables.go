package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
)

// readForms are the forms that the package knows, behind those of the files:
// one's own win where both name a table.
func readForms(files []string) ([]budget.Form, error) {
	var forms []budget.Form
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		own, err := budget.LoadForms(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		forms = append(forms, own...)
	}
	return append(forms, budget.Forms()...), nil
}

// readings are tables as files held them, with what was found on the way.
type readings struct {
	parts    []part
	findings []budget.Finding
}

// A part is one file: its tables, and what a statement file says beside them.
type part struct {
	file string
	budget.Statement
}

func readTables(files []string, forms []budget.Form) (readings, error) {
	var out readings
	for _, name := range files {
		p, findings, err := readFile(name, forms)
		if err != nil {
			return out, err
		}
		out.parts = append(out.parts, p)
		out.findings = append(out.findings, findings...)
	}
	return out, nil
}

func readFile(name string, forms []budget.Form) (part, []budget.Finding, error) {
	f, err := os.Open(name)
	if err != nil {
		return part{}, nil, err
	}
	defer f.Close()
	s, findings, err := xlsx.Reader{Forms: forms}.ReadAs(name, f)
	return part{name, s}, findings, err
}

// one is a single statement of all that was read.
func (r readings) one() (s budget.Statement) {
	for _, p := range r.parts {
		s = s.With(p.Statement)
	}
	return s
}

// statements puts together what is of one organ, year and stage, so that its
// tables are held against each other and against no others. Where tables do not
// say whose they are, the names of their files do: 2024-财政局_….csv.
func (r readings) statements() []budget.Statement {
	var order []string
	sets := map[string]*budget.Statement{}
	for _, p := range r.parts {
		if p.Organ != "" {
			key := p.file
			order, sets[key] = append(order, key), &p.Statement
			continue
		}
		for _, t := range p.Tables {
			key := r.key(p, t)
			if sets[key] == nil {
				order, sets[key] = append(order, key), &budget.Statement{Organ: t.Organ}
			}
			sets[key].Tables = append(sets[key].Tables, t)
		}
	}
	var out []budget.Statement
	for _, key := range order {
		out = append(out, *sets[key])
	}
	return out
}

// repeats says whether a file has a form twice, for different organs.
func (p part) repeats() bool {
	organ := map[string]string{}
	for _, t := range p.Tables {
		if o, seen := organ[t.Form]; seen && t.Form != "" && o != t.Organ {
			return true
		}
		organ[t.Form] = t.Organ
	}
	return false
}

// key tells statements apart: the organ and year of the table as far as it says
// them, or of its file's other tables; else what the file's name begins with.
func (r readings) key(p part, t budget.Table) string {
	organ, year := t.Organ, t.Year
	for _, other := range p.Tables {
		if organ == "" {
			organ = other.Organ
		}
		if year == 0 {
			year = other.Year
		}
	}
	stage := ""
	if f := slices.IndexFunc(budget.Forms(), func(f budget.Form) bool { return f.ID == t.Form }); f >= 0 {
		stage = budget.Forms()[f].Stage.String()
	}
	if head, _, ok := strings.Cut(filepath.Base(p.file), "_"); ok && len(r.parts) > 1 {
		return filepath.Dir(p.file) + "/" + head + stage
	}
	switch {
	case len(r.parts) == 1 && p.repeats():
		return organ + stage // a workbook of several organs
	case organ == "" && year == 0, len(r.parts) == 1:
		return filepath.Dir(p.file) + stage
	}
	return organ + strconv.Itoa(year) + stage
}
