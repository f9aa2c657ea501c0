package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// What is asked of applying is mostly said in two halves: that information is applied for,
// and one thing that is asked of that. 申请信息公开要多久, 依申请公开会不会不给. The second half
// must be nothing but that question, or it is what is applied for.

// ofApplyingFirst is a text that begins with applying, and what it asks of that.
var ofApplyingFirst = form(`^(?:{manner}|{manner_apart}|{lead}|{me}|那|啥|[,，])*{applying}(?:政府信息|信息|的话|以后|之后|后|的时候|时|的|了|[,，])*(.{2,16})$`)

// applyingAsked are the second halves by the matter of law that they ask of, the first that
// fits is taken.
var applyingAsked = []struct {
	law  string
	says *pattern.Pattern
}{
	{"relief", form(`^(?:{asked_around}|结果|要是|如果|万一)*(?:{they_refuse}|没给|没答复|没回复|没人理|不答复|不回复|不理|不服|不满意|超期|逾期)(?:{asked_around}|答复|回复|的话)*(?:怎么办|咋办|咋整|怎么弄|咋弄|找谁|去哪告|去哪投诉|告|复议|起诉)(?:{asked_around})*$`)},
	{"which", form(`^(?:{asked_around}|可能|哪些|什么|啥|情况|情形|样|下|信息|东西)*(?:{they_refuse})(?:{asked_around}|信息|东西|内容|情况|可能)*$|` +
		`^(?:{asked_around}|一定|肯定|全部|什么|啥|哪些)*(?:都|一定|肯定|全部|什么|啥|哪些)(?:{asked_around})*(?:{they_grant})(?:{asked_around})*$`)},
	{"fee", form(`^(?:{asked_around})*(?:要钱|收费|收不收费|收钱|收不收钱|花钱|交钱|掏钱|多少钱|费用|多少费用|免费|免不免费)(?:{asked_around})*$`)},
	{"term", form(`^(?:{asked_around}|{got_it})*(?:{how_long}|好久|多少个?工作日|几个工作日|什么时候|啥时候|多会儿?)(?:{asked_around}|{got_it})*$`)},
	{"who", form(`^(?:{asked_around}|{applicant_any}|什么|啥|哪些)*(?:条件|资格|限制|要求)(?:{asked_around})*$|` +
		`^(?:{asked_around})*(?:{applicant_any})(?:{asked_around}|申请)*(?:可以|能|行|吗|么|不)(?:{asked_around}|申请)*$`)},
	{"papers", form(`^(?:{asked_around}|准备|带|提供|提交|交|填|写)*(?:准备|带|提供|提交|交|填写?|写|要|需要|用)(?:{papers_any})(?:{asked_around})*$`)},
	{"how", form(`^(?:{asked_around})*(?:怎么|怎样|咋|如何)(?:{asked_around})*(?:弄|办理?|操作|搞|填|提|整|申请|走)?(?:{asked_around})*$|^(?:{asked_around})*(?:什么|啥|哪些|几个?|哪几个?)?(?:流程|步骤|程序|步|第一步)(?:{asked_around}|什么|啥|怎样|怎么样|怎么走|干|做|哪些)*$`)},
	{"reason", form(`^(?:{asked_around}|写|说|说明|填|讲|给)*(?:写|说|说明|填|讲|给|有|要)(?:申请|什么|啥)?(?:理由|用途|原因|目的|干什么用|用来干啥|用来干什么)(?:{asked_around}|行)*$`)},
	{"way", form(`^(?:{asked_around})*(?:结果|答复|材料|信息|东西)(?:{asked_around})*(?:怎么|咋|如何|怎样)(?:{asked_around})*(?:给|送|发|拿|取|领|寄)(?:{asked_around})*$|` +
		`^(?:{asked_around})*(?:结果|答复|材料)(?:{asked_around}|用)*(?:{by_post}|快递)(?:{asked_around})*$|` +
		`^(?:{asked_around}|结果|答复|材料|信息|东西|给|发|寄|送)*(?:纸质的?|电子版的?|{by_mail}|快递|寄到家|寄过来|自己去取|自己取|自取)(?:{asked_around})*$`)},
	{"channel", form(`^(?:{asked_around}|通过|用|在|到|去|上)*(?:网上|网站|微信上?|手机上?|窗口|{by_post}|传真|打?电话|线上|线下|现场)(?:{asked_around}|办理?|申请|提交|弄|填|交|行)*$|` +
		`^(?:{asked_around}|在|到|去|往|上)*(?:哪里|哪儿|哪|什么地方|哪个窗口|哪个部门|哪个单位)(?:{asked_around}|去)*(?:提交|递交|交|提|办理?|弄|申请|填)(?:{asked_around})*$`)},
	{"agent", form(`^(?:{asked_around}|让|找|请|由|叫|替|帮)*(?:家人|家里人|别人|他人|亲戚|朋友|孩子|儿女|律师|{kin})?(?:{asked_around})*(?:代办|代填|代交|代申请|代理|代为|委托|代)(?:{asked_around}|别人|他人|人|家人|律师|办理?|申请|填|交)*$`)},
	{"again", form(`^(?:{asked_around}|一次|一回|同时|申请)*(?:多次|几次|好几次|重复|再次|几个|几件|几份|多个|多少个|多少件|多件|好几个)(?:{asked_around}|申请|信息|东西|内容)*$`)},
}

// askedOfApplying is the matter of law that a text of two such halves asks of, "" for none.
func askedOfApplying(text string) string {
	if !strings.Contains(text, "申请") {
		return ""
	}
	halves := ofApplyingFirst.FindStringSubmatch(strings.ReplaceAll(text, " ", ""))
	if halves == nil {
		return ""
	}
	for _, a := range applyingAsked {
		if a.says.MatchString(halves[1]) {
			return a.law
		}
	}
	return ""
}
