package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// englishLead is what stands before what is applied for or written in English.
var englishLead = form(`(?i)^(?:(?:hello|hi|dear|please|i|we|i'd|would|want|wish|need|like|to|am|are|can|how|do|[\s,.!])+)?(?:apply(?:ing)?|request(?:ing)?|complain(?:ing)?|suggest(?:ing)?|consult(?:ing)?)(?:\s+(?:for|about|of|that|on))*\s+`)

// inEnglishAsWritten is what she writes in English for the record: what stands behind the
// words that apply for it, or all of it.
func (v *visit) inEnglishAsWritten() string {
	text := strings.TrimSpace(writing.Visible(v.raw))
	if rest := englishLead.ReplaceAllString(text, ""); len(rest) >= len("land") {
		return rest
	}
	return text
}

// partlyEnglish answers a text in characters with English words among them as if these were
// Chinese. What is applied for or written stays as it was typed.
func (v *visit) partlyEnglish(m meaning) (answer, bool) {
	if m.intent != wantSearch || v.english || recorded.MatchString(m.text) {
		return answer{}, false
	}
	chinese, read := lexicon.EnglishAmong(m.text)
	if !read {
		return answer{}, false
	}
	return v.act(v.bot.recognise(chinese)), true
}

// recorded is a text that may become a record of the office, in its writer's own words.
var recorded = form(`申请|{complain}|{consult}`)

// inEnglish answers a text in English as the Chinese words that it stands for, and says
// before in which language it answers and what it understood. What she applies for or
// writes stays in her own words.
func (v *visit) inEnglish(m meaning) (answer, bool) {
	if m.intent != wantSearch || v.english {
		return answer{}, false
	}
	chinese, read := lexicon.English(m.text)
	if applies, of := v.appliesInEnglish(); applies {
		chinese, read = "申请公开"+of, true
	}
	if !read {
		return answer{}, false
	}
	v.english = true
	a := v.act(v.bot.recognise(chinese))
	if a.text != "" {
		a.text = v.bot.say("english", strings.Join(strings.Fields(chinese), " ")).text + "\n" + a.text
	}
	return a, true
}

// Who applies in English says so, and names information that an office keeps: not a person who
// asks for a passport, a job or somebody to talk to.
var (
	wantsRecords   = form(`(?i)^(?:(?:hello|hi|dear|sir|madam|please|[\s,.!])+)?(?:(?:i|we)(?:\s+am|\s+are|'d|’d|'m)?\s+)?(?:(?:would|want|wish|need|like|to|hereby)\s+)*(?:apply(?:ing)?\s+for|request(?:ing)?|(?:file|submit)\s+an?\s+request\s+for)\s+(?:(?:access|to|the|an?|all|some|disclosure|publication|copy|copies|of)\s+)*(.+)$`)
	informationIn  = form(`(?i)\b(?:19|20)\d\d\b|\b(?:budgets?|accounts?|contracts?|documents?|records?|reports?|information|info|data|minutes|statistics|spending|expenditures?|audits?|assessments?|regulations?|policy|policies|procurement)\b`)
	noInformation  = form(`(?i)^(?:\w+\s+){0,2}(?:jobs?|positions?|visas?|passports?|permits?|licen[cs]es?|certificates?|loans?|refunds?|help|human|person|status|meeting|interview)\b`)
	anyInformation = form(`(?i)^(?:(?:government|public|some|your|the|official)\s+)*(?:information|info|records?|documents?|data)(?:\s+disclosure)?[\s.!]*$`)
)

// appliesInEnglish says whether a text applies so, and for what; "" where it does not say for what.
func (v *visit) appliesInEnglish() (applies bool, of string) {
	m := wantsRecords.FindStringSubmatch(strings.TrimSpace(writing.Visible(v.raw)))
	if m == nil || !informationIn.MatchString(m[1]) || noInformation.MatchString(m[1]) {
		return false, ""
	}
	if anyInformation.MatchString(m[1]) {
		return true, ""
	}
	return true, m[1]
}
