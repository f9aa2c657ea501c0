package wechattest_test

import (
	"bytes"
	"fmt"
	"net/url"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// accountRules are those of what an account looks after beside its messages: who is on
// its blacklist, its permanent media, its templates, how often it may call.
func accountRules() []rule {
	const tags, black, speed, clear = "「编辑标签」, 「删除标签」", "「拉黑用户」", "「设置群发速度」", "「使用AppSecret重置API调用次数」"
	const many, kept = "「批量获取用户基本信息」; the errcode as asked about in WeChat's community in 2024", "「上传永久素材」"
	const typing = "「客服输入状态」"
	sign := func(o *office, f *wechattest.Follower, command string) object {
		return o.call("message/custom/typing", object{"touser": f.OpenID, "command": command})
	}
	writes := func(o *office) *wechattest.Follower {
		f := o.follower()
		f.Says("在吗")
		require.Zero(o.t, code(sign(o, f, "Typing")))
		return f
	}
	nobodies := func(n int) []object { return make([]object, n) }
	cleared := func(o *office, appID, secret string) object {
		q := url.Values{"appid": {appID}, "appsecret": {secret}}
		return o.post("https://api.weixin.qq.com/cgi-bin/clear_quota/v2?"+q.Encode(), "application/json", nil)
	}
	return []rule{
		{tags, "a tag of WeChat's own is not called otherwise", 45058, func(o *office) object { return o.call("tags/update", object{"tag": object{"id": 2, "name": "星"}}) }},
		{tags, "nor taken away", 45058, func(o *office) object { return o.call("tags/delete", object{"tag": object{"id": 0}}) }},
		{black, "twenty followers a call are blacklisted", 40032, func(o *office) object {
			return o.call("tags/members/batchblacklist", object{"openid_list": make([]string, 21)})
		}},
		{"「取消拉黑用户」", "and taken off it", 40032, func(o *office) object {
			return o.call("tags/members/batchunblacklist", object{"openid_list": make([]string, 21)})
		}},
		{black, "an openid that is none is not blacklisted", 40003, func(o *office) object {
			return o.call("tags/members/batchblacklist", object{"openid_list": []string{"x"}})
		}},
		{"「全局返回码」", "who is on it gets no customer message", 43019, func(o *office) object {
			f := o.follower()
			o.well("tags/members/batchblacklist", object{"openid_list": []string{f.OpenID}})
			return o.call("message/custom/send", hello(f.OpenID))
		}},
		{typing, "the sign that somebody is writing stands fifteen seconds", 45081, func(o *office) object {
			f := writes(o)
			o.p.Advance(14 * time.Second)
			return sign(o, f, "Typing")
		}},
		{typing, "and can be given again", 0, func(o *office) object {
			f := writes(o)
			o.p.Advance(16 * time.Second)
			return sign(o, f, "Typing")
		}},
		{typing, "a message ends it", 0, func(o *office) object {
			f := writes(o)
			o.well("message/custom/send", hello(f.OpenID))
			return sign(o, f, "Typing")
		}},
		{typing, "so does its end", 0, func(o *office) object {
			f := writes(o)
			require.Zero(o.t, code(sign(o, f, "CancelTyping")))
			return sign(o, f, "Typing")
		}},
		{typing, "it wants words within half a minute", 45080, func(o *office) object {
			f := writes(o)
			o.p.Advance(31 * time.Second)
			return sign(o, f, "Typing")
		}},
		{typing, "a sign that is none is 45072", 45072, func(o *office) object { return sign(o, writes(o), "Writing") }},
		{speed, "there are five speeds of mass messages", 45083, func(o *office) object { return o.call("message/mass/speed/set", object{"speed": 5}) }},
		{speed, "one of which is said", 45084, func(o *office) object { return o.call("message/mass/speed/set", object{}) }},
		{clear, "the secret sets the counts back without a token", 46003, func(o *office) object {
			o.p.Limit("menu/get", 1)
			o.get("menu/get?access_token=")
			require.Zero(o.t, code(cleared(o, o.p.Account().AppID, o.p.Account().Secret)))
			return o.get("menu/get?access_token=")
		}},
		{clear, "no appid is 41002", 41002, func(o *office) object { return cleared(o, "", "x") }},
		{clear, "no secret is 41004", 41004, func(o *office) object { return cleared(o, o.p.Account().AppID, "") }},
		{clear, "another account's appid is 40013", 40013, func(o *office) object { return cleared(o, "wx", "x") }},
		{clear, "both ways together have ten times a month", 48006, func(o *office) object {
			for range 5 {
				require.Zero(o.t, code(cleared(o, o.p.Account().AppID, o.p.Account().Secret)))
				o.well("clear_quota", object{"appid": o.p.Account().AppID})
			}
			return cleared(o, o.p.Account().AppID, o.p.Account().Secret)
		}},
		{many, "a hundred followers are asked for at once", 40032, func(o *office) object { return o.call("user/info/batchget", object{"user_list": nobodies(101)}) }},
		{many, "and not none", 40032, func(o *office) object { return o.call("user/info/batchget", object{"user_list": nobodies(0)}) }},
		{kept, "a voice that is kept may be WAV", 0, func(o *office) object { return o.upload("material/add_material", "voice", "a.wav", []byte("RIFF")) }},
		{"「新增临时素材」", "a file that is larger than any medium is too large for its kind", 40009, func(o *office) object {
			return o.upload("media/upload", "image", "a.png", append(dot(), bytes.Repeat([]byte{0}, 13<<20)...))
		}},
		{"「获取永久素材」", "a temporary medium is none of them", 40007, func(o *office) object {
			return o.call("material/get_material", object{"media_id": text(o.upload("media/upload", "image", "a.png", dot()), "media_id")})
		}},
		{"「删除模板」", "a template that was deleted is the account's no more", 40037, func(o *office) object {
			id := o.p.AddTemplate("{{thing1.DATA}}")
			o.well("template/del_private_template", object{"template_id": id})
			return o.call("message/template/send", notice(o.follower().OpenID, id, "thing1", "好"))
		}},
		{"「查询自定义菜单信息」", "which menu is in use is told where there is none", 0, func(o *office) object {
			a := o.get("get_current_selfmenu_info?access_token=")
			require.Equal(o.t, "map[is_menu_open:0 selfmenu_info:map[button:[]]]", fmt.Sprint(a))
			return a
		}},
	}
}
