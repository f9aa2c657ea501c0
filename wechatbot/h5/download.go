package h5

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

// budgetFile gives out a statement as a picture, a workbook, JSON or CSV.
func (s *site) budgetFile(w http.ResponseWriter, r *http.Request) {
	st, ok := s.statement(r)
	if !ok {
		s.trouble(w, r, http.StatusNotFound)
		return
	}
	name := r.PathValue("file")
	title := st.Title()
	switch {
	case name == "chart.png", name == "years.png":
		s.chartPicture(w, r, st, name == "years.png")
	case name == "statement.json":
		s.download(w, r, "application/json", title+".json", func(out io.Writer) error { return budget.WriteJSON(out, st) })
	case name == "tables.xlsx":
		s.download(w, r, workbook, title+".xlsx",
			func(out io.Writer) error { return xlsx.Write(out, st) })
	case name == "tables.zip":
		s.download(w, r, "application/zip", title+".zip", func(out io.Writer) error { return zipTables(out, st) })
	default:
		s.tableFile(w, r, st, name)
	}
}

// tableFile gives out one table as a workbook, CSV or JSON.
func (s *site) tableFile(w http.ResponseWriter, r *http.Request, st budget.Statement, name string) {
	base, end, _ := strings.Cut(name, ".")
	t, ok := s.tableNamed(st, base)
	one := st
	one.Tables, one.Notes = []budget.Table{t}, nil
	title := st.Title() + t.Title + "." + end
	switch {
	case ok && end == "csv":
		s.download(w, r, "text/csv; charset=utf-8", title, func(out io.Writer) error { return writeTable(out, t) })
	case ok && end == "json":
		s.download(w, r, "application/json", title, func(out io.Writer) error { return budget.WriteJSON(out, one) })
	case ok && end == "xlsx":
		s.download(w, r, workbook, title, func(out io.Writer) error { return xlsx.Write(out, one) })
	default:
		s.trouble(w, r, http.StatusNotFound)
	}
}

// workbook is the media type of XLSX.
const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// tableNamed is the table of a name in the page's addresses.
func (s *site) tableNamed(st budget.Statement, name string) (budget.Table, bool) {
	for i, t := range st.Tables {
		if tableName(t, i) == name {
			return t, true
		}
	}
	m := s.moneyOf(st)
	switch {
	case name == "summary" && m.known:
		return m.table(), true
	case name == "years" && m.known:
		if all := s.years(m); len(all) > 1 {
			return m.yearsTable(all), true
		}
	}
	return budget.Table{}, false
}

func (s *site) chartPicture(w http.ResponseWriter, r *http.Request, st budget.Statement, byYear bool) {
	body, ok, err := s.picture(st, byYear)
	switch {
	case err != nil:
		s.failed(w, r, err)
	case !ok:
		s.trouble(w, r, http.StatusNotFound)
	default:
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Cache-Control", "public, max-age=3600")
		furniture.Send(w, r, http.StatusOK, body, false)
	}
}

// download writes a whole file, to be kept under a name if it has one, or an error page
// when it cannot be made.
func (s *site) download(w http.ResponseWriter, r *http.Request, kind, name string, write func(io.Writer) error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	if name != "" {
		w.Header().Set("Content-Disposition", disposition("attachment", name))
	}
	w.Header().Set("Vary", "Accept-Encoding")
	furniture.Send(w, r, http.StatusOK, b.Bytes(), false)
}

// zipTables writes each table of a statement as a CSV file.
func zipTables(w io.Writer, st budget.Statement) error {
	z := zip.NewWriter(w)
	for i, t := range st.Tables {
		name := strings.Map(func(r rune) rune {
			if strings.ContainsRune(`/\:*?"<>|`, r) {
				return '_'
			}
			return r
		}, tableName(t, i)+"_"+t.Title+".csv")
		f, err := z.Create(name)
		if err == nil {
			err = writeTable(f, t)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// writeTable writes one table as CSV with the mark that spreadsheets look for.
func writeTable(w io.Writer, t budget.Table) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	_ = out.Write([]string{t.Title, "单位：" + t.Unit.String()}) // csv.Writer keeps its first error for Error
	_ = out.Write(append([]string{"收支", "科目编码", "项目"}, t.Columns...))
	for _, r := range t.Rows {
		line := []string{string(r.Side), r.Code, guarded(r.Label)}
		for i := range t.Columns {
			cell := ""
			if i < len(r.Cells) {
				cell = r.Cells[i].String()
			}
			line = append(line, cell)
		}
		_ = out.Write(line)
	}
	out.Flush()
	return out.Error()
}

// guarded keeps a label from being taken for a formula.
func guarded(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@") {
		return "'" + s
	}
	return s
}
