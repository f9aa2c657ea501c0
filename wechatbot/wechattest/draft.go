package wechattest

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
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

func (p *Platform) draftAdd(r request) answer {
	var d struct {
		Articles []Article `json:"articles"`
	}
	if !r.json(&d) || len(d.Articles) == 0 {
		return refused(47001)
	}
	if len(d.Articles) > maxArticles {
		return refused(45008)
	}
	for i := range d.Articles {
		if code := p.wrong(d.Articles[i]); code != 0 {
			return refused(code)
		}
		d.Articles[i].clean(len(d.Articles) == 1)
	}
	id := fmt.Sprintf("DRAFT%d_%s", p.id(), random(letters, 20))
	p.drafts[id] = d.Articles
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
		MediaID string  `json:"media_id"`
		Index   int     `json:"index"`
		Article Article `json:"articles"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	d := p.drafts[q.MediaID]
	if q.Index < 0 || q.Index >= len(d) {
		return refused(40007)
	}
	if code := p.wrong(q.Article); code != 0 {
		return refused(code)
	}
	q.Article.clean(len(d) == 1)
	d = slices.Clone(d)
	d[q.Index] = q.Article
	p.drafts[q.MediaID] = d
	return ok()
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

func (p *Platform) draftCount(request) answer { return answer{"total_count": len(p.drafts)} }

// draftList lists the drafts, up to twenty at once.
func (p *Platform) draftList(r request) answer {
	var q page
	if !r.json(&q) || !q.good() {
		return refused(40007)
	}
	var ids []string
	for id := range p.drafts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	items := []answer{}
	for _, id := range pick(ids, q) {
		items = append(items, answer{"media_id": id, "content": answer{"news_item": p.drafts[id]}})
	}
	return answer{"total_count": len(ids), "item_count": len(items), "item": items}
}

// A page is which of a list is asked for.
type page struct {
	Offset int `json:"offset"`
	Count  int `json:"count"`
}

func (q page) good() bool { return q.Offset >= 0 && q.Count >= 1 && q.Count <= 20 }

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
		out = append(out, d)
	}
	return out
}
