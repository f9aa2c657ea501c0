package wechattest_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// A rule is one row of what the platform holds: where WeChat states it, what it
// says, and the errcode that a call earns which shows it. A source in 「」 is a
// page of WeChat's or WeCom's documents by its title; 实践 is what was seen, and
// no page at hand confirms.
type rule struct {
	source, says string
	want         int
	do           func(o *office) object
}

// TestRulesOfThePlatform holds every rule of the platform that ends in an
// errcode. What ends in something that is seen is tested by name beside it.
func TestRulesOfThePlatform(t *testing.T) {
	seen := map[string]bool{}
	for part, rules := range map[string][]rule{
		"token": tokenRules(), "rights": rightRules(), "custom": customRules(), "draft": draftRules(), "media": mediaRules(), "post": postRules(),
		"mass": massRules(), "menu": menuRules(), "tag": tagRules(), "code": codeRules(), "robot": robotRules(), "notice": noticeRules(), "quota": quotaRules(), "consent": consentRules(), "conditional": conditionalRules(), "account": accountRules(),
	} {
		for _, r := range rules {
			assert.NotEmpty(t, r.source, r.says)
			assert.False(t, seen[r.says], r.says)
			seen[r.says] = true
			t.Run(part+"/"+r.says, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { // where no minute ends meanwhile
					o := open(t)
					assert.Equal(t, r.want, code(r.do(o)), r.source)
				})
			})
		}
	}
}

func tokenRules() []rule {
	const stable, classic = "「获取稳定版接口调用凭据」", "「获取接口调用凭据」"
	return []rule{
		{stable, "a wrong secret is 40125", 40125, func(o *office) object {
			return o.call("stable_token", object{"grant_type": "client_credential", "appid": o.p.Account().AppID, "secret": "x"})
		}},
		{stable, "another grant_type is 40002", 40002, func(o *office) object {
			return o.call("stable_token", object{"grant_type": "x", "appid": o.p.Account().AppID, "secret": o.p.Account().Secret})
		}},
		{stable, "an unknown AppID is 40013", 40013, func(o *office) object {
			return o.call("stable_token", object{"grant_type": "client_credential", "appid": "wx", "secret": "x"})
		}},
		{"「全局返回码」", "no token is 41001", 41001, func(o *office) object { o.token = ""; return o.get("menu/get?access_token=") }},
		{"「全局返回码」", "an unknown token is 40001", 40001, func(o *office) object { o.p.Revoke(); return o.get("menu/get?access_token=") }},
		{stable, "a token lives two hours", 42001, func(o *office) object {
			o.p.Advance(2*time.Hour + time.Second)
			return o.get("menu/get?access_token=")
		}},
		{stable, "a forced refresh ends the token before", 40001, func(o *office) object { o.stable(true); return o.get("menu/get?access_token=") }},
		{stable, "the twenty-first forced refresh of a day is 45009", 45009, func(o *office) object {
			for range 20 {
				o.stable(true)
				o.p.Advance(30 * time.Second)
			}
			return o.stable(true)
		}},
		{classic, "a classic token ends the classic one before", 40001, func(o *office) object {
			o.token = text(o.classic(), "access_token")
			o.classic()
			return o.get("menu/get?access_token=")
		}},
		{stable, "a classic token does not end the stable one", 46003, func(o *office) object { o.classic(); return o.get("menu/get?access_token=") }},
		{"「IP白名单」", "a token for an address that is not on the whitelist is 40164", 40164, func(o *office) object { o.p.Whitelist("203.0.113.7"); return o.stable(false) }},
		{"「全局返回码」", "what must be posted cannot be fetched", 43002, func(o *office) object { return o.get("draft/add?access_token=") }},
		{"「全局返回码」", "what must be fetched cannot be posted", 43001, func(o *office) object { return o.call("tags/get", object{}) }},
		{"「获取公众号已创建的标签」", "the tags are fetched", 0, func(o *office) object { return o.get("tags/get?access_token=") }},
		{"「获取标签下粉丝列表」", "those who have a tag are not", 43002, func(o *office) object { return o.get("user/tag/get?access_token=") }},
	}
}

func rightRules() []rule {
	const quota = "「接口调用频次限制说明」"
	return []rule{
		{"「发布能力」公告 2025-07", "an unverified account may not publish", 48001, func(o *office) object { o.p.Become(wechattest.Unverified); return o.call("freepublish/submit", nil) }},
		{"「账号类型与接口权限」", "a subscription account has no codes with a scene", 48001, func(o *office) object {
			o.p.Become(wechattest.Subscription)
			return o.call("qrcode/create", object{})
		}},
		{"「账号类型与接口权限」", "a subscription account has no template messages", 48001, func(o *office) object {
			o.p.Become(wechattest.Subscription)
			return o.call("message/template/send", object{})
		}},
		{"「根据OpenID群发消息」: 订阅号不可用，服务号认证后可用", "a subscription account sends nothing to the named", 48001, func(o *office) object {
			o.p.Become(wechattest.Subscription)
			return o.call("message/mass/send", object{})
		}},
		{"「账号类型与接口权限」", "but to all and to a tag", 0, func(o *office) object {
			o.p.Become(wechattest.Subscription)
			return o.call("message/mass/sendall", all("a"))
		}},
		{"「获取sdk临时票据」", "every account has a ticket for its pages", 0, func(o *office) object {
			o.p.Become(wechattest.Unverified)
			return o.get("ticket/getticket?type=jsapi&access_token=")
		}},
		{"「账号类型与接口权限」", "a subscription account has customer messages", 0, func(o *office) object {
			o.p.Become(wechattest.Subscription)
			return o.call("message/custom/send", hello(o.p.Follow(silent, "甲").OpenID))
		}},
		{quota, "a call above the day's limit is 45009", 45009, func(o *office) object {
			o.p.Limit("menu/get", 2)
			o.get("menu/get?access_token=")
			o.get("menu/get?access_token=")
			return o.get("menu/get?access_token=")
		}},
		{quota, "the day's counts begin anew at midnight in Beijing", 46003, func(o *office) object {
			o.p.Limit("menu/get", 0)
			o.get("menu/get?access_token=")
			o.p.Limit("menu/get", 1)
			o.get("menu/get?access_token=")
			o.later(24 * time.Hour)
			return o.get("menu/get?access_token=")
		}},
		{quota, "a count may be set back", 46003, func(o *office) object {
			o.p.Limit("menu/get", 1)
			o.get("menu/get?access_token=")
			o.well("clear_quota", object{"appid": o.p.Account().AppID})
			return o.get("menu/get?access_token=")
		}},
		{quota, "a count is set back ten times a month", 48006, func(o *office) object {
			for range 10 {
				o.well("clear_quota", object{"appid": o.p.Account().AppID})
			}
			return o.call("clear_quota", object{"appid": o.p.Account().AppID})
		}},
		{"「全局返回码」", "a fault that was asked for comes", 45009, func(o *office) object { o.p.Fail("draft/add", 45009, 1); return o.call("draft/add", nil) }},
		{"「全局返回码」", "a call that is not known is 40066", 40066, func(o *office) object { return o.call("no/such", nil) }},
	}
}

func customRules() []rule {
	const doc = "「发送客服消息」"
	send := func(o *office, f *wechattest.Follower, times int) (last object) {
		for range times {
			last = o.call("message/custom/send", hello(f.OpenID))
		}
		return last
	}
	spoke := func(o *office) *wechattest.Follower {
		f := o.p.Follow(silent, "甲")
		o.later(2 * time.Minute) // what following allowed is over
		f.Says("在吗")
		return f
	}
	const intro = "「客服消息介绍」: 在用户点击菜单消息时，触发的是点击菜单事件"
	// option is a citizen whose last act was to tap an option.
	option := func(o *office) *wechattest.Follower {
		f := o.p.Follow(silent, "甲")
		o.well("message/custom/send", object{"touser": f.OpenID, "msgtype": "msgmenu", "msgmenu": object{"list": []object{{"id": "1", "content": "满意"}}}})
		o.later(2 * time.Minute) // what following allowed is over
		require.Empty(o.t, f.Chooses("满意").Fault)
		return f
	}
	return []rule{
		{doc, "a message to a stranger is 40003", 40003, func(o *office) object { return o.call("message/custom/send", hello("nobody")) }},
		{doc, "five messages follow one of hers", 0, func(o *office) object { return send(o, spoke(o), 5) }},
		{doc, "the sixth is 45047", 45047, func(o *office) object { return send(o, spoke(o), 6) }},
		{doc, "after 48 hours it is 45015", 45015, func(o *office) object {
			f := spoke(o)
			o.later(48*time.Hour + time.Minute)
			return send(o, f, 1)
		}},
		{doc, "three messages follow the following", 0, func(o *office) object { return send(o, o.p.Follow(silent, "甲"), 3) }},
		{doc, "the fourth is one too many", 45047, func(o *office) object { return send(o, o.p.Follow(silent, "甲"), 4) }},
		{doc, "a minute after the following it is too late", 45015, func(o *office) object {
			f := o.p.Follow(silent, "甲")
			o.later(61 * time.Second)
			return send(o, f, 1)
		}},
		{doc, "a tap on the menu allows three more", 0, func(o *office) object {
			f := spoke(o)
			send(o, f, 5)
			f.Taps("say:目录")
			return send(o, f, 3)
		}},
		{intro, "so does an option of a message, and opens no window of 48 hours", 45015, func(o *office) object {
			f := option(o)
			o.later(61 * time.Second)
			return send(o, f, 1)
		}},
		{intro, "three messages follow it", 0, func(o *office) object { return send(o, option(o), 3) }},
		{intro, "and a fourth does not", 45047, func(o *office) object { return send(o, option(o), 4) }},
		{doc, "a button that opens a page allows none", 45015, func(o *office) object {
			f := o.p.Follow(silent, "甲")
			o.later(2 * time.Minute)
			f.Event("VIEW", "https://example.gov.cn")
			return send(o, f, 1)
		}},
		{"「全局返回码」", "who unfollowed is 43004", 43004, func(o *office) object { f := spoke(o); f.Event("unsubscribe", ""); return send(o, f, 1) }},
		{doc, "a text has 2048 bytes", 45002, func(o *office) object {
			return o.call("message/custom/send", object{"touser": spoke(o).OpenID, "msgtype": "text", "text": object{"content": strings.Repeat("字", 683)}})
		}},
		{doc, "a card has one article", 45008, func(o *office) object {
			a := object{"title": "t", "url": "https://example.gov.cn"}
			return o.call("message/custom/send", object{"touser": spoke(o).OpenID, "msgtype": "news", "news": object{"articles": []any{a, a}}})
		}},
		{doc, "a picture must be there", 40007, func(o *office) object {
			return o.call("message/custom/send", object{"touser": spoke(o).OpenID, "msgtype": "image", "image": object{"media_id": "x"}})
		}},
	}
}

func draftRules() []rule {
	const doc = "「新增草稿」"
	add := func(given object) func(o *office) object {
		return func(o *office) object { return o.call("draft/add", o.article(given)) }
	}
	return []rule{
		{doc, "a draft needs a cover that exists", 40007, add(object{"thumb_media_id": "x"})},
		{doc, "a temporary picture is no cover", 40007, func(o *office) object {
			id := o.upload("media/upload", "image", "a.png", dot())["media_id"]
			return o.call("draft/add", o.article(object{"thumb_media_id": id}))
		}},
		{doc, "a title has 32 characters", 0, add(object{"title": strings.Repeat("字", 32)})},
		{doc, "a title of 33 is 45003", 45003, add(object{"title": strings.Repeat("字", 33)})},
		{doc, "an author of 17 characters is 45110", 45110, add(object{"author": strings.Repeat("字", 17)})},
		{doc, "a digest has 128 characters", 0, add(object{"digest": strings.Repeat("字", 128)})},
		{doc, "a digest of 129 is 45004", 45004, add(object{"digest": strings.Repeat("字", 129)})},
		{doc, "a body of 20,000 characters is 45002", 45002, add(object{"content": strings.Repeat("字", 20_000)})},
		{doc, "a body of 19,999 is none", 0, add(object{"content": strings.Repeat("字", 19_999)})},
		{"「全局返回码」", "no article at all is 44003", 44003, func(o *office) object { return o.call("draft/add", object{"articles": []any{}}) }},
		{"「全局返回码」", "an empty body is 44004", 44004, add(object{"content": ""})},
		{doc, "the source's address has a kilobyte", 45006, add(object{"content_source_url": "https://example.gov.cn/" + strings.Repeat("x", 1024)})},
		{"「全局返回码」", "a ninth article is 45008", 45008, func(o *office) object {
			a := o.article(object{})["articles"].([]any)[0]
			return o.call("draft/add", object{"articles": []any{a, a, a, a, a, a, a, a, a}})
		}},
		{"「更新草稿」", "a draft is written anew by the same rules", 45003, func(o *office) object {
			return o.call("draft/update", object{"media_id": o.draft(), "index": 0, "articles": object{"title": strings.Repeat("字", 33)}})
		}},
	}
}

func mediaRules() []rule {
	const doc = "「新增临时素材」"
	big := append(dot(), bytes.Repeat([]byte{0}, 10<<20)...)
	return []rule{
		{doc, "a picture has ten megabytes", 40009, func(o *office) object { return o.upload("media/upload", "image", "a.png", big) }},
		{doc, "a cover's thumbnail has 64 kilobytes", 40012, func(o *office) object { return o.upload("media/upload", "thumb", "a.jpg", big[:65<<10]) }},
		{doc, "a voice is AMR or MP3", 40005, func(o *office) object { return o.upload("media/upload", "voice", "a.wav", []byte("x")) }},
		{doc, "what is no picture is none", 40005, func(o *office) object { return o.upload("media/upload", "image", "a.png", []byte("MZ")) }},
		{doc, "another type is 40004", 40004, func(o *office) object { return o.upload("media/upload", "file", "a.pdf", []byte("x")) }},
		{doc, "a temporary medium is kept for three days", 40007, func(o *office) object {
			id := text(o.upload("media/upload", "image", "a.png", dot()), "media_id")
			o.later(73 * time.Hour)
			return o.get("media/get?media_id=" + id + "&access_token=")
		}},
		{"「上传发表内容中的图片」", "a picture for a body has a megabyte", 40009, func(o *office) object { return o.upload("media/uploadimg", "", "a.png", big[:2<<20]) }},
		{"「上传发表内容中的图片」", "and is JPEG or PNG", 40137, func(o *office) object { return o.upload("media/uploadimg", "", "a.gif", []byte("GIF89a")) }},
	}
}

func postRules() []rule {
	submit := func(o *office) object { return o.call("freepublish/submit", object{"media_id": o.draft()}) }
	const most = "「接口调用频次限制说明」"
	return []rule{
		{"「新增草稿」", "a draft is published once", 40007, func(o *office) object {
			id := o.draft()
			o.well("freepublish/submit", object{"media_id": id})
			return o.call("freepublish/submit", object{"media_id": id})
		}},
		{"「新增草稿」", "what was mass sent is no draft any more", 40007, func(o *office) object {
			o.p.Follow(silent, "甲")
			id := o.draft()
			o.well("message/mass/sendall", object{"filter": object{"is_to_all": true}, "msgtype": "mpnews", "mpnews": object{"media_id": id}})
			return o.call("freepublish/submit", object{"media_id": id})
		}},
		{most, "the hundred and first publication of a day is 45009", 45009, func(o *office) object {
			for range 100 {
				o.well("freepublish/submit", object{"media_id": o.draft()})
			}
			return submit(o)
		}},
		{most, "the hundred and first question of a day is 45009", 45009, func(o *office) object {
			id := submit(o)["publish_id"]
			for range 100 {
				o.well("freepublish/get", object{"publish_id": id})
			}
			return o.call("freepublish/get", object{"publish_id": id})
		}},
		{most, "the eleventh deletion of a day is 45009", 45009, func(o *office) object {
			for range 10 {
				o.call("freepublish/delete", object{"article_id": "x"})
			}
			return o.call("freepublish/delete", object{"article_id": "x"})
		}},
		{"「发布状态查询」", "an unknown publication is 53404", 53404, func(o *office) object { return o.call("freepublish/get", object{"publish_id": "1"}) }},
		{"「删除发布文章」", "an article is deleted once", 53404, func(o *office) object {
			submit(o)
			id := o.p.Posts()[0].ArticleID
			o.well("freepublish/delete", object{"article_id": id})
			return o.call("freepublish/delete", object{"article_id": id})
		}},
	}
}
