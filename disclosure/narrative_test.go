package disclosure_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

func tallied(name string, parts ...disclosure.Tallied) disclosure.Tallied {
	return disclosure.Tallied{Name: name, Parts: parts}
}

func leaf(name string, n int) disclosure.Tallied { return disclosure.Tallied{Name: name, N: n} }

// report2015 holds the counts by column and channel of the report of 兴庆区 for 2015.
func report2015() disclosure.Narrative {
	return disclosure.Narrative{Year: 2015, Organ: "兴庆区", Published: "政府门户网站及官方微信平台",
		Columns: tallied("",
			tallied("政务动态信息", leaf("政务信息", 868), leaf("媒体看兴庆", 75), leaf("部门动态", 229), leaf("乡镇动态", 48), leaf("街道动态", 70), leaf("图片要闻", 47)),
			tallied("依职权主动公开的政府信息", leaf("政府文件", 57), leaf("政府公示公告", 22), leaf("采购招标信息", 21), leaf("中标信息", 7),
				leaf("政策法规", 9), leaf("财政预算情况", 19), leaf("政府会议信息", 11), leaf("机构职能", 39)),
			tallied("招商引资信息", leaf("招商动态", 7), leaf("招商项目", 13)),
			tallied("便民服务信息", leaf("吃在兴庆", 29), leaf("住在兴庆", 7), leaf("行在兴庆", 9), leaf("游在兴庆", 9), leaf("购在兴庆", 13), leaf("娱在兴庆", 8), leaf("生活常识", 19))),
		Channels: []disclosure.Tallied{
			tallied("各乡镇街道", leaf("通过官方网站公布公示", 253), leaf("政务微博、微信平台公开", 275), leaf("其他方式公布", 487)),
			tallied("各部门", leaf("通过官方网站公布公示", 129), leaf("政务微博、微信平台公开", 191), leaf("其他方式公开", 375))},
		Received: 2, Answered: []disclosure.Tallied{leaf("予以公开", 1), leaf("无法提供", 1)}}
}

func TestTheNarrativeOf2015HasItsTotalsAndPassesProofreading(t *testing.T) {
	n := report2015()
	text := strings.Join(n.Sentences(), "\n")
	for _, total := range []string{"共计1636条", "信息1337条", "信息185条", "信息20条", "信息94条", "信息1015条", "信息695条", "申请2件"} {
		assert.Contains(t, text, total)
	}
	require.Empty(t, disclosure.Proofread(text))
	require.Empty(t, n.Check())
	for _, change := range [][2]string{{"1636条", "1646条"}, {"1337条", "1327条"}, {"1015条", "1025条"}, {"695条", "696条"}, {"答复2件", "答复3件"}} {
		assert.NotEmpty(t, disclosure.Proofread(strings.Replace(text, change[0], change[1], 1)), change)
	}
}

func TestANarrativeSaysWhatDidNotHappen(t *testing.T) {
	lines := disclosure.Narrative{Year: 2015}.Sentences()
	assert.Equal(t, []string{"2015年度没有受理政府信息公开申请。", "2015年没有因政府信息公开申请行政复议、提起行政诉讼的情况。"}, lines)
	n := disclosure.Narrative{Year: 2015, Received: 1, Answered: []disclosure.Tallied{leaf("予以公开", 2)}, Columns: leaf("", -1)}
	assert.Len(t, n.Check(), 2)
	n = disclosure.Narrative{Year: 2015, Received: 3, Answered: []disclosure.Tallied{leaf("予以公开", 2)}, Reviews: 1}
	assert.Contains(t, n.Sentences()[0], "尚在办理1件")
	assert.Contains(t, n.Sentences()[1], "行政复议1件，提起行政诉讼0件")
}

func ExampleNarrative() {
	n := report2015()
	fmt.Println(n.Sentences()[1])
	fmt.Println(n.Sentences()[3])
	// Output:
	// 各乡镇街道主动公开政府信息1015条，其中：通过官方网站公布公示253条、政务微博、微信平台公开275条、其他方式公布487条。
	// 2015年度共受理政府信息公开申请2件，答复2件，其中：予以公开1件、无法提供1件。
}
