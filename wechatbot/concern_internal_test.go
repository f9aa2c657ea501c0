package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestEachQuestionOfLawHasWordsOfItsOwn(t *testing.T) {
	for _, w := range wants {
		if w.means.intent == wantLaw {
			assert.Contains(t, lawWords, w.means.law, w.name)
		}
	}
}

func TestWhatIsAskedOfAMatterAtHand(t *testing.T) {
	for text, want := range map[string]concern{
		"还剩几天": ofTerm, "最晚哪天": ofTerm, "那我什么时候能拿到": ofTerm, "多久给我答复": ofTerm, "都一个多月了怎么还不答复": ofTerm,
		"能快点吗": ofHaste, "能加急吗": ofHaste, "再快点不行吗,我着急用": ofHaste, "谁在办": ofHandler, "那该找谁": ofHolder, "第三方是谁": ofThirdParty, "为什么延期": ofExtension,
		"你们凭什么不给": ofReason, "理由是什么": ofReason, "什么意思,要我补什么": ofSupplement, "能恢复吗": ofRestoring, "附件在哪": ofEnclosure,
		"能改邮寄吗": ofChange, "我电话变了,新电话13922223333": ofChange, "我不服": ofRelief, "复议要多久内提": ofReliefTime, "多久内提": ofReliefTime,
		"复议找谁": ofReliefWhere, "去哪复议": ofReliefWhere, "可以直接起诉吗": ofSuit, "起诉呢": ofSuit, "帮我写复议申请": ofReliefWords,
	} {
		got, asks := concernIn(text)
		assert.True(t, asks, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"路灯的合同什么时候给", "什么时候公开预算", "三公经费为什么减少", "一般多久答复", "幼儿园划片什么时候出结果", "谁负责修路灯", "低保找谁办"} {
		_, asks := concernIn(text)
		assert.False(t, asks, text)
	}
}

// The day of a third party's opinion is not that of the reply.
func TestWhatIsDueOfAThirdPartyIsNoReply(t *testing.T) {
	due := disclosure.Due{Day: civil.Day(2026, 7, 7), Left: 15, Article: "《政府信息公开条例》第三十二条", By: disclosure.RoleThirdParty}
	assert.Equal(t, "正在征求第三方意见，所需时间不计算在答复期限内。第三方最迟2026年7月7日提出意见，还有15个工作日（《政府信息公开条例》第三十二条）", dueWords(due))
}
