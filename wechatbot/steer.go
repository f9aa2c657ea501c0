package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

var (
	leaves     = form(`^(?:忘了|算了|我|先|让我|那|[,\s])*{later}(?:说|弄|填|写|来|吧|再说|再填|再弄|再来|再写|想想|看看|啊|哦|了|我|去|[,\s])*(?:找找|找|拿|想想|看看|查查|翻翻|问问)?(?:吧|看)?$`)
	startsOver = form(`^(?:我要|我想|还是|那)?{again}(?:吧|一遍|一下)?$`)
	resumes    = form(`^(?:我要|我|那|好的?|我?回来了|还在吗|刚才|现在|,|\s)*(?:{resume}|继续|接着)(?:吧|填|弄|办|申请|我的申请|那个|这个|那件|上次|昨天|的|,|\s)*$`)
	addingTo   = form(`^(?:{manner}|{me}|对了|另外|还有|把|[,，\s])*([^,，?？]{4,40}?)也(?:要|加上|加进去|一起要|给我|申请)(?:{softly}|[。\s])*$`)
	adding     = form(`^(?:另外|对了|那个|漏了|还漏了|落了|少了|忘了|,|，|\s)*(?:再加|还要加?|再要|加上|再申请|还想要|也要)(?:一个|一份|一项|一条|上|:|,|\s)*(.{4,})$`)
	instead    = form(`^(?:我改主意了|改主意了|不对|不是|把|我要|我想|,|\s)*(?:{subject_word}|第[一1]步(?:的?内容)?)?(?:换成|改成|改为)(.{4,})$`)
	disputes   = form(`^(?:{wrong}|有错|有问题)(?:了|啊|的|啦)?$`)
	leavesThen = form(`^.{1,16}[,，\s](?:我|先|就|那|,|\s)*{later}(?:说|弄|填|写|来|吧|再说|再填|再弄|再来|再写|哦|了|啊|\s)*$`)
	leavesNow  = form(`^(?:[^?？]{0,14}[,，。\s])?(?:{me}|今天|今儿|现在|暂时|这会儿|那|就|[,，\s])*先(?:不|别)(?:弄|填|办|申请|写|搞|交|整)(?:了|吧|啊)?[,，。\s]*(?:{by_when}|{later}|回头|回去|等[^,，。]{1,8}|有空|[,，\s])+(?:再|接着|继续|来|我)*(?:填|弄|办|写|申请|来|说|搞)?(?:吧|啊|哈|{may_i}|行不行|行不|行吗|可以吗|成不|好吗|成吗|[?？。\s])*$`)
	givesLater = form(`^(?:{id_word}|{phone_word}|{email_word}|{address_word}|{name_word}|号码?|我|[,，\s])*{later}(?:再|就|我)*(?:给|发|告诉|报)(?:给|你们?|您|过去|上来|过来|[吧啊哈])*$`)
	leavesHead = form(`^(?:我|那|就|,|\s)*(?:先放着|先放一放|先搁着|先留着|先不填|先不交|先不提交)[,，\s].{0,12}$`)
	looksFor   = form(`^(?:等等我|等我|我得|让我|容我|我)?(?:先|去)*(?:找找|找一找|找一下|找|翻翻|翻一下|拿一下|去拿|查查|问问)(?:{id_word}|{code_word}|{phone_word}|{email_word}|{address_word}|{paper_kind}|执照|营业执照|家里人|号)号?码?(?:去|再说|再填|哈|啊|吧)*$|等(?:一下|会儿?|等)?[,，\s]*我?去?(?:找|拿|翻|取)(?:一下)?(?:{id_word}|{paper_kind}|{code_word}|执照)$`)
	// appliesNot is a text that says that the application is not gone on with, for now or at
	// all; backWord are words for going back within it.
	appliesNot = form(`^(?:{manner}|算了|那|就|我|还是|[,，\s])*(?:先|暂时|现在)?就?(?:不|别|没)(?:想|要|打算|用|必)*(?:申请|填|办|弄)(?:公开)?(?:这个|它)?(?:了|吧|啊|[。!！\s])*(?:(?:[,，。\s]+|^)(?:{me}|就|就是|只|只是|随便|[,，\s])*(?:问问|问一下|问一声|看看|看一下|了解一下|打听一下|打听打听|咨询一下|试试)(?:而已|{softly}|[。!！\s])*)?$`)
	backWord   = form(`返回|回去|上一步|退回|退一步|重填|重写|重来|前面`)
	deletesIt  = form(`^(?:{manner}|{me}|那|就|请|帮我|给我|把|[,，\s])*(?:(?:删掉?|删除|清空|清掉|作废|撤掉?)(?:了|吧)?{me}?(?:{before_now}|填的|写的|这个|这件|那个|的|全部|所有)*申请|(?:{before_now}|填的|写的|这个|这件|那个|的|全部|所有|我的)*申请(?:都|全|给我)*(?:删掉?|删除|清空|清掉|作废))(?:了|吧|掉|[。!])*$`)
	stillThere = form(`^(?:{me}|{before_now}|那个|那件|这个|填的|写的|的|[,，\s])*(.{2,12}?)?(?:还在|还留着|还有|没丢|丢了)(?:不|吗|么|没|吧|没有)*[?？]?$`)
	noneGoesOn = form(`^(?:{these}|都|全|也|[,、\s])*(?:{not_it})[了的,，、\s]*{me}?(?:还是|就|只好|要|想)*(?:继续|接着)?申请(?:公开)?[吧了啊]*$`)
	halfDone   = form(`^(?:{me}|{before_now}|那个|这个|那件|这件|申请|把|的|[,，\s])*(?:{half_done}.{0,12}|{before_now}的?(?:那个|那件|申请)?[,，\s]*(?:接着|继续).{0,6})$`)
	filledTo   = form(`{filled_to}(?:哪|什么|几)`)
	worried    = form(`会不会.{0,4}(?:报复|找我麻烦|穿小鞋|找麻烦)|(?:一定|必须|非得|非|要|得).{0,4}(?:真名|真实姓名|实名)(?:吗|么|不|吧)?[?？]?$|谁.{0,6}(?:看|知道|晓得).{0,6}{personal}|{personal}.{0,12}(?:{get_out}|给[^,，。]{1,8}(?:看|知道|晓得))|{yes_or_no}[^,，]{0,4}{get_out}[^,，]{0,6}{personal}|会不会[^,，]{0,4}{get_out}|(?:{why_asked}|{must}).{0,6}(?:要|填|写|给|查|留).{0,6}{personal}`)
	pictured   = form(`(?:{paper_kind}|委托书|授权书|委托|证明|附件|扫描件|复印件)(?:书|材料)?{how}*(?:给|交|传|发|上传|提交)(?:你们?|给|您|上来|过来)*$|{show_picture}.{0,8}{may_i}|{may_i}.{0,6}{show_picture}`)
	whichKind  = form(`{which_kind}`)
	changing   = form(`^(?:{me}|想|要|帮我|能不能|可不可以|可以|能|再|还)*(?:把)?(?:我的)?{change}(?:我的|我?(?:刚才?|已经)?(?:交|填|提交|写)的|申请(?:里|上)的?)?(` + anyField + `)(?:吗|吧|了|一下)?(?:[,，].*|(?:是|为|成|:|\s)*[0-9A-Za-z@. _-]{6,40})?$|^(?:我的?)?(` + anyField + `)(?:也|又|好像)?{wrong}(?:了|啦)?(?:[,，].*|(?:是|为|成|:)*[0-9A-Za-z@. _-]{6,40})?$|^(?:我的?)?(` + anyField + `)(?:还|也)?(?:能不能|可不可以|能|可以|想|要)再?(?:改|换|修改|更改)(?:一下|下|个)?(?:吗|么|不|了|吧)?$`)
)

// anyField is a word for anything that is asked of an applicant.
const anyField = `{subject_word}|{name_word}|{id_word}|{code_word}|{contact_word}|{phone_word}|{email_word}|{address_word}|{way_word}`

// at is the deed that asks a step.
func at(step string) func(*entry) answer {
	return func(e *entry) answer {
		e.d.Step = step
		return e.save(e.d, "")
	}
}

// inTrouble is the deed that asks the step again and says what was wrong.
func inTrouble(trouble string) func(*entry) answer {
	return func(e *entry) answer { return e.save(e.d, trouble) }
}

func (e *entry) asksAgain() answer { return e.save(e.d, "") }

// drops deletes an application of which she says so by a word for it.
func (e *entry) drops() answer { return e.drop() }

// asksDrop asks whether the application is to be deleted: a guess deletes nothing.
func (e *entry) asksDrop() answer {
	return e.offerOf(e.d, "apply_drop", nil, "drop:", "我要申请")
}

// wrongAlone is a text that says that something told was wrong, and no more. 发错了 was meant
// for somebody else.
var wrongAlone = form(`^(?:不对|(?:写|填|打|输|说|搞|弄)?错)(?:了|啊|的|[,，。!！\s])*$`)

// disputesLast: 不对, with nothing of what, is of the answer before.
func (e *entry) disputesLast() bool {
	switch e.d.Step {
	case application.StepConsent, application.StepConfirm:
		return false
	}
	return !e.open() && !e.stale && wrongAlone.MatchString(e.m.text)
}

func (e *entry) asksRestart() answer {
	return e.offerOf(e.d, "apply_restart", brief(e.d.Subject), "restart:", "我要申请")
}

// rests: she says so, or what she does first: 我先去接孩子，晚点再说.
func (e *entry) rests() bool {
	text := e.m.text
	switch {
	case leaves.MatchString(text), looksFor.MatchString(text), leavesNow.MatchString(text):
		return true
	case givesLater.MatchString(text), leavesHead.MatchString(text), leavesThen.MatchString(text) && !lexicon.Question.MatchString(text):
		return !e.tellsOne()
	}
	return false
}

// goesOn: somebody comes back to it.
func (e *entry) goesOn() bool {
	back := halfDone.MatchString(e.m.text) || filledTo.MatchString(e.m.text) && utf8.RuneCountInString(e.m.text) <= longestRemark
	if back && e.d.Step != application.StepPublic && !e.tellsOne() {
		return true
	}
	if e.d.Step == application.StepConsent && noneGoesOn.MatchString(writing.Simple(e.m.text)) {
		return true // 都不对，申请
	}
	if found := stillThere.FindStringSubmatch(writing.Simple(e.m.text)); found != nil {
		return holdsPair(e.d.Subject, []rune(found[1])) || strings.Contains(found[1], "申请") || found[1] == "" && writing.Holds(e.m.text, "填", "写")
	}
	return resumes.MatchString(e.m.text) && e.d.Step != application.StepPublic && (e.stale || !e.d.Aside || e.m.intent != wantNext || !e.morePages())
}

// handsIn says whether a text hands in by a word for it, and no nod.
func (e *entry) handsIn() bool { return handsIn.MatchString(e.m.text) && submits(e.m.text) }

// notYet says what is lacking before it can be handed in.
func (e *entry) notYet() answer {
	return e.ask(e.d, application.Trouble(e.d, application.Details{}, ""))
}

// onlyNods: a yes to a step that no yes answers.
func (e *entry) onlyNods() bool {
	return !e.stale && (nods(e.m.text) || agreed.MatchString(e.m.text) && lexicon.Choice(e.m.text) == 0) && !e.open() && e.d.Step != application.StepConsent && e.d.Step != application.StepConfirm
}

// handsInUnseen: what was answered in between, or long ago, is looked at once more.
func (e *entry) handsInUnseen() bool {
	return e.d.Step == application.StepConfirm && submits(e.m.text) && (e.stale || e.d.Aside && !handsIn.MatchString(e.m.text))
}

// disagrees: an agreement that was given is taken back.
func (e *entry) disagrees() bool {
	return !e.d.Consented.IsZero() && withheld.MatchString(e.m.text) && !lexicon.Question.MatchString(e.m.text)
}

// replaces: 把内容改成…, and no detail of the applicant.
func (e *entry) replaces() bool {
	found := instead.FindStringSubmatch(e.m.text)
	return found != nil && e.d.Subject != "" && lexicon.Tells(found[1]) >= lexicon.LeastWish && !strings.HasSuffix(found[1], "的") && !e.told().Tells() && (!ofDetail.MatchString(found[1]) || lexicon.Papers.MatchString(found[1]))
}

func (e *entry) replaced() answer {
	return e.subject(e.d, instead.FindStringSubmatch(e.m.text)[1])
}

// asksFor takes what is asked for as it was mended, and asks the step again.
func (e *entry) asksFor(subject string) answer {
	if e.d.Step == application.StepSubject {
		return e.subject(e.d, subject)
	}
	e.d.Subject = subject
	return e.save(e.d, "", application.Field(application.StepSubject))
}

func (e *entry) meansOtherYear() bool {
	_, other := e.otherYear(e.d.Subject, e.m.text)
	return other
}

func (e *entry) ofOtherYear() answer {
	subject, _ := e.otherYear(e.d.Subject, e.m.text)
	return e.asksFor(subject)
}

// swapped is what is asked for with another thing in the place of one that it names: 不要
// 合同，要验收报告.
func (e *entry) swapped() string { return e.mended(swapIn) }

func (e *entry) swapsWord() answer { return e.asksFor(e.swapped()) }

// without is what is asked for without what is to be taken out of it.
func (e *entry) without() string { return cmp.Or(e.mended(cutFrom), e.mended(unwanted)) }

func (e *entry) takesOut() answer { return e.asksFor(e.without()) }

// mended is what is asked for as a remark mends it, "" where the text answers the step.
func (e *entry) mended(by func(subject, remark string) string) string {
	if e.open() || e.tellsOne() {
		return ""
	}
	return by(e.d.Subject, e.m.text)
}

// worries: what becomes of what is asked of her, and why it is.
func (e *entry) worries() bool {
	return !e.open() && !e.tellsOne() && utf8.RuneCountInString(e.m.text) <= longestRemark && lexicon.Question.MatchString(e.m.text) && worried.MatchString(e.m.text)
}

// asksWeChat: what was applied for is not handed over by WeChat.
func (e *entry) asksWeChat() bool {
	return (e.d.Step == application.StepWay || e.d.Step == application.StepWhere) && e.told().Way <= 1 && !e.told().Hard() && strings.Contains(e.m.text, "微信")
}

// asksPicture: whether a picture may be sent.
func (e *entry) asksPicture() bool {
	return !e.open() && utf8.RuneCountInString(e.m.text) <= longestRemark && pictured.MatchString(e.m.text)
}

// asksKind: which kind of organisation hers is.
func (e *entry) asksKind() bool {
	return e.d.Step == application.StepKind && whichKind.MatchString(e.m.text)
}

// adds: 再加一个…
func (e *entry) adds() bool {
	more := e.added()
	return more != "" && e.d.Subject != "" && !e.open() && lexicon.Tells(more) >= lexicon.LeastWish && !lexicon.Question.MatchString(e.m.text)
}

// added is what a text adds to what is asked for, "" for nothing: 再加一个…, …也要.
func (e *entry) added() string { return addsTo(e.m.text) }

// addsTo is what a text adds to what is applied for, "" for nothing.
func addsTo(text string) string {
	if found := adding.FindStringSubmatch(text); found != nil {
		return found[1]
	}
	if found := addingTo.FindStringSubmatch(text); found != nil && lexicon.Papers.MatchString(found[1]) && application.WayIn(found[1]) == 0 && !ofDetail.MatchString(found[1]) && !writing.Holds(found[1], "短信", "微信", "复印件", "原件", "纸质", "电子") {
		return found[1]
	}
	return ""
}

func (e *entry) addsOn() answer {
	return e.asksFor(e.d.Subject + "；" + e.written(e.added()))
}

// wishesAtNotice: what is asked for, said more closely, or another thing.
func (e *entry) wishesAtNotice() bool {
	return e.d.Step == application.StepConsent && !e.stale && !agrees(e.m.text) && !e.worries() && !e.tellsAddressEarly() && !e.amendsVaguely() && e.namesOther(e.m)
}

func (e *entry) otherWish() answer {
	if found := moreExactly.FindStringSubmatch(e.m.text); found != nil && e.d.Subject != "" {
		return e.subject(e.d, cmp.Or(wished(found[1]), found[1]))
	}
	return e.beginWith(cmp.Or(wished(e.m.text), e.m.text))
}

// moreExactly is a text that says more exactly what was asked for before.
var moreExactly = form(`^(?:我|其实|也|[,，\s])*(?:就是说?|我是说|具体是|具体说|准确说|准确的说|说白了就是|主要是)[,，:\s]*(.{4,})$`)

// changes: 改电话, 电话错了, once such a thing may have been told.
func (e *entry) changes() bool {
	return !e.d.Consented.IsZero() && e.changed() != nil
}

// tellsOne says whether a text tells a detail itself.
func (e *entry) tellsOne() bool {
	got := e.told()
	return got.Hard() || got.Name+got.Contact+got.Address != ""
}

// changedStep is the step of what a text wants to change, "" where it was not asked yet.
func (e *entry) changedStep() string {
	found := e.changed()
	step, all := application.StepOf(found[1]+found[2]+found[3], e.d), application.Path(e.d)
	i, reached := slices.Index(all, step), max(slices.Index(all, e.d.Step), slices.Index(all, application.Lacking(e.d)))
	if step != application.StepWhere && (i < 0 || i > reached) {
		return ""
	}
	return step
}

// goesTo asks the step of what is to be changed; then it goes on where it was.
func (e *entry) goesTo(step string) answer {
	if e.d.Step = step; step == application.StepWhere {
		e.d.Applicant.Address = ""
		e.d.Step = application.Lacking(e.d)
	}
	return e.save(e.d, "")
}

// offerOf asks what is to become of an application: the numbers of the answer are not
// those of its step.
func (v *visit) offerOf(d disclosure.Draft, name string, data any, says ...string) answer {
	d.Aside, v.savedDraft = true, true
	if _, err := v.keepDraft(d); err != nil {
		return v.failed(err)
	}
	v.talk.offer(v.bot.Now(), says...)
	return v.say(name, data)
}

// leave lets an application rest, and says how to go on with it.
func (v *visit) leave() answer {
	v.savedDraft = true // and says so itself
	return v.say("apply_later", nil)
}

// namesOther says whether a text that is no answer to the notice names something that may
// be applied for: what is asked for, said more closely, or another thing.
func (v *visit) namesOther(m meaning) bool {
	if m.intent != wantSearch && m.intent != wantMoney {
		return false
	}
	got := application.Read(m.text)
	if got.Tells() || lexicon.Tells(got.Left()) < ownWords {
		return false
	}
	if (strings.HasSuffix(m.text, "?") || yesOrNo.MatchString(m.text)) && !lexicon.Papers.MatchString(m.text) {
		return false
	}
	return !lexicon.Question.MatchString(m.text) && lexicon.Papers.MatchString(m.text) || v.beyond(m.text) && v.sureOf(m.text) < sureBeside
}

// sureOf is how surely a text wants something else than to find or to reckon.
func (v *visit) sureOf(text string) float64 {
	w, sure := v.bot.ear().guess(writing.Simple(text))
	switch w.means.intent {
	case wantSearch, wantMoney, wantApply, wantLetter:
		return 0
	}
	return sure
}

// otherYear is a subject with the year, or the two years, that a text says it is of
// instead: 不是2023年，是2022年的.
func (v *visit) otherYear(subject, text string) (string, bool) {
	if !strings.ContainsAny(text, "0123456789") || subject == "" {
		return "", false
	}
	said, had := civil.YearsIn(text, v.today), civil.YearsIn(subject, v.today)
	if len(said) == 0 || len(had) > 1 && (len(had) > 2 || len(subject[had[0].To:had[1].From]) > len("年和") || !instead.MatchString(text)) {
		return "", false
	}
	if rest := yearFiller.ReplaceAllString(v.withoutYears(text), ""); lexicon.Tells(rest) > 1 && !namesAgain(subject, rest) {
		return "", false
	}
	var years []string
	for _, y := range said {
		if !strings.HasSuffix(text[:y.From], "不是") && !strings.HasSuffix(text[:y.From], "不要") {
			years = append(years, fmt.Sprintf("%d年", y.Year))
		}
	}
	if len(years) == 0 || len(years) > 2 {
		return "", false
	}
	if len(had) == 0 {
		return strings.Join(years, "和") + subject, true
	}
	return subject[:had[0].From] + strings.Join(years, "和") + strings.TrimPrefix(subject[had[len(had)-1].To:], "年"), true
}

// namesAgain says whether the words beside a year are few, and of what is asked for.
func namesAgain(subject, rest string) bool {
	return lexicon.Tells(rest) <= longestThing && strings.Contains(subject, lexicon.Filler.ReplaceAllString(rest, ""))
}

// longestThing is how many characters a word has that names what is asked for again.
const longestThing = 6

var yearFiller = form(`^(?:第[一1]步(?:的?内容)?(?:要|应该)?|等等|等一下|等下|慢着|再补一句|补一句|再补充|{also})|{wrong}|{is}|换成|改成|应该|不是|不要|还有|哦|那|两年|和|到|至|、|年`)

// mend offers to hand to the office what is to be changed in an application that was
// handed in.
func (v *visit) mend(text string) (answer, bool) {
	if v.bot.Desk == nil || v.bot.Cases == nil || !changing.MatchString(text) && !partFirst.MatchString(writing.Simple(text)) && (!movesTo.MatchString(writing.Simple(text)) || lexicon.Question.MatchString(text)) {
		return answer{}, false
	}
	rs, err := v.herRequests()
	if err != nil || len(rs) == 0 {
		return answer{}, false
	}
	return v.handsChange(rs, text), true
}

// movesTo is a text that says what is to stand for what was told of the applicant: 地址改成解放街2号.
var movesTo = form(`^(?:{manner}|{me}|对了|的|[,，\s])*(?:(?:家|公司|单位)?(?:搬家|搬走|搬|换地方)了?[,，\s]*(?:{me}|的)*)?(?:收件|邮寄|寄件|联系|通讯)?(?:{address_word}|{phone_word}|{email_word}|{way_word}|{name_word})(?:要|应该|想|得|已经)*(?:改成|换成|改为|变成|变更为|变为|改到|换到)了?[,，:\s]*([^?？]{2,60})$`)

// partFirst is a text that wants a part of what was applied for before the rest.
var partFirst = form(`先(?:给|提供|公开|答复|发)(?:我们?|一下)?(?:一?部分|一些|一点|有的|现成的)`)

// handsChange offers to hand to the office what is to be changed in the newest of some
// applications, or added to it.
func (v *visit) handsChange(rs []disclosure.Request, text string) answer {
	return v.handsMore(rs, v.written(text))
}

// handsMore does so for what is to be changed in words of its own.
func (v *visit) handsMore(rs []disclosure.Request, what string) answer {
	newest := slices.MaxFunc(rs, func(a, b disclosure.Request) int { return cmp.Compare(a.ID, b.ID) })
	v.talk.offer(v.bot.Now(), fmt.Sprintf("hand:申请%s要改：%s", newest.ID, what), "我的申请")
	return v.say("apply_mend", newest.ID)
}

// mendsOpen does so for what comes after a supplement that nobody waits for, where an
// application is being handled and the text says more than that it supplements.
func (v *visit) mendsOpen(text string) (answer, bool) {
	words := cmp.Or(supplyWords(text), text)
	if v.bot.Cases == nil || lexicon.Tells(words) < lexicon.LeastWish || supplyAsks.MatchString(writing.Simple(text)) {
		return answer{}, false
	}
	rs, err := v.own(disclosure.KindWithdrawn, "")
	if err != nil || len(rs) == 0 {
		return answer{}, false
	}
	return v.handsChange(rs, text), true
}
