package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// reportCommand counts a year: what was published, by column and channel, and
// what became of the requests.
type reportCommand struct {
	Year int  `arg:"" help:"The year that is reported on."`
	JSON bool `help:"Print JSON for machines."`
}

func (x reportCommand) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		r, err := disclosure.Tally(x.Year, o.desk.Requests(ctx))
		if err != nil {
			return err
		}
		if x.JSON {
			e := json.NewEncoder(t.out)
			e.SetIndent("", " ")
			return e.Encode(r)
		}
		fmt.Fprintf(t.out, "%d年政府信息公开工作年度报告（表三、表四由申请登记簿生成）\n\n", x.Year)
		printTable3(t, r.Table3)
		printTable4(t, r.Table4)
		for _, id := range r.Unplaced {
			fmt.Fprintf(t.out, "申请 %s 没有登记申请人类型，未计入表三\n", id)
		}
		if err := o.printCensus(ctx, t, x.Year); err != nil {
			return err
		}
		findings := r.Check()
		for _, f := range findings {
			fmt.Fprintf(t.out, "%s %s：%s 应为%s，现为%s\n", f.Severity, f.Where, f.Text, f.Want, f.Got)
		}
		if len(findings) == 0 {
			fmt.Fprintln(t.out, "勾稽关系逐项核对，全部相符")
			return nil
		}
		return errFindings
	})
}

// printTable3 puts the figures before the words, so that they stand in columns
// on any terminal.
func printTable3(t terminal, table disclosure.Table3) {
	fmt.Fprintln(t.out, "三、收到和处理政府信息公开申请情况")
	for i, k := range disclosure.ApplicantKinds() {
		fmt.Fprintf(t.out, "  第%d栏 %s\n", i+1, k)
	}
	fmt.Fprintln(t.out, "  第7栏 总计")
	row := func(name string, c disclosure.Counts) {
		for _, n := range c {
			fmt.Fprintf(t.out, "%5d", n)
		}
		fmt.Fprintf(t.out, "  %s\n", name)
	}
	row("一、本年新收", table.New)
	row("二、上年结转", table.Carried)
	for _, o := range disclosure.Outcomes() {
		row(o.Code()+" "+o.Chinese(), table.Result(o))
	}
	row("（七）总计", table.Total)
	row("四、结转下年度继续办理", table.Forward)
}

func printTable4(t terminal, table disclosure.Table4) {
	fmt.Fprintln(t.out, "\n四、行政复议、行政诉讼情况")
	for _, block := range []struct {
		name string
		r    disclosure.Reliefs
	}{{"行政复议", table.Review}, {"未经复议直接起诉", table.Direct}, {"复议后起诉", table.AfterReview}} {
		fmt.Fprintf(t.out, "  %s：结果维持%d 结果纠正%d 其他结果%d 尚未审结%d 总计%d\n",
			block.name, block.r.Upheld, block.r.Corrected, block.r.Other, block.r.Pending, block.r.Total)
	}
}

// printCensus prints what the catalogue holds of the year, by column and organ.
func (o *office) printCensus(ctx context.Context, t terminal, year int) error {
	census, err := o.catalog.Census(ctx, civil.Day(year, 1, 1), civil.Day(year, 12, 31))
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "\n主动公开：目录中%d年公开的信息%d条\n", year, census.Total)
	for _, n := range census.ByColumn {
		if n.Name == "" {
			n.Name = "（未分栏目）"
		}
		fmt.Fprintf(t.out, "  %s %d条\n", n.Name, n.N)
	}
	return o.printCounts(t, year)
}

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

// printCounts prints the counts that are kept of the year, if any, and whether
// they add up.
func (o *office) printCounts(t terminal, year int) error {
	text, err := fs.ReadFile(o.records.Files(), fmt.Sprintf("counts/%d.json", year))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var c counts
	if err := json.Unmarshal(text, &c); err != nil {
		return fmt.Errorf("counts of %d: %w", year, err)
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
