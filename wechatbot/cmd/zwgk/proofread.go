package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/zwgk/zwgk/disclosure"
)

// proofCommand holds a report's prose against itself: sums, list counts, years,
// numbering. It needs no database.
type proofCommand struct {
	File string `arg:"" help:"The report as text (UTF-8)." type:"existingfile"`
	JSON bool   `help:"Print JSON for machines."`
}

func (x proofCommand) Run(t terminal) error {
	text, err := os.ReadFile(x.File)
	if err != nil {
		return err
	}
	findings := disclosure.Proofread(string(text))
	if x.JSON {
		e := json.NewEncoder(t.out)
		e.SetIndent("", " ")
		e.SetEscapeHTML(false)
		if err := e.Encode(findings); err != nil {
			return err
		}
	}
	wrong := false
	for _, f := range findings {
		wrong = wrong || f.Severity == disclosure.Wrong
		if x.JSON {
			continue
		}
		fmt.Fprintf(t.out, "%s:%d:%d: %s %s: %s", x.File, f.Line, f.Column, f.Severity, f.Rule, f.Text)
		if f.Want != "" {
			fmt.Fprintf(t.out, " 应为%s，现为%s", f.Want, f.Got)
		}
		fmt.Fprintln(t.out)
	}
	if !x.JSON {
		fmt.Fprintf(t.out, "共%d处\n", len(findings))
	}
	if wrong {
		return errFindings
	}
	return nil
}
