package wechatbot

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A figure is one amount of a statement that a citizen may ask for.
type figure struct {
	name   string
	amount budget.Amount
	unit   budget.Unit
	public bool // one of the 三公 and 机关运行经费, which have a chart
	near   bool // of the line whose name comes nearest to what was said

	form string // the table, and the column, of a line
	code string // of a line
}

// An ask is which figure a text wants. Its zero value wants none.
type ask struct {
	public string // a name of the 三公 table
	total  string // 支出 or 收入: the whole of it
	line   string // text that may hold the name of a line, as 教育
	name   string // of a line or a column, as the books have it
	column string // of that line, as 基本支出; empty: the whole of it
	loose  bool   // only most of name was said
	top    bool   // the largest purpose
}

const operating = "机关运行经费"

// A publicWord leads to a name of the 三公 table where the word that it goes with, if
// any, is there too.
type publicWord struct{ word, with, name string }

// publicWords are the words that people use for the 三公 table.
var publicWords = []publicWord{
	{"接待", "", reception}, {"招待", "", reception}, {"吃喝", "", reception}, {"吃吃喝喝", "", reception}, {"请客", "", reception}, {"吃饭", "", reception}, {"饭局", "", reception}, {"宴请", "", reception}, {"喝酒", "", reception},
	{"购置及运行", "", vehicles},
	{"出国", "", abroad}, {"出境", "", abroad}, {"国外", "", abroad},
	{"购置", "车", purchase}, {"买车", "", purchase}, {"购车", "", purchase}, {"买公车", "", purchase}, {"买公务车", "", purchase}, {"买小车", "", purchase}, {"买新车", "", purchase},
	{"公车运行", "", running}, {"用车运行", "", running}, {"运行维护", "车", running}, {"维护", "车", running}, {"保养", "车", running}, {"运行费", "车", running}, {"运行", "车", running}, {"养车", "", running}, {"油费", "", running}, {"油钱", "", running},
	{"公车", "", vehicles}, {"用车", "", vehicles}, {"坐车", "", vehicles}, {"车辆", "", vehicles}, {"轿车", "", vehicles}, {"小车", "", vehicles},
	{"机关运行", "", operating}, {"运行经费", "", operating},
	{"三公", "", allThree}, {"3公", "", allThree},
	{"车", allThree, vehicles}, {"吃", allThree, reception}, // where the whole was spoken of
}

// spokenLines are lines by the names that people use.
var spokenLines = [][2]string{
	{"工资", "工资福利支出"}, {"薪酬", "工资福利支出"}, {"薪水", "工资福利支出"}, {"发给职工", "工资福利支出"}, {"人员", "人员经费"}, {"养人", "人员经费"}, {"人头费", "人员经费"}, {"公用", "公用经费"}, {"日常开支", "公用经费"}, {"项目", "项目支出"},
	{"结余", "年末结转和结余"}, {"结转", "年末结转和结余"}, {"剩", "年末结转和结余"}, {"开会", "会议费"}, {"出差", "差旅费"}, {"租车", "租赁费"}, {"租房", "租赁费"}, {"租金", "租赁费"}, {"电脑", "办公设备购置"}, {"打印机", "办公设备购置"}, {"物业", "物业管理费"}, {"离退休", "行政单位离退休"}, {"离退休费", "行政单位离退休"}, {"退休", "退休费"}, {"公积金", "住房公积金"}, {"养老", "行政事业单位养老支出"}, {"养老保险", "机关事业单位基本养老保险缴费"}, {"医保", "职工基本医疗保险缴费"}, {"医疗保险", "职工基本医疗保险缴费"},
	{"科普", "科普活动"}, {"信息化", "信息化建设"}, {"社会保障", "社会保障和就业支出"}, {"社保", "社会保障和就业支出"}, {"就业", "社会保障和就业支出"}, {"医疗", "卫生健康支出"}, {"卫生", "卫生健康支出"}, {"科技", "科学技术支出"},
	{"环保", "节能环保支出"}, {"公安", "公共安全支出"}, {"环卫", "城乡社区环境卫生"}, {"打扫卫生", "城乡社区环境卫生"}, {"扫街", "城乡社区环境卫生"}, {"清扫", "城乡社区环境卫生"}, {"环境卫生", "城乡社区环境卫生"}, {"文化", "文化旅游体育与传媒支出"}, {"体育", "文化旅游体育与传媒支出"}, {"住房", "住房保障支出"},
}

var (
	spendWords = []string{"花钱最多", "工资", "薪酬", "奖金", "预算", "决算", "支出", "花了", "花多少", "花费", "花掉", "花销", "开支", "开销", "钱都花", "钱花", "花钱", "投了", "投多少", "账本", "账目", "花到哪", "花到", "花哪", "经费", "投入", "拨款"}
	totalWords = []string{"总共", "总额", "总数", "总计", "总", "多少", "一共", "全年", "几", "合计", "规模", "钱", "千万", "百万", "个亿", "亿", "万", "元"}
	fillers    = []string{"近几年", "这几年", "前几年", "这些年", "近三年", "近两年", "历年", "变化", "趋势", "走势", "相比", "对比", "多多少", "少多少", "差多少", "多了", "少了", "涨了", "降了", "增加", "减少", "增长", "下降", "政府", "一年要", "一年", "给我", "让我", "一下", "哪一块", "哪块", "最多的", "帮我", "我想知道", "我想看", "想知道", "想看", "请问", "您好", "你好", "查一下", "查询", "查", "看看", "看", "部门", "单位", "年度", "年", "公开", "情况",
		"实际", "打算", "去", "今", "前", "上", "本级", "的", "是", "有", "呢", "怎么样", "办事处", "安排", "不对", "说错了", "错了", "应该是", "不是", "在哪", "哪里", "哪儿", "到哪", "都", "报告", "表", "最多", "最大", "哪一项", "哪项", "哪一块", "哪方面", "什么", "方面", "主要", "下载", "比", "公布", "哪", "到"}
)

// counted says whether a text asks how many people, times or cars there were. That
// is no amount of money.
func counted(text string) bool {
	things := writing.Holds(text, "多少项目", "多少个项目", "几个项目") && !writing.Holds(text, "支出", "经费", "资金", "钱", "花")
	return things || writing.Holds(text, "批次", "批人", "人次", "几批", "多少批", "多少人", "几辆", "多少辆")
}

// asked reads which figure a text wants that names none as the books do, and no
// longer names the organ.
func asked(text string) ask {
	if writing.Holds(text, "收入", "钱从", "收进", "收上来", "进账", "进项") {
		return ask{total: "收入"}
	}
	a := ask{line: text, top: topsAsked(text) > 0}
	if bareBudget(text) || writing.Holds(text, "总支出", "支出总", "总预算", "总决算", "总盘子", "一共", "总共", "总额", "总计", "合计", "全年", "总数", "总的", "盘子", "总开支") || perHead(text) {
		a.total = "支出"
	}
	return a
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

// asks are the ways to read a question, the narrower first: a line, then the
// whole.
func (a ask) asks() []ask {
	switch {
	case a.top:
		return []ask{{line: a.line}, {top: true}}
	case a.line == "" || a.total == "":
		return []ask{a}
	}
	return []ask{{line: a.line, total: a.total}, {total: a.total}}
}

// in finds the figure in a statement.
func (a ask) in(s budget.Statement) (figure, bool) {
	switch {
	case a.public != "":
		return publicFigure(s, a.public)
	case a.name != "":
		f, found := exactFigure(s, a.name, a.column)
		f.near = f.near || a.loose
		return f, found
	case a.top:
		return topFigure(s)
	case a.line != "":
		return lineFigure(s, a.line, a.total != "")
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
		allThree: p.Total, reception: p.Reception, abroad: p.Abroad, vehicles: p.Vehicles, purchase: p.Purchase, running: p.Running, operating: p.Operating,
	}[name]
	return figure{name: name, amount: amount, unit: p.Unit, public: true}, known && amount.IsNumber()
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

// lined are the tables in which a line is looked for, and the column of its
// figure; whole are those whose last line is the whole of each column.
var lined = []struct {
	form, column string
	whole        bool
}{{"B3", "合计", true}, {"F3", "本年支出合计", true}, {"B8", "合计", true}, {"F6", "决算数", false}, {"B1", "预算数", false}, {"F1", "决算数", false}}

// lineFigure is the line, or the column, whose name a text holds: the longest
// name, and the widest purpose of that name, by function first and by economic
// kind next. 支出 may be left out. Or else it is the line whose name comes nearest;
// where the text may also mean the whole, only one that is surely meant.
func lineFigure(s budget.Statement, text string, orWhole bool) (figure, bool) {
	if f, found := namedLine(s, text); found {
		return f, true
	}
	all := alikes(s, text)
	if len(all) == 0 || orWhole && all[0].near {
		return figure{}, false
	}
	return all[0], true
}

// namedLine is lineFigure for a name that stands in the text whole.
func namedLine(s budget.Statement, text string) (figure, bool) {
	for _, spoken := range spokenLines {
		if strings.Contains(text, spoken[0]) {
			text += " " + spoken[1]
		}
	}
	var best figure
	longest := 0
	for _, form := range lined {
		t, ok := s.Table(form.form)
		if !ok || t.Unit == 0 || !summed(t) {
			continue
		}
		f, n := lineIn(t, form.column, text)
		if form.whole {
			if g, m := columnIn(t, form.column, text); m > n {
				f, n = g, m
			}
		}
		if n > longest {
			best, longest = f, n
		}
	}
	return best, longest > 0
}

// summed says whether a table has a sum of its own. One that lost it may have
// lost more, and its figures are not given.
func summed(t budget.Table) bool {
	return slices.ContainsFunc(t.Rows, func(r budget.Row) bool {
		return strings.Contains(r.Label, "合计") || strings.Contains(r.Label, "总计")
	})
}

// surelyAlike is how near a name must come that is surely meant.
const surelyAlike = 1.5

// alikes are the lines whose names come near to the words of a text, where none
// stands in it whole, the nearest first: 公益岗 is in 公益性岗位补贴.
func alikes(s budget.Statement, text string) (out []figure) {
	text = plainly.Replace(text)
	nearness := map[string]float64{}
	for _, form := range lined {
		t, ok := s.Table(form.form)
		if !ok || t.Unit == 0 || !summed(t) {
			continue
		}
		for _, r := range t.Rows {
			label := budget.Plain(r.Label)
			name := plainly.Replace(label)
			amount := t.Cell(r, form.column)
			if name == "" || !amount.IsNumber() || nearness[label] > 0 {
				continue
			}
			if near := alike(name, text); near > 1 {
				nearness[label] = near
				out = append(out, figure{name: label, amount: amount, unit: t.Unit, near: near < surelyAlike})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b figure) int { return cmp.Compare(nearness[b.name], nearness[a.name]) })
	return out
}

// plainly takes out of names and texts what says nothing of a purpose.
var plainly = strings.NewReplacer("支出", "", "经费", "", "事务", "", "其他", "", "行政", "", "单位", "", "一般", "", "管理", "", "合计", "", "总计", "", "预算", "", "决算", "", "收入", "", "机关", "", "事业", "", "费用", "", "多少", "", "街道", "", "社区", "", "年", "", "的", "")

// alike is how near a name comes to a text: the characters of the name that stand
// in the text in their order, and the longest run of them twice. It is 0 where
// there is no such run, or less than half of a short name.
func alike(name, text string) float64 {
	run := utf8.RuneCountInString(writing.Common(name, text))
	shared, n := writing.InOrder([]rune(name), []rune(text)), utf8.RuneCountInString(name)
	if shared < 2 || run < 2 && 2*shared < n {
		return 0
	}
	return float64(2*run+shared) / (3 + math.Sqrt(float64(n)))
}

// nameLength says how much of a text a name is: its characters where the text holds it,
// 0 where not. Sums have no name of their own.
func nameLength(name, text string) int {
	name = strings.TrimSuffix(strings.TrimSuffix(budget.Plain(name), "支出"), "合计")
	n := utf8.RuneCountInString(name)
	if n < 2 || strings.Contains(name, "合计") || strings.Contains(name, "总计") || !strings.Contains(text, name) {
		return 0
	}
	return n
}

func lineIn(t budget.Table, column, text string) (figure, int) {
	var best budget.Row
	longest := 0
	for _, r := range t.Rows {
		n := nameLength(r.Label, text)
		if n == 0 || n < longest || n == longest && len(r.Code) >= len(best.Code) || !t.Cell(r, column).IsNumber() {
			continue
		}
		best, longest = r, n
	}
	return figure{name: budget.Plain(best.Label), amount: t.Cell(best, column), unit: t.Unit}, longest
}

// columnIn is the whole of the column whose name a text holds: 基本支出, 人员经费.
func columnIn(t budget.Table, but, text string) (best figure, longest int) {
	whole, ok := t.Row("", "合计")
	if !ok {
		return best, 0
	}
	for _, name := range t.Columns {
		if n := nameLength(name, text); n > longest && name != but && t.Cell(whole, name).IsNumber() {
			best, longest = figure{name: budget.Plain(name), amount: t.Cell(whole, name), unit: t.Unit}, n
		}
	}
	return best, longest
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
					return figure{name: name, amount: amount, unit: t.Unit}, true
				}
			}
		}
	}
	return figure{}, false
}
