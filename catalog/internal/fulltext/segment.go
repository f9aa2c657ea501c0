package fulltext

import (
	"cmp"
	"slices"
)

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

// length is about how many units its text has: nearly all take three bytes.
func (d Doc) length() int {
	n := len(d.Title)
	for _, t := range d.Text {
		n += len(t)
	}
	return n / 3
}

// Facets is how many labels a Doc has to be filtered by.
const Facets = 3

// A segment is a set of texts that never changes. Those with the shortest titles come
// first, of these the newest: of the texts whose titles hold a word, the first in a list
// are the best in brief, and the others need not be looked at.
type segment struct {
	keys   []int64
	at     []uint32
	units  []uint16 // title 0 summary 0 … of each text
	facts  []fact
	days   []int32 // those of the facts, which lie close together here
	labels [Facets][]uint32
	sums   []uint64 // sorted hashes of numbers
	owners []uint32 // the text that each has

	title    postings // pairs of characters in the title
	rest     postings // and elsewhere
	sound    postings // pairs of sounds in the title
	initials postings // threes of initial letters in the title

	byYear, byOwner postings // year, and label of the first facet; made of the lists above
	byKey           []uint32 // the texts in the order of their keys
	short           []uint32 // how many have titles of at most so many units
	latest          int32    // the newest day
}

// A place says where a text stands among others.
type place struct {
	titled uint16
	day    int32
	key    int64
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.titled, q.titled), cmp.Compare(q.day, p.day), cmp.Compare(q.key, p.key))
}

func (s *segment) place(ord int) place {
	return place{s.facts[ord].titled, s.facts[ord].day, s.keys[ord]}
}

// upTo is how many texts have titles of at most n units.
func (s *segment) upTo(n int) uint32 {
	if n < len(s.short) {
		return s.short[n]
	}
	return uint32(s.len())
}

// titled is how many units the title of a text has, as the order of the texts tells, when
// it has no fewer than some.
func (s *segment) titled(ord uint32, some int) int {
	for s.upTo(some) <= ord {
		some++
	}
	return some
}

// A fact is what ranking asks of a text, side by side in memory, in what the machine
// reads at once: a search looks at some hundreds of texts that lie far from each other.
type fact struct {
	at      uint32 // where its title begins in units
	titled  uint16 // and how many it has
	year    int16
	day     int32
	owner   uint32 // label of the first facet
	stale   bool
	derived bool   // it explains or passes on another text
	first   uint16 // a bit for each sound with which a name may begin in the title, by its last four bits
	last    uint16 // the same for those with which one may end
	opens   uint64 // where a name may begin in the title: bit i, at unit i
	closes  uint64 // where one may end: bit i, before unit i
	sum     uint64 // hash of the title
	chars   uint64 // a bit for each character of the title, by its last six bits
	sounds  uint64 // the same for each of their sounds
}

// breaks are the places of the title where signs stood, before which a name may end and
// at which one may begin: those where both are so, and the words alone do not say it.
func (f *fact) breaks(title []uint16) uint64 {
	opens, closes := edges(title, 0)
	return f.opens & f.closes &^ (opens & closes)
}

// arrange makes what is not kept in a snapshot.
func (s *segment) arrange() {
	var years, owners gather
	s.days, s.latest = make([]int32, len(s.facts)), 0
	for i := range s.facts {
		f, ord := &s.facts[i], uint32(i)
		s.days[i], s.latest = f.day, max(s.latest, f.day)
		f.at, f.owner = s.at[i], s.labels[0][i]
		title := s.head(ord)
		breaks := f.breaks(title)
		f.sum, f.derived = titleSum(title), derived(title, breaks)
		f.opens, f.closes = edges(title, breaks)
		f.chars, f.sounds = traces(title)
		f.first, f.last = s.outer(ord)
		years.add(uint32(uint16(f.year)), ord, 0)
		owners.add(f.owner, ord, 0)
	}
	s.byYear, s.byOwner = years.postings(), owners.postings()
	s.byKey = make([]uint32, len(s.keys))
	for i := range s.byKey {
		s.byKey[i] = uint32(i)
	}
	slices.SortFunc(s.byKey, func(a, b uint32) int { return cmp.Compare(s.keys[a], s.keys[b]) })
	s.short = nil
	for i := range s.facts {
		for len(s.short) < int(s.facts[i].titled) {
			s.short = append(s.short, uint32(i))
		}
	}
	for _, p := range []*postings{&s.title, &s.rest, &s.sound} {
		p.arrange()
	}
	s.title.spread(s.len())
}

// follow notes of each pair in a title which character comes next, so that one list
// tells of three: it is shorter than two, and of many words it tells everything. Of a
// pair that stands there twice it notes both places instead. Short lists do without.
func (s *segment) follow() {
	t := &s.title
	if len(t.places) == 0 {
		return
	}
	t.nexts = make([]uint16, t.behind[len(t.terms)])
	var ords []uint32
	for i, term := range t.terms {
		nexts := t.nexts[t.behind[i]:t.behind[i+1]]
		if len(nexts) == 0 {
			continue
		}
		places := t.places[t.from[i]:]
		ords = t.list(i).all(ords[:0])
		for j, ord := range ords {
			title := s.head(ord)
			if places[j] == severally {
				nexts[j] = twice(title, uint16(term>>16), uint16(term))
			} else if next := int(placeOf[places[j]]) + 2; next < len(title) {
				nexts[j] = title[next]
			}
		}
	}
}

// twice are the places of a pair that stands in a title twice, if a byte can tell each;
// twice the same of one that stands there once; often otherwise.
func twice(title []uint16, a, b uint16) uint16 {
	var at []int
	for i := range len(title) - 1 {
		if title[i] == a && title[i+1] == b {
			at = append(at, i)
		}
	}
	if n := len(at); n == 0 || n > 2 || at[n-1] >= often>>8 {
		return often
	}
	return uint16(at[0] | at[len(at)-1]<<8)
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
	i, ok := slices.BinarySearchFunc(s.byKey, key, func(ord uint32, key int64) int { return cmp.Compare(s.keys[ord], key) })
	if !ok {
		return 0, false
	}
	return s.byKey[i], true
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
