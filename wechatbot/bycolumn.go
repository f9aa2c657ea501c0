package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A column of the catalogue may be asked for as such (财政预算情况栏目, 预决算专栏), or by the end
// of its name, which is then a kind of document: 年报 of 政府信息公开年报.

// columnWord says that what stands before it is the name of a column.
var columnWord = form(`^(?:{manner}|{lead}|打开|进入|看看?|查看|[,，\s])*(.{2,14}?)(?:这个|那个|的)?(?:栏目|专栏|版块|板块|频道|[那这]?一?栏|[那这]?一类|[那这]类|类的?(?:信息|文件|材料|内容|东西))(?:里[面头]?|下面?|的|都|有|放|收|挂|着|了|点|些|什么|哪些|啥|内容|信息|文件|东西|看看|在哪里?|[吗呢啊?？])*$`)

// budgetColumn is what people call the column of budgets, which is 预算 by its name.
var budgetColumn = form(`{budget_column}`)

// columnAsked lists a column that a text asks for as such.
func (v *visit) columnAsked(m meaning) (answer, bool) {
	found := columnWord.FindStringSubmatch(writing.Simple(m.text))
	if found == nil || m.intent != wantSearch || columnsAsked.MatchString(found[0]) { // 公开栏目都有哪些
		return answer{}, false
	}
	census, can := v.published()
	if !can {
		return answer{}, false
	}
	word := budgetColumn.ReplaceAllString(found[1], "预算")
	column := onlyColumn(census.Census, func(name string) bool { return name == word })
	if column == "" {
		column = onlyColumn(census.Census, func(name string) bool { return strings.Contains(name, word) })
	}
	if column == "" {
		return answer{}, false
	}
	return v.list(catalog.Query{Column: column, Limit: pageSize, Today: v.today}), true
}

// inColumn answers a text that is the end of the name of one column with what is found of
// it there.
func (v *visit) inColumn(q catalog.Query) (answer, bool) {
	if utf8.RuneCountInString(q.Text) < 2 || utf8.RuneCountInString(q.Text) > longestWord || listOnly.ReplaceAllString(q.Text, "") == "" {
		return answer{}, false
	}
	census, can := v.published()
	if !can {
		return answer{}, false
	}
	q.Column = onlyColumn(census.Census, func(name string) bool { return name != q.Text && strings.HasSuffix(name, q.Text) })
	if q.Column == "" {
		return answer{}, false
	}
	return v.listAllOf(q)
}

// onlyColumn is the one column whose last name fits, "" for none or several.
func onlyColumn(census catalog.Census, fits func(name string) bool) catalog.Column {
	return catalog.Column(theOnly(namesOf(census.ByColumn), func(name string) bool { return fits(lastPart(name)) }))
}

// theOnly is the one name that fits, "" where none does, or several do.
func theOnly(names []string, fits func(name string) bool) (only string) {
	for _, name := range names {
		switch {
		case name == only || !fits(name):
		case only != "":
			return ""
		default:
			only = name
		}
	}
	return only
}
