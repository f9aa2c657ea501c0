package wechatbot

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
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
	{"papers", form(`^(?:{asked_around}|准备|带|提供|提交|交|填|写)*(?:准备|带|提供|提交|交|填写?|写|要|需要|用|拿|出示)些?(?:{papers_any})(?:{asked_around})*(?:.{2,6}(?:用不用|要不要|需不需要|带不带|必须)(?:带|拿|交|提供)?)?$`)},
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

// howManyCame asks how many applications there were: 依申请公开几件.
var howManyCame = form(`^(?:一共|总共|共|有|收了?|收到|受理了?|办了?)*(?:几|多少)(?:件|份|个|条)(?:了|{softly}|[呢吗?？])*$`)

// lawOfApplying is the matter of law that a text asks of applying, "" for none.
func lawOfApplying(text string) string { return cmp.Or(askedOfApplying(text), toldOfApplying(text)) }

// askedOfApplying is the matter of law that a text of two such halves asks of, "" for none.
func askedOfApplying(text string) string {
	if !strings.Contains(text, "申请") {
		return ""
	}
	halves := ofApplyingFirst.FindStringSubmatch(strings.ReplaceAll(text, " ", ""))
	if halves == nil || strings.Contains(text, "依申请公开") && howManyCame.MatchString(halves[1]) {
		return ""
	}
	for _, a := range applyingAsked {
		if a.says.MatchString(halves[1]) {
			return a.law
		}
	}
	return ""
}

// applyingTold are texts that speak of applying for information in any order and ask one
// thing of it.
var applyingTold = []struct {
	law  string
	says *pattern.Pattern
}{
	{"fee", form(`申请.{0,16}(?:收|要|交|掏|花)(?:{me}|人家)?(?:几|多少)(?:块|元)?钱|处理费.{0,6}(?:{question}|免|收|交)|(?:会不会|收不收|要不要|用不用).{0,3}处理费`)},
	{"reason", form(`(?:证明|写明|说明|解释|自证|交代|写|填|说|讲|问).{0,6}(?:用途|动机|理由|原因|目的|干啥用|干嘛用|干什么用|做什么用|做啥用|有关系|有啥关系|[和跟与](?:我|俺|自己|本人).{0,2}有关|利害关系)|(?:用途|理由|动机|干啥用|干嘛用|干什么用)(?:那|这)?一?(?:栏|项|格)`)},
	{"days", form(`(?:答复|期限|工作日|天).{0,10}(?:过年|春节|放假|节假日|假期|周末|国庆|{weekday}).{0,8}(?:数不数|算不算|算进|算在|数进|包不包括|包括|除外|扣不扣|顺延)`)},
	{"relief", form(`答复.{0,6}(?:不认|不服|不同意|有意见).{0,8}(?:复议|告|起诉|诉讼)`)},
	{"again", form(`(?:一模一样|同一[件个份]|同样|相同|重复|一样)(?:的|内容|东西|信息|公开)*.{0,4}(?:申请|来申请).{0,8}(?:处理|给不给|办不办|受不受理|收不收)|(?:一模一样|同一[件个份]|同样|相同)(?:的|内容|信息|公开)*申请.{0,6}(?:两|几|多|三)(?:遍|次|回|份)`)},
	{"channel", form(`(?:窗口|邮局|网上|当面|现场|跑).{0,10}还是.{0,10}(?:窗口|邮局|网上|寄|当面|现场|邮)|申请(?:表|书)?.{0,4}(?:能不能|可不可以|可以|能)(?:直接|自己|就)*(?:送|交|递|拿)(?:到|去|给)?(?:窗口|大厅)`)},
	{"papers", form(`(?:交|递|提)(?:公开)?申请(?:的时候|时|书|表|要|得|需要|[,，\s])*(?:带|拿|备)(?:上|着|些)*(?:哪|啥|什么|几样)|申请(?:书|表)(?:里|里面|上|上面)*(?:必须|要|得|应该|应当|都|需要)*(?:写明|写清楚?|写|填|载明)(?:哪些|什么|啥)`)},
	{"agent", form(`(?:替|代|帮)(?:他|她|老人家?|居民|别人|人家|群众|{kin}|我[爸妈爹娘])(?:来|去)?(?:递|提交?|交|办|填|写)?(?:个|一份)?(?:信息|公开)*申请.{0,4}(?:{may_i}|成不成|中不中|合不合适|[不吗么])[呢啊呀?？]*$`)},
	{"way", form(`(?:答复|结果).{0,10}(?:能不能|可不可以|能否|可以|能).{0,4}(?:{by_post}|邮到|寄回|快递).{0,12}$`)},
	{"term", form(`(?:公开|申请)的?答复的?(?:法定|最长)?的?(?:期限|时限)(?:是|有|一般)*(?:多久|多长|几天|多少|几个)`)},
	{"open", form(`(?:该|得|应该|应当|必须|规定|自己)(?:就|都|就该|应该|得)*主动(?:晒|亮|公开|公布|发布|往外发).{0,8}(?:哪些|哪几|什么|啥)|政府.{0,4}(?:该|得|应该|应当|必须)(?:先|提前|主动)*(?:公布|公开|发布).{0,8}(?:哪些|哪几|什么|啥)`)},
	{"how", form(`(?:第一步|头一步)(?:该|要|得|先)*(?:干|做|弄|办|咋|怎么|点|填)`)},
}

// ofInformation is a text that speaks of applying for information and not for something else.
var ofInformation = form(`公开|(?:{document}|政府).{0,6}没(?:有)?(?:挂|公布|发)出来|政府.{0,8}(?:公布|发布)|申请(?:政府|政务)?信息|^(?:提|填|写|递)?申请(?:书|表)?(?:会|要|得|的时候|时|一定|需要|必须|被)|处理费|主动`)

// toldOfApplying is the matter of law that a text asks of in any order, "" for none.
func toldOfApplying(text string) string {
	if utf8.RuneCountInString(text) > longestElsewhere || !ofInformation.MatchString(text) || complaining.MatchString(text) || !lexicon.Question.MatchString(text) && !strings.ContainsAny(text, "啥几") && !asksShortly.MatchString(text) {
		return ""
	}
	for _, a := range applyingTold {
		if a.says.MatchString(text) {
			return a.law
		}
	}
	return ""
}
