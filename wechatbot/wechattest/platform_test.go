package wechattest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// echo is a bot as the SDK's own pages show one: it says what it hears.
func echo(a wechattest.Account) http.Handler {
	return echoing(a, func(said string) string { return "您说：" + said })
}

func echoing(a wechattest.Account, say func(said string) string) http.Handler {
	oa := officialaccount.NewOfficialAccount(&config.Config{AppID: a.AppID, AppSecret: a.Secret, Token: a.Token, EncodingAESKey: a.AESKey, Cache: cache.NewMemory()})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := oa.GetServer(r, w)
		s.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
			return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(say(m.Content))}
		})
		if s.Serve() == nil {
			s.Send()
		}
	})
}

func Example() {
	p := wechattest.New()
	citizen := p.Follow(echo(p.Account()), "甲")
	fmt.Println(citizen.Says("三公经费"))
	// Output: 您说：三公经费
}

func ExampleParts() {
	for _, part := range wechattest.Parts(`1 <a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1">看明细</a>`) {
		fmt.Printf("%q %q\n", part.Text, part.Say)
	}
	// Output:
	// "1 " ""
	// "看明细" "1"
}

func TestPlainAndSafeModeGiveTheSameAnswer(t *testing.T) {
	for _, p := range []*wechattest.Platform{wechattest.New(), wechattest.NewPlain()} {
		assert.Equal(t, "您说：<a & b> ]]> 😀", p.Follow(echo(p.Account()), "甲").Says("<a & b> ]]> 😀"))
	}
}

func TestWhatThePlatformRefusesTheCitizenSeesAsAFault(t *testing.T) {
	p := wechattest.NewPlain()
	reply := func(body string) *wechattest.Follower {
		var to string
		return p.Stranger(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			raw, _ := io.ReadAll(r.Body)
			_, to, _ = strings.Cut(string(raw), "<FromUserName><![CDATA[")
			to, _, _ = strings.Cut(to, "]]>")
			fmt.Fprint(w, strings.ReplaceAll(body, "TO", to))
		}), "甲")
	}
	text := "<xml><ToUserName>TO</ToUserName><MsgType>text</MsgType><Content>%s</Content></xml>"
	item := "<item><Title>t</Title></item>"
	for name, body := range map[string]string{
		"no XML": "hello", "somebody else's": "<xml><ToUserName>x</ToUserName><MsgType>text</MsgType><Content>x</Content></xml>",
		"an empty text": fmt.Sprintf(text, ""), "a long text": fmt.Sprintf(text, strings.Repeat("字", 700)),
		"two articles":       "<xml><ToUserName>TO</ToUserName><MsgType>news</MsgType><ArticleCount>2</ArticleCount><Articles>" + item + item + "</Articles></xml>",
		"control characters": fmt.Sprintf(text, "\x01"),
	} {
		assert.Equal(t, wechattest.Broken, reply(body).Says("x"), name)
	}
	assert.Equal(t, "", reply("success").Says("x"))
	assert.Equal(t, "", reply("").Says("x"))
	assert.Equal(t, "好", reply(fmt.Sprintf(text, "好")).Says("x"))
}

func TestTheSameMessageIsDeliveredAgainWithTheSameMsgID(t *testing.T) {
	p := wechattest.NewPlain()
	var ids []string
	f := p.Stranger(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		_, id, _ := strings.Cut(string(raw), "<MsgId>")
		id, _, _ = strings.Cut(id, "<")
		ids = append(ids, id)
	}), "甲")
	m := wechattest.Message{Type: "text", Content: "x", MsgID: 7}
	f.Send(m)
	_, err := f.Retry(m)
	require.NoError(t, err)
	assert.Equal(t, []string{"7", "7"}, ids)
}

func TestManyCitizensAtOnceGetTheirOwnAnswers(t *testing.T) {
	p := wechattest.New()
	bot := echo(p.Account())
	var wrong atomic.Int32
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			if f := p.Follow(bot, "甲"); f.Says(fmt.Sprint(i)) != fmt.Sprint("您说：", i) {
				wrong.Add(1)
			}
		})
	}
	wg.Wait()
	assert.Zero(t, wrong.Load())
}

// office calls the API as a bot does.
type office struct {
	t     *testing.T
	p     *wechattest.Platform
	token string
}

func open(t *testing.T) *office {
	o := &office{t: t, p: wechattest.New()}
	a := o.p.Account()
	o.token = o.call("stable_token", map[string]any{"grant_type": "client_credential", "appid": a.AppID, "secret": a.Secret})["access_token"].(string)
	return o
}

func (o *office) call(path string, body any) map[string]any {
	text, err := json.Marshal(body)
	require.NoError(o.t, err)
	return o.post("https://api.weixin.qq.com/cgi-bin/"+path+"?access_token="+o.token, "application/json", text)
}

func (o *office) post(address, kind string, body []byte) map[string]any {
	res, err := o.p.Client().Post(address, kind, bytes.NewReader(body))
	require.NoError(o.t, err)
	defer res.Body.Close()
	var out map[string]any
	require.NoError(o.t, json.NewDecoder(res.Body).Decode(&out))
	return out
}

func (o *office) upload() string {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, _ := w.CreateFormFile("media", "a.png")
	png.Encode(part, image.NewGray(image.Rect(0, 0, 2, 2)))
	w.Close()
	return o.post("https://api.weixin.qq.com/cgi-bin/media/upload?type=image&access_token="+o.token, w.FormDataContentType(), b.Bytes())["media_id"].(string)
}

func code(a map[string]any) int {
	n, _ := a["errcode"].(float64)
	return int(n)
}

// Each row is a rule of the platform, as its documents state it or as it was
// seen to behave.
func TestRulesOfThePlatform(t *testing.T) {
	text := func(to string) map[string]any {
		return map[string]any{"touser": to, "msgtype": "text", "text": map[string]string{"content": "好"}}
	}
	silent := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	for name, rule := range map[string]struct {
		want int
		do   func(o *office) map[string]any
	}{
		"a wrong secret is 40125": {40125, func(o *office) map[string]any {
			return o.call("stable_token", map[string]any{"appid": o.p.Account().AppID, "secret": "x"})
		}},
		"an unknown token is 40001":        {40001, func(o *office) map[string]any { o.p.Revoke(); return o.call("menu/get", nil) }},
		"an old token is 42001":            {42001, func(o *office) map[string]any { o.p.Advance(3 * time.Hour); return o.call("menu/get", nil) }},
		"a message to a stranger is 40003": {40003, func(o *office) map[string]any { return o.call("message/custom/send", text("nobody")) }},
		"within 48 hours it arrives": {0, func(o *office) map[string]any {
			return o.call("message/custom/send", text(o.p.Follow(silent, "甲").OpenID))
		}},
		"after 48 hours it is 45015": {45015, func(o *office) map[string]any {
			f := o.p.Follow(silent, "甲")
			o.p.Advance(49 * time.Hour)
			a := o.p.Account()
			o.token = o.call("stable_token", map[string]any{"appid": a.AppID, "secret": a.Secret})["access_token"].(string)
			return o.call("message/custom/send", text(f.OpenID))
		}},
		"the sixth message is 45047": {45047, func(o *office) map[string]any {
			f := o.p.Follow(silent, "甲")
			for range 5 {
				require.Zero(o.t, code(o.call("message/custom/send", text(f.OpenID))))
			}
			return o.call("message/custom/send", text(f.OpenID))
		}},
		"who unfollowed is 43004": {43004, func(o *office) map[string]any {
			f := o.p.Follow(silent, "甲")
			f.Event("unsubscribe", "")
			return o.call("message/custom/send", text(f.OpenID))
		}},
		"a draft needs a cover that exists": {40007, func(o *office) map[string]any { return o.call("draft/add", article("t", "x")) }},
		"a title has at most 32 characters": {45003, func(o *office) map[string]any {
			return o.call("draft/add", article(strings.Repeat("字", 33), o.upload()))
		}},
		"a draft is published once": {40007, func(o *office) map[string]any {
			id := o.call("draft/add", article("t", o.upload()))["media_id"]
			require.Zero(o.t, code(o.call("freepublish/submit", map[string]any{"media_id": id})))
			return o.call("freepublish/submit", map[string]any{"media_id": id})
		}},
		"four menus are too many": {40017, func(o *office) map[string]any {
			b := map[string]string{"type": "click", "name": "a", "key": "a"}
			return o.call("menu/create", map[string]any{"button": []any{b, b, b, b}})
		}},
		"a fault that was asked for": {45009, func(o *office) map[string]any { o.p.Fail("draft/add", 45009, 1); return o.call("draft/add", nil) }},
		"a robot writes 20 a minute": {45009, func(o *office) map[string]any {
			key := o.p.Open()
			say := func() map[string]any {
				return o.post("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="+key, "application/json", []byte(`{"msgtype":"text","text":{"content":"x"}}`))
			}
			for range 20 {
				require.Zero(o.t, code(say()))
			}
			return say()
		}},
		"the same clientmsgid again is 45065": {45065, func(o *office) map[string]any {
			o.p.Follow(silent, "甲")
			send := func() map[string]any {
				return o.call("message/mass/sendall", map[string]any{"filter": map[string]any{"is_to_all": true}, "msgtype": "text", "text": map[string]string{"content": "好"}, "clientmsgid": "a"})
			}
			require.Zero(o.t, code(send()))
			return send()
		}},
		"the fifth mass message of a month is 45028": {45028, func(o *office) map[string]any {
			o.p.Follow(silent, "甲")
			send := func(id string) map[string]any {
				return o.call("message/mass/sendall", map[string]any{"filter": map[string]any{"is_to_all": true}, "msgtype": "text", "text": map[string]string{"content": "好"}, "clientmsgid": id})
			}
			for _, id := range []string{"1", "2", "3", "4"} {
				require.Zero(o.t, code(send(id)))
			}
			return send("5")
		}},
		"the hundred and first tag is 45056": {45056, func(o *office) map[string]any {
			for i := range 100 {
				require.Zero(o.t, code(o.call("tags/create", map[string]any{"tag": map[string]string{"name": fmt.Sprint("网格", i)}})))
			}
			return o.call("tags/create", map[string]any{"tag": map[string]string{"name": "再多一个"}})
		}},
		"an unknown robot is 93000": {93000, func(o *office) map[string]any {
			return o.post("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x", "application/json", []byte(`{}`))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			o.t = t
			assert.Equal(t, rule.want, code(rule.do(o)))
		})
	}
}

func TestATagDirectsAMassMessageAndACodeSubscribes(t *testing.T) {
	o := open(t)
	silent := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	a, b := o.p.Stranger(silent, "甲"), o.p.Follow(silent, "乙")
	require.Contains(t, o.call("qrcode/create", map[string]any{"action_name": "QR_STR_SCENE", "action_info": map[string]any{"scene": map[string]string{"scene_str": "grid_001"}}}), "ticket")
	a.Scans("grid_001")
	tag := o.call("tags/create", map[string]any{"tag": map[string]string{"name": "凤凰北街"}})["tag"].(map[string]any)["id"]
	require.Zero(t, code(o.call("tags/members/batchtagging", map[string]any{"openid_list": []string{a.OpenID}, "tagid": tag})))
	require.Zero(t, code(o.call("message/mass/sendall", map[string]any{"filter": map[string]any{"tag_id": tag}, "msgtype": "text", "text": map[string]string{"content": "停水通知"}})))
	assert.Len(t, a.Inbox(), 1)
	assert.Empty(t, b.Inbox())
	assert.Equal(t, 1, o.p.Masses()[0].To)
}

func article(title, cover string) map[string]any {
	return map[string]any{"articles": []any{map[string]any{"title": title, "content": "<p>x</p>", "thumb_media_id": cover}}}
}

func TestThePhoneTalksToTheBotAndShowsOnlyWhatIsSafe(t *testing.T) {
	p := wechattest.New()
	site := httptest.NewServer(p.Phone(echo(p.Account()), wechattest.PhoneOptions{Title: "试", Avatar: "公开", Hints: []string{"三公经费"}}))
	defer site.Close()
	jar := &cookies{}
	c := &http.Client{Jar: jar}
	_, err := c.Get(site.URL)
	require.NoError(t, err)
	res, err := c.PostForm(site.URL+"/say", url.Values{"text": {`<script>alert(1)</script>`}})
	require.NoError(t, err)
	body, _ := io.ReadAll(res.Body)
	assert.Contains(t, string(body), "您说：&lt;script&gt;")
	assert.NotContains(t, string(body), "<script>alert")
	assert.Contains(t, res.Header.Get("Content-Security-Policy"), "default-src 'none'")
}

type cookies struct{ kept []*http.Cookie }

func (j *cookies) SetCookies(_ *url.URL, cs []*http.Cookie) { j.kept = append(j.kept, cs...) }
func (j *cookies) Cookies(*url.URL) []*http.Cookie          { return j.kept }

// The bare SDK's echo, in process: what every bot on it costs at least.
func BenchmarkSDKEcho(b *testing.B) {
	for name, p := range map[string]*wechattest.Platform{"plain": wechattest.NewPlain(), "safe": wechattest.New()} {
		b.Run(name, func(b *testing.B) {
			f := p.Stranger(echo(p.Account()), "甲")
			b.ReportAllocs()
			for b.Loop() {
				f.Says("三公经费")
			}
		})
	}
}
