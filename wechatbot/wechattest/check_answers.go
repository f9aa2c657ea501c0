package wechattest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// replied lets a rule look at the body of an answer to a text.
func replied(look func(k *checker, body []byte) string) func(*checker) string {
	return func(k *checker) string {
		req, _, _ := k.wired(k.text(k.citizen(), k.Ask))
		w, err := serve(k.bot, req)
		if err != nil {
			return err.Error()
		}
		return look(k, w.Body.Bytes())
	}
}

func answerRules() []checkRule {
	return []checkRule{
		must("answer", "能回复一条文字", "a text is answered with something that WeChat shows", always, func(k *checker) string { return k.answers(k.Ask) }),
		must("addressed", "收发人对调，有时间", "an answer goes from the account to the citizen and has a time", always, replied((*checker).addressed)),
		must("sealed", "安全模式回复要加密", "in safe mode an answer is encrypted", inSafe, replied(func(_ *checker, body []byte) string {
			if !bytes.Contains(body, []byte("<Encrypt>")) {
				return "it is not"
			}
			return ""
		})),
		must("sealed-signature", "加密的回复带对的MsgSignature", "an encrypted answer has the right MsgSignature", inSafe, replied((*checker).signedAnswer)),
		must("compatible", "兼容模式以密文为准", "in compatible mode what is encrypted counts, not the fields beside it", inBoth, (*checker).sealedCounts),
		must("gone", "对方断开时不崩溃", "a peer that is gone is no panic", always, func(k *checker) string {
			req, _, _ := k.wired(k.text(k.citizen(), k.Ask))
			return panics(func() { k.bot.ServeHTTP(deaf{http.Header{}}, req) })
		}),
		should("prompt", "一秒内回复", "an answer takes less than a second of the five", always, func(k *checker) string {
			began := time.Now()
			k.answers(k.Ask)
			if took := time.Since(began); took > time.Second {
				return took.Round(time.Millisecond).String()
			}
			return ""
		}),
	}
}

func (k *checker) addressed(body []byte) string {
	var r replyXML
	if xml.Unmarshal([]byte(k.p.account.plainOf(body)), &r) != nil {
		return "it cannot be read"
	}
	if r.From != k.p.account.original() || r.Created <= 0 {
		return fmt.Sprintf("it comes from %q at %d", r.From, r.Created)
	}
	return ""
}

func (k *checker) signedAnswer(body []byte) string {
	var s sealedReply
	if xml.Unmarshal(body, &s) != nil || Sign(k.p.account.Token, s.Timestamp, s.Nonce, s.Encrypt) != s.Signature {
		return "it has not"
	}
	return ""
}

// sealedCounts sends a message whose plain fields name another citizen than
// the encrypted ones.
func (k *checker) sealedCounts() string {
	f, other := k.citizen(), k.citizen()
	_, q, body := k.wired(k.text(f, k.Ask))
	w, err := serve(k.bot, with(http.MethodPost, q, bytes.ReplaceAll(body, []byte(f.OpenID), []byte(other.OpenID))))
	if err != nil {
		return err.Error()
	}
	if a, err := k.p.judge(w.Body.Bytes(), f.OpenID, false); err != nil || a.Type == "" {
		return "it answers whom the plain fields name, or nobody"
	}
	return ""
}

// deaf is a peer that hung up.
type deaf struct{ header http.Header }

// Header implements http.ResponseWriter.
func (d deaf) Header() http.Header { return d.header }

// WriteHeader implements http.ResponseWriter.
func (deaf) WriteHeader(int) {}

// Write implements http.ResponseWriter.
func (deaf) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func panics(do func()) (got string) {
	defer func() {
		if p := recover(); p != nil && p != http.ErrAbortHandler { // that one is net/http's own way to hang up
			got = fmt.Sprint("it panics: ", p)
		}
	}()
	do()
	return ""
}

func textRules() []checkRule {
	var out []checkRule
	for _, x := range []struct{ name, chinese, english, text string }{
		{"cdata", "文字里有]]>", "a text with ]]> in it", "a]]>b"},
		{"markup", "文字里有尖括号和&", "a text with markup", `<b>&amp; "'</b>`},
		{"emoji", "文字里有表情", "a text with emoji", "🏘️👨‍👩‍👧😀"},
		{"quotes", "文字里有各种引号", "a text with quotes", `“”‘’"'` + "`"},
		{"spaces", "只有空格的文字", "a text of nothing but space", " \t　 "},
		{"lines", "多行的文字", "a text of several lines", "一\n二\r\n三"},
		{"long", "600字的文字", "a text of 600 characters", strings.Repeat("长", 600)},
		{"longest", "2048字节的文字", "a text of 2,048 bytes", strings.Repeat("长", 682) + "ab"},
		{"template", "文字里有模板和格式符", "a text with the signs of templates and formats", "{{.}} ${x} %s %d %n"},
	} {
		out = append(out, must("text-"+x.name, x.chinese+"照样受理", x.english+" is survived", always, func(k *checker) string {
			_, got := k.heardText(x.text)
			return got
		}))
	}
	return append(out,
		must("text-control", "文字里有控制字符也不丢消息", "control characters lose no message", always, func(k *checker) string {
			f := k.citizen()
			a, got := k.heard(f, bytes.Replace(k.text(f, k.Ask+"@"), []byte("@]]>"), []byte("\b]]>"), 1), false)
			if got == "" && a.Type == "" {
				return "the message is lost"
			}
			return got
		}),
		must("text-empty", "没有文字的文字消息照样受理", "a text without words is survived", always, func(k *checker) string { _, got := k.heardText(""); return got }))
}

func kindRules() []checkRule {
	var out []checkRule
	for _, m := range []Message{
		{Type: "image", MediaID: "m", PicURL: "http://mmbiz.qpic.cn/m"}, {Type: "voice", MediaID: "m"}, {Type: "voice", MediaID: "m", Recognition: "你好"},
		{Type: "video", MediaID: "m"}, {Type: "shortvideo", MediaID: "m"}, {Type: "location", X: "38.48", Y: "106.23", Label: "人民广场"},
		{Type: "link", Extra: "<Title>t</Title><Description>d</Description><Url>https://example.gov.cn</Url>"}, {Type: "file", MediaID: "m"}, {Type: "brand_new"},
	} {
		name := m.Type
		if m.Recognition != "" {
			name += "-recognised"
		}
		out = append(out, must("message-"+name, m.Type+"消息照样受理", "a message of the type "+m.Type+" is survived", always, func(k *checker) string {
			m.MsgID = k.id()
			_, got := k.ask(k.citizen(), m)
			return got
		}))
	}
	return out
}

func eventRules() []checkRule {
	job := "<MsgID>1000001625</MsgID><Status><![CDATA[send success]]></Status><TotalCount>100</TotalCount><FilterCount>80</FilterCount><SentCount>75</SentCount><ErrorCount>5</ErrorCount>"
	post := "<PublishEventInfo><publish_id>2247503051</publish_id><publish_status>0</publish_status><article_id><![CDATA[b5O2OUs25HBxRceL7hfReg]]></article_id>" +
		"<article_detail><count>1</count><item><idx>1</idx><article_url><![CDATA[http://mp.weixin.qq.com/s/x]]></article_url></item></article_detail></PublishEventInfo>"
	consent := "<SubscribeMsgPopupEvent><List><TemplateId><![CDATA[t]]></TemplateId><SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString><PopupScene>2</PopupScene></List></SubscribeMsgPopupEvent>"
	var out []checkRule
	for _, e := range []struct{ name, event, key, extra string }{
		{"subscribe", "subscribe", "", ""}, {"subscribe-scene", "subscribe", "qrscene_grid_001", "<Ticket>t</Ticket>"}, {"unsubscribe", "unsubscribe", "", ""},
		{"scan", "SCAN", "grid_001", "<Ticket>t</Ticket>"}, {"click", "CLICK", "no-such-key", ""}, {"view", "VIEW", "https://example.gov.cn", "<MenuId>1</MenuId>"},
		{"location", "LOCATION", "", "<Latitude>38.48</Latitude><Longitude>106.23</Longitude><Precision>119.385040</Precision>"},
		{"album", "pic_photo_or_album", "k", "<SendPicsInfo><Count>1</Count></SendPicsInfo>"}, {"mass", "MASSSENDJOBFINISH", "", job}, {"publish", "PUBLISHJOBFINISH", "", post},
		{"template", "TEMPLATESENDJOBFINISH", "", "<MsgID>200163836</MsgID><Status><![CDATA[success]]></Status>"}, {"consent", "subscribe_msg_popup_event", "", consent},
		{"unknown", "brand_new_event", "k", "<Nested><List><Item>1</Item></List></Nested>"},
	} {
		out = append(out, must("event-"+e.name, "事件"+e.event+"照样受理；不回复就是success或空", "the event "+e.event+" is survived, and no reply is success or nothing", always, func(k *checker) string {
			_, got := k.ask(k.citizen(), Message{Type: "event", Event: e.event, EventKey: e.key, Extra: e.extra})
			return got
		}))
	}
	return out
}

// crowd is how many citizens speak, together how many of them at once: more
// would measure the machine.
const crowd, together = 400, 100

func crowdRules() []checkRule {
	return []checkRule{must("crowd", "四百人争着说话，谁也收不到别人的回复", "four hundred, a hundred at once, never get each other's answer", always, func(k *checker) string {
		var wg sync.WaitGroup
		var mu sync.Mutex
		wrong, why := 0, ""
		room := make(chan struct{}, together)
		for i := range crowd {
			wg.Go(func() {
				room <- struct{}{}
				defer func() { <-room }()
				f := k.citizen()
				a, got := k.heard(f, k.text(f, fmt.Sprintf("%s-%04d-", k.Ask, i)), false)
				if _, other, found := strings.Cut(a.String(), k.Ask+"-"); got == "" && found && !strings.HasPrefix(other, fmt.Sprintf("%04d-", i)) {
					got = "it holds what another said"
				}
				if got != "" {
					mu.Lock()
					wrong, why = wrong+1, got
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if wrong > 0 {
			return fmt.Sprintf("%d of %d: %s", wrong, crowd, why)
		}
		return ""
	})}
}
