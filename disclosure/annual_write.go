package disclosure

import (
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/shopspring/decimal"
)

// WriteMarkdown writes the report as Markdown, a heading for each part.
func (a AnnualReport) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", markdown(a.Title()))
	for _, c := range a.Chapters() {
		fmt.Fprintf(&b, "\n## %s\n", c.Title)
		for line := range strings.Lines(c.Text) {
			if line = strings.TrimSpace(line); line != "" {
				fmt.Fprintf(&b, "\n%s\n", markdown(line))
			}
		}
		for _, s := range c.Sheets {
			s.markdown(&b)
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("disclosure: report as markdown: %w", err)
	}
	return nil
}

func (s Sheet) markdown(b *strings.Builder) {
	if s.Title != "" {
		fmt.Fprintf(b, "\n%s\n", s.Title)
	}
	row := func(cells []string) {
		b.WriteString("|")
		for _, c := range cells {
			fmt.Fprintf(b, " %s |", markdown(c))
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
	row(s.Head)
	b.WriteString("|---" + strings.Repeat("|---:", len(s.Head)-1) + "|\n")
	for _, r := range s.Rows {
		row(r)
	}
}

// markdown keeps the marks of Markdown in a text from being read as such.
func markdown(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;", "`", "\\`", "#", `\#`, "[", `\[`).Replace(s)
}

//go:embed annual.html
var annualFiles embed.FS

var annualPage = template.Must(template.New("annual.html").Funcs(template.FuncMap{"lines": func(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' })
}}).ParseFS(annualFiles, "annual.html"))

// WriteHTML writes the report as one HTML page without scripts, which prints as it stands.
func (a AnnualReport) WriteHTML(w io.Writer) error {
	if err := annualPage.Execute(w, a); err != nil {
		return fmt.Errorf("disclosure: report as html: %w", err)
	}
	return nil
}

// annualJSON is the report as JSON: rows of table 3 by their names, seven
// counts each, and blocks of table 4, five counts each.
type annualJSON struct {
	Year   int               `json:"year"`
	Organ  string            `json:"organ"`
	Table2 table2JSON        `json:"table2"`
	Table3 map[Row]Counts    `json:"table3_rows"`
	Table4 map[string][5]int `json:"table4"`
	Text   map[string]string `json:"text,omitempty"`
}

type table2JSON struct {
	Rules     [3]int          `json:"rules"`
	Normative [3]int          `json:"normative_documents"`
	Licensing int             `json:"licensing"`
	Penalty   int             `json:"penalty"`
	Coercion  int             `json:"coercion"`
	Fees      decimal.Decimal `json:"administrative_fees_wan"`
}

// MarshalJSON writes the report with the names of the form's rows as keys.
func (a AnnualReport) MarshalJSON() ([]byte, error) {
	r := a.Report
	out := annualJSON{Year: r.Year, Organ: r.Organ, Table3: map[Row]Counts{}, Table4: map[string][5]int{},
		Table2: table2JSON{[3]int{r.Table2.Rules.Made, r.Table2.Rules.Abolished, r.Table2.Rules.InForce},
			[3]int{r.Table2.Normative.Made, r.Table2.Normative.Abolished, r.Table2.Normative.InForce},
			r.Table2.Licensing, r.Table2.Penalty, r.Table2.Coercion, r.Table2.Fees},
		Text: map[string]string{"overview": a.Overview, "problems": a.Problems, "other": a.Other}}
	for _, row := range Rows() {
		if c, ok := r.Table3.Row(row); ok {
			out.Table3[row] = c
		}
	}
	for key, b := range r.Table4.blocks() {
		out.Table4[key] = [5]int{b.Upheld, b.Corrected, b.Other, b.Pending, b.Total}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes, such as the report of the year
// before. A row that the form does not have is an error; one that is missing is zero.
func (a *AnnualReport) UnmarshalJSON(data []byte) error {
	var in annualJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("disclosure: read report: %w", err)
	}
	r := Report{Year: in.Year, Organ: in.Organ}
	r.Table2 = Table2{Rules: documents(in.Table2.Rules), Normative: documents(in.Table2.Normative), Licensing: in.Table2.Licensing,
		Penalty: in.Table2.Penalty, Coercion: in.Table2.Coercion, Fees: in.Table2.Fees}
	for row, c := range in.Table3 {
		at := r.Table3.at(row)
		if at == nil {
			return fmt.Errorf("disclosure: read report: no row %q in table 3", string(row))
		}
		*at = c
	}
	blocks := r.Table4.blocks()
	for key, c := range in.Table4 {
		b := blocks[key]
		if b == nil {
			return fmt.Errorf("disclosure: read report: no block %q in table 4", key)
		}
		*b = Reliefs{c[0], c[1], c[2], c[3], c[4]}
	}
	*a = AnnualReport{Report: r, Overview: in.Text["overview"], Problems: in.Text["problems"], Other: in.Text["other"]}
	return nil
}

func documents(n [3]int) Documents { return Documents{n[0], n[1], n[2]} }

// blocks returns the three blocks of table 4 by their names in JSON.
func (t *Table4) blocks() map[string]*Reliefs {
	return map[string]*Reliefs{"review": &t.Review, "litigation_direct": &t.Direct, "litigation_after_review": &t.AfterReview}
}

// at returns the place of a row; nil where it has no cells.
func (t *Table3) at(row Row) *Counts {
	switch row {
	case RowNew:
		return &t.New
	case RowCarried:
		return &t.Carried
	case RowTotal:
		return &t.Total
	case RowForward:
		return &t.Forward
	}
	if i := Outcome(row).index(); i >= 0 {
		return &t.Results[i]
	}
	return nil
}
