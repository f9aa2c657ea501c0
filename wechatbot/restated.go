package wechatbot

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// restatements are what is asked in words that only say that it is what was asked, that only
// the answer before makes whole, or that stand in an order of their own: what the text says is
// asked again with what stands behind it, where that fits. The first that fits is taken.
var restatements = []struct {
	says   *pattern.Pattern
	fits   func(v *visit, said string) bool
	behind string
}{
	// 我问的是招商项目有几个
	{form(`^(?:{manner}|那|[,\s])*(?:我|俺|咱)(?:刚才|刚刚|前面)?(?:想|要)?(?:问|说|讲|打听)的(?:是|就是)[:,\s]*(.{4,})$`),
		func(*visit, string) bool { return true }, ""},
	// 还有别的跟环保有关的吗
	{form(`^(?:{manner}|那|[,\s])*(?:还)?有(?:没有?)?(?:什么|啥|哪些)?(?:别的|其他|其它)(?:的)?(?:跟|和|与|同)?(.{1,8}?)(?:有关|相关|沾边|方面)的?(?:{document})?[吗么没呢啊?？]*$`),
		func(v *visit, _ string) bool { return v.talk.newer }, ""},
	// 档案馆在什么地方
	{form(`^(?:{manner}|{lead}|[,，\s])*(\p{Han}{2,10}?)(?:在|位于|设在)(?:什么|啥)(?:地方|位置)(?:{softly}|[呢啊呀?？])*$`),
		func(*visit, string) bool { return true }, "在哪"},
	// 最低的呢
	{form(`^(?:那|那么)?(最[低少高多大小])的?呢[?？]*$`),
		func(v *visit, _ string) bool { return v.talk.said == "figure" }, "的是哪家"},
	// 2023年47万对吧
	{form(`^(?:那)?((?:19|20)\d\d年)(?:是|有)?[0-9.]+(?:万元?|元|亿元?)(?:来着)?(?:对吧|对不对|对吗|是吧|是不是|没错吧|吧)[?？]*$`),
		func(v *visit, _ string) bool { _, held := v.figureHeld(); return held }, "呢"},
	// 有多少份国务院的文件
	{form(`^(?:{manner}|{lead}|{your}|这里|一共|总共|[,\s])*(?:有|公开了?|发布?了?|收了?)?(?:多少|几)(?:份|个|条|件|篇)(\p{Han}{2,12}?)(?:发|公开|公布)?的(?:{document})+[呢啊呀?？]*$`),
		func(v *visit, organ string) bool { return v.organNamed(organ) != "" }, "公开了多少条"},
	// 条例也要
	{form(`^(.{2,10}?)(?:也要|也要看|也看看|也想看|也发我|也发给我|也给我|也给我看看)(?:一下|{softly})*$`),
		(*visit).offersNamed, "那个"},
}

// offersNamed says whether words are in the title of a record that was just offered, or shown.
func (v *visit) offersNamed(said string) bool {
	return slices.ContainsFunc(v.recordsOffered(), func(r catalog.Record) bool { return strings.Contains(r.Title, said) })
}

// restated is a text without the words that only say that it is what was asked, or in the
// order in which it is understood.
func (v *visit) restated(m meaning) meaning {
	if m.intent != wantSearch {
		return m
	}
	text := writing.Simple(m.text)
	for _, r := range restatements {
		if found := r.says.FindStringSubmatch(text); found != nil && r.fits(v, found[1]) {
			return v.bot.recognise(asTyped(m.text, found[1]+r.behind))
		}
	}
	return m
}

// onlyHere is a text, without the names of this place, that says no more than that it was meant.
var onlyHere = form(`^(?:{manner}|{meant}|{me}|是|说的|问的|要的?|看|这里|本地|[省市县区旗的,，\s])*(?:{softly})*$`)

// meantHere asks for the figure in hand of this place, where a text says no more than that it
// was meant: 我说的是咱们银川兴庆.
func (v *visit) meantHere(m meaning) (meaning, bool) {
	last, held := v.figureHeld()
	if m.intent != wantSearch || !held || last.Item == "" || !v.bot.namesOnlyHere(writing.Simple(m.text)) {
		return m, false
	}
	return v.bot.recognise(v.bot.place() + last.Item), true
}

// place is the place whose office this is, "" where that is not known.
func (b *Bot) place() string { return cmp.Or(b.Office.Short, lastPlace(b.Office.Name)) }

// namesOnlyHere says whether a text names this place, and perhaps those that it is in, and
// nothing else.
func (b *Bot) namesOnlyHere(plain string) bool {
	own := bareName(b.place())
	if own == "" || !strings.Contains(plain, own) {
		return false
	}
	for _, place := range append(placeUnit.FindAllString(b.Office.Name, -1), own) {
		plain = strings.ReplaceAll(plain, bareName(place), "")
	}
	return onlyHere.MatchString(plain)
}
