package wechattest

import (
	"slices"
	"strings"
	"time"
)

// What an act of a citizen lets the account write to her (客服消息): five messages
// within 48 hours of her last one; three within a minute of following, scanning
// or tapping a button of the menu.
const (
	customWindow, customMessages = 48 * time.Hour, 5
	actWindow, actMessages       = time.Minute, 3
)

// An allowance is how much the account may still write, and until when.
type allowance struct {
	until time.Time
	left  int
}

func (a allowance) lives(now time.Time) bool { return !now.After(a.until) }

// acts are the events that let the account write. A button that only opens a
// page does not.
var acts = []string{"subscribe", "SCAN", "CLICK", "scancode_push", "scancode_waitmsg"}

// acted notes what a message or an event of the citizen's lets the account
// write. An option that she taps counts as a button of the menu and not as words of hers
// (客服消息介绍: 在用户点击菜单消息时，触发的是点击菜单事件). The caller holds the lock.
func (f *Follower) acted(m Message, now time.Time) {
	f.contact = now
	switch {
	case slices.Contains(acts, m.Event), m.Event == "" && strings.Contains(m.Extra, optionTag):
		f.tapped = allowance{now.Add(actWindow), actMessages}
	case m.Event == "":
		f.spoke = allowance{now.Add(customWindow), customMessages}
	}
}

// optionTag is the element of a text that came of an option's being tapped.
const optionTag = "<bizmsgmenuid>"

// reachable is the errcode that a customer message to an openid earns now, and
// what it would use up.
func (p *Platform) reachable(openid string) (*Follower, *allowance, int) {
	f, known := p.followers[openid]
	if !known {
		return nil, nil, 40003
	}
	switch {
	case !f.following:
		return nil, nil, 43004
	case f.black:
		return nil, nil, 43019
	}
	code := 45015
	for _, a := range []*allowance{&f.tapped, &f.spoke} {
		if !a.lives(p.now()) {
			continue
		}
		if a.left > 0 {
			return f, a, 0
		}
		code = 45047
	}
	return nil, nil, code
}

// A customRequest is a customer message of any kind that is shown here.
type customRequest struct {
	To   string `json:"touser"`
	Type string `json:"msgtype"`
	Text struct {
		Content string `json:"content"`
	} `json:"text"`
	Image struct {
		MediaID string `json:"media_id"`
	} `json:"image"`
	Voice struct {
		MediaID string `json:"media_id"`
	} `json:"voice"`
	Video struct {
		MediaID string `json:"media_id"`
		Title   string `json:"title"`
	} `json:"video"`
	Music struct {
		Title string `json:"title"`
		Tune  string `json:"musicurl"`
	} `json:"music"`
	News struct {
		Articles []struct {
			Title, Description, URL, PicURL string
		} `json:"articles"`
	} `json:"news"`
	Post struct {
		ArticleID string `json:"article_id"`
	} `json:"mpnewsarticle"`
	Mini struct {
		Title   string `json:"title"`
		ThumbID string `json:"thumb_media_id"`
	} `json:"miniprogrampage"`
	Menu struct {
		Head string `json:"head_content"`
		Tail string `json:"tail_content"`
		List []struct {
			ID      flexible `json:"id"`
			Content string   `json:"content"`
		} `json:"list"`
	} `json:"msgmenu"`
}

// custom sends a customer message while the citizen's act lets it.
func (p *Platform) custom(r request) answer {
	var m customRequest
	if !r.json(&m) {
		return refused(47001)
	}
	f, uses, code := p.reachable(m.To)
	if code != 0 {
		return refused(code)
	}
	a, code := p.shownTo(m)
	switch {
	case code == 40008:
		return strange(m.Type, "mpnews", "wxcard")
	case code != 0:
		return refused(code)
	}
	uses.left--
	f.wrote, f.typing = p.now(), time.Time{}
	f.arrives(a)
	p.notify()
	return ok()
}

// shownTo is a customer message as the citizen sees it.
func (p *Platform) shownTo(m customRequest) (Answer, int) {
	a := Answer{Type: m.Type}
	switch m.Type {
	case "text":
		if a.Text = m.Text.Content; a.Text == "" {
			return a, 44004
		}
	case "image", "voice", "video":
		a.MediaID, a.Text = m.Image.MediaID+m.Voice.MediaID+m.Video.MediaID, m.Video.Title
		if _, kept := p.medium(a.MediaID); !kept {
			return a, 40007
		}
	case "music":
		a.Text, a.URL = m.Music.Title, m.Music.Tune
	case "miniprogrampage":
		a.Text = m.Mini.Title
		if _, kept := p.medium(m.Mini.ThumbID); !kept {
			return a, 40007
		}
	case "news", "mpnewsarticle":
		var code int
		a.Type = "news"
		if a.Articles, code = p.card(m); code != 0 {
			return a, code
		}
	case "msgmenu":
		a.Type, a.Text = "text", m.menu()
	default:
		return a, 40008
	}
	if len(a.Text) > maxText {
		return a, 45002
	}
	return a, 0
}

// card are the articles of a customer message: one of its own, or those of a post.
func (p *Platform) card(m customRequest) ([]Article, int) {
	if m.Type == "mpnewsarticle" {
		if x := p.post(m.Post.ArticleID); x != nil {
			return x.shown(), 0
		}
		return nil, 53404
	}
	if len(m.News.Articles) != 1 {
		return nil, 45008
	}
	x := m.News.Articles[0]
	return []Article{{Title: x.Title, Description: x.Description, URL: x.URL, PicURL: x.PicURL}}, 0
}

// menu is a message of options to tap, each of which sends its own words.
func (m customRequest) menu() string {
	lines := []string{m.Menu.Head}
	for _, o := range m.Menu.List {
		lines = append(lines, option(string(o.ID), o.Content))
	}
	return strings.TrimSpace(strings.Join(append(lines, m.Menu.Tail), "\n"))
}
