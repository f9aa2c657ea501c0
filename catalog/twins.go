package catalog

import (
	"context"
	"fmt"
	"slices"
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

func (r Record) replaces(n IndexNumber) bool {
	return n != "" && slices.ContainsFunc(r.Links, func(l Link) bool { return l.Kind == Replaces && l.To.Canonical() == n.Canonical() })
}

// TwinFinding says of a record that another one shares all that RuleDuplicate
// looks at.
func TwinFinding(twin Record) Finding {
	where := "在审或者待发布，还没有索引号"
	if twin.Number != "" {
		where = string(twin.Number)
	}
	return Finding{Rule: RuleDuplicate, Severity: Warning, Where: "整条", Got: excerpt(twin.Title), Text: "与另一条（" + where + "）的名称、机构、文号和日期都相同。"}
}
