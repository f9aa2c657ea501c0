package furniture

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Locate takes the address of the pages apart: scheme and host, empty for a mere
// path, and the path without a slash at its end. The empty base is the root.
func Locate(base string) (origin, prefix string, err error) {
	if base == "" {
		return "", "", nil
	}
	if strings.HasPrefix(base, "/") && !strings.HasPrefix(base, "//") {
		return "", strings.TrimRight(base, "/"), nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", "", fmt.Errorf("h5: new: the base of the links is not an address like https://example.gov.cn/h5 and not a path like /h5")
	}
	return u.Scheme + "://" + u.Host, strings.TrimRight(u.Path, "/"), nil
}

// Under returns the request with the prefix in front of its path, whether or not
// it came with it.
func Under(r *http.Request, prefix string) *http.Request {
	p := r.URL.Path
	if prefix == "" || strings.HasPrefix(p, prefix+"/") {
		return r
	}
	if p == prefix {
		p = ""
	}
	u := *r.URL
	u.Path, u.RawPath = prefix+"/"+strings.TrimPrefix(p, "/"), ""
	c := *r
	c.URL = &u
	return &c
}

// Route serves what the mux has, and lets trouble answer with a page for what it
// has not: 404, or 405 with the Allow header set.
//
// A '#' that a client left unescaped in a question is part of the question: the
// mux sends unclean paths on with the query as it came, where a browser would
// take what follows for a fragment and drop it.
func Route(mux *http.ServeMux, w http.ResponseWriter, r *http.Request, trouble func(w http.ResponseWriter, r *http.Request, status int)) {
	if strings.Contains(r.URL.RawQuery, "#") {
		c, u := *r, *r.URL
		u.RawQuery = strings.ReplaceAll(u.RawQuery, "#", "%23")
		c.URL, r = &u, &c
	}
	h, pattern := mux.Handler(r)
	if pattern != "" {
		mux.ServeHTTP(w, r)
		return
	}
	try := discard{header: http.Header{}}
	h.ServeHTTP(&try, r)
	if try.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", try.header.Get("Allow"))
		trouble(w, r, http.StatusMethodNotAllowed)
		return
	}
	trouble(w, r, http.StatusNotFound)
}

// discard keeps the status and header of an answer and drops its words.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header { return d.header }
func (d *discard) WriteHeader(status int) {
	if d.status == 0 {
		d.status = status
	}
}
func (d *discard) Write(p []byte) (int, error) {
	d.WriteHeader(http.StatusOK)
	return len(p), nil
}
