package wechatbot

import (
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
)

// detail takes whatever a message tells of the applicant and of how the information
// is to be handed over, for the step that is waited for and any other, and goes on
// with what is lacking then.
func (v *visit) detail(d disclosure.Draft, text string) answer {
	told := application.Tell(d, text)
	if !told.Changed {
		return v.ask(told.Draft, told.Trouble)
	}
	return v.save(told.Draft, told.Trouble, told.Beside...)
}
