package wechattest

import (
	"fmt"
	"net/http"
	"slices"
	"time"
)

// A Corp is what WeCom (企业微信) gives an organisation whose members keep
// customer groups.
type Corp struct{ ID, Secret string }

// Corp returns the organisation's credentials.
func (p *Platform) Corp() Corp {
	a := p.account // made up once: the same letters serve
	return Corp{ID: "ww" + p.mark(), Secret: a.Secret + "corp"}
}

// Limits of WeCom's messages to customer groups.
const (
	chatsATask       = 2000
	attachmentsATask = 9
	taskText         = 4000 // bytes
)

// A customerGroup (客户群) is a group of residents that a member of the
// organisation owns. Nothing reaches it before that member confirms.
type customerGroup struct {
	name, owner string
	messages    []GroupMessage
}

// A GroupTask is a message for customer groups that waits for its members'
// hands.
type GroupTask struct {
	ID     string
	Sender string // of the member who must confirm; "": the owner of each group
	Text   string
	At     time.Time
	Chats  []string
	Sent   map[string]time.Time // by chat, when it went out
	Failed map[string]bool      // by chat: it had its messages for this month
	Ended  bool                 // it was taken back before all had confirmed
}

// OpenCustomerGroup makes a customer group that a member owns, and returns its
// chat_id.
func (p *Platform) OpenCustomerGroup(name, owner string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := "wr" + random(letters, 30)
	p.customers[id] = &customerGroup{name: name, owner: owner}
	return id
}

// CustomerGroup returns what reached a customer group.
func (p *Platform) CustomerGroup(chatID string) []GroupMessage {
	p.mu.Lock()
	defer p.mu.Unlock()
	if g := p.customers[chatID]; g != nil {
		return slices.Clone(g.messages)
	}
	return nil
}

// GroupTasks returns the messages for customer groups so far.
func (p *Platform) GroupTasks() []GroupTask {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []GroupTask
	for _, t := range p.tasks {
		out = append(out, *t)
	}
	return out
}

// Confirm lets a member send what waits for her, and returns how many groups
// got something. In a month a group gets as many messages as it has days.
func (p *Platform) Confirm(member string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, now := 0, p.now()
	for _, t := range p.tasks {
		for _, chat := range t.Chats {
			g := p.customers[chat]
			if t.Ended {
				break
			}
			if _, done := t.Sent[chat]; done || t.Failed[chat] || g.owner != member {
				continue
			}
			if g.thisMonth(now) >= daysIn(now) {
				t.Failed[chat] = true
				continue
			}
			t.Sent[chat] = now
			g.messages = append(g.messages, GroupMessage{At: now, Type: "text", Text: t.Text})
			n++
		}
	}
	p.notify()
	return n
}

func (g *customerGroup) thisMonth(now time.Time) int {
	n, month := 0, now.In(beijing).Format("2006-01")
	for _, m := range g.messages {
		if m.At.In(beijing).Format("2006-01") == month {
			n++
		}
	}
	return n
}

func daysIn(t time.Time) int {
	y, m, _ := t.In(beijing).Date()
	return time.Date(y, m+1, 0, 0, 0, 0, 0, beijing).Day()
}

// corpToken gives a token of the organisation's own, the same until it ends.
func (p *Platform) corpToken(r request) answer {
	c := p.Corp()
	switch {
	case r.query.Get("corpid") != c.ID:
		return refused(40013)
	case r.query.Get("corpsecret") != c.Secret:
		return refused(40001)
	}
	if p.corp == "" || p.now().After(p.corpUntil) {
		p.corp, p.corpUntil = "CORP_"+p.mark()+"_"+random(letters, 60), p.now().Add(tokenLife)
	}
	return answer{"errcode": 0, "errmsg": "ok", "access_token": p.corp, "expires_in": int(p.corpUntil.Sub(p.now()).Seconds())}
}

// wecom answers the calls to WeCom that need a token.
func (p *Platform) wecom(path string, r request) answer {
	switch token := r.query.Get("access_token"); {
	case token == "" || token != p.corp:
		return refused(40014)
	case p.now().After(p.corpUntil):
		return refused(42001)
	}
	switch path {
	case "/cgi-bin/externalcontact/add_msg_template":
		return p.addTask(r)
	case "/cgi-bin/externalcontact/get_groupmsg_send_result":
		return p.taskResult(r)
	case "/cgi-bin/externalcontact/get_groupmsg_task":
		return p.taskMembers(r)
	case "/cgi-bin/externalcontact/cancel_groupmsg_send":
		return p.cancelTask(r)
	}
	return unplayed(path, 48002)
}

// addTask makes a task for the members who own the groups. That it is accepted
// does not mean that anything was sent.
func (p *Platform) addTask(r request) answer {
	var q struct {
		Kind   string   `json:"chat_type"`
		Sender string   `json:"sender"`
		Chats  []string `json:"chat_id_list"`
		Text   struct {
			Content string `json:"content"`
		} `json:"text"`
		Attachments []any `json:"attachments"`
	}
	switch {
	case !r.json(&q):
		return refused(47001)
	case q.Kind != "group" || q.Sender == "" && len(q.Chats) == 0 || len(q.Chats) > chatsATask:
		return refused(40058)
	case q.Text.Content == "" && len(q.Attachments) == 0:
		return refused(44004)
	case len(q.Text.Content) > taskText, len(q.Attachments) > attachmentsATask:
		return refused(40058)
	}
	t := &GroupTask{ID: fmt.Sprintf("msg%d_%s", p.id(), random(letters, 20)), Sender: q.Sender, Text: q.Text.Content, At: p.now(),
		Sent: map[string]time.Time{}, Failed: map[string]bool{}}
	failed := []string{}
	for _, chat := range p.chatsOf(q.Sender, q.Chats) {
		if g := p.customers[chat]; g == nil || q.Sender != "" && g.owner != q.Sender {
			failed = append(failed, chat)
			continue
		}
		t.Chats = append(t.Chats, chat)
	}
	if len(t.Chats) == 0 {
		return refused(40063)
	}
	p.tasks = append(p.tasks, t)
	p.notify()
	return answer{"errcode": 0, "errmsg": "ok", "fail_list": failed, "msgid": t.ID}
}

// chatsOf are the named groups, or all that the sender owns.
func (p *Platform) chatsOf(sender string, named []string) []string {
	if len(named) > 0 {
		return named
	}
	for id, g := range p.customers {
		if g.owner == sender {
			named = append(named, id)
		}
	}
	slices.Sort(named)
	return named
}

// taskResult says what became of a task in each group: 0 it waits for the
// member, 1 sent, 3 the group had too many.
func (p *Platform) taskResult(r request) answer {
	var q struct {
		ID     string `json:"msgid"`
		Member string `json:"userid"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	i := slices.IndexFunc(p.tasks, func(t *GroupTask) bool { return t.ID == q.ID })
	if i < 0 {
		return refused(40058)
	}
	t, list := p.tasks[i], []answer{}
	for _, chat := range t.Chats {
		if owner := p.customers[chat].owner; q.Member == "" || q.Member == owner {
			row := answer{"chat_id": chat, "userid": owner, "status": 0}
			if at, sent := t.Sent[chat]; sent {
				row["status"], row["send_time"] = 1, at.Unix()
			} else if t.Failed[chat] {
				row["status"] = 3
			}
			list = append(list, row)
		}
	}
	return answer{"errcode": 0, "errmsg": "ok", "send_list": list}
}

// task finds the task that a request names.
func (p *Platform) task(r request) *GroupTask {
	var q struct {
		ID string `json:"msgid"`
	}
	if r.json(&q) {
		for _, t := range p.tasks {
			if t.ID == q.ID {
				return t
			}
		}
	}
	return nil
}

// taskMembers says which members a task waits for: 0 not confirmed, 2 confirmed.
func (p *Platform) taskMembers(r request) answer {
	t, list := p.task(r), []answer{}
	if t == nil {
		return refused(40058)
	}
	row := map[string]answer{}
	for _, chat := range t.Chats {
		owner := p.customers[chat].owner
		if row[owner] == nil {
			row[owner] = answer{"userid": owner, "status": 0}
			list = append(list, row[owner])
		}
		if at, sent := t.Sent[chat]; sent {
			row[owner]["status"], row[owner]["send_time"] = 2, at.Unix()
		}
	}
	return answer{"errcode": 0, "errmsg": "ok", "task_list": list}
}

// cancelTask takes a task back from the members who have not confirmed it.
func (p *Platform) cancelTask(r request) answer {
	t := p.task(r)
	if t == nil {
		return refused(40058)
	}
	t.Ended = true
	return ok()
}

// isWeCom says whether a call goes to WeCom.
func isWeCom(req *http.Request) bool { return req.URL.Hostname() == wecomHost }

// WeCom's server, and the paths that only it has.
const (
	wecomHost = "qyapi.weixin.qq.com"
	robotSend = "/cgi-bin/webhook/send"
	corpToken = "/cgi-bin/gettoken"
	contacts  = "/cgi-bin/externalcontact/"
)
