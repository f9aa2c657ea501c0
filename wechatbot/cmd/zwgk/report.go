package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/reportfile"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// reportCommand counts a year: what was published, by column and channel, and
// what became of the requests.
type reportCommand struct {
	Year      int    `arg:"" help:"The year that is reported on."`
	Format    string `help:"text, prose (the sentences in use before 2019), md, html, json, xlsx or docx." enum:"text,prose,md,html,json,xlsx,docx" default:"text"`
	Organ     string `help:"The organ that reports (default: the office)."`
	Licensing *int   `help:"Administrative licences of the year, for table 2 (default, here and below: what is written at the desk)."`
	Penalty   *int   `help:"Administrative penalties of the year, for table 2."`
	Coercion  *int   `help:"Administrative coercive measures of the year, for table 2."`
	Fees      string `help:"Administrative fees of the year in 万元, for table 2."`
	Overview  string `help:"File with chapter one." type:"existingfile"`
	Problems  string `help:"File with chapter five." type:"existingfile"`
	Other     string `help:"File with chapter six." type:"existingfile"`
}

// owed says which years have no report, and of one that is not over that it is not: its
// tables would look like any other's.
func (x reportCommand) owed(t terminal) error {
	today := civil.DateOf(t.now())
	switch {
	case disclosure.RulesOn(civil.Day(x.Year, time.December, 31)).Since.IsZero():
		return fmt.Errorf("report: no regulation asked for one of %d", x.Year)
	case x.Year >= today.Year:
		fmt.Fprintf(t.err, "%d年还没有结束，这是到%s为止的数字。\n", x.Year, today)
	}
	return nil
}

func (x reportCommand) Run(ctx context.Context, c *commands, t terminal) error {
	if err := x.owed(t); err != nil {
		return err
	}
	return withDesk(ctx, c, func(o *office) error {
		a, err := x.annual(ctx, o)
		if err != nil {
			return err
		}
		switch x.Format {
		case "prose":
			return o.printProse(t, a.Report)
		case "md":
			return a.WriteMarkdown(t.out)
		case "html":
			return a.WriteHTML(t.out)
		case "xlsx":
			return reportfile.WriteXLSX(t.out, a)
		case "docx":
			return reportfile.WriteDOCX(t.out, a)
		case "json":
			e := json.NewEncoder(t.out)
			e.SetIndent("", " ")
			e.SetEscapeHTML(false)
			return e.Encode(a)
		}
		return o.printReport(ctx, t, a.Report)
	})
}

// annual is the report of the year, its tables counted from the requests and
// the catalogue.
func (x reportCommand) annual(ctx context.Context, o *office) (disclosure.AnnualReport, error) {
	r, err := disclosure.Tally(x.Year, o.desk.Requests(ctx))
	if err != nil {
		return disclosure.AnnualReport{}, err
	}
	r.Organ = cmp.Or(x.Organ, o.about.Name)
	if r.Table2.Normative, err = o.normative(ctx, x.Year); err != nil {
		return disclosure.AnnualReport{}, err
	}
	w, err := o.drawer().Written(ctx, x.Year)
	if err == nil {
		err = x.over(&w)
	}
	return w.Onto(disclosure.AnnualReport{Report: r}), err
}

// drawer keeps what is written of reports at the desk.
func (o *office) drawer() clerk.Drawer {
	return clerk.Drawer{Files: o.records.Files(), Put: o.records.PutFile}
}

// over puts what the flags say over what is written at the desk.
func (x reportCommand) over(w *clerk.Written) error {
	for _, n := range []struct{ said, into *int }{{x.Licensing, &w.Licensing}, {x.Penalty, &w.Penalty}, {x.Coercion, &w.Coercion}} {
		if n.said != nil {
			*n.into = *n.said
		}
	}
	if x.Fees != "" {
		fees, err := decimal.NewFromString(x.Fees)
		if err != nil {
			return fmt.Errorf("fees: %q is not an amount", x.Fees)
		}
		w.Fees = fees
	}
	for _, chapter := range []struct {
		file string
		text *string
	}{{x.Overview, &w.Overview}, {x.Problems, &w.Problems}, {x.Other, &w.Other}} {
		if chapter.file == "" {
			continue
		}
		text, err := os.ReadFile(chapter.file)
		if err != nil {
			return err
		}
		*chapter.text = strings.TrimSpace(string(text))
	}
	return nil
}

// normative counts the normative documents (行政规范性文件) of the catalogue, known
// by the 规 in their document numbers.
func (o *office) normative(ctx context.Context, year int) (disclosure.Documents, error) {
	var d disclosure.Documents
	from, to := civil.Day(year, 1, 1), civil.Day(year, 12, 31)
	for r, err := range o.catalog.Records(ctx) {
		if err != nil {
			return d, err
		}
		number, err := catalog.ParseDocNumber(r.DocNumber)
		if err != nil || !number.Normative() || r.Date.After(to) {
			continue
		}
		if r.Date.Year == year {
			d.Made++
		}
		before, now := r.ForceOn(from.AddDays(-1)), r.ForceOn(to)
		if now == catalog.InForce || now == catalog.Modified {
			d.InForce++
		} else if now == catalog.Repealed && before != catalog.Repealed {
			d.Abolished++
		}
	}
	return d, nil
}

func (o *office) printReport(ctx context.Context, t terminal, r disclosure.Report) error {
	fmt.Fprintf(t.out, "%d年政府信息公开工作年度报告（表三、表四由申请登记簿生成）\n\n", r.Year)
	printTable3(t, r.Table3)
	printTable4(t, r.Table4)
	for _, id := range r.Unplaced {
		fmt.Fprintf(t.out, "申请 %s 没有登记申请人类型，未计入表三\n", id)
	}
	if err := o.printCensus(ctx, t, r.Year); err != nil {
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
}

// printProse prints the year in the sentences that reports used before the
// national form, from the counts that are kept and the requests.
func (o *office) printProse(t terminal, r disclosure.Report) error {
	c, _, err := o.counts(r.Year)
	if err != nil {
		return err
	}
	n := disclosure.Narrative{Year: r.Year, Organ: cmp.Or(c.Organ, r.Organ), Published: c.Channel, Received: r.Table3.New.Total(),
		Reviews: r.Table4.Review.Total, Lawsuits: r.Table4.Direct.Total + r.Table4.AfterReview.Total}
	n.Columns = c.columns()
	for _, other := range c.Others {
		group := disclosure.Tallied{Name: other.Organ}
		for _, ch := range other.Channels {
			group.Parts = append(group.Parts, disclosure.Tallied{Name: ch.Channel, N: ch.Count})
		}
		n.Channels = append(n.Channels, group)
	}
	for _, outcome := range disclosure.Outcomes() {
		if k := r.Table3.Result(outcome).Total(); k > 0 {
			n.Answered = append(n.Answered, disclosure.Tallied{Name: outcome.Chinese(), N: k})
		}
	}
	for _, line := range n.Sentences() {
		fmt.Fprintln(t.out, line)
	}
	return nil
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
