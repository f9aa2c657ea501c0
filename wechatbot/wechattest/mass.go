package wechattest

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Limits of mass messages (群发): how many one follower of a service account
// receives in a calendar month, and as many to all followers; how many a
// subscription account sends a day; how many names one call takes; how long a
// clientmsgid is remembered.
const (
	massAMonth      = 4
	massADay        = 1
	massFew, massTo = 2, 10_000
	clientIDLife    = 24 * time.Hour
	maxClientID     = 64
)

// The states of a mass message that are not failures, as Mass has them.
const (
	massSent    = "send success"
	massSending = "sending"
	massWaits   = "waiting for the administrator"
)

// A Mass is one mass message (群发): what was sent, and to how many.
type Mass struct {
	ID       int64
	Articles []Article
	Text     string
	All      bool // to all followers
	To       int  // how many it reached
	Total    int  // how many it was for
	At       time.Time
	Status   string // send success, sending, or why it was not sent: see FailMass
	Deleted  []int  // articles taken down, from 1
	to       []*Follower
	shown    Answer
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
	Image struct {
		MediaID string `json:"media_id"`
	} `json:"image"`
	Voice struct {
		MediaID string `json:"media_id"`
	} `json:"voice"`
	Images struct {
		MediaIDs []string `json:"media_ids"`
	} `json:"images"`
	Type     string `json:"msgtype"`
	ClientID string `json:"clientmsgid"`
}

// massByFilter sends to everybody or to a tag; massByList to the named.
func (p *Platform) massByFilter(r request) answer {
	var m massRequest
	if !r.json(&m) {
		return refused(47001)
	}
	if _, known := p.tags[m.Filter.Tag]; !known && !m.Filter.All {
		return refused(45159)
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
	if !r.json(&m) {
		return refused(40031)
	}
	if len(m.To) < massFew || len(m.To) > massTo {
		return refused(40130)
	}
	var to []*Follower
	for _, id := range m.To {
		if f, known := p.followers[id]; known && f.following && !slices.Contains(to, f) {
			to = append(to, f)
		}
	}
	return p.mass(m, to)
}

// mass takes a mass message once for a clientmsgid, while the quota lasts.
func (p *Platform) mass(m massRequest, to []*Follower) answer {
	if len(m.ClientID) > maxClientID {
		return refused(45067)
	}
	if a := p.sentBefore(m.key()); a != nil {
		return a
	}
	a, code := p.content(m)
	switch {
	case code == 40008:
		return strange(m.Type, "mpvideo", "wxcard")
	case code != 0:
		return refused(code)
	case !p.hasQuota(m, to):
		return refused(45028)
	}
	delete(p.drafts, m.MPNews.MediaID)
	mass := Mass{ID: 1_000_000_000 + p.id(), Articles: a.Articles, Text: a.Text, All: m.Filter.All, Total: len(to), At: p.now(), Status: massSending, to: to, shown: a}
	end := massSent
	if len(p.badMasses) > 0 {
		end, p.badMasses = p.badMasses[0], p.badMasses[1:]
	}
	p.clientIDs[m.key()] = mass.ID
	if p.protected && m.Filter.All {
		mass.Status = massWaits
		p.masses = append(p.masses, mass)
	} else {
		p.masses = append(p.masses, mass)
		if !p.holding {
			p.deliverMass(&p.masses[len(p.masses)-1], end)
		}
		p.run(func() { p.endMass(mass.ID, end) })
	}
	p.notify()
	return answer{"errcode": 0, "errmsg": "send job submission success", "msg_id": mass.ID, "msg_data_id": p.id()}
}

// key is the clientmsgid, or what WeChat makes of whom and what where there is
// none.
func (m massRequest) key() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%v %v %v %s %s %s %v", m.Filter, m.To, m.MPNews, m.Text.Content, m.Image.MediaID, m.Voice.MediaID, m.Images))
	return cmp.Or(m.ClientID, "digest "+hex.EncodeToString(sum[:]))
}

// sentBefore refuses what went out, or is going out, under the same clientmsgid
// in the last day. Who asks again within a minute while it is going out is told
// to wait.
func (p *Platform) sentBefore(key string) answer {
	id, known := p.clientIDs[key]
	if !known {
		return nil
	}
	for _, m := range p.masses {
		if age := p.now().Sub(m.At); m.ID == id && age < clientIDLife {
			if m.Status == massSending && age < time.Minute {
				return refused(45066)
			}
			return answer{"errcode": 45065, "errmsg": errcodes[45065], "msg_id": id}
		}
	}
	return nil
}

// content is what a mass message shows.
func (p *Platform) content(m massRequest) (Answer, int) {
	switch m.Type {
	case "mpnews":
		d, found := p.drafts[m.MPNews.MediaID]
		if !found {
			return Answer{}, 40007
		}
		return Answer{Type: "news", Articles: sentOut(d.articles)}, 0
	case "text":
		if m.Text.Content == "" {
			return Answer{}, 44004
		}
		return Answer{Type: "text", Text: m.Text.Content}, 0
	case "image", "voice":
		id := m.Image.MediaID + m.Voice.MediaID
		if len(m.Images.MediaIDs) > 0 {
			id = m.Images.MediaIDs[0]
		}
		if _, kept := p.medium(id); !kept {
			return Answer{}, 40007
		}
		return Answer{Type: m.Type, MediaID: id}, 0
	}
	return Answer{}, 40008
}

// sentOut are a draft's articles as a card shows them, each at an address of its own.
func sentOut(draft []Article) []Article {
	out := slices.Clone(draft)
	for i := range out {
		out[i].Description, out[i].URL = out[i].Digest, articlePage+random(letters, 22)
	}
	return out
}

// hasQuota says whether the account may send once more.
func (p *Platform) hasQuota(m massRequest, to []*Follower) bool {
	now, today, all := p.now().In(beijing), 0, 0
	month := now.Format("2006-01")
	for _, x := range p.masses {
		if day(x.At) == day(now) {
			today++
		}
		if x.All && x.At.In(beijing).Format("2006-01") == month {
			all++
		}
	}
	if p.kind == Subscription {
		return today < massADay
	}
	if m.Filter.All && all >= massAMonth {
		return false
	}
	return len(to) == 0 || slices.ContainsFunc(to, func(f *Follower) bool { return f.massed[month] < massAMonth })
}

// deliverMass puts a mass message that ends well into the inboxes of those who
// have not had four this month. The caller holds the lock.
func (p *Platform) deliverMass(m *Mass, end string) {
	if m.Status == massSent {
		return
	}
	if m.Status = end; end != massSent {
		return
	}
	month := p.now().In(beijing).Format("2006-01")
	for _, f := range m.to {
		if p.kind == Service && f.massed[month] >= massAMonth {
			continue
		}
		if f.massed == nil {
			f.massed = map[string]int{}
		}
		f.massed[month]++
		f.arrives(m.shown)
		m.To++
	}
}

// endMass ends a mass message and reports it: MASSSENDJOBFINISH, whose id stands
// in MsgID.
func (p *Platform) endMass(id int64, end string) {
	p.mu.Lock()
	extra := ""
	for i := range p.masses {
		if m := &p.masses[i]; m.ID == id {
			p.deliverMass(m, end)
			extra = m.event()
		}
	}
	p.notify()
	p.mu.Unlock()
	p.report("MASSSENDJOBFINISH", extra)
}

// event is what the event MASSSENDJOBFINISH says of a mass message: who had four
// this month is not counted among those whom it was sent to (FilterCount).
func (m *Mass) event() string {
	meant, addresses := m.Total, ""
	if m.Status == massSent {
		meant = m.To
		for i, a := range m.Articles {
			addresses += fmt.Sprintf("<item><ArticleIdx>%d</ArticleIdx><ArticleUrl><![CDATA[%s]]></ArticleUrl></item>", i+1, a.URL)
		}
	}
	return fmt.Sprintf("<MsgID>%d</MsgID><Status><![CDATA[%s]]></Status><TotalCount>%d</TotalCount><FilterCount>%d</FilterCount><SentCount>%d</SentCount><ErrorCount>%d</ErrorCount>"+
		"<CopyrightCheckResult><Count>0</Count><ResultList></ResultList><CheckState>0</CheckState></CopyrightCheckResult>"+
		"<ArticleUrlResult><Count>%d</Count><ResultList>%s</ResultList></ArticleUrlResult>",
		m.ID, m.Status, m.Total, meant, m.To, meant-m.To, strings.Count(addresses, "<item>"), addresses)
}

// massGet says how far a mass message is.
func (p *Platform) massGet(r request) answer {
	var q struct {
		ID flexible `json:"msg_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	for _, m := range p.masses {
		if string(q.ID) != strconv.FormatInt(m.ID, 10) {
			continue
		}
		status := "SEND_FAIL"
		switch {
		case m.Status == massSending, m.Status == massWaits:
			status = "SENDING"
		case len(m.Deleted) > 0 && len(m.Deleted) == len(m.Articles):
			status = "DELETE"
		case m.Status == massSent:
			status = "SEND_SUCCESS"
		}
		return answer{"msg_id": m.ID, "msg_status": status}
	}
	return refused(40007)
}
