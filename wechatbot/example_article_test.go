package wechatbot_test

import (
	"fmt"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// An article can be looked at before anything is posted: here a title that is
// longer than WeChat takes.
func ExampleBot_Article() {
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(wechattest.New().Account()), Catalog: catalog.New(nil), Office: h5.Office{Short: "兴庆区"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	a := bot.Article(catalog.Record{Title: "国务院办公厅关于印发全国深化“放管服”改革转变政府职能电视电话会议重点任务分工方案的通知"})
	fmt.Println(a.Title, a.Author)
	// Output: 国务院办公厅关于印发全国深化“放管服”改革转变政府职能电视电话… 兴庆区
}
