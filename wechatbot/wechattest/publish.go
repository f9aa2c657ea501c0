package wechattest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"
)

type medium struct {
	name string
	data []byte
}

// A Button is one entry of the account's menu.
type Button struct {
	Type     string   `json:"type"`
	Name     string   `json:"name"`
	Key      string   `json:"key"`
	URL      string   `json:"url"`
	Children []Button `json:"sub_button"`
}

// Menu returns the menu that the bot has set.
func (p *Platform) Menu() []Button {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.menu
}

func (p *Platform) menuCreate(r request) answer {
	var m struct {
		Button []Button `json:"button"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	if len(m.Button) == 0 || len(m.Button) > 3 {
		return refused(40017)
	}
	for _, b := range m.Button {
		if utf8.RuneCountInString(b.Name) > 16 || len(b.Children) > 5 {
			return refused(40018)
		}
	}
	p.menu = m.Button
	p.notify()
	return ok()
}

func (p *Platform) menuGet(request) answer {
	if p.menu == nil {
		return refused(46003)
	}
	return answer{"menu": answer{"button": p.menu}}
}

func (p *Platform) menuDelete(request) answer {
	p.menu = nil
	return ok()
}

func (p *Platform) upload(r request) answer {
	if len(r.file) == 0 {
		return refused(44002)
	}
	if len(r.file) > 10<<20 {
		return refused(40009)
	}
	kind := http.DetectContentType(r.file)
	if !strings.HasPrefix(kind, "image/") {
		return refused(40004)
	}
	id := fmt.Sprintf("MEDIA%d_%s", p.id(), random(letters, 20))
	p.media[id] = medium{r.name, r.file}
	return answer{"media_id": id, "url": "http://mmbiz.qpic.cn/" + id, "type": "image", "created_at": p.now().Unix()}
}

// Media returns an uploaded file by its id.
func (p *Platform) Media(id string) ([]byte, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m, found := p.media[id]
	return m.data, found
}

func (p *Platform) draftAdd(r request) answer {
	var d struct {
		Articles []Article `json:"articles"`
	}
	if !r.json(&d) || len(d.Articles) == 0 || len(d.Articles) > 8 {
		return refused(47001)
	}
	for _, a := range d.Articles {
		switch {
		case a.Title == "" || utf8.RuneCountInString(a.Title) > 32:
			return refused(45003)
		case utf8.RuneCountInString(a.Digest) > 128:
			return refused(45004)
		case len(a.Content) == 0 || utf8.RuneCountInString(a.Content) >= 20000:
			return refused(45166)
		case p.media[a.ThumbID].data == nil:
			return refused(40007)
		}
	}
	id := fmt.Sprintf("DRAFT%d_%s", p.id(), random(letters, 20))
	p.drafts[id] = d.Articles
	return answer{"media_id": id}
}

func (p *Platform) draftGet(r request) answer {
	var q struct {
		MediaID string `json:"media_id"`
	}
	if !r.json(&q) || p.drafts[q.MediaID] == nil {
		return refused(40007)
	}
	return answer{"news_item": p.drafts[q.MediaID]}
}

func (p *Platform) draftDelete(r request) answer {
	var q struct {
		MediaID string `json:"media_id"`
	}
	if !r.json(&q) || p.drafts[q.MediaID] == nil {
		return refused(40007)
	}
	delete(p.drafts, q.MediaID)
	return ok()
}

// Drafts returns the articles that wait as drafts.
func (p *Platform) Drafts() [][]Article {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out [][]Article
	for _, d := range p.drafts {
		out = append(out, d)
	}
	return out
}

// A Post is what the account has published.
type Post struct {
	PublishID string
	ArticleID string
	Articles  []Article
	URL       string
	Deleted   bool
}

// Posts returns what the account has published, in order.
func (p *Platform) Posts() []Post {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Post(nil), p.posts...)
}

// publish accepts a draft; the event that says it is out follows. The id is a
// string, as WeChat documents it.
func (p *Platform) publish(r request) answer {
	var q struct {
		MediaID string `json:"media_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	articles, found := p.drafts[q.MediaID]
	if !found {
		return refused(40007)
	}
	delete(p.drafts, q.MediaID)
	n := p.id()
	post := Post{
		PublishID: strconv.FormatInt(2_247_480_000+n, 10), ArticleID: random(letters, 32), Articles: articles,
		URL: "http://mp.weixin.qq.com/s/" + random(letters, 22),
	}
	p.posts = append(p.posts, post)
	p.notify()
	if p.bot != nil {
		go p.finished(p.bot, post)
	}
	return answer{"errcode": 0, "errmsg": "ok", "publish_id": post.PublishID, "msg_data_id": strconv.FormatInt(n, 10)}
}

// finished sends the event PUBLISHJOBFINISH.
func (p *Platform) finished(bot http.Handler, post Post) {
	f := &Follower{platform: p, bot: bot, Name: "微信", OpenID: "o" + random(letters, 27)}
	f.try(Message{Type: "event", Event: "PUBLISHJOBFINISH", Created: p.Now().Unix(), Extra: fmt.Sprintf(
		`<PublishEventInfo><publish_id>%s</publish_id><publish_status>0</publish_status><article_id><![CDATA[%s]]></article_id>`+
			`<article_detail><count>1</count><item><idx>1</idx><article_url><![CDATA[%s]]></article_url></item></article_detail></PublishEventInfo>`,
		post.PublishID, post.ArticleID, post.URL)}, 1)
}

func (p *Platform) publishGet(r request) answer {
	var q struct {
		PublishID string `json:"publish_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	for _, post := range p.posts {
		if post.PublishID == q.PublishID {
			return answer{"publish_id": post.PublishID, "publish_status": 0, "article_id": post.ArticleID,
				"article_detail": answer{"count": 1, "item": []answer{{"idx": 1, "article_url": post.URL}}}}
		}
	}
	return refused(53404)
}

func (p *Platform) publishDelete(r request) answer {
	var q struct {
		ArticleID string `json:"article_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	for i := range p.posts {
		if p.posts[i].ArticleID == q.ArticleID {
			p.posts[i].Deleted = true
			p.notify()
			return ok()
		}
	}
	return refused(53404)
}
