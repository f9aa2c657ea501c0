package h5

import (
	"errors"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// perFeed is how many of the newest records a feed holds, perSitemap how many
// addresses a sitemap may hold.
const (
	perFeed    = 50
	perSitemap = 49_000
)

// host is the scheme and host that addresses begin with, as the request came in
// where the settings do not say.
func (s *site) host(r *http.Request) string {
	if s.origin != "" {
		return s.origin
	}
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	return scheme + r.Host
}

// about describes this site to writers of feeds.
func (s *site) about(r *http.Request, column catalog.Column) catalog.Site {
	host := s.host(r)
	v := catalog.Site{
		Title: s.Office.Name + "政府信息公开目录", Office: s.Office.Name, Home: host + s.to("/"),
		Page: func(n catalog.IndexNumber) string { return host + s.to("/r/%s", escapePath(string(n))) },
		File: func(r catalog.Record, f catalog.File) string {
			return host + s.to("/f/%s?n=%s", escapePath(f.Name), url.QueryEscape(string(r.Number)))
		},
	}
	v.Self = host + r.URL.EscapedPath()
	if column != "" {
		query := "?column=" + url.QueryEscape(string(column))
		v.Title += "·" + column.Name()
		v.Home, v.Self = v.Home+query, v.Self+query
	}
	return v
}

// newest are the newest records of a column.
func (s *site) newest(r *http.Request) (catalog.Site, iter.Seq2[catalog.Record, error]) {
	column := catalog.Column(clip(r.URL.Query().Get("column")))
	v := s.about(r, column)
	p, err := s.Catalog.Search(r.Context(), catalog.Query{Column: column, Limit: perFeed})
	for _, h := range p.Hits {
		day := h.Record.Published
		if day.IsZero() {
			day = h.Record.Date
		}
		if t := day.Time(china()); t.After(v.Updated) {
			v.Updated = t
		}
	}
	return v, func(yield func(catalog.Record, error) bool) {
		if err != nil {
			yield(catalog.Record{}, err)
			return
		}
		for _, h := range p.Hits {
			if !yield(h.Record, nil) {
				return
			}
		}
	}
}

func (s *site) atom(w http.ResponseWriter, r *http.Request) {
	v, records := s.newest(r)
	s.feed(w, r, "application/atom+xml; charset=utf-8", func(out io.Writer) error { return catalog.WriteAtom(out, v, records) })
}

func (s *site) jsonFeed(w http.ResponseWriter, r *http.Request) {
	v, records := s.newest(r)
	s.feed(w, r, "application/feed+json; charset=utf-8", func(out io.Writer) error { return catalog.WriteJSONFeed(out, v, records) })
}

// sitemap names every record's page; a catalogue that is too large for one map
// has an index of several, /sitemap/1.xml and so on.
func (s *site) sitemap(w http.ResponseWriter, r *http.Request) {
	all, err := s.census(r.Context())
	if err != nil {
		s.failed(w, r, err)
		return
	}
	v := s.about(r, "")
	parts := max(1, (all.Total+perSitemap-1)/perSitemap)
	part, err := strconv.Atoi(strings.TrimSuffix(r.PathValue("part"), ".xml"))
	switch {
	case r.PathValue("part") == "" && parts > 1:
		var addresses []string
		for i := range parts {
			addresses = append(addresses, s.host(r)+s.to("/sitemap/%d.xml", i+1))
		}
		s.feed(w, r, "application/xml; charset=utf-8", func(out io.Writer) error { return catalog.WriteSitemapIndex(out, addresses...) })
		return
	case r.PathValue("part") == "":
		part = 1
	case err != nil || part < 1 || part > parts:
		s.trouble(w, r, http.StatusNotFound)
		return
	}
	slice := func(yield func(catalog.Record, error) bool) {
		n := 0
		for rec, err := range s.Catalog.Records(r.Context()) {
			n++
			if err == nil && n <= (part-1)*perSitemap {
				continue
			}
			if n > part*perSitemap || !yield(rec, err) || err != nil {
				return
			}
		}
	}
	s.feed(w, r, "application/xml; charset=utf-8", func(out io.Writer) error { return catalog.WriteSitemap(out, v, slice) })
}

func (s *site) dcat(w http.ResponseWriter, r *http.Request) {
	v := s.about(r, "")
	v.Updated = s.today().Time(china())
	s.stream(w, r, "application/ld+json; charset=utf-8", "", func(out io.Writer) error {
		return catalog.WriteDCAT(out, v, s.Catalog.Records(r.Context()))
	})
}

func (s *site) catalogueCSV(w http.ResponseWriter, r *http.Request) {
	s.stream(w, r, "text/csv; charset=utf-8", s.dated(".csv"), func(out io.Writer) error {
		return catalog.WriteCSV(out, s.Catalog.Records(r.Context()))
	})
}

func (s *site) catalogueLines(w http.ResponseWriter, r *http.Request) {
	s.stream(w, r, "application/x-ndjson; charset=utf-8", s.dated(".jsonl"), func(out io.Writer) error {
		return catalog.WriteJSONLines(out, s.Catalog.Records(r.Context()))
	})
}

// dated is the name of a download of today.
func (s *site) dated(end string) string {
	return s.Office.Short + "政府信息公开目录" + s.today().String() + end
}

// feed writes a small file in one piece, with an ETag.
func (s *site) feed(w http.ResponseWriter, r *http.Request, kind string, write func(io.Writer) error) {
	s.download(w, r, kind, "", write)
}

// stream writes what may be long as it is made. An error in the middle cuts the
// connection, so that nobody takes a part for the whole.
func (s *site) stream(w http.ResponseWriter, r *http.Request, kind, name string, write func(io.Writer) error) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-cache")
	if name != "" {
		h.Set("Content-Disposition", disposition("attachment", name))
	}
	if r.Method == http.MethodHead {
		return
	}
	if err := write(w); err != nil {
		if s.Fault != nil && !errors.Is(err, r.Context().Err()) {
			s.Fault(err)
		}
		panic(http.ErrAbortHandler)
	}
}
