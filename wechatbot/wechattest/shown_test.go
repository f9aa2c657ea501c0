package wechattest_test

import (
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// 「发送客服消息」: the kinds of message that the account may write.
func TestCustomerMessagesOfEveryKindAreShown(t *testing.T) {
	o := open(t)
	f := o.p.Follow(silent, "甲")
	id := func(kind, name string, data []byte) string {
		return text(o.upload("media/upload", kind, name, data), "media_id")
	}
	picture, voice, video := id("image", "a.png", dot()), id("voice", "a.mp3", []byte("ID3")), id("video", "a.mp4", []byte("ftyp"))
	o.well("freepublish/submit", object{"media_id": o.draft()})
	post := o.p.Posts()[0]
	for _, m := range []struct {
		kind string
		body object
		want string
	}{
		{"image", object{"media_id": picture}, "[图片]"},
		{"voice", object{"media_id": voice}, "[语音]"},
		{"video", object{"media_id": video, "title": "办事指南"}, "[视频] 办事指南"},
		{"music", object{"title": "曲", "musicurl": "https://example.gov.cn/a.mp3", "thumb_media_id": picture}, "[音乐] 曲"},
		{"miniprogrampage", object{"title": "预约", "appid": "wx1", "pagepath": "p", "thumb_media_id": picture}, "[小程序] 预约"},
		{"mpnewsarticle", object{"article_id": post.ArticleID}, "[图文] 标题\n正文\n" + post.URL + "\n"},
	} {
		f.Says("在吗") // five more
		o.well("message/custom/send", object{"touser": f.OpenID, "msgtype": m.kind, m.kind: m.body})
		inbox := f.Inbox()
		assert.Equal(t, m.want, inbox[len(inbox)-1].String(), m.kind)
	}
	assert.Equal(t, 53404, code(o.call("message/custom/send", object{"touser": f.OpenID, "msgtype": "mpnewsarticle", "mpnewsarticle": object{"article_id": "x"}})))
}

// A test that meets a type that is not played is told so, and not that WeChat has
// no such type.
func TestATypeThatIsNotPlayedIsNamed(t *testing.T) {
	o := open(t)
	f := o.p.Follow(silent, "甲")
	robot := "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + o.p.Open()
	for kind, a := range map[string]object{
		"wxcard":        o.call("message/custom/send", object{"touser": f.OpenID, "msgtype": "wxcard"}),
		"mpvideo":       o.call("message/mass/sendall", object{"filter": object{"is_to_all": true}, "msgtype": "mpvideo"}),
		"template_card": o.post(robot, "application/json", []byte(`{"msgtype":"template_card"}`)),
	} {
		assert.Equal(t, 40008, code(a), kind)
		assert.Contains(t, a["errmsg"], "does not play messages of the type "+kind)
	}
	assert.NotContains(t, o.call("message/custom/send", object{"touser": f.OpenID, "msgtype": "shout"})["errmsg"], "does not play")
}

// 「群发接口和原创校验」: the event says where the articles are read.
func TestTheEventOfAMassMessageHasTheAddressesOfItsArticles(t *testing.T) {
	o := open(t)
	f := o.p.Follow(silent, "乙")
	heard := listening(o)
	o.well("message/mass/sendall", object{"filter": object{"is_to_all": true}, "msgtype": "mpnews", "mpnews": object{"media_id": o.draft()}})
	address := f.Inbox()[0].Articles[0].URL
	assert.NotEmpty(t, address)
	assert.Contains(t, <-heard, "<ArticleUrlResult><Count>1</Count><ResultList><item><ArticleIdx>1</ArticleIdx><ArticleUrl><![CDATA["+address+"]]>")
	voice := text(o.upload("media/upload", "voice", "a.mp3", []byte("ID3")), "media_id")
	o.well("message/mass/sendall", object{"filter": object{"is_to_all": true}, "msgtype": "voice", "voice": object{"media_id": voice}})
	assert.Contains(t, <-heard, "<ArticleUrlResult><Count>0</Count>", "which has no articles")
	assert.Equal(t, "voice", f.Inbox()[1].Type)
}

// 「事件推送群发结果」: TotalCount are those it was for, FilterCount those who were
// left when who had four this month was taken out.
func TestTheEventOfAMassMessageCountsWhoWasLeft(t *testing.T) {
	o := open(t)
	heard := listening(o)
	a := o.p.Follow(silent, "甲")
	o.listen(heard)
	tag := o.well("tags/create", object{"tag": object{"name": "网格"}})["tag"].(object)["id"]
	o.well("tags/members/batchtagging", object{"openid_list": []string{a.OpenID}, "tagid": tag})
	for n := range 4 {
		o.well("message/mass/sendall", object{"filter": object{"tag_id": tag}, "msgtype": "text", "text": object{"content": fmt.Sprint(n)}})
		<-heard
	}
	o.p.Follow(silent, "乙")
	o.listen(heard)
	o.well("message/mass/sendall", all("x"))
	assert.Contains(t, <-heard, "<TotalCount>2</TotalCount><FilterCount>1</FilterCount><SentCount>1</SentCount><ErrorCount>0</ErrorCount>")
	o.p.FailMass("err(20001)")
	o.well("message/mass/sendall", all("y"))
	assert.Contains(t, <-heard, "<TotalCount>2</TotalCount><FilterCount>2</FilterCount><SentCount>0</SentCount><ErrorCount>2</ErrorCount>")
}

// What a citizen sends can be fetched, by its id and by its address.
func TestWhatACitizenSendsCanBeFetched(t *testing.T) {
	o := open(t)
	var at string
	f := o.p.Stranger(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		at = between(r, o, "<PicUrl>", "</PicUrl>")
	}), "甲")
	fetched := func(address string) (int, string, string) {
		res, err := o.p.Client().Get(address)
		require.NoError(t, err)
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		return res.StatusCode, res.Header.Get("Content-Type"), string(b)
	}
	f.Shows(dot())
	status, kind, body := fetched(at)
	assert.Equal(t, http.StatusOK, status)
	assert.Equal(t, "image/png", kind)
	assert.Equal(t, string(dot()), body)
	status, _, _ = fetched("http://mmbiz.qpic.cn/nothing")
	assert.Equal(t, http.StatusNotFound, status)

	g := o.p.Stranger(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		at = between(r, o, "<MediaId>", "</MediaId>")
	}), "乙")
	g.Speaks("三公经费")
	status, kind, _ = fetched("https://api.weixin.qq.com/cgi-bin/media/get?access_token=" + o.token + "&media_id=" + at)
	assert.Equal(t, http.StatusOK, status)
	assert.Equal(t, "audio/amr", kind)
}
