package wechattest

import (
	"cmp"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Limits of an article (新增草稿), in characters; the body has its limit in bytes
// too, and the address of its source.
const (
	maxArticles             = 8
	maxTitle, maxAuthor     = 32, 16
	maxDigest, digestTaken  = 128, 54
	maxContent, maxBodySize = 20_000, 1 << 20
	maxSourceURL            = 1 << 10
)

// A draft is what waits to be published.
type draft struct {
	articles []Article
	at       time.Time // when it was last changed
}

// items are the articles of a draft as they are given back; the address is one for a
// look at it. Where they are listed their bodies may be left out.
func (d draft) items(id string, bare bool) []answer {
	out := []answer{}
	for i, a := range d.articles {
		out = append(out, a.item(fmt.Sprintf("%s?tempkey=%s&idx=%d", strings.TrimSuffix(articlePage, "/"), id, i+1), bare))
	}
	return out
}

// item is an article as it is given back, of a draft and of a post.
func (a Article) item(address string, bare bool) answer {
	out := answer{"article_type": cmp.Or(a.Type, "news"), "title": a.Title, "author": a.Author, "digest": a.Digest, "content": a.Content,
		"content_source_url": a.SourceURL, "thumb_media_id": a.ThumbID, "url": address,
		"need_open_comment": bit(a.Comments), "only_fans_can_comment": bit(a.CommentsFans)}
	if bare {
		delete(out, "content")
	}
	return out
}

// A sentArticle is an article as it is handed in.
type sentArticle struct {
	Article
	Open flexible `json:"need_open_comment"`
	Fans flexible `json:"only_fans_can_comment"`
}

func (a sentArticle) article() Article {
	a.Comments, a.CommentsFans = a.Open.yes(), a.Fans.yes()
	return a.Article
}

func (p *Platform) draftAdd(r request) answer {
	var q struct {
		Articles []sentArticle `json:"articles"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	switch n := len(q.Articles); {
	case n == 0:
		return refused(44003)
	case n > maxArticles:
		return refused(45008)
	}
	d := draft{at: p.now()}
	for _, sent := range q.Articles {
		a := sent.article()
		if a.Type != "" && a.Type != "news" {
			return strange(a.Type, "newspic")
		}
		if code := p.wrong(a); code != 0 {
			return refused(code)
		}
		a.clean(len(q.Articles) == 1)
		d.articles = append(d.articles, a)
	}
	id := fmt.Sprintf("DRAFT%d_%s", p.id(), random(letters, 20))
	p.drafts[id] = d
	return answer{"media_id": id}
}

// wrong is the errcode that an article earns, 0 if none.
func (p *Platform) wrong(a Article) int {
	n := utf8.RuneCountInString
	switch {
	case a.Title == "" || n(a.Title) > maxTitle:
		return 45003
	case n(a.Author) > maxAuthor:
		return 45110
	case n(a.Digest) > maxDigest:
		return 45004
	case a.Content == "":
		return 44004
	case n(a.Content) >= maxContent || len(a.Content) >= maxBodySize:
		return 45002
	case len(a.SourceURL) > maxSourceURL:
		return 45006
	}
	// A temporary medium would be gone before the article is.
	if m, known := p.medium(a.ThumbID); !known || !m.permanent || m.kind != "image" && m.kind != "thumb" {
		return 40007
	}
	return 0
}

var (
	script   = regexp.MustCompile(`(?is)<script\b.*?(</script>|$)| on[a-z]+="[^"]*"`)
	picture  = regexp.MustCompile(`(?i)<img\b[^>]*>`)
	anyTag   = regexp.MustCompile(`<[^>]*>`)
	ownImage = regexp.MustCompile(`(?i)\bsrc="(https?://mmbiz\.qpic\.cn/[^"]*)"`)
)

// clean does to an article what WeChat does: it takes out scripts, and pictures
// that were not uploaded for articles, and gives a single article without a
// digest the first words of its body.
func (a *Article) clean(alone bool) {
	a.Content = script.ReplaceAllString(a.Content, "")
	a.Content = picture.ReplaceAllStringFunc(a.Content, func(img string) string {
		if ownImage.MatchString(img) {
			return img
		}
		return ""
	})
	if a.Digest == "" && alone {
		words := []rune(strings.Join(strings.Fields(html.UnescapeString(anyTag.ReplaceAllString(a.Content, " "))), " "))
		a.Digest = string(words[:min(len(words), digestTaken)])
	}
}

// draftUpdate writes one article of a draft anew.
func (p *Platform) draftUpdate(r request) answer {
	var q struct {
		MediaID string      `json:"media_id"`
		Index   int         `json:"index"`
		Sent    sentArticle `json:"articles"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	d := p.drafts[q.MediaID]
	if q.Index < 0 || q.Index >= len(d.articles) {
		return refused(40007)
	}
	a := q.Sent.article()
	if code := p.wrong(a); code != 0 {
		return refused(code)
	}
	a.clean(len(d.articles) == 1)
	articles := slices.Clone(d.articles)
	articles[q.Index] = a
	p.drafts[q.MediaID] = draft{articles, p.now()}
	return ok()
}

func (p *Platform) draftGet(r request) answer {
	var q struct {
		MediaID string `json:"media_id"`
	}
	if !r.json(&q) || p.drafts[q.MediaID].articles == nil {
		return refused(40007)
	}
	return answer{"news_item": p.drafts[q.MediaID].items(q.MediaID, false)}
}

func (p *Platform) draftDelete(r request) answer {
	var q struct {
		MediaID string `json:"media_id"`
	}
	if !r.json(&q) || p.drafts[q.MediaID].articles == nil {
		return refused(40007)
	}
	delete(p.drafts, q.MediaID)
	return ok()
}

func (p *Platform) draftCount(request) answer { return answer{"total_count": len(p.drafts)} }

// draftList lists the drafts, up to twenty at once.
func (p *Platform) draftList(r request) answer {
	var q page
	if !r.json(&q) || !q.good() {
		return badPage()
	}
	var ids []string
	for id := range p.drafts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	items := []answer{}
	for _, id := range pick(ids, q) {
		d := p.drafts[id]
		items = append(items, answer{"media_id": id, "content": answer{"news_item": d.items(id, q.Bare.yes())}, "update_time": d.at.Unix()})
	}
	return answer{"total_count": len(ids), "item_count": len(items), "item": items}
}

// A page is which of a list is asked for.
type page struct {
	Offset int      `json:"offset"`
	Count  int      `json:"count"`
	Bare   flexible `json:"no_content"` // without bodies
}

func (q page) good() bool { return q.Offset >= 0 && q.Count >= 1 && q.Count <= 20 }

// badPage is the answer to who asks for a page that there cannot be.
func badPage() answer {
	a := refused(40007)
	a["errmsg"] = errcodes[40007] + ": wechattest: a page has an offset from 0 and a count from 1 to 20"
	return a
}

func pick[T any](all []T, q page) []T {
	from := min(q.Offset, len(all))
	return all[from:min(from+q.Count, len(all))]
}

// Drafts returns the articles that wait as drafts.
func (p *Platform) Drafts() [][]Article {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out [][]Article
	for _, d := range p.drafts {
		out = append(out, d.articles)
	}
	return out
}
