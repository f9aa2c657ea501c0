package wechatbot

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
)

// How sure the recogniser must be before its guess is acted on.
const (
	sureEnough = 0.4  // to answer so
	sureLetter = 0.45 // to show the words back as a letter
	sureAside  = 0.8  // to take a text for no answer to what was asked, where any words would be one
	sureBeside = 0.5  // and where a name or a telephone number is
	sureMaybe  = 0.2  // where nothing public was found either
)

// heard is what a text most likely asks for that does not say so word for word.
// Where that is not sure enough it is looked for.
func (v *visit) heard(m meaning) meaning {
	if m.intent != wantSearch || m.text == "" || quoted.MatchString(m.text) {
		return m
	}
	plain := simple(m.text)
	w, sure := v.bot.ear().guess(plain)
	v.guessed, v.sure = w, sure
	guess := w.of(m)
	guess.sure = sure
	if kind, words, writes := letterIn(plain); writes && (guess.intent == wantLetter || words != "" && sure < sureAside) {
		guess.intent, guess.kind, guess.subject = wantLetter, kind, asTyped(m.text, words)
		return guess
	}
	if guess.intent == wantLetter && utf8.RuneCountInString(plain) <= longestCurse && v.rude(plain) {
		guess.intent = wantChat
	}
	if sure < 1 && guess.intent != wantMoney && keywords(plain) {
		return m
	}
	v.maybe = guess
	if sure < sureEnough || guess.intent == wantLetter && sure < sureLetter || v.isTitle(guess) {
		return m
	}
	return guess.detailed()
}

// longestCurse is how many characters a text has that only abuses.
const longestCurse = 10

// quoted is a text that names a document.
var quoted = regexp.MustCompile(`《.+》|[〔\[(【][12]\d{3}[〕\])】]\s*\d+\s*号`)

// keywords says whether a text only names things, as people type into a search:
// 停水 2022, 身份证.
func keywords(text string) bool {
	return !talking.MatchString(text) && (strings.Contains(text, " ") || utf8.RuneCountInString(text) <= 4)
}

// talking are characters of which one is in most of what is said, and not just named.
var talking = regexp.MustCompile(`[我你您他她俺咱吗呢啊呀吧嘛么怎咋哪谁啥多几要想能会请给把被了不没别有在是找查看转退订投诉举报咨询谢好]`)

// isTitle says whether a text is the title of a record: that goes before a guess
// of which there is some doubt.
func (v *visit) isTitle(m meaning) bool {
	if m.sure >= sureAside || m.intent == wantSearch || m.intent == wantMoney {
		return false
	}
	_, found := v.titled(m.text)
	return found
}

// detailed adds what a meaning is about.
func (m meaning) detailed() meaning {
	switch m.intent {
	case wantApply:
		m.subject = wished(m.text)
	case wantLetter:
		if m.subject = grievance(m.text); m.subject == "" && saidAtAll(simple(m.text)) > 1 {
			m.intent = wantSearch // 残疾人 says what it is about, and nothing to write
		}
	case wantSupplement:
		m.text = ""
	}
	if m.intent == wantLetter && m.kind == cases.Consultation && m.subject != "" {
		m.intent = wantSearch // what is public may answer it
	}
	return m
}

// onTheWay is what a text asks for that is no answer to the step of an
// application that is waited for, but a question of its own.
func (v *visit) onTheWay(m meaning, step string) meaning {
	if m.intent != wantSearch {
		return m
	}
	w, sure := v.bot.ear().guess(simple(m.text))
	free := step == stepSubject || step == stepPublic // takes any words
	switch w.means.intent {
	case wantHelp, wantPerson, wantLaw, wantContact:
		if sure >= sureAside || sure >= sureBeside && (step == stepName || step == stepContact || step == stepPhone) {
			return w.of(m)
		}
	case wantMine, wantWithdraw:
		if sure >= sureAside {
			return w.of(m)
		}
	case wantMoney, wantCancel, wantBack:
		if sure >= sureAside && !free {
			return w.of(m)
		}
	}
	return m
}

// Words around what somebody applies for.
var (
	wishes = regexp.MustCompile(`^.{0,16}?(?:申请公开|申请获取|申请查阅|申请查看|申请提供|申请看|请求公开|请求提供|要求公开|公开申请|申请信息公开|依申请公开|申请)(?:政府)?(?:信息)?(?:公开)?[:,.，：、\s]*(?:一下|一份|关于)?(.{4,})$|^(?:我|俺|咱|本人)?(?:要|想要|想看|要看|想查|要求看|想拿)(?:一份|看|查|调|拿)?(.{4,})$`)
	filler = regexp.MustCompile(`信息公开|政府信息|信息|公开|申请|一个|一份|一下|资料|材料|文件|东西|内容|[我要想的个份些吗呢吧啊呀了哦,.?？，。！\s]`)
)

// wished is what a text applies for, "" where it does not say.
func wished(text string) string {
	found := wishes.FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	subject := found[1] + found[2]
	if utf8.RuneCountInString(filler.ReplaceAllString(subject, "")) < 4 {
		return ""
	}
	return subject
}

// announced are the words of a text that only says that it wants to write.
var announced = regexp.MustCompile(`投诉|举报|反映|反应|控告|咨询|请教|打听|问题|情况|事情|意见|建议|怎么|如何|哪里|哪儿|在哪|可以|渠道|途径|方式|电话|一下|一件|一个|工作人员|你们|我们|单位|部门|想问|问问|什么|[我俺要想能会有个点下事找谁向跟对把给人的吗呢吧啊呀了嘛,.?？，。！\s]`)

// saidAtAll counts the characters of a text that are not about writing.
func saidAtAll(text string) int {
	return utf8.RuneCountInString(announced.ReplaceAllString(text, ""))
}

// grievance is what a text has to say, "" where it only says that it wants to
// write.
func grievance(text string) string {
	if saidAtAll(simple(text)) < shortestLetter {
		return ""
	}
	return text
}

// writing is a text that begins as a letter does, and what it says.
var (
	complains = regexp.MustCompile(`(?s)^(?:我|俺|本人)?(?:要|想|想要|得|必须)?(?:实名)?(?:投诉|举报|反映|反应|控告|检举)(?:一下|下|一个|个)?(?:问题|情况|事情)?[:,.、\s]*(.*)$`)
	consults  = regexp.MustCompile(`(?s)^(?:我|俺)?(?:要|想|想要|需要)?(?:向|跟|和|找)?(?:你们|您们?|你|工作人员)?(?:咨询|请教)(?:一下|下|一个|个|点|件)?(?:问题|情况|事情|事)?[:,.、\s]*(.*)$`)
)

// letterIn reads a text that begins with 投诉 or 咨询. The words are empty where
// there are too few of them to be a letter.
func letterIn(text string) (kind cases.Kind, words string, found bool) {
	for _, form := range []struct {
		kind cases.Kind
		form *regexp.Regexp
	}{{cases.Complaint, complains}, {cases.Consultation, consults}} {
		if m := form.form.FindStringSubmatch(text); m != nil {
			if saidAtAll(m[1]) < 3 {
				return form.kind, "", true
			}
			return form.kind, m[1], true
		}
	}
	if before := strings.TrimSuffix(strings.TrimSuffix(text, "举报"), "投诉"); before != text && grievance(before) != "" {
		return cases.Complaint, text, true // 噪音扰民投诉
	}
	return "", "", false
}

// kindOf is the kind of letter that an unanswered question makes.
func (v *visit) kindOf(text string) cases.Kind {
	w, sure := v.bot.ear().guess(text)
	switch {
	case w.means.intent != wantLetter, sure < sureMaybe, w.means.kind == cases.Consultation && sure < sureLetter:
		return cases.Question
	}
	return w.means.kind
}
