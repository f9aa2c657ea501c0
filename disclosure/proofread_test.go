package disclosure_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

func seedReport(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("../../shared/seed/xingqing-2015-annual-report.txt")
	if err != nil {
		t.Skip("the shared report of 2015 is not beside this checkout")
	}
	return string(data)
}

func TestProofreadFindsWhatIsWrongInTheReportOf2015AndNothingElse(t *testing.T) {
	found := disclosure.Proofread(seedReport(t))
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprintf("%d:%d %s %s≠%s", f.Line, f.Column, f.Rule, f.Got, f.Want))
	}
	assert.Equal(t, []string{
		"29:11 proofread.year 2014年≠2015年",
		"38:312 proofread.wording 个各≠",
		"43:657 proofread.wording 于于≠于",
		"43:804 proofread.date 10月10≠10月10日",
		"44:299 proofread.wording 截止目前≠截至目前",
		"45:75 proofread.list 6≠7",
		"45:88 proofread.sum 60≠30+21+10+15=76",
		"45:137 proofread.wording 涉秘信息≠涉密信息",
		"58:48 proofread.numbering 四是≠一是",
		"64:17 proofread.wording 建立建全≠建立健全",
	}, got)
	for _, f := range found {
		assert.NotEmpty(t, f.Text)
		assert.NotEmpty(t, f.Where)
	}
}

func TestProofreadFindsEverySumOf2015ThatIsPutOut(t *testing.T) {
	text := seedReport(t)
	base := len(disclosure.Proofread(text))
	// One figure of each identity that holds in the report, put out by a few.
	for _, change := range [][2]string{
		{"共计1636条", "共计1646条"}, {"动态信息1337条", "动态信息1347条"}, {"政府信息185条", "政府信息186条"},
		{"机构职能共39条", "机构职能共38条"}, {"引资信息20条", "引资信息21条"}, {"服务信息94条", "服务信息49条"},
		{" 1015 条", " 1 025 条"}, {" 695 条", " 696 条"}, {"事项共87项", "事项共78项"}, {"了19个审计项目", "了20个审计项目"},
		{"街道动态70条", "街道动态7条"}, {"其他方式公布487条", "其他方式公布488条"}, {"另1件其申请", "另2件其申请"},
	} {
		require.Contains(t, text, change[0])
		found := disclosure.Proofread(strings.Replace(text, change[0], change[1], 1))
		assert.Greater(t, len(found), base, "%s → %s", change[0], change[1])
	}
}

func TestProofreadAccusesWhatCannotStand(t *testing.T) {
	for _, c := range []struct{ name, text, rule, want string }{
		{"a sum that exceeds its total", "全年共公开信息60条。其中工作动态30条；通知公告21条；政策法规10条；其他15条。", "proofread.sum", "30+21+10+15=76"},
		{"a list that says it is the whole", "主动公开政府信息520条，包括：网站300条，微博120条，微信110条。", "proofread.sum", "300+120+110=530"},
		{"a list closed by the rest", "受理申请50件，其中当面申请10件，网络申请20件，其他方式15件。", "proofread.sum", "10+20+15=45"},
		{"a list in brackets", "办结申请18件（予以公开12件、部分公开3件、不予公开4件）。", "proofread.sum", "12+3+4=19"},
		{"blanks in numbers and full width", "主动公开政府信息 １ ２ ０ 条，其中：网站 8 0 条，公报 ５０ 条。", "proofread.sum", "80+50=130"},
		{"thousands", "公开信息1,636条，其中：动态1,337条，政府信息185条，招商20条，便民104条。", "proofread.sum", "1337+185+20+104=1646"},
		{"money", "三公经费支出12.5万元，其中：公务接待费2.3万元，公务用车费10.1万元。", "proofread.sum", "2.3+10.1=12.4"},
		{"marked groups on lines of their own", "全年公开信息30条，其中：\n（1）政策文件10条，包括规范性文件2条；\n（2）财政信息15条；\n（3）其他信息4条。", "proofread.sum", "10+15+4=29"},
		{"the total after its parts", "发布网站信息30条、微信信息20条，共51条。", "proofread.sum", "30+20=50"},
		{"a list that no word announces", "全年共公开信息100条，网站60条、微信30条、微博20条。", "proofread.sum", "60+30+20=110"},
		{"a total and the list of the next paragraph (a township's report for 2013)", "（一）主动公开政府信息的数量共192条。\n（二）主要类别情况：党政信息类147条，文件类47条，制度类4条。\n", "proofread.sum", "147+47+4=198"},
		{"a share that is not the part's", "公开信息2110条，其中：政策法规类390条，占18.5%；规划计划类188条，占8.9%；业务类1102条，占25.2%；其他类430条，占20.4%。", "proofread.share", "52.23%"},
		{"more members than counted", "信息分为工作动态、通知公告、政策法规等2类。", "proofread.list", "3"},
		{"fewer members than counted", "公开内容分为三类：机构职能、政策法规。", "proofread.list", "2"},
		{"marked members", "主要做法有四个方面：一是加强领导；二是完善制度；三是强化培训。", "proofread.list", "3"},
		{"a gap in the chapters", "一、概述\n正文。\n三、主动公开情况\n", "proofread.numbering", "二、"},
		{"a chapter twice", "一、概述\n二、主动公开\n二、依申请公开\n三、复议\n", "proofread.numbering", "三、"},
		{"a gap in a sentence", "存在问题：一是认识不够；三是更新不及时。", "proofread.numbering", "二是"},
		{"a month that is none", "2021年13月5日发布。", "proofread.date", ""},
		{"a day that is none", "于9月31日前完成。", "proofread.date", ""},
		{"29 February", "发布日期：2015-02-29", "proofread.date", ""},
		{"five digits", "20155年共公开信息5条。", "proofread.date", ""},
		{"another year in a heading", "某区2020年政府信息公开工作年度报告\n一、2019年主动公开情况\n", "proofread.year", "2020年"},
		{"another year in the opening", "某区2020年政府信息公开工作年度报告\n现将2018年度政府信息公开工作报告如下：\n", "proofread.year", "2020年"},
		{"the end of another year", "某区2020年政府信息公开工作年度报告\n一、总体情况\n截至2019年12月31日，共收到政府信息公开申请2件，全部按期答复。\n", "proofread.year", "2020年"},
		{"another period", "某区2020年政府信息公开工作年度报告\n所列数据的统计期限为2019年1月1日至2019年12月31日。\n", "proofread.year", "2020年"},
		{"a particle twice", "加强对对政府信息的管理，维护了了群众利益。", "proofread.wording", "对"},
	} {
		found := disclosure.Proofread(c.text)
		i := slices.IndexFunc(found, func(f disclosure.Finding) bool { return f.Rule == c.rule })
		if assert.GreaterOrEqual(t, i, 0, "%s: %v", c.name, found) && c.want != "" {
			assert.Equal(t, c.want, found[i].Want, c.name)
		}
	}
}

func TestProofreadDoesNotAccuseWhatHolds(t *testing.T) {
	for name, text := range map[string]string{
		"part of a whole":              "主动公开政府信息1200条，其中规范性文件30条，财政预决算20条。",
		"one part":                     "受理申请14069件，其中商业企业252件。",
		"a new subject":                "全年公开信息100条，其中规范性文件5条，发布微信500条，回应热点30次。",
		"about":                        "接待咨询70余次，其中现场50次，电话30次。",
		"a list without a word":        "全年共发放表格166份，收回146份，其余20份未交，另有28份无效。",
		"the next paragraph holds":     "1.主动公开信息数200条。\n2.公开形式：网站120条，公报20条，微信60条。",
		"kinds of rules (2022)":        "主动公开规章13件（含新制定5件，修改4件，废止4件），行政规范性文件42件，人事任免文件106件，其他文件113件。",
		"results of eight (2022)":      "共收到8份政府信息公开申请，均为自然人申请。其中，予以公开2件，部分公开2件，属于四类过程性信息1件，不掌握相关信息2件，其他1件（自主撤销）。无下年度结转。",
		"whose list has an apposition": "推进了财政预算决算、“三公”经费和行政经费、保障性住房、食品安全、环境保护、招投标、生产安全事故、征地拆迁、价格和收费等八大重点领域的公开。",
		"a line for each number":       "全区累计主动公开政府信息\n5928\n条，全文电子化率达\n90.3%\n，其中，本年度新增主动公开政府信息\n2110\n条。",
		"shares":                       "公开信息1015条，其中：网站253条，占24.9%；微博微信275条，占27.1%；其他487条，占48%。",
		"growth":                       "公开信息100条，比上年增加20条，其中网站60条，微信40条。",
		"brackets inside":              "受理申请20件，其中网络申请12件（公民10件，法人2件），信函申请8件。",
		"nested":                       "公开信息100条，其中：网站60条，其中规范性文件3条；微信40条。",
		"organs and what they gave":    "15个乡镇、8个街道共公开信息300条。",
		"several years":                "2014年公开信息100条，2015年公开信息120条。",
		"members with and so on":       "公开机构职能、政策法规等5类信息。",
		"a clause before the list":     "各乡镇、街道、部门围绕教育、卫生等2个方面公开信息。",
		"what was so before":           "某区2020年政府信息公开工作年度报告\n截至2019年12月31日结转的申请2件，2020年收到政府信息公开申请3件。\n截至2020年12月31日，共收到政府信息公开申请3件，全部答复。\n",
		"chapters and a table":         "一、总体情况\n二、主动公开\n三、申请\n一、本年新收\n二、上年结转\n三、办理结果\n（一）予以公开\n（二）部分公开\n四、结转下年\n四、行政复议\n五、问题\n六、其他",
		"marks anew in each chapter":   "一、概述\n（一）领导\n1、机构\n2、人员\n（二）制度\n1、培训\n二、公开\n（一）网站\n",
		"next year's plan":             "某区2015年政府信息公开工作年度报告\n一、2015年工作\n二、2016年工作计划\n",
		"the year before, compared":    "某区2015年政府信息公开工作年度报告\n一、与2014年比较情况\n",
		"a link to another report":     "某区2015年政府信息公开工作年度报告\n正文。\n上一篇：某区2014年政府信息公开工作年度报告",
		"a list of reports":            "2015年政府信息公开工作年度报告\n2014年政府信息公开工作年度报告\n2013年政府信息公开工作年度报告\n2014年，全区公开信息。2014年度情况如下。",
		"days and quarters":            "1至3月、9月5至7日、2月29日、每季度第一个月下旬、12个月、第13月刊。",
		"two words that meet":          "参与与会人员，及及时更新，目的的确明确，为了了解情况，共和和谐，作为为民服务事项。",
		"unified":                      "统一是基础。唯一是这样。第二是。",
		"money to two places":          "支出12.45万元，其中：接待费2.30万元，用车费10.15万元。",
		"meetings and records":         "召开会议3次，公开信息20条，其中网站12条，微信8条。",
		"applications by kind (2025)":  "本年新收政府信息公开申请14069件，其中自然人13612件，商业企业252件，社会公益组织45件，法律服务机构128件，其他32件。",
	} {
		assert.Empty(t, disclosure.Proofread(text), name)
	}
}

// formText writes table 3 as a page gives it: a row in a line, cells between sep.
func formText(r disclosure.Report, sep string) string {
	var b strings.Builder
	row := func(label string, c disclosure.Counts) {
		b.WriteString(label)
		for _, n := range c {
			fmt.Fprint(&b, sep, n)
		}
		b.WriteString("\n")
	}
	row("一、本年新收政府信息公开申请数量", r.Table3.New)
	row("二、上年结转政府信息公开申请数量", r.Table3.Carried)
	b.WriteString("三、本年度办理结果\n")
	group := ""
	for _, o := range disclosure.Outcomes() {
		head, label, leaf := strings.Cut(o.Chinese(), "：")
		mark := "（" + string([]rune("一二三四五六")[o.Code()[2]-'1']) + "）"
		switch {
		case !leaf:
			label = mark + head
		case group != head:
			b.WriteString(mark + head + "\n")
			fallthrough
		default:
			label = o.Code()[4:] + "." + label
		}
		group = head
		row(label, r.Table3.Result(o))
	}
	row("（七）总计", r.Table3.Total)
	row("四、结转下年度继续办理", r.Table3.Forward)
	b.WriteString("四、政府信息公开行政复议、行政诉讼情况\n结果维持" + sep + "结果纠正" + sep + "其他结果" + sep + "尚未审结" + sep + "总计\n")
	for i, block := range []disclosure.Reliefs{r.Table4.Review, r.Table4.Direct, r.Table4.AfterReview} {
		if i > 0 {
			b.WriteString(sep)
		}
		fmt.Fprint(&b, block.Upheld, sep, block.Corrected, sep, block.Other, sep, block.Pending, sep, block.Total)
	}
	return b.String() + "\n"
}

func TestProofreadHoldsTheProseAgainstTheTablesOfARealReport(t *testing.T) {
	report := sampleReport(t)
	prose := "2025年政府信息公开工作年度报告\n一、总体情况\n二、主动公开情况\n三、收到和处理申请情况\n全年新收政府信息公开申请14069件，上年结转560件，办结13810件，结转下年度819件，行政复议790件。\n"
	for _, sep := range []string{"\t", " | ", " ", "\n"} {
		require.Empty(t, disclosure.Proofread(prose+formText(report, sep)), "%q", sep)
		require.Empty(t, report.CheckText(prose))
		for _, change := range [][2]string{{"申请14069件", "申请14096件"}, {"结转560件", "结转506件"}, {"年度819件", "年度918件"}, {"复议790件", "复议709件"}} {
			found := disclosure.Proofread(strings.Replace(prose, change[0], change[1], 1) + formText(report, sep))
			require.Len(t, found, 1, change)
			assert.Equal(t, "proofread.table.I7", found[0].Rule)
			assert.Equal(t, 5, found[0].Line)
			assert.Len(t, report.CheckText(strings.Replace(prose, change[0], change[1], 1)), 1)
		}
		wrong := report
		wrong.Table3.Results[10][0]++
		found := disclosure.Proofread(prose + formText(wrong, sep))
		require.Len(t, found, 2, "the row and the column of the cell")
		lines := strings.Split(prose+formText(wrong, sep), "\n")
		for _, f := range found {
			near := strings.Join(lines[max(f.Line-2, 0):f.Line], "")
			assert.Contains(t, near, map[string]string{"proofread.table.I3": "本机关不掌握相关政府信息", "proofread.table.I1": "（七）总计"}[f.Rule], "%q", sep)
		}
		wrong = report
		wrong.Table4.Direct.Pending++
		found = disclosure.Proofread(prose + formText(wrong, sep))
		require.Len(t, found, 1)
		assert.Equal(t, "proofread.table.I5", found[0].Rule)
	}
}

func TestProofreadFootsAnyTable(t *testing.T) {
	table := "类别\t数量\n政策文件\t300\n规划计划\t200\n其他信息\t100\n合计\t600\n"
	require.Empty(t, disclosure.Proofread(table))
	found := disclosure.Proofread(strings.Replace(table, "200", "210", 1))
	require.Len(t, found, 1)
	assert.Equal(t, "610", found[0].Want)
	assert.Equal(t, 5, found[0].Line)
}

func TestAFindingPointsIntoTheTextAsGiven(t *testing.T) {
	found := disclosure.Proofread("\r\n  \u3000公开 6 0 条，包括：甲 3 0 条、乙 4 0 条。\r\n")
	require.Len(t, found, 1)
	assert.Equal(t, 2, found[0].Line)
	assert.Equal(t, 7, found[0].Column)
	assert.Equal(t, "60", found[0].Got)
}

func FuzzProofread(f *testing.F) {
	for _, s := range []string{"", "一", "共60条。其中", "(1", "1,636条:(1)2条;(2)", "2015年13月", "2015-02-30", "a\tb\t1\t2\t3", "\xff\xfe1条：2条、3条", "三类：一是", "等2类"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, found := range disclosure.Proofread(s) {
			if found.Line < 1 || found.Column < 1 || found.Text == "" {
				t.Fatalf("a finding without place or words: %+v", found)
			}
		}
	})
}

func BenchmarkProofread(b *testing.B) {
	text := seedReport(b)
	b.ReportAllocs()
	for b.Loop() {
		disclosure.Proofread(text)
	}
}

func ExampleProofread() {
	for _, f := range disclosure.Proofread("全年主动公开政府信息60条。其中工作动态30条；通知公告21条；政策法规10条；其他信息15条。") {
		fmt.Printf("第%d行第%d字：%s\n", f.Line, f.Column, f.Text)
	}
	// Output:
	// 第1行第11字：“全年主动公开政府信息60条”与所列分项不符：30+21+10+15=76，分项之和超过总数。
}

func TestAChapterIsHeldAgainstTheYearOfItsReport(t *testing.T) {
	report := sampleReport(t) // of 2025
	for prose, at := range map[string]int{
		"2024年共收到申请15件，其中自然人10件、企业5件。":               1,
		"2024年，我办认真贯彻条例。":                            1,
		"2024年度，本机关按照条例的要求做好公开工作。\n全年发布信息12条。":       1,
		"统计期限自2024年1月1日起至2024年12月31日止。":              6,
		"一、总体情况\n2024年主动公开政府信息868条，内容全面。2023年以前的不计。": 1,
	} {
		found := report.Proofread(prose)
		require.NotEmpty(t, found, prose)
		assert.Equal(t, "proofread.year", found[0].Rule, prose)
		assert.Equal(t, "2025年", found[0].Want, prose)
		assert.Equal(t, at, found[0].Column, prose)
		assert.Empty(t, disclosure.Proofread(prose), "by itself a chapter tells no year: %s", prose)
	}
	for _, prose := range []string{
		"2025年，我办认真贯彻条例。", "2024年以来，我办认真贯彻条例。", "2024年印发的办法继续执行。2025年没有新的办法。", "2024年，我办印发了办法；今年继续执行。",
		"2026年，我办将加强培训。", "我办认真贯彻条例。", "与2024年相比，公开的信息多了。", "",
	} {
		assert.Empty(t, report.Proofread(prose), prose)
	}
	sums := report.Proofread("2025年新收政府信息公开申请15件，其中自然人10件、企业6件。")
	assert.Len(t, sums, 2, "the sum, and the table")
}
