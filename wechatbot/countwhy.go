package wechatbot

// whyCounted is a text that asks behind a count why it is so: 为什么街道多, 怎么才两件; notGiven one
// that asks why something is not made public.
var (
	whyCounted = form(`^{around}*{reason_of}[^,，。]{0,8}?(?:{changed}|(?:才|只有|就|光)[^,，。]{1,5})(?:{around}|{softly}|[?？])*$|^{around}*{reason_of}(?:{around}|{softly}|[?？])*$`)
	notGiven   = form(`不公开|不给|不予|没公开|申请|怎么办|咋办`)
)

// averaged is a text that asks behind a count for the mean of each: 平均每个街道多少.
var averaged = form(`^(?:{around}|{counted_word})*(?:平均|人均|均摊)(?:{around}|{counted_word}|下来|到|每一?[个家天月]|单位|部门|街道|乡镇|乡|镇|公开|发布?)*(?:多少|几)?(?:{around}|{counted_word}|{softly}|[?？])*$|^{around}*每一?[个家](?:单位|部门|街道|乡镇|局)?(?:平均)?(?:{around}|{counted_word}|公开|发布?|是)*(?:多少|几)[条件篇]?(?:{softly}|[?？])*$`)

// countUnexplained says that what counts tells no reason, and offers to hand the question on.
func (v *visit) countUnexplained(text string) answer {
	of := ""
	for i, told := range v.countsLately() {
		if i == 0 && v.talk.said != "jointly" || holdsPair(told.Item, []rune(text)) {
			of = told.name()
			break
		}
	}
	v.talk.misses = 0
	v.unanswered(text)
	asked := text
	if of != "" {
		asked = of + "，" + text
	}
	return v.say("countwhy", map[string]any{"Of": of, "Else": v.offerElse(asked, nil), "Write": v.bot.Cases != nil, "Kind": v.kindOf(text).Chinese()})
}
