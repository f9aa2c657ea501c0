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
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/zwgk/zwgk/budget/chart"
	"github.com/zwgk/zwgk/catalog"
)

// post makes a record into an article and publishes it on the account: a draft
// first, then its publication, whose end an event reports. An account without
// the right keeps the draft, and a person publishes it in the console.
func (w *worker) post(ctx context.Context, r catalog.Record) (catalog.Release, error) {
	cover, err := w.wechat.upload(ctx, "/cgi-bin/material/add_material", "cover.png", w.cover(r))
	if err != nil {
		return notOut, err
	}
	var draft struct {
		MediaID string `json:"media_id"`
	}
	if err := w.wechat.call(ctx, "/cgi-bin/draft/add", map[string]any{"articles": []any{w.article(r, cover)}}, &draft); err != nil {
		return notOut, err
	}
	var job struct {
		ID text `json:"publish_id"`
	}
	err = w.wechat.call(ctx, "/cgi-bin/freepublish/submit", map[string]string{"media_id": draft.MediaID}, &job)
	if refusedWith(err, 48001) {
		return catalog.Release{State: catalog.NeedsHand, Ref: draft.MediaID, Reason: "公众号没有发布接口权限，草稿已保存，请在公众平台后台发布"}, nil
	}
	return catalog.Release{Ref: string(job.ID)}, err
}

// notOut says of a failure that nothing went out for certain.
var notOut = catalog.Release{State: catalog.Failed}

// Limits of an article, in characters.
const (
	maxTitle  = 32
	maxDigest = 120
	maxBody20 = 19_000
)

func (w *worker) article(r catalog.Record, cover string) map[string]string {
	return map[string]string{
		"title": shorten(r.Title, maxTitle), "author": shorten(w.Office.Short, 8), "digest": shorten(r.Summary, maxDigest),
		"content": shortenBody(body(r)), "content_source_url": w.Pages.Record(r.Number), "thumb_media_id": cover,
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
		if p = strings.TrimSpace(p); p != "" {
			fmt.Fprintf(&b, `<p style="line-height:1.8;margin:1em 0">%s</p>`, html.EscapeString(p))
		}
	}
	return b.String()
}

// shortenBody cuts at a paragraph what WeChat would not take whole.
func shortenBody(s string) string {
	if utf8.RuneCountInString(s) <= maxBody20 {
		return s
	}
	s = string([]rune(s)[:maxBody20])
	return s[:strings.LastIndex(s, "<p")] + "<p>……（全文见“阅读原文”）</p>"
}

// cover is an article's picture: its title, and who published it when. Where a
// title has a character that the font lacks, the picture is plain.
func (w *worker) cover(r catalog.Record) []byte {
	var b bytes.Buffer
	c := chart.Cover{Title: r.Title, Source: strings.TrimSpace(r.Publisher + " " + r.Date.String())}
	if c.PNG(&b) == nil {
		return b.Bytes()
	}
	const width, height = 900, 383
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{0x0b, 0x4f, 0x96, 0xff}), image.Point{}, draw.Src)
	b.Reset()
	if png.Encode(&b, img) != nil {
		return nil
	}
	return b.Bytes()
}

// published settles a post when WeChat reports what became of it.
func (b *Bot) published(ctx context.Context, m *message.MixMessage) {
	feed, ok := b.Catalog.(Feeder)
	if !ok {
		return
	}
	id := strconv.FormatInt(m.PublishEventInfo.PublishID, 10)
	for rel, err := range feed.ReleasesOn(ctx, PostChannel) {
		if err != nil || rel.Ref != id {
			continue
		}
		rel.At = b.Now()
		if status := m.PublishEventInfo.PublishStatus; status == 0 {
			rel.State, rel.Reason = catalog.Sent, ""
		} else {
			rel.State, rel.Reason = catalog.NeedsHand, fmt.Sprintf("微信没有通过发布（状态%d），请在公众平台后台查看", status)
		}
		if err := feed.Settle(ctx, rel); err != nil {
			b.Log.WithField("event", "publish").WithError(err).Error("a post could not be settled")
		}
		return
	}
}
