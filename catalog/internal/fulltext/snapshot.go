package fulltext

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc64"
	"io"
	"slices"
)

// ErrSnapshot is what Load returns for a file that is not a whole snapshot of
// this version: build the index anew.
var ErrSnapshot = errors.New("fulltext: not a snapshot of this version")

// magic begins a snapshot; its last digits change with the format and with
// anything that changes how texts are cut, or where a name may begin or end.
const magic = "zwgk fulltext 06"

// most is how many elements of a list are believed when a snapshot is read.
const most = 1 << 30

// Save writes all texts that can be found, with a mark by which the caller
// knows later what they were built from. Of texts that were removed nothing is
// written, and nothing is left in memory. Writers wait meanwhile, readers do not.
func (x *Index) Save(w io.Writer, mark string) error {
	x.writing.Lock()
	x.flush()
	s := x.state().living()
	x.replace(s)
	x.writing.Unlock()
	b := bufio.NewWriterSize(w, 1<<20)
	e := &encoder{w: b, sum: crc64.New(crc64.MakeTable(crc64.ECMA))}
	e.text(magic)
	e.text(mark)
	for _, labels := range s.labels {
		e.number(len(labels))
		for _, l := range labels {
			e.text(l)
		}
	}
	e.number(len(s.parts))
	for _, p := range s.parts {
		e.segment(p)
	}
	put(e, []uint64{e.sum.Sum64()})
	if e.err == nil {
		e.err = b.Flush()
	}
	if e.err != nil {
		return fmt.Errorf("fulltext: save: %w", e.err)
	}
	return nil
}

// living is the state without its dead and without labels that only they had.
func (s *state) living() *state {
	out := &state{}
	var b builder
	for _, p := range s.parts {
		if p.gone > 0 {
			p = part{segment: b.merge([]part{p})}
		}
		if p.len() == 0 {
			continue
		}
		seg := *p.segment
		seg.facts = slices.Clone(seg.facts)
		for f, ids := range seg.labels {
			seg.labels[f] = make([]uint32, len(ids))
			for i, id := range ids {
				seg.labels[f][i] = out.intern(f, s.labels[f][id])
			}
		}
		seg.arrange()
		out.parts = append(out.parts, part{segment: &seg})
	}
	return out
}

// Load replaces what is in the index by a snapshot, and returns its mark. When
// it returns an error the index is as it was.
func (x *Index) Load(r io.Reader) (mark string, err error) {
	d := &decoder{r: bufio.NewReaderSize(r, 1<<20), sum: crc64.New(crc64.MakeTable(crc64.ECMA))}
	if d.text() != magic {
		return "", errors.Join(ErrSnapshot, d.err)
	}
	mark = d.text()
	s := &state{}
	for i := range s.labels {
		for range d.number() {
			if d.err != nil {
				break
			}
			s.intern(i, d.text())
		}
	}
	for range d.number() {
		if d.err != nil {
			break
		}
		s.parts = append(s.parts, d.segment())
	}
	want := d.sum.Sum64()
	if got := take[uint64](d); d.err != nil || len(got) != 1 || got[0] != want || !s.whole() {
		return "", errors.Join(ErrSnapshot, d.err)
	}
	for _, p := range s.parts {
		p.arrange()
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	x.waiting = nil
	x.replace(s)
	return mark, nil
}

// Adopt replaces what is in the index by what is in another one.
func (x *Index) Adopt(other *Index) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.waiting = nil
	x.replace(other.state().with(other.state().parts))
}

// whole checks what searches rely on, so that a snapshot that was made up
// cannot lead them astray.
func (s *state) whole() bool {
	for _, p := range s.parts {
		n := p.len()
		ok := len(p.at) == n+1 && len(p.facts) == n && n < 1<<24 && len(p.owners) == len(p.sums) && (p.dead == nil || len(p.dead) == (n+63)/64)
		for i := range p.labels {
			ok = ok && len(p.labels[i]) == n && (n == 0 || int(slices.Max(p.labels[i])) < len(s.labels[i]))
		}
		if !ok || p.at[0] != 0 || int(p.at[n]) != len(p.units) || !slices.IsSorted(p.at) {
			return false
		}
		for i := range n {
			if int(p.facts[i].titled) >= int(p.at[i+1]-p.at[i]) || i > 0 && p.place(i-1).compare(p.place(i)) >= 0 {
				return false
			}
		}
		for _, l := range []postings{p.title, p.rest, p.sound, p.initials} {
			if len(l.at) != len(l.terms)+1 || !slices.IsSorted(l.at) || int(l.at[len(l.terms)]) != len(l.lists) {
				return false
			}
		}
		if all, long := p.title.entries(); all != len(p.title.places) || long != len(p.title.nexts) {
			return false
		}
	}
	return true
}

// An encoder writes little-endian lists and sums what it wrote.
type encoder struct {
	w   io.Writer
	sum hash.Hash64
	err error
}

func put[T int64 | uint64 | int32 | uint32 | int16 | uint16 | byte | bool](e *encoder, list []T) {
	e.number(len(list))
	if e.err == nil {
		e.err = binary.Write(io.MultiWriter(e.w, e.sum), binary.LittleEndian, list)
	}
}

func (e *encoder) number(n int) {
	if e.err == nil {
		e.err = binary.Write(io.MultiWriter(e.w, e.sum), binary.LittleEndian, uint64(n))
	}
}

func (e *encoder) text(s string) { put(e, []byte(s)) }

func (e *encoder) segment(p part) {
	put(e, p.keys)
	put(e, p.at)
	put(e, column(p.facts, func(f fact) uint16 { return f.titled }))
	put(e, p.units)
	put(e, p.breaks())
	put(e, column(p.facts, func(f fact) int32 { return f.day }))
	put(e, column(p.facts, func(f fact) int16 { return f.year }))
	put(e, column(p.facts, func(f fact) bool { return f.stale }))
	for _, l := range p.labels {
		put(e, l)
	}
	put(e, p.sums)
	put(e, p.owners)
	for _, l := range []postings{p.title, p.rest, p.sound, p.initials} {
		put(e, l.terms)
		put(e, l.at)
		put(e, l.lists)
	}
	put(e, p.title.places)
	put(e, p.title.nexts)
	put(e, p.dead)
	e.number(p.gone)
}

// breaks are the places where signs stood in the titles.
func (s *segment) breaks() []uint64 {
	out := make([]uint64, s.len())
	for i := range out {
		out[i] = s.facts[i].breaks(s.head(uint32(i)))
	}
	return out
}

// column is one of the facts of all texts.
func column[T any](facts []fact, of func(fact) T) []T {
	out := make([]T, len(facts))
	for i, f := range facts {
		out[i] = of(f)
	}
	return out
}

// A decoder reads what an encoder wrote.
type decoder struct {
	r   io.Reader
	sum hash.Hash64
	err error
}

func take[T int64 | uint64 | int32 | uint32 | int16 | uint16 | byte | bool](d *decoder) []T {
	n := d.number()
	if d.err != nil || n == 0 {
		return nil
	}
	if n > most {
		d.err = ErrSnapshot
		return nil
	}
	var out []T
	for n > 0 && d.err == nil { // in pieces, so that a false length costs no memory
		piece := make([]T, min(n, max(1<<20, len(out))))
		d.err = binary.Read(io.TeeReader(d.r, d.sum), binary.LittleEndian, piece)
		if out == nil {
			out = piece
		} else {
			out = append(out, piece...)
		}
		n -= len(piece)
	}
	return slices.Clip(out)
}

func (d *decoder) number() int {
	var n uint64
	if d.err == nil {
		d.err = binary.Read(io.TeeReader(d.r, d.sum), binary.LittleEndian, &n)
	}
	if d.err != nil || n > most {
		d.err = errors.Join(ErrSnapshot, d.err)
		return 0
	}
	return int(n)
}

func (d *decoder) text() string { return string(take[byte](d)) }

func (d *decoder) segment() part {
	s := &segment{keys: take[int64](d), at: take[uint32](d)}
	titled := take[uint16](d)
	s.units = take[uint16](d)
	breaks, days, years, stale := take[uint64](d), take[int32](d), take[int16](d), take[bool](d)
	if n := len(s.keys); len(titled) == n && len(breaks) == n && len(days) == n && len(years) == n && len(stale) == n {
		s.facts = make([]fact, n)
	} // else whole refuses it
	for i := range s.facts {
		s.facts[i] = fact{titled: titled[i], day: days[i], year: years[i], stale: stale[i], opens: breaks[i], closes: breaks[i]}
	}
	for i := range s.labels {
		s.labels[i] = take[uint32](d)
	}
	s.sums, s.owners = take[uint64](d), take[uint32](d)
	for _, l := range []*postings{&s.title, &s.rest, &s.sound, &s.initials} {
		*l = postings{terms: take[uint32](d), at: take[uint32](d), lists: take[byte](d)}
	}
	s.title.places, s.title.nexts = take[byte](d), take[uint16](d)
	return part{segment: s, dead: take[uint64](d), gone: d.number()}
}
