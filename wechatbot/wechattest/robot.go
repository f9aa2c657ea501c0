package wechattest

import (
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"
)

// Limits of a WeCom group's robot (群机器人): messages a minute, and sizes in
// bytes. What is longer in a card is cut off.
const (
	robotAMinute           = 20
	robotText, robotMark   = 2048, 4096
	robotTitle, robotWords = 128, 512
	robotPicture           = 2 << 20
)

// A GroupMessage is what a robot wrote into a WeCom group.
type GroupMessage struct {
	At       time.Time
	Type     string // text, markdown, markdown_v2, news, image
	Text     string
	Articles []Article
	Picture  []byte
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

type robotRequest struct {
	Type string `json:"msgtype"`
	Text struct {
		Content string `json:"content"`
	} `json:"text"`
	Markdown struct {
		Content string `json:"content"`
	} `json:"markdown"`
	Markdown2 struct {
		Content string `json:"content"`
	} `json:"markdown_v2"`
	News struct {
		Articles []struct{ Title, Description, URL, PicURL string } `json:"articles"`
	} `json:"news"`
	Image struct{ Base64, MD5 string } `json:"image"`
}

// robot is the webhook of a group's robot.
func (p *Platform) robot(r request) answer {
	key := r.query.Get("key")
	if _, known := p.groups[key]; !known {
		return refused(93000)
	}
	var m robotRequest
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
	p.sentAt[key] = recent
	if len(recent) >= robotAMinute {
		return refused(45009)
	}
	g, code := m.shown()
	switch {
	case code == 40008:
		return strange(m.Type, "file", "voice", "template_card")
	case code != 0:
		return refused(code)
	}
	g.At = now
	p.sentAt[key] = append(recent, now)
	p.groups[key] = append(p.groups[key], g)
	p.notify()
	return ok()
}

// shown is a robot's message as the group sees it.
func (m robotRequest) shown() (GroupMessage, int) {
	g := GroupMessage{Type: m.Type, Text: m.Text.Content + m.Markdown.Content + m.Markdown2.Content}
	switch m.Type {
	case "text", "markdown", "markdown_v2":
		limit := robotMark
		if m.Type == "text" {
			limit = robotText
		}
		if g.Text == "" {
			return g, 44004
		}
		if len(g.Text) > limit {
			return g, 40058
		}
	case "news":
		if n := len(m.News.Articles); n < 1 || n > maxArticles {
			return g, 40058
		}
		for _, x := range m.News.Articles {
			if x.Title == "" || x.URL == "" {
				return g, 40058
			}
			g.Articles = append(g.Articles, Article{Title: cut(x.Title, robotTitle), Description: cut(x.Description, robotWords), URL: x.URL, PicURL: x.PicURL})
		}
	case "image":
		data, err := base64.StdEncoding.DecodeString(m.Image.Base64)
		sum := md5.Sum(data)
		if err != nil || len(data) == 0 || len(data) > robotPicture || !strings.EqualFold(hex.EncodeToString(sum[:]), m.Image.MD5) {
			return g, 40009
		}
		g.Picture = data
	default:
		return g, 40008
	}
	return g, 0
}

// cut is a text of so many bytes at most, ending with a whole character.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}
