package clerk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// errUnreadable says that a table could not be read to its end.
type errUnreadable struct{ err error }

func (e *errUnreadable) Error() string { return "clerk: import: " + e.err.Error() }
func (e *errUnreadable) Unwrap() error { return e.err }

// rowsOf reads the rows of a file by the kind that its name says.
func (v *visit) rowsOf(f Upload) (iter.Seq2[catalog.Row, error], bool) {
	var read func(io.Reader) iter.Seq2[catalog.Row, error]
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".csv", ".txt":
		read = catalog.ReadCSV
	case ".jsonl", ".ndjson":
		read = catalog.ReadJSONLines
	case ".xlsx":
		read = v.Workbook
	}
	if read == nil {
		return nil, false
	}
	return func(yield func(catalog.Row, error) bool) {
		for row, err := range read(bytes.NewReader(f.Data)) {
			if err != nil {
				err = &errUnreadable{err}
			}
			if !yield(row, err) {
				return
			}
		}
	}, true
}

// asDrafts is how the desk takes rows in.
func (v *visit) asDrafts(dry bool, each func(int, catalog.Record, catalog.Fate)) catalog.Import {
	return catalog.Import{As: catalog.Draft, By: v.actor(), Drafter: v.person.Name, DryRun: dry, Each: each, Attach: namesOnly}
}

// namesOnly tells of the attachments that a row names: their bytes do not come
// with the table.
func namesOnly(r *catalog.Record) []catalog.Finding {
	var found []catalog.Finding
	for i := range r.Files {
		r.Files[i] = catalog.File{Name: r.Files[i].Name}
		found = append(found, catalog.Finding{Severity: catalog.Warning, Where: catalog.WhereFile(r.Files[i].Name), Text: "表里只有附件的名字，收进以后在草稿里上传。"})
	}
	return found
}

func (v *visit) imports() {
	if v.needs(Drafter) {
		v.showImport(http.StatusOK, v.r.URL.Query().Get("of"), "")
	}
}

// showImport shows what would become of the rows that were handed in, if they are
// still held.
func (v *visit) showImport(status int, mark, no string) {
	view := importView{Workbooks: v.Workbook != nil, Most: size(maxTables), Wrong: no}
	done, still := v.turn(v.looking)
	if !still {
		return
	}
	defer done()
	f, ok, err := v.table(mark)
	if err != nil {
		v.fail(err)
		return
	}
	if ok {
		view.Mark, view.Name = mark, f.Name
		if err := v.foretell(&view, f); err != nil {
			v.fail(err)
			return
		}
	} else if mark != "" && no == "" {
		view.Wrong = "传过的表已经不在了（只留一小时，再传一份就换掉）。请重新选择文件。"
	}
	v.show(status, page{Name: "import", Title: "导入一批信息", Nav: "/records", Data: view})
}

// table is what was handed in under a mark, while it is held.
func (v *visit) table(mark string) (f Upload, ok bool, err error) {
	ok, err = v.kept("import", mark, &f)
	return f, ok, err
}

// foretell tries the rows and lists them by what would become of each.
func (v *visit) foretell(view *importView, f Upload) error {
	rows, ok := v.rowsOf(f)
	if !ok {
		view.Mark, view.Wrong = "", notRead(view.Workbooks)
		return nil
	}
	var err error
	view.Out, err = v.Catalog.Import(v.ctx(), rows, v.asDrafts(true, func(line int, r catalog.Record, fate catalog.Fate) {
		list := map[catalog.Fate]*[]importRow{catalog.FateIn: &view.In, catalog.FateThere: &view.There, catalog.FateRefused: &view.Refused}[fate]
		if len(*list) < listedRows {
			*list = append(*list, importRow{Line: line, Title: cut(60, r.Title), Organ: r.Publisher, Day: r.Date.String()})
		}
	}))
	var broken *errUnreadable
	switch {
	case errors.As(err, &broken) && view.Out.Rows == 0:
		view.Mark, view.Wrong = "", "“"+f.Name+"”读不了：可能损坏、加了密码、太大，或者没有写着“名称、生成日期”的表头。请用本页的空表填好再传。"
	case errors.As(err, &broken):
		view.Mark, view.Wrong = "", fmt.Sprintf("“%s”读到第%d行以后读不下去了，没有收。请另存一份再传。", f.Name, view.Out.Rows)
	case err != nil:
		return err
	}
	view.beside()
	return nil
}

// imported takes a table that is handed in and goes to what would become of it.
func (v *visit) imported() {
	if !v.needs(Drafter) {
		return
	}
	files, _, err := v.uploaded(maxTables)
	if err != nil {
		v.refuseUpload(err, maxTables)
		return
	}
	files = slices.DeleteFunc(files, func(f Upload) bool { return len(f.Data) == 0 })
	if len(files) != 1 {
		v.showImport(http.StatusUnprocessableEntity, "", "请选择一个文件，不能是空的。")
		return
	}
	if _, ok := v.rowsOf(files[0]); !ok {
		v.showImport(http.StatusUnprocessableEntity, "", "“"+files[0].Name+"”没有收。"+notRead(v.Workbook != nil))
		return
	}
	mark, err := v.keep("import", files[0])
	if err != nil {
		v.fail(err)
		return
	}
	v.redirect("/import?of=%s", mark)
}

// takenIn takes the good rows in as drafts, and submits them if that is asked for.
func (v *visit) takenIn() {
	if !v.needs(Drafter) {
		return
	}
	mark := v.field("of")
	f, ok, err := v.table(mark)
	if err != nil {
		v.fail(err)
		return
	}
	if !ok {
		v.showImport(http.StatusConflict, mark, "")
		return
	}
	done, ok := v.turn(v.importing) // two presses of the same take in once: the second finds what the first took in
	if !ok {
		return
	}
	defer done()
	out, fresh, err := v.takeIn(f)
	var broken *errUnreadable
	if errors.As(err, &broken) {
		v.showImport(http.StatusUnprocessableEntity, mark, "")
		return
	}
	sent := 0
	if err == nil && v.field("act") == "submit" {
		sent, err = v.submitAll(fresh)
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.flash("%s", v.took.said(v.shelf("tables")+mark, said(out, sent, v.field("act") == "submit"), out.In > 0, v.now()))
	v.redirect("/import?of=%s", mark)
}

// taken remembers for a while what came of each table that was taken in: two presses at
// once get one answer, whichever of them the browser shows.
type taken map[string]tookIn

type tookIn struct {
	said string
	at   time.Time
}

// sameTable is how long a table that is taken in again, and finds nothing new, is the
// same press.
const sameTable = time.Minute

// said is what to say of a table: what was said of it just now, where this press took
// nothing in.
func (t *taken) said(table, now string, anything bool, at time.Time) string {
	if *t == nil {
		*t = taken{}
	}
	maps.DeleteFunc(*t, func(_ string, was tookIn) bool { return at.Sub(was.at) > sameTable })
	if was, ok := (*t)[table]; ok && !anything {
		return was.said + "（按了两次，只收了一次。）"
	}
	if anything {
		(*t)[table] = tookIn{now, at}
	}
	return now
}

// takeIn takes the good rows of a file in; fresh are the drafts that may go to their
// reviewer as they are.
func (v *visit) takeIn(f Upload) (out catalog.Imported, fresh []catalog.Record, err error) {
	rows, _ := v.rowsOf(f)
	out, err = v.Catalog.Import(v.ctx(), rows, v.asDrafts(false, func(_ int, r catalog.Record, fate catalog.Fate) {
		if fate == catalog.FateIn && v.notReady(r, nil, "") == "" {
			fresh = append(fresh, catalog.Record{ID: r.ID})
		}
	}))
	return out, fresh, err
}

// submitAll sends drafts to their reviewer.
func (v *visit) submitAll(fresh []catalog.Record) (n int, err error) {
	for _, r := range fresh {
		if r, err = v.Catalog.Paper(v.ctx(), r.ID); err != nil {
			return n, err
		}
		if _, err = v.Catalog.Move(v.ctx(), r, catalog.InReview, "", v.actor()); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// refusedRows writes the rows that would be refused, to be mended.
func (v *visit) refusedRows() {
	f, ok, err := v.table(v.r.URL.Query().Get("of"))
	if err != nil || !ok {
		v.showImport(http.StatusConflict, v.r.URL.Query().Get("of"), "")
		return
	}
	done, still := v.turn(v.looking)
	if !still {
		return
	}
	defer done()
	var b bytes.Buffer
	back, err := v.refusedOf(f)
	if err == nil {
		err = catalog.WriteRefused(&b, back)
	}
	if err != nil {
		v.fail(err)
		return
	}
	kind, name := "text/csv; charset=utf-8", "退回的行.csv"
	if len(back) > 0 && back[0].Head == nil {
		kind, name = "application/jsonl; charset=utf-8", "退回的行.jsonl"
	}
	v.file(kind, name, b.Bytes())
}

// refusedOf are the rows of a file that would be refused, each with what is wrong
// with it.
func (v *visit) refusedOf(f Upload) ([]catalog.Row, error) {
	refused := map[int]bool{}
	rows, _ := v.rowsOf(f)
	out, err := v.Catalog.Import(v.ctx(), rows, v.asDrafts(true, func(line int, _ catalog.Record, fate catalog.Fate) { refused[line] = fate == catalog.FateRefused }))
	if err != nil {
		return nil, err
	}
	found := map[int][]catalog.Finding{}
	for _, f := range out.Findings {
		found[f.Line] = append(found[f.Line], f)
	}
	var back []catalog.Row
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		if refused[row.Line] {
			row.Findings = found[row.Line]
			back = append(back, row)
		}
	}
	return back, nil
}

// emptyTable gives out the table that a clerk fills in.
func (v *visit) emptyTable() {
	var write func(io.Writer) error
	kind := "text/csv; charset=utf-8"
	name := v.r.PathValue("file")
	switch name {
	case "template.csv":
		write = catalog.CSVTemplate
	case "template.xlsx":
		write, kind = v.Template, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	if write == nil {
		v.trouble(http.StatusNotFound, "")
		return
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		v.fail(err)
		return
	}
	v.file(kind, "公开信息"+path.Ext(name), b.Bytes())
}
