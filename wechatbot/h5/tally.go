package h5

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"github.com/zwgk/zwgk/catalog"
	catalogxlsx "github.com/zwgk/zwgk/catalog/xlsx"
)

// rankingFile gives out a circular's table as a workbook, CSV or JSON.
func (s *site) rankingFile(w http.ResponseWriter, r *http.Request, c catalog.Circular, end string) {
	title := c.Title() + end
	switch end {
	case ".csv":
		s.download(w, r, "text/csv; charset=utf-8", title, c.WriteCSV)
	case ".xlsx":
		s.download(w, r, workbook, title, func(out io.Writer) error { return catalogxlsx.WriteCircular(out, c) })
	default:
		s.download(w, r, "application/json", title, func(out io.Writer) error {
			rows := make([]rankingRow, len(c.Rows))
			for i, row := range c.Rows {
				rows[i] = rankingRow{row.Rank, row.Organ, row.N, row.Before}
			}
			return writeJSON(out, map[string]any{"title": c.Title(), "from": c.Period.From(), "to": c.Period.To(), "total": c.Total, "before": c.Before, "rows": rows})
		})
	}
}

// rankingRow is one organ in the JSON of a circular.
type rankingRow struct {
	Rank   int    `json:"rank"`
	Organ  string `json:"organ"`
	N      int    `json:"n"`
	Before int    `json:"before"`
}

// reportFile gives out the counts of a year as CSV or JSON.
func (s *site) reportFile(w http.ResponseWriter, r *http.Request, v reportView, end string) {
	rows := v.rows()
	title := s.Office.Short + strconv.Itoa(v.Year) + "年政府信息公开情况" + end
	if end == ".json" {
		s.download(w, r, "application/json", title, func(out io.Writer) error {
			return writeJSON(out, map[string]any{"year": v.Year, "total": v.Census.Total, "rows": rows})
		})
		return
	}
	s.download(w, r, "text/csv; charset=utf-8", title, func(out io.Writer) error {
		if _, err := io.WriteString(out, "\ufeff"); err != nil {
			return err
		}
		c := csv.NewWriter(out)
		_ = c.Write([]string{"分法", "名称", "数量"}) // csv.Writer keeps its first error for Error
		for _, row := range rows {
			_ = c.Write([]string{row.By, guarded(row.Name), strconv.Itoa(row.N)})
		}
		c.Flush()
		return c.Error()
	})
}

// reportRow is one count of a year, by what it is counted.
type reportRow struct {
	By   string `json:"by"`
	Name string `json:"name"`
	N    int    `json:"n"`
}

// rows are all counts of the page.
func (v reportView) rows() []reportRow {
	var out []reportRow
	for _, c := range v.Columns {
		out = append(out, reportRow{"栏目", string(c.Column), c.N})
	}
	for _, part := range []struct {
		by     string
		counts []catalog.Count
	}{{"单位", v.Census.ByOrgan}, {"类别", v.Census.ByCategory}} {
		for _, c := range part.counts {
			out = append(out, reportRow{part.by, c.Name, c.N})
		}
	}
	for _, r := range v.Results {
		out = append(out, reportRow{"申请办理结果", r.Name, r.N})
	}
	return out
}

func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
