package wechattest_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

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
			fmt.Fprint(w, strings.ReplaceAll(body, ">TO<", ">"+to+"<"))
		}), "甲")
	}
	text := "<xml><ToUserName>TO</ToUserName><MsgType>text</MsgType><Content>%s</Content></xml>"
	item := "<item><Title>t</Title></item>"
	for name, body := range map[string]string{
		"no XML": "hello", "somebody else's": "<xml><ToUserName>x</ToUserName><MsgType>text</MsgType><Content>x</Content></xml>",
		"an empty text": fmt.Sprintf(text, ""), "a long text": fmt.Sprintf(text, strings.Repeat("字", 700)),
		"two articles":       "<xml><ToUserName>TO</ToUserName><MsgType>news</MsgType><ArticleCount>2</ArticleCount><Articles>" + item + item + "</Articles></xml>",
		"control characters": fmt.Sprintf(text, "\x01"), "a picture that is not there": "<xml><ToUserName>TO</ToUserName><MsgType>image</MsgType><Image><MediaId>x</MediaId></Image></xml>",
		"a voice that is none": "<xml><ToUserName>TO</ToUserName><MsgType>voice</MsgType></xml>", "an unknown type": "<xml><ToUserName>TO</ToUserName><MsgType>hologram</MsgType></xml>",
	} {
		assert.Equal(t, wechattest.Broken, reply(body).Says("x"), name)
	}
	news := func(n int) string {
		return fmt.Sprintf("<xml><ToUserName>TO</ToUserName><MsgType>news</MsgType><ArticleCount>%d</ArticleCount><Articles>%s</Articles></xml>", n, strings.Repeat(item, n))
	}
	assert.Len(t, reply(news(8)).Event("CLICK", "k").Articles, 8, "to an event")
	assert.Equal(t, wechattest.Broken, reply(news(9)).Event("CLICK", "k").Text)
	assert.Equal(t, "", reply("success").Says("x"))
	assert.Equal(t, "", reply("").Says("x"))
	assert.Equal(t, "好", reply(fmt.Sprintf(text, "好")).Says("x"))
	o := &office{t: t, p: p}
	o.login()
	for kind, want := range map[string]string{
		"<MsgType>image</MsgType><Image><MediaId>" + o.cover() + "</MediaId></Image>":                              "[图片]",
		"<MsgType>video</MsgType><Video><MediaId>" + o.cover() + "</MediaId><Title>办事指南</Title></Video>":           "[视频] 办事指南",
		"<MsgType>music</MsgType><Music><Title>曲</Title><MusicUrl>https://example.gov.cn/a.mp3</MusicUrl></Music>": "[音乐] 曲",
		"<MsgType>transfer_customer_service</MsgType>":                                                             "[转人工客服]",
	} {
		assert.Equal(t, want, reply("<xml><ToUserName>TO</ToUserName>"+kind+"</xml>").Says("x"))
	}
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

func TestThePhoneSendsPicturesVoiceAndPlaces(t *testing.T) {
	p := wechattest.New()
	site := httptest.NewServer(p.Phone(echo(p.Account()), wechattest.PhoneOptions{Title: "试", Desk: &wechattest.DeskOptions{}}))
	defer site.Close()
	c := &http.Client{Jar: &cookies{}}
	body := func(res *http.Response, err error) string {
		t.Helper()
		require.NoError(t, err)
		text, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		return string(text)
	}
	body(c.Get(site.URL))
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	part, err := parts.CreateFormFile("file", "现场.jpg")
	require.NoError(t, err)
	_, err = part.Write([]byte("\xff\xd8\xff\xe0 a picture"))
	require.NoError(t, err)
	require.NoError(t, parts.Close())
	page := body(c.Post(site.URL+"/picture", parts.FormDataContentType(), &form))
	m := regexp.MustCompile(`<img src="(media/in_\w+)" alt="您发的图片">`).FindStringSubmatch(page)
	require.NotNil(t, m, page)
	assert.Equal(t, "\xff\xd8\xff\xe0 a picture", body(c.Get(site.URL+"/"+m[1])))
	assert.Contains(t, body(c.PostForm(site.URL+"/voice", url.Values{"text": {"三公经费"}})), "［语音］三公经费")
	assert.Contains(t, body(c.PostForm(site.URL+"/place", url.Values{"at": {"38.5，106.3"}})), "［位置］38.5，106.3")
	for _, at := range []string{"", "38.5", "91,1", "1,181", "NaN,1", "a,b"} {
		res, err := c.PostForm(site.URL+"/place", url.Values{"at": {at}})
		require.NoError(t, err)
		assert.Equal(t, http.StatusUnprocessableEntity, res.StatusCode, at)
	}
	var kinds []string
	for _, e := range p.Exchanges() {
		kinds = append(kinds, e.Kind)
	}
	assert.Equal(t, []string{"subscribe", "image", "voice", "location"}, kinds)
	assert.Contains(t, fmt.Sprint(p.Saved(nil)), "发来 image")
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
