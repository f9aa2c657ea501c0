package wechatbot

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// How many documents of a kind there are, by the word that their titles end in or have: 预算表有
// 几张, 国务院2004年发了几个复函.
var (
	copiesBehind = form(`^(.{2,14}?)(?:一共|总共|都|有|{publish}|出|做|印|了|过|,)*(?:多少|几)[张份个件篇](?:的|{copy_kind})*({copy_kind})(?:{softly}|[吗?？])*$`)
	copiesBefore = form(`^(?:{manner}|{lead})*(.{0,14}?)的?({copy_kind})(?:一共|总共|都|有|{publish}|出|印|了|过|,)*(?:多少|几)[张份个件篇](?:{softly}|[吗?？])*$`)
	copiesOf     = form(`^(?:{manner}|{lead}|{publish}|一共|总共|都|有|了|过)*(?:多少|几)[张份个件篇](.{1,8}?)({copy_kind})(?:{softly}|[吗?？])*$`)
	// copiesAbout asks how many documents of any kind there are on something: 关于医院的文件有几个.
	copiesAbout = form(`^(?:{manner}|{lead})*(?:关于|有关|涉及|[跟和与])(.{2,10}?)(?:有关|相关)?的?{document}(?:一共|总共|都|有|这里|{publish}|出|了|过|,)*(?:多少|几)[份个件篇条](?:{softly}|[吗?？])*$|` +
		`^(?:{manner}|{lead})*(.{2,8}?)(?:方面|领域|这块|这一块)上?的?{document}(?:一共|总共|都|有|这里|{publish}|出|了|过|,)*(?:多少|几)[份个件篇条](?:{softly}|[吗?？])*$`)
	// copyHull are the words around what such documents are about.
	copyHull = form(`{manner}|{lead}|{publish}|{your}|这里|网上|[的了过发出]`)
)

// copies lists the documents of a kind that a text asks how many there are of: their number
// stands over the list. Where a record says how many it is answered by that, and elsewhere.
func (v *visit) copies(m meaning) (answer, bool) {
	text := writing.Simple(m.text)
	if m.intent != wantSearch || !strings.ContainsAny(text, "几多") || utf8.RuneCountInString(text) > longestLoose {
		return answer{}, false
	}
	if found := copiesAbout.FindStringSubmatch(text); found != nil {
		return v.ofCopies(text, found[1]+found[2], "")
	}
	for _, f := range []interface{ FindStringSubmatch(string) []string }{copiesOf, copiesBehind, copiesBefore} {
		if found := f.FindStringSubmatch(text); found != nil {
			return v.ofCopies(text, found[1], found[2])
		}
	}
	return answer{}, false
}

// ofCopies lists the records whose titles have a kind and all the words beside it, of the organ
// and the year that are named among them.
func (v *visit) ofCopies(text, words, kind string) (answer, bool) {
	through, q := sieve{Year: int16(v.yearOf(words))}, catalog.Query{Limit: mostSifted, Today: v.today}
	words = v.withoutYears(words)
	if census, can := v.published(); can {
		name := ""
		if q.Organ, name = v.publisherIn(words, census); name != "" {
			words = strings.Replace(words, name, "", 1)
			q.Year, through.Year = int(through.Year), 0 // when it was published, and not what its title is about
		}
	}
	words = writing.Letters(copyHull.ReplaceAllString(words, ""))
	if utf8.RuneCountInString(words) > mostWords || q.Organ == "" && words == "" {
		return answer{}, false
	}
	v.words = text
	q.Text, through.Titled = cmp.Or(words, kind), strings.TrimSpace(words+" "+kind)
	if strings.Contains(words, "预算") && !strings.Contains(words, "决算") {
		through.Titled += " !决算 !财决" // an account of the public budget is no budget
	}
	for _, organ := range []string{q.Organ, v.organBeginning(q.Organ)} {
		q.Organ = organ
		page, err := v.siftAll(q, through)
		if err == nil && !page.Near && len(page.Hits) > 0 {
			v.why.wanted(wantSearch)
			q.Limit = pageSize
			a := v.sifted(q, through)
			if len(page.Hits) == 1 {
				a.text = v.bot.say("copies_one", nil).text + "\n" + a.text
			}
			return a, true
		}
	}
	v.words = ""
	return answer{}, false
}

// mostWords is how many characters say what documents of a kind are about.
const mostWords = 6
