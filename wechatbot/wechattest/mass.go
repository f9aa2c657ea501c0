package wechattest

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// massAMonth is how many mass messages one follower of a service account
// receives in a calendar month.
const massAMonth = 4

// A Mass is one mass message (群发): what was sent, and to how many.
type Mass struct {
	ID       int64
	Articles []Article
	Text     string
	To       int
	At       time.Time
	Deleted  []int // articles taken down, from 1
}

// Masses returns the mass messages so far.
func (p *Platform) Masses() []Mass {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Mass(nil), p.masses...)
}

type massRequest struct {
	Filter struct {
		All bool `json:"is_to_all"`
		Tag int  `json:"tag_id"`
	} `json:"filter"`
	To     []string `json:"touser"`
	MPNews struct {
		MediaID string `json:"media_id"`
	} `json:"mpnews"`
	Text struct {
		Content string `json:"content"`
	} `json:"text"`
	Type     string `json:"msgtype"`
	ClientID string `json:"clientmsgid"`
}

// massByFilter sends to everybody or to a tag; massByList to the named.
func (p *Platform) massByFilter(r request) answer {
	var m massRequest
	if !r.json(&m) {
		return refused(47001)
	}
	var to []*Follower
	for _, f := range p.followers {
		if f.following && (m.Filter.All || f.tags[m.Filter.Tag]) {
			to = append(to, f)
		}
	}
	return p.mass(m, to)
}

func (p *Platform) massByList(r request) answer {
	var m massRequest
	if !r.json(&m) || len(m.To) < 2 {
		return refused(40031)
	}
	var to []*Follower
	for _, id := range m.To {
		if f, known := p.followers[id]; known && f.following {
			to = append(to, f)
		}
	}
	return p.mass(m, to)
}

// mass sends once for a clientmsgid, and to nobody who has had four this month.
func (p *Platform) mass(m massRequest, to []*Follower) answer {
	if id, sent := p.clientIDs[m.ClientID]; sent && m.ClientID != "" {
		return answer{"errcode": 45065, "errmsg": errcodes[45065], "msg_id": id}
	}
	if len(m.ClientID) > 64 {
		return refused(45067)
	}
	a := Answer{Type: "text", Text: m.Text.Content}
	if m.Type == "mpnews" {
		articles, found := p.drafts[m.MPNews.MediaID]
		if !found {
			return refused(40007)
		}
		delete(p.drafts, m.MPNews.MediaID)
		a = Answer{Type: "news", Articles: articles}
	}
	month := p.now().In(beijing).Format("2006-01")
	sent := 0
	for _, f := range to {
		if f.massed[month] >= massAMonth {
			continue
		}
		if f.massed == nil {
			f.massed = map[string]int{}
		}
		f.massed[month]++
		f.arrives(a)
		sent++
	}
	if sent == 0 && len(to) > 0 {
		return refused(45028)
	}
	id := 1_000_000_000 + p.id()
	if m.ClientID != "" {
		p.clientIDs[m.ClientID] = id
	}
	p.masses = append(p.masses, Mass{ID: id, Articles: a.Articles, Text: a.Text, To: sent, At: p.now()})
	p.notify()
	if p.bot != nil {
		go p.massFinished(p.bot, id, sent)
	}
	return answer{"errcode": 0, "errmsg": "send job submission success", "msg_id": id, "msg_data_id": p.id()}
}

// massFinished sends the event MASSSENDJOBFINISH, whose id stands in MsgID.
func (p *Platform) massFinished(bot http.Handler, id int64, sent int) {
	f := &Follower{platform: p, bot: bot, Name: "微信", OpenID: "o" + random(letters, 27)}
	f.try(Message{Type: "event", Event: "MASSSENDJOBFINISH", Created: p.Now().Unix(), Extra: fmt.Sprintf(
		`<MsgID>%d</MsgID><Status><![CDATA[send success]]></Status><TotalCount>%d</TotalCount><FilterCount>%d</FilterCount><SentCount>%d</SentCount><ErrorCount>0</ErrorCount>`,
		id, sent, sent, sent)}, 1)
}

// preview shows a message to one follower. The draft stays.
func (p *Platform) preview(r request) answer {
	var m struct {
		massRequest
		To string `json:"touser"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	f, known := p.followers[m.To]
	switch {
	case !known:
		return refused(40003)
	case !f.following:
		return refused(43004)
	case m.Type == "mpnews" && p.drafts[m.MPNews.MediaID] == nil:
		return refused(40007)
	}
	a := Answer{Type: "text", Text: m.Text.Content}
	if m.Type == "mpnews" {
		a = Answer{Type: "news", Articles: p.drafts[m.MPNews.MediaID]}
	}
	f.arrives(a)
	p.notify()
	return answer{"errcode": 0, "errmsg": "preview success", "msg_id": p.id()}
}

// massDelete takes down one article of a mass message, or all of them; what
// followers hold of it no longer opens.
func (p *Platform) massDelete(r request) answer {
	var q struct {
		ID    any `json:"msg_id"`
		Index int `json:"article_idx"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	for i := range p.masses {
		m := &p.masses[i]
		if fmt.Sprint(q.ID) != strconv.FormatInt(m.ID, 10) && q.ID != float64(m.ID) {
			continue
		}
		if len(m.Articles) == 0 || q.Index > len(m.Articles) {
			return refused(40007)
		}
		for at := range m.Articles {
			if q.Index == 0 || q.Index == at+1 {
				m.Deleted = append(m.Deleted, at+1)
			}
		}
		p.notify()
		return ok()
	}
	return refused(40007)
}

func (p *Platform) massGet(r request) answer {
	var q struct {
		ID any `json:"msg_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	for _, m := range p.masses {
		if fmt.Sprint(q.ID) == strconv.FormatInt(m.ID, 10) || q.ID == float64(m.ID) {
			return answer{"msg_id": m.ID, "msg_status": "SEND_SUCCESS"}
		}
	}
	return refused(40007)
}
