package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestWhatIsAskedOfTheRecordInHand(t *testing.T) {
	about := func(text string) string {
		for _, q := range recordQuestions {
			if q.form.MatchString(text) {
				return q.about
			}
		}
		return ""
	}
	for text, want := range map[string]string{
		"全文": "text", "发给我原文": "text", "看看全文": "text", "转发给别人": "text", "里面说了什么": "text", "有没有附件": "files", "附件呢": "files", "打印": "print", "怎么下载": "print",
		"哪年发的": "date", "什么时候发的": "date", "这个是哪天发布的": "date", "文号是多少": "number", "索引号": "index", "谁发的": "publisher", "哪个单位发的": "publisher",
		"这个还有效吗": "force", "失效了没有": "force", "作废了吗": "force", "现在还管用吗": "force",
		"这个文件失效了": "force", "这份规定失效了": "force", "链接失效了": "broken", "原文的网址都失效了": "broken", "这个网页打不开": "broken", "全文点不开怎么办": "broken",
		"失业金什么时候发": "", "营业执照过期怎么办": "", "幼儿园": "", "附件里的名单有谁": "", "国务院的文件": "", "工资什么时候发": "", "打印店在哪": "", "文号国办发〔2018〕129号": "",
	} {
		assert.Equal(t, want, about(text), text)
	}
}

func TestWhatIsAskedOfTheFigureInHand(t *testing.T) {
	for _, c := range []struct {
		form interface{ MatchString(string) bool }
		yes  []string
		no   []string
	}{
		{asksSource, []string{"来源", "数据来源呢", "哪来的数据", "这个数准吗", "出处在哪"}, []string{"收入来源有哪些", "财政收入来源"}},
		{asksSource, []string{"出处是哪份文件", "在哪张表里", "哪份账本里查得到"}, []string{"哪份文件讲低保", "哪个单位的"}},
		{asksStaff, []string{"他们工作人员有多少", "职工多少人", "干部有几个"}, []string{"工作人员", "工作人员工资多少", "人员经费呢"}},
		{nextPurpose, []string{"第二多的呢", "那第三呢", "其次是哪项", "排第四的"}, []string{"第二个", "第二季度呢", "第2条"}},
		{whoseBooks, []string{"那你们有谁的账", "哪些单位的预算能查", "你们这儿有哪几家单位的预算"}, []string{"谁的账号", "哪个单位预算最多", "有预算吗"}},
		{asksUnit, []string{"单位是什么", "单位是元还是万元", "是万元吗", "什么单位"}, []string{"单位电话", "哪些单位公开了"}},
		{asksSheet, []string{"给我表格", "下载", "画个图", "看明细", "发个excel"}, []string{"表格在哪填", "图书馆", "申请表"}},
		{asksReason, []string{"为什么减少", "为什么增加了这么多", "原因是什么", "怎么减少了", "为啥少了"}, []string{"为什么不公开", "为什么要实名"}},
		{asksPlan, []string{"跟预算比呢", "和预算比多了还是少了", "完成率", "预算完成率多少", "比预算少多少", "超预算了吗"}, []string{"跟2023年预算比", "看2025年预算", "预算什么时候公开"}},
		{asksYear, []string{"最高的是哪一年", "哪年最多", "哪一年花得最少", "历年里哪一年最高"}, []string{"哪一年的", "最高多少", "哪年建的"}},
	} {
		for _, text := range c.yes {
			assert.True(t, c.form.MatchString(text), text)
		}
		for _, text := range c.no {
			assert.False(t, c.form.MatchString(text), text)
		}
	}
}

func TestWhatIsSaidOfAnAnswer(t *testing.T) {
	for _, c := range []struct {
		form interface{ MatchString(string) bool }
		yes  []string
		no   []string
	}{
		{tooMany, []string{"太多了", "这么多看不过来", "太多了怎么选", "怎么缩小范围"}, []string{"太多了不想收了", "太长了", "这么多钱花哪了"}},
		{tooSmall, []string{"字太小了看不清", "看不清", "字能不能大一点", "有没有大字版"}, []string{"字太小，念给我听", "看不清身份证号怎么办"}},
		{whyNone, []string{"为什么没有", "怎么查不到", "为啥没有呢"}, []string{"为什么没有公开", "为什么不公开", "没有"}},
		{whyCounted, []string{"为什么街道多", "怎么才两件", "为什么这么少", "为什么"}, []string{"怎么申请", "为什么要实名", "怎么投诉"}},
		{asksOfThem, []string{"他们还发了什么", "他们办公室电话", "那他们单位地址在哪", "它们还公开了哪些"}, []string{"他们花了多少", "他们2023年呢", "还发了什么"}},
		{appliesWhere, []string{"在哪里办", "去哪个窗口", "到哪里交", "找谁"}, []string{"在哪里查低保", "哪里有厕所", "去哪个学校"}},
		{asksPeople, []string{"一个点有几个人", "有多少工作人员", "代办员有几个"}, []string{"几个窗口", "多少人申请"}},
		{asksAllOf, []string{"都有哪24件", "是哪几项"}, []string{"哪24件能网上办", "哪天"}},
		{asksLater, []string{"这是最新的吗", "有没有新一点的", "是不是最新版"}, []string{"最新的", "最新的文件", "是不是新的"}},
		{mailsIt, []string{"发到我邮箱", "能不能传到我电脑上", "发我邮箱行吗"}, []string{"邮箱是多少", "寄到我家", "发给我"}},
		{callsBack, []string{"能不能电话回我", "打电话给我", "办好了短信通知我"}, []string{"电话多少", "怎么打电话"}},
		{asksOften, []string{"一天发几次", "多久发一次", "每天都发吗"}, []string{"多久答复", "一天几趟"}},
		{otherPaper, []string{"我没带身份证，能用驾照吗", "身份证没带怎么办", "可以用护照吗"}, []string{"能用微信吗", "身份证号多少位"}},
		{whoHas, []string{"那谁家有", "哪些单位有", "哪家才有"}, []string{"哪家有低保", "谁有空"}},
		{leaves, []string{"算了明天再弄", "等会儿再填"}, []string{"算了不弄了", "明天"}},
		{averaged, []string{"平均每个街道多少", "平均下来每家几条", "人均呢"}, []string{"每年多少", "平均工资多少钱一个月"}},
		{apartFrom, []string{"那跟主动公开有啥不一样", "和依申请公开有什么区别"}, []string{"跟去年有什么不一样"}},
		{callsOff, []string{"不投诉了", "不用管了，来水了", "不用你们处理了"}, []string{"不用管", "别管我叫什么"}},
		{handedThere, []string{"我上个月在窗口交的", "当面递的材料", "邮寄过去的"}, []string{"在哪个窗口交", "怎么交"}},
	} {
		for _, text := range c.yes {
			assert.True(t, c.form.MatchString(text), text)
		}
		for _, text := range c.no {
			assert.False(t, c.form.MatchString(text), text)
		}
	}
}

func TestYearsThatAreNamed(t *testing.T) {
	v := &visit{today: civil.Day(2026, 6, 15)}
	for text, want := range map[string][]int{
		"2016年的年报": {2016}, "二〇一六年的年报": {2016}, "16年的预算": {2016}, "去年的低保名单": {2025}, "2019年至2021年的合同": {2019, 2020, 2021}, "2019-2020年的合同": {2019, 2020},
		"补助2000元": nil, "20年以上的老旧小区": nil, "国办发〔2018〕129号": nil, "低保名单": nil,
	} {
		assert.Equal(t, want, v.yearsNamed(text), text)
	}
	report := catalog.Record{Title: "兴庆区2015年政府信息公开年度工作报告（七）：2016年的措施", Date: civil.Day(2016, 1, 5)}
	assert.True(t, datedFor(report, []int{2015}))
	assert.False(t, datedFor(report, []int{2016}), "a part of the report of 2015")
	assert.True(t, datedFor(catalog.Record{Title: "关于消费扶贫的意见", Date: civil.Day(2018, 12, 30)}, []int{2018}))
}
