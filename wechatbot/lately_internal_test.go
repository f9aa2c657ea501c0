package wechatbot

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/catalog"
)

func TestWhatIsAskedOfSeveralThings(t *testing.T) {
	for text, want := range map[string]string{
		"这两个加起来多少": "sum", "差多少": "apart", "谁多": "apart", "我说财政局和规划局比": "apart", "占总数百分之几": "share",
		"这两个哪个新": "newer", "它跟刚才那个暂行办法哪个先发": "older", "隔了几天": "gap", "三个都是哪年的": "each", "两个文号都给我": "each",
		"2024年呢": "", "什么时候发的": "", "一共多少": "", "比例尺": "",
	} {
		about, _ := jointlyAsked(text)
		assert.Equal(t, want, about, text)
	}
}

func TestWhatIsAskedOfARecordInSeveralClauses(t *testing.T) {
	for text, want := range map[string][]string{
		"谁发的，啥时候的": {"publisher", "date"}, "就是这个，哪年的": {"date"}, "文号和日期都给我": {"number", "date"}, "这个还有效吗": {"force"},
		"哪个单位通知的": {"publisher"}, "国务院发的还是办公厅发的": {"publisher"}, "里头说的啥": {"text"}, "幼儿园的文件": nil, "哪个单位最多": nil,
	} {
		assert.Equal(t, want, recordAsked(text), text)
	}
}

func TestAListIsSiftedByWords(t *testing.T) {
	for text, want := range map[string][2]string{
		"三公的那几个": {"三公", ""}, "只要意见": {"意见", ""}, "要决算的": {"决算", ""}, "不要预算的": {"", "预算"}, "不要国务院办公厅的": {"", "国务院办公厅"}, "今天天气": {"", ""},
	} {
		with, without := sievingIn(text)
		assert.Equal(t, want, [2]string{with, without}, text)
	}
	both := catalog.Record{Title: "2014年“三公经费”支出总决算及2015年总预算", Publisher: "国务院办公厅"}
	assert.True(t, sieve{With: "三公 决算"}.keeps(both))
	assert.False(t, sieve{With: "决算", Without: "预算"}.keeps(both))
	assert.False(t, sieve{Without: "国务院办公厅"}.keeps(both))
	assert.True(t, sieve{Without: "国务院"}.keeps(both), "an organ is named whole")
}

func TestThingsToldAreRememberedOnceAndOnlySome(t *testing.T) {
	v := &visit{bot: &Bot{Config: Config{Now: time.Now}}, talk: &talk{}}
	for n := range mostLately + 2 {
		v.mention(mention{Count: countTold{Item: "文件", N: n, Unit: "条"}})
	}
	v.mention(mention{Count: countTold{Item: "文件", N: 5, Unit: "条"}})
	counts := v.countsLately()
	assert.Len(t, counts, mostLately)
	assert.Equal(t, []int{5, 7, 6}, []int{counts[0].N, counts[1].N, counts[2].N})
}
