package wechatbot

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// What somebody applies for stands behind the words of applying (申请公开我们村的账),
// or before them (变电站选址的材料，我要申请), or on both sides, where what is
// behind points back (建了个养猪场，申请公开它的环评批复).
var (
	applying = regexp.MustCompile(`所需信息|需要公开的信息|申请人(?:要求|请求)(?:公开|提供)|依?法?申请(?:政府)?(?:信息)?公开(?:程序)?|(?:政府)?信息公开申请表?|公开申请表?|申请表|申请(?:政府|那个)?信息公开|申请公开(?:政府)?信息|申请(?:公开|获取|获得|查阅|查看|查询|查|提供|调取|调阅|复印|拷贝|看|拿|要)*|(?:请求|要求)(?:你们|贵?单位|依法|书面)*(?:公开|提供|查阅|查看|看)|(?:请|给我们?|向我们?)(?:你们?|贵)?(?:单位|局)?(?:依法|向我们?|给我们?)*(?:公开|提供)`)

	clauses = regexp.MustCompile(`[^,.;:!?，。；：！？\s]+`)

	// Words around what is applied for: in front of it, behind it, and between it and
	// the words of applying that follow.
	wishLead = regexp.MustCompile(`^(?:你好|您好|请问|老师|麻烦|劳驾|(?:我们?|俺们?|额们?|咱们?|本人)?(?:要求|所需要|需要|想要|想看|想拿到?|想弄|想|要)|请?把|标的是|俺寻思着|(?:向|跟|找)?(?:贵|你|您)(?:机关|单位|政府|局|们)(?:公开|提供)?|的|表|单|书|手续|内容|信息|事项|一下|一哈|一份|一个|出来|看看|看|关于|如下|以下|是要?|为|公开|[:、])+`)
	wishEnd  = regexp.MustCompile(`(?:(?:咋|怎么|如何|从哪[里裡]?|在哪[达里]?|到哪里?|去哪里?|哪里|点哪)(?:能|个|才能|开始)*(?:填|提|弄|办|交|写|进|搞|操作|点|走)*(?:申请)?|(?:给我们?)公开(?:出来)?|公开(?:给我们?|出来)|行不行|行吗|可以吗|可不可以|好吗|谢谢|给我们?|对吧|一哈|[吧吗嘛呢啊呀哈])+$`)
	wishJoin = regexp.MustCompile(`给?(?:我们?|俺们?|额要|咱们?|阿拉|本人|本公司|本单位|现在|正式|书面|依法|只好|那就|提出)(?:我们?|想要?|要|需要|一份|走|填|写|提交|提出|递交|提|办|弄|现在|正式|书面|依法|特|现|拟|来|再|那|就|只好)*$`)

	// A clause that says who writes, for whom and how, and not what about.
	wishWho = regexp.MustCompile(`^(?:我们?|本人|俺|这边)?(?:是|系|作为|受|代理|代表|代|替|帮).{0,14}(?:律师|法务|记者|家长|学生|代理人?|当事人|网格员|助理|委托|业委会|家属|媒体|单位|公司|业主|不会弄|手机上|代为)(?:提交|递交|提出)?$|^(?:根据|依据|按照|先不)|(?:名义|联名|写论文用?|做研究|研究需要|采访用途)$|` +
		`(?:进入|打开)填[报写]|受理我们?的$|先点啥|直接开始|赶时间|在线等|快点$|抓紧$|^(?:请|望予?|恳请|烦请)?(?:予以)?(?:受理|启动|指引|提供)(?:我们?的?|为盼|入口|程序)*$|^(?:请|给|供)?(?:提供)?个?(?:入口|链接)|入口在哪|从你这|从何处?着手|必须给|^麻溜|打字不方便|^刚才忘|^你们(?:得|必须)|^正式要|^邮寄`)

	// Words that say nothing of what is applied for.
	wishFiller = regexp.MustCompile(`政府信息|信息公开|资讯|公开|信息|申请|表格|网上|网站|微信|公众号|手机|上面|这里|这儿|你们|贵机关|贵单位|我们|没有|查不到|搜不到|找不到|查到|搜到|找到|下载不了|的话|凭什么|不给看?|既然|主动|怎么|还不|少废话|依据|根据|条例|什么|东西|资料|材料|文件|内容|新?一个|一份|一下|几份|几条|重新|提交|提出|程序|正式|现在|今天|已经|可以|调出来|拿出来|帮我|能不能|当事人|代理|律师|记者|[你您我俺咱是的就要想个份些那这不没咋啥请向查搜找填弄走交提办吗呢吧啊呀了哦嘛来给一在再又,.?？，。！、\s]`)

	// pointing is a text that says of what it speaks only by pointing at it.
	pointing = regexp.MustCompile(`^(?:它|他|她|该|其|此|这|那|上述|以上|上面)`)

	// wanting is a text that asks for something without a word of applying.
	wanting = regexp.MustCompile(`^(?:我|俺|咱|本人)?(?:要|想要|想看|要看|想查|要求看|想拿)(?:一份|看|查|调|拿)?([^求].{3,})$`)
)

// Of what is applied for at least so many characters must say something, and what
// has fewer than ownWords is understood with what was said before.
const (
	leastWish = 4
	ownWords  = 7
)

// wished is what a text applies for, in its own characters, "" where it does not say.
func wished(text string) string {
	plain := simple(text)
	var before, behind []string
	if at := applying.FindStringIndex(plain); at != nil {
		before, behind = pieces(wishJoin.ReplaceAllString(plain[:at[0]], "")), pieces(plain[at[1]:])
	} else if found := wanting.FindStringSubmatch(plain); found != nil {
		behind = pieces(found[1])
	}
	said := strings.Join(behind, "")
	if tells(said) >= leastWish && !pointing.MatchString(said) && (tells(said) >= ownWords || tells(strings.Join(before, "")) < leastWish) {
		before = nil
	}
	all := append(before, behind...)
	if tells(strings.Join(all, "")) < leastWish {
		return ""
	}
	for i, p := range all {
		all[i] = typedPart(text, plain, p)
	}
	return strings.Join(all, "，")
}

// tells counts the characters of a text that say what it is about.
func tells(text string) int {
	return utf8.RuneCountInString(wishFiller.ReplaceAllString(text, ""))
}

// pieces are the clauses of a text that say something, without the words around them.
func pieces(text string) (out []string) {
	for _, c := range clauses.FindAllString(text, -1) {
		if wishWho.MatchString(c) {
			continue
		}
		c = wishLead.ReplaceAllString(wishJoin.ReplaceAllString(wishEnd.ReplaceAllString(c, ""), ""), "")
		if tells(c) >= 2 {
			out = append(out, c)
		}
	}
	return out
}

// typedPart is a part of a text as it was typed: simplified characters are one for
// one.
func typedPart(text, plain, part string) string {
	from := utf8.RuneCountInString(plain[:strings.Index(plain, part)])
	return string([]rune(text)[from : from+utf8.RuneCountInString(part)])
}

// disclosing are words of which one is in a text that speaks of disclosure, and
// holding words for what holds information. What else people apply for has neither
// (低保, 执照, 路灯), though they may ask for its papers (材料).
var (
	disclosing = regexp.MustCompile(`公开|信息|资讯|申请(?:获取|查阅|查看|查询|调取|调阅|复印|拷贝|看)|当事人|公文`)
	holding    = regexp.MustCompile(`名单|名册|记录|纪录|纪要|批文|批复|审批|合同|协议|台账|材料|资料|文件|文本|文书|方案|报告|报表|依据|档案|明细|账|标准|数据|统计|手续|清单|图|决定|公示|监控|录像|视频|照片|登记|结果|成绩|意见|通知|规定|凭证|底表|卷宗|预算|决算|经费|原件|复印件|附件|红头|许可|备案|评估|东西|网上没|查不到`)
)

// doubtful says whether it is only guessed that an application for information is
// meant: the text says more than that it applies, and little of information.
func (v *visit) doubtful(m meaning) bool {
	plain := simple(m.text)
	if v.bot.Desk == nil || m.sure == 0 || m.sure == 1 || disclosing.MatchString(plain) {
		return false
	}
	return m.sure < sureMeant || !holding.MatchString(plain) && tells(applying.ReplaceAllString(plain, "")) > 1
}

// meant asks whether an application for information is meant, before anything of
// the citizen is asked.
func (v *visit) meant(m meaning) answer {
	ask := "人工"
	if v.bot.Cases != nil {
		ask = "hand:" + m.text
	}
	v.talk.offer(v.bot.Now(), "apply:"+m.subject, ask)
	return v.say("apply_meant", map[string]any{"Wanted": brief(m.subject), "Write": v.bot.Cases != nil})
}

// longestBrief is how many characters of what is asked for are shown at each step.
const longestBrief = 40

// brief is the beginning of a text.
func brief(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longestBrief {
		return string(runes[:longestBrief]) + "…"
	}
	return text
}
