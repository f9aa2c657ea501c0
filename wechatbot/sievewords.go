package wechatbot

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is to be left of a list is said by words of the titles: 三公的那几个, 只要决算的,
// 不要预算的.
var (
	withoutThat = form(`^(?:{around}|{softly})*(?:{not_those})(.{1,10}?)(?:的|{those_ones}|{a_document}|{softly})*$`)
	onlyThose   = form(`^(?:{around}|{softly})*(?:{only_those})(.{1,10}?)(?:的|{those_ones}|{a_document}|{softly})*$`)
	anyOfThem   = form(`^(?:{around}|{of_list})*有(?:没有)?(.{2,6}?)的?(?:没有?|吗|么|不)?$`) // 有复函没
	theseThere  = form(`^(?:{softly}|要看|我要|要|看)*(.{1,10}?)(?:的|那|这)*(?:{those_ones})(?:{softly})*$|^(?:{softly}|要看|我要|要|看)*(.{2,10})的$`)
)

// sievedByWords shows what of the list in hand has, or has not, the words that a text
// names. Where none of the list is told apart by them it is not known.
func (v *visit) sievedByWords(text string) (answer, bool) {
	if !v.talk.newer || !spokeOfFound[v.talk.said] && v.talk.said != "nopage" || v.talk.total < 2 {
		return answer{}, false
	}
	through := v.talk.found.Sieve
	for _, clause := range sievingClauses(text) {
		with, without := sievingIn(clause)
		if with+without == "" || sieveless(with) || sieveless(without) {
			return answer{}, false
		}
		through.With = strings.TrimSpace(through.With + " " + with)
		through.Without = strings.TrimSpace(through.Without + " " + without)
	}
	q := v.talk.query
	q.Offset, q.Limit, q.Today = 0, pageSize, v.today
	page, err := v.sift(q, through)
	if page.Total == 0 && through.With != "" && through.Without != "" { // 总决算及总预算 is of both
		through.Without = ""
		page, err = v.sift(q, through)
	}
	if err == nil && page.Total == 0 && q.Organ != "" && strings.HasSuffix(text, "的") {
		v.lackOf = q.Organ + "发布的“" + through.With + "”" // what others have of it is looked for
	}
	if err != nil || page.Total == 0 || page.Total == v.talk.total {
		return answer{}, false
	}
	return v.showSifted(q, page, through), true
}

// sievingClauses are the clauses of a text, of which one begins at 不要 too, with or without a mark
// before it: 要复函不要通报.
func sievingClauses(text string) []string {
	if m := wantsNotThat.FindStringSubmatch(text); m != nil {
		text = "只要" + m[1] + "，" + m[2]
	}
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '，' || r == '、' })
}

// wantsNotThat is a text that says what is to be left, and behind it what is not.
var wantsNotThat = form(`^(?:{around}|{softly}|{only_those}|要)*?(?:{only_those}|要)([^,，、]{2,10}?)((?:{not_those})[^,，、]+)$`)

// sievingIn are the words of a clause that what is left has, or has not.
func sievingIn(clause string) (with, without string) {
	if m := withoutThat.FindStringSubmatch(clause); m != nil {
		return "", writing.Letters(m[1])
	}
	for _, f := range []interface{ FindStringSubmatch(string) []string }{onlyThose, theseThere, anyOfThem} {
		if m := f.FindStringSubmatch(clause); m != nil {
			return writing.Letters(strings.Join(m[1:], "")), ""
		}
	}
	return "", ""
}

// sieveless says whether words are none that titles are told apart by.
func sieveless(words string) bool {
	return words != "" && (utf8.RuneCountInString(words) < 2 || onlyThat.MatchString(words) || lexicon.Choice(words) != 0 || recordAsked(words) != nil)
}

// keeps says whether a record has all the words that are wanted, and none of the others.
func (s sieve) keeps(r catalog.Record) bool {
	of := writing.Letters(r.Title + " " + r.Publisher + " " + string(r.Column))
	title := writing.Letters(r.Title)
	if !strings.HasPrefix(r.Published.String(), s.Public) {
		return false
	}
	if slices.ContainsFunc(strings.Fields(s.Titled), func(word string) bool {
		word, no := strings.CutPrefix(word, "!")
		return strings.Contains(title, word) == no
	}) {
		return false
	}
	return !slices.ContainsFunc(strings.Fields(s.Without), func(word string) bool { return strings.Contains(title, word) || r.Publisher == word }) &&
		!slices.ContainsFunc(strings.Fields(s.With), func(word string) bool { return !strings.Contains(of, word) })
}

// said is what is looked for with what is to be left of it, in words.
func (s sieve) said(of string) string {
	if year, month, ofMonth := strings.Cut(s.Public, "-"); ofMonth {
		of = fmt.Sprintf("%s%s年%s月公开", of, year, strings.TrimPrefix(month, "0"))
	} else if s.Public != "" {
		of = fmt.Sprintf("%s%s年公开", of, year)
	}
	for _, word := range strings.Fields(s.With) {
		of = fmt.Sprintf("%s，%s", of, word)
	}
	for _, word := range strings.Fields(s.Without) {
		of = fmt.Sprintf("%s，不要%s", of, word)
	}
	return strings.TrimPrefix(of, "，")
}

// saidAgain is what a text names again of what was looked for before: 年报 of 2014年的年报呢.
func (v *visit) saidAgain(text, sought string) string {
	again := writing.Common(writing.Letters(v.withoutYears(text)), writing.Letters(sought))
	if again = strings.Trim(again, "的"); utf8.RuneCountInString(again) < 2 || onlyThat.MatchString(again) {
		return ""
	}
	return again
}

// spokenDays are the days of a query that also has words, in words.
func spokenDays(q catalog.Query) string {
	if q.From.IsZero() || q.Text == "" {
		return ""
	}
	return spoken(catalog.Query{From: q.From, To: q.To})
}
