package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
)

// countOrList counts what was made public, or lists it where a month is named and no
// number is asked for: 今年10月新公开的信息.
func (v *visit) countOrList(m meaning, text string) (answer, bool) {
	if strings.Contains(text, "月") && !howMany.MatchString(text) {
		if a, found := v.listAll(m.text); found {
			return a, true
		}
	}
	if a, told := v.countsTold(text); told {
		return a, true
	}
	if a, told := v.partsListed(text); told {
		return a, true
	}
	if _, _, told := v.stated(text); !told {
		if a, said := v.fact(text); said {
			return a, true
		}
		if v.countsSort(text) {
			v.figure = true // which the guide has of all of it only
			return answer{}, false
		}
		if countsNothingHere.MatchString(text) {
			return answer{}, false
		}
		doubted := m.sure < sureAside || m.sure < 1 && howManyCopies.MatchString(text)
		if doubted && v.countsThing(text) || v.countsOther(text) {
			return answer{}, false
		}
	}
	return v.count(text, false)
}

// countsOther says whether a text asks for the number of things that are no records: 开了几次
// 发布会, 修了几条路. It speaks of no publishing or papers, and of no organ, column or channel.
func (v *visit) countsOther(text string) bool {
	plain := noPublishing.ReplaceAllString(text, "、")
	if ofPublishing.MatchString(plain) || utf8.RuneCountInString(countedHull.ReplaceAllString(text, "")) < 2 {
		return false
	}
	census, can := v.published()
	return can && v.publisherNamed(text, census.Census) == "" && columnNamedIn(text, census.Census) == ""
}

var (
	noPublishing = form(`发布会|发现|发生|发放|发展|开发`)
	ofPublishing = form(`{publish}|{document}|{paper_name}|{channel}|{ranking}|收录|库里|这里|[条件](?:$|[吗呢啊的了,，。?？])`)
)

// sortCounted is a text that asks how much of one sort of information was made public;
// allSorts are no sort.
var (
	sortCounted = form(`^(?:{manner}|{lead})*(\p{Han}{2,4})信息(?:一共|总共|都)?(?:主动)?{publish}[了过]*(?:多少|几)条`)
	allSorts    = form(`{all_sorts}`)
)

// countsSort says whether a text asks how much of one sort was made public, of which a
// document speaks in its title: 科技信息公开了多少条.
func (v *visit) countsSort(text string) bool {
	found := sortCounted.FindStringSubmatch(text)
	if found == nil || allSorts.MatchString(found[1]) || v.publisherNamed(text, catalog.Census{}) != "" {
		return false
	}
	page, err := v.look(catalog.Query{Text: found[1], Limit: pageSize, Today: v.today})
	return err == nil && !page.Near && slices.ContainsFunc(page.Hits, func(h catalog.Hit) bool { return strings.Contains(h.Record.Title, found[1]) })
}

// countsThing says whether a text asks for the number of things that a record speaks of,
// and not of all that was made public: 审计公开了几个报告.
func (v *visit) countsThing(text string) bool {
	if v.yearOf(text) != 0 || v.publisherNamed(text, catalog.Census{}) != "" {
		return false
	}
	words := strings.Fields(countedHull.ReplaceAllString(text, " "))
	return slices.ContainsFunc(append(words, strings.Join(words, "")), func(left string) bool {
		return utf8.RuneCountInString(left) >= 2 && inCharacters(left) && v.documented(left)
	})
}

var countedHull = form(`{publish}|{lead}|{all}|{document}|{paper_name}|{your}|{manner}|{newly}|多少|总共|大概|[几个件条份项篇的了过在出有搞做弄吗呢啊呀吧?？,，。]`)

// countsNothingHere is a text that counts what came in, or the articles of a law.
var countsNothingHere = form(`征集(?:到|了|上来)*(?:多少|几)[条份个]|条例(?:一共|总共|共|有)*(?:多少|几)条`)

// howMany is a text that asks for a number.
var (
	howMany = form(`多少|[几数率]|一共|总共|总量`)
	// howManyCopies is a text that asks how many of something were given out, and not made public.
	howManyCopies = form(`(?:发放|征求意见|征集|编写?|印制)[^公布]{0,4}(?:多少|几)[份本期个条]`)
	askedCount    = form(`多少|[几数率]|一共|总共|总量|{ranking}|{which_year}`) // or which year or organ it is
)
