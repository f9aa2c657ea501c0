package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/xlsx"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// exportCommand writes what is public.
type exportCommand struct {
	Format   string `help:"csv, xlsx or jsonl (these are read back by import); atom or jsonfeed (the newest); dcat (JSON-LD); sitemap; zip: the tables with every attachment." enum:"csv,jsonl,xlsx,atom,jsonfeed,dcat,sitemap,zip" default:"csv"`
	Template bool   `help:"Write an empty table to fill in instead: csv or xlsx."`
	Out      string `short:"o" help:"Write this file, whole or not at all, and show how far it is (default: the terminal)." placeholder:"FILE"`
	Resume   bool   `help:"Go on where an export to the same --out was broken off (jsonl)."`
	Base     string `help:"Address of the pages, such as https://example.gov.cn/h5: for atom, jsonfeed, dcat and sitemap." env:"ZWGK_BASE" placeholder:"URL"`
	Limit    int    `help:"How many of the newest records a feed holds." default:"50"`
}

func (x exportCommand) Run(ctx context.Context, c *commands, t terminal) error {
	if x.Template {
		if x.Format == "xlsx" {
			return xlsx.Template(t.out)
		}
		return catalog.CSVTemplate(t.out)
	}
	if x.Resume && (x.Format != "jsonl" || x.Out == "") {
		return errors.New("--resume goes with --format jsonl and --out FILE")
	}
	return withDesk(ctx, c, func(o *office) error {
		site, err := x.site(ctx, o)
		if err != nil {
			return err
		}
		if x.Format == "sitemap" {
			return x.sitemap(ctx, o, t, site)
		}
		if x.Out == "" {
			return x.write(ctx, o, t.out, site, o.catalog.Records(ctx))
		}
		return x.toFile(ctx, o, t, site)
	})
}

// site says where the pages are, which feeds and maps are made of.
func (x exportCommand) site(ctx context.Context, o *office) (catalog.Site, error) {
	switch x.Format {
	case "csv", "jsonl", "xlsx", "zip":
		return catalog.Site{}, nil
	}
	u, err := url.Parse(x.Base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return catalog.Site{}, errors.New("--base: the address of the pages is needed, such as https://example.gov.cn/h5")
	}
	links := h5.Links{Base: x.Base}
	s := catalog.Site{Title: o.about.Name + "政府信息公开目录", Office: o.about.Name, Home: links.Catalogue(""), Page: links.Record,
		File: func(r catalog.Record, f catalog.File) string {
			return strings.TrimSuffix(x.Base, "/") + "/f/" + url.PathEscape(f.Name) + "?n=" + url.QueryEscape(string(r.Number))
		}}
	for ch, err := range o.catalog.Since(ctx, 0) {
		if err != nil {
			return s, err
		}
		s.Updated = ch.By.At.In(beijing)
	}
	return s, nil
}

// write writes records in the format asked for.
func (x exportCommand) write(ctx context.Context, o *office, w io.Writer, site catalog.Site, records iter.Seq2[catalog.Record, error]) error {
	switch x.Format {
	case "jsonl":
		return catalog.WriteJSONLines(w, records)
	case "xlsx":
		return xlsx.Write(w, records)
	case "atom":
		return catalog.WriteAtom(w, site, o.newest(ctx, x.Limit))
	case "jsonfeed":
		return catalog.WriteJSONFeed(w, site, o.newest(ctx, x.Limit))
	case "dcat":
		return catalog.WriteDCAT(w, site, records)
	case "zip":
		return o.writeZip(ctx, w, records)
	}
	return catalog.WriteCSV(w, records)
}

// newest are the newest public records.
func (o *office) newest(ctx context.Context, n int) iter.Seq2[catalog.Record, error] {
	return func(yield func(catalog.Record, error) bool) {
		p, err := o.catalog.Search(ctx, catalog.Query{Limit: max(n, 1)})
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

// toFile writes beside the file that was asked for and gives it its name when
// it is whole. What is left of one that was broken off is FILE.part.
func (x exportCommand) toFile(ctx context.Context, o *office, t terminal, site catalog.Site) error {
	part := x.Out + ".part"
	how := os.O_RDWR | os.O_CREATE
	if !x.Resume {
		how |= os.O_TRUNC
	}
	f, err := os.OpenFile(part, how, 0o644)
	if err != nil {
		return err
	}
	defer f.Close() // a second time does no harm
	after := int64(0)
	if x.Resume {
		if after, err = lastWhole(f); err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
	}
	bar := t.bar("导出")
	err = x.write(ctx, o, f, site, o.recordsAfter(ctx, after, func(n int) { bar.Set(n) }))
	bar.Finish()
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(part, x.Out); err != nil {
		return err
	}
	fmt.Fprintf(t.err, "\n写入%s\n", x.Out)
	return nil
}

// recordsAfter are the public records after an id; it tells of each how many
// there were.
func (o *office) recordsAfter(ctx context.Context, id int64, told func(n int)) iter.Seq2[catalog.Record, error] {
	return func(yield func(catalog.Record, error) bool) {
		n := 0
		for r, err := range o.catalog.Records(ctx) {
			if err == nil && r.ID <= id {
				continue
			}
			if err == nil {
				n++
				told(n)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// sitemap writes a sitemap, or, for a catalogue that is larger than one may be,
// an index of several that lie beside it.
func (x exportCommand) sitemap(ctx context.Context, o *office, t terminal, site catalog.Site) error {
	var all []catalog.Record
	for r, err := range o.catalog.Records(ctx) {
		if err != nil {
			return err
		}
		all = append(all, catalog.Record{Number: r.Number, Date: r.Date, Published: r.Published})
	}
	if x.Out == "" || len(all) <= catalog.MaxSitemap {
		return whole(t, x.Out, func(w io.Writer) error { return catalog.WriteSitemap(w, site, listed(all)) })
	}
	var parts []string
	for piece := range slices.Chunk(all, catalog.MaxSitemap) {
		ext := filepath.Ext(x.Out)
		name := fmt.Sprintf("%s-%d%s", strings.TrimSuffix(x.Out, ext), len(parts)+1, ext)
		if err := whole(t, name, func(w io.Writer) error { return catalog.WriteSitemap(w, site, listed(piece)) }); err != nil {
			return err
		}
		parts = append(parts, strings.TrimSuffix(x.Base, "/")+"/"+url.PathEscape(filepath.Base(name)))
	}
	return whole(t, x.Out, func(w io.Writer) error { return catalog.WriteSitemapIndex(w, parts...) })
}

// whole writes a small file in one piece, or to the terminal.
func whole(t terminal, name string, write func(io.Writer) error) error {
	if name == "" {
		return write(t.out)
	}
	return writeFile(name, 0o644, write)
}

// writeFile writes a file whole or not at all.
func writeFile(name string, mode fs.FileMode, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".zwgk-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := errors.Join(write(f), f.Chmod(mode), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

func listed(rs []catalog.Record) iter.Seq2[catalog.Record, error] {
	return func(yield func(catalog.Record, error) bool) {
		for _, r := range rs {
			if !yield(r, nil) {
				return
			}
		}
	}
}
