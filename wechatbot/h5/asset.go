package h5

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

//go:embed assets
var assetFiles embed.FS

// asset is a file of the pages, plain and compressed.
type asset struct {
	kind     string // media type
	plain    []byte
	squeezed []byte
}

// loadAssets names each file by its hash, so that browsers may keep it for ever.
func (s *site) loadAssets() error {
	s.assets = map[string]asset{}
	for _, f := range []struct {
		name, kind string
		path       *string
	}{
		{"h5.css", "text/css; charset=utf-8", &s.css},
		{"h5.js", "text/javascript; charset=utf-8", &s.js},
	} {
		data, err := assetFiles.ReadFile("assets/" + f.name)
		if err != nil {
			return fmt.Errorf("h5: asset: %w", err)
		}
		small, err := squeeze(data)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		base, end, _ := strings.Cut(f.name, ".")
		name := base + "." + hex.EncodeToString(sum[:6]) + "." + end
		s.assets[name] = asset{f.kind, data, small}
		*f.path = s.to("/assets/%s", name)
	}
	return nil
}

func squeeze(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(data)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("h5: compress: %w", err)
	}
	return b.Bytes(), nil
}

func (s *site) asset(w http.ResponseWriter, r *http.Request) {
	a, ok := s.assets[r.PathValue("name")]
	if !ok {
		s.trouble(w, r, http.StatusNotFound)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := a.plain
	if acceptsGzip(r) {
		body = a.squeezed
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader is gone
	}
}

func acceptsGzip(r *http.Request) bool {
	for _, e := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(e), ";")
		if name == "gzip" && !strings.HasPrefix(strings.ReplaceAll(q, " ", ""), "q=0") {
			return true
		}
	}
	return false
}
