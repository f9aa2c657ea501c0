package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// organName is a name that a text may give an organ.
var organName = form(`\p{Han}{2,}?` + organEnds)

const organEnds = `(?:局|委员会|委|街道|镇|乡|厅|法院|检察院|医院|学校|中学|小学|幼儿园|中心|大队|支队)`

// The end of a name behind letters that spell the rest of it, and such a name whole.
var (
	organEnd = form(`^` + organEnds)
	lettered = form(`[A-Za-z]+` + organEnds)
)

// A place before the name of an organ, and words that end like a place and are none.
var (
	placedOrgan = form(`(\p{Han}{2,12}?(?:自治区|省|市|县|区|旗))(\p{Han}{0,10}?(?:局|厅|委员会|委|法院|检察院|大队|支队|街道办?|乡|镇|政府))`)
	noPlace     = form(`{no_place}$`)
)

// elsewhere is the organ of another place that a text asks something of, "" where none
// is named: an organ of the city that this district is in is another's too.
func (v *visit) elsewhere(text string) string {
	here, found := v.bot.Office.Short, placedOrgan.FindStringSubmatch(text)
	if here == "" || found == nil || noPlace.MatchString(found[1]) || v.organNamed(text) != "" || strings.Contains(found[0], strings.TrimRight(here, "省市县区旗")) {
		return ""
	}
	return found[0]
}

// neighbours is the organ of a county or a district beside this one that a text names, ""
// where it names none: 永宁县财政局 is not the 财政局 of here.
func (v *visit) neighbours(text string) string {
	found := placedOrgan.FindStringSubmatch(hullBefore.ReplaceAllString(text, ""))
	if found == nil || v.knownPlace(found[1]) {
		return ""
	}
	return found[0]
}

// neighbour is a county or a district at the beginning of a text.
var neighbour = form(`^(\p{Han}{2,4}?(?:自治县|县|区|旗))(?:政府|的|(?:19|20)\d\d|\d\d年|去年|今年|前年|年|政务|信息|公开|三公|财政|预算|决算)`)

// placeBeside is the county or the district beside this one that a text begins with.
func (v *visit) placeBeside(text string) string {
	if !strings.ContainsAny(text, "县区旗") {
		return ""
	}
	found := neighbour.FindStringSubmatch(hullBefore.ReplaceAllString(text, ""))
	if found == nil || v.knownPlace(found[1]) {
		return ""
	}
	return found[1]
}

// knownPlace says whether a place is this one, by any of its names, one that an organ of the
// office is of, or none at all: 小区.
func (v *visit) knownPlace(place string) bool {
	short := v.bot.Office.Short
	if short == "" || strings.Contains(place, strings.TrimRight(short, "省市县区旗")) || noPlace.MatchString(place) || slices.ContainsFunc(here(short), func(h string) bool { return strings.HasSuffix(place, h) }) {
		return true
	}
	return slices.ContainsFunc(v.bot.Office.Organs, func(o h5.Organ) bool { return strings.Contains(o.Name, place) }) || slices.ContainsFunc(v.bot.Books.Organs(), func(o string) bool { return strings.Contains(o, place) })
}

// notOrgan are words that end like an organ and are none.
var notOrgan = form(`结局|格局|布局|乡镇|城乡|委托|政务大厅`)

// anyOrgan is a word that asks which organ it is, and names none: 最多的是哪个街道.
var anyOrgan = form(`{which_organ}|哪个(?:镇|乡|中心|学校|医院)`)

// organHull is what stands before the name of an organ and is no part of it: 几点上班你们大厅.
var organHull = form(`^.*(?:你们|我们|咱们|您们|请问|上班|开门|几点|告诉我|知道|[去到在找给])`)

// notInOrgan are characters before the name of an organ that are not of it.
const notInOrgan = "去今年的各本这那我们你哪个"

// genericOrgan are words for organs that name none.
var genericOrgan = map[string]bool{"街道": true, "镇": true, "乡": true, "局": true, "委": true, "中心": true, "学校": true, "医院": true, "中学": true, "小学": true, "乡镇": true, "街镇": true}

// organIn is the organ of the books that a text names: by an alias of the
// office's, or by more than two characters of its own name. It also returns the
// text without that name. An organ that is named and keeps no books here is
// unknown, and nobody else's figures are given for it.
func (v *visit) organIn(text string) (organ, rest, unknown string) {
	keeps := v.bot.Books.Organs()
	if name, of := v.alias(text); name != "" && slices.Contains(keeps, of) {
		return of, strings.Replace(text, aliasIn(text, name, of), "", 1), ""
	} else if name != "" {
		return "", strings.Replace(text, name, "", 1), name
	}
	if named := lettered.FindString(text); named != "" {
		return "", strings.Replace(text, named, "", 1), named // whose name is spelled in a way that nobody can read
	}
	if place := v.farther(text); place != "" {
		return "", strings.Replace(text, place, "", 1), place
	}
	organ, shared := mostShared(keeps, text)
	if other := v.neighbours(text); other != "" {
		return "", strings.Replace(text, other, "", 1), other
	} else if own := v.ourOrgan(text); own != "" {
		return "", text, own
	} else if other := placedElsewhere(organ, text); other != "" {
		return "", strings.Replace(text, other, "", 1), other
	}
	if named := organName.FindString(notOrgan.ReplaceAllString(anyOrgan.ReplaceAllString(text, ""), "")); named != "" && !strings.HasSuffix(shared, lastRune(named)) {
		named = strings.TrimLeft(yearWord.ReplaceAllString(named, ""), notInOrgan)
		if genericOrgan[named] {
			return organ, strings.Replace(text, named, "", 1), ""
		}
		if rest := strings.TrimLeft(named, "跟和与同比"); rest != named && shortened(keeps, rest) != "" {
			named = rest // 跟规划局比呢
		}
		if organ = shortened(keeps, named); organ != "" {
			return organ, strings.Replace(text, named, "", 1), ""
		}
		return "", strings.Replace(text, named, "", 1), named
	}
	if of, left, none, vague := v.vaguely(organ, shared, text); vague {
		return of, left, none
	}
	if named := organName.FindString(text); organ != "" && strings.HasSuffix(named, shared) {
		if _, all := leftOut(organ, []rune(named)); all {
			shared = named // 普陀财政局 where 财政局 was recognised
		}
	}
	return organ, strings.Replace(text, shared, "", 1), ""
}

// anyOffice is a part of an organ's name that many have.
var anyOffice = form(`^(?:人民政府|街道办事处|街道办|办事处|街道)+$`)

// placeBefore is the place that an organ's name begins with: 上海市普陀区.
func placeBefore(organ string) string {
	m := place.FindStringSubmatch(organ)
	return strings.TrimSuffix(organ, m[len(m)-1])
}

// mostShared is the organ that a text has most of in a row, of more than two characters,
// and that.
func mostShared(organs []string, text string) (organ, shared string) {
	for _, o := range organs {
		if run := writing.Common(o, text); utf8.RuneCountInString(run) > max(2, utf8.RuneCountInString(shared)) {
			organ, shared = o, run
		}
	}
	return organ, shared
}

// vaguely says whether what a text shares with an organ's name is what many have in theirs
// (街道办的三公), or only a place, of which it may name an organ behind it: 普陀区三公 is not of
// one of its organs.
func (v *visit) vaguely(organ, shared, text string) (of, rest, unknown string, vague bool) {
	rest = strings.Replace(text, shared, "", 1)
	switch {
	case organ == "":
		return "", "", "", false
	case anyOffice.MatchString(shared):
		return "", rest, "", true
	case !strings.Contains(placeBefore(organ), shared):
		return "", "", "", false
	}
	of, rest, unknown = v.organIn(v.stemmed(rest))
	if of == "" {
		unknown = cmp.Or(unknown, shared)
	}
	return of, rest, unknown, true
}

// aliasIn is what of a text names an organ that an alias in it is of: 万里街道办 where 万里街道
// is the alias, and not of 万里街道办公费.
func aliasIn(text, alias, organ string) string {
	run := writing.Common(organ, text)
	if !strings.Contains(run, alias) {
		return alias
	}
	if _, rest, _ := strings.Cut(text, run); strings.HasSuffix(run, "办") && strings.HasPrefix(rest, "公") {
		return strings.TrimSuffix(run, "办")
	}
	return run
}

// ourOrgan is the organ of this place that a text names without its place, and
// that keeps no books here: somebody else's 财政局 is not meant then.
func (v *visit) ourOrgan(text string) string {
	named := organName.FindString(notOrgan.ReplaceAllString(text, ""))
	for range utf8.RuneCountInString(named) {
		if genericOrgan[named] {
			return ""
		}
		for _, o := range v.bot.Office.Organs {
			if !o.Elsewhere && strings.HasSuffix(o.Name, named) && utf8.RuneCountInString(named) > 2 && !v.bot.keeps(o.Name, text) {
				return o.Name
			}
		}
		_, n := utf8.DecodeRuneInString(named)
		named = named[n:]
	}
	return ""
}

// keeps says whether the books are of an organ, or of one that has more of a text
// in its name: 普陀的财政局 is not the one of here.
func (b *Bot) keeps(organ, text string) bool {
	for _, k := range b.Books.Organs() {
		if k == organ || within(k, text) > within(organ, text) {
			return true
		}
	}
	return false
}

// within counts the characters of a name that stand in a text.
func within(name, text string) (n int) {
	for _, r := range name {
		if strings.ContainsRune(text, r) {
			n++
		}
	}
	return n
}

// alias is the longest name of one of the office's organs that stands in a
// text, and the organ that it is of: 普陀区财政局 is not the 区财政局 of here.
func (v *visit) alias(text string) (name, organ string) {
	for _, o := range v.bot.Office.Organs {
		if len(o.Name) > len(name) && strings.Contains(text, o.Name) {
			name, organ = o.Name, o.Name
		}
		for _, n := range o.Aliases {
			if len(n) > len(name) && strings.Contains(text, n) {
				name, organ = n, o.Name
			}
		}
	}
	return name, organ
}

// ours says whether a text names this place, of which no books are kept: what is
// known of its money is then in the catalogue.
func (v *visit) ours(text string) bool {
	short := v.bot.Office.Short
	if short == "" || v.bot.keepsHere() {
		return false
	}
	if strings.Contains(text, short) || writing.Holds(text, here(short)...) {
		return true
	}
	if !ourOwn.MatchString(noOffice.Replace(text)) {
		return false
	}
	organ, _, unknown := v.organIn(text)
	return organ == "" && unknown == "" // 你们万里街道 is not
}

// ourOwn are words for the office of this place that do not name it, where no other is
// named; noOffice takes out the words that only begin like one.
var (
	ourOwn   = form(`{your}|政府`)
	noOffice = strings.NewReplacer("政府采购", "", "政府性", "", "政府债", "", "政府信息", "")
)

// own says whether an organ is one of the office's: by its name, or because the office
// lists it and not as another place's. Where the office names no place all are.
func (b *Bot) own(organ string) bool {
	if b.Office.Short == "" || strings.Contains(organ, b.Office.Short) {
		return true
	}
	return slices.ContainsFunc(b.Office.Organs, func(o h5.Organ) bool { return o.Name == organ && !o.Elsewhere })
}

// mayAnswerWith says whether a statement fits a question and is of the organ that it
// names, or else of one of the office's own. Where this place keeps no books of its own,
// another place's figure is given, and is said to be one.
func (v *visit) mayAnswerWith(q moneyQuestion, s budget.Statement) bool {
	return q.fits(s) && (q.organ != "" || v.bot.own(s.Organ) || !v.bot.keepsHere())
}

// notHere is the name of this place where a question names no organ, and the
// figures that there are can only be another place's.
func (v *visit) notHere(q moneyQuestion) string {
	if q.organ != "" || q.unknown != "" || v.bot.keepsHere() {
		return ""
	}
	return v.bot.Office.Short
}

// here are the words for this place that do not name it: of a district 咱们区, 区里.
func here(short string) []string {
	unit := lastRune(short)
	var out []string
	for _, whose := range []string{"我们", "咱们", "你们", "咱", "我", "俺", "本", "全", "贵"} {
		out = append(out, whose+unit)
	}
	return append(out, unit+"里", unit+"上", unit+"政府", unit+"本级", unit+"级")
}

// shortened is the one organ whose name holds all characters of a short one in
// their order: 规划局 is 规划和自然资源局.
func shortened(organs []string, short string) string {
	return theOnly(organs, func(name string) bool {
		_, all := leftOut(name, []rune(short))
		return all && strings.HasSuffix(name, lastRune(short)) && utf8.RuneCountInString(short) > 2
	})
}

func lastRune(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// organCard answers the bare name of an organ with what is known of it: how to
// reach it, what it published, its figures.
func (v *visit) organCard(text string) (answer, bool) {
	name := ""
	for _, o := range v.bot.Office.Organs {
		if o.Name == text || o.Short == text || slices.Contains(o.Aliases, text) {
			name = o.Name
		}
	}
	if name == "" && v.bot.Books != nil {
		name = shortened(v.bot.Books.Organs(), text)
	}
	if name == "" {
		return answer{}, false
	}
	view := map[string]any{"Name": name}
	for _, o := range v.bot.Office.Organs {
		if o.Name == name {
			view["Phone"], view["Address"] = o.Phone, o.Address
		}
	}
	var offered choices
	if page, err := v.look(catalog.Query{Organ: name, Limit: 1, Today: v.today}); err == nil && page.Total > 0 {
		offered.add("organ:"+name, fmt.Sprintf("看它公开的%d条信息", page.Total))
	}
	if v.bot.Books != nil && slices.Contains(v.bot.Books.Organs(), name) {
		offered.add("money:"+name+"三公经费", "看它的三公经费")
		offered.add("money:"+name+"预算支出总数", "看它一年花多少")
	}
	if len(offered.lines) == 0 && view["Phone"] == "" && view["Address"] == "" {
		return answer{}, false
	}
	view["Lines"] = offered.lines
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("organ", view), true
}

// taskOf is a text that asks what an organ does: 督察办是干什么的.
var taskOf = form(`^(?:{manner}|{lead})*(.{2,}?)(?:是|主要|都|到底|负责)*[干做管](?:什么|啥|嘛|些什么|些啥)(?:的|工作|事情?|单位|部门)*[呢啊呀?？]*$`)

// taskAsked is the organ of the office that such a text names: what is public of it tells.
func (v *visit) taskAsked(text string) string {
	found := taskOf.FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	if name, _ := v.alias(found[1]); name == found[1] {
		return name
	}
	return ""
}

// inGuide says whether the office's guide answers a text.
func (v *visit) inGuide(text string) bool {
	_, found := v.bot.Office.Find(text)
	return found
}
