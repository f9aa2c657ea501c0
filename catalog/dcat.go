package catalog

import (
	"fmt"
	"io"
	"iter"
	"time"
)

// WriteDCAT writes records as JSON-LD in the terms of DCAT, the W3C's
// vocabulary for catalogues, with what DCAT-AP 3 makes mandatory: one
// dcat:Catalog whose records are dcat:Datasets, each with its files as
// distributions, or its page where it has none.
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
			"spdx": "http://spdx.org/rdf/terms#",
		},
		"@id": site.Home, "@type": "dcat:Catalog", "dct:title": site.Title, "dct:description": site.Title,
		"dct:publisher": agent(site.Office), "dct:language": "zh-CN", "foaf:homepage": map[string]string{"@id": site.Home},
		"dct:modified": map[string]string{"@type": "xsd:dateTime", "@value": site.Updated.Format(time.RFC3339)}, "dcat:dataset": sets,
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
	set["dcat:distribution"] = s.distributions(r)
	return set
}

// distributions are the files of a record, or its page.
func (s Site) distributions(r Record) []map[string]any {
	at := func(address string) map[string]string { return map[string]string{"@id": address} }
	if len(r.Files) == 0 {
		return []map[string]any{{"@type": "dcat:Distribution", "dcat:accessURL": at(s.page(r.Number)), "dcat:mediaType": "text/html"}}
	}
	var out []map[string]any
	for _, f := range r.Files {
		d := map[string]any{"@type": "dcat:Distribution", "dct:title": f.Name, "dcat:accessURL": at(s.page(r.Number))}
		if s.File != nil {
			d["dcat:downloadURL"] = at(s.File(r, f))
		}
		if f.Type != "" {
			d["dcat:mediaType"] = f.Type
		}
		if f.Size > 0 {
			d["dcat:byteSize"] = f.Size
		}
		if f.SHA256 != "" {
			d["spdx:checksum"] = map[string]any{"spdx:algorithm": at("spdx:checksumAlgorithm_sha256"), "spdx:checksumValue": f.SHA256}
		}
		out = append(out, d)
	}
	return out
}

func agent(name string) map[string]string {
	return map[string]string{"@type": "foaf:Organization", "foaf:name": name}
}
