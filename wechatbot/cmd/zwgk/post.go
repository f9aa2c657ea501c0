package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
)

// postCommand is what goes out through the account and to the grids.
type postCommand struct {
	Show     postShow     `cmd:"" default:"withargs" help:"The pushes of a record, or those that need a hand."`
	Quota    postQuota    `cmd:"" help:"What is left of what the account may send."`
	Calendar postCalendar `cmd:"" help:"What was posted and what is to be, day by day."`
	Preview  postPreview  `cmd:"" help:"Show records to one follower as they would be mass sent (群发)."`
	Notices  postNotices  `cmd:"" help:"Send the service notices (模板消息、订阅通知) of a settings file, filled with an example, to one follower."`
	Mass     postMass     `cmd:"" help:"Mass send (群发) one to eight records as one message."`
}

// postShow shows the pushes of a record, or those that need a hand.
type postShow struct {
	Number string `arg:"" optional:"" help:"Index number of a record; without it: what needs a person's hand."`
}

func (x postShow) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		if x.Number == "" {
			return o.unsettled(ctx, t)
		}
		r, err := o.catalog.Find(ctx, catalog.IndexNumber(x.Number))
		if err != nil {
			return err
		}
		releases, err := o.catalog.Releases(ctx, string(r.Number))
		if err != nil {
			return err
		}
		fmt.Fprintln(t.out, r.Number, r.Title)
		for _, rel := range releases {
			printRelease(t, rel)
		}
		return nil
	})
}

// unsettled lists the releases of every public record that did not go out by
// themselves.
func (o *office) unsettled(ctx context.Context, t terminal) error {
	n := 0
	for r, err := range o.catalog.Records(ctx) {
		if err != nil {
			return err
		}
		releases, err := o.catalog.Releases(ctx, string(r.Number))
		if err != nil {
			return err
		}
		for _, rel := range releases {
			if rel.State == catalog.NeedsHand || rel.State == catalog.Failed {
				fmt.Fprintln(t.out, r.Number, r.Title)
				printRelease(t, rel)
				n++
			}
		}
	}
	if n == 0 {
		fmt.Fprintln(t.out, "没有待人工处理的推送")
	}
	return nil
}

func printRelease(t terminal, rel catalog.Release) {
	fmt.Fprintf(t.out, "  %s %s %s %s %s\n", rel.Day, rel.Channel, stateWords[rel.State], rel.Ref, rel.Reason)
}

// stateWords are the states of a push for clerks.
var stateWords = map[catalog.ReleaseState]string{
	catalog.Claimed: "正在发", catalog.Sent: "已发出", catalog.NeedsHand: "待人工", catalog.Failed: "没发出", catalog.Nobody: "没有订户", catalog.Withdrawn: "已撤下",
}

// postQuota says what is left of what the account may send.
type postQuota struct {
	Subscription bool `help:"The account is a subscription account (订阅号): one mass message a day." env:"ZWGK_SUBSCRIPTION"`
}

func (x postQuota) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		q, err := wechatbot.ReadQuota(ctx, o.catalog, x.Subscription, t.now())
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "群发：%s已用%d次，还剩%d次\n发布：今天已用%d次，还剩%d次\n", q.Period, q.MassUsed, q.MassLeft(), q.PostUsed, q.PostLeft())
		fmt.Fprintf(t.out, "群发接口（含网格）：今天已用%d次，还剩%d次\n", q.CallUsed, q.CallLeft())
		fmt.Fprintln(t.out, "在公众平台后台直接发的不在其内。")
		return nil
	})
}

// postCalendar shows what was posted and what is to be.
type postCalendar struct {
	Days int `help:"How many days from today." default:"14"`
	Past int `help:"How many days before today." default:"0"`
}

func (x postCalendar) Run(ctx context.Context, c *commands, t terminal) error {
	if x.Days < 1 || x.Past < 0 {
		return errors.New("--days is at least 1, --past at least 0")
	}
	return withDesk(ctx, c, func(o *office) error {
		today := civil.DateOf(t.now())
		cal, err := wechatbot.ReadCalendar(ctx, o.catalog, today.AddDays(-x.Past), x.Past+x.Days, today)
		if err != nil {
			return err
		}
		for _, d := range cal.Days {
			printDay(t, d)
		}
		switch silent := cal.SilentDays(today); {
		case silent < 0:
			fmt.Fprintln(t.out, "还没有发过文章。")
		default:
			fmt.Fprintf(t.out, "上次发文%s，已%d天；连续14天不发文，检查时单项否决（国办秘函〔2019〕19号）。\n", cal.Last, silent)
		}
		return nil
	})
}

func printDay(t terminal, d wechatbot.PostDay) {
	if len(d.Scheduled)+len(d.Posts)+d.Silent == 0 {
		return
	}
	fmt.Fprintln(t.out, d.Day)
	for _, rel := range d.Posts {
		fmt.Fprintf(t.out, "  %s %s %s %s\n", stateWords[rel.State], rel.Channel, rel.Subject, rel.Reason)
	}
	for _, r := range d.Scheduled {
		fmt.Fprintf(t.out, "  待发布 %s %s\n", r.Number, r.Title)
	}
	if d.Silent > 0 {
		fmt.Fprintf(t.out, "  到这天还不发文，就满%d天了\n", d.Silent)
	}
}

// postPreview shows a mass message to one follower.
type postPreview struct {
	accountFlags
	To      string   `help:"Openid of the follower who is to see it." required:"" placeholder:"OPENID"`
	Numbers []string `arg:"" help:"Index numbers, one to eight."`
}

func (x postPreview) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		bot, err := x.bare(o, t)
		if err != nil {
			return err
		}
		if err := bot.MassPreview(ctx, x.To, indexNumbers(x.Numbers)); err != nil {
			return err
		}
		fmt.Fprintln(t.out, "预览已发出，请在那位粉丝的手机上看。")
		return nil
	})
}

// postMass sends a mass message.
type postMass struct {
	accountFlags
	Tag     string   `help:"Only to followers with this tag." placeholder:"NAME"`
	Numbers []string `arg:"" help:"Index numbers, one to eight; the first is the headline."`
}

func (x postMass) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		bot, err := x.bare(o, t)
		if err != nil {
			return err
		}
		err = bot.MassSend(ctx, wechatbot.Mass{Records: indexNumbers(x.Numbers), Tag: x.Tag})
		switch {
		case errors.Is(err, wechatbot.ErrNoQuota):
			fmt.Fprintln(t.out, "没有发：群发次数用完了。zwgk post quota 看什么时候再有。")
			return errFindings
		case errors.Is(err, catalog.ErrClaimed):
			fmt.Fprintln(t.out, "没有发：其中有已经群发过的。", strings.Join(x.Numbers, " "))
			return errFindings
		case err != nil:
			return err
		}
		fmt.Fprintf(t.out, "微信已受理，%d条。是否送达，zwgk post 索引号 可以看到。\n", len(x.Numbers))
		return nil
	})
}

func indexNumbers(in []string) []catalog.IndexNumber {
	out := make([]catalog.IndexNumber, len(in))
	for i, n := range in {
		out[i] = catalog.IndexNumber(n)
	}
	return out
}
