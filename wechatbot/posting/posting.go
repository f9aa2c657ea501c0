// Package posting joins a bot to the clerk's desk, which know nothing of each
// other: what was posted, what is left to send and how far the notices got are
// shown at the desk, and mass messages are sent from there. Start from Of; Grids
// are the desk's list of them.
package posting

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// Of is what the desk does with the account of a bot, whose catalogue is c.
// Previews go to the Clerks of the bot; where it has none there are none. What is
// to be done otherwise, or not at all, is set in the Posting that it returns.
func Of(bot *wechatbot.Bot, c wechatbot.Planner) clerk.Posting {
	p := clerk.Posting{
		MassChannel: wechatbot.MassChannel, Published: wechatbot.Published, Reason: wechatbot.Reason, Again: bot.Again, TakeDown: bot.TakeDown,
		Article: func(r catalog.Record) clerk.Article { return clerk.Article(bot.Article(r)) },
		Quota: func(ctx context.Context) (clerk.Quota, error) {
			q, err := bot.Quota(ctx)
			return clerk.Quota(q), err
		},
		Mass: func(ctx context.Context, records []catalog.IndexNumber, tag string) error {
			return bot.MassSend(ctx, wechatbot.Mass{Records: records, Tag: tag})
		},
		Code: func(ctx context.Context, grid string) (string, error) {
			code, err := bot.GridCode(ctx, grid)
			return code.URL, err
		},
		Calendar:   calendar(c),
		Deliveries: deliveries(c, bot.Grids),
	}
	if len(bot.Clerks) > 0 {
		p.Preview = previews(bot)
	}
	return p
}

// previews show records on the phones of the clerks who are reminded; the desk does
// not learn who they are.
func previews(bot *wechatbot.Bot) func(context.Context, []catalog.IndexNumber) error {
	return func(ctx context.Context, records []catalog.IndexNumber) error {
		var errs []error
		for _, openid := range bot.Clerks {
			errs = append(errs, bot.MassPreview(ctx, openid, records))
		}
		if slices.Contains(errs, nil) {
			return nil // somebody can look
		}
		return errors.Join(errs...)
	}
}

// calendar reads the calendar of posts.
func calendar(c wechatbot.Planner) func(context.Context, civil.Date, int, civil.Date) (clerk.PostCalendar, error) {
	return func(ctx context.Context, from civil.Date, days int, today civil.Date) (clerk.PostCalendar, error) {
		cal, err := wechatbot.ReadCalendar(ctx, c, from, days, today)
		out := clerk.PostCalendar{Last: cal.Last}
		for _, d := range cal.Days {
			out.Days = append(out.Days, clerk.PostDay(d))
		}
		return out, err
	}
}

// deliveries count what became of the notices to grids.
func deliveries(feed wechatbot.Feeder, grids []wechatbot.Grid) func(context.Context) (map[string]clerk.Delivery, error) {
	return func(ctx context.Context) (map[string]clerk.Delivery, error) {
		standings, err := wechatbot.Standings(ctx, feed, grids)
		out := map[string]clerk.Delivery{}
		for _, s := range standings {
			out[s.Grid.Channel()] = clerk.Delivery{Told: s.Told, ByHand: s.ByHand, Waiting: s.Waiting, Unsure: s.Unsure, Failed: s.Failed, Nobody: s.Nobody, Last: s.Last}
		}
		return out, err
	}
}

// Grids are grids as the desk shows them.
func Grids(grids []wechatbot.Grid) []clerk.Grid {
	var out []clerk.Grid
	for _, g := range grids {
		row := clerk.Grid{Name: g.Name, Code: g.Code, Channel: g.Channel(), Topics: g.Topics, Pace: g.Pace()}
		row.Wants = func(r catalog.Record, out time.Time) bool { return g.Wants(r) && !out.Before(g.Joined) }
		for _, way := range g.Reached() {
			row.Ways = append(row.Ways, way.Chinese())
			if way == wechatbot.ByTag {
				row.Tag = g.Tag
			}
		}
		out = append(out, row)
	}
	return out
}
