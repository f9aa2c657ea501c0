package wechatbot

import (
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// anotherWay is a text that changes a way of handing over: 不想邮寄了，改成发邮箱.
var anotherWay = form(`改(?:成|为|用|走|发|寄|由|一下)|换(?:成|为|个)|还是(?:发|寄|用|走|自己|我)|不(?:想|要|用|走|必)?(?:邮寄|寄|快递|发邮箱|发邮件|自取|自己取)`)

// changesWay: another way than was said, where its address or the summary is waited for.
func (e *entry) changesWay() bool {
	asked := e.d.Step == application.StepWhere || e.d.Step == application.StepConfirm || anotherWay.MatchString(writing.Simple(e.m.text))
	return e.ofApplicant() && asked && e.told().Way > 0 && utf8.RuneCountInString(e.m.text) <= longestRemark
}

// takesWay takes the way that is named, and leaves the step that is waited for as it is.
func (e *entry) takesWay() answer {
	if e.d.Step == application.StepWhere || e.d.Step == application.StepConfirm {
		return e.answersStep()
	}
	e.d.Delivery = application.Ways()[e.told().Way-1]
	return e.save(e.d, "", application.Field(application.StepWay))
}
