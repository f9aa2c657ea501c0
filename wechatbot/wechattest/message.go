package wechattest

import "time"

// Windows and limits of messages that the account sends by itself.
const (
	customWindow   = 48 * time.Hour
	customMessages = 5
	robotAMinute   = 20
)

// reachable is the errcode that a customer message to an openid earns now.
func (p *Platform) reachable(openid string) (*Follower, int) {
	f, known := p.followers[openid]
	switch {
	case !known:
		return nil, 40003
	case !f.following:
		return nil, 43004
	case p.now().Sub(f.contact) > customWindow:
		return nil, 45015
	case f.pushed >= customMessages:
		return nil, 45047
	}
	return f, 0
}

// custom sends a customer message: within 48 hours of the citizen's last act,
// five at most.
func (p *Platform) custom(r request) answer {
	var m struct {
		To   string `json:"touser"`
		Type string `json:"msgtype"`
		Text struct {
			Content string `json:"content"`
		} `json:"text"`
		Image struct {
			MediaID string `json:"media_id"`
		} `json:"image"`
		News struct {
			Articles []struct {
				Title, Description, URL, PicURL string
			} `json:"articles"`
		} `json:"news"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	f, code := p.reachable(m.To)
	if code != 0 {
		return refused(code)
	}
	a := Answer{Type: m.Type, Text: m.Text.Content, MediaID: m.Image.MediaID}
	switch {
	case m.Type == "text" && (a.Text == "" || len(a.Text) > maxText):
		return refused(45002)
	case m.Type == "image" && p.media[a.MediaID].data == nil:
		return refused(40007)
	}
	for _, x := range m.News.Articles {
		a.Articles = append(a.Articles, Article{Title: x.Title, Description: x.Description, URL: x.URL, PicURL: x.PicURL})
	}
	f.pushed++
	f.arrives(a)
	p.notify()
	return ok()
}

// A GroupMessage is what a robot wrote into a WeCom group.
type GroupMessage struct {
	At       time.Time
	Type     string // text, markdown, news
	Text     string
	Articles []Article
}

// Open makes a WeCom group with a robot and returns the key of its webhook.
func (p *Platform) Open() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := random("0123456789abcdef", 8) + "-" + random("0123456789abcdef", 4) + "-" + random("0123456789abcdef", 12)
	p.groups[key] = []GroupMessage{}
	return key
}

// Group returns what the robot of that key wrote into its group.
func (p *Platform) Group(key string) []GroupMessage {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]GroupMessage(nil), p.groups[key]...)
}

// robot is the webhook of a group's robot: 20 messages a minute.
func (p *Platform) robot(r request) answer {
	key := r.query.Get("key")
	if _, known := p.groups[key]; !known {
		return refused(93000)
	}
	var m struct {
		Type string `json:"msgtype"`
		Text struct {
			Content string `json:"content"`
		} `json:"text"`
		Markdown struct {
			Content string `json:"content"`
		} `json:"markdown"`
		News struct {
			Articles []struct{ Title, Description, URL, PicURL string } `json:"articles"`
		} `json:"news"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	now := p.now()
	recent := p.sentAt[key][:0]
	for _, at := range p.sentAt[key] {
		if now.Sub(at) < time.Minute {
			recent = append(recent, at)
		}
	}
	if len(recent) >= robotAMinute {
		p.sentAt[key] = recent
		return refused(45009)
	}
	g := GroupMessage{At: now, Type: m.Type, Text: m.Text.Content + m.Markdown.Content}
	for _, x := range m.News.Articles {
		g.Articles = append(g.Articles, Article{Title: x.Title, Description: x.Description, URL: x.URL, PicURL: x.PicURL})
	}
	if g.Text == "" && len(g.Articles) == 0 || m.Type == "text" && len(g.Text) > 2048 || m.Type == "markdown" && len(g.Text) > 4096 {
		return refused(44004)
	}
	p.sentAt[key] = append(recent, now)
	p.groups[key] = append(p.groups[key], g)
	p.notify()
	return ok()
}
