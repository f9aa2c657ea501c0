package catalog

import (
	"context"
	"fmt"
	"slices"
)

// Linked are the public records that point to a number — its interpretations,
// what repeals, modifies or replaces it — and those that it points to, by id.
func (c *Catalog) Linked(ctx context.Context, n IndexNumber) ([]Record, error) {
	this, err := c.Find(ctx, n)
	if err != nil {
		return nil, err
	}
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	points := func(from, to *Record) bool {
		return slices.ContainsFunc(from.Links, func(l Link) bool { return l.To.Canonical() == to.Number })
	}
	out := c.snapshot(func(r *Record) bool {
		return visible(r) && r.ID != this.ID && (points(r, &this) || points(&this, r))
	})
	for i := range out {
		out[i] = out[i].Public().clone()
	}
	return out, nil
}

// Dangling are the findings about links of public records that lead nowhere: to
// a number that does not exist or that the public may not see.
func (c *Catalog) Dangling(ctx context.Context) ([]Finding, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	records := c.snapshot(visible)
	known := map[IndexNumber]bool{}
	for _, r := range records {
		known[r.Number] = true
	}
	var fs []Finding
	for _, r := range records {
		for _, l := range r.Links {
			if !known[l.To.Canonical()] {
				fs = append(fs, Finding{
					Rule: RuleLinkDangling, Severity: Warning, Number: r.Number, Where: "相关信息",
					Text: fmt.Sprintf("关联的信息（%s）不在目录里，或者已经撤回。", l.Kind.Chinese()), Got: string(l.To),
				})
			}
		}
	}
	return fs, nil
}

// RuleLinkDangling is a link to a record that cannot be seen.
const RuleLinkDangling Rule = "link-dangling"

// Chinese returns the word for the kind of link.
func (k LinkKind) Chinese() string {
	words := map[LinkKind]string{
		Interprets: "解读", Repeals: "废止", Modifies: "修改", Replaces: "替代", ReplacedBy: "被替代", Forwards: "转发", Answers: "由依申请公开转为主动公开",
	}
	if w, ok := words[k]; ok {
		return w
	}
	return string(k)
}
