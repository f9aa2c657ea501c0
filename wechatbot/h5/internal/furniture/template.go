package furniture

import (
	"fmt"
	"html/template"
	"io/fs"
	"strings"
)

// The files that every page has in common.
const (
	layoutFile = "layout.html"
	partsFile  = "parts.html"
)

// Pages reads each page at the root of a tree together with the layout and the
// shared parts beside it. The pages are named by their files, without .html.
func Pages(files fs.FS, functions template.FuncMap) (map[string]*template.Template, error) {
	layout, err := template.New("").Funcs(functions).ParseFS(files, layoutFile, partsFile)
	if err != nil {
		return nil, fmt.Errorf("h5: templates: %w", err)
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, fmt.Errorf("h5: templates: %w", err)
	}
	pages := map[string]*template.Template{}
	for _, e := range entries {
		if e.Name() == layoutFile || e.Name() == partsFile {
			continue
		}
		page, err := layout.Clone()
		if err == nil {
			page, err = page.ParseFS(files, e.Name())
		}
		if err != nil {
			return nil, fmt.Errorf("h5: templates: %w", err)
		}
		pages[strings.TrimSuffix(e.Name(), ".html")] = page
	}
	return pages, nil
}
