package wechatbot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"
)

// That WeChat took a notice is not yet that it arrived: an event says so, and
// names the citizen, who has done nothing.

// eventNoticeSent is what became of a subscription notice. The SDK does not know it.
const eventNoticeSent message.EventType = "subscribe_msg_sent_event"

// xmlKey is the context's key of an event's XML.
type xmlKey struct{}

// withXML keeps an event's XML for what the SDK does not read of it.
func withXML(ctx context.Context, plain []byte) context.Context {
	return context.WithValue(ctx, xmlKey{}, plain)
}

// reportKey tells reports apart that name one sender and one second: those of notices
// come from the citizen, and those of posts and mass messages all from WeChat's own
// helper. It is empty for any other message.
func reportKey(ctx context.Context, m *message.MixMessage) string {
	switch m.Event {
	case message.EventTemplateSendJobFinish, eventNoticeSent, message.EventPublishJobFinish, message.EventMassSendJobFinish:
	default:
		return ""
	}
	plain, _ := ctx.Value(xmlKey{}).([]byte)
	sum := sha256.Sum256(plain)
	return "|" + hex.EncodeToString(sum[:8])
}

// undelivered is a notice that did not arrive, and why.
type undelivered struct{ template, id, why string }

// noticeReport takes an event that says what became of notices. It is false for
// any other message.
func (b *Bot) noticeReport(ctx context.Context, m *message.MixMessage) bool {
	var lost []undelivered
	switch {
	case m.MsgType != message.MsgTypeEvent:
		return false
	case m.Event == message.EventTemplateSendJobFinish:
		if m.Status != "success" {
			lost = append(lost, undelivered{id: strconv.FormatInt(m.TemplateMsgID, 10), why: undeliveredWhy(m.Status)})
		}
	case m.Event == eventNoticeSent:
		lost = sentEvents(ctx)
	default:
		return false
	}
	for _, u := range lost {
		b.Log.WithField("event", "notice").Warn("a notice did not arrive")
		b.notDelivered(ctx, ownerOf(string(m.FromUserName)), u)
	}
	return true
}

// sentEvents are the notices of a subscribe_msg_sent_event that did not arrive.
func sentEvents(ctx context.Context) []undelivered {
	plain, _ := ctx.Value(xmlKey{}).([]byte)
	var x struct {
		List []struct {
			Template string `xml:"TemplateId"`
			ID       string `xml:"MsgID"`
			Code     string `xml:"ErrorCode"`
			Status   string `xml:"ErrorStatus"`
		} `xml:"SubscribeMsgSentEvent>List"`
	}
	if xml.Unmarshal(plain, &x) != nil {
		return nil
	}
	var lost []undelivered
	for _, one := range x.List {
		if one.Code != "0" {
			lost = append(lost, undelivered{one.Template, one.ID, undeliveredWhy(one.Status)})
		}
	}
	return lost
}

// undeliveredWhy is why a notice did not arrive, in a clerk's words.
func undeliveredWhy(status string) string {
	if status == "failed:user block" || status == "failed: user block" {
		return "通知没有送达：收信人拒收公众号的通知"
	}
	return "通知没有送达：微信系统的原因"
}

// notDelivered writes down, on the record of her request or case, that the citizen
// was not told. The report may come before its sender has settled the telling: then
// this settles it. Where another report, or the sender, was faster with the same
// record, it is read again.
func (b *Bot) notDelivered(ctx context.Context, owner string, u undelivered) {
	b.undelivered.Lock() // two reports at once would both find the same notice
	defer b.undelivered.Unlock()
	for range reportTries {
		ms, err := b.mattersOf(ctx, owner)
		if err == nil {
			err = unsay(ctx, ms, u, b.Now())
		}
		if err == nil {
			return
		}
	}
	b.Log.WithField("event", "notice").Error("what became of a notice could not be written down")
}

// reportTries is how often a record is read again that others write to.
const reportTries = 5

// unsay writes the report on the record of the notice that it is of, if it is of any
// and was not heard before.
func unsay(ctx context.Context, ms []matter, u undelivered, now time.Time) error {
	var of matter
	var lost telling
	for _, m := range ms {
		for _, t := range m.tellings {
			switch {
			case t.failure != "" && t.hasID(u.id):
				return nil // another replica heard it
			case m.out(t, u) && (of.record == nil || likelier(t, lost, u, now)):
				of, lost = m, t
			}
		}
	}
	if of.record == nil {
		return nil
	}
	if template, _, _ := strings.Cut(lost.notice, ":"); !lost.hasID(u.id) {
		lost.notice = sentAs(template, u.id)
	}
	return of.record(ctx, telling{of: lost.of, channel: lost.channel, notice: lost.notice, failure: u.why})
}

// reportSoon is how soon WeChat reports what became of a notice.
const reportSoon = 10 * time.Minute

// likelier says whether a report is rather of one notice than of another: of the one
// that has its id, else of one that is out, and was not long before; of several in one
// go the first is reported first, and of old ones the newest was last.
func likelier(t, than telling, u undelivered, now time.Time) bool {
	soon := func(t telling) bool { return now.Sub(t.at) < reportSoon }
	switch {
	case t.hasID(u.id) != than.hasID(u.id):
		return t.hasID(u.id)
	case soon(t) != soon(than):
		return soon(t)
	case t.claim != than.claim:
		return than.claim
	case soon(t):
		return t.at.Before(than.at)
	}
	return t.at.After(than.at)
}

// hasID says whether a telling is of the notice that WeChat knows by an id.
func (t telling) hasID(id string) bool {
	_, its, sent := strings.Cut(t.notice, ":")
	return sent && id != "" && its == id
}

// out says whether a telling is of a notice that WeChat reports, and was not found
// to have failed before. WeChat names the template of one kind and not of the other.
func (m matter) out(t telling, u undelivered) bool {
	template, id, sent := strings.Cut(t.notice, ":")
	switch {
	case t.notice == "" || t.failure != "" || u.template != "" && template != u.template || u.template == "" && t.channel != tellChannel+"."+string(TemplateMessage):
		return false
	case m.refused(t.of, template):
		return false
	case t.claim:
		return m.held(t.of)
	}
	return sent && (id == u.id || id == "")
}
