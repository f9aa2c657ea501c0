package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/zwgk/zwgk/catalog/attach"
	"github.com/zwgk/zwgk/disclosure"
)

// proofCommand holds a report's prose against itself: sums, list counts, years,
// numbering. It needs no database.
type proofCommand struct {
	File string `arg:"" help:"The report: text in UTF-8 or GB18030, .docx or .html." type:"existingfile"`
	JSON bool   `help:"Print JSON for machines."`
}

func (x proofCommand) Run(t terminal) error {
	data, err := os.ReadFile(x.File)
	if err != nil {
		return err
	}
	text, err := prose(x.File, data)
	if err != nil {
		return err
	}
	findings := disclosure.Proofread(text)
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

// prose is the words of a file. One whose words cannot be read, all of them, is refused:
// that nothing was found in it would be taken for praise.
func prose(name string, data []byte) (string, error) {
	known := name
	if attach.Type(name) == "" {
		known += ".txt"
	}
	f, _ := attach.Read(known, data)
	switch {
	case f.Unread, strings.ContainsAny(f.Text, "\x00\ufffd"):
		return "", fmt.Errorf("%s: its words cannot be read: hand in text in UTF-8 or GB18030, .docx or .html", name)
	case strings.TrimSpace(f.Text) == "":
		return "", fmt.Errorf("%s: there are no words in it", name)
	}
	return f.Text, nil
}
