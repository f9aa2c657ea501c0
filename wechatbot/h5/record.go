package h5

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// recordView is what a record's page shows.
type recordView struct {
	Record  catalog.Record
	Force   catalog.Force
	Since   civil.Date // from when the force is as it is; zero: from the beginning
	By      catalog.IndexNumber
	Body    []passage
	Files   []fileView
	Links   []linkView
	Money   string // address of the statement's page, where the record is one
	Expired bool

	Replaced bool            // another record took its place
	Next     *catalog.Record // that one; nil: it is not public
}

// passage is one paragraph of a text, or a heading in it.
type passage struct {
	Level int // 0: a paragraph; 3 or 4: a heading
	Text  string
}

// fileView is an attachment and where it is, empty when it cannot be fetched.
type fileView struct {
	catalog.File
	To string
}

// linkView is another record and how it stands to this one.
type linkView struct {
	Kind   string
	Record catalog.Record
}

func (s *site) record(w http.ResponseWriter, r *http.Request) {
	n := catalog.IndexNumber(r.PathValue("number"))
	rec, err := s.Catalog.Find(r.Context(), n)
	if errors.Is(err, catalog.ErrNotFound) {
		s.gone(w, r, n)
		return
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	linked, err := s.Catalog.Linked(r.Context(), rec.Number)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	rec = rec.Public()
	v := recordView{Record: rec, Body: passages(rec.Body), Money: s.statementOf(rec), Files: s.filesOf(rec), Replaced: rec.Status == catalog.Superseded}
	for _, l := range linked {
		v.Links = append(v.Links, linkView{linkWord(rec, l), l})
		if replaces(l, rec) {
			v.Replaced, v.Next = true, &l
		}
	}
	v.Force = rec.ForceOn(s.today())
	for _, turn := range rec.Validity {
		if !turn.From.After(s.today()) {
			v.Since, v.By = turn.From, turn.By
		}
	}
	v.Expired = !rec.Until.IsZero() && rec.Until.Before(s.today())
	p := page{Name: "record", Title: rec.Title, Source: rec.Publisher, Day: rec.Published, Text: rec.Summary, Data: v}
	p.Image = s.to("/cover/%s", escapePath(string(rec.Number)))
	p.Back, p.BackText = s.cameFrom(r)
	if p.Day.IsZero() {
		p.Day = rec.Date
	}
	s.show(w, r, http.StatusOK, p)
}

// replaces says whether a public record took the place of another, as either of them says.
func replaces(next, old catalog.Record) bool {
	says := func(r catalog.Record, kind catalog.LinkKind, n catalog.IndexNumber) bool {
		return slices.ContainsFunc(r.Links, func(l catalog.Link) bool { return l.Kind == kind && l.To.Canonical() == n.Canonical() })
	}
	return says(next, catalog.Replaces, old.Number) || says(old, catalog.ReplacedBy, next.Number)
}

// cameFrom is the list that the reader came from, or the whole catalogue.
func (s *site) cameFrom(r *http.Request) (address, text string) {
	u, err := url.Parse(r.Referer())
	if err == nil && u.Host == r.Host && u.Path == s.to("/") && u.RawQuery != "" {
		return s.list(s.asked(u.Query())), "返回检索结果"
	}
	return s.to("/"), "返回目录"
}

// gone answers for a number without a public record: withdrawn, or never there.
func (s *site) gone(w http.ResponseWriter, r *http.Request, n catalog.IndexNumber) {
	t, err := s.Catalog.Tombstone(r.Context(), n)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	reason := "索引号 " + string(t.Number) + " 的信息已由" + t.Publisher + "撤下。"
	if t.Reason != "" {
		reason += "原因：" + catalog.Mask(t.Reason) // whoever wrote it may have named what it was withdrawn for
	}
	s.troubleWith(w, r, http.StatusGone, reason)
}

// linkWord says how another record stands to this one.
func linkWord(this, other catalog.Record) string {
	for _, l := range this.Links {
		if l.To.Canonical() == other.Number.Canonical() {
			return map[catalog.LinkKind]string{catalog.Interprets: "解读的原文", catalog.Repeals: "废止的文件", catalog.Modifies: "修改的文件",
				catalog.Replaces: "替代的文件", catalog.ReplacedBy: "替代本件", catalog.Forwards: "转发的原文", catalog.Answers: "由申请转为公开"}[l.Kind]
		}
	}
	for _, l := range other.Links {
		if l.To.Canonical() == this.Number.Canonical() {
			return map[catalog.LinkKind]string{catalog.Interprets: "解读", catalog.Repeals: "废止本件", catalog.Modifies: "修改本件",
				catalog.Replaces: "替代本件", catalog.ReplacedBy: "替代的文件", catalog.Forwards: "转发本件", catalog.Answers: "由申请转为公开"}[l.Kind]
		}
	}
	return "相关"
}

// Headings of official texts: 一、总体情况 and （一）加强领导.
var (
	headingOne = regexp.MustCompile(`^[一二三四五六七八九十]{1,3}、`)
	headingTwo = regexp.MustCompile(`^[（(][一二三四五六七八九十]{1,3}[）)]`)
)

// longestHeading is the most characters that a line may have to be a heading.
const longestHeading = 40

// passages cuts a text into paragraphs and headings.
func passages(body string) []passage {
	var out []passage
	for line := range strings.Lines(body) {
		line = strings.Trim(line, " \t\r\n　")
		if line == "" {
			continue
		}
		p := passage{Text: line}
		heading := len([]rune(line)) <= longestHeading && !strings.HasSuffix(line, "。") && !strings.HasSuffix(line, "；")
		switch {
		case heading && headingOne.MatchString(line):
			p.Level = 3
		case heading && headingTwo.MatchString(line):
			p.Level = 4
		}
		out = append(out, p)
	}
	return out
}

var yearInTitle = regexp.MustCompile(`(20\d\d)年`)

// statementOf is the page of the statement that a record publishes: the title
// names year and stage, and the publisher has just that one in the books.
func (s *site) statementOf(r catalog.Record) string {
	m := yearInTitle.FindAllStringSubmatch(r.Title, -1)
	if s.Books == nil || len(m) == 0 {
		return ""
	}
	stage := budget.Budget
	switch planned, final := strings.Contains(r.Title, "预算"), strings.Contains(r.Title, "决算"); {
	case final:
		stage = budget.Final
	case !planned:
		return ""
	}
	year, _ := strconv.Atoi(m[0][1]) // four digits
	if _, ok := s.Books.Find(r.Publisher, year, stage); !ok {
		return ""
	}
	return s.statementPath(r.Publisher, year, stage)
}
