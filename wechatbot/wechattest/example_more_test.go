package wechattest_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// Two accounts behind one client, such as the only one that an SDK has.
func ExampleNetwork() {
	var weixin wechattest.Network
	county, town := weixin.Add(wechattest.New()), weixin.Add(wechattest.New())
	c := weixin.Client()
	a := town.Account()
	res, err := c.Get("https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=" + a.AppID + "&secret=" + a.Secret)
	if err != nil {
		fmt.Println(err)
		return
	}
	res.Body.Close()
	fmt.Println(len(county.Calls()), len(town.Calls()))
	// Output: 0 1
}

// A bot that answers at once and says more later.
func ExampleFollower_Next() {
	p := wechattest.New()
	citizen := p.Follow(silent, "甲")
	citizen.Says("三公经费")
	citizen.News()
	go write(p, citizen.OpenID, "47.91万元")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	answer, err := citizen.Next(ctx)
	fmt.Println(answer, err)
	// Output: 47.91万元 <nil>
}

func ExampleFollower_Chooses() {
	p := wechattest.New()
	bot := echoing(p.Account(), func(said string) string {
		if said == "1" {
			return "第一项"
		}
		return `您要哪一项？<a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1">1 三公经费</a>`
	})
	citizen := p.Follow(bot, "甲")
	fmt.Println(citizen.Chooses("三公经费"))
	fmt.Println(citizen.Chooses("年度报告").Fault)
	// Output:
	// 第一项
	// wechattest: nothing that she has seen has an option "年度报告"
}

// What the console says to an address whose token is another.
func ExamplePlatform_Verify() {
	p := wechattest.New()
	other := p.Account()
	other.Token = "another"
	fmt.Println(p.Verify(echo(p.Account())))
	fmt.Println(p.Verify(http.NotFoundHandler()))
	// Output:
	// <nil>
	// wechattest: the console does not take the address: the bot answers 404: it is asked at /wechat
}

// A message of one's own making, which the bot should refuse: here one
// with another signature.
func ExampleAccount_Request() {
	p := wechattest.New()
	r, err := p.Account().Request([]byte("<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>你好</Content></xml>"), p.Now())
	if err != nil {
		fmt.Println(err)
		return
	}
	q := r.URL.Query()
	q.Set("msg_signature", wechattest.Sign("not the token", q.Get("timestamp"), q.Get("nonce")))
	r.URL.RawQuery = q.Encode()
	w := httptest.NewRecorder()
	echo(p.Account()).ServeHTTP(w, r)
	fmt.Println(w.Body.Len(), "bytes for", q.Get("openid"))
	// Output: 0 bytes for o1
}

// What a bot logs of a call that failed: the address in it has the access token.
func ExamplePlatform_Secrets() {
	p := wechattest.New()
	p.Cut("stable_token", 1)
	a := p.Account()
	_, err := p.Client().Get("https://api.weixin.qq.com/cgi-bin/stable_token?appid=" + a.AppID + "&secret=" + a.Secret)
	for _, secret := range p.Secrets() {
		if strings.Contains(err.Error(), secret) {
			fmt.Println("the log would name a secret")
		}
	}
	// Output: the log would name a secret
}

// A message that comes again must be acted on once.
func ExampleFollower_Retry() {
	p, acts := wechattest.New(), 0
	citizen := p.Stranger(echoing(p.Account(), func(string) string { acts++; return "收到" }), "甲")
	m := wechattest.Message{Type: "text", Content: "申请公开合同", MsgID: 7}
	citizen.Send(m)
	if _, err := citizen.Retry(m); err != nil {
		fmt.Println(err)
	}
	fmt.Println(acts, "receipts by a bot that keeps no MsgId")
	// Output: 2 receipts by a bot that keeps no MsgId
}
