package wechatbot

import (
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// outcomeCounted is a text that asks how many applications ended in a way, 2015年不予公开的有几件:
// how many came in is no answer to it.
var outcomeCounted = form(`{outcome}[^,，。]{0,6}(?:几|多少)[个件起份宗]|(?:几|多少)[个件起份宗][^,，。]{0,6}{outcome}`)

// outcomeGroups are the groups of results as the national form names them.
var outcomeGroups = form(`不予公开|部分公开|予以公开|无法提供|不予处理`)

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
	group, of := outcomeGroups.FindString(text), 0
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
