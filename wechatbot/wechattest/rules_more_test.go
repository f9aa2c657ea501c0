package wechattest_test

import (
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func massRules() []rule {
	const doc, api = "「群发接口和原创校验」", "「根据标签进行群发」"
	sendall := func(o *office, id string) object { return o.call("message/mass/sendall", all(id)) }
	return []rule{
		{api, "the same clientmsgid again is 45065", 45065, func(o *office) object {
			o.p.Follow(silent, "甲")
			require.Zero(o.t, code(sendall(o, "a")))
			return sendall(o, "a")
		}},
		{api, "without one, the same to the same is 45065", 45065, func(o *office) object {
			o.p.Follow(silent, "甲")
			require.Zero(o.t, code(sendall(o, "")))
			return sendall(o, "")
		}},
		{api, "while it is going out, the same is 45066", 45066, func(o *office) object {
			o.p.Hold()
			require.Zero(o.t, code(sendall(o, "a")))
			return sendall(o, "a")
		}},
		{api, "a clientmsgid is forgotten after a day", 0, func(o *office) object {
			require.Zero(o.t, code(sendall(o, "a")))
			o.later(24*time.Hour + time.Minute)
			return sendall(o, "a")
		}},
		{api, "a clientmsgid has 64 bytes", 45067, func(o *office) object { return sendall(o, strings.Repeat("x", 65)) }},
		{doc, "a follower of a service account has four a month", 45028, func(o *office) object {
			o.p.Follow(silent, "甲")
			tag := o.well("tags/create", object{"tag": object{"name": "网格"}})["tag"].(object)["id"]
			f := o.p.Follow(silent, "乙")
			o.well("tags/members/batchtagging", object{"openid_list": []string{f.OpenID}, "tagid": tag})
			for n := range 4 {
				o.well("message/mass/sendall", object{"filter": object{"tag_id": tag}, "msgtype": "text", "text": object{"content": fmt.Sprint(n)}})
			}
			return o.call("message/mass/sendall", object{"filter": object{"tag_id": tag}, "msgtype": "text", "text": object{"content": "5"}})
		}},
		{doc, "a service account has four to all a month", 45028, func(o *office) object {
			for _, id := range []string{"1", "2", "3", "4"} {
				require.Zero(o.t, code(sendall(o, id)))
			}
			return sendall(o, "5")
		}},
		{doc, "a subscription account has one a day", 45028, func(o *office) object {
			o.p.Become(wechattest.Subscription)
			require.Zero(o.t, code(sendall(o, "1")))
			return sendall(o, "2")
		}},
		{doc, "and one again the next day", 0, func(o *office) object {
			o.p.Become(wechattest.Subscription)
			require.Zero(o.t, code(sendall(o, "1")))
			o.later(24 * time.Hour)
			return sendall(o, "2")
		}},
		{doc, "sixty calls a minute", 45011, func(o *office) object {
			for n := range 60 {
				sendall(o, fmt.Sprint(n))
			}
			return sendall(o, "61")
		}},
		{"「根据OpenID列表群发」", "one name is too few", 40130, func(o *office) object {
			return o.call("message/mass/send", object{"touser": []string{"x"}, "msgtype": "text", "text": object{"content": "好"}})
		}},
		{api, "an unknown tag is 45159", 45159, func(o *office) object {
			return o.call("message/mass/sendall", object{"filter": object{"tag_id": 7}, "msgtype": "text", "text": object{"content": "好"}})
		}},
		{"「查询群发消息发送状态」", "an unknown message is 40007", 40007, func(o *office) object { return o.call("message/mass/get", object{"msg_id": "1"}) }},
	}
}

// 「自定义菜单创建接口」: a button for a mini program has fields of its own.
func TestAButtonForAMiniProgramIsKept(t *testing.T) {
	o := open(t)
	o.well("menu/create", object{"button": []object{{"type": "miniprogram", "name": "预约", "url": "https://example.gov.cn", "appid": "wx0123456789abcdef", "pagepath": "pages/a"}}})
	kept := o.get("menu/get?access_token=")["menu"].(object)["button"].([]any)[0].(object)
	assert.Equal(t, "wx0123456789abcdef", kept["appid"])
	assert.Equal(t, "pages/a", kept["pagepath"])
}

func menuRules() []rule {
	const doc = "「自定义菜单创建接口」"
	b := object{"type": "click", "name": "查信息", "key": "k"}
	menu := func(buttons ...any) func(o *office) object {
		return func(o *office) object { return o.call("menu/create", object{"button": buttons}) }
	}
	under := func(buttons ...any) object { return object{"name": "更多", "sub_button": buttons} }
	return []rule{
		{doc, "three menus with five buttons", 0, menu(b, b, under(b, b, b, b, b))},
		{doc, "four menus are too many", 40016, menu(b, b, b, b)},
		{doc, "six buttons below one are too many", 40023, menu(under(b, b, b, b, b, b))},
		{doc, "a menu's name has 16 bytes", 40018, menu(object{"type": "click", "name": "政府信息公开", "key": "k"})},
		{doc, "a button's below it has 60", 40025, menu(under(object{"type": "click", "name": strings.Repeat("字", 21), "key": "k"}))},
		{doc, "a key has 128 bytes", 40019, menu(object{"type": "click", "name": "a", "key": strings.Repeat("k", 129)})},
		{doc, "a button that says something needs a key", 40019, menu(object{"type": "click", "name": "a"})},
		{doc, "one that opens a page needs its address", 40020, menu(object{"type": "view", "name": "a"})},
		{"「全局返回码」", "an address without its scheme is 40055", 40055, menu(object{"type": "view", "name": "a", "url": "example.gov.cn"})},
		{"「全局返回码」", "below another it is 40054", 40054, menu(under(object{"type": "view", "name": "a", "url": "example.gov.cn"}))},
		{"「全局返回码」", "an unknown kind of button is 40017", 40017, menu(object{"type": "shout", "name": "a", "key": "k"})},
		{"「全局返回码」", "there is no third level", 40022, menu(under(under(b)))},
		{"「全局返回码」, seen in silenceper/wechat#15 and PowerWeChat#189", `a \uxxxx in a menu, as encoding/json writes &, is 40033`, 40033, menu(object{"type": "view", "name": "a", "url": "https://example.gov.cn/?a=1&b=2"})},
		{"「全局返回码」", "as it is, & may stand in an address", 0, func(o *office) object {
			return o.post("https://api.weixin.qq.com/cgi-bin/menu/create?access_token="+o.token, "application/json", []byte(`{"button":[{"type":"view","name":"a","url":"https://example.gov.cn/?a=1&b=2"}]}`))
		}},
		{"「全局返回码」", "no menu is 46003", 46003, func(o *office) object { return o.get("menu/get?access_token=") }},
	}
}

func tagRules() []rule {
	const doc = "「用户标签管理」"
	const bytes = "「用户标签管理」: 45158 标签名长度超过30个字节; WeChat's staff of a name of eleven characters, community/minihome/doc/0008628e3289e8f8f6ce7f46f5b000"
	create := func(o *office, name string) object { return o.call("tags/create", object{"tag": object{"name": name}}) }
	id := func(a object) any { return a["tag"].(object)["id"] }
	return []rule{
		{doc, "the hundred and first tag is 45056", 45056, func(o *office) object {
			for i := range 100 {
				require.Zero(o.t, code(create(o, fmt.Sprint("网格", i))))
			}
			return create(o, "再多一个")
		}},
		{doc, "a name is taken once", 45157, func(o *office) object { create(o, "网格"); return create(o, "网格") }},
		{bytes, "a tag's name has 30 bytes, ten Chinese characters", 0, func(o *office) object { return create(o, strings.Repeat("字", 10)) }},
		{bytes, "eleven are too many", 45158, func(o *office) object { return create(o, "漳州市公路事业发展中心") }},
		{bytes, "for another name too", 45158, func(o *office) object {
			return o.call("tags/update", object{"tag": object{"id": id(create(o, "a")), "name": strings.Repeat("字", 11)}})
		}},
		{doc, "the twenty-first tag of a follower is 45059", 45059, func(o *office) object {
			f := o.p.Follow(silent, "甲")
			for i := range 20 {
				o.well("tags/members/batchtagging", object{"openid_list": []string{f.OpenID}, "tagid": id(create(o, fmt.Sprint(i)))})
			}
			return o.call("tags/members/batchtagging", object{"openid_list": []string{f.OpenID}, "tagid": id(create(o, "再"))})
		}},
		{doc, "fifty followers a call", 40032, func(o *office) object {
			return o.call("tags/members/batchtagging", object{"openid_list": make([]string, 51), "tagid": id(create(o, "a"))})
		}},
		{doc, "an unknown tag of a follower is 45159", 45159, func(o *office) object {
			return o.call("tags/members/batchtagging", object{"openid_list": []string{o.p.Follow(silent, "甲").OpenID}, "tagid": 7})
		}},
		{doc, "a deleted tag is gone", 45159, func(o *office) object {
			tag := id(create(o, "a"))
			o.well("tags/delete", object{"tag": object{"id": tag}})
			return o.call("user/tag/get", object{"tagid": tag})
		}},
		{doc, "a tag that is called otherwise keeps to the names", 45157, func(o *office) object {
			create(o, "a")
			return o.call("tags/update", object{"tag": object{"id": id(create(o, "b")), "name": "a"}})
		}},
	}
}

func codeRules() []rule {
	const doc = "「生成带参数的二维码」"
	scene := func(action string, scene object) func(o *office) object {
		return func(o *office) object {
			return o.call("qrcode/create", object{"action_name": action, "action_info": object{"scene": scene}})
		}
	}
	return []rule{
		{doc, "a scene of text", 0, scene("QR_LIMIT_STR_SCENE", object{"scene_str": "grid_001"})},
		{doc, "a scene of text has 64 bytes", 40053, scene("QR_STR_SCENE", object{"scene_str": strings.Repeat("x", 65)})},
		{doc, "a lasting scene goes up to 100,000", 40053, scene("QR_LIMIT_SCENE", object{"scene_id": 100_001})},
		{doc, "there are four kinds of code", 40053, scene("QR", object{"scene_id": 1})},
		{"「获取用户基本信息」", "an unknown openid is 40003", 40003, func(o *office) object { return o.get("user/info?openid=x&access_token=") }},
	}
}

func robotRules() []rule {
	const doc = "「消息推送（群机器人）配置说明」"
	say := func(o *office, key, body string) object {
		return o.post("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="+key, "application/json", []byte(body))
	}
	says := func(body string) func(o *office) object {
		return func(o *office) object { return say(o, o.p.Open(), body) }
	}
	const hi = `{"msgtype":"text","text":{"content":"x"}}`
	picture := fmt.Sprintf(`{"msgtype":"image","image":{"base64":%q,"md5":"%x"}}`, base64.StdEncoding.EncodeToString(dot()), md5.Sum(dot()))
	item := `{"title":"t","url":"https://example.gov.cn"}`
	return []rule{
		{doc, "twenty messages a minute", 45009, func(o *office) object {
			key := o.p.Open()
			for range 20 {
				require.Zero(o.t, code(say(o, key, hi)))
			}
			return say(o, key, hi)
		}},
		{doc, "and again in the next", 0, func(o *office) object {
			key := o.p.Open()
			for range 20 {
				say(o, key, hi)
			}
			o.p.Advance(time.Minute)
			return say(o, key, hi)
		}},
		{doc, "an unknown robot is 93000", 93000, func(o *office) object { return say(o, "x", hi) }},
		{doc, "a robot's text has 2048 bytes", 40058, says(`{"msgtype":"text","text":{"content":"` + strings.Repeat("字", 683) + `"}}`)},
		{doc, "its markdown has 4096", 40058, says(`{"msgtype":"markdown","markdown":{"content":"` + strings.Repeat("字", 1366) + `"}}`)},
		{doc, "its card has eight articles", 40058, says(`{"msgtype":"news","news":{"articles":[` + strings.Repeat(item+",", 8) + item + `]}}`)},
		{doc, "a picture comes with its MD5", 0, says(picture)},
		{doc, "and with no other", 40009, says(strings.Replace(picture, `"md5":"`, `"md5":"0`, 1))},
		{"「全局错误码」", "a message without words is 44004", 44004, says(`{"msgtype":"text","text":{"content":""}}`)},
	}
}
