package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhoTakesLeaveAsksForNothing(t *testing.T) {
	for _, text := range []string{"那我周一再打吧", "我改天来", "那我明天再过去", "有空再说", "回头再说吧", "那等你们上班我再打", "好的，我明天再过去一趟", "那我自己去问", "算了我问社保去吧"} {
		assert.True(t, takesLeave(text), text)
	}
	for _, text := range []string{"明天来可以吗", "下周一开会吗", "那下周的菜价呢", "我明天去办护照要带什么", "周一发的文件", "下午有人吗", "我问一下财政局的预算吧", "以后的通知发给我", "我自己的申请"} {
		assert.False(t, takesLeave(text), text)
	}
}

func TestTheServiceThatIsAskedAfter(t *testing.T) {
	for text, want := range map[string]string{
		"低保怎么办": "低保", "公租房怎么申请": "公租房", "残疾人补贴": "残疾人补贴", "我妈今年60了养老金咋领": "养老金", "结婚登记怎么办": "结婚登记",
		"有没有低保的文件": "", "2023年的采购合同": "", "怎么申请公开": "", "防火": "", "规划局三公经费": "",
	} {
		assert.Equal(t, want, serviceIn(text), text)
	}
}

func TestWhoAsksOfWhichYearsThereIsSomething(t *testing.T) {
	for _, text := range []string{"那有哪几年的", "有哪几年的", "都有哪些年份", "哪几年的"} {
		assert.True(t, yearsAsked.MatchString(text), text)
	}
	for _, text := range []string{"哪年发的", "哪几年的三公经费最多", "去年的", "几年了"} {
		assert.False(t, yearsAsked.MatchString(text), text)
	}
}

func TestWhoTellsOfARefusalAppliesForNothing(t *testing.T) {
	for _, text := range []string{"我申请的你们不给公开", "我上次申请的不予公开怎么办", "申请了不给看"} {
		assert.True(t, refusedHer.MatchString(text), text)
	}
	for _, text := range []string{"申请公开不予公开决定书", "我申请公开拆迁补偿方案", "我要申请不动产登记"} {
		assert.False(t, refusedHer.MatchString(text), text)
	}
}

func TestANodBeforeWhatIsAppliedForIsNoPartOfIt(t *testing.T) {
	for text, want := range map[string]string{
		"行 那我申请2023年的低保发放名单": "2023年的低保发放名单", "好的，2023年的低保发放名单": "2023年的低保发放名单", "可以公开的项目清单": "可以公开的项目清单",
	} {
		assert.Equal(t, want, asWanted(text), text)
	}
}

func TestWhoOnlyAsksComplainsOfNothing(t *testing.T) {
	found := onlyConsults.FindStringSubmatch("不是投诉 就问问归谁管")
	assert.Equal(t, []string{"不是投诉 就问问归谁管", "归谁管"}, found)
	for _, text := range []string{"我不投诉", "不是投诉", "投诉问问归谁管", "不是投诉你们，是投诉物业"} {
		assert.False(t, onlyConsults.MatchString(text), text)
	}
}
