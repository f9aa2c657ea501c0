package catalog

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"net/url"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Site says where the catalogue's records are shown, for feeds and sitemaps.
type Site struct {
	Title   string                    // of the feed
	Home    string                    // address of the catalogue's page
	Self    string                    // address of the feed itself; empty: none is given
	Office  string                    // who publishes
	Updated time.Time                 // of the newest change
	Page    func(IndexNumber) string  // address of a record's page; nil: Home with ?n=
	File    func(Record, File) string // address of an attachment; nil: none is given
}

func (s Site) page(n IndexNumber) string {
	if s.Page != nil {
		return s.Page(n)
	}
	return s.Home + "?n=" + url.QueryEscape(string(n))
}

// dayTime is the beginning of a day in China.
func dayTime(d civil.Date) string {
	return d.Time(time.FixedZone("+08:00", 8*60*60)).Format(time.RFC3339)
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Links   []atomLink  `xml:"link"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     string        `xml:"title"`
	ID        string        `xml:"id"`
	Link      atomLink      `xml:"link"`
	Published string        `xml:"published"`
	Updated   string        `xml:"updated"`
	Author    string        `xml:"author>name"`
	Category  *atomCategory `xml:"category"`
	Summary   string        `xml:"summary"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

// WriteAtom writes records as an Atom feed (RFC 4287), in the order given. A
// record without a day of publication stands at its date.
func WriteAtom(w io.Writer, site Site, records iter.Seq2[Record, error]) error {
	f := atomFeed{
		Title: site.Title, ID: site.Home, Links: []atomLink{{Href: site.Home}},
		Updated: site.Updated.Format(time.RFC3339), Author: site.Office,
	}
	if site.Self != "" {
		f.Links = append(f.Links, atomLink{Rel: "self", Href: site.Self})
	}
	for r, err := range records {
		if err != nil {
			return fmt.Errorf("catalog: write atom: %w", err)
		}
		day := dayTime(r.shown())
		e := atomEntry{
			Title: r.Title, ID: site.page(r.Number), Link: atomLink{Href: site.page(r.Number)},
			Published: day, Updated: day, Author: r.Publisher, Summary: r.Summary,
		}
		if r.Column != "" {
			e.Category = &atomCategory{Term: string(r.Column)}
		}
		f.Entries = append(f.Entries, e)
	}
	return writeXML(w, f, "atom")
}

// shown is the day under which a record is listed.
func (r Record) shown() civil.Date {
	if r.Published.IsZero() {
		return r.Date
	}
	return r.Published
}

func writeXML(w io.Writer, v any, name string) error {
	_, err := io.WriteString(w, xml.Header)
	if err == nil {
		out := xml.NewEncoder(w)
		out.Indent("", " ")
		err = out.Encode(v)
	}
	if err != nil {
		return fmt.Errorf("catalog: write %s: %w", name, err)
	}
	return nil
}

type jsonFeed struct {
	Version  string         `json:"version"`
	Title    string         `json:"title"`
	Home     string         `json:"home_page_url,omitempty"`
	Self     string         `json:"feed_url,omitempty"`
	Language string         `json:"language"`
	Items    []jsonFeedItem `json:"items"`
}

type jsonFeedItem struct {
	ID        string              `json:"id"`
	URL       string              `json:"url"`
	Title     string              `json:"title"`
	Content   string              `json:"content_text"`
	Published string              `json:"date_published"`
	Authors   []map[string]string `json:"authors,omitempty"`
	Tags      []string            `json:"tags,omitempty"`
}

// WriteJSONFeed writes records as a JSON Feed, version 1.1.
func WriteJSONFeed(w io.Writer, site Site, records iter.Seq2[Record, error]) error {
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: site.Title, Home: site.Home, Self: site.Self,
		Language: "zh-CN", Items: []jsonFeedItem{},
	}
	for r, err := range records {
		if err != nil {
			return fmt.Errorf("catalog: write json feed: %w", err)
		}
		item := jsonFeedItem{
			ID: string(r.Number), URL: site.page(r.Number), Title: r.Title, Content: r.Summary,
			Published: dayTime(r.shown()), Tags: r.Keywords,
		}
		if r.Publisher != "" {
			item.Authors = []map[string]string{{"name": r.Publisher}}
		}
		f.Items = append(f.Items, item)
	}
	return writeJSON(w, f, "json feed")
}

func writeJSON(w io.Writer, v any, name string) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	if err := out.Encode(v); err != nil {
		return fmt.Errorf("catalog: write %s: %w", name, err)
	}
	return nil
}
