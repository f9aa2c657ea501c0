package civil

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed notices/china.txt notices/ningxia.txt
var notices embed.FS

// A year holds what was announced for one year.
type year struct {
	partial bool // known not to be whole: counts as not announced
	days    map[Date]announced
}

// announced is one day that a notice changes.
type announced struct {
	work   bool
	name   string // the festival, as the notice calls it
	notice string // the document or address of the notice
}

// years holds announcements by the year they were made for.
type years map[int]year

// An Overlay is what one region adds to the national calendar: its own days off
// and the working days that make up for them (全国年节及纪念日放假办法第四条). It says nothing
// about a year that it does not hold. The zero Overlay adds nothing.
type Overlay struct {
	Region string // the region's name, as 宁夏回族自治区
	years  years
}

var national = sync.OnceValue(func() *Calendar { return mustLoad("notices/china.txt") })

// China returns the national calendar announced by the State Council for the
// years 2008 to 2026.
func China() *Calendar { return national() }

var ningxia = sync.OnceValue(func() Overlay { return mustLoad("notices/ningxia.txt").regional })

// Ningxia returns the days off of 宁夏回族自治区 (开斋节, 古尔邦节). Only 2019 to 2022 are
// known; any other year is an error of a calendar that has this overlay.
func Ningxia() Overlay { return ningxia() }

func mustLoad(name string) *Calendar {
	f, err := notices.Open(name)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	c, err := Load(f)
	if err != nil {
		panic(err)
	}
	return c
}

// Load reads announced years. Each line is one of
//
//	# a comment
//	region 宁夏回族自治区             the years that follow are this region's
//	year 2027                         what follows was announced for 2027
//	year 2027 partial                 … and is known not to be whole
//	notice 国办发明电〔2026〕00号     the source of the lines that follow
//	off 2027-01-01..2027-01-03 元旦   days off
//	work 2027-01-04 元旦              working days
//
// A later notice may change what an earlier one announced for the same year. An
// error names the line. The calendar that Load returns covers only the years
// read; Merge puts them into another calendar.
func Load(r io.Reader) (*Calendar, error) {
	reader := noticeReader{national: years{}, regional: years{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		if err := reader.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("civil: line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("civil: read calendar: %w", err)
	}
	return compile(reader.national, Overlay{}).With(Overlay{reader.region, reader.regional}), nil
}

type noticeReader struct {
	national, regional years
	region             string
	year               int
	notice             string
}

func (r *noticeReader) line(line string) error {
	verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	rest = strings.TrimSpace(rest)
	switch {
	case verb == "" || strings.HasPrefix(verb, "#"):
		return nil
	case verb == "region" && r.region == "" && rest != "":
		r.region, r.year = rest, 0
		return nil
	case verb == "year":
		return r.beginYear(rest)
	case verb == "notice":
		r.notice = rest
		return nil
	case verb == "off" || verb == "work":
		return r.days(verb == "work", rest)
	}
	return fmt.Errorf("%q is not understood", line)
}

func (r *noticeReader) beginYear(s string) error {
	s, partial := strings.CutSuffix(s, " partial")
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1950 || n > 9998 {
		return fmt.Errorf("%q is not a year", s)
	}
	if _, twice := r.current()[n]; twice {
		return fmt.Errorf("year %d comes twice", n)
	}
	r.year, r.notice = n, ""
	r.current()[n] = year{partial, map[Date]announced{}}
	return nil
}

func (r *noticeReader) current() years {
	if r.region != "" {
		return r.regional
	}
	return r.national
}

func (r *noticeReader) days(work bool, s string) error {
	if r.year == 0 {
		return fmt.Errorf("a day before its year")
	}
	span, name, _ := strings.Cut(s, " ")
	from, to, isSpan := strings.Cut(span, "..")
	if !isSpan {
		to = from
	}
	first, err := ParseDate(from)
	if err != nil {
		return err
	}
	last, err := ParseDate(to)
	if err != nil {
		return err
	}
	if last.Before(first) || last.Sub(first) > 31 {
		return fmt.Errorf("%q is not a span of days", span)
	}
	days := r.current()[r.year].days
	for d := first; !d.After(last); d = d.AddDays(1) {
		if d.Year < r.year-1 || d.Year > r.year+1 {
			return fmt.Errorf("%s is not near the year %d", d, r.year)
		}
		if old, twice := days[d]; twice && old.notice == r.notice {
			return fmt.Errorf("%s comes twice in one notice", d)
		}
		days[d] = announced{work, strings.TrimSpace(name), r.notice}
	}
	return nil
}

// merge returns a with the years of b, which replace a's where both have one.
func merge(a, b years) years {
	all := maps.Clone(a)
	if all == nil {
		all = years{}
	}
	maps.Copy(all, b)
	return all
}

// sorted returns the years in order, so that a later year's notice has the last
// word on a day that two notices name.
func (ys years) sorted() []int { return slices.Sorted(maps.Keys(ys)) }
