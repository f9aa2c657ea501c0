package wechattest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// What the platform gives back, as its documents show it.

// fetched is the body of an answer that need not be JSON.
func (o *office) fetched(path, body string) (kind, text string) {
	res, err := o.p.Client().Post("https://api.weixin.qq.com/cgi-bin/"+path+"?access_token="+o.token, "application/json", strings.NewReader(body))
	require.NoError(o.t, err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	require.NoError(o.t, err)
	return res.Header.Get("Content-Type"), string(b)
}

// 「获取自定义菜单配置」: a button has the fields of its type and, with nothing below it, an
// empty list there. 「查询自定义菜单信息」 has what is below a button in a list of its own.
func TestAMenuIsGivenBackAsItWasSet(t *testing.T) {
	o := open(t)
	set := `[{"name":"目录","sub_button":[],"type":"click","key":"k"},{"name":"更多","sub_button":[{"name":"网站","sub_button":[],"type":"view","url":"https://example.gov.cn"}]}]`
	var buttons []any
	require.NoError(t, json.Unmarshal([]byte(set), &buttons))
	o.well("menu/create", object{"button": []object{
		{"type": "click", "name": "目录", "key": "k"}, {"name": "更多", "sub_button": []object{{"type": "view", "name": "网站", "url": "https://example.gov.cn"}}},
	}})
	assert.Equal(t, buttons, o.get("menu/get?access_token=")["menu"].(object)["button"])
	o.well("menu/addconditional", menuOf("网格", object{"tag_id": 101}))
	some := o.get("menu/get?access_token=")["conditionalmenu"].([]any)[0].(object)["button"]
	assert.Equal(t, []any{object{"name": "网格", "key": "网格", "type": "click", "sub_button": []any{}}}, some)
	shown := o.get("get_current_selfmenu_info?access_token=")
	assert.EqualValues(t, 1, shown["is_menu_open"])
	assert.Equal(t, []any{
		object{"type": "click", "name": "目录", "key": "k"},
		object{"name": "更多", "sub_button": object{"list": []any{object{"type": "view", "name": "网站", "url": "https://example.gov.cn"}}}},
	}, shown["selfmenu_info"].(object)["button"])
}

// 「获取草稿列表」, 「获取草稿详情」, 「获取已发布的消息列表」
func TestDraftsAndPostsSayWhenTheyWereWritten(t *testing.T) {
	o := open(t)
	ask := object{"offset": 0, "count": 20, "no_content": 1}
	item := func(path string, ask object) (whole, article object) {
		whole = o.well(path, ask)["item"].([]any)[0].(object)
		return whole, whole["content"].(object)["news_item"].([]any)[0].(object)
	}
	id := text(o.well("draft/add", o.article(object{"need_open_comment": 1, "only_fans_can_comment": "1"})), "media_id")
	began := o.p.Now().Unix()
	whole, article := item("draft/batchget", ask)
	assert.InDelta(t, began, whole["update_time"], 5)
	assert.NotContains(t, article, "content", "no_content")
	_, article = item("draft/batchget", object{"offset": 0, "count": 20, "no_content": false})
	assert.Equal(t, "<p>正文</p>", article["content"])
	assert.True(t, o.p.Drafts()[0][0].CommentsFans)
	one := o.well("draft/get", object{"media_id": id})["news_item"].([]any)[0].(object)
	assert.EqualValues(t, 1, one["need_open_comment"])
	assert.Equal(t, "news", one["article_type"])
	assert.NotEmpty(t, one["url"], "to look at it")
	o.later(time.Hour)
	o.well("draft/update", object{"media_id": id, "index": 0, "articles": o.article(object{})["articles"].([]any)[0]})
	whole, _ = item("draft/batchget", ask)
	assert.InDelta(t, began+3600, whole["update_time"], 5)
	o.well("freepublish/submit", object{"media_id": id})
	whole, article = item("freepublish/batchget", ask)
	assert.InDelta(t, began+3600, whole["update_time"], 5)
	assert.NotContains(t, article, "content")
}

// 「上传永久素材」: 仅图片返回 an address. 「获取永久素材」: of a video it is told where it is, of
// everything else there are the bytes.
func TestPermanentMediaAreFetched(t *testing.T) {
	o := open(t)
	picture := o.upload("material/add_material", "image", "a.png", dot())
	assert.NotEmpty(t, picture["url"])
	video := o.upload("material/add_material", "video", "a.mp4", []byte("ftyp"))
	assert.NotContains(t, video, "url")
	kind, bytes := o.fetched("material/get_material", `{"media_id":"`+text(picture, "media_id")+`"}`)
	assert.Equal(t, "image/png", kind)
	assert.Equal(t, string(dot()), bytes)
	told := o.well("material/get_material", object{"media_id": video["media_id"]})
	address := text(told, "down_url")
	res, err := o.p.Client().Get(address)
	require.NoError(t, err)
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	assert.Equal(t, "ftyp", string(b))
}

// 「扫描带参数二维码事件」: the event has the code's ticket. 「获取用户基本信息」 has a scene that is
// a number apart from one that is a text.
func TestACodeIsScannedUntilItExpires(t *testing.T) {
	o := open(t)
	var ticket string
	bot := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { ticket = between(r, o, "<Ticket>", "</Ticket>") })
	made := text(o.well("qrcode/create", object{"action_name": "QR_SCENE", "expire_seconds": 600, "action_info": object{"scene": object{"scene_id": 7}}}), "ticket")
	f := o.p.Stranger(bot, "甲")
	assert.Empty(t, f.Scans("7").Fault)
	assert.Equal(t, made, ticket)
	who := o.get("user/info?openid=" + f.OpenID + "&access_token=")
	assert.EqualValues(t, 7, who["qr_scene"])
	assert.Empty(t, who["qr_scene_str"])
	o.p.Advance(11 * time.Minute)
	ticket = ""
	assert.Contains(t, f.Scans("7").Fault, "expired")
	assert.Empty(t, ticket)
	f.Scans("printed before")
	assert.NotEmpty(t, ticket)
}

// 「接收普通消息」: a place has a scale.
func TestAPlaceHasAScale(t *testing.T) {
	o := open(t)
	var scale string
	o.p.Stranger(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { scale = between(r, o, "<Scale>", "</Scale>") }), "甲").Stands(38.5, 106.2)
	assert.NotEmpty(t, scale)
}

// 「获取公众号的黑名单列表」, 「获取群发速度」, 「获取模板列表」 of subscription notices
func TestTheBlacklistTheSpeedAndTheTemplatesAreTold(t *testing.T) {
	o := open(t)
	a, b := o.p.Follow(silent, "甲"), o.p.Follow(silent, "乙")
	o.well("tags/members/batchblacklist", object{"openid_list": []string{a.OpenID, b.OpenID}})
	o.well("tags/members/batchunblacklist", object{"openid_list": []string{b.OpenID}})
	list := o.well("tags/members/getblacklist", object{"begin_openid": ""})
	assert.Equal(t, []any{a.OpenID}, list["data"].(object)["openid"])
	assert.EqualValues(t, 0, o.well("tags/members/getblacklist", object{"begin_openid": list["next_openid"]})["count"])
	o.well("message/mass/speed/set", object{"speed": 3})
	assert.Equal(t, object{"speed": 3.0, "realspeed": 30.0}, o.well("message/mass/speed/get", object{}))
	id := o.p.AddTemplate("{{thing1.DATA}}")
	api := "https://api.weixin.qq.com/wxaapi/newtmpl/"
	res, err := o.p.Client().Get(api + "gettemplate?access_token=" + o.token)
	require.NoError(t, err)
	assert.Equal(t, id, o.read(res)["data"].([]any)[0].(object)["priTmplId"])
	gone := []byte(`{"priTmplId":"` + id + `"}`)
	assert.Zero(t, code(o.post(api+"deltemplate?access_token="+o.token, "application/json", gone)))
	assert.NotZero(t, code(o.post(api+"deltemplate?access_token="+o.token, "application/json", gone)))
}

// What is wrong of a call is said where the errcode alone would not tell.
func TestAnAnswerSaysWhatIsWrongOfACall(t *testing.T) {
	o := open(t)
	for why, a := range map[string]object{
		"cannot unmarshal string into Go struct field": o.call("message/mass/sendall", object{"filter": object{"tag_id": "2"}}),
		"jsapi or wx_card":                           o.get("ticket/getticket?access_token="),
		"by a WeChat name":                           o.call("message/mass/preview", object{"towxname": "x"}),
		"a count from 1 to 20":                       o.call("draft/batchget", object{"offset": 0, "count": 21}),
		"a remark has 30 bytes":                      o.call("user/info/updateremark", object{"openid": o.p.Follow(silent, "甲").OpenID, "remark": strings.Repeat("字", 11)}),
		"does not play messages of the type newspic": o.call("draft/add", object{"articles": []object{{"article_type": "newspic"}}}),
	} {
		assert.NotZero(t, code(a))
		assert.Contains(t, a["errmsg"], why)
	}
	_, err := o.p.Client().Get("https:///cgi-bin/menu/get")
	assert.ErrorContains(t, err, `no such host: ""`)
}

// What is wrong of an answer is said in the words of who has just written it.
func TestAFaultSaysWhichMistakeItMayBe(t *testing.T) {
	p := wechattest.NewPlain()
	var answer string
	f := p.Stranger(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, answer) }), "甲")
	for given, why := range map[string]string{
		"<xml><Encrypt>x</Encrypt></xml>": "in plain mode",
		"<xml><ToUserName>gh</ToUserName><FromUserName>" + f.OpenID + "</FromUserName></xml>": "is the FromUserName of its message",
		"<xml><ToUserName>gh</ToUserName></xml>":                                              "addressed to somebody else",
	} {
		answer = given
		assert.Contains(t, f.Ask("在吗").Fault, why)
	}
}

// Seen in WeChat's community in 2023, where a developer shows the XML of a voice message.
func TestAVoiceInWhichNothingWasHeardHasEmptyWords(t *testing.T) {
	o := open(t)
	var body string
	f := o.p.Stranger(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { body = between(r, o, "<Format>", "</xml>") }), "甲")
	f.Speaks("")
	assert.Contains(t, body, "<Recognition><![CDATA[]]></Recognition>")
	f.Speaks("三公经费")
	assert.Equal(t, 0, strings.Count(body, "Recognition"), "the words stand before the format, once")
}

// 「获取标签下粉丝列表」: next_openid is the last of the list, and the next call goes on behind it.
func TestThoseWithATagAreListedPageByPage(t *testing.T) {
	o := open(t)
	f := o.p.Follow(silent, "甲")
	tag := o.well("tags/create", object{"tag": object{"name": "网格"}})["tag"].(object)["id"]
	o.well("tags/members/batchtagging", object{"openid_list": []string{f.OpenID}, "tagid": tag})
	page := o.well("user/tag/get", object{"tagid": tag, "next_openid": ""})
	assert.Equal(t, f.OpenID, page["next_openid"])
	page = o.well("user/tag/get", object{"tagid": tag, "next_openid": f.OpenID})
	assert.EqualValues(t, 0, page["count"])
	assert.Empty(t, page["next_openid"])
	assert.Equal(t, 40003, code(o.call("user/tag/get", object{"tagid": tag, "next_openid": "x"})))
}
