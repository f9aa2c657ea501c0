package wechatbot

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget/chart"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// post makes a record into an article and publishes it on the account: a draft
// first, then its publication, whose end an event reports, or else is asked for.
// An account without the right keeps the draft, and a person publishes it in the
// console.
func (w *worker) post(ctx context.Context, r catalog.Record) (catalog.Release, error) {
	media, err := w.draft(ctx, []catalog.Record{r})
	if err != nil {
		w.restPosts(err)
		return notOut, err
	}
	var job struct {
		ID weixin.ID `json:"publish_id"`
	}
	err = w.wechat.Call(ctx, "/cgi-bin/freepublish/submit", map[string]string{"media_id": media}, &job)
	switch {
	case weixin.Refused(err, 48001):
		return catalog.Release{State: catalog.NeedsHand, Ref: media, Reason: "公众号没有发布接口权限，草稿已保存，请在公众平台后台发布"}, nil
	case weixin.Refused(err, 53503, 53504, 53505): // the console alone can do something about the draft
		return catalog.Release{State: catalog.NeedsHand, Ref: media, Reason: reason(err) + "。草稿已保存，请在公众平台后台发布"}, nil
	case weixin.Refused(err):
		w.restPosts(err)
		w.undraft(ctx, media)
	}
	return catalog.Release{Ref: string(job.ID)}, weixin.Answered("/cgi-bin/freepublish/submit", string(job.ID), err)
}

// restPosts lets all posts wait for an hour once the day's calls are used up.
func (w *worker) restPosts(err error) {
	if weixin.Refused(err, 45009) {
		w.postsAfter = w.Now().Add(time.Hour)
	}
}

// undraft deletes a draft that did not go out: the next try makes another, and who finds
// two in the console might publish both.
func (b *Bot) undraft(ctx context.Context, media string) {
	if err := b.wechat.Call(ctx, "/cgi-bin/draft/delete", map[string]string{"media_id": media}, nil); err != nil {
		b.Log.WithField("event", "draft").WithError(err).Warn("a draft that did not go out is left")
	}
}

// draft puts records into the account's drafts, one article each.
func (b *Bot) draft(ctx context.Context, rs []catalog.Record) (media string, err error) {
	var articles []any
	for _, r := range rs {
		a := b.Article(r)
		cover, err := b.wechat.Upload(ctx, "/cgi-bin/material/add_material", "cover.png", a.Cover)
		if err != nil {
			return "", err
		}
		articles = append(articles, map[string]string{
			"title": a.Title, "author": a.Author, "digest": a.Digest, "content": a.Content, "content_source_url": a.Source, "thumb_media_id": cover,
		})
	}
	var draft struct {
		MediaID string `json:"media_id"`
	}
	err = b.wechat.Call(ctx, "/cgi-bin/draft/add", map[string]any{"articles": articles}, &draft)
	return draft.MediaID, weixin.Answered("/cgi-bin/draft/add", draft.MediaID, err)
}

// notOut says of a failure that nothing went out for certain.
var notOut = catalog.Release{State: catalog.Failed}

// Limits of an article, in characters.
const (
	maxTitle  = 32
	maxDigest = 120
	maxBody20 = 19_000
)

// An Article is a record as a post shows it, cut to what WeChat takes.
type Article struct {
	Title   string
	Author  string
	Digest  string
	Content string // HTML
	Source  string // address that 阅读原文 leads to; empty: none
	Cover   []byte // PNG
}

// Article makes a record into an article, as Run posts it and MassSend sends it.
func (b *Bot) Article(r catalog.Record) Article {
	source := b.Pages.Record(r.Number)
	return Article{
		Title: shorten(r.Title, maxTitle), Author: shorten(b.Office.Short, 8), Digest: shorten(r.Summary, maxDigest),
		Content: shortenBody(body(r), source != ""), Source: source, Cover: b.cover(r),
	}
}

// shorten cuts a text to n characters; what introduces an official title
// (关于 … 的通知) goes before its matter does.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	if _, rest, ok := strings.Cut(s, "关于"); ok && utf8.RuneCountInString("关于"+rest) <= n {
		return "关于" + rest
	}
	r := []rune(s)
	return string(r[:n-1]) + "…"
}

// body is a record as an article, in the few tags that WeChat keeps.
func body(r catalog.Record) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, `<p style="color:#555;font-size:15px">%s：%s</p>`, name, html.EscapeString(value))
		}
	}
	line("索引号", string(r.Number))
	line("发布机构", r.Publisher)
	line("文号", r.DocNumber)
	line("生成日期", r.Date.String())
	text := r.Body
	if text == "" {
		text = r.Summary
	}
	for p := range strings.Lines(text) {
		for _, p := range paragraphs(strings.TrimSpace(p)) {
			fmt.Fprintf(&b, `<p style="line-height:1.8;margin:1em 0">%s</p>`, html.EscapeString(p))
		}
	}
	return b.String()
}

// longParagraph is from how many characters on a line of text is several paragraphs.
const longParagraph = 2000

// paragraphs are a line as it is set, so that one that is very long is not lost whole
// where the article is cut.
func paragraphs(line string) (out []string) {
	for r := []rune(line); len(r) > 0; {
		n := min(len(r), longParagraph)
		if end := strings.LastIndex(string(r[:n]), "。"); n < len(r) && end > 0 {
			n = utf8.RuneCountInString(string(r[:n])[:end]) + 1
		}
		out, r = append(out, string(r[:n])), r[n:]
	}
	return out
}

// shortenBody cuts at a paragraph what WeChat would not take whole, and says where the
// rest is, if it is anywhere.
func shortenBody(s string, linked bool) string {
	if utf8.RuneCountInString(s) <= maxBody20 {
		return s
	}
	s = string([]rune(s)[:maxBody20])
	rest := "<p>……（后文略）</p>"
	if linked {
		rest = "<p>……（全文见“阅读原文”）</p>"
	}
	return s[:strings.LastIndex(s, "<p")] + rest
}

// cover is an article's picture: its title, and who published it when. Where a
// title has a character that the font lacks, the picture is plain.
func (b *Bot) cover(r catalog.Record) []byte {
	var out bytes.Buffer
	c := chart.Cover{Title: r.Title, Source: strings.TrimSpace(r.Publisher + " " + r.Date.String())}
	if c.PNG(&out) == nil {
		return out.Bytes()
	}
	const width, height = 900, 383
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{0x0b, 0x4f, 0x96, 0xff}), image.Point{}, draw.Src)
	out.Reset()
	if png.Encode(&out, img) != nil {
		return nil
	}
	return out.Bytes()
}
