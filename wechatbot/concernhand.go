package wechatbot

import (
	"slices"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is said of a request or a case in words that might be said of anything, 打不开 or
// 没解决, is of hers where she was told of it since she last wrote, or it was spoken of just now.
var handAskings = []struct {
	of   concern
	says *pattern.Pattern
}{
	{ofEnclosure, form(`^(?:{manner}|{softly}|{me}|那|这个?|东西|材料|附件|文件|复印件|答复|[,，\s])*(?:` +
		`(?:可以|能|该|要)?(?:[去到在从上])?(?:哪里|哪儿|哪|什么地方)(?:可以|能|去)?(?:取|拿|领|看|查|下载)|(?:可以|能|该|要)?(?:怎么|咋|如何)(?:取|拿|领|看|下载|打开|给)|` +
		`(?:什么时候|啥时候|几点|哪天|几号)(?:可以|能|去|来)*(?:取|拿|领)|(?:取|拿|领)(?:的?时候|时)?(?:要|需要|得)?(?:带|拿)(?:什么|啥|哪些)(?:东西|证件|材料)?|` +
		`(?:还|也|都|一直|根本)*(?:没|没有)(?:收到|拿到|看到|看见|发给|寄到)|(?:还|也|都|还是|老是|根本|怎么|咋)*(?:打不开|下载不了|下不了|看不了|看不到|点不开|收不到|打开不了)|` +
		`(?:能不能|可以|能|可不可以)?(?:发|给|换成|要)(?:一份|个)?(?:电子版|电子的|电子档|扫描件|照片))(?:{softly}|{me}|{may_i}|[了吗么呢啊呀?？。!！\s])*$`)},
	{ofHolder, form(`^(?:{manner}|那|你们?|[,，\s])*(?:(?:到底)?(?:谁|哪个单位|哪家|哪里|哪儿)(?:家|才|会|能)*有|(?:找|问|向)(?:谁|哪个单位|哪家)(?:要|申请|问)|(?:能不能|可不可以|可以|帮我|直接|你们)*(?:转|转一下|转过去|转给他们)(?:不行|行不行|行|一下)?)(?:{softly}|{may_i}|[吗啊呀呢?？。\s])*$`)},
	{ofReply, form(`^(?:{manner}|{softly}|那|这|这个|你们?|您|[,，\s])*(?:(?:答复?|回复?|说)(?:的|了|我)*(?:是|都是)?(?:什么|啥|些什么|些啥|个啥|个什么)|(?:怎么|咋)(?:答|回|说)的|(?:答复|回复)(?:的)?(?:内容|全文)?(?:给我|让我)?(?:再)?(?:看看|看一下|发一遍|发一下|在哪里?|呢)|(?:是)?(?:谁|哪个单位|哪家)(?:给)?(?:{me})?(?:答复?|回复?)的|(?:什么时候|啥时候|哪天|几号)(?:答复?|回复?)的|(?:打|评)几分|(?:怎么|在哪里?|咋)(?:评价|评分|打分|评))(?:{softly}|意思|[呢啊呀?？。\s])*$`)},
	{ofRelief, form(`^(?:{manner}|{softly}|{me}|你们?|您|这|那|这个|可是|但是|但|根本|完全|压根|,|，|\s)*(?:(?:给|发|公开|答复?|回复?)(?:{me}|得|的|了|个)*(?:东西|材料|信息|内容)?(?:太|也|都|还|就|只有|只)*(?:给|有)?(?:不全|不完整|少了?|漏了|不对|不清楚|不明白|一半|一部分|几页|几张)|(?:东西|材料|信息|内容)(?:也|都|还|太)*(?:不全|不完整|少了?|漏了|不对)|(?:只|就)给了?(?:{me})?(?:一半|一部分|几页|一点)|(?:为什么|为啥|怎么|咋)(?:不给|没给|不发|没发)全|没给全|不是(?:{me})?(?:要|问|说|想要|申请|反映|投诉)的(?:那个|东西|内容|这个|事)?|不是(?:这个|这件|那个|那件)事|` +
		`(?:还是|还|也|都|又|什么都|啥都|一个都|问题)*(?:没|没有|不)(?:给)?(?:{me})?(?:解决|说清楚?|讲清楚?|说明白|答清楚?|回答|答到点子上|处理|办好|弄好|修好|修|管|知道|明白|清楚)(?:{me})?(?:问的|问题|我的问题)?|答非所问|答得不对|没用|没帮助|等于没说|等于没答|白问了?|糊弄人?|敷衍|应付(?:{me})?|(?:能不能|可以|能|请|要)(?:再|重新)(?:答复?|回复?)(?:一?[次遍下])?)(?:{softly}|人修|人管|{may_i}|[了的吗么呢啊呀?？。!！\s])*$`)},
	{ofRelief, form(`^(?:{manner}|,)*(?:(?:还是|还|又|根本|压根)(?:老样子|那样|那个样子|没(?:有)?[\p{Han}]{1,3}|不(?:[\p{Han}]{1,2})|坏的?|漏|堵|坏|响|吵|臭)|骗人|骗子|假的|瞎说|胡说八道|胡说|撒谎|踢皮球|推来推去|互相推|他们(?:也|都)?(?:不管|推|不理)|(?:我)?(?:要|就要|偏要)(?:看|知道)|能不能(?:给|公开)(?:我)?一部分|(?:去|找|上|到)?(?:哪里?|哪儿|谁)(?:去)?(?:告|说理|讲理|评理|投诉|申诉))(?:了|{softly}|[啊呀吧吗嘛呢!！?？。\s])*$`)},
	{ofTerm, form(`^(?:{manner}|你们?|那|他们|到底|[,，\s])*{when_asked}(?:才|能|会|来|去|可以|给|有人|派人|到底)*(?:修好?|处理好?|解决|弄好?|管|办好?|查清?|拆|清理|安装?|换|恢复|施工|动工|改)(?:一下|{softly}|[了啊呀呢?？。\s])*$`)},
	{ofReply, form(`^(?:{manner}|这|那|[,，\s])*(?:(?:是)?(?:谁|哪家|哪个单位|哪个部门)|(?:是)?(?:哪天|什么时候|几号|啥时候)|怎么|咋)(?:给)?(?:修|处理|办|弄|解决|查)的(?:{softly}|[啊呀呢?？。\s])*$|^(?:{manner}|那|你们|他们|[,，\s])*(?:为什么|为啥|怎么|凭什么|咋)(?:都|又|还)?不(?:管|受理|理)(?:{softly}|[了啊呀呢?？。\s])*$|^(?:{manner}|那|我|[,，\s])*(?:应该|该|要|得)?(?:去)?找(?:谁|哪个单位|哪家|哪里|哪个部门)(?:管|办|要|说|问)?(?:{softly}|[啊呀呢?？。\s])*$`)},
	{ofTerm, form(`^(?:{manner}|那|大概|估计|最快|你们?|[,，\s])*{when_asked}(?:才|能|会|可以|就|要)*(?:给|答复?|回复?|回|出结果|有结果|有信儿?|有消息|办好|办完|拿到|收到|寄|发)(?:给)?(?:{me}|结果|东西|消息|{softly}|[了啊呀呢?？。\s])*$`)},
	{ofArrival, form(`^(?:{manner}|{me}|你们?|那边|办公室|工作人员|的|申请|投诉|咨询|材料|东西|刚才|[,，\s])*(?:(?:收到|收着|接到|看到)(?:了|{me}|的|申请|投诉|材料)*(?:吗|没有?|么|不)|{why}(?:还|一直|都|也)*(?:没|不|未)(?:有)?(?:人)?(?:来)?(?:确认|受理|接收|联系|动静|处理)(?:收到|{me})*)(?:{softly}|[了啊呀呢?？。\s])*$`)},
	{ofArrival, form(`^(?:{manner}|那|[,，\s])*(?:答复|回复|结果)(?:书)?(?:会|是|都|大概)*(?:个)?(?:什么|啥|怎么|咋)样(?:子|式)?(?:的)?(?:{softly}|[啊呀呢?？。\s])*$`)},
	{ofHandler, form(`^(?:{manner}|那|这个?|这件|现在|到底|是|[,，\s])*(?:谁|哪个人|哪位|哪个部门|哪个科室?)(?:来|在|给我?|替我|帮我|负责|会)*(?:办理?|处理|管|经办|跟进|负责)(?:我的?|这个|这件|事|的|{softly}|[啊呀呢?？。\s])*$`)},
	{ofCode, form(`^(?:{manner}|{me}|那|的|我的?|把|[,，\s])*(?:编号|查询码|申请号|单号|号码|回执)(?:和查询码|跟查询码)?(?:再|重新|给我|能不能|可以|是|又)*(?:(?:发|说|给|告诉|报)(?:给|我|一次|一遍|一下|一个)*|多少|什么|啥|几|忘了|没记住|没记下|找不到了?|没了)(?:{softly}|{may_i}|来着|[了啊呀呢吗?？。\s])*$`)},
	{ofSupplement, form(`^(?:{manner}|那|我|[,，\s])*(?:(?:补|交)(?:到)?{when_asked}|{when_asked}(?:之?前|以前)?(?:要)?(?:补|交)(?:完|齐|上)?|(?:不|没)(?:补|交)(?:了)?(?:行不行|行吗|可以吗|会怎样|会怎么样|怎么样|有什么后果|会咋样)|(?:能不能|可以)?不补|(?:补|交)(?:完|好|齐|过)了(?:吗)?)(?:{softly}|[啊呀呢吗?？。\s])*$`)},
	{ofReasons, form(`^(?:{manner}|那|我|能|可以|[,，\s])*(?:不(?:想|愿意?)?说(?:理由)?(?:行吗|行不行|可以吗)?|怎么(?:说|写)(?:理由)?|(?:理由)?(?:说|写)(?:什么|啥|些什么)|{when_asked}(?:之?前|以前)?(?:说|交|写)|(?:已经|早就)?说过了)(?:{softly}|[啊呀呢吗?？。\s])*$`)},
	{ofExtension, form(`^(?:{manner}|那|你们?|[,，\s])*(?:(?:延|拖|推迟)(?:期)?到{when_asked}|(?:能|可以)(?:不能)?不延(?:期)?|(?:我)?不同意(?:你们)?延(?:期|长)?|(?:怎么|为什么|为啥|凭什么|又)要?延(?:期|长)?)(?:{softly}|[啊呀呢吗?？。\s])*$`)},
	{ofThirdParty, form(`^(?:{manner}|那|你们?|要是|如果|[,，\s])*(?:(?:他们?|她|对方|人家|第三方|那家|那个公司)(?:要是|如果)?不(?:同意|答应|回|回复|愿意)(?:公开)?(?:怎么办|咋办|呢|会怎样)|(?:凭什么|为什么|为啥|干嘛)(?:要)?问(?:他们?|她|人家|别人|对方))(?:{softly}|[啊呀呢吗?？。\s])*$`)},
	{ofRestoring, form(`^(?:{manner}|,)*(?:刚才)?(?:那个|那件|撤的那个|撤的)?(?:我)?(?:还要|还想要|还是要|又想要)(?:的|了|{softly}|[。\s])*$`)},
	{ofNews, form(`^(?:{manner}|{softly}|这|那|这个|你们?|是|都|又|到底|[,，\s])*(?:什么意思|啥意思|什么情况|啥情况|怎么回事|咋回事|为什么|为啥|为何|凭什么|凭啥|什么原因|啥原因|(?:什么|啥)?(?:理由|依据)(?:是什么|呢|在哪)?|哪[条部个](?:规定|法律|法|依据)|看不懂|没看懂|不明白|怎么就(?:不能|不给|是)?(?:[\p{Han}]{0,4})了)(?:{softly}|[啊呀呢?？。\s])*$`)},
	{ofChange, form(`^(?:{manner}|{me}|那|[,，\s])*(?:(?:写|填|打|发|说)错了?(?:一?[个几]个?字|地方|地址|电话|内容)?|(?:想|要|能不能|可以)*(?:改成|换成|改为|算)(?:投诉|咨询|举报|建议)|(?:能不能|可以|请|直接)*转(?:给|到|交|交给)[\p{Han}]{2,8}(?:局|委|办|处|街道|镇|乡|中心|大队)|再(?:加|添)一?[个份条项](?:文件|材料|内容|东西|信息)?)(?:{softly}|{may_i}|[了吗么呢啊呀?？。!！\s])*$`)},
}

// concernsInHand are what a text may ask of the matter in hand, in words that could be said
// of anything else. What fits the matter counts.
func concernsInHand(text string) (all []concern) {
	if utf8.RuneCountInString(text) > longestInHand {
		return nil
	}
	for _, s := range handAskings {
		if s.says.MatchString(text) {
			all = append(all, s.of)
		}
	}
	return all
}

// longestInHand is how many characters such a text has at most.
const longestInHand = 20

// toldFor is for how long what she was told is what she speaks of next.
const toldFor = 3 * 24 * time.Hour

// toldSince is the number of the request or case of which she was told last, since she last
// wrote; "" where that is none.
func (v *visit) toldSince() (number string) {
	latest := v.bot.Now().Add(-toldFor)
	if v.since.After(latest) {
		latest = v.since
	}
	told := func(id string, at time.Time) {
		if !at.Before(latest) {
			latest, number = at, id
		}
	}
	rs, err := v.herRequests()
	if err != nil {
		return ""
	}
	for _, r := range rs {
		for _, e := range r.Events {
			if e.Kind == disclosure.KindTold && e.Failure == "" {
				told(r.ID, e.At)
			}
		}
	}
	cs, err := v.herCases()
	if err != nil {
		return ""
	}
	for _, c := range cs {
		for _, e := range c.Events {
			if e.Act == cases.ActTold && e.Failure == "" {
				told(c.ID, e.At)
			}
		}
	}
	return number
}

// ofTold answers what is said of the request or case that she was told of since she last
// wrote.
func (v *visit) ofTold(m meaning) (answer, bool) {
	all := concernsInHand(writing.Simple(m.text))
	if len(all) == 0 || m.number != "" {
		return answer{}, false
	}
	return v.ofOne(all, v.toldSince())
}

// ofSpoken answers the same of what was spoken of just now.
func (v *visit) ofSpoken(m meaning, text string) (answer, bool) {
	number := v.spokenOf()
	if number == "" || m.number != "" || v.talk.spoke.Before(v.since) && !passing[v.talk.said] {
		return answer{}, false // the answer before spoke of something else
	}
	all := concernsInHand(text)
	if len(all) == 0 || v.writesNow() {
		return answer{}, false
	}
	return v.ofOne(all, number)
}

// ofOne answers the first of some concerns that fits the request or case of a number.
func (v *visit) ofOne(concerns []concern, number string) (answer, bool) {
	if number == "" {
		return answer{}, false
	}
	for _, c := range concerns {
		if a, fits := v.ofThis(c, number); fits {
			return a, true
		}
	}
	return answer{}, false
}

func (v *visit) ofThis(c concern, number string) (answer, bool) {
	all, err := v.atHand(c)
	if err != nil {
		return v.failed(err), true
	}
	at := slices.IndexFunc(all, func(o matterAtHand) bool { return o.id == number })
	if at < 0 {
		return answer{}, false
	}
	if c == ofNews {
		c = all[at].news()
	}
	v.why.wanted(wantMine)
	return v.answersFor(c, all[at]), true
}
