package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// twoSubjects is a text that names two things of which it wants the documents: 职业教育的，还有
// 幼儿园的文件.
var twoSubjects = form(`^(?:{manner}|{lead}|看看|看|[,，\s])*(\p{Han}{2,8}?)(?:方面|这块)?的?(?:{document}|{paper_name})?(?:[,，、\s]*(?:还有|以及|加上|和|跟|与)|[,，、\s]+)(\p{Han}{2,8}?)(?:方面|这块)?的?(?:{document}|{paper_name})*(?:我?都|也|全)?(?:要看|想看|要|看看|给我|发我)?(?:{softly}|[。])*$`)

// bySubjects lists the documents whose titles have the one or the other of two things that a
// text names, where none is of both.
func (v *visit) bySubjects(text string) (answer, bool) {
	m := twoSubjects.FindStringSubmatch(writing.Simple(text))
	if m == nil {
		return answer{}, false
	}
	first, second := v.titledWith(m[1]), v.titledWith(m[2])
	if len(first) == 0 || len(second) == 0 {
		return answer{}, false
	}
	first = first[:min(len(first), max(pageSize-len(second), (pageSize+1)/2))]
	of := catalog.Page{Hits: slices.Concat(first, second[:min(len(second), pageSize-len(first))])}
	return v.listNamed(text, of, nil)
}

// titledWith are the documents that are found by a word and have it in their titles.
func (v *visit) titledWith(word string) []catalog.Hit {
	page, found := v.allOf(catalog.Query{Text: word, Limit: pageSize, Today: v.today})
	if !found {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(page.Hits), func(h catalog.Hit) bool { return !strings.Contains(h.Record.Title, word) })
}

// byHalves shows what has the two words of four characters in its title, with others between
// them: 预算报告 is 财政预算草案的报告.
func (v *visit) byHalves(text string) (answer, bool) {
	word := []rune(writing.Simple(text))
	if len(word) != 4 || !inCharacters(text) || utf8.RuneCountInString(writing.Letters(text)) != 4 {
		return answer{}, false
	}
	head, tail := string(word[:2]), string(word[2:])
	page, found := v.allOf(catalog.Query{Text: head + " " + tail, Limit: pageSize, Today: v.today})
	if !found {
		return answer{}, false
	}
	var hits []nearHit
	for i, h := range page.Hits {
		if at := strings.Index(h.Record.Title, head); at >= 0 && strings.HasSuffix(h.Record.Title, tail) && len(hits) < mostNear {
			hits = append(hits, nearOf(&page.Hits[i], ""))
		}
	}
	if len(hits) == 0 {
		return answer{}, false
	}
	v.missed(text, hits, true)
	return v.sayMissing(text, page, hits, true), true
}
