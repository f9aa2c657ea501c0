package wechattest_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// What the platform does that ends in no errcode: see TestRulesOfThePlatform.

// 「被动回复用户消息」: three tries in all, five seconds apart, with the same MsgId.
func TestAMessageWithoutAnswerIsAskedThreeTimesFiveSecondsApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, began := wechattest.NewPlain(), time.Now()
		var mu sync.Mutex
		var ids []string
		var at []time.Duration
		f := p.Stranger(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			raw, _ := io.ReadAll(r.Body)
			_, id, _ := strings.Cut(string(raw), "<MsgId>")
			mu.Lock()
			ids, at = append(ids, strings.Split(id, "<")[0]), append(at, time.Since(began))
			mu.Unlock()
			time.Sleep(6 * time.Second)
		}), "甲")
		a := f.Ask("在吗")
		assert.Equal(t, wechattest.Broken, a.Text)
		assert.Contains(t, a.Fault, "does not answer within five seconds")
		mu.Lock()
		defer mu.Unlock()
		assert.Equal(t, []time.Duration{0, 5 * time.Second, 10 * time.Second}, at)
		assert.Equal(t, ids[0], ids[1])
		assert.Equal(t, ids[0], ids[2])
		time.Sleep(2 * time.Second) // the last try ends
	})
}

// 「被动回复用户消息」: what is no XML, such as JSON, is shown as a fault.
func TestAnAnswerIsOneXMLAndNothingElse(t *testing.T) {
	for name, p := range modes() {
		good := func(f *wechattest.Follower) string {
			said := "<xml><ToUserName>" + f.OpenID + "</ToUserName><FromUserName>gh_1</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>好</Content></xml>"
			if name != "safe" {
				return said
			}
			sealed, err := wechattest.Encrypt(p.Account().AESKey, p.Account().AppID, []byte(said))
			require.NoError(t, err)
			return "<xml><Encrypt>" + sealed + "</Encrypt><MsgSignature>" + wechattest.Sign(p.Account().Token, "1", "2", sealed) + "</MsgSignature><TimeStamp>1</TimeStamp><Nonce>2</Nonce></xml>"
		}
		var f *wechattest.Follower
		var body func() string
		f = p.Stranger(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, body()) }), "甲")
		for _, x := range []struct{ before, behind, fault string }{
			{"", "", ""}, {`<?xml version="1.0"?>`, "\n", ""},
			{"", "success", `something stands behind its end: "success"`}, {"", "<xml></xml>", `something stands behind its end: "<xml></xml>"`},
		} {
			body = func() string { return x.before + good(f) + x.behind }
			a := f.Ask("在吗")
			if x.fault == "" {
				assert.Equal(t, "好", a.String(), name)
				continue
			}
			assert.Contains(t, a.Fault, x.fault, name)
		}
		body = func() string { return `{"errcode":0}` }
		assert.Contains(t, f.Ask("在吗").Fault, `neither XML nor success, but "{\"errcode\":0}"`, name)
	}
}

func TestABotThatPanicsIsAskedAgainAndNamed(t *testing.T) {
	p, n := wechattest.New(), 0
	a := p.Stranger(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { n++; panic("no such row") }), "甲").Ask("在吗")
	assert.Equal(t, 3, n)
	assert.Equal(t, wechattest.Broken, a.Text)
	assert.Contains(t, a.Fault, "no such row")
}

// 「消息加解密说明」: compatible mode has each message both ways, and takes either
// answer.
func TestCompatibleModeHasMessagesBothWays(t *testing.T) {
	p := wechattest.NewCompatible()
	assert.Equal(t, "您说：<b> ]]> 😀", p.Follow(echo(p.Account()), "甲").Says("<b> ]]> 😀"), "by a bot that reads Encrypt")
	plain := p.Account()
	plain.AESKey = ""
	assert.Equal(t, "您说：你好", p.Follow(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		q.Del("encrypt_type") // the SDK would decrypt
		r.URL.RawQuery = q.Encode()
		echo(plain).ServeHTTP(w, r)
	}), "甲").Says("你好"), "by one that reads the fields")
	r, err := p.Request([]byte("<xml><FromUserName>o</FromUserName></xml>"), p.Now())
	require.NoError(t, err)
	var both struct{ FromUserName, Encrypt string }
	require.NoError(t, xml.NewDecoder(r.Body).Decode(&both))
	assert.Equal(t, "o", both.FromUserName)
	assert.NotEmpty(t, both.Encrypt)
}

// 「获取稳定版接口调用凭据」
func TestAStableTokenIsTheSameUntilFiveMinutesBeforeItsEnd(t *testing.T) {
	o := open(t)
	first := o.token
	o.p.Advance(114 * time.Minute)
	assert.Equal(t, first, text(o.stable(false), "access_token"))
	o.p.Advance(2 * time.Minute)
	second := text(o.stable(false), "access_token")
	assert.NotEqual(t, first, second)
	assert.Equal(t, 46003, code(o.get("menu/get?access_token=")), "the one before is still good")
	o.p.Advance(5 * time.Minute)
	assert.Equal(t, 42001, code(o.get("menu/get?access_token=")))
	o.stable(true)
	third := text(o.stable(false), "access_token")
	assert.Equal(t, third, text(o.stable(true), "access_token"), "within half a minute nothing is refreshed")
}

func TestTheWhitelistLetsItsOwnIn(t *testing.T) {
	p := wechattest.New()
	p.Whitelist("203.0.113.7")
	a := p.Account()
	for from, want := range map[string]string{"203.0.113.7": "access_token", "198.51.100.9": "invalid ip 198.51.100.9"} {
		res, err := p.ClientFrom(from).Get("https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=" + a.AppID + "&secret=" + a.Secret)
		require.NoError(t, err)
		body, _ := io.ReadAll(res.Body)
		assert.Contains(t, string(body), want)
	}
}

// 「新增草稿」: scripts and pictures of elsewhere are taken out, and a digest that
// is missing is made of the first 54 characters.
func TestAnArticleIsCleaned(t *testing.T) {
	o := open(t)
	own := text(o.upload("media/uploadimg", "", "a.png", dot()), "url")
	o.well("draft/add", o.article(object{"content": `<p onclick="x()">` + strings.Repeat("字", 60) + `</p><script>alert(1)</script><img src="https://example.gov.cn/a.png"><img src="` + own + `">`}))
	a := o.p.Drafts()[0][0]
	assert.Equal(t, strings.Repeat("字", 54), a.Digest)
	assert.NotContains(t, a.Content, "script")
	assert.NotContains(t, a.Content, "onclick")
	assert.NotContains(t, a.Content, "example.gov.cn")
	assert.Contains(t, a.Content, own)
}

func TestDraftsAndPostsAreListed(t *testing.T) {
	o := open(t)
	id := o.draft()
	o.well("draft/update", object{"media_id": id, "index": 0, "articles": o.article(object{"title": "改过"})["articles"].([]any)[0]})
	assert.Equal(t, "改过", o.p.Drafts()[0][0].Title)
	assert.EqualValues(t, 1, o.well("draft/batchget", object{"offset": 0, "count": 20})["total_count"])
	o.well("freepublish/submit", object{"media_id": id})
	assert.EqualValues(t, 0, o.get("draft/count?access_token=")["total_count"])
	list := o.well("freepublish/batchget", object{"offset": 0, "count": 20})
	assert.EqualValues(t, 1, list["total_count"])
	article := o.well("freepublish/getarticle", object{"article_id": o.p.Posts()[0].ArticleID})
	assert.Equal(t, "改过", article["news_item"].([]any)[0].(object)["title"])
}

// listening is a bot that keeps the events it hears.
func listening(o *office) chan string {
	heard := make(chan string, 10)
	o.listen(heard)
	return heard
}

// listen makes the bot that keeps them the one that events go to.
func (o *office) listen(heard chan string) {
	o.p.Stranger(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var sealed struct{ Encrypt string }
		xml.NewDecoder(r.Body).Decode(&sealed)
		a := o.p.Account()
		plain, err := wechattest.Decrypt(a.AESKey, a.AppID, sealed.Encrypt)
		if err == nil {
			heard <- string(plain)
		}
	}), "甲")
}

// 「发布草稿」: that a publication is accepted is not that it is out.
func TestAPublicationEndsLater(t *testing.T) {
	o := open(t)
	heard := listening(o)
	o.p.Hold()
	o.p.FailPost(4)
	bad := o.well("freepublish/submit", object{"media_id": o.draft()})["publish_id"]
	good := o.well("freepublish/submit", object{"media_id": o.draft()})["publish_id"]
	assert.IsType(t, "", good, "an id is a text")
	assert.EqualValues(t, 1, o.well("freepublish/get", object{"publish_id": good})["publish_status"])
	assert.Empty(t, heard)
	o.p.Finish()
	assert.Contains(t, <-heard, "<publish_status>4</publish_status><fail_idx>1</fail_idx>")
	assert.Contains(t, <-heard, "<publish_status>0</publish_status><article_id>")
	assert.EqualValues(t, 4, o.well("freepublish/get", object{"publish_id": bad})["publish_status"])
	assert.NotEmpty(t, o.well("freepublish/get", object{"publish_id": good})["article_id"])

	o.p.NumericIDs()
	o.p.Mute(1)
	again := o.well("freepublish/submit", object{"media_id": o.draft()})["publish_id"]
	assert.IsType(t, 0.0, again, "where it was asked for, a number")
	assert.EqualValues(t, 0, o.well("freepublish/get", object{"publish_id": again})["publish_status"])
	assert.Empty(t, heard, "its event is lost")
}

// 「群发接口和原创校验」: with the protection on, the administrator has half an
// hour to confirm a message to all.
func TestTheAdministratorConfirmsAMassMessage(t *testing.T) {
	o := open(t)
	f := o.p.Follow(silent, "乙")
	heard := listening(o)
	o.p.Protect()
	status := func(id any) any { return o.well("message/mass/get", object{"msg_id": id})["msg_status"] }
	first := o.well("message/mass/sendall", all("a"))["msg_id"]
	assert.Empty(t, f.Inbox())
	assert.Equal(t, "SENDING", status(first))
	assert.Equal(t, 1, o.p.AdminConfirms(true))
	assert.Contains(t, <-heard, "send success")
	assert.Len(t, f.Inbox(), 1)
	assert.Equal(t, "SEND_SUCCESS", status(first))

	second := o.well("message/mass/sendall", all("b"))["msg_id"]
	assert.Equal(t, 1, o.p.AdminConfirms(false))
	assert.Contains(t, <-heard, "err(40001)")
	assert.Equal(t, "SEND_FAIL", status(second))

	o.well("message/mass/sendall", all("c"))
	o.p.Advance(31 * time.Minute)
	assert.Contains(t, <-heard, "err(40002)")
	assert.Zero(t, o.p.AdminConfirms(true), "it is too late")
	assert.Len(t, f.Inbox(), 1)
}

func TestAMassMessageThatIsNotLetThroughReachesNobody(t *testing.T) {
	o := open(t)
	f := o.p.Follow(silent, "乙")
	heard := listening(o)
	o.p.FailMass("err(20001)")
	a := o.well("message/mass/sendall", all("a"))
	assert.Contains(t, <-heard, "err(20001)")
	assert.Empty(t, f.Inbox())
	again := o.call("message/mass/sendall", all("a"))
	assert.Equal(t, 45065, code(again))
	assert.Equal(t, a["msg_id"], again["msg_id"], "45065 carries the id")
}

func TestASlowAnswerIsLostOnWhoDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t)
		f := o.p.Follow(silent, "甲")
		o.p.Slow("custom/send", 8*time.Second, 2)
		assert.Equal(t, 0, code(o.call("message/custom/send", hello(f.OpenID))), "who waits has it")
		c := o.p.Client()
		c.Timeout = 5 * time.Second
		_, err := c.Post("https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token="+o.token, "application/json",
			strings.NewReader(`{"touser":"`+f.OpenID+`","msgtype":"text","text":{"content":"好"}}`))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Len(t, f.Inbox(), 2, "it was carried out all the same")
	})
}

func TestAnAnswerThatTricklesIsLostOnWhoDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t)
		f := o.p.Follow(silent, "甲")
		o.p.Trickle("custom/send", 8*time.Second, 2)
		before := time.Now()
		assert.Equal(t, 0, code(o.call("message/custom/send", hello(f.OpenID))), "who waits has it")
		assert.Equal(t, 8*time.Second, time.Since(before).Round(100*time.Millisecond))
		c := o.p.Client()
		c.Timeout = 5 * time.Second
		res, err := c.Post("https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token="+o.token, "application/json",
			strings.NewReader(`{"touser":"`+f.OpenID+`","msgtype":"text","text":{"content":"好"}}`))
		require.NoError(t, err, "the header came in time")
		_, err = io.ReadAll(res.Body)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Len(t, f.Inbox(), 2, "it was carried out all the same")
	})
}

func TestALieIsSaidInsteadOfAnAnswer(t *testing.T) {
	o := open(t)
	o.p.Lie("menu/get", `{"errmsg":"ok"}`, 1)
	assert.Equal(t, object{"errmsg": "ok"}, o.get("menu/get?access_token="))
	assert.Equal(t, 46003, code(o.get("menu/get?access_token=")))
}

func TestWhoFollowsIsListedWithTagAndScene(t *testing.T) {
	o := open(t)
	a, b := o.p.Stranger(silent, "甲"), o.p.Follow(silent, "乙")
	a.Scans("grid_001")
	tag := o.well("tags/create", object{"tag": object{"name": "网格"}})["tag"].(object)["id"]
	o.well("tags/members/batchtagging", object{"openid_list": []string{a.OpenID}, "tagid": tag})
	assert.Equal(t, "grid_001", o.get("user/info?openid=" + a.OpenID + "&access_token=")["qr_scene_str"])
	assert.Equal(t, []any{a.OpenID}, o.call("user/tag/get", object{"tagid": tag})["data"].(object)["openid"])
	assert.EqualValues(t, 2, o.get("user/get?access_token=")["total"])
	b.Event("unsubscribe", "")
	assert.EqualValues(t, 1, o.get("user/get?access_token=")["total"])
	assert.EqualValues(t, 0, o.get("user/info?openid=" + b.OpenID + "&access_token=")["subscribe"])
}

func TestACodeCanBeLookedAt(t *testing.T) {
	o := open(t)
	ticket := text(o.well("qrcode/create", object{"action_name": "QR_STR_SCENE", "action_info": object{"scene": object{"scene_str": "x"}}}), "ticket")
	for ticket, want := range map[string]int{ticket: 200, "x": 404} {
		res, err := o.p.Client().Get("https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=" + ticket)
		require.NoError(t, err)
		assert.Equal(t, want, res.StatusCode)
	}
}

func TestTheMenuOfAMessageIsTapped(t *testing.T) {
	o := open(t)
	f := o.p.Follow(echo(o.p.Account()), "甲")
	o.well("message/custom/send", object{"touser": f.OpenID, "msgtype": "msgmenu", "msgmenu": object{"head_content": "满意吗", "list": []object{{"id": "1", "content": "满意 & 谢谢"}}}})
	stage := wechattest.Stage{Platform: o.p, Bot: echo(o.p.Account())}
	said := f.Inbox()[1]
	parts := wechattest.Parts(said.Text)
	require.Len(t, parts, 2)
	assert.Equal(t, "满意 & 谢谢", parts[1].Say)
	stage.Hear(said)
	require.NoError(t, stage.Play(wechattest.Script{{Line: 1, Who: "点击", What: "满意"}, {Line: 2, Who: "公众号", What: "您说：满意 & 谢谢"}}))
}

func TestARobotsCardIsCutToItsSize(t *testing.T) {
	o := open(t)
	key := o.p.Open()
	o.post("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="+key, "application/json",
		[]byte(fmt.Sprintf(`{"msgtype":"news","news":{"articles":[{"title":%q,"description":%q,"url":"https://example.gov.cn"}]}}`, strings.Repeat("字", 50), strings.Repeat("字", 200))))
	a := o.p.Group(key)[0].Articles[0]
	assert.Equal(t, strings.Repeat("字", 42), a.Title)
	assert.Equal(t, strings.Repeat("字", 170), a.Description)
}

// 「获取微信推送服务器IP」: a bot that lets only these in lets the platform in.
func TestCallbacksComeFromTheAddressesThatAreListed(t *testing.T) {
	o := open(t)
	list := o.get("getcallbackip?access_token=")["ip_list"]
	var from string
	o.p.Stranger(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { from, _, _ = net.SplitHostPort(r.RemoteAddr) }), "甲").Says("在吗")
	assert.Equal(t, []any{from, "198.51.100.0/25"}, list, "and from a network")
}

func TestAMassMessageToTheNamedReachesThemOnce(t *testing.T) {
	o := open(t)
	a, b, c := o.p.Follow(silent, "甲"), o.p.Follow(silent, "乙"), o.p.Follow(silent, "丙")
	picture := o.upload("media/upload", "image", "a.png", dot())["media_id"]
	o.well("message/mass/send", object{"touser": []string{a.OpenID, b.OpenID, a.OpenID}, "msgtype": "image", "images": object{"media_ids": []any{picture}}})
	assert.Len(t, a.Inbox(), 1)
	assert.Equal(t, "image", b.Inbox()[0].Type)
	assert.Empty(t, c.Inbox())
	assert.Equal(t, 2, o.p.Masses()[0].To)
}
