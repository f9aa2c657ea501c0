package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A service is what others do for people, of which nothing is public here: 低保怎么办. What is
// asked next without naming it, as 要什么材料, is asked of it, and not of an application for
// information.

var (
	// serviceBefore and serviceBehind are what a text says around the name of a service.
	serviceBefore = form(`^(?:` + serviceAround + `)+`)
	serviceBehind = form(`(?:` + serviceAround + `|条件|流程)+$`)

	// ofBenefit is a text that names something that people get from an office.
	ofBenefit = form(`{benefit}`)

	// serviceAsked are what may be asked of a service; the first that fits is taken.
	serviceAsked = []serviceQuestion{
		{"agent", "能不能请别人代办", form(`{kin_any}|{kin}|代办|代领|代申请|代交|[代替帮][我他她]|委托`)},
		{"online", "能不能在网上办", form(`{online}`)},
		{"afar", "能不能异地办", form(`{away_now}`)},
		{"papers", "要什么材料", form(`{service_papers}`)},
		{"fee", "要不要钱", form(`收费|要钱|要多少钱|收钱|花钱|交钱|费用|免费|收不收`)},
		{"amount", "是多少钱", form(`多少(?:钱|块|元)|几块钱?|(?:领|拿|发|补|给)多少`)},
		{"term", "要多久", form(`{how_long}`)},
		{"times", "要跑几趟", form(`跑?几[趟次回]`)},
		{"where", "在哪里办", form(`(?:去|到|上|找|在|归)?(?:哪个|什么)(?:窗口|部门|单位|地方|局)|{where}|去哪里?|到哪里?|上哪里?|找谁|归?谁来?管`)},
		{"who", "谁可以办、要什么条件", form(`条件|资格|符合|谁能|谁可以|(?:能|可以)(?:申请|办|领)[吗么不]`)},
	}

	// serviceFiller are the words of such a question that say nothing by themselves.
	serviceFiller = form(`{service_filler}|{away_now}|{to_do}|{how_to}|{may_i}`)
)

// A serviceQuestion is what may be asked of a service, how an answer says it, and its words.
type serviceQuestion struct {
	about, says string
	form        *pattern.Pattern
}

// serviceAround is what a text says around the name of a service that it asks after.
const serviceAround = `{how_to}|{to_do}|{what_needed}|{service_filler}|{is_there}|{what}|{lead}|{manner}|{me}|{softly}|{where}|{how_long}|{service_papers}|[的了吗呢啊呀?？,，\s]`

// longestName is how many characters the name of a service has that is told whole.
const longestName = 6

// longestService is how many characters a question of a service has that does not name it.
const longestService = 18

// serviceIn is the service that a text asks after, "" for none: it asks how something is
// done, or names what people get, and no document.
func serviceIn(text string) string {
	plain := writing.Simple(text)
	if ofDisclosure.MatchString(plain) || !asksHow(plain) && (served(plain) == "" && !ofBenefit.MatchString(plain) || namesFile.MatchString(plain)) {
		return ""
	}
	core := strings.TrimSuffix(writing.Letters(serviceBehind.ReplaceAllString(serviceBefore.ReplaceAllString(plain, ""), "")), "断") // 医保断缴了咋补
	if named := served(plain); named != "" && utf8.RuneCountInString(core) > longestName {
		return named // 我妈今年60了养老金咋领
	}
	if utf8.RuneCountInString(core) < 2 || utf8.RuneCountInString(core) > longestCurse {
		return ""
	}
	return core
}

// askedOfService answers what is asked of the service that was looked for in vain just now;
// whether something can be done from afar, where none was named, is answered of what is done
// here.
func (v *visit) askedOfService(m meaning, text string) (answer, bool) {
	behind := strings.HasPrefix(v.talk.said, "missing") || v.talk.said == "service" || v.talk.said == "elsewhere"
	afar := m.intent != wantLetter && farAway.MatchString(text)
	if !behind && !afar || utf8.RuneCountInString(text) > longestService || ofDisclosure.MatchString(text) || namesService(text) {
		return answer{}, false
	}
	i := slices.IndexFunc(serviceAsked, func(a serviceQuestion) bool {
		return a.form.MatchString(text) && weight(serviceFiller.ReplaceAllString(a.form.ReplaceAllString(text, " "), " ")) <= 1
	})
	switch {
	case i < 0:
		return answer{}, false
	case behind && v.talk.service != "":
		return v.saysNothingOf(v.talk.service, serviceAsked[i].about, serviceAsked[i].says), true
	case !afar, v.talk.said == "law" && !away.MatchString(text):
		return answer{}, false
	case v.talk.said == "law" || strings.Contains(text, "申请"):
		v.why.wanted(wantLaw)
		return v.law("person", ""), true
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "我要申请", "人工")
	return v.say("service_which", map[string]any{"Applies": v.takesApplications()}), true
}

// namesService says whether a text names what others do itself.
func namesService(text string) bool {
	return served(text) != "" || elsewhereThing.MatchString(text) || ofBenefit.MatchString(text)
}

// farAway is a text that asks whether something can be done by who is not there, away one
// that says that she is not.
var (
	farAway = form(`^(?:{manner}|{me}|{may_i}|{away_now}|人|现在|能|可以|[,，\s])*(?:{online}|{away_now})(?:{may_i}|{me}|{online}|能|可以|直接|也|[,，\s])*(?:办|申请|弄)(?:理|公开|信息|下来|{may_i}|{softly}|[吗么不呢?？])*$`)
	away    = form(`{away_now}`)
)

// saysNothingOf says that nothing public here tells what was asked of a service, and offers
// to hand on the whole question.
func (v *visit) saysNothingOf(service, about, says string) answer {
	v.why.wanted(wantSearch)
	whole := service + "怎么办，" + says
	v.unanswered(whole)
	e := v.offerElse(whole, nil)
	return v.say("service", map[string]any{"Service": service, "About": about, "Says": says, "Else": e, "Write": v.bot.Cases != nil, "Kind": v.kindOf(whole).Chinese(), "Office": v.bot.Office})
}
