package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is said right behind an answer on applications: what else is to be changed in the one that
// was handed in (改成民族北街12号, 再加一份监理合同), that the one that was withdrawn is wanted after all,
// and what is applied for, behind how that is done.
var (
	mendsOn   = form(`^(?:{manner}|{me}|就|的|[,，\s])*(?:改成|改为|换成|改到|更正为|应该是|新的?(?:地址|电话|号码|邮箱|名字)?是|寄到|发到|是)[,，:\s]*[^?？]{2,60}$`)
	afterAll  = form(`^(?:{manner}|{me}|改主意了|改变主意了|想了想|后悔了|不对|[,，。\s])*(?:还是|又)(?:想|得|需)*(?:要|申请|办|不撤了?)(?:申请|它|这个|那件|这件|那个|{softly}|[的了吧。!！\s])*$`)
	asksPaper = form(`^(?:{manner}|{me}|那|就|[想,，\s])*要(?:申请|公开)*([^,，?？]{6,60})$`)
)

// goesOnFromThat answers such a text.
func (v *visit) goesOnFromThat(text string) (answer, bool) {
	plain := writing.Simple(text)
	if v.bot.Desk == nil || v.bot.Now().After(v.talk.until) && v.talk.said != "apply_done" || lexicon.Question.MatchString(plain) {
		return answer{}, false
	}
	switch v.talk.said {
	case "apply_done", "apply_mend":
		return v.mendsMore(text, plain)
	case "withdrawn":
		if afterAll.MatchString(plain) {
			return v.applySame()
		}
	case "law":
		if found := asksPaper.FindStringSubmatch(plain); found != nil && lexicon.Papers.MatchString(found[1]) && len(civil.YearsIn(found[1], v.today)) > 0 && v.takesApplications() {
			return v.beginWith(asTyped(text, found[1])), true
		}
	}
	return answer{}, false
}

// mendsMore offers to hand to the office what else is to be changed in the application that was
// handed in, with what was said of it before.
func (v *visit) mendsMore(text, plain string) (answer, bool) {
	rs, err := v.herRequests()
	if err != nil || len(rs) == 0 || v.bot.Cases == nil {
		return answer{}, false
	}
	if v.talk.said == "apply_mend" && mendsOn.MatchString(plain) && len(v.talk.options) > 0 {
		if _, before, said := strings.Cut(v.talk.options[0], "要改："); said {
			return v.handsMore(rs, before+"，"+v.written(text)), true
		}
	}
	if strings.Contains(plain, "申请") {
		return answer{}, false // another one
	}
	if addsTo(text) != "" || instead.MatchString(plain) {
		return v.handsChange(rs, text), true
	}
	return answer{}, false
}
