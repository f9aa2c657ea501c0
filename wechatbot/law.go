package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/h5"
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
	if m.sure > 0 && m.sure < 1 && !lawWords[m.law].MatchString(text) && (m.sure < sureMeant || !lawAtAll.MatchString(text)) {
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

// bothAccounts is a text that asks how the plan differs from the account.
var bothAccounts = form(`预.*决|决.*预|{apart}|差|跟|和|关系`)

// countsReliefs is what asks how many reviews and suits there were.
var countsReliefs = form(`(?:一共|总共|有|了|过)*(?:[几多]少?[起件个次]|多少)[吗呢啊呀?？]*$`)

// fears says whether a text asks nothing but what becomes of what the office knows
// of her: 能不能匿名.
func fears(text string) bool {
	found := privacy.FindString(text)
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
	} else if a, found := v.guide(text); found && which != "accounts_publish" && !doneForHer.MatchString(text) && (text == "" || v.sure < sureBeside && askedOfApplying(text) == "" || v.speaksOf(which, text)) {
		return a
	}
	rules := disclosure.RulesOn(v.today)
	which = topic(which, text)
	provision, provided := disclosure.ProvisionOn(v.today, which)
	if rules.IsZero() || !provided && lawWords[which] == nil && which != "privacy" {
		return v.search(text)
	}
	v.talk.misses, v.talk.law = 0, which
	v.talk.offer(v.bot.Now(), "我要申请", "人工")
	return v.say("law", map[string]any{"Which": which, "Rules": rules, "Receipt": rules.Receipt(disclosure.ByWeChat), "Provision": provision, "Form": formAsked.MatchString(text),
		"Remedies": disclosure.RemediesOn(v.today), "HowLong": howLong.MatchString(text),
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
	case which == "fee" && (told || strings.Contains(text, "复议")):
		return "review_fee"
	case which == "term" && told && reviewTerm.MatchString(text) && provided("review_term"):
		return "review_term"
	case which == "term" && told:
		return "relief"
	case (told && !toCourt.MatchString(text) || which == "relief" && strings.Contains(text, "复议")) && reviewWhere.MatchString(text) && provided("review_where"):
		return "review_where"
	}
	return which
}

// ofReviews are the matters of law that are of relief, reviewWhere a text that asks who
// decides a review, reviewTerm one that asks when it is decided, toCourt one that speaks of
// another way.
var (
	ofReviews   = []string{"relief", "review_fee", "review_where", "review_term"}
	reviewWhere = form(`{relief_where}`)
	reviewTerm  = form(`结果|决定|出来|办完|办好|下来|审`)
	toCourt     = form(`诉|举报|告|法院`)
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

// meaningOf explains the word of money or of disclosure that a text speaks of: of
// two the longer.
func (v *visit) meaningOf(text string) answer {
	if a, both := v.meaningOfTwo(text); both {
		return a
	}
	money, known := budget.Mentioned(text)
	word, of := disclosure.Mentioned(text)
	if of && utf8.RuneCountInString(word.Term) > utf8.RuneCountInString(money.Term) {
		v.talk.misses = 0
		return v.say("meaning", map[string]any{"Gloss": word, "Figures": false})
	}
	if !known {
		return v.search(text)
	}
	v.talk.misses = 0
	if v.bot.Books != nil {
		v.talk.offer(v.bot.Now(), money.Term, "帮助")
	}
	return v.say("meaning", map[string]any{"Gloss": money, "Figures": v.bot.Books != nil})
}

// twoTerms is a text that asks how two words differ: 项目支出和基本支出有啥区别.
var twoTerms = form(`^(?:{manner}|{lead})*(.{2,10}?)(?:和|跟|与|同|、)(.{2,10}?)(?:到底|究竟|怎么|什么|啥|哪些|哪里|[的有是咋])*(?:{apart}|区分)`)

// termsApart are the two words of money or of disclosure of such a text, none of any other.
func termsApart(text string) (both []glossed) {
	named := twoTerms.FindStringSubmatch(text)
	if named == nil {
		return nil
	}
	for _, part := range named[1:] {
		if g, known := glossOf(part); known && (len(both) == 0 || both[0].Term != g.Term) {
			both = append(both, g)
		}
	}
	if len(both) < 2 {
		return nil
	}
	return both
}

// meaningOfTwo explains two words, where a text asks how they differ.
func (v *visit) meaningOfTwo(text string) (answer, bool) {
	both := termsApart(text)
	if both == nil {
		return answer{}, false
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now())
	return v.say("meaning", map[string]any{"Gloss": both[0], "Other": both[1], "Figures": false}), true
}

// A glossed is a word of money or of disclosure with what it means.
type glossed struct{ Term, Text, Law string }

// glossOf is the word that a text speaks of, of money before those of disclosure.
func glossOf(text string) (g glossed, known bool) {
	if money, is := budget.Mentioned(text); is {
		return glossed{money.Term, money.Text, money.Law}, true
	}
	word, is := disclosure.Mentioned(text)
	return glossed{word.Term, word.Text, word.Law}, is
}

// termAsked is a text that asks what a word means, and of nothing else, also as it is said in the
// northwest: 三公经费是个甚.
var termAsked = form(`^(?:{manner}|{lead}|那|这个|所谓的?|啥叫|什么叫|甚叫|[“"《\s])*(.{2,10}?)[”"》]?(?:到底|究竟|说|指|讲|叫|它)*的?(?:是|指|叫|算)?(?:一?个)?(?:弄|干|搞|做|管)?(?:{what_thing})(?:的|东西|意思|概念|玩意儿?|名堂|讲究)*(?:[呢啊呀嘛来着哩撒吗哦?？])*$`)

// asksTerm says whether a text asks what a word of money or of disclosure means.
func asksTerm(text string) bool {
	m := termAsked.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	if word, of := disclosure.Mentioned(m[1]); of && (word.Term == m[1] || slices.Contains(word.Also, m[1])) {
		return true
	}
	word, of := budget.Mentioned(m[1])
	return of && (word.Term == m[1] || slices.Contains(word.Also, m[1]))
}

// termAlone explains what she typed where that is nothing but a word of disclosure: 商业秘密.
func (v *visit) termAlone() (answer, bool) {
	text := strings.TrimSpace(writing.Simple(v.raw))
	word, of := disclosure.Mentioned(text)
	if !of || word.Term != text && !slices.Contains(word.Also, text) {
		return answer{}, false
	}
	return v.meaningOf(text), true
}

// aboutTerm answers with figures what goes on from a word of money that was explained just
// now: 兴庆区的有没有, 2024年的, 那有哪家的.
func (v *visit) aboutTerm(text string) (answer, bool) {
	if v.talk.said != "meaning" || len(v.talk.options) == 0 || v.bot.Books == nil || v.bot.Now().After(v.talk.until) || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	term := v.talk.options[0] // as meaningOf offers it
	if _, money := budget.Mentioned(term); !money {
		return answer{}, false
	}
	rest, of := text, ""
	for _, part := range []string{v.bot.Office.Short, yearWord.FindString(text)} {
		if part != "" && strings.Contains(rest, part) {
			rest, of = strings.Replace(rest, part, "", 1), of+part
		}
	}
	if left := termHull.ReplaceAllString(rest, ""); left != "" || of == "" && rest == text && !whoseTerm.MatchString(text) {
		return answer{}, false
	}
	return v.money(of + term)
}

// What a text may say around the place or the year of which it asks for figures, and which
// asks whose there are.
var (
	termHull  = form(`{manner}|{lead}|{is_there}|哪些?(?:家|个?单位|个?部门)|多少|看看|看|查|[那就有的了呢吗么啊呀是,，?？\s]`)
	whoseTerm = form(`哪些?(?:家|个?单位|个?部门)`)
)

// explained says whether a text speaks of a word that is explained here.
func explained(text string) bool {
	_, money := budget.Mentioned(text)
	_, word := disclosure.Mentioned(text)
	return money || word
}

// guide answers a how-to question from the office's guide.
func (v *visit) guide(text string) (answer, bool) {
	g, found := v.bot.Office.Find(text)
	if found && (onlyOfRole(g, text) || ofOthersThing(g, text) || paperBeside(g, text) || v.titledBeside(g, text, false)) {
		return answer{}, false
	}
	if found && v.guessed.name == "找公开信息" && v.sure >= sureLetter && !saysMost(g, text) {
		return answer{}, false // 网格员管理办法 is not about 网格
	}
	if ofService := v.guessed.name == "问办事"; !found && !v.readWhere && !ofOneThing(text) && (ofService || v.guessed.means.law == "publish") {
		g, found = v.likeEntry(text, likeAsked)
		found = found && !askedBeside(g, text) && !(ofService && v.titledBeside(g, text, true))
	}
	if !found || v.ofOtherYear(g, text) {
		return answer{}, false
	}
	return v.entry(g, text), true
}

// ofOtherYear says whether an entry tells of one year, and a text asks of another.
func (v *visit) ofOtherYear(g h5.GuideEntry, text string) bool {
	tells, asked := v.yearOf(g.Question), v.yearOf(text)
	return tells != 0 && asked != 0 && tells != asked
}

// onlyOfRole says whether a text has the words of an entry only in the name of who does
// that (网格员), of whom the entry does not speak.
func onlyOfRole(g h5.GuideEntry, text string) bool {
	if !strings.Contains(text, "员") {
		return false
	}
	return !slices.ContainsFunc(g.Words, func(w string) bool {
		role := w + "员"
		return strings.Count(text, w) > strings.Count(text, role) || strings.Contains(text, role) && strings.Contains(g.Question+g.Answer, role)
	})
}

// saysMost says whether a word of an entry is a good part of a text.
func saysMost(g h5.GuideEntry, text string) bool {
	return slices.ContainsFunc(g.Words, func(w string) bool {
		return strings.Contains(text, w) && 3*utf8.RuneCountInString(w) >= utf8.RuneCountInString(writing.Letters(text))
	})
}

// entry shows an entry of the guide, with the place, the telephone and the hours where
// the question is none of law or of counts: what a text asks of them comes first.
func (v *visit) entry(g h5.GuideEntry, text string) answer {
	v.talk.misses, v.talk.entry = 0, g.Question
	v.talk.offer(v.bot.Now(), "我要申请", "人工")
	view := map[string]any{"Contact": contact{}, "Entry": g, "Office": v.bot.Office, "Link": v.bot.Pages.Guide()}
	switch v.guessed.means.intent {
	case wantSearch, wantPoint, wantContact:
		view["Contact"] = v.contactIn(g, text)
		view["Beside"] = besideEntry(g, text) || eachOne.MatchString(text) && !eachOne.MatchString(g.Question) || joinAsked.MatchString(text) && !joinAsked.MatchString(g.Answer) || whoIs.MatchString(text) && !whoIs.MatchString(g.Question)
	}
	view["Join"] = joinAsked.MatchString(text) && len(v.bot.open()) > 0
	v.talk.lacked = view["Contact"].(contact).Missing
	return v.say("guide", view)
}

// whoIs is a text that asks for somebody by name: 代办员是谁.
var whoIs = form(`(?:是|叫)(?:谁|哪位|哪个人)|谁是|[叫姓](?:什么|啥)`)

// eachOne is a text that asks for each of several by name or place: 代办点都在哪些村.
var eachOne = form(`在哪(?:些|几个?)(?:村|社区|街道|小区|地方|乡镇|点|单位)|都有谁|名单`)

// joinAsked is a text that asks how one joins: 怎么加网格群.
var joinAsked = form(`{to_join}`)

// yesOrNo is a text that asks whether something is so, and beside what it is about: the
// words that only make it a question.
var (
	yesOrNo    = form(`[吗么没不]$|{yes_or_no}`)
	questionly = form(`{yes_or_no}|{lead}|{document}|[吗么没不有能可以的在里门口边上了啊呀呢?？,，]`)
)

// besideEntry says whether a text that names what an entry is about asks of it whether
// something is so that the entry says nothing of: 大厅门口能停车吗. Where the entry's word
// comes last it is what was asked.
func besideEntry(g h5.GuideEntry, text string) bool {
	if !yesOrNo.MatchString(text) || asksContact(text) {
		return false
	}
	rest := text
	for _, w := range g.Words {
		if strings.HasSuffix(strings.TrimRight(text, "吗么没不啊呀?？"), w) {
			return false
		}
		rest = strings.ReplaceAll(rest, w, "")
	}
	return unspoken(g, questionly.ReplaceAllString(rest, " "))
}

// unspoken says whether any of some words has nothing that an entry speaks of.
func unspoken(g h5.GuideEntry, words string) bool {
	whole := g.Question + g.Answer + strings.Join(g.Words, "")
	return slices.ContainsFunc(strings.Fields(words), func(part string) bool {
		runes := []rune(part)
		return len(runes) >= 2 && !holdsPair(whole, runes)
	})
}

// paperBeside says whether a text names a document of something that an entry does not speak
// of, and has only a word in common with it: 收费项目清单 is not what an application costs.
func paperBeside(g h5.GuideEntry, text string) bool {
	if lexicon.Talk.MatchString(text) || !namesPaper.MatchString(text) {
		return false
	}
	rest := namesPaper.ReplaceAllString(text, "")
	for _, w := range g.Words {
		rest = strings.ReplaceAll(rest, w, " ")
	}
	return unspoken(g, rest)
}

// askedBeside says so of an entry that was found by its likeness alone, of which less is
// sure: 国家有文件没 asks of nothing here.
func askedBeside(g h5.GuideEntry, text string) bool {
	return endsAsking.MatchString(text) && besideEntry(g, text)
}

var endsAsking = form(`[吗么没不][?？]*$`)

// holdsPair says whether any two characters that stand together also do so in a text.
func holdsPair(text string, runes []rune) bool {
	for i := range len(runes) - 1 {
		if strings.Contains(text, string(runes[i:i+2])) {
			return true
		}
	}
	return false
}

// How much of a question must stand in an entry of the guide for it to be the
// answer: of one that asks how things are done here, and of one to which nothing
// else was found; and how far the next entry must be behind. Set on the questions of the judged set that the guide answers.
const (
	likeAsked  = 0.1
	likeAtAll  = 0.2
	likeBehind = 1.4
)

// likeEntry is the entry of the guide that has most of a question in it, where
// none of the guide's words is.
func (v *visit) likeEntry(text string, least float64) (best h5.GuideEntry, found bool) {
	most, next := 0.0, 0.0
	if v.bot.Office.Short != "" {
		text = strings.ReplaceAll(text, v.bot.Office.Short, "") // the place is in many entries, and is asked of in none
	}
	service := served(text)
	for _, e := range v.bot.Office.Guide {
		if service != "" && !strings.Contains(e.Question+e.Answer, service) {
			continue // what 低保 costs is not what an application does
		}
		like := v.bot.ear().Likeness(text, e.Question+" "+strings.Join(e.Words, " ")+" "+e.Answer)
		if like > most {
			best, most, next = e, like, most
		} else {
			next = max(next, like)
		}
	}
	return best, most >= least && most >= likeBehind*next
}

// overview lists the questions that the guide answers: the office's own, and how
// applying works.
func (v *visit) overview() answer {
	var offered choices
	for _, g := range v.bot.Office.Guide[:min(5, len(v.bot.Office.Guide))] {
		if len(g.Words) > 0 {
			offered.add(g.Words[0], g.Question)
		}
	}
	for _, q := range []struct{ law, text string }{{"term", "申请以后多久答复"}, {"fee", "申请要不要钱"}, {"papers", "申请要什么材料"}, {"relief", "对答复不服怎么办"}} {
		if len(offered.says) < 9 {
			offered.add("law:"+q.law, q.text)
		}
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("overview", map[string]any{"Lines": offered.lines, "Link": v.bot.Pages.Guide()})
}
