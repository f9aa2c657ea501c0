package figure

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// An Ask is which figure a text wants. Its zero value wants none.
type Ask struct {
	Public string // a name of the 三公 table
	Total  string // 支出 or 收入: the whole of it
	Line   string // text that may hold the name of a line, as 教育
	Name   string // of a line or a column, as the books have it
	column string // of that line, as 基本支出; empty: the whole of it
	Loose  bool   // only most of name was said
	Top    bool   // the largest purpose
}

// OfThree says whether it wants what stands in the 三公 table itself.
func (a Ask) OfThree() bool { return a.Public != "" && a.Public != Operating }

// A publicWord leads to a name of the 三公 table where the word that it goes with, if
// any, is there too.
type publicWord struct{ word, with, name string }

// publicWords are the words that people use for the 三公 table.
var publicWords = []publicWord{
	{"接待", "", reception}, {"招待", "", reception}, {"吃喝", "", reception}, {"吃吃喝喝", "", reception}, {"请客", "", reception}, {"吃饭", "", reception}, {"饭局", "", reception}, {"宴请", "", reception}, {"喝酒", "", reception},
	{"购置及运行", "", Vehicles},
	{"出国", "", abroad}, {"出境", "", abroad}, {"国外", "", abroad},
	{"购置", "车", purchase}, {"买车", "", purchase}, {"购车", "", purchase}, {"买公车", "", purchase}, {"买公务车", "", purchase}, {"买小车", "", purchase}, {"买新车", "", purchase},
	{"公车运行", "", running}, {"用车运行", "", running}, {"运行维护", "车", running}, {"维护", "车", running}, {"保养", "车", running}, {"运行费", "车", running}, {"运行", "车", running}, {"养车", "", running}, {"油费", "", running}, {"油钱", "", running},
	{"公车", "", Vehicles}, {"用车", "", Vehicles}, {"坐车", "", Vehicles}, {"车辆", "", Vehicles}, {"轿车", "", Vehicles}, {"小车", "", Vehicles},
	{"机关运行", "", Operating}, {"运行经费", "", Operating},
	{"三公", "", AllThree}, {"3公", "", AllThree},
	{"车", AllThree, Vehicles}, {"吃", AllThree, reception}, // where the whole was spoken of
}

// PublicWords are the words that people use for the 三公 table.
func PublicWords() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, p := range publicWords {
			if !yield(p.word) {
				return
			}
		}
	}
}

// spokenLines are lines by the names that people use.
var spokenLines = [][2]string{
	{"工资", "工资福利支出"}, {"薪酬", "工资福利支出"}, {"薪水", "工资福利支出"}, {"发给职工", "工资福利支出"}, {"人员", "人员经费"}, {"养人", "人员经费"}, {"人头费", "人员经费"}, {"公用", "公用经费"}, {"日常开支", "公用经费"}, {"项目", "项目支出"},
	{"结余", "年末结转和结余"}, {"结转", "年末结转和结余"}, {"剩", "年末结转和结余"}, {"开会", "会议费"}, {"出差", "差旅费"}, {"租车", "租赁费"}, {"租房", "租赁费"}, {"租金", "租赁费"}, {"电脑", "办公设备购置"}, {"打印机", "办公设备购置"}, {"物业", "物业管理费"}, {"离退休", "行政单位离退休"}, {"离退休费", "行政单位离退休"}, {"退休", "退休费"}, {"公积金", "住房公积金"}, {"养老", "行政事业单位养老支出"}, {"养老保险", "机关事业单位基本养老保险缴费"}, {"医保", "职工基本医疗保险缴费"}, {"医疗保险", "职工基本医疗保险缴费"},
	{"科普", "科普活动"}, {"信息化", "信息化建设"}, {"社会保障", "社会保障和就业支出"}, {"社保", "社会保障和就业支出"}, {"就业", "社会保障和就业支出"}, {"医疗", "卫生健康支出"}, {"卫生", "卫生健康支出"}, {"科技", "科学技术支出"},
	{"环保", "节能环保支出"}, {"公安", "公共安全支出"}, {"环卫", "城乡社区环境卫生"}, {"打扫卫生", "城乡社区环境卫生"}, {"扫街", "城乡社区环境卫生"}, {"清扫", "城乡社区环境卫生"}, {"环境卫生", "城乡社区环境卫生"}, {"文化", "文化旅游体育与传媒支出"}, {"体育", "文化旅游体育与传媒支出"}, {"住房", "住房保障支出"},
	// Purposes (功能分类的类) that need not be in a book: it is said then that they are not.
	{"文体", "文化旅游体育与传媒支出"}, {"农林水", "农林水支出"}, {"灾害防治", "灾害防治及应急管理支出"}, {"应急支出", "灾害防治及应急管理支出"}, {"交通支出", "交通运输支出"}, {"交通运输支出", "交通运输支出"}, {"国防支出", "国防支出"}, {"金融支出", "金融支出"}, {"国土支出", "自然资源海洋气象等支出"},
}

var (
	spendWords = []string{"花钱最多", "工资", "薪酬", "奖金", "预算", "决算", "支出", "花了", "花多少", "花费", "花掉", "花销", "开支", "开销", "钱都花", "钱花", "花钱", "投了", "投多少", "账本", "账目", "花到哪", "花到", "花哪", "经费", "投入", "拨款"}
	totalWords = []string{"总共", "总额", "总数", "总计", "总", "多少", "一共", "全年", "几", "合计", "规模", "钱", "千万", "百万", "个亿", "亿", "万", "元"}
	fillers    = []string{"都要", "近几年", "这几年", "前几年", "这些年", "近三年", "近两年", "历年", "变化", "趋势", "走势", "相比", "对比", "多多少", "少多少", "差多少", "多了", "少了", "涨了", "降了", "增加", "减少", "增长", "下降", "政府", "一年要", "一年", "给我", "让我", "一下", "哪一块", "哪块", "最多的", "帮我", "我想知道", "我想看", "想知道", "想看", "请问", "您好", "你好", "查一下", "查询", "查", "看看", "看", "部门", "单位", "年度", "年", "公开", "情况",
		"实际", "打算", "去", "今", "前", "上", "本级", "的", "是", "有", "呢", "怎么样", "办事处", "安排", "不对", "说错了", "错了", "应该是", "不是", "在哪", "哪里", "哪儿", "到哪", "都", "报告", "表", "最多", "最大", "哪一项", "哪项", "哪一块", "哪方面", "什么", "方面", "主要", "下载", "比", "公布", "哪", "到", "相差"}
)

// Counts says whether a text asks how many people, times or cars there were, at what rate
// something is paid, or what one person is. That is no amount of the books.
func Counts(text string) bool {
	things := writing.Holds(text, "多少项目", "多少个项目", "几个项目") && !writing.Holds(text, "支出", "经费", "资金", "钱", "花")
	paid := personPaid.MatchString(text) && !writing.Holds(text, "支出", "经费", "预算", "决算", "花")
	return things || paid || writing.Holds(text, "批次", "批人", "人次", "几批", "多少批", "多少人", "几个人", "多少个人", "多少职工", "多少员工", "几辆", "多少辆", "多少家") || staffCounted.MatchString(text) || organsCounted.MatchString(text) || rateAsked.MatchString(text)
}

var (
	// organsCounted asks how many organs there are, of whatever sort: 一共多少个预算单位.
	organsCounted = lexicon.Form(`(?:多少|几)[个家][^,，。钱元万花]{0,4}(?:单位|部门)|(?:多少|几)个(?:街道|乡镇|镇|社区|村)[呢啊吗?？]*$`)

	// staffCounted asks how many work for an organ: 编制多少, 工作人员有几个.
	staffCounted = lexicon.Form(`(?:^|[^算])(?:在编人员|职工|员工|工作人员|干部|公务员|聘用人员|临时工)(?:数|人数|一共|总共|有|是|到底|现在|大概)*(?:多少|几)[个名位人]*[呢啊吗?？]*$`)

	// personPaid speaks of what a person is paid: 局长工资, 养老金涨多少.
	personPaid = lexicon.Form(`(?:{leader}|产假|病假|老师|教师|医生|护士|保安|农民工)的?(?:工资|收入|待遇|奖金|津贴)|养老金|退休金|失业金|低保金|抚恤金|丧葬费`)

	// rateAsked asks for a rate that is set for everybody: 最低工资标准是多少, 差旅费标准.
	rateAsked = lexicon.Form(`标准(?:是|有|为|现在|每天|每人|一天|一个月|[,，\s])*(?:多少|几|怎么|咋|什么|啥|多高|[的呢啊吗?？])*$|(?:最低|社会平均|社平)工资(?:是|有|为)*(?:多少|几|标准|[的呢啊吗?？])*$`)
)

// Spends says whether a text has a word of spending.
func Spends(text string) bool { return writing.Holds(text, spendWords...) }

// spentInAll ask for all that was spent.
var spentInAll = []string{"总支出", "支出总", "总预算", "总决算", "总盘子", "一共", "总共", "总额", "总计", "合计", "全年", "总数", "总的", "盘子", "总开支"}

// Asked reads which figure a text wants that names none as the books do, and no
// longer names the organ.
func Asked(text string) Ask {
	if writing.Holds(text, "收入", "钱从", "收进", "收上来", "进账", "进项") {
		return Ask{Total: "收入"}
	}
	a := Ask{Line: text, Top: TopsAsked(text) > 0}
	if BareBudget(text) || PerHead(text) || writing.Holds(text, spentInAll...) && !namesPart(text) {
		a.Total = "支出"
	}
	return a
}

// wholeNamed are those that name all that was spent by themselves.
var wholeNamed = []string{"总支出", "支出总", "总预算", "总决算", "盘子", "总开支"}

// namesPart says whether a text that asks how much something is in all says of what: 装修一共
// 花了多少 does, and all that was spent is no answer to it.
func namesPart(text string) bool {
	if writing.Holds(text, wholeNamed...) {
		return false
	}
	for _, clause := range writing.Clauses(text) {
		if writing.Holds(clause, spentInAll...) && slices.ContainsFunc(strings.FieldsFunc(aroundWhole.ReplaceAllString(unasked(clause), " "), notHan), severalLetters) {
			return true
		}
	}
	return false
}

// unasked is a text without the words that any question for money may hold.
func unasked(text string) string {
	return replaced(text, " ", spentInAll, fillers, spendWords, totalWords)
}

// replaced is a text with something in the place of words, of one list after the other.
func replaced(text, by string, lists ...[]string) string {
	for _, words := range lists {
		for _, word := range words {
			text = strings.ReplaceAll(text, word, by)
		}
	}
	return text
}

func severalLetters(text string) bool { return utf8.RuneCountInString(text) > 1 }

// aroundWhole are words around a question for all that was spent which name no part of it.
var aroundWhole = lexicon.Form(`{shell}|{around}|{go_on}|{manner}|{lead}|{your}|{whole_of}|{some_years}|{listed}|{which_organ}|{changed}|{most}|{least}|{held_together}|{farther}|{an_organ}|整个|所有`)

func notHan(r rune) bool { return !unicode.Is(unicode.Han, r) }

// BareBudget says whether a text names a budget and nothing in it: what is left
// without the words that any such question may hold.
func BareBudget(text string) bool {
	text = replaced(text, "", perHeadWords, fillers, spendWords, totalWords, fillers)
	return strings.Trim(text, "0123456789 ?,.了吗呢的和跟与、") == ""
}

// perHeadWords ask for a figure per head.
var perHeadWords = []string{"人均", "平均每人", "平均每个人", "每个人", "每人", "平均到", "每个居民", "每个老百姓", "每位居民", "摊到", "分摊", "均摊", "人头"}

// PerHead says whether a text asks for that. 人头费 is what the staff costs.
func PerHead(text string) bool {
	return writing.Holds(strings.ReplaceAll(text, "人头费", ""), perHeadWords...)
}

// WithoutHeads is a text without the words that ask for a figure per head.
func WithoutHeads(text string) string {
	for _, w := range perHeadWords {
		text = strings.ReplaceAll(text, w, "")
	}
	return text
}

// Readings are the ways to read a question, the narrower first: a line, then the
// whole.
func (a Ask) Readings() []Ask {
	switch {
	case a.Top:
		return []Ask{{Line: a.Line}, {Top: true}}
	case a.Line == "" || a.Total == "":
		return []Ask{a}
	}
	return []Ask{{Line: a.Line, Total: a.Total}, {Total: a.Total}}
}

// In finds the figure in a statement.
func (a Ask) In(s budget.Statement) (Figure, bool) {
	switch {
	case a.Public != "":
		return PublicFigure(s, a.Public)
	case a.Name != "":
		f, found := exactFigure(s, a.Name, a.column)
		f.Near = f.Near || a.Loose
		return f, found
	case a.Top:
		return topFigure(s)
	case a.Line != "":
		return lineFigure(s, a.Line, a.Total != "")
	case a.Total != "":
		return totalFigure(s, a.Total)
	}
	return Figure{}, false
}

// Spoken is what is asked for, in words.
func (a Ask) Spoken() string {
	if a.Total != "" {
		return a.Total + "总数"
	}
	return a.Public + a.Name
}
