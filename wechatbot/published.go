package wechatbot

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/zwgk/zwgk/catalog"
)

// A post's Release is Sent from the moment WeChat takes it. Its Ref is then the
// publication's id alone; once WeChat has published it, the article's id stands
// behind it.

// Published says whether a post or a mass message is surely out: WeChat has
// confirmed it and not only taken it, or a person has looked.
func Published(rel catalog.Release) bool {
	if rel.State != catalog.Sent || rel.Channel != PostChannel && rel.Channel != MassChannel {
		return false
	}
	return rel.Reason != "" || rel.Channel == PostChannel && strings.Contains(rel.Ref, " ")
}

// postIDs are the ids of a publication and of its article, which is empty until
// WeChat has published it.
func postIDs(rel catalog.Release) (job, article string) {
	job, article, _ = strings.Cut(rel.Ref, " ")
	return job, article
}

// The states of a publication (publish_status).
const (
	publishDone    = 0
	publishWaiting = 1
)

// publishWords are what WeChat says of a publication that did not come about.
var publishWords = map[int]string{
	2: "原创校验没有通过", 3: "常规失败", 4: "平台审核不通过", 5: "发布后文章被全部删除", 6: "发布后文章被系统封禁",
}

// published settles a post when WeChat reports what became of it.
func (b *Bot) published(ctx context.Context, m *message.MixMessage) {
	feed, ok := b.Catalog.(Feeder)
	if !ok {
		return
	}
	p := m.PublishEventInfo
	id := strconv.FormatInt(p.PublishID, 10)
	b.hear(id, heard{publish: int(p.PublishStatus), article: p.ArticleID})
	b.publishedAs(ctx, feed, id)
}

// heard is what WeChat reported of a post or a mass message.
type heard struct {
	publish     int
	article     string
	mass        string
	sent, total int64
}

// mostHeard bounds the reports that are kept of what is not ours: posts that
// somebody makes in WeChat's console.
const mostHeard = 1000

// hear keeps a report: it may come before the id that it is about has been
// written down.
func (b *Bot) hear(id string, h heard) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.reports == nil || len(b.reports) >= mostHeard {
		b.reports = map[string]heard{}
	}
	b.reports[id] = h
}

// report is what was heard of an id.
func (b *Bot) report(id string) (heard, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	h, found := b.reports[id]
	return h, found
}

// publishedAs settles a post of which something was heard.
func (b *Bot) publishedAs(ctx context.Context, feed Feeder, id string) {
	h, found := b.report(id)
	if !found || id == "" {
		return
	}
	for rel, err := range feed.ReleasesOn(ctx, PostChannel) {
		if err != nil {
			return
		}
		if job, _ := postIDs(rel); job == id {
			if rel.State == catalog.Withdrawn || calledOff(rel) {
				return // the report is late
			}
			b.outcome(ctx, feed, rel, h.publish, h.article)
			return
		}
	}
}

// outcome writes down what became of a post.
func (b *Bot) outcome(ctx context.Context, feed Feeder, rel catalog.Release, status int, article string) {
	job, _ := postIDs(rel)
	switch status {
	case publishWaiting:
		return
	case publishDone:
		rel.State, rel.Reason, rel.Ref = catalog.Sent, "", strings.TrimSpace(job+" "+article)
	default:
		why := publishWords[status]
		if why == "" {
			why = "没有通过"
		}
		rel.State, rel.Reason = catalog.NeedsHand, fmt.Sprintf("微信没有发布：%s（状态%d），请在公众平台后台查看", why, status)
	}
	rel.At = b.Now()
	b.writeDown(ctx, feed, rel, "publish", "a post")
}

// mostPolls is how often a publication is asked for whose event does not come, each
// time after twice as long: an account has a hundred such questions a day. An
// administrator has half an hour to confirm a mass message to all.
const mostPolls = 5

// look asks for what nobody reports by himself: publications and mass messages
// whose event is lost, and the tasks of customer groups.
func (w *worker) look(ctx context.Context) {
	feed, ok := w.Catalog.(Feeder)
	if !ok || w.Now().Before(w.looked.Add(lookEvery)) {
		return
	}
	w.looked = w.Now()
	for rel, err := range feed.ReleasesOn(ctx, PostChannel) {
		job, article := postIDs(rel)
		if err != nil || rel.State != catalog.Sent || Published(rel) || article != "" || job == "" || w.early(rel, job) {
			continue
		}
		status, id, err := w.publication(ctx, job)
		if err != nil {
			w.Log.WithField("event", "publish").WithError(err).Warn("a post could not be asked for")
			continue
		}
		w.outcome(ctx, feed, rel, status, id)
	}
	w.lookMass(ctx, feed)
	w.confirmed(ctx, feed)
	w.handOver(ctx, feed)
}

// early says whether it is not time to ask for a job: its event may still come,
// it is old, or it was asked for often enough. It counts the question.
func (w *worker) early(rel catalog.Release, job string) bool {
	age := w.Now().Sub(rel.At)
	if age < time.Minute || age > 3*24*time.Hour || w.polls[job] >= mostPolls || w.polls[job] > 0 && age < lookEvery<<w.polls[job] {
		return true
	}
	w.polls[job]++
	return false
}

// publication asks how far a publication is.
func (b *Bot) publication(ctx context.Context, job string) (status int, article string, err error) {
	var out struct {
		Status  int    `json:"publish_status"`
		Article string `json:"article_id"`
	}
	err = b.wechat.Call(ctx, "/cgi-bin/freepublish/get", map[string]string{"publish_id": job}, &out)
	return out.Status, out.Article, err
}
