package wechattest

import (
	"slices"
	"strconv"
	"time"
)

// The states of a publication (publish_status) that are not failures.
const (
	posted  = 0
	posting = 1
)

// A Post is what the account has published, or is publishing.
type Post struct {
	PublishID string
	ArticleID string
	Articles  []Article
	URL       string // of the first article
	Status    int    // publish_status: 0 out, 1 on its way; see FailPost
	Deleted   bool
	at        time.Time // when it was published
	gone      []int     // articles taken down, from 1
}

// articlePage is where articles are read.
const articlePage = "http://mp.weixin.qq.com/s/"

// address is where an article of a post is read.
func (x Post) address(i int) string {
	if i == 0 {
		return x.URL
	}
	return x.URL + "-" + strconv.Itoa(i+1)
}

// Posts returns what the account has published, in order.
func (p *Platform) Posts() []Post {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Post(nil), p.posts...)
}

// publish accepts a draft, which is gone with it; the event that says what came
// of it follows.
func (p *Platform) publish(r request) answer {
	var q struct {
		MediaID string `json:"media_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	d, found := p.drafts[q.MediaID]
	if !found {
		return refused(40007)
	}
	delete(p.drafts, q.MediaID)
	n := p.id()
	post := Post{
		PublishID: strconv.FormatInt(2_247_480_000+n, 10), ArticleID: random(letters, 32), Articles: d.articles,
		URL: articlePage + random(letters, 22), Status: posted, at: p.now(),
	}
	end := posted
	if len(p.badPosts) > 0 {
		end, p.badPosts = p.badPosts[0], p.badPosts[1:]
		post.Status = end
	}
	if p.holding {
		post.Status = posting
	}
	p.posts = append(p.posts, post)
	p.notify()
	p.run(func() { p.endPost(post.PublishID, end) })
	return answer{"errcode": 0, "errmsg": "ok", "publish_id": p.publishID(post), "msg_data_id": strconv.FormatInt(n, 10)}
}

// publishID is a publication's id as it is written.
func (p *Platform) publishID(x Post) any {
	if n, err := strconv.ParseInt(x.PublishID, 10, 64); err == nil && p.numeric {
		return n
	}
	return x.PublishID
}

func (p *Platform) publishGet(r request) answer {
	var q struct {
		PublishID flexible `json:"publish_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	for _, post := range p.posts {
		if post.PublishID != string(q.PublishID) {
			continue
		}
		a := answer{"publish_id": p.publishID(post), "publish_status": post.Status}
		if post.Status == posted {
			items := []answer{}
			for i := range post.Articles {
				items = append(items, answer{"idx": i + 1, "article_url": post.address(i)})
			}
			a["article_id"], a["article_detail"] = post.ArticleID, answer{"count": len(items), "item": items}
		} else if post.Status != posting {
			a["fail_idx"] = []int{1}
		}
		return a
	}
	return refused(53404)
}

// publishDelete takes an article of a post down, or all of them (index 0).
func (p *Platform) publishDelete(r request) answer {
	var q struct {
		ArticleID string `json:"article_id"`
		Index     int    `json:"index"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	for i := range p.posts {
		x := &p.posts[i]
		if x.ArticleID != q.ArticleID || x.Deleted || x.Status != posted {
			continue
		}
		if q.Index < 0 || q.Index > len(x.Articles) {
			return refused(40060)
		}
		if q.Index > 0 && !slices.Contains(x.gone, q.Index) {
			x.gone = append(x.gone, q.Index)
		}
		x.Deleted = q.Index == 0 || len(x.gone) == len(x.Articles)
		p.notify()
		return ok()
	}
	return refused(53404)
}

// publishList lists what is out, newest first, up to twenty at once.
func (p *Platform) publishList(r request) answer {
	var q page
	if !r.json(&q) || !q.good() {
		return badPage()
	}
	var out []Post
	for _, x := range slices.Backward(p.posts) {
		if x.Status == posted && !x.Deleted {
			out = append(out, x)
		}
	}
	items := []answer{}
	for _, x := range pick(out, q) {
		items = append(items, answer{"article_id": x.ArticleID, "content": answer{"news_item": x.items(q.Bare.yes())}, "update_time": x.at.Unix()})
	}
	return answer{"total_count": len(out), "item_count": len(items), "item": items}
}

// publishArticle gives the articles of a post.
func (p *Platform) publishArticle(r request) answer {
	var q struct {
		ArticleID string `json:"article_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	if x := p.post(q.ArticleID); x != nil {
		return answer{"news_item": x.items(false)}
	}
	return refused(53404)
}

// post is what is out under an article_id, nil if nothing is.
func (p *Platform) post(articleID string) *Post {
	for i := range p.posts {
		if x := &p.posts[i]; x.ArticleID == articleID && x.Status == posted && !x.Deleted {
			return x
		}
	}
	return nil
}

// shown are a post's articles as a card shows them.
func (x Post) shown() []Article {
	out := slices.Clone(x.Articles)
	for i := range out {
		out[i].Description, out[i].URL = out[i].Digest, x.address(i)
	}
	return out
}

func (x Post) items(bare bool) []answer {
	out := []answer{}
	for i, a := range x.Articles {
		item := a.item(x.address(i), bare)
		item["is_deleted"] = slices.Contains(x.gone, i+1)
		out = append(out, item)
	}
	return out
}

// A flexible is an id that may come as text or as a number.
type flexible string

// UnmarshalJSON implements json.Unmarshaler.
func (f *flexible) UnmarshalJSON(b []byte) error {
	if s, err := strconv.Unquote(string(b)); err == nil {
		*f = flexible(s)
		return nil
	}
	*f = flexible(b)
	return nil
}

// yes says whether it is a 1 or a true, both of which callers write.
func (f flexible) yes() bool { return f == "1" || f == "true" }

// bit is how WeChat writes it.
func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
