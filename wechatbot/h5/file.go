package h5

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// filesOf are a record's attachments and where they are.
func (s *site) filesOf(r catalog.Record) []fileView {
	var out []fileView
	for _, f := range r.Files {
		v := fileView{File: f}
		if kept, ok := keptAs(r, f); ok && s.Files != nil {
			if info, err := fs.Stat(s.Files, kept); err == nil && !info.IsDir() {
				v.To = s.to("/f/%s?n=%s", escapePath(f.Name), url.QueryEscape(string(r.Number)))
			}
		}
		out = append(out, v)
	}
	return out
}

// file gives out an attachment of a public record, and no other file.
func (s *site) file(w http.ResponseWriter, r *http.Request) {
	rec, err := s.Catalog.Find(r.Context(), catalog.IndexNumber(r.URL.Query().Get("n")))
	if err != nil {
		s.failed(w, r, err)
		return
	}
	name := r.PathValue("name")
	for _, f := range rec.Files {
		if kept, ok := keptAs(rec, f); ok && f.Name == name && s.Files != nil {
			s.give(w, r, f, kept)
			return
		}
	}
	s.trouble(w, r, http.StatusNotFound)
}

// keptAs is where the bytes of a record's attachment are among the files:
// files/<the record's id>/<the file's name>.
func keptAs(r catalog.Record, f catalog.File) (string, bool) {
	kept := "files/" + strconv.FormatInt(r.ID, 10) + "/" + f.Name
	return kept, r.ID > 0 && fs.ValidPath(f.Name) && fs.ValidPath(kept)
}

func (s *site) give(w http.ResponseWriter, r *http.Request, f catalog.File, kept string) {
	opened, err := s.Files.Open(kept)
	if errors.Is(err, fs.ErrNotExist) {
		s.trouble(w, r, http.StatusNotFound)
		return
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	defer opened.Close()
	content, ok := opened.(io.ReadSeeker)
	if !ok {
		data, err := io.ReadAll(opened)
		if err != nil {
			s.failed(w, r, err)
			return
		}
		content = bytes.NewReader(data)
	}
	h := w.Header()
	kind := safeType(f)
	h.Set("Content-Type", kind)
	how := "attachment"
	if kind == "application/pdf" || strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "text/plain") {
		how = "inline"
	}
	h.Set("Content-Disposition", disposition(how, path.Base(f.Name)))
	h.Set("Cache-Control", "no-cache")
	if f.SHA256 != "" {
		h.Set("ETag", `"`+f.SHA256+`"`)
	}
	if kind == "application/pdf" { // a sandbox would keep browsers from showing it
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	} else {
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	}
	http.ServeContent(w, r, "", time.Time{}, content)
}

// safeType is the media type to give a file out as: never one that a browser
// would run in our name.
func safeType(f catalog.File) string {
	kind := f.Type
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(f.Name))
	}
	media, _, err := mime.ParseMediaType(kind)
	switch {
	case err != nil, strings.Contains(media, "html"), strings.Contains(media, "script"), strings.Contains(media, "svg"),
		strings.Contains(media, "xml") && !strings.Contains(media, "openxml"):
		return "application/octet-stream"
	}
	return kind
}

// disposition names a file in both ways that browsers know (RFC 6266).
func disposition(how, name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	return how + `; filename="` + plain + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}
