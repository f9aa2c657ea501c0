package wechatbot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// mostLaws is how many clauses of a message are looked at for a question of law each.
const mostLaws = 3

// lawsBeside answers a message that asks two things of the law, and nothing else, one
// after the other: 多少天给答复 算不算周末.
func (v *visit) lawsBeside(text string) (answer, bool) {
	clauses := strings.FieldsFunc(text, func(r rune) bool { return writing.EndsClause(r) || unicode.IsSpace(r) })
	if len(clauses) < 2 || len(clauses) > mostLaws {
		return answer{}, false
	}
	var asked []string
	for _, clause := range clauses {
		law := v.lawAskedIn(clause)
		if law == "" {
			return answer{}, false
		}
		if !slices.Contains(asked, law) {
			asked = append(asked, law)
		}
	}
	if len(asked) != 2 {
		return answer{}, false
	}
	v.inFront = true
	first := v.law(asked[0], "")
	v.inFront = false
	return answer{text: strings.TrimSpace(first.text)}.before(v.law(asked[1], "")), true
}

// lawAskedIn is the matter of law that a clause surely asks of, "" for none.
func (v *visit) lawAskedIn(clause string) string {
	if law := lawNamed(clause); law != "" {
		return law
	}
	w, sure := v.bot.ear().guess(clause)
	if w.means.intent != wantLaw || sure < sureAside || lawWords[w.means.law] == nil || !lawWords[w.means.law].MatchString(clause) {
		return ""
	}
	return w.means.law
}

// lawGoesOn answers a short text that nothing was found for, right behind an answer of how
// applying works, with what it asks of that: 网上能办吗.
func (v *visit) lawGoesOn(text string) (answer, bool) {
	plain := writing.Simple(text)
	if v.talk.said != "law" && !v.ofApplyingTold() || utf8.RuneCountInString(plain) > longestFollow || strings.Contains(plain, "申请") || feeOfOther(plain) {
		return answer{}, false
	}
	plain = doneAs.ReplaceAllString(plain, "申请")
	if !strings.Contains(plain, "申请") {
		plain = "申请公开" + plain
	}
	if takesBack.MatchString(plain) && lexicon.Question.MatchString(plain) {
		v.why.wanted(wantWithdraw)
		return v.withdraw(""), true
	}
	law := lawNamed(plain)
	if w, sure := v.bot.ear().guess(plain); law == "" && w.means.intent == wantLaw && sure >= sureEnough && lawWords[w.means.law] != nil && lawWords[w.means.law].MatchString(text) {
		law = w.means.law
	}
	if law == "" {
		return answer{}, false
	}
	v.why.wanted(wantLaw)
	return v.law(law, ""), true
}

// appliesWhere is a text that asks, behind how applying goes, where that is done: 在哪里办.
var appliesWhere = form(`^(?:{manner}|{around}|{me}|去|到|上|在|该|要|得|能|可以|具体)*(?:{where}|哪里|哪儿|哪个(?:窗口|部门|单位|地方|办公室)|什么(?:地方|部门|单位)|找谁)(?:{around}|{me}|去|能|可以|才能|窗口|办理|办|申请|交|提交|递|弄|填|{softly}|[?？])*$`)

// whereApplied answers that, behind what the law says of applications.
func (v *visit) whereApplied(text string) (answer, bool) {
	if v.talk.said != "law" || !slices.Contains(ofApplications, v.talk.law) || utf8.RuneCountInString(text) > longestFollow || !appliesWhere.MatchString(text) {
		return answer{}, false
	}
	return v.law("channel", ""), true
}

// dayAsked is a text that asks why a term ends on its day: 为啥是那天, 怎么算出来的.
var dayAsked = form(`^(?:{manner}|{me}|那|这|它|,)*(?:{why}|为何|凭什么)*(?:是|算|定|要|得)*(?:在|到)?(?:那天|这天|那一天|这一天|那个日子|这个日子|这么久|这么多天)(?:到期|截止|{softly}|[?？])*$|^(?:{manner}|那|这|个|这个|,)*(?:日子|期限|天数|到期日?|时间)?(?:是|都)?(?:怎么|咋|如何)(?:算|数|定)(?:出来)?的?(?:{softly}|[?？])*$`)

// termEntry is the question of an entry of the guide on the term of a reply.
var termEntry = form(`{how_long}`)

// whyThatDay answers that, right behind a term or a request, with how the days are counted.
func (v *visit) whyThatDay(text string) (answer, bool) {
	ofTerm := v.talk.said == "own" || v.talk.said == "progress" || v.talk.said == "apply_done" || v.talk.said == "law" && (v.talk.law == "term" || v.talk.law == "days") ||
		v.ofApplyingTold() && termEntry.MatchString(v.talk.entry)
	if !ofTerm || !dayAsked.MatchString(writing.Simple(text)) {
		return answer{}, false
	}
	v.why.wanted(wantLaw)
	return v.law("days", ""), true
}

// takesBack is a text that speaks of taking an application back.
var takesBack = form(`撤|收回`)

// reviewAsked is a text that only asks where one turns, right behind what the law says of
// relief: 那找谁.
var reviewAsked = form(`^(?:那|我|我们|该|要|应该|得|可以|具体|是|,)*{relief_where}(?:{softly}|申请|提出|提|去|才对|才行|办|复议|[呢啊呀?？])*$`)

// reviewGoesOn answers who asks that, so short that it could mean anything.
func (v *visit) reviewGoesOn(text string) (answer, bool) {
	if v.talk.said != "law" || !slices.Contains(ofReviews, v.talk.law) || !reviewAsked.MatchString(text) {
		return answer{}, false
	}
	return v.law("relief", "复议"+text), true
}

// doneAs are the words for applying of who has just been told how.
var doneAs = form(`办理|办|弄|交|搞|提`)

// ofApplyingTold says whether the last answer told of an entry of the guide that is of
// applications.
func (v *visit) ofApplyingTold() bool {
	g, told := v.entryTold()
	return told && ofApplying.MatchString(g.Question+g.Source)
}
