package wechatbot

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// partOfNumber is a text that gives a number of one's own as far as she has it: 编号 2026-00001,
// TS-2026-00001 without the last digit.
var partOfNumber = form(`(?i)^(?:{manner}|{lead}|{me}|查询|查|看看|看|[的是,，\s])*(?:{own_number}(?:号码|号|码)?[的是:,，\s]*((?:ts|zx|tw)?[0-9\s\-－—–]+)|((?:ts|zx|tw)[0-9\s\-－—–]+))(?:{softly}|进度|怎么样了?|到哪了?|[的呢啊?？\s])*$`)

// leastOfNumber is how many digits tell one's own numbers apart.
const leastOfNumber = 3

// byPartOfNumber shows what is the citizen's own under a number of which she gives a part, and
// says where there is nothing that there is none.
func (v *visit) byPartOfNumber(m meaning) (answer, bool) {
	found := partOfNumber.FindStringSubmatch(m.text)
	if found == nil || m.intent != wantSearch || v.bot.Desk == nil && v.bot.Cases == nil {
		return answer{}, false
	}
	named := strings.TrimSpace(cmp.Or(found[1], found[2]))
	part := digits(named)
	if len(part) < leastOfNumber {
		return answer{}, false
	}
	requests, err := v.ownRequests()
	if err != nil {
		return v.failed(err), true
	}
	letters, err := v.ownCases()
	if err != nil {
		return v.failed(err), true
	}
	all := slices.DeleteFunc(append(requests, letters...), func(o own) bool { return !strings.Contains(digits(o.line.ID), part) })
	if len(all) > 0 {
		v.why.wanted(wantMine)
		return v.showOwn(all), true
	}
	if page, err := v.find(catalog.Query{Text: m.text, Limit: pageSize, Today: v.today}); err != nil || len(page.Hits) > 0 && !page.Near {
		return answer{}, false
	}
	v.why.wanted(wantProgress)
	return v.say("norequest", named), true
}

// digits are those of a text.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
