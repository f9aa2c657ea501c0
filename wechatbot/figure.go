package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
)

// A figure is one amount of a statement that a citizen may ask for.
type figure struct {
	name   string
	amount budget.Amount
	unit   budget.Unit
	public bool // one of the 三公 and 机关运行经费, which have a chart
}

// An ask is which figure a text wants. Its zero value wants none.
type ask struct {
	public string // a name of the 三公 table
	total  string // 支出 or 收入: the whole of it
	line   string // text that may hold the name of a line, as 教育
}

const operating = "机关运行经费"

// publicWords lead to the names of the 三公 table. Longer words stand first.
var publicWords = []struct{ word, name string }{
	{"接待", "公务接待费"}, {"招待", "公务接待费"}, {"吃喝", "公务接待费"}, {"请客", "公务接待费"},
	{"购置及运行", "公务用车购置及运行费"},
	{"出国", "因公出国（境）费"}, {"出境", "因公出国（境）费"},
	{"购置", "公务用车购置费"}, {"买车", "公务用车购置费"}, {"购车", "公务用车购置费"},
	{"公车运行", "公务用车运行维护费"}, {"用车运行", "公务用车运行维护费"}, {"运行维护", "公务用车运行维护费"}, {"养车", "公务用车运行维护费"},
	{"公车", "公务用车购置及运行费"}, {"用车", "公务用车购置及运行费"}, {"车辆", "公务用车购置及运行费"},
	{"机关运行", operating}, {"运行经费", operating},
	{"三公", "三公经费合计"}, {"3公", "三公经费合计"},
}

// spokenLines are lines by the names that people use.
var spokenLines = [][2]string{
	{"工资", "工资福利支出"}, {"薪酬", "工资福利支出"}, {"奖金", "工资福利支出"}, {"人员经费", "工资福利支出"}, {"社会保障", "社会保障和就业支出"}, {"社保", "社会保障和就业支出"}, {"就业", "社会保障和就业支出"}, {"医疗", "卫生健康支出"}, {"卫生", "卫生健康支出"}, {"科技", "科学技术支出"},
	{"环保", "节能环保支出"}, {"公安", "公共安全支出"}, {"文化", "文化旅游体育与传媒支出"}, {"体育", "文化旅游体育与传媒支出"}, {"住房", "住房保障支出"},
}

var (
	spendWords = []string{"花钱最多", "工资", "薪酬", "奖金", "预算", "决算", "支出", "花了", "花多少", "花费", "花掉", "花销", "开支", "开销", "钱都花", "钱花", "花钱", "投了", "投多少", "账本", "账目", "花到哪", "花哪", "经费", "投入", "拨款"}
	totalWords = []string{"总共", "总额", "总数", "总计", "总", "多少", "一共", "全年", "几", "合计", "规模", "钱", "千万", "百万", "亿", "万", "元"}
	fillers    = []string{"给我", "让我", "一下", "哪一块", "哪块", "最多的", "帮我", "我想知道", "我想看", "想知道", "想看", "请问", "您好", "你好", "查一下", "查询", "查", "看看", "看", "部门", "单位", "年度", "年", "公开", "情况",
		"实际", "去", "今", "前", "上", "本级", "的", "是", "有", "呢", "怎么样", "办事处", "安排", "在哪", "哪里", "哪儿", "到哪", "都", "报告", "表", "最多", "最大", "哪一项", "哪项", "哪一块", "哪方面", "什么", "方面", "主要", "下载"}
)

// asked reads which figure a text wants. The text no longer names the organ;
// organ says whether it did. How many people, times or cars is no amount of money, and asks for none.
func asked(text string, organ bool) (ask, bool) {
	if holds(text, "批次", "批人", "人次", "几批", "多少批", "多少人", "几辆", "多少辆") {
		return ask{}, false
	}
	for _, p := range publicWords {
		if strings.Contains(text, p.word) {
			return ask{public: p.name}, true
		}
	}
	if holds(text, "收入", "钱从") && (organ || holds(text, "钱从", "预算", "决算", "财政", "总", "单位", "部门")) {
		return ask{total: "收入"}, true
	}
	if !holds(text, spendWords...) {
		return ask{}, false
	}
	a := ask{line: text}
	if bareBudget(text) {
		a.total = "支出"
	}
	return a, true
}

// bareBudget says whether a text names a budget and nothing in it: what is left
// without the words that any such question may hold.
func bareBudget(text string) bool {
	for _, words := range [][]string{perHeadWords, fillers, spendWords, totalWords, fillers} {
		for _, word := range words {
			text = strings.ReplaceAll(text, word, "")
		}
	}
	return strings.Trim(text, "0123456789 ?,.了吗呢的") == ""
}

func holds(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// asks are the ways to read a question, the narrower first: a line, then the
// whole.
func (a ask) asks() []ask {
	if a.line == "" || a.total == "" {
		return []ask{a}
	}
	return []ask{{line: a.line}, {total: a.total}}
}

// in finds the figure in a statement.
func (a ask) in(s budget.Statement) (figure, bool) {
	switch {
	case a.public != "":
		return publicFigure(s, a.public)
	case a.line != "":
		return lineFigure(s, a.line)
	case a.total != "":
		return totalFigure(s, a.total)
	}
	return figure{}, false
}

func publicFigure(s budget.Statement, name string) (figure, bool) {
	p, ok := s.ThreePublic()
	if !ok {
		return figure{}, false
	}
	amount, known := map[string]budget.Amount{
		"三公经费合计": p.Total, "公务接待费": p.Reception, "因公出国（境）费": p.Abroad, "公务用车购置及运行费": p.Vehicles,
		"公务用车购置费": p.Purchase, "公务用车运行维护费": p.Running, operating: p.Operating,
	}[name]
	return figure{name, amount, p.Unit, true}, known && amount.IsNumber()
}

// spending is the table of all that is spent by purpose, and its column for the
// whole.
func spending(s budget.Statement) (t budget.Table, column string, found bool) {
	for form, column := range map[string]string{"B3": "合计", "F3": "本年支出合计"} {
		if t, ok := s.Table(form); ok && t.Unit != 0 {
			return t, column, true
		}
	}
	return t, "", false
}

// lineFigure is the line whose name a text holds: the longest name, and the
// widest purpose of that name, by function first and by economic kind next. 支出
// may be left out.
func lineFigure(s budget.Statement, text string) (figure, bool) {
	for _, spoken := range spokenLines {
		if strings.Contains(text, spoken[0]) {
			text += " " + spoken[1]
		}
	}
	for _, form := range []struct{ id, column string }{{"B3", "合计"}, {"F3", "本年支出合计"}, {"B8", "合计"}, {"F6", "决算数"}} {
		if t, ok := s.Table(form.id); ok && t.Unit != 0 {
			if f, found := lineIn(t, form.column, text); found {
				return f, true
			}
		}
	}
	return figure{}, false
}

func lineIn(t budget.Table, column, text string) (figure, bool) {
	var best budget.Row
	longest := 0
	for _, r := range t.Rows {
		name := strings.TrimSuffix(budget.Plain(r.Label), "支出")
		n := utf8.RuneCountInString(name)
		if strings.Contains(name, "合计") || n < 2 || n < longest || !strings.Contains(text, name) || n == longest && len(r.Code) >= len(best.Code) {
			continue
		}
		best, longest = r, n
	}
	amount := t.Cell(best, column)
	return figure{budget.Plain(best.Label), amount, t.Unit, false}, longest > 0 && amount.IsNumber()
}

// totalFigure is the whole of what came in or went out.
func totalFigure(s budget.Statement, side string) (figure, bool) {
	for form, column := range map[string]string{"B1": "预算数", "F1": "决算数"} {
		t, ok := s.Table(form)
		if !ok || t.Unit == 0 {
			continue
		}
		for _, name := range []string{"本年" + side + "合计", side + "总计"} {
			if r, ok := t.Row(budget.Side(side), name); ok {
				if amount := t.Cell(r, column); amount.IsNumber() {
					return figure{name, amount, t.Unit, false}, true
				}
			}
		}
	}
	return figure{}, false
}
