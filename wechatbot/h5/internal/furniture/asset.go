package furniture

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed" // the icon
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// asset is a file of the pages, plain and compressed.
type asset struct {
	kind     string // media type
	plain    []byte
	squeezed []byte
}

// Assets are the style sheets and scripts of the pages, each under a name that
// changes with its content, so that browsers may keep it for ever.
type Assets struct {
	files map[string]asset
	names map[string]string
}

// LoadAssets reads the files at the root of a tree whose names end in .css or .js.
// The icon comes with them.
func LoadAssets(files fs.FS) (*Assets, error) {
	a := &Assets{map[string]asset{}, map[string]string{}}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, fmt.Errorf("h5: assets: %w", err)
	}
	for _, e := range entries {
		kind, ok := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}[path.Ext(e.Name())]
		if !ok {
			continue
		}
		data, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return nil, fmt.Errorf("h5: assets: %w", err)
		}
		if err := a.add(e.Name(), kind, data); err != nil {
			return nil, err
		}
	}
	return a, a.add(Icon, "image/svg+xml", icon)
}

// Icon is the file of the mark that browsers show beside a page's title.
const Icon = "icon.svg"

//go:embed icon.svg
var icon []byte

func (a *Assets) add(file, kind string, data []byte) error {
	small, err := squeeze(data)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	base, end, _ := strings.Cut(file, ".")
	name := base + "." + hex.EncodeToString(sum[:6]) + "." + end
	a.files[name], a.names[file] = asset{kind, data, small}, name
	return nil
}

// Name is the name that a file is served under, empty for one that is not there.
func (a *Assets) Name(file string) string { return a.names[file] }

// Serve answers with the file of a name. It reports false, and answers nothing,
// when there is none.
func (a *Assets) Serve(w http.ResponseWriter, r *http.Request, name string) bool {
	f, ok := a.files[name]
	if !ok {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := f.plain
	if acceptsGzip(r) {
		body = f.squeezed
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader is gone
	}
	return true
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

func acceptsGzip(r *http.Request) bool {
	for _, e := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(e), ";")
		if name == "gzip" && !strings.HasPrefix(strings.ReplaceAll(q, " ", ""), "q=0") {
			return true
		}
	}
	return false
}
