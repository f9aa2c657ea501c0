package h5

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// An Office describes the disclosure office to citizens: who it is, where to
// find it, its organs and what people ask it. The zero Office has nothing to
// say about itself, and replies leave it out.
type Office struct {
	Name    string       `json:"name"`    // 银川市兴庆区人民政府
	Short   string       `json:"short"`   // 兴庆区
	Account string       `json:"account"` // the WeChat account's name
	Desk    string       `json:"desk"`    // the organ that accepts requests
	Phone   string       `json:"phone,omitempty"`
	Hours   string       `json:"hours,omitempty"`
	Address string       `json:"address,omitempty"`
	Organs  []Organ      `json:"organs,omitempty"`
	Points  []Point      `json:"points,omitempty"`
	Guide   []GuideEntry `json:"guide,omitempty"`
	Source  string       `json:"source,omitempty"`
	// Rude are words that the chat answers with a polite request, where a message
	// asks for nothing that was found. No application or complaint is held against them.
	Rude []string `json:"rude,omitempty"`
	// Synonyms are groups of words that name one thing here, its official name first,
	// as documents are called by people: 国家职业教育改革实施方案, 职教20条. They are for
	// the catalogue's WithSynonyms.
	Synonyms [][]string `json:"synonyms,omitempty"`
	// Population lets the chat give figures per head. Without it none is given.
	Population []Population `json:"population,omitempty"`
}

// Lacks names what the guide is to say of the disclosure office (条例第十二条第二款) and the
// description does not hold.
func (o Office) Lacks() []string {
	var out []string
	for _, part := range []struct{ name, said string }{{"办公地址", o.Address}, {"办公时间", o.Hours}, {"联系电话", o.Phone}} {
		if strings.TrimSpace(part.said) == "" {
			out = append(out, part.name)
		}
	}
	return out
}

// A Population is how many people an organ's area had in a year, as published.
type Population struct {
	Organ  string `json:"organ"`  // as its books name it
	Year   int    `json:"year"`   // of the count
	People int    `json:"people"` // heads
	Basis  string `json:"basis"`  // 常住人口, 户籍人口
	Source string `json:"source"` // where it was published
}

// PopulationOf returns the population of an organ's area in a year, or else that
// of the nearest year, the earlier of two.
func (o Office) PopulationOf(organ string, year int) (Population, bool) {
	var best Population
	for _, p := range o.Population {
		if p.Organ != organ || p.People <= 0 {
			continue
		}
		if away, least := gap(p.Year, year), gap(best.Year, year); best.People == 0 || away < least || away == least && p.Year < best.Year {
			best = p
		}
	}
	return best, best.People > 0
}

func gap(a, b int) int { return max(a-b, b-a) }

// An Organ is one that publishes or answers, by all its names.
type Organ struct {
	Name    string   `json:"name"`
	Short   string   `json:"short,omitempty"`
	Aliases []string `json:"aliases,omitempty"`
	Phone   string   `json:"phone,omitempty"`
	Address string   `json:"address,omitempty"`
	// Elsewhere is an organ of another place that is known for its figures only:
	// no application can be addressed to it here.
	Elsewhere bool `json:"elsewhere,omitempty"`
}

// A Point is a place where citizens are helped (代办点, 服务大厅). Without
// coordinates it is not found by location.
type Point struct {
	Name    string   `json:"name"`
	Address string   `json:"address,omitempty"`
	Lat     *float64 `json:"lat,omitempty"`
	Lng     *float64 `json:"lng,omitempty"`
}

// A GuideEntry answers a question that people ask, when one of its words is in
// theirs.
type GuideEntry struct {
	Question string   `json:"question"`
	Answer   string   `json:"answer"`
	Place    string   `json:"place,omitempty"`
	Phone    string   `json:"phone,omitempty"`
	Hours    string   `json:"hours,omitempty"`
	Words    []string `json:"words"`
	Source   string   `json:"source,omitempty"`
}

// LoadOffice reads a description from JSON and refuses what it does not know,
// so that a misspelt name is not lost.
func LoadOffice(r io.Reader) (Office, error) {
	var o Office
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&o); err != nil {
		return Office{}, fmt.Errorf("h5: office: %w", err)
	}
	if strings.TrimSpace(o.Name) == "" {
		return Office{}, fmt.Errorf("h5: office: name is missing")
	}
	return o, nil
}

// Find returns the guide's entry whose words are in the text, the longest
// matching word first.
func (o Office) Find(text string) (GuideEntry, bool) {
	var best GuideEntry
	longest := 0
	for _, g := range o.Guide {
		for _, w := range g.Words {
			if len(w) > longest && strings.Contains(text, w) {
				best, longest = g, len(w)
			}
		}
	}
	return best, longest > 0
}
