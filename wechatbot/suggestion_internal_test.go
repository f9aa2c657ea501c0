package wechatbot

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestWhatIsSuggestedIsNoTitleAndNoApplication(t *testing.T) {
	for text, want := range map[string]bool{
		"建议在中山公园门口多设几个垃圾桶": true,
		"我建议把公交线路延长到掌政":    true,
		"提个意见 大厅中午应该有人值班":  true,
		"村民都建议在村口装个路灯":     true,
		"希望能在湖滨街加装红绿灯":     true,
		"希望政府多修几个公共厕所":     true,
		"能不能在学校门口加个红绿灯":    true,
		"对公交不满意提点建议 多加几趟车": true,
		"建议你们把路灯修一下":       true,
		"建议把路灯修一下":         true,
		"建议你们多修点公厕":        true,
		"希望公园多放几个垃圾桶":      true,
		"能不能增加一趟公交":        true,
		"小区门口能不能装个红绿灯":     true,
		"大厅应该周末也开门":        true,
		"希望办事大厅晚点下班":       true,
		"村口能不能修条路":         true,
		"能不能把路灯修一下":        true,
		"可以多设公交站吗":         true,
		"有个提议，楼道里装几个扶手":    true,
		"我有个建议，公交站能不能多设几个": true,
		"我有个建议，想要个答复":      false,
		"公园里最好有个厕所":        true,
		"希望社区办个图书室":        true,
		"能不能给老年人开个食堂":      true,
		"能不能给孩子开个证明":       false,
		"能增加申请内容吗":         false,
		"能不能换一个":           false,
		"能不能加个名字":          false,
		"能不能延长答复期限":        false,
		"政府应该公开这个":         false,
		"公务员应该几点上班":        false,
		"建议办理":             false,
		"建议把名单公开":          false,
		"建议提案多吗":           false,
		"能不能把这份名单发给我看看":    false,
		"建议提案办理情况公示文件汇编":   false,
		"建议和提案的办理结果在这里":    false,
		"关于科技节水建议的复函全文":    false,
		"建议你们公开公交补贴的数额":    false,
		"希望尽快给我答复一下吧谢谢":    false,
		"建议怎么提交给你们单位呢":     false,
		"希望小学划片范围在哪里看得到":   false,
	} {
		assert.Equal(t, want, suggests(text), text)
	}
}

func TestPardonInPublicIsNothingToDisclose(t *testing.T) {
	for text, want := range map[string]bool{
		"要求物业公开道歉并赔钱":     true,
		"社区要当众给我妈赔礼道歉":    true,
		"申请公开道歉的会议记录":     false,
		"要求公开处理结果":        false,
		"公开道歉的文件有吗":       false,
		"公开处理他们讨薪那件事的结果吧": false,
	} {
		assert.Equal(t, want, begsPardon(text), text)
	}
}

func TestACopyOfWhatIsNotToBeFoundIsAppliedFor(t *testing.T) {
	for text, want := range map[string]string{
		"想要一份富宁街拆迁补偿标准,网上没有":     "富宁街拆迁补偿标准",
		"麻烦给一份银河路垃圾站的环评报告,官网查不着": "银河路垃圾站的环评报告",
		"2024年残疾人名单,网上查不到,给我一份":  "2024年残疾人名单",
		"申请大新镇2024年低保户名单":        "大新镇2024年低保户名单",
		"申请加入低保户的名单":             "",
		"申请低保要什么材料":              "",
		"想要一份补偿标准,网上有没有":         "",
		"投诉社区不给一份回执,网上没有":        "",
		"网上没有家政阿姨,想找一份工作":        "",
		"请来一份2026年小学划片方案,公众号里没有": "2026年小学划片方案",
	} {
		assert.Equal(t, want, copyWanted(text), text)
	}
}

func TestWhoAsksHowAThingIsDoneAsksForNoDocument(t *testing.T) {
	for text, want := range map[string]bool{
		"社保卡丢了怎么补办": true, "公租房咋申请啊要啥条件": true, "给娃上户口要啥手续": true, "营业执照在网上能办吗": true, "退休金咋领": true,
		"办事流程的文件在哪看": false, "权力清单在哪": false, "信息公开怎么申请": false, "人大代表提的建议办得怎么样": false, "低保标准": false,
	} {
		assert.Equal(t, want, asksHow(text), text)
	}
}

func TestAMonthWithoutAYearIsTheLastOfItsName(t *testing.T) {
	today := civil.Day(2026, 3, 5)
	for text, want := range map[string]civil.Date{
		"上个月发了哪些文件": civil.Day(2026, 2, 1), "本月公开了什么": civil.Day(2026, 3, 1), "10月份发了些啥": civil.Day(2025, 10, 1), "区里3月新公开的": civil.Day(2026, 3, 1),
		"13月的文件": {}, "第3月的文件": {}, "10月3日的通知": {}, "月报": {},
	} {
		from, said := monthSaid(text, today)
		assert.Equal(t, want, from, text)
		assert.Equal(t, want.IsZero(), said == "", text)
	}
	from, _ := monthSaid("上月的文件", civil.Day(2026, time.January, 31))
	assert.Equal(t, civil.Day(2025, 12, 1), from)
}
