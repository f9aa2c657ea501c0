package clerk

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"net/http"
	"regexp"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

// articleView is a record as the account will show it.
type articleView struct {
	Record  catalog.Record
	Article Article
}

// ofRecord reads the record of the address, and its article.
func (v *visit) ofRecord() (r catalog.Record, a Article, ok bool) {
	if r, ok = v.paper(); !ok {
		return r, a, false
	}
	return r, v.Posting.Article(r), true
}

// article shows the article that would be posted, in a frame that may do nothing.
func (v *visit) article() {
	r, a, ok := v.ofRecord()
	if !ok {
		return
	}
	v.w.Header().Set("Content-Security-Policy", furniture.Policy+"; frame-src 'self'")
	v.show(http.StatusOK, page{Name: "article", Title: "公众号文章的样子", Under: cut(40, r.Title), Nav: "/records", Data: articleView{r, a}})
}

// articleCover is the article's picture.
func (v *visit) articleCover() {
	_, a, ok := v.ofRecord()
	if !ok {
		return
	}
	v.w.Header().Set("Content-Type", "image/png")
	furniture.Send(v.w, v.r, http.StatusOK, a.Cover, true)
}

// styles are the style attributes of an article.
var styles = regexp.MustCompile(`style="([^"]*)"`)

// articleBody is the article's own text, as the account gets it. Its page stands
// in a frame of the desk only, runs nothing and loads nothing but the style sheet
// that stands for WeChat's; of the styles written into the text, those that the
// article really has are let through, each by its hash.
func (v *visit) articleBody() {
	_, a, ok := v.ofRecord()
	if !ok {
		return
	}
	allowed := map[string]bool{}
	policy := "default-src 'none'; style-src 'self'"
	for _, m := range styles.FindAllStringSubmatch(a.Content, -1) {
		sum := sha256.Sum256([]byte(html.UnescapeString(m[1])))
		hash := " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		if len(allowed) == 0 {
			policy += " 'unsafe-hashes'"
		}
		if !allowed[hash] {
			allowed[hash] = true
			policy += hash
		}
	}
	h := v.w.Header()
	h.Set("Content-Security-Policy", policy+"; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Content-Type", "text/html; charset=utf-8")
	var b bytes.Buffer
	b.WriteString(`<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>`)
	b.WriteString(html.EscapeString(a.Title))
	b.WriteString(`</title><link rel="stylesheet" href="` + html.EscapeString(v.prefix+"/assets/"+v.assets.Name("article.css")) + `"></head><body><main>`)
	b.WriteString(strings.TrimSpace(a.Content))
	b.WriteString(`</main></body></html>`)
	furniture.Send(v.w, v.r, http.StatusOK, b.Bytes(), true)
}
