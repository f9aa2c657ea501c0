package wechatbot

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// spellable are words that people look for and that stand in no title as such.
var spellable = []string{"年度报告", "年报", "公开指南", "公开目录", "三公", "三公经费", "公务接待费", "公务用车", "因公出国", "机关运行经费", "预算", "决算", "部门预算", "部门决算",
	"我要申请", "在线申请", "网上申请", "我的申请", "申请公开", "申请进度", "人工", "投诉", "咨询", "帮助", "取消", "返回", "电话", "地址", "长期公开", "定期公开", "逐段公开", "临时公开"}

// spelled is the word of this account that is spelled on a Latin keyboard: one
// of its own, of the office's guide, or an organ. What titles hold, the
// catalogue knows by itself.
func (v *visit) spelled(text string) (word string, found bool) {
	defer func() { // sangongjingfei 2024 names a year
		if year := yearWord.FindString(text); found && len(year) >= 4 {
			word += strings.TrimSpace(year)
		}
	}()
	is := func(word string) bool { return catalog.SoundsLike(word, text) }
	if i := slices.IndexFunc(spellable, is); i >= 0 {
		return spellable[i], true
	}
	for _, g := range v.bot.Office.Guide {
		if i := slices.IndexFunc(g.Words, is); i >= 0 {
			return g.Words[i], true
		}
	}
	for _, o := range v.bot.Office.Organs {
		if i := slices.IndexFunc(o.Aliases, is); i >= 0 {
			return o.Aliases[i], true
		}
		if is(o.Name) {
			return o.Name, true
		}
	}
	return "", false
}

// spelledApart answers two words that are spelled with a space between and stand in one
// title, each by itself: xiongan guihua.
func (v *visit) spelledApart(text string) (answer, bool) {
	parts := strings.Fields(text)
	if len(parts) < 2 || len(parts) > longestWord || inCharacters(text) || !latin.MatchString(text) {
		return answer{}, false
	}
	var both catalog.Page
	for n, part := range parts {
		page, found := v.allOf(catalog.Query{Text: part, Limit: mostSerials, Today: v.today})
		if !found {
			return answer{}, false
		}
		if n == 0 {
			both = page
			continue
		}
		both.Hits = slices.DeleteFunc(both.Hits, func(h catalog.Hit) bool {
			return !slices.ContainsFunc(page.Hits, func(o catalog.Hit) bool { return o.Record.Number == h.Record.Number })
		})
	}
	if both.Total = min(pageSize, len(both.Hits)); both.Total == 0 {
		return answer{}, false
	}
	both.Hits = both.Hits[:both.Total]
	return v.listed(catalog.Query{Text: text, Limit: pageSize, Today: v.today}, both), true
}

// respelled answers what pinyin spells: 我的申请到哪了 for wode shenqing daonale.
func (v *visit) respelled(text string) (answer, bool) {
	if v.spelling {
		return answer{}, false
	}
	written, share := v.bot.speller().Write(strings.TrimRight(text, "?？!！ "))
	if share < mostSpelled {
		return answer{}, false
	}
	v.spelling = true
	return v.act(v.bot.recognise(written)), true
}

// latin is pinyin between other characters.
var latin = form(`[A-Za-z]+(?:['’ ]+[A-Za-z]+)*`)

// mixed writes the organs and figures that a text spells in pinyin beside Chinese
// characters, and what else is spelled beside them: 普陀财政局三公 for putuo caizhengju 三公.
// A text that spells neither is left.
func (v *visit) mixed(text string) (written string, found bool) {
	if v.spelling || !han.MatchString(text) {
		return text, false
	}
	runs := v.runs(text)
	words := make([]string, len(runs))
	for i, m := range runs {
		words[i] = cmp.Or(v.endOf(text[:m[0]], text[m[0]:m[1]]), v.wordOf(text[m[0]:m[1]], text[m[1]:]), v.wholly(text[m[0]:m[1]]))
		found = found || words[i] != ""
	}
	if !found {
		return text, false
	}
	var b strings.Builder
	from, after := 0, false
	for i, m := range runs {
		word := words[i]
		if said, share := v.bot.speller().Write(text[m[0]:m[1]]); word == "" && share >= mostSpelled {
			word = said // 2024nian beside 三公
		}
		between := text[from:m[0]]
		if after && word != "" && strings.TrimSpace(between) == "" {
			between = "" // of one name: wanli jiedao
		}
		after = word != ""
		b.WriteString(between + cmp.Or(word, text[m[0]:m[1]]))
		from = m[1]
	}
	return b.String() + text[from:], true
}

// runs are where a text is spelled: word by word where one of several is known by itself.
func (v *visit) runs(text string) (runs [][]int) {
	mails := mailIn.FindAllStringIndex(text, -1)
	for _, m := range latin.FindAllStringIndex(text, -1) {
		if slices.ContainsFunc(mails, func(mail []int) bool { return mail[0] <= m[0] && m[1] <= mail[1] }) {
			continue
		}
		words := spelledWord.FindAllStringIndex(text[m[0]:m[1]], -1)
		apart := len(words) > 1 && slices.ContainsFunc(words, func(w []int) bool {
			return v.wholly(text[m[0]+w[0]:m[0]+w[1]]) != ""
		})
		if !apart {
			runs = append(runs, m)
			continue
		}
		for _, w := range words {
			runs = append(runs, []int{m[0] + w[0], m[0] + w[1]})
		}
	}
	return runs
}

// mailIn is an address of mail, which spells nothing.
var mailIn = form(`[0-9A-Za-z._%+-]+@[0-9A-Za-z.-]+`)

// spelledWord is one word of several that are spelled.
var spelledWord = form(`[A-Za-z]+`)

// endOf is the end of an organ's name that letters spell behind its beginning: 街道 of
// 万里jiedao.
func (v *visit) endOf(before, letters string) string {
	for _, o := range v.bot.Office.Organs {
		for _, name := range append([]string{o.Name}, o.Aliases...) {
			for at := range name {
				if at > 0 && strings.HasSuffix(before, name[:at]) && catalog.SoundsLike(name[at:], letters) {
					return name[at:]
				}
			}
		}
	}
	return ""
}

// leastSpelled is how many letters are not taken for another language where they spell
// words that are known from one end to the other.
const leastSpelled = 6

// wholly is what letters spell from one end to the other, "" where they do not.
func (v *visit) wholly(letters string) string {
	if word, found := v.spelled(letters); found {
		return word
	}
	if word, share := v.bot.speller().Write(letters); share == 1 && len(letters) >= leastSpelled {
		return word
	}
	return ""
}

// wordOf is the organ or the figure that letters spell, "" where they spell none: by
// themselves, or with the end of a name that stands behind them, as in wanli街道.
func (v *visit) wordOf(letters, behind string) string {
	word, share := v.bot.speller().Write(letters)
	if share < mostSpelled {
		return ""
	}
	if _, of := v.alias(word); of != "" || organName.FindString(word) != "" {
		return word
	}
	if end := organEnd.FindString(behind); end != "" && organName.FindString(word+end) == word+end {
		return word
	}
	if v.bot.Books == nil {
		return ""
	}
	if named := organName.FindString(word + behind[:min(len(behind), longestOrgan*len("局"))]); len(named) > len(word) && strings.HasPrefix(named, word) {
		if organ, _, unknown := v.organIn(named); organ != "" && unknown == "" { // putuo财政局
			return word
		}
	}
	if slices.ContainsFunc(v.named(word, ""), func(n figure.Naming) bool { return n.Firm }) {
		return word
	}
	return ""
}

var (
	han     = form(`\p{Han}`)
	hanRuns = form(`\p{Han}{2,}`)
)

const (
	mostSpelled = 0.8 // of the syllables must be in words that are known
	oftenSaid   = 4   // times that the sayings have a word
	longestWord = 4   // characters
)

// spellerOf knows the words of this account, and then those of the sayings, the
// more frequent first: what often stands together is a word.
func spellerOf(c Config) *catalog.Speller {
	words := slices.Clone(spellable)
	for _, g := range c.Office.Guide {
		words = append(words, g.Words...)
	}
	for _, o := range c.Office.Organs {
		words = append(append(words, o.Name), o.Aliases...)
		words = append(words, placeParts(o.Name)...)
	}
	for _, group := range c.Office.Synonyms {
		for _, w := range group {
			words = append(words, hanRuns.FindAllString(w, -1)...) // 职教 of 职教20条
		}
	}
	words = slices.AppendSeq(words, figure.PublicWords())
	if c.Books != nil {
		for s := range c.Books.All() {
			for _, t := range s.Tables {
				for _, r := range t.Rows {
					words = append(words, budget.Plain(r.Label))
				}
			}
		}
	}
	said := builtInWords
	if len(c.Sayings) > 0 {
		sayings, _ := builtIn()
		said = func() []string { return wordsOften(slices.Concat(sayings, c.Sayings)) }
	}
	return catalog.NewSpeller(append(words, said()...))
}

// builtInWords are the words of the built-in sayings.
var builtInWords = sync.OnceValue(func() []string {
	sayings, _ := builtIn()
	return wordsOften(sayings)
})

// wordsOften are the words that sayings often have, the more frequent first.
func wordsOften(sayings []Saying) []string {
	often := map[string]int{}
	for _, s := range sayings {
		runes := []rune(writing.Simple(s.Text))
		for i := range runes {
			for n := 1; n <= longestWord && i+n <= len(runes) && unicode.Is(unicode.Han, runes[i+n-1]); n++ {
				often[string(runes[i:i+n])]++
			}
		}
	}
	said := slices.DeleteFunc(slices.Collect(maps.Keys(often)), func(w string) bool { return often[w] < oftenSaid })
	slices.SortFunc(said, func(a, b string) int { return cmp.Or(often[b]-often[a], strings.Compare(a, b)) })
	return said
}

// place is what stands before the name of an organ: its city, and its district.
var place = form(`^(?:(\p{Han}{2,}?)市)?(?:(\p{Han}{2,}?)([区县]))?(?:人民政府)?(\p{Han}*)`)

// placeParts are a place and an organ by themselves, as people write them with a
// space between: 普陀, 普陀区, 财政局.
func placeParts(name string) (out []string) {
	m := place.FindStringSubmatch(name)
	if m[1] != "" {
		out = append(out, m[1], m[1]+"市")
	}
	if m[2] != "" {
		out = append(out, m[2], m[2]+m[3])
	}
	if m[4] != "" && m[4] != name {
		out = append(out, m[4])
	}
	return out
}

// spelledOn answers a text in pinyin that goes on from what is in hand: jiang sha de.
func (v *visit) spelledOn(m meaning) (answer, bool) {
	_, held := v.figureHeld()
	if m.intent != wantSearch || v.spelling || inCharacters(m.text) || !held && !v.foundHeld() || len(m.text) > longestSpelled || !latin.MatchString(m.text) {
		return answer{}, false
	}
	for _, s := range []struct {
		by    *catalog.Speller
		least float64
	}{{onwardSpeller(), 1}, {v.bot.speller(), mostSpelled}} {
		written, share := s.by.Write(whoSaid.Replace(m.text))
		if share < s.least {
			continue
		}
		m.text = written
		if a, known := v.onHand(m); known {
			return a, true
		}
	}
	return answer{}, false
}

// onwardSpeller knows the words by which people go on from a record or a figure: shui fa
// de is 谁发的 then, and no 税法.
var onwardSpeller = sync.OnceValue(func() *catalog.Speller {
	var words []string
	for _, kind := range []string{"full_text", "who_made", "when_made", "doc_number", "enclosed", "in_force", "source_of", "sheet", "this_one", "about_it", "go_on"} {
		words = append(words, lexicon.Words(kind)...)
	}
	return catalog.NewSpeller(words)
})

// whoSaid spells 谁 as dictionaries do.
var whoSaid = strings.NewReplacer("shui", "shei")

// longestSpelled is how many letters a text in pinyin has at most that goes on from
// another.
const longestSpelled = 40

// spelledWish is what a text in pinyin wants that comes where an application or a letter was
// begun, in characters: 我要投诉 for wo yao tou su. It is "" for what wants nothing by itself, and
// where a name is asked for.
func (v *visit) spelledWish(u unfinished, m meaning) string {
	if !u.busy && !u.writing || u.busy && u.draft.Step == application.StepName || inCharacters(m.text) {
		return ""
	}
	text := strings.TrimRight(m.text, "?？!！.。 ")
	if i := slices.IndexFunc(wishes, func(word string) bool { return catalog.SoundsLike(word, text) }); i >= 0 {
		return wishes[i]
	}
	return ""
}

// wishes are what is wanted in between, or in the end, of what was begun.
var wishes = []string{"我要投诉", "投诉", "我要咨询", "咨询", "转人工", "人工", "提交", "我要提交", "重写"}
