package disclosure_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// municipal is the sample of a real report with its table 2 and prose that fits.
func municipal(t *testing.T) disclosure.AnnualReport {
	r := sampleReport(t)
	r.Organ = "某市"
	r.Table2 = disclosure.Table2{Rules: disclosure.Documents{Made: 3, Abolished: 5, InForce: 74},
		Normative: disclosure.Documents{Made: 564, Abolished: 984, InForce: 4185}, Licensing: 11398889, Penalty: 6937489,
		Coercion: 166105, Fees: decimal.RequireFromString("316441")}
	return disclosure.AnnualReport{Report: r, Overview: "2025年新收政府信息公开申请14069件，上年结转560件，办结13810件。",
		Problems: "一是队伍不稳定；二是解读形式单一。", Other: "2025年全市实际收取信息处理费共计400元。"}
}

func TestTheLabelsAreThoseOfTheForm(t *testing.T) {
	data, err := os.ReadFile("../../shared/data/annual-report-2021.json")
	if err != nil {
		t.Skip("the shared form is not beside this checkout")
	}
	type node struct {
		Key, Label string
		Children   []node
	}
	var file struct {
		Table3   struct{ Rows []node }
		Sections []struct{ No, Title string }
	}
	require.NoError(t, json.Unmarshal(data, &file))
	var want []string
	var walk func([]node)
	walk = func(rows []node) {
		for _, n := range rows {
			want = append(want, n.Key+" "+n.Label)
			walk(n.Children)
		}
	}
	walk(file.Table3.Rows)
	var got []string
	for _, r := range disclosure.Rows() {
		got = append(got, string(r)+" "+r.Label())
	}
	assert.Equal(t, want, got)
	for i, c := range (disclosure.AnnualReport{}).Chapters() {
		assert.Equal(t, file.Sections[i].No+"、"+file.Sections[i].Title, c.Title)
	}
}

func TestTheWrittenReportPassesItsOwnProofreading(t *testing.T) {
	a := municipal(t)
	require.Empty(t, a.Check())
	var md, page bytes.Buffer
	require.NoError(t, a.WriteMarkdown(&md))
	require.NoError(t, a.WriteHTML(&page))
	require.Empty(t, disclosure.Proofread(md.String()))
	assert.Contains(t, md.String(), "| （一）予以公开 | 5345 | 129 | 0 | 41 | 19 | 14 | 5548 |")
	assert.Contains(t, page.String(), `<th scope="row">四、结转下年度继续办理</th><td>783</td>`)

	wrong := a
	wrong.Report.Table3.Results[0][0]--
	md.Reset()
	require.NoError(t, wrong.WriteMarkdown(&md))
	require.Len(t, disclosure.Proofread(md.String()), 2, "the altered cell is found from the text alone")
	wrong = a
	wrong.Overview = strings.Replace(a.Overview, "14069", "14096", 1)
	require.Len(t, wrong.Check(), 1)
	assert.Equal(t, "proofread.table.I7", wrong.Check()[0].Rule)
	wrong.Problems = " "
	require.Len(t, wrong.Check(), 2)
}

func TestPagesEscapeWhatACallerWrites(t *testing.T) {
	a := disclosure.AnnualReport{Report: disclosure.Report{Organ: "<b>", Year: 2025}, Other: "<script>|*"}
	var md, page bytes.Buffer
	require.NoError(t, a.WriteMarkdown(&md))
	require.NoError(t, a.WriteHTML(&page))
	assert.NotContains(t, page.String(), "<script>")
	assert.Contains(t, md.String(), `&lt;script>\|\*`)
	require.Error(t, a.WriteHTML(failing{}))
	require.Error(t, a.WriteMarkdown(failing{}))
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestAReportComesBackFromJSON(t *testing.T) {
	a := municipal(t)
	data, err := json.Marshal(a)
	require.NoError(t, err)
	var back disclosure.AnnualReport
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Empty(t, back.Report.CheckSum(a.Report))
	assert.Equal(t, a.Overview, back.Overview)
	require.Error(t, json.Unmarshal([]byte(`{"table3_rows":{"denied":[0,0,0,0,0,0,0]}}`), &back), "a head of a group has no cells")
	require.Error(t, json.Unmarshal([]byte(`{"table4":{"x":[0,0,0,0,0]}}`), &back))
	require.Error(t, json.Unmarshal([]byte(`[]`), &back))
}

func TestAnAreasReportIsTheSumOfItsOrgans(t *testing.T) {
	one := municipal(t).Report
	sum := disclosure.Sum(2025, "某市", one, one, one)
	assert.Equal(t, 3*14069, sum.Table3.New.Total())
	assert.Equal(t, "949323", sum.Table2.Fees.String())
	require.Empty(t, sum.CheckSum(one, one, one))
	require.Empty(t, sum.Check(), "sums keep the identities")
	sum.Table4.Direct.Pending++
	sum.Table2.Coercion++
	sum.Table2.Fees = decimal.Zero
	found := sum.CheckSum(one, one, one)
	require.Len(t, found, 3)
	assert.Equal(t, "表二·行政强制", found[0].Where)
	assert.Equal(t, "表四·未经复议直接起诉·尚未审结", found[1].Where)
	other := one
	other.Year = 2024
	assert.Len(t, one.CheckSum(other), 1)
}

func TestEveryCellNamesTheRequestsBehindIt(t *testing.T) {
	kinds := disclosure.ApplicantKinds()
	var all []disclosure.Request
	for i, o := range disclosure.Outcomes() {
		r := person(t, ending(t, o)...)
		r.ID, r.Applicant.Kind = disclosure.FormatNumber(2025, 1, i+1), kinds[i%6]
		all = append(all, r)
	}
	carried := person(t, disclosure.Confirmed(day(t, "2024-12-30")))
	unplaced := person(t, disclosure.Confirmed(day(t, "2025-12-30")))
	unplaced.Applicant.Kind = 0
	all = append(all, carried, unplaced)
	report, err := disclosure.Tally(2025, requests(all))
	require.NoError(t, err)
	for _, row := range disclosure.Rows() {
		counts, ok := report.Table3.Row(row)
		for k := range counts {
			kind := disclosure.ApplicantKind((k + 1) % 7) // the last is the column 总计
			n := 0
			for _, err := range disclosure.Behind(2025, row, kind, requests(all)) {
				require.NoError(t, err)
				n++
			}
			assert.Equal(t, counts[k], n, "%s %v", row, kind)
			assert.True(t, ok || n == 0)
		}
	}
	for _, err := range disclosure.Behind(2025, disclosure.RowNew, 0, func(yield func(disclosure.Request, error) bool) {
		yield(disclosure.Request{}, errors.New("broken"))
	}) {
		require.Error(t, err)
	}
}

func ExampleBehind() {
	all := func(yield func(disclosure.Request, error) bool) {
		for i, kind := range []disclosure.ApplicantKind{disclosure.Person, disclosure.Enterprise} {
			r, err := disclosure.Request{ID: fmt.Sprint("申请", i+1), Applicant: disclosure.Applicant{Kind: kind}}.
				Apply(disclosure.Confirmed(civil.Day(2025, time.March, 3)))
			if !yield(r, err) {
				return
			}
		}
	}
	for r, err := range disclosure.Behind(2025, disclosure.RowForward, disclosure.Enterprise, all) {
		fmt.Println(r.ID, err)
	}
	// Output: 申请2 <nil>
}

func ExampleAnnualReport_WriteMarkdown() {
	a := disclosure.AnnualReport{Report: disclosure.Report{Year: 2025, Organ: "某区"}}
	a.Report.Table3.New = disclosure.Counts{2, 0, 0, 0, 0, 0, 2}
	var b strings.Builder
	err := a.WriteMarkdown(&b)
	for line := range strings.Lines(b.String()) {
		if strings.Contains(line, "新收") || strings.HasPrefix(line, "# ") {
			fmt.Print(line)
		}
	}
	fmt.Println(err, a.Check()[0].Text)
	// Output:
	// # 某区2025年政府信息公开工作年度报告
	// | 一、本年新收政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
	// <nil> 本年新收与上年结转之和应当等于办理结果总计与结转下年度之和。
}
