package h5

import (
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

const listSize = 20

// catalogueView is what the catalogue's page shows.
type catalogueView struct {
	Text, Column string
	Page         catalog.Page
	From         int
	Next, Prev   string
	Columns      []catalog.Count
}

// catalogue lists and searches what is public.
func (s *site) catalogue(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	from, _ := strconv.Atoi(q.Get("from"))
	from = min(max(from, 0), 1_000_000)
	query := catalog.Query{Text: cut(q.Get("q"), 200), Column: catalog.Column(q.Get("column")), Offset: from, Limit: listSize, Today: s.today()}
	page, err := s.Catalog.Search(r.Context(), query)
	if err != nil {
		s.trouble(w, r, http.StatusInternalServerError, "暂时查不了", "请过一会儿再试。")
		return
	}
	census, err := s.Catalog.Census(r.Context(), civil.Date{}, civil.Date{})
	if err != nil {
		s.trouble(w, r, http.StatusInternalServerError, "暂时查不了", "请过一会儿再试。")
		return
	}
	v := catalogueView{Text: query.Text, Column: string(query.Column), Page: page, From: from + 1, Columns: census.ByColumn}
	at := func(from int) string {
		return s.root + "/?" + url.Values{"q": {v.Text}, "column": {v.Column}, "from": {strconv.Itoa(from)}}.Encode()
	}
	if from+len(page.Hits) < page.Total && !page.Near {
		v.Next = at(from + listSize)
	}
	if from > 0 {
		v.Prev = at(max(from-listSize, 0))
	}
	s.write(w, http.StatusOK, "catalogue", s.frame(r, "政府信息公开目录", v))
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// record shows one record, and of a withdrawn one that it is gone and why.
func (s *site) record(w http.ResponseWriter, r *http.Request) {
	n := catalog.IndexNumber(r.PathValue("number"))
	rec, err := s.Catalog.Find(r.Context(), n)
	if errors.Is(err, catalog.ErrNotFound) {
		if gone, err := s.Catalog.Tombstone(r.Context(), n); err == nil {
			s.trouble(w, r, http.StatusGone, "这条信息已经撤下", "索引号"+string(gone.Number)+"："+gone.Reason)
			return
		}
		s.trouble(w, r, http.StatusNotFound, "没有这条信息", "请核对索引号，或者到目录里查找。")
		return
	}
	if err != nil {
		s.trouble(w, r, http.StatusInternalServerError, "暂时打不开", "请过一会儿再试。")
		return
	}
	f := s.frame(r, rec.Title, rec)
	f.Summary, f.Source = rec.Summary, rec.Publisher
	s.write(w, http.StatusOK, "record", f)
}

// file sends an attachment of a public record.
func (s *site) file(w http.ResponseWriter, r *http.Request) {
	rec, err := s.Catalog.Find(r.Context(), catalog.IndexNumber(r.URL.Query().Get("of")))
	name := r.PathValue("name")
	if err != nil || s.Files == nil || r.PathValue("id") != strconv.FormatInt(rec.ID, 10) || !holds(rec, name) {
		s.trouble(w, r, http.StatusNotFound, "没有这个附件", "请回到信息的页面查看。")
		return
	}
	data, err := fs.ReadFile(s.Files, path.Join("files", r.PathValue("id"), name))
	if err != nil {
		s.trouble(w, r, http.StatusNotFound, "附件不在", "附件没有随信息一起保存，请联系公开机构。")
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	w.Write(data)
}

func holds(r catalog.Record, name string) bool {
	for _, f := range r.Files {
		if f.Name == name {
			return true
		}
	}
	return false
}
