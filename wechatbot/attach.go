package wechatbot

import (
	"context"
	"errors"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/zwgk/zwgk/disclosure"
)

// picture takes a picture or file that comes while an application is filled in,
// and keeps it sealed with the draft.
func (v *visit) picture(m *message.MixMessage) answer {
	u := v.begun()
	d := u.draft
	switch {
	case v.unread != nil:
		return v.failed(v.unread)
	case u.byLetter() && v.fresh(u.letter):
		return v.say("case_words", nil)
	case !u.busy:
		return v.latePicture()
	case d.Consented.IsZero():
		return v.ask(d, "early")
	}
	data, err := v.bot.wechat.fetch(v.ctx, m.MediaID, disclosure.MaxAttachmentSize)
	if err == nil {
		d, err = v.bot.Desk.Attach(v.ctx, v.owner(), v.key, data)
	}
	trouble := ""
	switch {
	case err == nil:
	case errors.Is(err, disclosure.ErrFileTooLarge):
		trouble = "large"
	case errors.Is(err, disclosure.ErrFileType):
		trouble = "type"
	case errors.Is(err, disclosure.ErrTooManyFiles):
		trouble = "many"
	case errors.Is(err, context.DeadlineExceeded):
		return v.failed(err)
	default:
		v.bot.Log.WithField("event", "attach").Warn("a picture could not be kept")
		trouble = "lost"
	}
	if trouble != "" {
		return v.ask(d, trouble)
	}
	a := v.ask(d, "")
	a.text = v.bot.say("attached", d.Attachments).text + "\n" + a.text
	return a
}
