package wechatbot

import "strings"

// Texts that put right what was said or understood before: 不是这个，我要的是津贴补贴；不是教育局，
// 是财政局；不要国务院的，要兴庆区的.
var (
	corrects  = form(`^(?:{these}|[,、\s])*(?:{not_it}|{denied})?(?:{these}|[了啊呀,、\s])*{meant}[:,\s]*(.{1,20})$`)
	otherThat = form(`^(?:不是|不要|别要|除了).{1,14}?[,\s]+我?(?:而是|应该是|是|只要|就要|要看|要找|想看|想要|要|看|找)(.{1,14})$`)
	thatIsNot = form(`^.{1,10}?{not_it}[了啊呀]?[,\s]+(?:{meant}|我?(?:要看|要找|想看|想要|要|看|找))[:,\s]*(.{1,20})$`)
)

// corrected is a text without the words that only say that something else was meant,
// where it goes on from what is in hand, or was looked for in vain.
func (v *visit) corrected(m meaning) (_ meaning, corrected bool) {
	_, held := v.figureHeld()
	if m.intent != wantSearch || !held && !v.foundHeld() && !v.foundNothing() && !spokeOfCount[v.talk.said] {
		return m, false
	}
	for _, form := range []interface{ FindStringSubmatch(string) []string }{corrects, otherThat, thatIsNot} {
		found := form.FindStringSubmatch(simple(m.text))
		if found == nil {
			continue
		}
		rest := asTyped(m.text, found[1])
		if !strings.HasSuffix(rest, "呢") && (held || v.foundHeld() || spokeOfCount[v.talk.said]) {
			rest += "呢" // it asks for what is different
		}
		m.text = rest
		return m, true
	}
	return m, false
}

// soughtAgain looks once more for what was not found, where a correction names only a
// part of it: 我要的是名单.
func (v *visit) soughtAgain(text string, corrected bool) (answer, bool) {
	part := strings.TrimRight(simple(text), "呢的")
	if !corrected || part == "" || !v.foundNothing() || !strings.Contains(simple(v.talk.asked), part) {
		return answer{}, false
	}
	return v.search(v.talk.asked), true
}
