package main

import (
	"context"
	"fmt"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// tellingWords say how something was told, or why not.
func tellingWords(channel, failure string) string {
	way := clerk.TellWay(channel)
	if failure != "" {
		return way + "，没有告知：" + failure
	}
	return way
}

// postNotices tries the notices of a settings file on one follower.
type postNotices struct {
	accountFlags
	To      string `help:"Openid of the follower who is to see them." required:"" placeholder:"OPENID"`
	Notices string `help:"JSON file of the templates." required:"" env:"ZWGK_NOTICES" placeholder:"FILE"`
	Base    string `help:"Address of the pages as citizens reach them; notices link there." env:"ZWGK_BASE" placeholder:"URL"`
}

func (x postNotices) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		config, err := x.config()
		if err != nil {
			return err
		}
		if config.Notices, err = readList[wechatbot.ServiceNotice](x.Notices); err != nil {
			return err
		}
		config.Catalog, config.Office, config.Now, config.Client, config.Pages = o.catalog, o.about, t.now, t.client, h5.Links{Base: x.Base}
		bot, err := wechatbot.New(config)
		if err != nil {
			return err
		}
		failed := false
		for _, trial := range bot.TryNotices(ctx, x.To) {
			said := "微信已受理，请在那位粉丝的手机上看"
			if trial.Trouble != "" {
				said, failed = "没发出："+trial.Trouble, true
			}
			fmt.Fprintf(t.out, "%s %s\n", trial.Notice.ID, said)
		}
		if failed {
			return errFindings
		}
		return nil
	})
}
