package wechatbot

import (
	"context"
	"errors"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// picture takes a picture or file: it goes with what she is writing, or else to the
// letter that she handed in just now.
func (v *visit) picture(m *message.MixMessage) answer {
	u := v.begun()
	switch {
	case v.unread != nil:
		return v.failed(v.unread)
	case u.byLetter() && v.fresh(u.letter):
		return v.pictureOfLetter(m)
	case !u.busy:
		return v.latePicture(m)
	case u.draft.Consented.IsZero():
		return v.ask(u.draft, "early")
	}
	d, trouble, err := fetched(v, m, u.draft, func(data []byte) (disclosure.Draft, error) {
		return v.bot.Desk.Attach(v.ctx, v.owner(), v.key, data)
	})
	switch {
	case err != nil:
		return v.failed(err)
	case trouble != "":
		return v.ask(d, trouble)
	}
	return v.bot.say("attached", len(d.Attachments)).before(v.ask(d, ""))
}

// fetched fetches what a message shows and hands it to keep, which returns what it goes
// with as it is then. trouble is the reason for the citizen why it was not kept; err is
// none of hers.
func fetched[D any](v *visit, m *message.MixMessage, before D, keep func(data []byte) (D, error)) (with D, trouble string, err error) {
	data, err := v.bot.wechat.Fetch(v.ctx, m.MediaID, disclosure.MaxAttachmentSize)
	if err == nil {
		with, err = keep(data)
	}
	switch {
	case err == nil:
		return with, "", nil
	case errors.Is(err, disclosure.ErrFileTooLarge):
		return before, "large", nil
	case errors.Is(err, disclosure.ErrFileType):
		return before, "type", nil
	case errors.Is(err, disclosure.ErrTooManyFiles):
		return before, "many", nil
	case errors.Is(err, context.DeadlineExceeded):
		return before, "", err
	}
	v.bot.Log.WithField("event", "attach").Warn("a picture could not be kept")
	return before, "lost", nil
}

// pictureOfLetter keeps a picture with the letter that is being written.
func (v *visit) pictureOfLetter(m *message.MixMessage) answer {
	d, trouble, err := fetched(v, m, v.begun().letter, func(data []byte) (cases.Draft, error) {
		return v.bot.Cases.Attach(v.ctx, v.owner(), v.key, data, v.bot.Now())
	})
	v.savedLetter = true
	switch {
	case err != nil:
		return v.failed(err)
	case trouble != "":
		return v.bot.say("trouble", trouble).before(v.showLetter(d))
	}
	return v.bot.say("attached", len(d.Attachments)).before(v.showLetter(d))
}

// latePicture puts a picture that comes behind a letter to it. What nothing takes any
// more is answered with how what it shows reaches the office.
func (v *visit) latePicture(m *message.MixMessage) answer {
	open := v.inHand()
	if len(open) == 0 {
		if v.bot.Cases == nil {
			return v.say("unknown", v.bot.Office)
		}
		return v.say("picture_alone", map[string]bool{"File": m.MsgType == fileMessage, "Applies": v.takesApplications()})
	}
	mend := ""
	if rs, err := v.own(disclosure.KindSupplemented, ""); err == nil && len(rs) > 0 {
		mend = rs[0].ID
	}
	if just := v.justHandedIn(); mend == "" && len(just) > 0 {
		return v.enclosed(m, just[0])
	}
	return v.say("picture_late", map[string]any{"Mend": mend, "Open": open[0], "Office": v.bot.Office})
}

// enclosed adds a picture to a case that was handed in.
func (v *visit) enclosed(m *message.MixMessage, c cases.Case) answer {
	c, trouble, err := fetched(v, m, c, func(data []byte) (cases.Case, error) {
		return v.bot.Cases.Enclose(v.ctx, c.ID, v.key, data, v.bot.Now().In(beijing))
	})
	switch {
	case err != nil:
		return v.failed(err)
	case trouble != "":
		return v.say("trouble", trouble)
	}
	return v.say("picture_added", map[string]any{"Kind": c.Kind.Chinese(), "ID": c.ID, "Files": len(c.Files())})
}

// takesPictures says where a picture goes that she asks to send: with a letter that is
// being written, or to one that was just handed in; the empty one where to neither.
func (v *visit) takesPictures(text string) cases.Kind {
	if !asksToShow(text) {
		return ""
	}
	if d, writing := v.writing(); writing {
		return d.Kind
	}
	if just := v.justHandedIn(); len(just) > 0 {
		return just[0].Kind
	}
	return ""
}
