package wechatbot_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// What is said around a question out of politeness changes nothing in its answer.
func TestPolitenessAroundAQuestionChangesNoAnswer(t *testing.T) {
	p := wechattest.NewPlain()
	to := found(t, p)
	for _, asked := range []string{
		"三公经费多少", "国办发2018年123号", "政务新媒体", "申请要收费吗", "我的申请到哪一步了", "什么叫三公经费",
		"预算和决算有什么区别", "政务大厅几点上班", "取消", "我要申请", "哪个部门公开得最多",
	} {
		want := p.Stranger(to.bot, "甲").Says(asked)
		for _, polite := range []string{
			"问一下，%", "你好，我想问一下%", "您好 请问%", "不好意思打扰了，%", "嗯那个%", "老师，%", "% 谢谢", "%，麻烦了", "%🙏", "%[微笑]", "你好%谢谢啦",
		} {
			said := strings.Replace(polite, "%", asked, 1)
			assert.Equal(t, want, p.Stranger(to.bot, "甲").Says(said), said)
		}
	}
}

// Who only wants to ask (咨询一下, 请教一下) is answered where that can be done at once.
func TestWhoWantsToAskIsAnsweredAtOnce(t *testing.T) {
	p := wechattest.NewPlain()
	to := found(t, p)
	for _, asked := range []string{"国办发〔2018〕123号", "三公经费多少", "申请公开要交什么材料", "政务新媒体"} {
		want := p.Stranger(to.bot, "甲").Says(asked)
		for _, said := range []string{"请教一下，" + asked, "咨询一下" + asked} {
			assert.Equal(t, want, p.Stranger(to.bot, "甲").Says(said), said)
		}
	}
	assert.Contains(t, p.Stranger(to.bot, "甲").Says("咨询一下娃娃上学报名的事，我们是外地的"), "作为咨询交给")
}

// A complaint keeps its greeting: what is written to the people stands as she wrote it.
func TestALetterKeepsItsGreeting(t *testing.T) {
	p := wechattest.NewPlain()
	to := found(t, p)
	assert.Contains(t, p.Stranger(to.bot, "甲").Says("您好，楼下烧烤半夜还吵得睡不着"), "“您好，楼下烧烤半夜还吵得睡不着”")
}
