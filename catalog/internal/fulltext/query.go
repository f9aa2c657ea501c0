package fulltext

import "slices"

// A Query is what to find. The steps are tried in the order of Found, and the
// first that finds something answers.
type Query struct {
	Numbers []string // texts with the first of these numbers that is anyone's
	Typed   []Group  // as it was typed: all must stand in the text
	Meant   []Group  // as it was understood: all must stand in the text
	Like    []Phrase // for likeness and for order
	Spelled string   // Latin letters that may be pinyin or initials
	Strict  bool     // Nothing rather than what only sounds or looks like it
	Year    int16    // preferred, not demanded
	Filter  Filter
	Offset  int
	Limit   int
}

// A Group is demanded of a text: one of its words must stand there, or the
// text must be of the Year (if not 0), or, when Owned, one of the words must
// stand in the label of its first facet.
type Group struct {
	Words []string
	Year  int16
	Owned bool
}

// A Phrase is a way in which a query may be written.
type Phrase struct {
	Text string
	Cost float32 // how much less it is worth than what was typed, 0 to 1
}

// A Filter says which texts may be found at all. The zero Filter admits all.
type Filter struct {
	Labels   [Facets]func(label string) bool // nil: any
	Year     int16                           // 0: any
	From, To int32                           // days; 0: no bound
}

// Found says in which way the texts were found.
type Found int

// The ways, in the order in which they are tried.
const (
	Nothing    Found = iota
	Everything       // the query asks for no words
	Numbered         // by a number
	Exactly          // as typed
	InMeaning        // as understood
	Sounding         // by pinyin or initials
	Alike            // much of it
	Nearest          // little of it
)

// A Result is one page of what was found.
type Result struct {
	Hits  []Hit
	Total int // on all pages; of Nearest, those that are shown
	Found Found
	By    int // which of the queries found them; when none did, the last one
}

// A Hit is a text found.
type Hit struct {
	Key    int64
	Score  float64 // 0 to about 1.2; comparable within one result only
	Shared float64 // of Nearest: what its title shares with the query, in pairs that stand in no other title
}

const (
	ranked      = 256 // how many of the first are ranked with care
	nearest     = 10  // how many are shown when nothing matched
	longestTerm = 256 // units of a term beyond which it is cut
)

// Search finds the texts that the first of the queries asks for that finds any.
// No more searches run at once than there are processors, the others wait in line:
// so each that runs is done in one go, and many readers wait a little rather than a
// few of them long.
func (x *Index) Search(queries ...Query) (found Result) {
	turn := x.turns()
	turn <- struct{}{}
	defer func() { <-turn }()
	r := x.run(x.state())
	for i, q := range queries {
		r.begin(i, q)
		found = r.page(r.find())
		if found.By = i; found.Found != Nothing {
			break
		}
	}
	x.pool.Put(r.scratch) // not after a panic, which leaves it in disorder
	return found
}

// run is a search of a state, with memory from the pool.
func (x *Index) run(s *state) *run {
	sc, _ := x.pool.Get().(*scratch)
	if sc == nil {
		sc = &scratch{}
	}
	return &run{state: s, scratch: sc}
}

// begin makes the i-th query ready.
func (r *run) begin(i int, q Query) {
	if i == 0 {
		for j := range r.begins {
			r.begins[j].demand = demand{}
		}
	}
	if i == 0 || !slices.Equal(q.Like, r.q.Like) {
		r.likes, r.prepared, r.explains = r.likes[:0], 0, nil
	}
	r.q = q
	r.start()
}

// asksNothing says whether a query has no words and no numbers.
func (q *Query) asksNothing() bool {
	return len(q.Numbers) == 0 && len(q.Typed) == 0 && len(q.Meant) == 0 && len(q.Like) == 0 && q.Spelled == ""
}

// scratch is memory that searches use again.
type scratch struct {
	admits  []admission
	likes   []pattern // ways in which the query may be written, as far as they were asked for
	cands   []cand
	settled []cand
	ords    []uint32
	list    []uint32 // what was read of a posting
	more    []uint32
	entries []uint32 // of list
	found   []uint32
	ends    []int       // in found, of each part's
	plain   []ordset    // of each part: texts in whose title the first word of each demand stands, as far as is known
	met     ordset      // the same for one demand
	begins  []beginning // of each part
	other   []uint32
	left    []uint32   // texts of which it is not known yet whether they meet a demand
	ahead   int        // at most how many entries tell of them
	kept    ordset     // those that meet it
	lacked  [][]uint16 // words that none of them has
	hits    []uint32

	ballot    []vote  // the votes of a part
	sights    []sight // of all parts
	others    []other // see divide
	behind    []cand  // texts that hold a word behind their titles
	stretches []stretch
	level     []*stretch

	hoped         [likesMax]hope
	ways          []int // of each word of the only demand: which of the likes it is; -1: none
	titles, rests []sight
	again         []repeat // titles met, in a table
	at            []int
	seen          ordset
	sums          []float32
	touched       uint64 // what fetch read, so that it is read
}

// A run is one search.
type run struct {
	*scratch
	state    *state
	q        Query
	prepared int   // of q.Like
	explains *bool // whether explanations are asked for, once it matters
	meant    []demand
	owners   map[uint32]bool // labels that the query names
	open     bool            // no filter
	unmet    []demand        // no text meets these
	words    [][]uint16      // of the only demand that was collected
	total    int             // texts that were offered, of which cands are the best
}

// wanted are the places of the first hit of the page and of the one after the
// last.
func (r *run) wanted() (from, to int) {
	from = max(r.q.Offset, 0)
	if r.q.Limit <= 0 {
		return from, from + 10
	}
	return from, from + r.q.Limit
}

// A cand is a text that may be shown. It has no more than four fields, and so is handed on
// in registers.
type cand struct {
	origin
	ord   uint32
	day   int32 // as far as its facts were fetched
	score float32
}

// An origin is how a text was found.
type origin struct {
	part  uint16
	word  uint8 // which word of the only demand it was found by
	edges uint8 // of that word in its title, and told when they are known
}

func (r *run) start() {
	r.cands, r.total = r.cands[:0], 0
	r.admits = r.admits[:0]
	r.open = true
	for i := range r.state.parts {
		a := r.state.admission(&r.state.parts[i], r.q.Filter)
		r.open = r.open && a.open
		r.admits = append(r.admits, a)
	}
	r.meant, r.owners = r.state.demands(r.q.Meant), nil
	for _, d := range r.meant {
		for _, l := range d.labels {
			if r.owners == nil {
				r.owners = map[uint32]bool{}
			}
			r.owners[l] = true
		}
	}
}

// phrases are the first ways, n at most, in which the query may be written, made
// ready for comparing. Most steps of a search need none of them.
func (r *run) phrases(n int) []pattern {
	ways := r.written(n)
	for i := range ways {
		r.ready(&ways[i])
	}
	return ways
}

// written are phrases that are not ready for comparing.
func (r *run) written(n int) []pattern {
	for ; r.prepared < len(r.q.Like) && len(r.likes) < n; r.prepared++ {
		l, at := r.q.Like[r.prepared], len(r.likes)
		r.likes = slices.Grow(r.likes, 1)[:at+1] // what was there before lends its memory
		if p := &r.likes[at]; p.write(l.Text) {
			p.cost = l.Cost
		} else {
			r.likes = r.likes[:at]
		}
	}
	return r.likes[:min(n, len(r.likes))]
}

// find fills cands and says how.
func (r *run) find() Found {
	if r.byNumber() {
		return Numbered
	}
	if r.q.asksNothing() {
		r.everything()
		return Everything
	}
	if r.all(r.state.demands(r.q.Typed)) {
		return Exactly
	}
	if r.all(r.meant) {
		return InMeaning
	}
	if r.q.Strict {
		return Nothing
	}
	if r.q.Spelled != "" && r.spelled() {
		return Sounding
	}
	if found := r.alike(); found != Nothing {
		return found
	}
	if found := r.fewInitials(letters(r.q.Spelled)); found != Nothing {
		return found
	}
	return r.fewCharacters()
}

func (r *run) byNumber() bool {
	for _, n := range r.q.Numbers {
		sum := sum64(NumberKey(n))
		if len(r.cands) > 0 {
			break // the first number that is anyone's
		}
		for i, p := range r.state.parts {
			for _, ord := range p.numbered(sum) {
				r.offer(i, ord)
			}
		}
	}
	return len(r.cands) > 0
}

func (r *run) everything() {
	for i, p := range r.state.parts {
		for ord := range uint32(p.len()) {
			r.offer(i, ord)
		}
	}
}

// page ranks what was found and cuts out the page that was asked for.
func (r *run) page(found Found) Result {
	out := Result{Found: found, Total: max(r.total, len(r.cands))}
	if out.Total == 0 {
		out.Found = Nothing
		return out
	}
	from, to := r.wanted()
	from, to = min(from, out.Total), min(to, out.Total)
	r.order(found, to)
	out.Hits = make([]Hit, 0, to-from)
	for _, c := range r.cands[from:to] {
		h := Hit{Key: r.state.parts[c.part].keys[c.ord], Score: float64(c.score)}
		if found == Nearest {
			h.Shared = float64(r.shared(c))
		}
		out.Hits = append(out.Hits, h)
	}
	return out
}
