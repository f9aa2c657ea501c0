package wechatbot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// A Way is how the people of a grid are reached.
type Way string

// The ways, in the order in which they are tried where the grid names no other.
const (
	ByRobot         Way = "robot"          // a WeCom group's robot (群机器人) writes there
	ByCustomerGroup Way = "customer_group" // a WeCom customer group (客户群): its member confirms once
	ByTag           Way = "tag"            // followers who subscribed to the grid get a mass message
	ByRelay         Way = "relay"          // a grid member forwards by hand and answers 已转
)

// Chinese is the way's name for clerks.
func (x Way) Chinese() string {
	return map[Way]string{ByRobot: "群机器人", ByCustomerGroup: "企业微信客户群", ByTag: "订阅的粉丝", ByRelay: "网格员转发"}[x]
}

// A Grid (网格) is a group of residents that is told of new records. Records
// published before it joined are not pushed to it.
type Grid struct {
	Name   string
	Code   string // stable; names the grid in the memory of what was pushed
	Topics []string
	Joined time.Time
	Ways   []Way    // in the order tried; nil: those that are set up, in the order of their constants
	Robot  string   // key of the group robot's webhook (群机器人)
	Member string   // userid of the WeCom member who owns its customer groups and confirms
	Chats  []string // chat_ids of those customer groups
	Tag    string   // name of the tag (标签) of the followers who subscribed; grids of one street may share one
	Relay  []string // openids of grid members who forward by hand and answer 已转
	Quiet  Hours    // no notices then but urgent ones; zero: from 21 to 8; none: two equal hours such as {8, 8}
	Strict bool     // quiet hours hold for urgent notices too
	Daily  int      // notices a day but urgent ones; 0: any number
	Digest int      // hour of the day in Beijing at which all that is not urgent goes as one list; 0: as it comes
}

// Reached are the grid's ways that are set up, in the order tried.
func (g Grid) Reached() []Way {
	order := g.Ways
	if order == nil {
		order = []Way{ByRobot, ByCustomerGroup, ByTag, ByRelay}
	}
	set := map[Way]bool{ByRobot: g.Robot != "", ByCustomerGroup: g.Member != "" && len(g.Chats) > 0, ByTag: g.Tag != "", ByRelay: len(g.Relay) > 0}
	var out []Way
	for _, way := range order {
		if set[way] && !slices.Contains(out, way) {
			out = append(out, way)
		}
	}
	return out
}

// mostTags is how many tags an account may have, and tagBytes how long the name of one may
// be (45158): ten Chinese characters.
const (
	mostTags = 100
	tagBytes = 30
)

// checkGrids says what is wrong with the settings of grids.
func checkGrids(grids []Grid, corp Corp) error {
	codes, tags := map[string]bool{}, map[string]bool{}
	for _, g := range grids {
		for _, way := range g.Ways {
			if way.Chinese() == "" {
				return fmt.Errorf("wechatbot: grid %q: there is no way %q", g.Name, way)
			}
		}
		switch {
		case g.Code == "" || codes[g.Code]:
			return fmt.Errorf("wechatbot: grid %q: the code %q is empty or another grid's", g.Name, g.Code)
		case len(g.Reached()) == 0:
			return fmt.Errorf("wechatbot: grid %q: no way to it is set up", g.Name)
		case len(g.Chats) > 0 && corp.ID == "":
			return fmt.Errorf("wechatbot: grid %q: a customer group (客户群) needs the WeCom organisation that it belongs to (Config.Corp)", g.Name)
		case len(g.Tag) > tagBytes:
			return fmt.Errorf("wechatbot: grid %q: the name of its tag has %d bytes and WeChat takes %d, ten Chinese characters", g.Name, len(g.Tag), tagBytes)
		case !hour(g.Quiet.From) || !hour(g.Quiet.To) || !hour(g.Digest):
			return fmt.Errorf("wechatbot: grid %q: an hour of the day is 0 to 24", g.Name)
		}
		if g.Quiet.From == 0 && g.Quiet.To == 24 {
			return fmt.Errorf("wechatbot: grid %q: it is quiet the whole day, so that no notice reaches it", g.Name)
		}
		codes[g.Code] = true
		if g.Tag != "" {
			tags[g.Tag] = true
		}
	}
	if len(tags) > mostTags {
		return fmt.Errorf("wechatbot: the grids name %d tags, an account has %d: let the grids of a street share one", len(tags), mostTags)
	}
	return nil
}

func hour(h int) bool { return h >= 0 && h <= 24 }

// Channel is the channel under which what the grid was told is remembered in the
// catalogue.
func (g Grid) Channel() string { return gridChannel + g.Code }

// gridChannel begins the channels of grids.
const gridChannel = "网格群:"

// Hours are hours of the day in Beijing, from one to before the other, over
// midnight where To is less: {21, 8} is the night. Two equal hours are none.
type Hours struct{ From, To int }

// Chinese says the hours to a clerk; empty for none.
func (h Hours) Chinese() string {
	if h.From == h.To {
		return ""
	}
	return fmt.Sprintf("%d时至%d时", h.From, h.To)
}

// night is when grids are left alone that name no hours.
var night = Hours{From: 21, To: 8}

// Sleeps are the hours in which the grid gets no notices but urgent ones.
func (g Grid) Sleeps() Hours {
	if g.Quiet == (Hours{}) {
		return night
	}
	return g.Quiet
}

// Pace says to a clerk when the grid is left in peace and how much it gets; empty
// where it gets everything as it comes.
func (g Grid) Pace() string {
	var parts []string
	if hours := g.Sleeps().Chinese(); hours != "" {
		urgent := "急的照发"
		if g.Strict {
			urgent = "急的也等"
		}
		parts = append(parts, hours+"不打扰，"+urgent)
	}
	if g.Daily > 0 {
		parts = append(parts, fmt.Sprintf("每天最多%d次，急的不算", g.Daily))
	}
	if g.Digest > 0 {
		parts = append(parts, fmt.Sprintf("不急的每天%d时汇成一条", g.Digest))
	}
	return strings.Join(parts, "；")
}

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

// Wants says whether a record's column, title or keywords fit the grid's
// topics. A grid without topics wants everything.
func (g Grid) Wants(r catalog.Record) bool {
	text := string(r.Column) + "\n" + r.Title + "\n" + strings.Join(r.Keywords, "\n")
	return len(g.Topics) == 0 || slices.ContainsFunc(g.Topics, func(t string) bool { return strings.Contains(text, t) })
}

// urgent says whether a record must not wait: what is made public as it arises
// (临时公开), and emergencies.
func urgent(r catalog.Record) bool {
	return r.Category == disclosure.AdHoc || strings.Contains(string(r.Column)+r.Title, "应急")
}

// gathers is when a change's notice goes with the others of the day: at the
// first hour of the grid's list that comes after it. It is read from the change,
// so that a restart changes nothing.
func (g Grid) gathers(c catalog.Change) time.Time {
	if g.Digest == 0 || urgent(c.Record) {
		return time.Time{}
	}
	at := c.By.At.In(beijing)
	due := time.Date(at.Year(), at.Month(), at.Day(), g.Digest, 0, 0, 0, beijing)
	if due.Before(at) {
		due = due.AddDate(0, 0, 1)
	}
	return due
}

// notice is one record in few words, or several as a list.
func (b *Bot) notice(g Grid, rs []catalog.Record) string { return short(b.noticeWords(g, rs)) }

func (b *Bot) noticeWords(g Grid, rs []catalog.Record) string {
	type item struct {
		Record catalog.Record
		Link   string
	}
	items := make([]item, len(rs))
	for i, r := range rs {
		r.Summary = shorten(r.Summary, maxDigest)
		items[i] = item{r, b.Pages.Record(r.Number)}
	}
	if len(rs) == 1 {
		return b.say("notice", map[string]any{"Record": items[0].Record, "Grid": g, "Link": items[0].Link}).text
	}
	return b.say("digest", map[string]any{"Items": items, "Grid": g, "Link": b.Pages.Catalogue("")}).text
}

// maxList is how many bytes a list may have, with what a grid member is told around it.
const maxList = maxText - 200

// fitting is how many of the records go into one list.
func (b *Bot) fitting(g Grid, rs []catalog.Record) int {
	n := len(rs)
	for n > 1 {
		size := len(b.noticeWords(g, rs[:n]))
		if size <= maxList {
			return n
		}
		n = min(n-1, n*maxList/size)
	}
	return max(n, 1)
}

// forwarded notes that a grid member carried what waited for her hand, or that
// nothing does. It is false where there are no grids.
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
		all, err := waiting(v.ctx, feed, g)
		if err != nil {
			return v.failed(err), true
		}
		for _, rel := range all {
			if rel.Ref != string(ByRelay) {
				continue
			}
			rel.State, rel.Reason, rel.At = catalog.Sent, "", v.bot.Now()
			if err := feed.Settle(v.ctx, rel); err != nil {
				return v.failed(err), true
			}
			n++
		}
	}
	if n == 0 {
		words, err := v.takesOver(feed)
		if err != nil {
			return v.failed(err), true
		}
		if words != "" {
			return answer{text: words}, true
		}
	}
	if !member && len(v.bot.Grids) == 0 {
		return answer{}, false
	}
	return v.say("relayed", map[string]any{"N": n, "Grid": name}), true
}

// waiting are the releases of a grid that wait for a member's hand: to forward
// them, or to confirm them in WeCom.
func waiting(ctx context.Context, feed Feeder, g Grid) (out []catalog.Release, err error) {
	for rel, err := range feed.ReleasesOn(ctx, g.Channel()) {
		if err != nil {
			return nil, err
		}
		if way, _ := wayOf(rel); rel.State == catalog.NeedsHand && (way == ByRelay || way == ByCustomerGroup) {
			out = append(out, rel)
		}
	}
	return out, nil
}
