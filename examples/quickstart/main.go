// Command quickstart publishes a record into a catalogue in memory, puts the
// bot on it, and asks the bot through a WeChat that is in memory too.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	c := catalog.New(nil)
	today := civil.InChina(time.Now())
	// The State Council's document and its index number: www.gov.cn.
	_, err := c.Publish(context.Background(), catalog.Record{
		Number: "000014349/2018-00221", Title: "国务院办公厅关于推进政务新媒体健康有序发展的意见", Summary: "政务新媒体怎么办、怎么管。",
		Date: civil.Day(2018, time.December, 7), Publisher: "国务院办公厅", DocNumber: "国办发〔2018〕123号",
		Drafter: "起草人", Review: catalog.Review{By: "审查人", Day: today, Result: catalog.Cleared},
	}, catalog.Actor{Name: "值班", At: time.Now()})
	if err != nil {
		return err
	}
	platform := wechattest.New()
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(platform.Account()), Client: platform.Client(), Catalog: c})
	if err != nil {
		return err
	}
	citizen := platform.Follow(bot, "市民")
	for _, question := range []string{"政务新媒体", "国办发[2018]123号"} {
		fmt.Printf("市民：%s\n公众号：%s\n\n", question, citizen.Says(question))
	}
	return nil
}
