package wechatbot_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// The bot and its pages beside a server's own routes.
func ExampleNew() {
	platform := wechattest.New() // in production your account, and no Client
	c, desk := catalog.New(nil), disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	office, links := h5.Office{Name: "示例区人民政府"}, h5.Links{Base: "https://example.gov.cn/h5"}
	pages, err := h5.New(h5.Config{Catalog: c, Desk: desk, Office: office, Links: links})
	if err != nil {
		fmt.Println(err)
		return
	}
	bot, err := wechatbot.New(wechatbot.Config{
		Account: wechatbot.Account(platform.Account()), Client: platform.Client(), Catalog: c, Desk: desk, Office: office, Pages: links,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "ours") })
	mux.Handle("/h5/", pages)
	mux.Handle("/wechat", bot)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go bot.Run(ctx)

	said := platform.Follow(bot, "甲").Says("我要申请公开")
	fmt.Println(strings.SplitN(said, "\n", 3)[1])
	for _, path := range []string{"/", "/h5/", "/h5/apply", "/wechat"} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Println(path, w.Code)
	}
	// Output:
	// 第1步：您需要什么信息？请写名称、文号，或者其他能查到它的特征。
	// / 200
	// /h5/ 200
	// /h5/apply 200
	// /wechat 403
}

// A server that ends: no callback comes any more, and what was promised in answers is
// still kept before Run returns.
func ExampleBot_Run() {
	platform := wechattest.New()
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(platform.Account()), Client: platform.Client(), Catalog: catalog.New(nil)})
	if err != nil {
		fmt.Println(err)
		return
	}
	server := httptest.NewServer(bot) // yours: http.Server, and its Shutdown
	remote, err := wechattest.Remote(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	running, end := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- bot.Run(running) }()

	fmt.Println(platform.Follow(remote, "甲").Says("三公经费") != "")
	server.Close() // on a signal
	end()
	fmt.Println(<-ended)
	// Output:
	// true
	// context canceled
}
