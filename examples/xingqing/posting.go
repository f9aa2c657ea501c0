package main

import (
	"context"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// posting joins the bot to the clerk's desk, as zwgk serve does. Previews go to
// the phone of the grid's member.
func posting(bot *wechatbot.Bot, c *catalog.Catalog) clerk.Posting {
	return clerk.Posting{
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
		Preview: func(ctx context.Context, records []catalog.IndexNumber) error {
			return bot.MassPreview(ctx, memberID, records)
		},
	}
}

// calendar reads the calendar of posts for the desk.
func calendar(c *catalog.Catalog) func(context.Context, civil.Date, int, civil.Date) (clerk.PostCalendar, error) {
	return func(ctx context.Context, from civil.Date, days int, today civil.Date) (clerk.PostCalendar, error) {
		cal, err := wechatbot.ReadCalendar(ctx, c, from, days, today)
		out := clerk.PostCalendar{Last: cal.Last}
		for _, d := range cal.Days {
			out.Days = append(out.Days, clerk.PostDay(d))
		}
		return out, err
	}
}

// deliveries count for the desk what became of the notices to grids.
func deliveries(c *catalog.Catalog, grids []wechatbot.Grid) func(context.Context) (map[string]clerk.Delivery, error) {
	return func(ctx context.Context) (map[string]clerk.Delivery, error) {
		standings, err := wechatbot.Standings(ctx, c, grids)
		out := map[string]clerk.Delivery{}
		for _, s := range standings {
			out[s.Grid.Channel()] = clerk.Delivery{Told: s.Told, ByHand: s.ByHand, Waiting: s.Waiting, Unsure: s.Unsure, Failed: s.Failed, Last: s.Last}
		}
		return out, err
	}
}

// gridsOf are the grids as the desk shows them.
func gridsOf(grids []wechatbot.Grid) []clerk.Grid {
	var out []clerk.Grid
	for _, g := range grids {
		row := clerk.Grid{Name: g.Name, Code: g.Code, Channel: g.Channel(), Topics: g.Topics, Quiet: g.Quiet.Chinese()}
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
