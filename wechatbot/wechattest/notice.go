package wechattest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A noticeForm is a template of the account: what a notice says, with fields to
// be filled in.
type noticeForm struct {
	content string
	keys    []string // thing1, phrase2 …
}

var noticeField = regexp.MustCompile(`\{\{(\w+)\.DATA\}\}`)

// AddTemplate adds a template to the account, for template messages (模板消息) and
// subscription notices (订阅通知) alike, and returns its template_id. The content is
// as the console shows it: 编号：{{character_string1.DATA}}.
func (p *Platform) AddTemplate(content string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.forms == nil {
		p.forms = map[string]noticeForm{}
	}
	form := noticeForm{content: content}
	for _, m := range noticeField.FindAllStringSubmatch(content, -1) {
		if !slices.Contains(form.keys, m[1]) {
			form.keys = append(form.keys, m[1])
		}
	}
	id := random(letters+"-_", 43)
	p.forms[id] = form
	return id
}

// templates lists the account's templates.
func (p *Platform) templates(request) answer {
	list := []answer{}
	for _, id := range slices.Sorted(maps.Keys(p.forms)) {
		list = append(list, answer{"template_id": id, "title": "", "primary_industry": "", "deputy_industry": "", "content": p.forms[id].content, "example": ""})
	}
	return answer{"template_list": list}
}

// templateGone takes a template of template messages away, noticeGone one of subscription
// notices.
func (p *Platform) templateGone(r request) answer {
	var q struct {
		ID string `json:"template_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	return p.formGone(q.ID)
}

func (p *Platform) noticeGone(r request) answer {
	var q struct {
		ID string `json:"priTmplId"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	return p.formGone(q.ID)
}

func (p *Platform) formGone(id string) answer {
	if _, known := p.forms[id]; !known {
		return refused(40037)
	}
	delete(p.forms, id)
	return ok()
}

// noticeForms lists the templates as those of subscription notices. Which are for one
// notice (type 2) and which for many is not known of them here.
func (p *Platform) noticeForms(request) answer {
	list := []answer{}
	for _, id := range slices.Sorted(maps.Keys(p.forms)) {
		list = append(list, answer{"priTmplId": id, "title": "", "content": p.forms[id].content, "example": "", "type": 2})
	}
	a := ok()
	a["data"] = list
	return a
}

// fieldForms are what the platform takes in a field, by its type: the letters
// that its name begins with. Types that are not here are not looked at.
var fieldForms = map[string]struct {
	most int // characters
	form *regexp.Regexp
}{
	"thing":            {20, regexp.MustCompile(`^\PC+$`)},
	"number":           {32, regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)},
	"letter":           {32, regexp.MustCompile(`^[A-Za-z]+$`)},
	"symbol":           {5, regexp.MustCompile(`^[^\pL\pN\pC]+$`)},
	"character_string": {32, regexp.MustCompile(`^[\x20-\x7e]+$`)},
	"phrase":           {5, regexp.MustCompile(`^\p{Han}+$`)},
	"name":             {20, regexp.MustCompile(`^(\p{Han}{1,10}|[^\p{Han}\pN\pC]{1,20})$`)},
	"amount":           {13, regexp.MustCompile(`^\D?[0-9]{1,10}(\.[0-9]+)?元?$`)},
	"phone_number":     {17, regexp.MustCompile(`^[0-9+() -]+$`)},
	"car_number":       {8, regexp.MustCompile(`^[\p{Han}A-Z][A-Z0-9]+[\p{Han}A-Z0-9]$`)},
	"time":             {64, regexp.MustCompile(`^(` + dayForm + ` )?` + timeForm + `(~(` + dayForm + ` )?` + timeForm + `)?$`)},
	"date":             {64, regexp.MustCompile(`^` + dayForm + `( ` + timeForm + `)?(~` + dayForm + `( ` + timeForm + `)?)?$`)},
}

const (
	dayForm  = `([0-9]{4}年[0-9]{1,2}月([0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}[-/.][0-9]{1,2}([-/.][0-9]{1,2})?)`
	timeForm = `[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?`
)

// fill fills a form, or names the first field whose value the platform does not
// take.
func (n noticeForm) fill(data map[string]struct{ Value string }) (text, wrong string) {
	text = n.content
	for _, key := range n.keys {
		value := data[key].Value
		rule, known := fieldForms[strings.TrimRight(key, "0123456789")]
		if value == "" || known && (utf8.RuneCountInString(value) > rule.most || !rule.form.MatchString(value)) {
			return "", key
		}
		text = strings.ReplaceAll(text, "{{"+key+".DATA}}", value)
	}
	return text, ""
}

func wrongField(key string) answer {
	return answer{"errcode": 47003, "errmsg": "argument invalid! data." + key + ".value invalid"}
}

// A sentNotice is a template message that went out under an id of the sender's own.
type sentNotice struct {
	at time.Time
	id int64
}

// noticeOnce is how long the platform knows a client_msg_id.
const noticeOnce = 10 * time.Minute

// template sends a template message, which needs no window. For the same openid and
// client_msg_id it sends one, for ten minutes.
func (p *Platform) template(r request) answer {
	var m struct {
		To       string                            `json:"touser"`
		Template string                            `json:"template_id"`
		URL      string                            `json:"url"`
		Once     string                            `json:"client_msg_id"`
		Data     map[string]struct{ Value string } `json:"data"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	f, known := p.followers[m.To]
	form, ours := p.forms[m.Template]
	switch {
	case !known:
		return refused(40003)
	case !f.following:
		return refused(43004)
	case !ours:
		return refused(40037)
	}
	text, wrong := form.fill(m.Data)
	if wrong != "" {
		return wrongField(wrong)
	}
	once := m.To + "|" + m.Once
	if was, again := f.notices[once]; again && m.Once != "" && p.now().Sub(was.at) < noticeOnce {
		return answer{"errcode": 0, "errmsg": "ok", "msgid": was.id}
	}
	id := 3_000_000_000 + p.id()
	if f.notices == nil {
		f.notices = map[string]sentNotice{}
	}
	f.notices[once] = sentNotice{p.now(), id}
	p.deliverTemplate(f, id, Answer{Type: "template", Text: text, URL: m.URL})
	return answer{"errcode": 0, "errmsg": "ok", "msgid": id}
}

// deliverTemplate shows her a template message, if she takes any and nothing is
// wrong, and reports what became of it.
func (p *Platform) deliverTemplate(f *Follower, id int64, a Answer) {
	status := "success"
	switch {
	case f.blocks:
		status = "failed:user block"
	case p.misdelivered():
		status = "failed: system failed"
	default:
		f.arrives(a)
		p.notify()
	}
	go f.report("TEMPLATESENDJOBFINISH", fmt.Sprintf("<MsgID>%d</MsgID><Status><![CDATA[%s]]></Status>", id, status))
}

// bizsend sends a subscription notice, which a citizen must have agreed to: see
// Consents and Subscribes.
func (p *Platform) bizsend(r request) answer {
	var m struct {
		To       string                            `json:"touser"`
		Template string                            `json:"template_id"`
		Page     string                            `json:"page"`
		Data     map[string]struct{ Value string } `json:"data"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	f, known := p.followers[m.To]
	form, ours := p.forms[m.Template]
	switch {
	case !known:
		return refused(40003)
	case !ours:
		return refused(40037)
	case f.blocks || !f.longTerm[m.Template] && f.consents[m.Template] == 0:
		return refused(43101)
	}
	text, wrong := form.fill(m.Data)
	if wrong != "" {
		return wrongField(wrong)
	}
	if !f.longTerm[m.Template] {
		f.consents[m.Template]--
	}
	id, code, status := 1_700_000_000_000_000_000+p.id(), 0, "success"
	if p.misdelivered() {
		code, status = -1, "system failed"
	} else {
		f.arrives(Answer{Type: "template", Text: text, URL: m.Page})
		p.notify()
	}
	go f.report("subscribe_msg_sent_event", fmt.Sprintf("<SubscribeMsgSentEvent><List><TemplateId><![CDATA[%s]]></TemplateId><MsgID>%d</MsgID><ErrorCode>%d</ErrorCode><ErrorStatus><![CDATA[%s]]></ErrorStatus></List></SubscribeMsgSentEvent>",
		m.Template, id, code, status))
	return ok() // its id comes with the event alone
}

// report sends an event that names the follower and is none of her doing: it
// opens no window.
func (f *Follower) report(event, extra string) {
	if f.bot != nil {
		f.try(Message{Type: "event", Event: event, Created: f.platform.Now().Unix(), Extra: extra}, 1)
	}
}

// Misdeliver makes the next n notices, template messages and subscription notices,
// be taken and not arrive, which the platform says in an event.
func (p *Platform) Misdeliver(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.misdeliver += n
}

func (p *Platform) misdelivered() bool {
	if p.misdeliver == 0 {
		return false
	}
	p.misdeliver--
	return true
}

// Consents lets the account send one subscription notice of a template more
// (一次性订阅), and sends the event of it.
func (f *Follower) Consents(template string) {
	f.platform.mu.Lock()
	if f.consents == nil {
		f.consents = map[string]int{}
	}
	f.consents[template]++
	f.platform.mu.Unlock()
	f.report("subscribe_msg_popup_event", subscribed("Popup", template, "accept"))
}

// Subscribes lets the account send subscription notices of a template until she
// refuses them (长期订阅), and sends the event of it.
func (f *Follower) Subscribes(template string) {
	f.platform.mu.Lock()
	if f.longTerm == nil {
		f.longTerm = map[string]bool{}
	}
	f.longTerm[template] = true
	f.platform.mu.Unlock()
	f.report("subscribe_msg_popup_event", subscribed("Popup", template, "accept"))
}

// Refuses takes back what Consents and Subscribes allowed, and sends the event of it.
func (f *Follower) Refuses(template string) {
	f.platform.mu.Lock()
	delete(f.consents, template)
	delete(f.longTerm, template)
	f.platform.mu.Unlock()
	f.report("subscribe_msg_change_event", subscribed("Change", template, "reject"))
}

func subscribed(kind, template, status string) string {
	return fmt.Sprintf("<SubscribeMsg%[1]sEvent><List><TemplateId><![CDATA[%[2]s]]></TemplateId><SubscribeStatusString><![CDATA[%[3]s]]></SubscribeStatusString></List></SubscribeMsg%[1]sEvent>",
		kind, template, status)
}

// Blocks makes the follower refuse the account's notices (拒收) from now on, or no
// longer: template messages are taken and do not arrive.
func (f *Follower) Blocks(on bool) {
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	f.blocks = on
}
