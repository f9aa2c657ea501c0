package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// during says which period figures are for.
type during struct {
	Period string `arg:"" optional:"" help:"2026, 2026-09, 2026Q3 or 2026H1 (default: the quarter before this one)."`
}

func (d during) period(t terminal) (catalog.Period, error) {
	if d.Period == "" {
		return catalog.PeriodOf(civil.DateOf(t.now()), catalog.Quarter).Before(), nil
	}
	return catalog.ParsePeriod(d.Period)
}

// rankingCommand prints the periodic circular (定期通报).
type rankingCommand struct {
	during
	Format string `help:"text, csv or json." enum:"text,csv,json" default:"text"`
}

func (x rankingCommand) Run(ctx context.Context, c *commands, t terminal) error {
	p, err := x.period(t)
	if err != nil {
		return err
	}
	return withDesk(ctx, c, func(o *office) error {
		circular, err := o.catalog.Circular(ctx, p, o.cal, o.ranked()...)
		if err != nil {
			return err
		}
		switch x.Format {
		case "csv":
			return circular.WriteCSV(t.out)
		case "json":
			return writeJSON(t.out, circular)
		}
		fmt.Fprintln(t.out, circular.Title())
		printTable(t.out, circular.Table())
		return nil
	})
}

// ranked are the organs that a circular names even when they published nothing.
func (o *office) ranked() []string {
	var names []string
	for _, organ := range o.about.Organs {
		if !organ.Elsewhere {
			names = append(names, organ.Name)
		}
	}
	return names
}

// censusCommand counts what was made public in a period.
type censusCommand struct {
	during
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

func (x censusCommand) Run(ctx context.Context, c *commands, t terminal) error {
	p, err := x.period(t)
	if err != nil {
		return err
	}
	return withDesk(ctx, c, func(o *office) error {
		census, err := o.catalog.Census(ctx, p.From(), p.To())
		if err != nil {
			return err
		}
		if x.Format == "json" {
			return writeJSON(t.out, census)
		}
		fmt.Fprintf(t.out, "%s公开%d条，其中后来撤回%d条\n", p.Chinese(), census.Total, census.Withdrawn)
		for _, part := range []struct {
			name string
			list []catalog.Count
		}{
			{"栏目", census.ByColumn}, {"单位", census.ByOrgan}, {"类别", census.ByCategory}, {"体裁", census.ByGenre},
			{"月份", census.ByMonth}, {"渠道", census.ByChannel},
		} {
			rows := [][]string{{part.name, "条数"}}
			for _, n := range part.list {
				name := n.Name
				if name == "" {
					name = "未写明"
				}
				rows = append(rows, []string{name, strconv.Itoa(n.N)})
			}
			if len(part.list) > 0 {
				fmt.Fprintln(t.out)
				printTable(t.out, rows)
			}
		}
		return nil
	})
}

// scorecardCommand adds up a scorecard (考核表) that the office has made.
type scorecardCommand struct {
	File   string `arg:"" help:"The scorecard as .json, or as .csv with the columns 方面, 小项, 满分, 得分, 理由." type:"existingfile"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

func (x scorecardCommand) Run(t terminal) error {
	f, err := os.Open(x.File)
	if err != nil {
		return err
	}
	defer f.Close()
	var card catalog.Scorecard
	var found []catalog.Finding
	if strings.EqualFold(filepath.Ext(x.File), ".json") {
		card, err = catalog.ReadScorecard(f)
	} else {
		card, found, err = catalog.ReadScorecardCSV(strings.TrimSuffix(filepath.Base(x.File), filepath.Ext(x.File)), f)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", x.File, err)
	}
	found = append(found, card.Check()...)
	if x.Format == "json" {
		if err := writeJSON(t.out, card); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(t.out, card.Name)
		printTable(t.out, card.Table())
	}
	for _, finding := range found {
		fmt.Fprintln(t.out, finding)
	}
	if (catalog.Row{Findings: found}).Bad() {
		return errFindings
	}
	return nil
}

func writeJSON(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	return out.Encode(v)
}

// printTable prints rows in columns; a Chinese character is two columns wide.
func printTable(w io.Writer, rows [][]string) {
	var wide []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], columnsOf(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell + strings.Repeat(" ", wide[i]-columnsOf(cell)+2))
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		if n++; unicode.In(r, unicode.Han) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60 {
			n++
		}
	}
	return n
}
