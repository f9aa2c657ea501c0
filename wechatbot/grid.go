package wechatbot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// A Grid (网格) is a group of residents that is told of new records. Records
// published before it joined are not pushed to it. Its ways are tried in order:
// Robot, then Relay.
type Grid struct {
	Name   string
	Code   string // stable; names the grid in the memory of what was pushed
	Topics []string
	Joined time.Time
	Robot  string   // key of the group robot's webhook (群机器人)
	Relay  []string // openids of grid members who forward by hand and answer 已转
	Quiet  Hours    // no notices then but urgent ones; zero: none
	Daily  int      // notices a day but urgent ones; 0: any number
}

// Channel is the channel under which what the grid was told is remembered in the
// catalogue.
func (g Grid) Channel() string { return "网格群:" + g.Code }

// Hours are hours of the day in Beijing, from one to before the other, over
// midnight where To is less: {21, 8} is the night. The zero Hours are none.
type Hours struct{ From, To int }

// end is when the hours that t is in are over, t itself when it is in none.
func (h Hours) end(t time.Time) time.Time {
	t = t.In(beijing)
	in := t.Hour() >= h.From && t.Hour() < h.To
	if h.From > h.To {
		in = t.Hour() >= h.From || t.Hour() < h.To
	}
	if !in || h.From == h.To {
		return t
	}
	end := time.Date(t.Year(), t.Month(), t.Day(), h.To, 0, 0, 0, beijing)
	if end.Before(t) || end.Equal(t) {
		end = end.AddDate(0, 0, 1)
	}
	return end
}

// wants says whether a record's column, title or keywords fit the grid's
// topics. A grid without topics wants everything.
func (g Grid) wants(r catalog.Record) bool {
	text := string(r.Column) + "\n" + r.Title + "\n" + strings.Join(r.Keywords, "\n")
	return len(g.Topics) == 0 || slices.ContainsFunc(g.Topics, func(t string) bool { return strings.Contains(text, t) })
}

func (g Grid) reachable() bool { return g.Robot != "" || len(g.Relay) > 0 }

// urgent says whether a record must not wait: what is made public as it arises
// (临时公开), and emergencies.
func urgent(r catalog.Record) bool {
	return r.Category == disclosure.AdHoc || strings.Contains(string(r.Column)+r.Title, "应急")
}

// relayed marks, in Release.Ref, what waits for a grid member's hand.
const relayed = "relay"

// carry takes records into a grid's group, the first way that works.
func (w *worker) carry(ctx context.Context, g Grid, rs []catalog.Record) (catalog.Release, error) {
	words := w.notice(g, rs)
	err := errors.New("wechatbot: the grid has no way to it")
	if g.Robot != "" {
		err = w.wechat.robot(ctx, g.Robot, map[string]any{"msgtype": "text", "text": map[string]string{"content": words}})
		if err == nil || errors.Is(err, ErrUnreachable) {
			return catalog.Release{}, err
		}
	}
	for _, openid := range g.Relay {
		task := w.say("relay", map[string]any{"Grid": g, "Text": words}).text
		if e := w.wechat.customText(ctx, openid, task); e == nil {
			return catalog.Release{State: catalog.NeedsHand, Ref: relayed, Reason: "已请网格员转发到群里，等他回复“已转”"}, nil
		} else if err == nil || g.Robot == "" {
			err = e
		}
	}
	return catalog.Release{}, err
}

// notice is one record in few words, or several as a list.
func (w *worker) notice(g Grid, rs []catalog.Record) string {
	type item struct {
		Record catalog.Record
		Link   string
	}
	items := make([]item, len(rs))
	for i, r := range rs {
		items[i] = item{r, w.Pages.Record(r.Number)}
	}
	if len(rs) == 1 {
		return short(w.say("notice", map[string]any{"Record": rs[0], "Grid": g, "Link": items[0].Link}).text)
	}
	return short(w.say("digest", map[string]any{"Items": items, "Grid": g, "Link": w.Pages.Catalogue("")}).text)
}

// forwarded notes that a grid member carried what waited for her hand. It is
// false when nobody asked her to.
func (v *visit) forwarded() (answer, bool) {
	feed, ok := v.bot.Catalog.(Feeder)
	if !ok {
		return answer{}, false
	}
	member, n, name := false, 0, ""
	for _, g := range v.bot.Grids {
		if !slices.Contains(g.Relay, v.openid) {
			continue
		}
		member, name = true, g.Name
		for _, rel := range waiting(v.ctx, feed, g) {
			rel.State, rel.Reason, rel.At = catalog.Sent, "", v.bot.Now()
			if err := feed.Settle(v.ctx, rel); err != nil {
				return v.failed(err), true
			}
			n++
		}
	}
	return v.say("relayed", map[string]any{"N": n, "Grid": name}), member
}

// waiting are the releases of a grid that wait for a member's hand.
func waiting(ctx context.Context, feed Feeder, g Grid) []catalog.Release {
	var out []catalog.Release
	for rel, err := range feed.ReleasesOn(ctx, g.Channel()) {
		if err == nil && rel.State == catalog.NeedsHand && rel.Ref == relayed {
			out = append(out, rel)
		}
	}
	return out
}
