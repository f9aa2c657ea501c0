package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// A concern is what a citizen asks of a request or a case of her own: 还剩几天. It
// is answered from that, and not from the law in general.
type concern string

// The concerns. Those of relief stand apart, for who asks by when does not want to
// read all of it.
const (
	ofTerm        concern = "term"
	ofHaste       concern = "haste"
	ofHandler     concern = "handler"
	ofHolder      concern = "holder" // the organ that has the information
	ofThirdParty  concern = "third_party"
	ofExtension   concern = "extension"
	ofReason      concern = "reason"
	ofRelief      concern = "relief"
	ofDiscontent  concern = "discontent" // what is done who is not content with what comes of it
	ofReliefTime  concern = "relief_time"
	ofReliefWhere concern = "relief_where"
	ofSuit        concern = "suit"
	ofReliefWords concern = "relief_write"
	ofSupplement  concern = "supplement"
	ofRestoring   concern = "restore"
	ofEnclosure   concern = "enclosure"
	ofChange      concern = "change"
	ofReply       concern = "reply"   // what was answered
	ofArrival     concern = "arrival" // whether it has arrived, and how far it is
	ofCode        concern = "code"    // its number, and the code that is asked for with it
	ofReasons     concern = "reasons" // the reasons that the office asked for
	ofNews        concern = "news"    // what she was told last, whatever that is
)

// How each concern is said; the first that fits is taken.
var askings = []struct {
	of   concern
	says *pattern.Pattern
}{
	{ofDiscontent, form(`^(?:{manner}|{me}|那|要是|如果|万一|对|处理|结果|答复|回复|还|还是|的|[,，\s])*(?:不满意|不认可|不接受)(?:的话|了|结果|答复|[,，\s])*(?:怎么办|咋办|怎么弄|咋整|咋弄|该怎么办|可以怎么办|能怎么办)[呢啊呀?？]*$`)},
	{ofReliefWords, form(`{relief}.*{relief_write}|{relief_write}.*{relief}`)},
	{ofReliefWhere, form(`{relief}.*{relief_where}|{relief_where}.*{relief}`)},
	{ofReliefTime, form(`{relief}.*{relief_time}|{relief_time}.*{relief}|^(?:要|得)?{relief_time}(?:之|以)?内`)},
	{ofSuit, form(`起诉|诉讼|打官司|告你们|(?:直接|能不能|可以|可不可以)*(?:去|找|上|到)法院(?:告|起诉)*(?:行不行|行吗|可以吗|可不可以|能不能)`)},
	{ofRelief, form(`(?:给|发|公开|答复)(?:我们?)?的(?:东西|材料|信息)?(?:不全|不完整|少了|漏了|不对|不是我要的)|{relief}|^(?:那|这|这下|现在)*(?:我|我们)?(?:该|应该|还能|能|现在)*(?:咋办|怎么办)[呢啊呀?？]*$`)},
	{ofThirdParty, form(`{third_party}`)},
	{ofExtension, form(`{extension}`)},
	{ofEnclosure, form(`{enclosure}`)},
	{ofRestoring, form(`{restore}`)},
	{ofReason, form(`{why_asked}.*{deny}|{deny}.*{why_asked}|^(?:答复)?的?{why_asked}(?:是|呢|在)`)},
	{ofSupplement, form(`{supply_what}`)},
	{ofHaste, form(`{hurry}`)},
	{ofHaste, slow},
	{ofChange, form(`{of_mine}.*{altered}|{altered}.*{of_mine}`)},
	{ofHandler, form(`{who_asked}[在来给]?{handle}|{handler}|(?:到|在|转到?)(?:谁|哪个部门|哪个单位|哪家)(?:手里|手上|那里|那儿|那)了?|(?:到|转到?)(?:谁|哪个部门|哪个单位|哪家)了`)},
	{ofHolder, form(`{holder}`)},
	{ofTerm, form(`{left}{when_asked}|{latest}.*{when_asked}|{when_asked}.*{to_get}|{latest}|{when_asked}(?:能|会|才|可以)*有人(?:来|去)?(?:管|处理|修|理|办|看|问)|(?:都|快|已经)*[一二两三四五六七八九十0-9]+(?:个多?月|个?多?星期|周|天)了|(?:还不|还没有?|没有?|都不|都没){to_get}|(?:是不是)?(?:已经|早就?)?(?:超时|超期|过期|逾期)(?:了|吧|没有?|吗|[?？])*$|拖了?(?:多久|几天|这么久|好久)|(?:还没|还没有)(?:好|弄好|办好|办完|弄完)|(?:好|弄好|办好|办完|弄完)了(?:没有?|吗)|在办(?:吗|没有?|呢)|(?:从)?{when_asked}(?:开始)?(?:算起?|起算|计算)`)},
}

var (
	slow      = form(`(?:怎么|咋)?(?:这么|那么|太|真)慢|慢死了|拖拖拉拉`) // of what is not hers it asks for nothing
	ownFiller = form(`{own_filler}|{left}|{latest}|{when_asked}|{to_get}|{relief}|{of_mine}|{why_asked}|新|[0-9一二两三四五六七八九十]+|[,.?，。？！!\s]`)
	generally = form(`{generally}`)
	notWanted = form(`{not_wanted}`)
)

// mostBeside is how many characters a text that asks of a matter at hand may have
// beside the words for it. With more it speaks of something else: 路灯的合同什么时候给.
const mostBeside = 1

// concernIn is what a text asks of a matter of the citizen's, if it asks of nothing
// else.
func concernIn(text string) (concern, bool) {
	if generally.MatchString(text) {
		return "", false
	}
	for _, s := range askings {
		if !s.says.MatchString(text) {
			continue
		}
		rest := ownFiller.ReplaceAllString(s.says.ReplaceAllString(text, ""), "")
		return s.of, utf8.RuneCountInString(rest) <= mostBeside
	}
	return "", false
}

// restOf counts the characters of a text that speak of nothing at hand.
func restOf(text string) int { return utf8.RuneCountInString(ownFiller.ReplaceAllString(text, "")) }

// ofLaw is the concern of who was taken to ask what the law says.
func (m meaning) ofLaw(text string) (concern, bool) {
	if m.intent != wantLaw || m.sure < sureMeant || generally.MatchString(text) || restOf(text) > 4*mostBeside {
		return "", false
	}
	c, known := map[string]concern{"term": ofTerm, "relief": ofRelief}[m.law]
	return c, known
}

// concerned answers what a citizen asks of a request or a case of her own, where she
// has one to which the question fits; of several that of which was spoken last, or
// she is asked which.
func (v *visit) concerned(m meaning, text string) (answer, bool) {
	switch m.intent {
	case wantMoney, wantNumber, wantProgress, wantCase, wantApply, wantWithdraw, wantRate, wantSubscribe, wantUnsubscribe:
		return answer{}, false
	}
	c, asks := v.concernOf(m, text)
	if !asks {
		return answer{}, false
	}
	if slices.Contains([]concern{ofTerm, ofHaste, ofHandler, ofChange}, c) && v.writesNow() {
		return answer{}, false // of what is being written
	}
	all, err := v.atHand(c)
	if err == nil && len(all) == 0 && c == ofHolder { // nobody knows yet who has it
		c = ofHandler
		all, err = v.atHand(c)
	}
	if err != nil {
		return v.failed(err), true
	}
	meant := v.spokenOf()
	if nthNamed.MatchString(text) {
		meant = v.nthOwn(text)
	}
	if at := slices.IndexFunc(all, func(o matterAtHand) bool { return o.id == meant }); at >= 0 {
		all = all[at : at+1]
	}
	switch {
	case len(all) == 0 && c == ofHaste && m.intent != wantLetter && !slow.MatchString(text):
		return v.law("haste", text), true
	case len(all) == 0:
		return answer{}, false
	case len(all) == 1:
		return v.answersFor(c, all[0]), true
	}
	return v.which(c, all), true
}

// concernOf is what a text asks of a matter at hand, by its words or as a question of
// the law. What only names something is looked for.
func (v *visit) concernOf(m meaning, text string) (c concern, asks bool) {
	if v.spokenOf() == "" && !lexicon.Talk.MatchString(text) {
		return "", false
	}
	if c, asks = concernIn(text); !asks {
		c, asks = m.ofLaw(text)
	}
	return c, asks && !(c == ofTerm && m.intent == wantMine)
}

// which asks of which matter a concern is.
func (v *visit) which(c concern, all []matterAtHand) answer {
	var offered choices
	for _, o := range all[:min(9, len(all))] {
		offered.add("own:"+string(c)+":"+o.id, o.id+" "+o.what())
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("own_which", offered.lines)
}

// writesNow says whether an application or a letter is being filled in.
func (v *visit) writesNow() bool {
	u := v.begun()
	return u.busy && v.lately(u.draft.Saved) || u.writing && v.fresh(u.letter)
}

// concernView is what the template of a concern shows.
type concernView struct {
	progressView
	Concern    concern
	Organ      string
	Phone      string // of the office
	Article    string // that the reply rests on
	Extended   int    // working days
	Extension  disclosure.Event
	Consulted  bool             // a third party was asked
	Correction disclosure.Event // what is to be supplemented
	Rules      disclosure.Rules
	Remedies   []disclosure.Remedy
	Suit       disclosure.Remedy
}

// answersFor answers a concern of one matter.
func (v *visit) answersFor(c concern, o matterAtHand) answer {
	v.talk.misses = 0
	switch {
	case c == ofCode:
		return v.mineAfter("lost")
	case (c == ofReply || c == ofArrival) && o.ofCase:
		return v.say("case_progress", v.caseView(o.kase))
	case c == ofReply, c == ofArrival:
		return v.say("progress", v.view(o.request))
	case o.ofCase:
		return v.say("own_case", map[string]any{"Case": v.caseView(o.kase), "Concern": string(c), "Office": v.bot.Office})
	}
	if c == ofDiscontent {
		c = ofRelief
	}
	r := o.request
	view := concernView{progressView: v.view(r), Concern: c, Organ: r.Organ, Phone: v.bot.Office.Phone, Rules: disclosure.RulesOn(v.today)}
	if received := r.Received(); !received.IsZero() {
		view.Rules = disclosure.RulesOn(received)
	}
	view.read(r.Events)
	if view.Reply != nil {
		view.Article = view.Reply.Article(r.Received())
		view.Remedies, _ = r.Remedies(v.bot.Desk.Calendar()) // none before she was told: the words of the reply then
		if n := len(view.Remedies); n > 0 {
			view.Suit = view.Remedies[n-1]
		}
	}
	return v.say("own", view)
}

// read takes what happened to a request.
func (view *concernView) read(events []disclosure.Event) {
	for _, e := range events {
		switch e.Kind {
		case disclosure.KindExtended:
			view.Extension, view.Extended = e, view.Extended+e.Days
		case disclosure.KindThirdPartyConsulted:
			view.Consulted = true
		case disclosure.KindCorrectionAsked:
			view.Correction = e
		}
	}
}

// ownOf answers a concern about a matter that was chosen from a list.
func (v *visit) ownOf(rest string) (answer, bool) {
	c, id, _ := strings.Cut(rest, ":")
	all, err := v.atHand(concern(c))
	if at := slices.IndexFunc(all, func(o matterAtHand) bool { return o.id == id }); err == nil && at >= 0 {
		return v.answersFor(concern(c), all[at]), true
	}
	return v.say("expired", nil), true
}
