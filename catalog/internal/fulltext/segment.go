package fulltext

import "slices"

// A Doc is one text to be found.
type Doc struct {
	Key     int64 // names it for ever
	Title   string
	Text    []string // summary first, then keywords, body …
	Numbers []string // found whole, in any writing: index and document numbers
	Day     int32    // newer is greater
	Year    int16
	Stale   bool // no longer in force: after its equals
	Labels  [Facets]string
}

// Facets is how many labels a Doc has to be filtered by.
const Facets = 3

// A segment is a set of texts that never changes.
type segment struct {
	keys   []int64 // sorted
	at     []uint32
	titled []uint16 // units of the title, without its end
	units  []uint16 // title 0 summary 0 … of each text
	facts  []fact
	days   []int32
	breaks []uint64 // where signs stood in the title: bit i, before unit i
	labels [Facets][]uint32
	sums   []uint64 // sorted hashes of numbers
	owners []uint32 // the text that each has

	title    postings // pairs of characters in the title
	rest     postings // and elsewhere
	sound    postings // pairs of sounds in the title
	initials postings // threes of initial letters in the title

	byYear, byOwner postings // year, and label of the first facet; made of the lists above
}

// A fact is what ranking asks of a text, side by side in memory: a search looks
// at some hundreds of texts that lie far from each other.
type fact struct {
	at      uint32 // where its title begins in units
	titled  uint16 // and how many it has
	year    int16
	owner   uint32 // label of the first facet
	stale   bool
	derived bool   // it explains or passes on another text
	opens   uint64 // where a name may begin in the title: bit i, at unit i
	closes  uint64 // where one may end: bit i, before unit i
	sum     uint64 // hash of the title
	chars   uint64 // a bit for each character of the title, by its last six bits
	sounds  uint64 // the same for each of their sounds
}

// arrange makes what is not kept in a snapshot.
func (s *segment) arrange() {
	var years, owners gather
	for i := range s.facts {
		f, ord := &s.facts[i], uint32(i)
		f.at, f.titled, f.owner = s.at[i], s.titled[i], s.labels[0][i]
		title := s.head(ord)
		f.sum, f.derived = titleSum(title), derived(title, s.breaks[i])
		f.opens, f.closes = edges(title, s.breaks[i])
		f.chars, f.sounds = traces(title)
		years.add(uint32(uint16(f.year)), ord, 0)
		owners.add(f.owner, ord, 0)
	}
	s.byYear, s.byOwner = years.postings(), owners.postings()
	for _, p := range []*postings{&s.title, &s.rest, &s.sound} {
		p.arrange()
	}
}

func (s *segment) len() int { return len(s.keys) }

// text returns all units of a text, each part with a 0 at its end.
func (s *segment) text(ord uint32) []uint16 { return s.units[s.at[ord]:s.at[ord+1]] }

// head returns the units of the title.
func (s *segment) head(ord uint32) []uint16 {
	f := &s.facts[ord]
	return s.units[f.at : f.at+uint32(f.titled)]
}

// tail returns the units after the title.
func (s *segment) tail(ord uint32) []uint16 {
	f := &s.facts[ord]
	return s.units[f.at+uint32(f.titled)+1 : s.at[ord+1]]
}

// ord finds a text by its key.
func (s *segment) ord(key int64) (uint32, bool) {
	i, ok := slices.BinarySearch(s.keys, key)
	return uint32(i), ok
}

// numbered returns the texts that have a number.
func (s *segment) numbered(sum uint64) []uint32 {
	i, _ := slices.BinarySearch(s.sums, sum)
	j := i
	for j < len(s.sums) && s.sums[j] == sum {
		j++
	}
	return s.owners[i:j]
}

// NumberKey is a number with only its letters and digits, so that 国办发
// 〔2014〕15号, 国办发[2014]15 and 国办发（2014）第15号 are one.
func NumberKey(s string) string {
	f := fold(s, nil, nil)
	out := f[:0]
	for _, u := range f {
		if u != '号' && u != '第' {
			out = append(out, u)
		}
	}
	return string(decode(out))
}

// sum64 hashes a number's key (FNV-1a); 0 for none.
func sum64(key string) uint64 {
	if key == "" {
		return 0
	}
	h := uint64(14695981039346656037)
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	return h
}
