package main

import (
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/term"

	"github.com/zwgk/zwgk/budget"
)

// checkCommand checks budget tables and prints findings as a compiler prints
// errors. It needs no database.
type checkCommand struct {
	Files []string `arg:"" help:"Workbooks (.xlsx), tables (.csv) or statements (.json). Tables of one organ, year and stage are checked against each other." type:"existingfile"`
	Forms []string `help:"Forms of a province's or of one's own, as JSON." type:"existingfile" placeholder:"FILE"`
	JSON  bool     `help:"Print JSON for machines."`
	Quiet bool     `short:"q" help:"Errors and warnings only."`
}

func (x checkCommand) Run(t terminal) error {
	forms, err := readForms(x.Forms)
	if err != nil {
		return err
	}
	tables, err := readTables(x.Files, forms)
	if err != nil {
		return err
	}
	var result budget.Result
	for _, s := range tables.statements() {
		result = result.Plus(s.CheckBy(forms))
	}
	result.Findings = append(tables.findings, result.Findings...)
	if x.JSON {
		e := json.NewEncoder(t.out)
		e.SetIndent("", " ")
		e.SetEscapeHTML(false)
		if err := e.Encode(result); err != nil {
			return err
		}
	} else {
		x.print(t, result)
	}
	if !result.OK() {
		return errFindings
	}
	return nil
}

func (x checkCommand) print(t terminal, r budget.Result) {
	colour := false
	if f, ok := t.out.(*os.File); ok {
		colour = term.IsTerminal(int(f.Fd()))
	}
	for _, f := range r.Findings {
		if x.Quiet && f.Severity == budget.Notice {
			continue
		}
		line := f.String()
		if colour {
			paint := map[budget.Severity]string{budget.Error: "\x1b[31m", budget.Warning: "\x1b[33m", budget.Notice: "\x1b[2m"}[f.Severity]
			line = paint + line + "\x1b[0m"
		}
		fmt.Fprintln(t.out, line)
	}
	fmt.Fprintln(t.out, r)
}
