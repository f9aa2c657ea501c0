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
		"能改邮寄吗": ofChange, "我电话变了,新电话13922223333": ofChange, "到谁手里了": ofHandler, "超时了吧": ofTerm, "在办吗": ofTerm, "怎么这么慢": ofHaste, "我不服": ofRelief, "复议要多久内提": ofReliefTime, "多久内提": ofReliefTime,
		"复议找谁": ofReliefWhere, "去哪复议": ofReliefWhere, "可以直接起诉吗": ofSuit, "起诉呢": ofSuit, "帮我写复议申请": ofReliefWords,
	} {
		got, asks := concernIn(text)
		assert.True(t, asks, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"路灯的合同什么时候给", "什么时候公开预算", "三公经费为什么减少", "一般多久答复", "幼儿园划片什么时候出结果", "谁负责修路灯", "低保找谁办", "你们在哪里", "护照过期怎么办", "路修好了吗", "网站太慢了"} {
		_, asks := concernIn(text)
		assert.False(t, asks, text)
	}
}

// The day of a third party's opinion is not that of the reply.
func TestWhatIsDueOfAThirdPartyIsNoReply(t *testing.T) {
	due := disclosure.Due{Day: civil.Day(2026, 7, 7), Left: 15, Article: "《政府信息公开条例》第三十二条", By: disclosure.RoleThirdParty}
	assert.Equal(t, "正在征求第三方意见，所需时间不计算在答复期限内。第三方最迟2026年7月7日提出意见，还有15个工作日（《政府信息公开条例》第三十二条）", dueWords(due))
}

func TestWhatIsAskedOfTheMatterInHand(t *testing.T) {
	for text, want := range map[string]concern{
		"去哪取": ofEnclosure, "没收到": ofEnclosure, "附件打不开": ofEnclosure, "能不能发电子版": ofEnclosure,
		"你们答的什么": ofReply, "这是谁答的": ofReply, "打几分": ofReply, "哪天修的": ofReply, "为什么不管": ofReply,
		"内容不全": ofRelief, "没解决": ofRelief, "不是这个事": ofRelief, "还是不亮": ofRelief, "骗人": ofRelief, "我就要看": ofRelief,
		"写错了": ofChange, "改成投诉": ofChange, "转给住建局": ofChange, "那谁有": ofHolder, "不补行不行": ofSupplement, "补到什么时候": ofSupplement,
		"不想说": ofReasons, "延到什么时候": ofExtension, "他不同意怎么办": ofThirdParty, "那个我还要": ofRestoring, "什么时候修": ofTerm,
		"什么意思": ofNews, "凭什么": ofNews, "哪条规定": ofNews, "怎么就秘密了": ofNews,
	} {
		assert.Contains(t, concernsInHand(text), want, text)
	}
	for _, text := range []string{"三公经费为什么减少", "低保在哪里办", "幼儿园什么时候招生", "房产证没收到怎么办", "公交不通了", "老旧小区改造没人修", "去哪看病", "怎么申请公租房"} {
		assert.Empty(t, concernsInHand(text), text)
	}
}
