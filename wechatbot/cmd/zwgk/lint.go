package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// lintCommand looks over the whole catalogue.
type lintCommand struct {
	Quiet    bool     `short:"q" help:"The counts by rule only."`
	Off      []string `help:"Rules that the office does not hold, by their names." placeholder:"RULE"`
	Baseline string   `help:"File of findings that are known already and are not told again." placeholder:"FILE"`
	Remember bool     `help:"Add what is found to the --baseline file."`
}

func (x lintCommand) Run(ctx context.Context, c *commands, t terminal) error {
	if x.Remember && x.Baseline == "" {
		return errors.New("--remember needs --baseline FILE")
	}
	known, err := readBaseline(x.Baseline)
	if err != nil {
		return err
	}
	linter := catalog.Linter{Today: civil.DateOf(t.now()), Baseline: known}
	for _, rule := range x.Off {
		if !slices.ContainsFunc(catalog.Rules(), func(n catalog.RuleNote) bool { return string(n.Rule) == rule }) {
			return fmt.Errorf("--off: no rule %q", rule)
		}
		linter.Off = append(linter.Off, catalog.Rule(rule))
	}
	return withDesk(ctx, c, func(o *office) error {
		linter.Calendar = o.cal
		swept, err := linter.Sweep(o.catalog.Records(ctx))
		if err != nil {
			return err
		}
		x.tell(t, swept, known)
		if !x.Remember {
			return nil
		}
		maps.Copy(known, catalog.NewBaseline(swept.Findings))
		return writeBaseline(x.Baseline, known)
	})
}

func (x lintCommand) tell(t terminal, swept catalog.Swept, known catalog.Baseline) {
	if !x.Quiet {
		for _, f := range swept.Findings {
			fmt.Fprintln(t.out, f)
			if f.Fix != "" {
				fmt.Fprintf(t.out, "  可以改为：%s\n", f.Fix)
			}
		}
	}
	for _, n := range swept.ByRule {
		fmt.Fprintf(t.out, "%6d %s\n", n.N, n.Name)
	}
	fmt.Fprintf(t.out, "共%d条，%d条没有问题", swept.Records, swept.Clean)
	if len(known) > 0 {
		fmt.Fprintf(t.out, "（已知的%d处旧问题没有再报）", len(known))
	}
	fmt.Fprintln(t.out)
}

// readBaseline reads fingerprints, one on a line; a file that is not there yet
// is an empty one.
func readBaseline(name string) (catalog.Baseline, error) {
	known := catalog.Baseline{}
	if name == "" {
		return known, nil
	}
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, line := range strings.Fields(string(text)) {
		known[line] = true
	}
	return known, nil
}

func writeBaseline(name string, known catalog.Baseline) error {
	text := strings.Join(slices.Sorted(maps.Keys(known)), "\n") + "\n"
	return os.WriteFile(name, []byte(text), 0o644)
}
