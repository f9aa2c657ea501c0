package catalog

import (
	"fmt"
	"strconv"
	"strings"
)

type partKind int

const (
	partLiteral partKind = iota
	partOrg
	partCredit
	partRegion
	partDept
	partCode
	partYear
	partMonth
	partDate
	partSerial
)

// partKinds are the names that a pattern may use, with their width; 0 means
// that the pattern gives it or that any width does.
var partKinds = map[string]struct {
	kind  partKind
	width int
}{
	"org": {partOrg, 9}, "uscc": {partCredit, 18}, "region": {partRegion, 6}, "dept": {partDept, 0},
	"code": {partCode, 0}, "year": {partYear, 4}, "month": {partMonth, 2}, "date": {partDate, 8}, "serial": {partSerial, 0},
}

// A part is one piece of a pattern. Width 0 takes as many characters as fit.
type part struct {
	kind  partKind
	width int
	text  string
}

func readPattern(pattern string) ([]part, error) {
	var parts []part
	for rest := pattern; rest != ""; {
		open := strings.IndexByte(rest, '{')
		if open != 0 {
			if open < 0 {
				open = len(rest)
			}
			parts = append(parts, part{kind: partLiteral, text: string(IndexNumber(rest[:open]).Canonical())})
			rest = rest[open:]
			continue
		}
		end := strings.IndexByte(rest, '}')
		if end < 0 {
			return nil, fmt.Errorf("pattern %q: brace not closed", pattern)
		}
		p, err := readPart(rest[1:end])
		if err != nil {
			return nil, fmt.Errorf("pattern %q: %w", pattern, err)
		}
		parts, rest = append(parts, p), rest[end+1:]
	}
	return parts, nil
}

func readPart(name string) (part, error) {
	name, width, sized := strings.Cut(name, ":")
	k, ok := partKinds[name]
	if !ok {
		return part{}, fmt.Errorf("unknown part {%s}", name)
	}
	p := part{kind: k.kind, width: k.width}
	if sized {
		n, err := strconv.Atoi(width)
		if err != nil || n < 1 || n > 18 || k.width != 0 {
			return part{}, fmt.Errorf("part {%s} cannot be %q wide", name, width)
		}
		p.width = n
	}
	return p, nil
}

// separated checks that a number can be taken apart in one way only.
func separated(parts []part) error {
	seen := map[partKind]bool{}
	for i, p := range parts {
		if p.kind != partLiteral && p.kind != partCode && seen[p.kind] {
			return fmt.Errorf("a part stands twice")
		}
		seen[p.kind] = true
		if p.kind == partLiteral || p.width > 0 || i+1 == len(parts) {
			continue
		}
		if next := parts[i+1]; next.kind != partLiteral || next.text == "" || alphanumeric(next.text[0]) >= 0 {
			return fmt.Errorf("a part of any width needs a separator after it")
		}
	}
	return nil
}

// write puts the part's value down; codes hands out {code} values in order.
func (p part) write(v Parts, codes *[]string) string {
	switch p.kind {
	case partOrg, partCredit:
		return strings.ReplaceAll(v.Org, "-", "")
	case partRegion:
		return v.Region
	case partDept:
		return v.Dept
	case partCode:
		if codes == nil {
			return strings.Join(v.Codes, "-")
		}
		if len(*codes) == 0 {
			return ""
		}
		c := (*codes)[0]
		*codes = (*codes)[1:]
		return c
	case partYear:
		return fmt.Sprintf("%04d", v.Year)
	case partMonth:
		return fmt.Sprintf("%02d", v.Month)
	case partDate:
		return fmt.Sprintf("%04d%02d%02d", v.Year, v.Month, v.Day)
	case partSerial:
		return fmt.Sprintf("%0*d", max(p.width, v.width), v.Serial)
	}
	return p.text
}

// matchParts reads s part by part, trying shorter widths for a part of open
// width when the rest does not fit. An error without a Part means that the
// form is another one; with a Part, that the form fits but a rule is broken.
func matchParts(parts []part, s string) (Parts, *NumberError) {
	if len(parts) == 0 {
		if s == "" {
			return Parts{}, nil
		}
		return Parts{}, &NumberError{}
	}
	p := parts[0]
	lo, hi := p.span(len(s))
	worst := &NumberError{}
	for w := hi; w >= lo && w > 0; w-- {
		if !p.fits(s[:w]) {
			continue
		}
		rest, err := matchParts(parts[1:], s[w:])
		if err != nil {
			if err.Part != "" {
				worst = err
			}
			continue
		}
		if err := p.check(s[:w]); err != nil {
			worst = err
			continue
		}
		return p.read(s[:w], rest), nil
	}
	return Parts{}, worst
}

func (p part) span(n int) (lo, hi int) {
	switch {
	case p.kind == partLiteral && len(p.text) <= n:
		return len(p.text), len(p.text)
	case p.kind == partLiteral || p.width > n:
		return 1, 0
	case p.width > 0:
		return p.width, p.width
	case p.kind == partSerial:
		return 1, min(n, 9)
	}
	return 1, n
}
