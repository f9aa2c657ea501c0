package catalog

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
)

// WriteDCAT writes records as JSON-LD in the terms of DCAT, the W3C's
// vocabulary for catalogues: one dcat:Catalog whose records are dcat:Datasets,
// each with its files as distributions.
func WriteDCAT(w io.Writer, site Site, records iter.Seq2[Record, error]) error {
	sets := []map[string]any{}
	for r, err := range records {
		if err != nil {
			return fmt.Errorf("catalog: write dcat: %w", err)
		}
		sets = append(sets, site.dataset(r))
	}
	return writeJSON(w, map[string]any{
		"@context": map[string]string{
			"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
			"foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#",
		},
		"@id": site.Home, "@type": "dcat:Catalog", "dct:title": site.Title,
		"dct:publisher": agent(site.Office), "dct:language": "zh-CN", "dcat:dataset": sets,
	}, "dcat")
}

func (s Site) dataset(r Record) map[string]any {
	set := map[string]any{
		"@id": s.page(r.Number), "@type": "dcat:Dataset", "dct:identifier": r.Number, "dct:title": r.Title,
		"dct:description": r.Summary, "dct:publisher": agent(r.Publisher), "dcat:landingPage": map[string]string{"@id": s.page(r.Number)},
	}
	date := func(key string, day fmt.Stringer) {
		if v := day.String(); v != "" {
			set[key] = map[string]string{"@type": "xsd:date", "@value": v}
		}
	}
	date("dct:created", r.Date)
	date("dct:issued", r.Published)
	if len(r.Keywords) > 0 {
		set["dcat:keyword"] = r.Keywords
	}
	if r.Theme != "" {
		set["dcat:theme"] = r.Theme
	}
	var files []map[string]any
	for _, f := range r.Files {
		d := map[string]any{"@type": "dcat:Distribution", "dct:title": f.Name}
		if f.Type != "" {
			d["dcat:mediaType"] = f.Type
		}
		if f.Size > 0 {
			d["dcat:byteSize"] = f.Size
		}
		files = append(files, d)
	}
	if files != nil {
		set["dcat:distribution"] = files
	}
	return set
}

func agent(name string) map[string]string {
	return map[string]string{"@type": "foaf:Organization", "foaf:name": name}
}

// maxSitemap is how many addresses one sitemap may have (sitemaps.org).
const maxSitemap = 50000

type sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// WriteSitemap writes the addresses of records as a sitemap. One sitemap holds
// 50,000 addresses; more are an error, for the caller to split.
func WriteSitemap(w io.Writer, site Site, records iter.Seq2[Record, error]) error {
	var m sitemap
	for r, err := range records {
		if err != nil {
			return fmt.Errorf("catalog: write sitemap: %w", err)
		}
		if len(m.URLs) == maxSitemap {
			return fmt.Errorf("catalog: write sitemap: over %d addresses", maxSitemap)
		}
		m.URLs = append(m.URLs, sitemapURL{Loc: site.page(r.Number), LastMod: r.shown().String()})
	}
	return writeXML(w, m, "sitemap")
}
