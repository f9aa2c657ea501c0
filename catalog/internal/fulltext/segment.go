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
	breaks []uint64 // where signs stood in the title: bit i, before unit i
	days   []int32
	years  []int16
	stale  []bool
	labels [Facets][]uint32
	sums   []uint64 // sorted hashes of numbers
	owners []uint32 // the text that each has

	title    postings // pairs of characters in the title
	rest     postings // and elsewhere
	sound    postings // pairs of sounds in the title
	initials postings // threes of initial letters in the title

	byYear, byOwner postings // year, and label of the first facet; made of the lists above
}

// arrange makes what is not kept in a snapshot.
func (s *segment) arrange() {
	var g gather
	for ord, year := range s.years {
		g.add(uint32(uint16(year)), uint32(ord))
	}
	s.byYear = g.postings()
	for ord, label := range s.labels[0] {
		g.add(label, uint32(ord))
	}
	s.byOwner = g.postings()
}

func (s *segment) len() int { return len(s.keys) }

// text returns all units of a text, each part with a 0 at its end.
func (s *segment) text(ord uint32) []uint16 { return s.units[s.at[ord]:s.at[ord+1]] }

// head returns the units of the title.
func (s *segment) head(ord uint32) []uint16 {
	return s.units[s.at[ord] : s.at[ord]+uint32(s.titled[ord])]
}

// tail returns the units after the title.
func (s *segment) tail(ord uint32) []uint16 {
	return s.units[s.at[ord]+uint32(s.titled[ord])+1 : s.at[ord+1]]
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
