package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// What others do, asked after: where a parcel is, what a passport takes.
var (
	elsewhereThing = form(`{elsewhere}`)
	elsewhereFar   = form(`{elsewhere}.{0,4}(?:{how_far_there})(?:[^办领补换去开]|$)`)
	elsewhereNeeds = form(`(?:{get_made})(?:[个张本新的一家间了份])*{elsewhere}.{0,6}(?:{needs_there})|{elsewhere}(?:怎么|咋|如何)?(?:{get_made}).{0,6}(?:{needs_there})|{elsewhere}.{0,4}[,，\s].{0,3}(?:{needs_there})|{elsewhere}(?:被|让人?|给)[^,，。]{0,8}(?:{needs_there})|` +
		`{elsewhere}(?:{lost}|{worn}|[了快要已经])*[,，\s]*(?:{how_to})+(?:才能|可以|能|去)?(?:{get_made}|{buy})(?:[吗呢啊呀的了]|[?？])*$|` +
		`^(?:{manner}|{lead}|{me}|[,，\s想要])*{elsewhere}的?(?:{get_made})(?:{how_to}|{needs_there}|一下|[的了吗呢啊呀?？])*$|` +
		`^(?:{manner}|{lead}|你们|这里|这儿|那里|大厅|中心|窗口|那|,)*(?:能不能|可不可以|可以|能)(?:在这|帮我|给|来)*(?:{get_made})(?:个|张|本|理)?{elsewhere}(?:吗|么|不|[?？])*$|` +
		`开(?:[个家间一])*.{0,4}{shop}.{0,6}(?:{needs_there})`)
	// dealsThere is a text that wants to pay, to look up or to settle what is done elsewhere:
	// 我要查违章, 水费咋交.
	dealsThere = form(`^(?:{manner}|{lead}|{me}|{how_to}|[,，\s想要能])*(?:{deal})(?:一下|下|个|我的)?(?:{elsewhere_deal})(?:{how_to}|{what}|{lookup}|[办去哪儿里的了吗呢啊呀?？,，\s])*$|` +
		`^(?:{manner}|{lead}|{me}|[,，\s])*(?:{elsewhere_deal})(?:单|表|记录|号)?(?:{how_to}|{manner}|[,，\s想要能儿])*(?:{deal})(?:一下|下)?(?:不了|不上|不成|不进去)?[,，\s]*(?:{how_to}|{what}|[办弄去哪儿里的了吗呢啊呀?？])*$`)
	// papersThere is a text that asks which papers something takes that it names: 小学报名要什么材料.
	papersThere = form(`^(?:{manner}|{lead}|{me}|{get_made}|[去来到,，\s])*(\p{Han}{2,8}?)(?:的话|[都还是,，\s])*(?:要|需要|需|得)(?:自己|都)?(?:带|准备|交|提供|提交|备)?些?(?:什么样的|哪几样|什么|哪些|啥)(?:材料|资料|手续|证件|证明|东西)(?:[呢啊呀?？的])*$`)
	// papersTaken is one in more words: 公司换法人代表，工商变更要准备什么材料.
	papersTaken = form(`[^,，。\s]{3}(?:要|需要|得|准备|带|拿|看|提供|交)(?:些|点|哪些|什么|啥)+(?:材料|手续|证件|资料|证明)`)
	// hereTaken are words of who applies for what is asked for here, and how.
	hereTaken = form(`{of_here}|{me}|[你您他她人这那它]|单位|企业|公司|委托|代|网上|微信|窗口|现场|领取|自取|查[阅看询]|复议|补正|起诉|提交|证明`)
	buysThere = form(`票.{0,6}{buy}|{buy}.{0,4}票`)
	ofHere    = form(`{of_here}`)

	// ownAccount is a text that asks what somebody herself paid, gets or has: 我的社保交了多少.
	ownAccount = form(`^(?:{manner}|{lead}|[,，\s])*(?:我|俺|本人)(?:自己|本人|个人|{of_family}|的|{this_time}|一共|总共)*{own_account}(?:余额|明细|记录|账户|账号|个人|[的里还剩有是交缴领发扣能查看一下了过怎么在哪咋共总到底每个月年几多少钱块元吗呢啊呀?？,，\s])*$|` +
		`(?:^|[^\p{Han}]|{lead})(?:我|俺|本人)(?:自己|{of_family}|{this_time}|一共|总共|每月|每年)*(?:交|缴|领|拿|扣)(?:了|过)?多少(?:钱|块)?的?{own_account}(?:[了呢啊吗?？])*$`)
	ownThing = form(`{own_account}`)

	// ownHeld is a text that asks what stands in somebody's own name, ownRecord one that asks
	// whether something stands against her: 我名下有几套房, 我有没有欠税.
	ownHeld   = form(`^(?:{manner}|{lead}|{me}|{may_i}|[查看问想要能帮给替,，\s])*(?:我|俺|本人)(?:自己|本人|个人|{of_family}|在[^,，。]{1,6}|[的,，\s])*名下[^,，。申请件]{0,12}$`)
	ownRecord = form(`^(?:{manner}|{lead}|{me}|{may_i}|[查看问想要能帮给替,，\s])*(?:我|俺|本人)(?:自己|本人|个人|{of_family})*(?:有没有|有无|是不是|是否|到底|还|现在|列入|纳入|[有欠在被上进了过])*{own_record}[^,，。]{0,4}$`)
	recordOf  = form(`{own_record}`)

	// ownMoney is a text of money that is somebody's own, whatever it is; notOwnMoney is what
	// such words begin that is not.
	ownMoney    = form(`(?:我|俺|本人)(?:自己|个人|的|{of_family})`)
	notOwnMoney = form(`(?:我|俺)(?:自己)?的(?:问题|疑问|意思|看法|想法|微信|邮箱|手机|申请|投诉)|(?:我|俺)(?:家|们|的)*(?:所在|这|那|住|街道|社区|小区|单位|村|镇|乡|区|门口|附近|旁边|楼下)`)
)

// longestElsewhere is how many characters a text has that asks no more than that.
const longestElsewhere = 30

// isElsewhere says whether a text asks after something that is done elsewhere, and names
// nothing of what is done here. Most texts have none of the words, and are not read further.
func isElsewhere(text string) bool {
	named := func(word string) bool { return strings.Contains(text, word) }
	if isOwnAccount(text) || takesPapers(text) {
		return true
	}
	if utf8.RuneCountInString(text) > longestElsewhere ||
		!slices.ContainsFunc(lexicon.Words("elsewhere"), named) && !(named("开") && slices.ContainsFunc(lexicon.Words("shop"), named)) {
		return false
	}
	return (elsewhereFar.MatchString(text) || elsewhereNeeds.MatchString(text)) && !ofHere.MatchString(text)
}

// takesPapers says whether a text asks which papers something takes that is not applied for
// here.
func takesPapers(text string) bool {
	found := papersThere.FindStringSubmatch(text)
	return found != nil && !hereTaken.MatchString(found[1])
}

// takesOtherPapers says of a text that sounds like a question for the papers of an application
// whether it asks for those of something else.
func takesOtherPapers(text string) bool {
	return papersTaken.MatchString(text) && !strings.Contains(text, "申请") && !ofInformation.MatchString(text) && lexicon.Tells(papersTaken.ReplaceAllString(text, "")) >= leastEnd
}

// isDealt says whether a text wants to pay, to look up or to settle what is done elsewhere.
func isDealt(text string) bool {
	return utf8.RuneCountInString(text) <= longestElsewhere && dealsThere.MatchString(text)
}

// isOwnAccount says whether a text asks for what is known of one person only.
func isOwnAccount(text string) bool {
	return strings.ContainsAny(text, "我俺本") && utf8.RuneCountInString(text) <= longestElsewhere && (ownAccount.MatchString(text) || ownHeld.MatchString(text) || ownRecord.MatchString(text) && lexicon.Question.MatchString(text) && !goesWrong.MatchString(text))
}

// ownBooks refuses a question of somebody's own money: no organ's books answer it.
func (v *visit) ownBooks(text string) (answer, bool) {
	if !isOwnAccount(text) && (!ownMoney.MatchString(text) || notOwnMoney.MatchString(text)) {
		return answer{}, false
	}
	if organ, _, unknown := v.organIn(v.stemmed(text)); organ != "" || unknown != "" {
		return answer{}, false
	}
	return v.notDoneHere(text, text, true), true
}

// doneElsewhere says that something is not done here, where neither the guide nor anything
// public tells how it is.
func (v *visit) doneElsewhere(typed, text string) (answer, bool) {
	if asksOthersData(text) { // and is not counted, for it names somebody
		return v.say("others", nil), true
	}
	if a, found := v.guide(text); found {
		return a, true
	}
	if isOwnAccount(text) { // which is in nothing that is public
		return v.notDoneHere(typed, text, true), true
	}
	page, err := v.find(catalog.Query{Text: typed, Limit: pageSize, Today: v.today})
	if err != nil {
		return v.failed(err), true
	}
	if len(page.Hits) > 0 && !page.Near {
		return v.search(typed), true
	}
	return v.notDoneHere(typed, text, false), true
}

// notDoneHere says whom to ask, and counts the question.
func (v *visit) notDoneHere(typed, text string, own bool) answer {
	v.talk.misses = 0
	hand := "人工"
	if v.bot.Cases != nil {
		hand = "hand:" + v.written(typed)
	}
	v.unanswered(text)
	if v.talk.service = ""; !own {
		v.talk.service = elsewhereThing.FindString(text)
	}
	v.talk.offer(v.bot.Now(), hand)
	return v.say("elsewhere", map[string]any{"What": elsewhereThing.FindString(text), "Far": elsewhereFar.MatchString(text), "Buy": buysThere.FindString(text) != "", "Own": own, "OwnThing": cmp.Or(ownThing.FindString(text), recordOf.FindString(text), servedElsewhere.FindString(text)), "Held": own && ownHeld.MatchString(text),
		"Applies": v.takesApplications(), "Write": v.bot.Cases != nil})
}
