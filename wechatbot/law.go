package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// lawWords are, by the questions of law, words of which one stands in who asks them.
var lawWords = map[string]*pattern.Pattern{
	"fee":      form(`{law_fee}`),
	"term":     form(`{law_term}`),
	"publish":  form(`{law_publish}`),
	"papers":   form(`{law_papers}`),
	"who":      form(`{law_who}`),
	"how":      form(`{law_how}`),
	"reason":   form(`{law_reason}`),
	"erase":    form(`{law_erase}`),
	"way":      form(`{law_way}`),
	"again":    form(`{law_again}`),
	"accounts": form(`{law_accounts}`),
	"relief":   form(`{law_relief}`),
	"which":    form(`{law_which}`),
	"agent":    form(`{law_agent}`),
	"channel":  form(`{law_channel}`),
	"days":     form(`{law_days}`),
	"haste":    form(`{hurry}`),
	"change":   form(`{altered}`),
}

// ofApplications are the questions whose answers hold for applications, and not for
// complaints and consultations.
var ofApplications = []string{"term", "papers", "reason", "who", "how", "again", "fee", "way", "agent", "channel", "days"}

// ofServices are those that are asked of other offices' services too.
var ofServices = []string{"term", "papers", "how", "fee", "way", "agent"}

// ofOwnData are the questions that one is taken for who asks what becomes of the
// data that she gives, and why.
var ofOwnData = []string{"erase", "papers", "reason"}

var (
	leaking  = form(`{gas}[^,，。]{0,4}(?:泄漏|泄露|外泄)`)
	privacy  = form(`{fear}|{must}(?:要|得|给|填|留|用|你们)*.{0,3}{personal}`)
	lawAtAll = form(`{law_any}`) // what is said of disclosure at all

	servedElsewhere = form(`{service}`) // what others do, of which a period, a price and papers may be asked too,
	ofDisclosure    = form(`{of_disclosure}`)
)

// served is what others do that a text names, "" if nothing. Most texts name nothing of
// it, and are not read further.
func served(text string) string {
	if !slices.ContainsFunc(lexicon.Words("service"), func(w string) bool { return strings.Contains(text, w) }) {
		return ""
	}
	return servedElsewhere.FindString(text)
}

// lawOn answers a question of law, where it is one: what was only taken for one by
// its likeness must have a word of it. Anything else would say of the law what was
// not asked, and be false of what was.
func (v *visit) lawOn(m meaning, text string) answer {
	switch m.law {
	case noticePeriod:
		v.talk.misses = 0
		return v.say("noticeperiod", nil)
	case "annual_contents":
		if a, known := v.articleOf("50"); known {
			return a
		}
	case "fee", "fee_rates":
		if m.law == "fee_rates" || (feeNumber.MatchString(text) && feeFor(text) != "" || strings.Contains(text, "信息处理费")) && !feeOfOther(text) {
			if a, known := v.feeOf(text); known {
				return a
			}
		}
	}
	if m.law == "correct" {
		return v.ownPublic(m.text)
	}
	if slices.Contains(ofOwnData, m.law) && privacy.MatchString(text) && !lawWords["erase"].MatchString(text) {
		return v.ownData(text)
	}
	if g, found := v.bot.Office.Find(text); found && m.law == "papers" && m.sure < sureAside && !applied.MatchString(text) && !strings.Contains(text, "申请") {
		v.guessed = want{} // 去档案馆看文件要带身份证吗 applies for nothing
		return v.entry(g, text)
	}
	if a, both := v.lawsBeside(text); both {
		return a
	}
	if m.sure > 0 && m.sure < 1 && !lawWords[m.law].MatchString(tells.ReplaceAllString(text, "")) && (m.sure < sureMeant || !lawAtAll.MatchString(text)) {
		return v.search(m.text)
	}
	if m.law == "accounts" && m.sure > 0 && m.sure < 1 && !bothAccounts.MatchString(text) {
		return v.search(m.text) // 决算表都有哪些
	}
	if m.law == "relief" && m.sure < 1 && (countsReliefs.MatchString(text) || reliefCounted.MatchString(text)) {
		return v.search(countsReliefs.ReplaceAllString(text, "")) // 行政复议有几起, 有没有被复议过: told by the report
	}
	if m.law == "publish" && m.sure > 0 && m.sure < sureMeant && !lawAtAll.MatchString(text) {
		return v.search(m.text) // 招聘啥时候 asks when something is
	}
	if m.sure > 0 && m.sure < 1 && m.kind == "" && slices.Contains(ofServices, m.law) && served(text) != "" && !ofDisclosure.MatchString(text) {
		return v.search(m.text) // how much 低保 is
	}
	if m.law == "fee" && m.sure > 0 && m.sure < 1 && feeOfOther(text) {
		return v.search(m.text) // what parking costs
	}
	if lexicon.Papers.MatchString(text) && strings.Contains(text, "申请") {
		v.wants(wished(m.text))
	}
	if m.kind != "" && v.bot.Cases != nil { // how long a reply to a complaint takes
		return v.lawOfLetter(m.kind.Chinese(), m.law)
	}
	if kind, at := v.letterAtHand(); at && slices.Contains(ofApplications, m.law) && !applied.MatchString(text) {
		return v.lawOfLetter(kind, m.law)
	}
	return v.law(m.law, text)
}

// tells are words with the character of a complaint in them that complain of nothing: 告诉我.
var tells = form(`告诉|告知|报告|公告|广告|通告|转告|告示`)

// bothAccounts is a text that asks how the plan differs from the account.
var bothAccounts = form(`预.*决|决.*预|{apart}|差|跟|和|关系`)

// countsReliefs is what asks how many reviews and suits there were.
var countsReliefs = form(`(?:一共|总共|有|了|过)*(?:[几多]少?[起件个次]|多少)[吗呢啊呀?？]*$`)

// fears says whether a text asks nothing but what becomes of what the office knows
// of her: 能不能匿名.
func fears(text string) bool {
	found := privacy.FindString(leaking.ReplaceAllString(text, ""))
	return found != "" && restOf(strings.Replace(text, found, "", 1)) <= mostBeside
}

// ownData says what becomes of what a citizen tells of herself.
func (v *visit) ownData(text string) answer {
	if kind, at := v.letterAtHand(); at {
		return v.lawOfLetter(kind, "privacy")
	}
	return v.law("privacy", text)
}

// lawOfLetter answers a question of law where a complaint or a consultation is meant, for
// which the law of applications does not hold.
func (v *visit) lawOfLetter(kind, which string) answer {
	v.talk.misses = 0
	return v.say("law_letter", map[string]any{"Kind": kind, "Which": which, "Office": v.bot.Office})
}

// law answers how applying works: what the office's own guide says of it, or
// else what the regulation in force does.
func (v *visit) law(which, text string) answer {
	if of := v.ofReview(which, text); of != which {
		which = of
	} else if a, found := v.guide(text); found && !beyondGuide[which] && !(which == "publish" && plainLaw(text) == "publish") && !doneForHer.MatchString(text) && (text == "" || v.sure < sureBeside && askedOfApplying(text) == "" || v.speaksOf(which, text)) {
		return a
	}
	rules := disclosure.RulesOn(v.today)
	which = topic(which, text)
	provision, provided := disclosure.ProvisionOn(v.today, which)
	if rules.IsZero() || !provided && lawWords[which] == nil && which != "privacy" {
		return v.search(text)
	}
	v.talk.misses, v.talk.law = 0, which
	v.offerApplying()
	return v.say("law", map[string]any{"Which": which, "Rules": rules, "Receipt": rules.Receipt(disclosure.ByWeChat), "Provision": provision, "Form": formAsked.MatchString(text),
		"Remedies": disclosure.RemediesOn(v.today), "HowLong": howLong.MatchString(text), "Silent": silentReply.MatchString(text),
		"Office": v.bot.Office, "Link": v.bot.Pages.Guide(), "Applies": v.takesApplications(), "Write": v.bot.Cases != nil, "InFront": v.inFront})
}

// ofReview is the matter of law that a text asks of where it speaks of a review, or goes on
// from the ways of relief: 多长时间之内 is not within which an application is answered then.
func (v *visit) ofReview(which, text string) string {
	provided := func(question string) bool {
		_, known := disclosure.ProvisionOn(v.today, question)
		return known
	}
	told := v.talk.said == "law" && slices.Contains(ofReviews, v.talk.law) && utf8.RuneCountInString(text) <= longestFollow && !ofAnswering.MatchString(text)
	switch {
	case (which == "relief" || which == "term") && strings.Contains(text, "复议") && reviewResult.MatchString(text) && provided("review_term"):
		return "review_term"
	case which == "fee" && (told || strings.Contains(text, "复议")):
		return "review_fee"
	case (told || which == "relief") && courtAsked.MatchString(text) && provided("court"):
		return "court"
	case (told || which == "relief") && reviewForm.MatchString(text) && provided("review_form"):
		return "review_form"
	case which == "term" && told && reviewTerm.MatchString(text) && provided("review_term"):
		return "review_term"
	case which == "term" && told:
		return "relief"
	case (told && !toCourt.MatchString(text) || which == "relief" && strings.Contains(text, "复议")) && (reviewWhere.MatchString(text) || wantsReview.MatchString(text)) && provided("review_where"):
		return "review_where"
	}
	return which
}

// reviewResult asks how long a review takes: 复议多久出结果.
var reviewResult = form(`复议[^,，。]{0,8}(?:{how_long}|几天|多少天|什么时候|啥时候)[^,，。]{0,4}(?:结果|决定|出来|办完|办好|下来|审完)`)

// ofReviews are the matters of law that are of relief, reviewWhere a text that asks who
// decides a review, wantsReview one that wants one, reviewTerm one that asks when it is decided, toCourt one that speaks of
// another way, courtAsked one that asks which court it is, reviewForm how a review is applied for.
var (
	ofReviews   = []string{"relief", "review_fee", "review_where", "review_term", "review_form", "court"}
	reviewWhere = form(`{relief_where}`)
	wantsReview = form(`^(?:{manner}|{me}|那|就|还是|准备|打算|{want}|[要去,，\s])*(?:申请|提起?|提出|走|打)(?:行政)?复议(?:申请)?(?:{softly}|[了。!！\s])*$`)
	reviewTerm  = form(`结果|决定|出来|办完|办好|下来|审`)
	toCourt     = form(`诉|举报|告|法院`)
	courtAsked  = form(`^(?:{manner}|{me}|{your}|你们|行政|[那要想得该能可以应直接在向到去上,，\s])*(?:(?:法院|起诉|诉讼|打官司)(?:是|在|要|去|到|找|向|得|上)*(?:哪|谁|什么地方)|(?:哪|什么地方)[一个里儿家]*(?:的|能|可以|去)*(?:法院|起诉|诉讼|打官司))[^复]{0,6}$`)
	reviewForm  = form(`复议(?:申请书?|书)?[^,，。]{0,3}(?:怎么|咋|如何)(?:写|填|提|申请|弄)|复议(?:申请书?|书)[^,，。]{0,3}(?:写什么|写啥|写哪些|模板|格式|范本|样本)|复议[^,，。]{0,4}(?:什么|啥|哪些)(?:材料|东西)|(?:怎么|咋|如何)(?:写|申请|提起?|填)(?:行政)?复议`)
)

// ofAnswering are words of applications, and not of the relief against what becomes of them.
var ofAnswering = form(`申请公开|答复|公开`)

// formAsked is a text that asks for the form on which one applies for information, and
// not for another's (低保申请表).
var formAsked = form(`^(?:{greeting}|{me}|{your}|{lead}|政府信息公开|信息公开|依申请公开|公开|[的在哪去上,，])*申请表(?:格|的)?.{0,4}(?:哪|下载|给我|发|有没有|有吗)|申请(?:书|表)?(?:{me}|自己|都)*(?:写好|填好|写完|打印好)`)

// howLong is a text that asks for a period.
var howLong = form(`{how_long}`)

// speaksOf says whether the entry of the guide that a text names is about the
// question of law that was asked, and not only has a word in common with it: who
// asks whether the answer comes on paper (纸质) does not ask where papers are read.
func (v *visit) speaksOf(which, text string) bool {
	g, found := v.bot.Office.Find(text)
	if !found {
		return true // found by its likeness
	}
	w, _ := v.bot.ear().guess(writing.Simple(g.Question))
	return w.means.intent == wantLaw && w.means.law == which || saysMost(g, text)
}
