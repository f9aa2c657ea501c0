package wechatbot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// patientTries is how often a way that is only busy is tried before the next
// way is.
const patientTries = 3

// carry takes records into a grid's group, the first way that works. A way that
// WeChat did not answer on is not followed by another: it may have worked. One that
// is only busy is waited for, as far as the tolerance goes.
func (w *worker) carry(ctx context.Context, g Grid, rs []catalog.Record, p tolerance) (catalog.Release, error) {
	return w.carryBy(ctx, g, g.Reached(), rs, p)
}

func (w *worker) carryBy(ctx context.Context, g Grid, ways []Way, rs []catalog.Record, p tolerance) (done catalog.Release, err error) {
	words, shut := w.notice(g, rs), false
	for _, way := range ways {
		var e error
		switch way {
		case ByRobot:
			done, e = w.byRobot(ctx, g, words)
		case ByCustomerGroup:
			done, e = w.byCustomerGroup(ctx, g, words)
		case ByTag:
			done, e = w.byTag(ctx, g, rs)
		case ByRelay:
			done, e = w.byRelay(ctx, g, words)
			shut = weixin.Shut(e)
		}
		if e == nil || errors.Is(e, ErrUnreachable) || errors.Is(e, errUnderWay) || errors.Is(e, errRoom) || p.waits(e) {
			return done, e
		}
		if err == nil || errors.Is(err, errNobody) {
			err = e
		}
	}
	if shut {
		return waitsForMember(err), nil
	}
	return notOut, err
}

// A robot writes twenty messages a minute at most, whichever grids share it.
const (
	robotMessages = 20
	robotPeriod   = time.Minute
)

func (w *worker) byRobot(ctx context.Context, g Grid, words string) (catalog.Release, error) {
	w.wrote[g.Robot] = append(w.wrote[g.Robot], w.Now())
	err := w.wechat.Robot(ctx, g.Robot, map[string]any{"msgtype": "text", "text": map[string]string{"content": words}})
	return catalog.Release{Ref: string(ByRobot)}, err
}

// rests says until when a job waits for the way that it goes; zero: it need not.
func (w *worker) rests(j job) time.Time {
	if j.grid == nil {
		if w.postsAfter.After(w.Now()) {
			return w.postsAfter
		}
		return time.Time{}
	}
	switch j.grid.Reached()[0] {
	case ByRobot:
		return w.robotRests(j)
	case ByTag:
		// What is urgent does not wait for another day, if there is another way.
		if until, code := w.pace.free(w.Now()); code == 45011 || !urgent(j.record) {
			return until
		}
	}
	return time.Time{}
}

func (w *worker) robotRests(j job) time.Time {
	now, key := w.Now(), j.grid.Robot
	w.wrote[key] = slices.DeleteFunc(w.wrote[key], func(at time.Time) bool { return now.Sub(at) >= robotPeriod })
	if len(w.wrote[key]) < robotMessages {
		return time.Time{}
	}
	return w.wrote[key][0].Add(robotPeriod)
}

// delayed are jobs that are not looked at before a time.
func delayed(jobs []job, until time.Time) []job {
	for i := range jobs {
		jobs[i].after = until
	}
	return jobs
}

// byRelay asks the first of a grid's members who can be written to. Where one
// cannot until he writes, that is the error.
func (w *worker) byRelay(ctx context.Context, g Grid, words string) (catalog.Release, error) {
	task := w.say("relay", map[string]any{"Grid": g, "Text": words}).text
	var shut, err error
	for _, openid := range g.Relay {
		if w.windows.closed(openid) {
			shut = &APIError{API: weixin.CustomSend, Code: 45015}
			continue
		}
		done := w.windows.try(openid)
		if err = w.customText(ctx, openid, task); weixin.Shut(err) {
			w.windows.close(openid)
			shut = err
		}
		done()
		if err == nil {
			return catalog.Release{State: catalog.NeedsHand, Ref: string(ByRelay), Reason: relayed}, nil
		}
		if weixin.Away(err) { // he may have it, or the next could not be written to either
			return catalog.Release{}, err
		}
	}
	if shut != nil {
		err = shut
	}
	return catalog.Release{}, err
}

// relayed is what is written down of a notice that a grid member has.
const relayed = "已请网格员转发到群里，等他回复“已转”"

// byCustomerGroup makes a task for the member who owns the groups. Until she
// confirms, nothing is sent.
func (w *worker) byCustomerGroup(ctx context.Context, g Grid, words string) (catalog.Release, error) {
	var out struct {
		ID string `json:"msgid"`
	}
	err := w.wecom.Call(ctx, "/cgi-bin/externalcontact/add_msg_template", map[string]any{
		"chat_type": "group", "sender": g.Member, "chat_id_list": g.Chats, "text": map[string]string{"content": words},
	}, &out)
	if err = weixin.Answered("/cgi-bin/externalcontact/add_msg_template", out.ID, err); err != nil {
		return catalog.Release{}, err
	}
	return catalog.Release{State: catalog.NeedsHand, Ref: refOf(ByCustomerGroup, out.ID), Reason: "已请群主在企业微信里确认发送"}, nil
}

func refOf(way Way, id string) string { return string(way) + ":" + id }

// wayOf is the way that a release went, and the channel's own id of it.
func wayOf(rel catalog.Release) (Way, string) {
	way, id, _ := strings.Cut(rel.Ref, ":")
	return Way(way), id
}

// lookEvery is how often the tasks of customer groups are looked at.
const lookEvery = 5 * time.Minute

// confirmed looks at what waits for the members of customer groups: it is out
// once each group has it, and goes the grid's next way where a group has had
// its messages for this month.
func (w *worker) confirmed(ctx context.Context, feed Feeder) {
	for _, g := range w.Grids {
		if !slices.Contains(g.Reached(), ByCustomerGroup) {
			continue
		}
		looked := map[string]int{}
		for rel, err := range feed.ReleasesOn(ctx, g.Channel()) {
			way, id := wayOf(rel)
			if err != nil || rel.State != catalog.NeedsHand || way != ByCustomerGroup {
				continue
			}
			status, known := looked[id]
			if !known {
				status = w.taskStatus(ctx, g, id)
				looked[id] = status
			}
			w.confirm(ctx, feed, g, rel, status)
		}
	}
}

// The states of a task in a customer group.
const (
	taskWaits   = 0
	taskSent    = 1
	taskTooMany = 3
)

// taskStatus is how far a task is: sent when all groups have it.
func (w *worker) taskStatus(ctx context.Context, g Grid, id string) int {
	var out struct {
		List []struct {
			Status int `json:"status"`
		} `json:"send_list"`
	}
	err := w.wecom.Call(ctx, "/cgi-bin/externalcontact/get_groupmsg_send_result", map[string]any{"msgid": id, "userid": g.Member, "limit": 1000}, &out)
	if err != nil {
		w.Log.WithField("event", "group").WithError(err).Warn("a customer group's task could not be looked at")
		return taskWaits
	}
	sent := 0
	for _, row := range out.List {
		switch row.Status {
		case taskSent:
			sent++
		case taskTooMany:
			return taskTooMany
		}
	}
	if sent > 0 && sent == len(out.List) {
		return taskSent
	}
	return taskWaits
}

func (w *worker) confirm(ctx context.Context, feed Feeder, g Grid, rel catalog.Release, status int) {
	switch status {
	case taskSent:
		rel.State, rel.Reason = catalog.Sent, ""
	case taskTooMany:
		if w.sleeps(ctx, feed, g, rel) {
			return // it is looked at again
		}
		detour := catalog.Release{Subject: rel.Subject, Channel: g.detourChannel(), Day: w.day(), At: w.Now()}
		if err := feed.Claim(ctx, detour); err != nil {
			w.lostOnTheWay(ctx, feed, g, rel)
			return // another replica does it, or did
		}
		next, wait := w.nextWay(ctx, feed, g, rel)
		detour.State, detour.Ref = catalog.Sent, next.Ref
		if wait != nil {
			detour.State, detour.Reason = catalog.Failed, reason(wait)
		}
		w.writeDown(ctx, feed, detour, "settle", "a detour")
		if wait != nil {
			return // it is looked at again
		}
		rel = next
	default:
		return
	}
	rel.At = w.Now()
	w.writeDown(ctx, feed, rel, "settle", "a push")
}

// detourChannel remembers which of the grid's notices went its next way.
func (g Grid) detourChannel() string { return g.Channel() + "·改道" }

// lostOnTheWay gives a push to a person whose detour nobody knows the end of: it may
// be out.
func (w *worker) lostOnTheWay(ctx context.Context, feed Feeder, g Grid, rel catalog.Release) {
	all, err := feed.Releases(ctx, rel.Subject)
	i := slices.IndexFunc(all, func(d catalog.Release) bool { return d.Channel == g.detourChannel() && d.State == catalog.NeedsHand })
	if err != nil || i < 0 {
		return
	}
	rel.Ref, rel.Reason, rel.At = "", "客户群本月已收满消息，改走下一种方式时程序中断，不知道是否已经发出，请人工核对", w.Now()
	w.writeDown(ctx, feed, rel, "settle", "a push")
}

// sleeps says whether the grid is to be left alone now with what a release is of.
func (w *worker) sleeps(ctx context.Context, feed Feeder, g Grid, rel catalog.Release) bool {
	r, err := feed.Find(ctx, catalog.IndexNumber(rel.Subject))
	if err == nil && urgent(r) && !g.Strict {
		return false
	}
	return g.Sleeps().end(w.Now()).After(w.Now())
}

// nextWay takes a record the way after the customer group. The error says that it
// waits for that way, which comes too fast or cannot be reached.
func (w *worker) nextWay(ctx context.Context, feed Feeder, g Grid, rel catalog.Release) (catalog.Release, error) {
	const full = "客户群本月已收满消息"
	ways := g.Reached()
	ways = ways[slices.Index(ways, ByCustomerGroup)+1:]
	r, err := feed.Find(ctx, catalog.IndexNumber(rel.Subject))
	if errors.Is(err, catalog.ErrNotFound) || err == nil && isReplaced(r) {
		rel.State, rel.Ref, rel.Reason = catalog.Withdrawn, "", full+"，记录已撤下或者被替代，没有再走下一种方式"
		return rel, nil
	}
	if err == nil && len(ways) > 0 {
		var done catalog.Release
		if done, err = w.carryBy(ctx, g, ways, []catalog.Record{r}, hurried); err == nil {
			rel.State, rel.Ref, rel.Reason = catalog.Sent, done.Ref, done.Reason
			if done.State != "" {
				rel.State = done.State
			}
			return rel, nil
		}
		if weixin.TooFast(err) || errors.Is(err, ErrNotSent) {
			return rel, err
		}
	}
	rel.State, rel.Ref, rel.Reason = catalog.NeedsHand, "", full+"，请人工转发"
	if err != nil {
		rel.Reason = fmt.Sprintf("%s，其他方式也没有送到（%s），请人工转发", full, reason(err))
	}
	return rel, nil
}
