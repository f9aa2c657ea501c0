package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/zwgk/zwgk/wechatbot"
)

// accountFlags are the account and what may be sent through it.
type accountFlags struct {
	AppID        string `name:"appid" help:"The account's AppID." env:"ZWGK_APPID" required:""`
	Secret       string `help:"The account's secret; better from the environment or the settings file." env:"ZWGK_SECRET" required:""`
	Token        string `help:"The callback's token." env:"ZWGK_TOKEN" required:""`
	AESKey       string `name:"aeskey" help:"EncodingAESKey; empty is plain mode." env:"ZWGK_AESKEY"`
	Subscription bool   `help:"The account is a subscription account (订阅号): one mass message a day, not four a month." env:"ZWGK_SUBSCRIPTION"`
	CorpID       string `name:"corpid" help:"WeCom's id of the organisation whose customer groups (客户群) are grids." env:"ZWGK_CORPID" placeholder:"ID"`
	CorpSecret   string `name:"corpsecret" help:"The secret of its application." env:"ZWGK_CORPSECRET" placeholder:"SECRET"`
	Grids        string `help:"JSON file of the grids that are told of new records." env:"ZWGK_GRIDS" placeholder:"FILE"`
}

// config is what the flags say of a bot.
func (x accountFlags) config() (wechatbot.Config, error) {
	grids, err := readGrids(x.Grids)
	for _, g := range grids {
		if len(g.Chats) > 0 && x.CorpID == "" && err == nil {
			err = fmt.Errorf("%s: grid %s (%s) has customer groups: give the organisation they belong to with --corpid and --corpsecret", x.Grids, g.Code, g.Name)
		}
	}
	return wechatbot.Config{
		Account: wechatbot.Account{AppID: x.AppID, Secret: x.Secret, Token: x.Token, AESKey: x.AESKey},
		Corp:    wechatbot.Corp{ID: x.CorpID, Secret: x.CorpSecret}, Subscription: x.Subscription, Grids: grids,
	}, err
}

// bare is a bot that only calls WeChat.
func (x accountFlags) bare(o *office, t terminal) (*wechatbot.Bot, error) {
	config, err := x.config()
	if err != nil {
		return nil, err
	}
	config.Catalog, config.Office, config.Now, config.Client = o.catalog, o.about, t.now, t.client
	return wechatbot.New(config)
}

// gridCommand is about the grids that are told of new records.
type gridCommand struct {
	Stats gridStats `cmd:"" default:"withargs" help:"What became of the notices, grid by grid."`
	QR    gridQR    `cmd:"" name:"qr" help:"Make the QR code that subscribes a follower to a grid."`
}

// gridStats counts what became of the notices.
type gridStats struct {
	Grids string `help:"JSON file of the grids." env:"ZWGK_GRIDS" required:"" placeholder:"FILE"`
}

func (x gridStats) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		grids, err := readGrids(x.Grids)
		if err != nil {
			return err
		}
		standings, err := wechatbot.Standings(ctx, o.catalog, grids)
		if err != nil {
			return err
		}
		var sum wechatbot.Standing
		for _, s := range standings {
			fmt.Fprintf(t.out, "%s %s（%s）：送到%d条，其中人工%d条；等人工%d条，待核对%d条，没送到%d条%s%s\n",
				s.Grid.Code, s.Grid.Name, waysOf(s.Grid), s.Told, s.ByHand, s.Waiting, s.Unsure, s.Failed, nobodyOf(s), lastOf(s))
			sum.Told, sum.Waiting, sum.Unsure, sum.Failed = sum.Told+s.Told, sum.Waiting+s.Waiting, sum.Unsure+s.Unsure, sum.Failed+s.Failed
		}
		fmt.Fprintf(t.out, "共%d个网格：送到%d条次，等人工%d条次，待核对%d条次，没送到%d条次\n", len(standings), sum.Told, sum.Waiting, sum.Unsure, sum.Failed)
		return nil
	})
}

func waysOf(g wechatbot.Grid) string {
	var names []string
	for _, way := range g.Reached() {
		names = append(names, way.Chinese())
	}
	return strings.Join(names, "、")
}

func nobodyOf(s wechatbot.Standing) string {
	if s.Nobody == 0 {
		return ""
	}
	return fmt.Sprintf("，没有订户%d条", s.Nobody)
}

func lastOf(s wechatbot.Standing) string {
	if s.Last.IsZero() {
		return ""
	}
	return "；最近" + s.Last.In(beijing).Format(time.DateOnly)
}

// gridQR makes a grid's QR code.
type gridQR struct {
	accountFlags
	Code string `arg:"" help:"The grid's code."`
}

func (x gridQR) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		bot, err := x.bare(o, t)
		if err != nil {
			return err
		}
		code, err := bot.GridCode(ctx, x.Code)
		var refused *wechatbot.APIError
		if errors.As(err, &refused) && refused.Code == 48001 {
			fmt.Fprintf(t.out, "这个公众号不能做带参二维码（只有认证的服务号可以）。请让居民关注后说：订阅 %s\n", x.Code)
			return errFindings
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "二维码图片 %s\n二维码内容 %s\n", code.Picture, code.URL)
		return nil
	})
}
