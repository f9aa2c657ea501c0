package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
)

// counts are what a report of earlier years states of itself: how many items
// were published in which column and through which channel, where the items
// are not in the catalogue.
type counts struct {
	Source  string
	Organ   string
	Channel string
	Total   int
	Columns []struct {
		Column string
		Count  int
	}
	Others []struct {
		Organ    string
		Total    int
		Channels []struct {
			Channel string
			Count   int
		}
	}
}

// columns are the counts by column, under the groups that their paths begin
// with.
func (c counts) columns() disclosure.Tallied {
	out := disclosure.Tallied{Name: c.Organ, N: c.Total}
	for _, n := range c.Columns {
		group, name, nested := strings.Cut(n.Column, "/")
		if !nested {
			out.Parts = append(out.Parts, disclosure.Tallied{Name: n.Column, N: n.Count})
			continue
		}
		if k := len(out.Parts); k == 0 || out.Parts[k-1].Name != group {
			out.Parts = append(out.Parts, disclosure.Tallied{Name: group})
		}
		last := &out.Parts[len(out.Parts)-1]
		last.Parts = append(last.Parts, disclosure.Tallied{Name: name, N: n.Count})
	}
	return out
}

// counts reads the counts that are kept of a year, if any.
func (o *office) counts(year int) (c counts, kept bool, err error) {
	text, err := fs.ReadFile(o.records.Files(), fmt.Sprintf("counts/%d.json", year))
	if errors.Is(err, fs.ErrNotExist) {
		return c, false, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &c)
	}
	if err != nil {
		return c, false, fmt.Errorf("counts of %d: %w", year, err)
	}
	return c, true, nil
}

// printCounts prints the counts that are kept of the year, if any, and whether
// they add up.
func (o *office) printCounts(t terminal, year int) error {
	c, kept, err := o.counts(year)
	if err != nil || !kept {
		return err
	}
	sum := 0
	fmt.Fprintf(t.out, "\n%d年报告载明：%s通过%s公开%d条\n", year, c.Organ, c.Channel, c.Total)
	for _, n := range c.Columns {
		fmt.Fprintf(t.out, "  %s %d条\n", n.Column, n.Count)
		sum += n.Count
	}
	says(t, c.Total, sum)
	for _, other := range c.Others {
		sum := 0
		fmt.Fprintf(t.out, "%s公开%d条\n", other.Organ, other.Total)
		for _, n := range other.Channels {
			fmt.Fprintf(t.out, "  %s %d条\n", n.Channel, n.Count)
			sum += n.Count
		}
		says(t, other.Total, sum)
	}
	fmt.Fprintln(t.out, "来源：", c.Source)
	return nil
}

func says(t terminal, total, sum int) {
	if total == sum {
		fmt.Fprintf(t.out, "  分项合计%d条，相符\n", sum)
		return
	}
	fmt.Fprintf(t.out, "  分项合计%d条，与总数%d条不符\n", sum, total)
}
