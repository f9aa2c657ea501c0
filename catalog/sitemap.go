package catalog

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
)

// MaxSitemap is how many addresses one sitemap may have (sitemaps.org).
const MaxSitemap = 50000

type sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// WriteSitemap writes the addresses of records as a sitemap. One sitemap holds
// MaxSitemap addresses; more are an error, for the caller to split, and name the
// parts in an index.
func WriteSitemap(w io.Writer, site Site, records iter.Seq2[Record, error]) error {
	var m sitemap
	for r, err := range records {
		if err != nil {
			return fmt.Errorf("catalog: write sitemap: %w", err)
		}
		if len(m.URLs) == MaxSitemap {
			return fmt.Errorf("catalog: write sitemap: over %d addresses", MaxSitemap)
		}
		m.URLs = append(m.URLs, sitemapURL{Loc: site.page(r.Number), LastMod: r.shown().String()})
	}
	return writeXML(w, m, "sitemap")
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

// WriteSitemapIndex writes the addresses of the sitemaps that a large catalogue
// is split into.
func WriteSitemapIndex(w io.Writer, addresses ...string) error {
	var x sitemapIndex
	for _, a := range addresses {
		x.Maps = append(x.Maps, sitemapURL{Loc: a})
	}
	return writeXML(w, x, "sitemap index")
}
