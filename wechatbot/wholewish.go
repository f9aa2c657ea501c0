package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// What is applied for may be told in pieces: 2021年, 兴庆区教育局, 幼儿园补贴名单. When and where alone
// are the frame of what is wanted, and no wish yet: what is told next is put behind them.
var (
	frameThing = form(`(?:的|有关|相关|所有|全部|那些)*(?:资料|材料|信息|文件|东西|内容|情况)$`)
	framePlace = form(`^(?:{manner}|{me}|关于|在|[,，\s])*(?:\p{Han}{1,8}?(?:[省市县镇乡村]|[^小学景片园]区|街道|社区|[^邮]局|[^编]办|办公室|政府))*的?$`)
)

// onlyFrame says whether a text names nothing but a time and a place.
func (v *visit) onlyFrame(text string) bool {
	if utf8.RuneCountInString(text) > longestFrame || len(civil.YearsIn(text, v.today)) == 0 {
		return false
	}
	return framePlace.MatchString(frameThing.ReplaceAllString(strings.TrimPrefix(strings.TrimSpace(v.withoutYears(text)), "年"), ""))
}

// bodyOfYear says whether a subject names nothing but a time and a body: 2021年兴庆区教育局幼儿园.
func (v *visit) bodyOfYear(subject string) bool {
	return len(civil.YearsIn(subject, v.today)) > 0 && application.IsBody(subject) && !lexicon.Papers.MatchString(subject)
}

// longestFrame is how many characters such a text has at most.
const longestFrame = 24

// wholeWish is what is asked for with the frame that was told before it, where it has none of its own.
func (v *visit) wholeWish(d disclosure.Draft, text string) string {
	if d.Step != application.StepSubject || !v.onlyFrame(d.Subject) && !v.bodyOfYear(d.Subject) || len(civil.YearsIn(text, v.today)) > 0 {
		return text
	}
	if lexicon.Question.MatchString(text) || lexicon.Talk.MatchString(text) || leaves.MatchString(text) || v.rude(text) || application.Unchanged.MatchString(text) || application.Read(text).Personal() || utf8.RuneCountInString(text) < 2 {
		return text
	}
	if frame := frameThing.ReplaceAllString(d.Subject, ""); frame != "" {
		return frame + text
	}
	return text
}

// asksMore asks what is wanted of what was told of it so far, and of what is told next; joined says
// that the text is more than was told now.
func (v *visit) asksMore(d disclosure.Draft, text string, joined bool) answer {
	d.Step = application.StepSubject
	switch {
	case joined, v.onlyFrame(text):
		d.Subject = text
	case d.Subject == "" && v.namesThing(text):
		d.Subject = v.written(text)
	}
	return v.save(d, "subject")
}
