package wechatbot

import (
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// outcomeCounted is a text that asks how many applications ended in a way, 2015年不予公开的有几件:
// how many came in is no answer to it.
var outcomeCounted = form(`{outcome}[^,，。]{0,6}(?:几|多少)[个件起份宗]|(?:几|多少)[个件起份宗][^,，。]{0,6}{outcome}|{outcome}(?:了|的|有|[,，\s])*(?:几|多少)(?:[呢啊呀吗?？])*$`)

// outcomeGroups are the groups of results as the national form names them, with what people
// say for them. What is refused is looked for before what is given: 没同意公开.
var outcomeGroups = []struct {
	says *pattern.Pattern
	name string
}{
	{form(`部分公开|公开了?一部分|给了?一部分|只给了?部分`), "部分公开"},
	{form(`无法提供|不掌握|没有?(?:这个|这些|这份|相关)?信息|信息不存在|查不到|找不到`), "无法提供"},
	{form(`不予处理|没处理|不处理`), "不予处理"},
	{form(`不予公开|[不没未](?:有|能|予|答应|同意)*(?:公开|给|提供)|[不没]同意|没答应|拒|驳回`), "不予公开"},
	{form(`予以公开|同意|答应|公开|给`), "予以公开"},
}

// outcomeGroup is the group of results that a text names; empty: none.
func outcomeGroup(text string) string {
	for _, g := range outcomeGroups {
		if g.says.MatchString(text) {
			return g.name
		}
	}
	return ""
}

// outcomeOnly is a text that goes on from a count of applications and asks only for those that
// ended in a way: 不公开的有几件, 没给的呢.
var outcomeOnly = form(`^(?:{around}|{go_on}|其中|里面|当中|这些|里头|有|被|全部|[的,，\s])*(?:(?:部分|全部|予以|不予|没有?|未|不)?(?:公开|提供|给|同意|答应)|拒绝|拒|驳回|无法提供|不掌握|不予处理|查不到|找不到|信息不存在)+(?:公开|一部分|部分|信息)*(?:{around}|[了的是有]|几|多少|[件个份起宗])*[呢吗啊呀?？]*$`)

// outcomes say how the applications of some days ended, where a text asks that: how many in
// the group that it names, and in each result that there is.
func (v *visit) outcomes(text string, from, to civil.Date) (string, error) {
	if !outcomeCounted.MatchString(text) && !handledThen.MatchString(text) {
		return "", nil
	}
	counts, err := v.bot.Desk.Outcomes(v.ctx, from, to)
	if err != nil {
		return "", err
	}
	var each []string
	group, of := "", 0
	if outcomeCounted.MatchString(text) {
		group = outcomeGroup(outcomeCounted.FindString(text))
	}
	for _, o := range disclosure.Outcomes() {
		if counts[o] == 0 {
			continue
		}
		each = append(each, fmt.Sprintf("%s%d件", o.Chinese(), counts[o]))
		if strings.HasPrefix(o.Chinese(), group) {
			of += counts[o]
		}
	}
	said := strings.Join(each, "；")
	if group != "" {
		said = strings.TrimSuffix(fmt.Sprintf("%s的%d件。办理结果是：%s", group, of, said), "。办理结果是：")
	}
	return said, nil
}

// allAnswered is a text that asks whether all applications were answered.
var allAnswered = form(`都(?:答复|回复|办)(?:完|好)?[了过]?(?:吗|没有?|么|不)`)

// answeredAll says whether all were, where a text asks for it.
func answeredAll(text string, n disclosure.Turnout) string {
	switch {
	case n.Submitted == 0 || !allAnswered.MatchString(text):
		return ""
	case n.Open > 0:
		return fmt.Sprintf("还有%d件没有办完", n.Open)
	case n.Ended > 0:
		return "都办完了"
	}
	return "都答复了"
}

// besideYear is a text that wants the count of applications held against that of another year.
var besideYear = form(`^(?:{around}|{go_on}|[跟和与同比较,，\s])+[0-9]{4}年?(?:的|相|[比较多少了]|怎么样|如何|几件|件|{around})*[呢吗啊呀?？]*$`)

// againstYear holds how many applications came in during a year against another: nothing is
// said of more or fewer where the register has none of one.
func (v *visit) againstYear(year, other int) (answer, bool) {
	first, err := v.bot.Desk.Turnout(v.ctx, civil.Day(year, 1, 1), civil.Day(year, 12, 31), v.today)
	if err != nil {
		return v.failed(err), true
	}
	then, err := v.bot.Desk.Turnout(v.ctx, civil.Day(other, 1, 1), civil.Day(other, 12, 31), v.today)
	if err != nil {
		return v.failed(err), true
	}
	said := fmt.Sprintf("%d年%d件，%d年%d件", year, first.Submitted, other, then.Submitted)
	switch more := first.Submitted - then.Submitted; {
	case first.Submitted == 0 || then.Submitted == 0:
		said = fmt.Sprintf("申请登记里%s，没有登记的年份不好比", said)
	case more > 0:
		said += fmt.Sprintf("，%d年多%d件", year, more)
	case more < 0:
		said += fmt.Sprintf("，%d年少%d件", year, -more)
	default:
		said += "，一样多"
	}
	return v.turnoutLed(said, fmt.Sprintf("%d年收到多少申请", other))
}
