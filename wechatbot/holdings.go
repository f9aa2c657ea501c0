package wechatbot

import (
	"github.com/zwgk/zwgk/catalog"
)

// Somebody may ask what there is here before she asks for anything of it: which columns the
// catalogue has (有哪些栏目), which organs make something public in it (都有哪些单位).

var (
	columnsAsked = form(`^(?:{manner}|{lead}|{all}|{here_on}|多少个?|几个|[有的,，\s])*(?:栏目|专栏|版块|板块)(?:{to_look}|{publish}|{document}|[的有了呢啊呀吗?？])*$|` +
		`^(?:{manner}|{lead}|{here_on}|{publish}|{document}|目录|[的都,，\s])*(?:栏目|专栏|版块|板块|分类|类别|分|分成|分为)(?:都|一共|总共|[有是分成为])*(?:哪些|什么|啥|几个|多少个?|哪几[个类种]|几[类种]|怎么分)(?:栏目|类|种|[的了呢啊呀吗?？])*$`)
	organsAsked = form(`^(?:{manner}|{lead}|{here_on}|[都有的,，\s])*(?:哪些|哪几[个家]|什么|啥)(?:单位|部门|机关|机构)(?:{here_on}|{to_look}|{publish}|{document}|[的在有了过呢啊呀吗?？])*$`)
)

// mostHoldings is how many columns or organs are offered by number.
const mostHoldings = 8

// A holdingLine is a column or an organ that is offered.
type holdingLine struct {
	At, Count int
	Name      string
}

// holdings answers who asks which columns or organs there are, and offers what is of each.
func (v *visit) holdings(text string) (answer, bool) {
	c, counts := v.bot.Catalog.(counter)
	columns := columnsAsked.MatchString(text)
	if !counts || !columns && !organsAsked.MatchString(text) {
		return answer{}, false
	}
	census, err := v.publishers(c)
	if err != nil {
		return v.failed(err), true
	}
	kept, ask := census.ByOrgan, "发的文件有哪些"
	if columns {
		kept, ask = census.ByColumn, "栏目"
	}
	lines, says := holdingLines(kept, ask)
	if len(lines) == 0 {
		return answer{}, false
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), says...)
	return v.say("holdings", map[string]any{"Columns": columns, "Lines": lines, "More": len(kept) > mostHoldings, "Link": v.bot.Pages.Catalogue("")}), true
}

// holdingLines are the first of some counts that have a name, and what asks for each.
func holdingLines(kept []catalog.Count, ask string) (lines []holdingLine, says []string) {
	for _, k := range kept {
		if k.Name == "" || len(lines) == mostHoldings {
			continue
		}
		lines = append(lines, holdingLine{At: len(lines) + 1, Name: lastPart(k.Name), Count: k.N})
		says = append(says, lastPart(k.Name)+ask)
	}
	return lines, says
}
