package catalog

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// alike is what two records share that are one written twice (RuleDuplicate).
func (r Record) alike() string {
	return squeeze(r.Title) + "\x00" + r.Publisher + "\x00" + r.DocNumber + "\x00" + r.Date.String()
}

// Twins returns the other records, public, under review or waiting for their day,
// that share title, publisher, document number and date with r (RuleDuplicate):
// most likely one thing entered twice. The record that r replaces is none.
func (c *Catalog) Twins(ctx context.Context, r Record) ([]Record, error) {
	if r.Title == "" {
		return nil, nil
	}
	var out []Record
	for p, err := range c.Papers(ctx, InReview, SecrecyReview, Scheduled, Published) {
		if err != nil {
			return nil, fmt.Errorf("catalog: twins: %w", err)
		}
		if p.ID != r.ID && p.alike() == r.alike() && !r.replaces(p.Number) {
			out = append(out, p)
		}
	}
	return out, nil
}

// SameDocNumber returns a finding (RuleDocNumberTwice) for each other record, public, under
// review or waiting for its day, that has r's document number under another title. The
// record that r replaces is none, nor is one whose title names the other's.
func (c *Catalog) SameDocNumber(ctx context.Context, r Record) ([]Finding, error) {
	number, err := ParseDocNumber(r.DocNumber)
	if err != nil {
		return nil, nil // the lint says what is wrong with it
	}
	var out []Finding
	title := squeeze(r.Title)
	for p, err := range c.Papers(ctx, InReview, SecrecyReview, Scheduled, Published) {
		if err != nil {
			return nil, fmt.Errorf("catalog: document number: %w", err)
		}
		if p.ID == r.ID || !number.of(p.DocNumber) || r.replaces(p.Number) {
			continue
		}
		if other := squeeze(p.Title); !strings.Contains(title, other) && !strings.Contains(other, title) {
			out = append(out, Finding{Rule: RuleDocNumberTwice, Severity: Warning, Where: "文号", Got: r.DocNumber,
				Text: "另一件名称不同的公文也用这个文号：《" + excerpt(p.Title) + "》（" + standsAt(p) + "）。"})
		}
	}
	return out, nil
}

// of reports whether a text is this number in some writing.
func (d DocNumber) of(text string) bool {
	if !strings.Contains(plainDocNumber(text), strconv.Itoa(d.Serial)) {
		return false
	}
	other, err := ParseDocNumber(text)
	return err == nil && other.String() == d.String()
}

func (r Record) replaces(n IndexNumber) bool {
	return n != "" && slices.ContainsFunc(r.Links, func(l Link) bool { return l.Kind == Replaces && l.To.Canonical() == n.Canonical() })
}

// TwinFinding says of a record that another one shares all that RuleDuplicate
// looks at.
func TwinFinding(twin Record) Finding {
	return Finding{Rule: RuleDuplicate, Severity: Warning, Where: "整条", Got: excerpt(twin.Title), Text: "与另一条（" + standsAt(twin) + "）的名称、机构、文号和日期都相同。"}
}

// standsAt is a record's index number, or that it has none yet.
func standsAt(r Record) string {
	if r.Number == "" {
		return "在审或者待发布，还没有索引号"
	}
	return string(r.Number)
}
