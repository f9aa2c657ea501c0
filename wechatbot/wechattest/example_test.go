package wechattest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// call posts to the API as a bot's own client does, and returns the answer.
func call(p *wechattest.Platform, api, body string) (answer map[string]any, err error) {
	res, err := p.Client().Post("https://api.weixin.qq.com/cgi-bin/"+api, "application/json", strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	err = json.NewDecoder(res.Body).Decode(&answer)
	return answer, err
}

// write sends a customer message.
func write(p *wechattest.Platform, openid, words string) {
	a := p.Account()
	token, err := call(p, "stable_token", fmt.Sprintf(`{"grant_type":"client_credential","appid":%q,"secret":%q}`, a.AppID, a.Secret))
	if err == nil {
		_, err = call(p, fmt.Sprint("message/custom/send?access_token=", token["access_token"]), fmt.Sprintf(`{"touser":%q,"msgtype":"text","text":{"content":%q}}`, openid, words))
	}
	if err != nil {
		fmt.Println("no answer")
	}
}

// A customer message may follow what a citizen said for 48 hours.
func ExamplePlatform_Advance() {
	p := wechattest.New()
	citizen := p.Follow(silent, "甲")
	citizen.Says("我的申请到哪里了")
	p.Advance(47 * time.Hour)
	write(p, citizen.OpenID, "已答复")
	p.Advance(2 * time.Hour)
	write(p, citizen.OpenID, "再说一次")
	for _, call := range p.CallsTo("custom/send") {
		fmt.Println(call.Errcode)
	}
	fmt.Println(citizen.Inbox())
	// Output:
	// 0
	// 45015
	// [已答复]
}

// A bot that looks at the HTTP status alone believes that it has written: WeChat
// answers 200, and says no in the errcode.
func ExamplePlatform_Fail() {
	p := wechattest.New()
	citizen := p.Follow(silent, "甲")
	p.Fail("custom/send", 45009, 1)
	write(p, citizen.OpenID, "已答复")
	for _, call := range p.CallsTo("custom/send") {
		fmt.Println(call.Status, call.Errcode, call.Fault)
	}
	fmt.Println("inbox:", citizen.Inbox())
	// Output:
	// 200 45009 errcode 45009
	// inbox: []
}

// A timeout after the call was carried out: the bot cannot know.
func ExamplePlatform_Lose() {
	p := wechattest.New()
	citizen := p.Follow(silent, "甲")
	p.Lose("custom/send", 1)
	write(p, citizen.OpenID, "已确认收到")
	fmt.Println(citizen.Inbox())
	// Output:
	// no answer
	// [已确认收到]
}

func ExampleFollower_Ask() {
	p := wechattest.NewPlain()
	bot := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello") })
	answer := p.Follow(bot, "甲").Ask("三公经费")
	fmt.Println(answer)
	fmt.Println(answer.Fault)
	// Output:
	// 该公众号提供的服务出现故障，请稍后再试
	// wechattest: the platform refuses the answer: neither XML nor success, but "hello"
}

// A page to try a bot with by hand, and a bot that runs elsewhere in its place.
func ExamplePlatform_Phone() {
	p := wechattest.For(wechattest.Account{AppID: "wx…", Token: "…"}, false)
	bot, err := wechattest.Remote("http://127.0.0.1:8080/wechat")
	if err != nil {
		fmt.Println(err)
		return
	}
	http.ListenAndServe("127.0.0.1:8081", p.Phone(bot, wechattest.PhoneOptions{Title: "试一试", Avatar: "公开", Hints: []string{"你好"}}))
}
