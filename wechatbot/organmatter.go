package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// An organ of this place that made nothing public under its own name may stand in what others made
// public: in the report of the office, as a part of it is called or in a sentence. Who asks for
// something of such an organ is shown that, and not that it has 0条.

// namedOrgan is an organ of this place by what a text calls it.
type namedOrgan struct {
	said  string   // as the text has it
	name  string   // as it is listed, or as it was said
	names []string // what a record may call it
	trade string   // what it is there for: 科技
}

// organSaid is the organ of this place that a text names; none has a name of "".
func (v *visit) organSaid(text string) (o namedOrgan) {
	if said, name := v.alias(text); name != "" {
		o = namedOrgan{said: said, name: name}
	} else if said := bureauSaid.FindStringSubmatch(strings.Replace(text, v.bot.Office.Short, "", 1)); said != nil {
		o = namedOrgan{said: said[1], name: said[1]}
	}
	if o.name == "" || v.bot.ofNoGroup(o.name) || v.bot.Office.Short == "" {
		return namedOrgan{}
	}
	bare, _, _ := strings.Cut(strings.TrimPrefix(o.name, v.bot.Office.Short), "（")
	o.names, o.trade = []string{bare}, v.tradeOf(o.name)
	for _, of := range v.bot.Office.Organs {
		if of.Name == o.name {
			o.names = append(o.names, of.Aliases...)
		}
	}
	return o
}

// bureauSaid is a bureau that a text begins with: 科技局公开了啥.
var bureauSaid = form(`^(?:{manner}|{lead}|{your}|咱们?|的|[,，\s])*((?:{bureau_task}|{trade}|\p{Han}{2})局)(?:[^长面部势]|$)`)

// matterHull are the words of a text that asks for something of an organ which do not say of what.
var matterHull = form(`{manner}|{lead}|{publish}|{where}|{document}|{around}|{your}|20\d\d年?|哪[里儿些]?|什么|啥|有没有|那个|数据|情况|多久|一次|干|做|在|[的了吗呢啊呀过有没都,，。?？\s]`)

// organMatter quotes what a record of this place says of an organ that a text names and of what it
// asks for. lead is said before it.
func (v *visit) organMatter(text, lead string) (answer, bool) {
	plain := writing.Simple(text)
	o := v.organSaid(plain)
	if o.name == "" || v.yearOf(plain) != 0 && factAsked.MatchString(plain) || utf8.RuneCountInString(plain) > longestMatter || asksContact(plain) && !publishes.MatchString(plain) || notMatter.MatchString(plain) {
		return answer{}, false
	}
	rest := strings.Replace(plain, o.said, "", 1)
	r, says := v.saysOfOrgan(o, rest)
	if says == "" {
		return answer{}, false
	}
	if lead == "" {
		v.why.wanted(wantSearch)
	}
	v.speaksOfOrgan(o.name)
	v.foundOne(r)
	a := v.sayInside(insideView{Record: r, Says: says, Found: true, Year: v.yearOf(r.Title)})
	if lead != "" {
		a.text = lead + "\n" + a.text
	}
	return a, true
}

// longestMatter is how many characters a text has at most that asks so, and notMatter is one that
// asks for something else of an organ, or has something to complain of.
const longestMatter = 24

var notMatter = form(`投诉|举报|咨询|反映|局长|领导|几个人|多少人|编制|工资|申请`)

// saysOfOrgan is the sentence of this place's records that speaks of an organ and most of what is
// asked, and its record.
func (v *visit) saysOfOrgan(o namedOrgan, rest string) (of catalog.Record, says string) {
	asked := matterHull.ReplaceAllString(rest, " ")
	best := -1
	for _, r := range v.ownRecordsOf(o) {
		if told := v.toldOfOrgan(o, r, rest); told != "" {
			return r, told
		}
		for _, s := range sentences.FindAllString(r.Body, -1) {
			s = strings.TrimSpace(s)
			named := slices.ContainsFunc(o.names, func(n string) bool { return strings.Contains(s, n) })
			if !named && !(o.trade != "" && titledPart(r, o.trade)) {
				continue
			}
			n := sharedPairs(s, asked)
			if named {
				n++
			}
			if n > best && (sharedPairs(s, asked) > 0 || strings.TrimSpace(asked) == "") {
				of, says, best = r, o.cut(s, asked), n
			}
		}
	}
	return of, says
}

// toldOfOrgan is what a record says of how often or how much an organ that it names does what is asked.
func (v *visit) toldOfOrgan(o namedOrgan, r catalog.Record, rest string) string {
	if !oftenAsked.MatchString(rest) || !slices.ContainsFunc(o.names, func(n string) bool { return strings.Contains(r.Body, n) }) {
		return ""
	}
	return toldWithin(r, rest)
}

// ownRecordsOf are the records of this place that name an organ, or whose title has its trade: the
// parts of a report before the whole of it.
func (v *visit) ownRecordsOf(o namedOrgan) (out []catalog.Record) {
	for _, name := range append(slices.Clone(o.names), o.trade) {
		if name == "" {
			continue
		}
		for _, h := range v.hitsOf(name) {
			here := h.Record.Publisher == v.bot.Office.Name || h.Record.Publisher == v.bot.Office.Desk
			if !here || slices.ContainsFunc(out, func(r catalog.Record) bool { return r.Number == h.Record.Number }) {
				continue
			}
			if r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number); err == nil {
				out = append(out, r)
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(out), func(r catalog.Record) bool {
		return slices.ContainsFunc(out, func(part catalog.Record) bool { return isPartOf(part, r) })
	})
}

// titledPart says whether what a record is called itself, behind the name of the whole, has a word.
func titledPart(r catalog.Record, word string) bool {
	_, own := titleParts(r.Title)
	return strings.Contains(own, word)
}

// isPartOf says whether a record is a part of another, by its title.
func isPartOf(part, whole catalog.Record) bool {
	of, own := titleParts(part.Title)
	return own != "" && of == whole.Title
}

// sharedPairs counts the pairs of characters of a text's words that a sentence has too.
func sharedPairs(sentence, words string) (n int) {
	for _, word := range strings.Fields(words) {
		runes := []rune(word)
		for i := 0; i+1 < len(runes); i++ {
			if strings.Contains(sentence, string(runes[i:i+2])) {
				n++
			}
		}
	}
	return n
}

// cut is a sentence as it is quoted: of a long one the part that names the organ, or has most of
// what is asked, and the one behind it.
func (o namedOrgan) cut(sentence, asked string) string {
	if utf8.RuneCountInString(sentence) <= longestQuoted {
		return sentence
	}
	all, best, at := halves.FindAllString(sentence, -1), 0, 0
	for i, part := range all {
		if utf8.RuneCountInString(part) > longestQuoted/2 {
			continue
		}
		n := 2 * sharedPairs(part, asked)
		if slices.ContainsFunc(o.names, func(name string) bool { return strings.Contains(part, name) }) {
			n += 3
		}
		if n > best {
			best, at = n, i
		}
	}
	quoted := all[at]
	if at+1 < len(all) && utf8.RuneCountInString(all[at+1]) <= longestQuoted/2 {
		quoted += "，" + all[at+1]
	}
	return dotted(quoted)
}
