package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who fills in an application may want to see what stands in it by now, in the middle of
// it: 你让我看看都写了些啥.
var looksBack = form(`{look_over}.{0,8}{filled_in}|{filled_in}(?:{look_over}|没(?:错|问题)吧?)|^(?:我|都|到底|现在|目前|[,，\s])*(?:填|写|记)了?(?:哪些|些啥|些什么|啥|什么)(?:内容|东西|了|啊|呀|呢)*$`)

func (e *entry) looksBack() bool {
	return !e.open() && e.d.Step != application.StepConfirm && !e.tellsOne() && utf8.RuneCountInString(e.m.text) <= longestRemark && looksBack.MatchString(writing.Simple(e.m.text))
}

// soFar shows what is filled in, the number of a paper covered as in the summary, and asks
// the step again.
func (e *entry) soFar() answer {
	next := e.save(e.d, "")
	return answer{text: strings.TrimSpace(e.bot.say("apply_sofar", sofarView(e.d)).text)}.before(next)
}

var (
	// lackingAsked asks what is still to be told: 还差什么, 还要填几项.
	lackingAsked = form(`^(?:{manner}|{me}|那|现在|到底|总共|一共|[,，\s])*(?:还|都|后面|下面|接下来)+(?:有|要|得|需要|该)?(?:差|缺|少|剩|填|写|弄|有|要|提供)?(?:了|下)?(?:什么|啥|哪些|哪几[项样步个]|几[项样步个]|多少[项步]?|多少内容)(?:没填|没写|要填|要写|信息|内容|东西|材料|资料|{softly}|[没的吗?？])*$|^(?:{manner}|{me}|那|我的|[,，\s])*下一?步(?:是|要|该|应该|得|呢|填|做|干|弄|写)*(?:什么|啥|怎么办|咋办|怎么做|怎么弄)?[呢啊呀?？]*$`)
	// otherPaper asks whether another paper does as well: 没带身份证，能用驾照吗.
	otherPaper = form(`(?:能不能|可不可以|可以|能|行不行)(?:用|拿|填|写|报)?(?:别的|其他|其它|{paper_kind}|驾照|驾驶证|社保卡|医保卡|户口本|学生证|居住证|身份证照片|身份证复印件)(?:证件?|代替|号码?|来|填|行|可以|申请)*(?:{may_i}|[吗么不?？])*$|(?:没带|忘带|没有带|没在身上|不在身边|丢)[^,，。]{0,4}(?:怎么办|咋办|能不能|可以吗|行吗)[?？]*$`)
	// errsThen asks what becomes of an error in what is told: 身份证号写错了会怎样.
	errsThen = form(`^(?:{manner}|{me}|那|要是|如果|万一|{name_word}|{id_word}|{phone_word}|{address_word}|{email_word}|号码|信息|内容|哪里|[,，\s])*(?:写|填|输|打|弄|报)错(?:了|的话|[,，\s])*(?:会|要|该|能|还能|可以|还可以)?(?:怎么样|怎样|怎么办|咋办|咋样|如何|有事吗|有没有事|有影响吗|改吗|改不|改么|再改吗|修改吗|重填吗)[呢啊呀?？]*$`)
)

// tellsLacking says what is still to be told, and asks the step again.
func (e *entry) tellsLacking() answer {
	next := e.save(e.d, "")
	return answer{text: strings.TrimSpace(e.bot.say("apply_lacking", application.AllLacking(e.d)).text)}.before(next)
}

// sofarView is what the template of what is filled in shows.
func sofarView(d disclosure.Draft) map[string]any {
	m := d.Applicant.Masked()
	return map[string]any{"Draft": d, "ID": m.IDNumber + m.OrgCode, "Reach": reachedBy(d.Applicant)}
}

// asksHaste: the law has none, and what has begun waits.
func (e *entry) asksHaste() bool {
	c, asks := concernIn(writing.Simple(e.m.text))
	return asks && c == ofHaste && !e.open() && !e.tellsOne()
}

// asksOfOther: whether somebody beside the applicant is to be named: 我妈叫刘芳要写上吗.
func (e *entry) asksOfOther() bool {
	return !e.open() && utf8.RuneCountInString(e.m.text) <= longestRemark && othersNamed.MatchString(writing.Simple(e.m.text))
}

var othersNamed = form(`名义.{0,6}还是.{1,8}名义|写(?:我|他|她|本人|当事人)(?:的?名字)?还是|` + `{kin}.{0,10}(?:要不要|用不用|需不需要|要|用|需要|得|必须|可以|能)(?:也|都|一起|再)*(?:写|填|加|留|报)(?:上|进去|一下|他|她)*(?:的?名字?|的?姓名)?(?:吗|不|么|嘛|吧|啊|呀)*[?？]?$`)

// beside is the deed that answers a question of law, and says what is waited for.
func beside(which string) func(*entry) answer {
	return func(e *entry) answer {
		a := e.law(which, e.m.text)
		a.text += "\n" + e.bot.say("apply_waits", application.WaitsFor(e.d)).text
		return a
	}
}

// morePages says whether 继续 may mean the rest of an answer, or the next page of a list.
func (v *visit) morePages() bool {
	return v.talk.rest != "" || v.talk.total > v.talk.query.Offset+pageSize && !v.bot.Now().After(v.talk.until)
}

// keepsBack: she does not want to tell what the step asks for.
func (e *entry) keepsBack() bool {
	return e.ofApplicant() && e.d.Step != application.StepConfirm && !e.tellsOne() && keepsBack.MatchString(writing.Simple(e.m.text))
}

// tellsPart: she wants to tell the end of her number only.
func (e *entry) tellsPart() bool {
	return application.Numbered(e.d.Step) && !e.told().Hard() && onlyPart.MatchString(writing.Simple(e.m.text))
}

// wantsBefore: the data of an application before this one are to be taken.
func (e *entry) wantsBefore() bool {
	return !e.open() && e.d.Applicant.Name == "" && utf8.RuneCountInString(e.m.text) <= longestRemark && beforeData.MatchString(writing.Simple(e.m.text))
}

var (
	beforeData = form(`(?:还是|和|跟|同|就用|用|照|按|同上|一样).{0,4}(?:上面|上次|刚才|前面|之前|上一[件份个]|前一[件份个]).{0,8}(?:信息|资料|一样|那些|填的|写的|的)|^(?:同上|跟上面一样|和上面一样|信息一样|资料一样)`)
	onPage     = form(`^(?:{manner}|{me}|这个|这件|那|[,，\s])*(?:能不能|能|可以|可不可以|是不是能)?(?:在|用|到)?(?:电脑|网页|网站|网上|浏览器)(?:上|里)?(?:能不能|能|可以)?(?:接着|继续)?(?:填|弄|办|申请|操作)(?:吗|不|么|行不行|行吗|可以吗|[?？])+$`)
	keepsBack  = form(`^(?:那|那就|就|{me}|[,，\s])*(?:不给|不想给|不愿意?给|不填|不想填|不写|不想写|不说|不想说|不告诉|不提供)(?:了|你们?|您|这个|那个|{id_word}|{phone_word}|{name_word}|行不行|行吗|可以吗|[的吧啊呀?？])*$`)
	onlyPart   = form(`(?:只|光|就)(?:写|给|填|发|留|报)?(?:个)?(?:后|前|尾|末)(?:面|头)?[0-9两三四五六八几]*[位个]`)
	notForUs   = form(`^(?:{manner}|不好意思|对不起|抱歉|{insult}|哎呀|啊|[,，\s])*(?:发错|发错人|打错|点错|按错|发错地方|不是发给你|不是跟你说)(?:的|了|们|啊|哈|呢)*[,，\s]*(?:不好意思|抱歉|对不起)?[。!]*$`)
)
