package catalog

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// An Organ is a publisher (发布机构) as the office's settings know it. An organ
// that was merged or renamed keeps its entry, with its last day and the name
// of the one that took over: old index numbers stay as they are.
type Organ struct {
	Name      string     `json:"name"`
	Aliases   []string   `json:"aliases,omitempty"`
	Code      string     `json:"code,omitempty"`   // organisation code or social credit code, for index numbers
	Region    string     `json:"region,omitempty"` // administrative division, 6 digits
	Dept      string     `json:"dept,omitempty"`   // the place's own code of the organ
	Parent    string     `json:"parent,omitempty"` // name of the organ that it belongs to
	Until     civil.Date `json:"until,omitzero"`   // last day; zero: it exists
	Successor string     `json:"successor,omitempty"`
}

// organ finds an organ by its name or another of its names; what is not in the
// settings comes back with the name alone.
func (c *Catalog) organ(name string) Organ {
	for _, o := range c.organs {
		if o.Name == name || slices.Contains(o.Aliases, name) {
			return o
		}
	}
	return Organ{Name: name}
}

// Successor follows an organ's successors to the one that exists today. A
// circle, or a name that nobody knows, ends the walk.
func (c *Catalog) Successor(name string) string {
	for range len(c.organs) + 1 {
		o := c.organ(name)
		if o.Successor == "" {
			return o.Name
		}
		name = o.Successor
	}
	return name
}

// Predecessors are the organs that a name has taken over from, directly or
// not, in the order of the settings.
func (c *Catalog) Predecessors(name string) []string {
	var out []string
	for _, o := range c.organs {
		if o.Name != name && o.Successor != "" && c.Successor(o.Name) == name {
			out = append(out, o.Name)
		}
	}
	return out
}

// series is the counter that the record's number comes from, or, when it has
// a number of the office's own writing, the one to be raised to it, so that the
// number is not issued again. A draft needs none.
func (c *Catalog) series(r Record) (Series, error) {
	if r.Number != "" {
		p, err := c.scheme.split(r.Number)
		if err != nil {
			return Series{}, nil
		}
		return Series{Key: c.scheme.Series(p), Serial: p.Serial}, nil
	}
	if r.Status != Published {
		return Series{}, nil
	}
	o, day := c.organ(r.Publisher), r.Published
	if day.IsZero() {
		day = r.Date // of a record taken over that does not say when it came out
	}
	p := Parts{Org: o.Code, Region: o.Region, Dept: o.Dept, Year: day.Year, Month: int(day.Month), Day: day.Day}
	p.Serial = 1
	if _, err := c.scheme.Format(p); err != nil {
		return Series{}, err
	}
	return Series{Key: c.scheme.Series(p), number: func(serial int) (IndexNumber, error) {
		p.Serial = serial
		return c.scheme.Format(p)
	}}, nil
}
