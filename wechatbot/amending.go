package wechatbot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// How what is asked for is amended while the application is filled in, beside what mending.go
// reads: another year as well (2022年的也要), by the number of its step (改第一步), and in words
// of which it is not clear what they amend (改一下，是南薰路).
var (
	alsoWord = form(`也|还|再|加上|一起|一并|一块|都要`)
	alsoFill = form(`^(?:{manner}|{noted}|{me}|{softly}|对了|还有?|另外|把|再|也|要|想|都|加(?:上|进去)?|补(?:上)?|给|一起|一并|一块儿?|的|年|度|同时|和|跟|以及|有|个|份|[,，。\s])*$`)
	nthStep  = form(`^(?:{manner}|{me}|那|要|想|把|[,，\s])*(?:改|修改|更改|回到?|返回到?|退回?到?|重填|重写|看看?|跳到)?第([一二两三四五六七八1-8])步(?:的?内容)?(?:要改|改一下|改|不对|错了|写错了|填错了|重填|重写|重来|[吧了。!！\s])*$`)
	vaguely  = form(`^(?:{manner}|[,，\s])*(?:改一下|改下|改改|修改一下|更正一下|改成|改为|换成)[,，:\s]*(?:是|成|为)?([^,，?？]{2,16})$`)
	ofDetail = form(`^[天日]|{name_word}|{id_word}|{code_word}|{contact_word}|{phone_word}|{email_word}|{address_word}|{way_word}|{paper_kind}|名|申请|投诉|咨询`)
	// givesUp is a text that gives something up, in words that may be said of anything.
	givesUp = form(`(?i)^\s*(?:cancel|quit|stop|never\s?mind)(?:\s+it|\s+please)?[.!\s]*$|^(?:{manner}|那就?|就|还是|哎|唉|[,，\s])*(?:算了|拉倒|作罢|不弄了|不搞了|不折腾了|不麻烦了)(?:吧|[了。!！\s])*$`)
	// amiss begins what goes on with what is wrong: 不对，身份证填错了.
	amiss = form(`^(?:{manner}|不对|错了|不是|等一下|等等|慢着|哎呀?)+[,，。!！\s]+`)
)

// alsoYear is a subject with the year that a text asks for as well: 2021年的合同 and 2022年的也要.
func (v *visit) alsoYear(subject, text string) (string, bool) {
	if !alsoWord.MatchString(text) || !strings.ContainsAny(text, "0123456789") {
		return "", false
	}
	said, had := civil.YearsIn(text, v.today), civil.YearsIn(subject, v.today)
	if len(said) != 1 || len(had) == 0 || len(had) > mostYearsNamed || !alsoFill.MatchString(v.withoutYears(text)) {
		return "", false
	}
	for _, y := range had {
		if y.Year == said[0].Year {
			return "", false
		}
	}
	last := had[len(had)-1]
	before, behind := strings.TrimSuffix(subject[:last.To], "年"), strings.TrimPrefix(subject[last.To:], "年")
	return before + "年和" + fmt.Sprintf("%d年", said[0].Year) + behind, true
}

// mostYearsNamed is how many years a subject names at most to which another is added.
const mostYearsNamed = 3

func (e *entry) wantsAlso() bool {
	_, also := e.alsoYear(e.d.Subject, e.m.text)
	return also
}

func (e *entry) addsYear() answer {
	subject, _ := e.alsoYear(e.d.Subject, e.m.text)
	return e.asksFor(subject)
}

// stepSaid is the step that a text names by its number, "" where that was not asked yet.
func (e *entry) stepSaid() string {
	found := nthStep.FindStringSubmatch(writing.Simple(e.m.text))
	if found == nil {
		return ""
	}
	n, now := writing.Numeral(found[1]), application.Place(e.d)
	for _, step := range application.Path(e.d) {
		d := e.d
		if d.Step = step; application.Place(d) == n && n < now && step != application.StepConsent {
			return step
		}
	}
	return ""
}

// amendsVaguely: at the notice it is not clear what is to be changed, and in what. Nothing is
// agreed to then.
func (e *entry) amendsVaguely() bool {
	if e.d.Step != application.StepConsent || e.stale || e.tellsOne() || e.told().Way > 0 || lexicon.Question.MatchString(e.m.text) || utf8.RuneCountInString(e.m.text) > longestRemark {
		return false
	}
	found := vaguely.FindStringSubmatch(writing.Simple(e.m.text))
	return found != nil && !changing.MatchString(e.m.text) && !ofDetail.MatchString(found[1])
}

// asksWhole asks for what is applied for once more, in whole.
func (e *entry) asksWhole() answer {
	e.d.Step = application.StepSubject
	return e.save(e.d, "subject_whole")
}

// changed is what a text wants to change of what was told, nil for nothing.
func (e *entry) changed() []string {
	return changing.FindStringSubmatch(amiss.ReplaceAllString(e.m.text, ""))
}

// refusesWay: how it was to be handed over is not wanted any more, and no other way is named.
func (e *entry) refusesWay() bool {
	return e.d.Delivery.Way != "" && !e.stale && noWay.MatchString(writing.Simple(e.m.text))
}

var noWay = form(`^(?:{manner}|{me}|那|算了|[,，\s])*(?:不要|不想要?|不用|别)(?:{by_post}|寄|发?{by_mail}|{by_hand}|纸质)(?:的|给我|过来)*(?:了|{softly}|[。\s])*$`)

// addressAnew is the address with a part of it told otherwise, "" where the text tells none.
func (e *entry) addressAnew() string {
	if e.stale || e.open() || e.d.Step == application.StepConsent {
		return ""
	}
	return application.AddressAnew(e.d.Applicant.Address, writing.Simple(e.m.text))
}

// missesPart: a part of the address is told anew, and it is not clear which: the address stays.
func (e *entry) missesPart() bool {
	return !e.stale && e.ofApplicant() && e.d.Applicant.Address != "" && application.TellsPart(writing.Simple(e.m.text))
}

func (e *entry) mendsAddress() answer {
	e.d.Applicant.Address = e.addressAnew()
	return e.save(e.d, "", "邮寄地址")
}

// agreesToEither: which of two things is applied for was asked just now, and a yes answers neither.
func (e *entry) agreesToEither() bool {
	return e.d.Aside && lexicon.Choice(e.m.text) == 0 && agrees(e.m.text) && e.undecided("apply_other", "swap:") != ""
}

// asksWhichOfTwo asks so again.
func (e *entry) asksWhichOfTwo() answer {
	return e.whichOfTwo(e.d, e.undecided("apply_other", "swap:"))
}

// dropsData is a text that wants what she told deleted while it is filled in: 把信息删掉. mayAgain
// asks whether she may apply again once it is given up, withoutCard whether it goes without the
// number of her identity card.
var (
	dropsData   = form(`^(?:{manner}|{me}|那|就|请|把|给|帮|都|全|的|[,，\s])*(?:个人)?(?:信息|资料|数据|填(?:过|了)?的|(?:填|说|写)(?:过|了)?的(?:信息|内容|东西|资料))(?:都|全|全部|统统|给{me}|请|[,，\s])*(?:删掉?|删除|清空|清除|清掉|抹掉|销毁)(?:{softly}|[了。!！\s])*$`)
	mayAgain    = form(`^(?:{manner}|{me}|那|要是|如果|[,，\s])*(?:撤回|撤销|撤了|取消|不办)(?:了|掉|申请|以后|之后|后|的话|[,，\s])*(?:{me}|还|就|也|以后|是否|能否|可否|能不能|可不可以|可以|能|会不会)*(?:再|重新|另外)次?(?:申请|提交|提|交|办|填)(?:公开|一次|行吗|可以吗|[吗么不呢啊呀?？\s])*$`)
	withoutCard = form(`^(?:{manner}|{me}|那|要是|如果|[,，\s])*(?:可以|能|能不能|可不可以)?(?:不|不想|不愿意?)(?:给|填|写|提供|报|交)(?:你们)?{id_word}(?:号|的话|{me}|还|也|[,，\s])*(?:能不能|可不可以|能|可以)?(?:申请)?(?:行吗|行不行|行不|可以吗|可不可以|能行吗|成吗|[吗么不])[呢啊呀?？\s]*$`)
)

// deletesData asks whether the application is to be deleted with what was told, and does so where
// that was asked.
func (e *entry) deletesData() answer {
	if e.talk.said == "apply_drop" && len(e.talk.options) > 0 && !e.bot.Now().After(e.talk.until) {
		return e.drop()
	}
	return e.asksDrop()
}

// ofPlace is a text that says of which place, or of whom, what is asked for is: 掌政镇的.
var ofPlace = form(`^(?:{manner}|{noted}|{me}|就|[,，\s])*(?:(?:是|要的是|说的是|指的是|只要|要|在)+(\p{Han}{1,8}(?:[镇乡村县]|街道|社区|小区|[^小学景片园]区|[^邮]局|办事处|管委会))的?|(\p{Han}{1,8}(?:[镇乡村县]|街道|社区|小区|[^小学景片园]区|[^邮]局|办事处|管委会))的)(?:那个|那份|{softly}|[。!！\s])*$`)

// placed is what is asked for, of the place that a text names; "" where it names none, or one
// that is in it.
func (e *entry) placed() string {
	found := ofPlace.FindStringSubmatch(writing.Simple(e.m.text))
	if found == nil || e.d.Step != application.StepConsent || e.stale || e.d.Subject == "" {
		return ""
	}
	place := found[1] + found[2]
	if strings.Contains(writing.Simple(e.d.Subject), place) {
		return ""
	}
	return place + "的" + e.d.Subject
}
