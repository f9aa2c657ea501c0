package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Severity is how much a finding weighs. The zero Severity is Note.
type Severity int

// The severities. Blocking stops a publication, Error means that the law's
// minimum or a standard is broken, Warning that a reader will be misled or
// fail to find the record, Note that it could be better.
const (
	Note Severity = iota
	Warning
	Error
	Blocking
)

// String returns the Chinese word for the severity.
func (s Severity) String() string {
	switch s {
	case Blocking:
		return "阻断"
	case Error:
		return "错误"
	case Warning:
		return "警告"
	}
	return "提示"
}

// MarshalText writes the severity for JSON.
func (s Severity) MarshalText() ([]byte, error) {
	return []byte([...]string{"note", "warning", "error", "blocking"}[min(max(s, Note), Blocking)]), nil
}

// A Finding is something about a record or a row that a clerk should look at.
// It is not an error: the data are wrong, not the program.
type Finding struct {
	Rule     Rule        `json:"rule"`
	Severity Severity    `json:"severity"`
	Number   IndexNumber `json:"number,omitempty"` // the record, when it has a number
	Where    string      `json:"where,omitempty"`  // the field, in Chinese: 名称, 内容概述, 附件《…》
	Text     string      `json:"text"`             // one Chinese sentence
	Want     string      `json:"want,omitempty"`
	Got      string      `json:"got,omitempty"`    // masked where it is personal data
	Fix      string      `json:"fix,omitempty"`    // the field's right value, only where it is certain
	Line     int         `json:"line,omitempty"`   // of an imported file, from 1; 0 elsewhere
	Column   int         `json:"column,omitempty"` // of an imported file, from 1; 0 elsewhere
	exact    string      // what was found, where Got shows it masked; for the fingerprint only
}

// String puts the finding on one line, as a clerk reads it.
func (f Finding) String() string {
	var b strings.Builder
	if f.Line > 0 {
		fmt.Fprintf(&b, "第%d行", f.Line)
		if f.Column > 0 {
			fmt.Fprintf(&b, "第%d列", f.Column)
		}
		b.WriteString("：")
	}
	fmt.Fprintf(&b, "[%s] ", f.Severity)
	if f.Number != "" {
		b.WriteString(string(f.Number) + " ")
	}
	if f.Where != "" {
		b.WriteString(f.Where + "：")
	}
	b.WriteString(f.Text)
	if f.Want != "" {
		b.WriteString("应为“" + f.Want + "”")
	}
	if f.Got != "" {
		b.WriteString("现为“" + f.Got + "”")
	}
	return b.String()
}

// Fingerprint names the finding across runs, so that a person's verdict on it
// (a waiver, a baseline) survives the next run. The line of a file, which
// moves, is not in it; nor, for what the screening found, the index number,
// which a record does not have before it is published.
func (f Finding) Fingerprint() string {
	number := f.Number
	if f.exact != "" {
		number = ""
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{string(f.Rule), string(number), f.Where, f.Got, f.exact}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// A Baseline holds the fingerprints of findings that are already known, so
// that old sins do not drown new ones.
type Baseline map[string]bool

// NewBaseline remembers the findings.
func NewBaseline(fs []Finding) Baseline {
	b := make(Baseline, len(fs))
	for _, f := range fs {
		b[f.Fingerprint()] = true
	}
	return b
}

// New returns the findings that the baseline does not know.
func (b Baseline) New(fs []Finding) []Finding {
	var out []Finding
	for _, f := range fs {
		if !b[f.Fingerprint()] {
			out = append(out, f)
		}
	}
	return out
}
