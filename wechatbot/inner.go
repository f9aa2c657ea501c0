package wechatbot

import (
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// foundOtherwise answers what is not found as it stands: spelled on a Latin keyboard,
// with slips of the pen, among words around it, of another month.
func (v *visit) foundOtherwise(q catalog.Query, text string) (answer, bool) {
	if a, told := v.sortStated(writing.Simple(text)); told {
		return a, true
	}
	if a, told := v.organMatter(text, ""); told {
		return a, true
	}
	if m := paidFor.FindStringSubmatch(writing.Simple(text)); m != nil && v.figure {
		if a, told := v.moneyFor(m[1], text); told {
			return a, true
		}
	}
	for _, apart := range []func(*visit, string) (answer, bool){(*visit).bySubjects, (*visit).byHalves} {
		if a, found := apart(v, text); found {
			return a, true
		}
	}
	if a, found := v.spelledApart(text); found {
		return a, true
	}
	if a, found := v.respelled(text); found {
		return a, true
	}
	if a, found := v.mendedSearch(q); found {
		return a, true
	}
	if a, found := v.inner(text); found {
		return a, true
	}
	if plain := writing.Simple(text); !v.tried && hullOfPlace.MatchString(plain) {
		if rest := hullOfPlace.ReplaceAllString(plain, ""); lexicon.Tells(rest) >= leastEnd {
			v.tried = true
			return v.act(v.bot.recognise(rest)), true
		}
	}
	if v.monthAsked == "" {
		return answer{}, false
	}
	q.From, q.To = civil.Date{}, civil.Date{} // what there is of other months
	return v.list(q), true
}

// hullOfPlace is what a text begins with that says no more than that it is of here, or that
// nothing else is wanted: 你们区的2015年报, 只看2018年的上级文件.
var hullOfPlace = form(`^(?:{manner}|{lead}|[,\s])*(?:(?:你们?|您|咱们?|我们|俺们|本|贵)(?:这个)?区里?的?|只(?:看|要|找|想看|想要))[:,\s]*`)

// paidFor is a text that asks how much money there is for something: 代办点一年给多少钱.
var paidFor = form(`^(?:{manner}|{lead}|{your}|每个?)*(\p{Han}{2,8}?)(?:一年|每年|一个月|每月|到底|大概|能)*(?:给|发|拨|批|安排|补)?(?:了)?(?:多少|几个)(?:钱|块)[呢啊呀?？]*$`)

// moneyFor shows the documents whose titles name something and that speak of money for it.
func (v *visit) moneyFor(what, text string) (answer, bool) {
	q := catalog.Query{Text: what + " 经费", Limit: pageSize, Today: v.today}
	page, err := v.look(q)
	if err != nil || page.Near || len(page.Hits) == 0 || !strings.Contains(page.Hits[0].Record.Title, what) {
		return answer{}, false
	}
	v.words = text
	return v.listed(q, page), true
}

// mendedSearch answers with what is found of a text without the slips of the pen that are
// often made in it: 预祘公开.
func (v *visit) mendedSearch(q catalog.Query) (answer, bool) {
	mended := writing.Simple(q.Text)
	if mended == catalog.Simplified(q.Text) {
		return answer{}, false
	}
	q.Text = mended
	page, err := v.look(q)
	if err != nil {
		return answer{}, false
	}
	if page.Near || len(page.Hits) == 0 {
		return v.inner(mended)
	}
	return v.listed(q, page), true
}

// inner answers with what is found of a text without the words around it, or of the organ
// and in the time that it names.
func (v *visit) inner(text string) (answer, bool) {
	core := strings.ReplaceAll(coreOf(text), "的那个", " ") // 双随机的那个国务院意见
	if doc := writtenForm.FindString(text) + orderForm.FindString(text); doc != "" {
		core = doc // 国办发〔2018〕129号的内容
	} else if between := pointedBetween.ReplaceAllString(core, "${1}的$2"); between != core && v.inCatalogue(between) {
		core = between
	} else if m := pointedAt.FindStringSubmatch(text); m != nil && !onlyDocument.MatchString(m[1]) {
		core = m[1]
	}
	if m := oneLetter.FindStringSubmatch(text); m != nil {
		core = m[1]
	}
	if year := v.theYear(text); year != 0 && core != "" && v.theYear(core) == 0 {
		core = fmt.Sprintf("%d年%s", year, core) // 1981年那个粮食的文件
	}
	if core != "" && core != text {
		if a, found := v.listAllOf(catalog.Query{Text: core, Limit: pageSize, Today: v.today}); found {
			return a, true
		}
	}
	return v.ofFilters(text)
}

// oneLetter is what a text is about that says it in one character: 跟药有关的文件.
var oneLetter = form(`^(?:{lead}|{manner}|[,，\s])*([^我你您他她它这那啥谁哪新旧老\P{Han}])(?:{about}|的)+(?:{document}|{softly}|{what}|吗|不|没有?|[?？])*$`)

// pointedAt is what a text names behind what is said around it: 垃圾不落地那个无废.
var (
	pointedAt = form(`^.{2,}[^的]那个(.{2,10})$`)
	// pointedBetween points at a document of which it says what it is of before and what kind it
	// is behind: 雄安那个规划的批复.
	pointedBetween = form(`(\p{Han}{2})(?:那个|那份|那篇|那条|这个)(\p{Han}{2})`)
	onlyDocument   = form(`^(?:国家|国务院|政府|的|{document}|{filed}|{paper_name}|{is_there}|{what})+$`)
)
