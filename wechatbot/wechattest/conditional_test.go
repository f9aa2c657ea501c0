package wechattest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// menuOf is a menu of one button, for whom a rule says; nil: for all.
func menuOf(name string, rule any) object {
	m := object{"button": []object{{"type": "click", "name": name, "key": name}}}
	if rule != nil {
		m["matchrule"] = rule
	}
	return m
}

func conditionalRules() []rule {
	const doc = "「个性化菜单接口」"
	add := func(rule any) func(o *office) object {
		return func(o *office) object {
			o.well("menu/create", menuOf("目录", nil))
			return o.call("menu/addconditional", menuOf("网格", rule))
		}
	}
	return []rule{
		{doc, "a menu for those with a tag", 0, add(object{"tag_id": "101"})},
		{doc, "one by the language is 65320", 65320, add(object{"tag_id": "101", "language": "zh_CN"})},
		{doc, "one by the sex is 65320", 65320, add(object{"sex": "1"})},
		{"「全局返回码」", "one for anybody is 65304", 65304, add(object{})},
		{"「全局返回码」", "before there is one for all it is 65303", 65303, func(o *office) object {
			return o.call("menu/addconditional", menuOf("网格", object{"tag_id": 101}))
		}},
		{"「全局返回码」", "one that is none cannot be taken back", 65301, func(o *office) object { return o.call("menu/delconditional", object{"menuid": "1"}) }},
		{"「全局返回码」", "a stranger sees none", 65302, func(o *office) object { return o.call("menu/trymatch", object{"user_id": "x"}) }},
		{doc, "what a menu must be holds for them too", 40018, func(o *office) object {
			o.well("menu/create", menuOf("目录", nil))
			return o.call("menu/addconditional", menuOf("政府信息公开目录", object{"tag_id": 101}))
		}},
		{"「全局返回码」", `a \uxxxx in one for them is 40033`, 40033, func(o *office) object {
			o.well("menu/create", menuOf("目录", nil))
			return o.call("menu/addconditional", menuOf("&", object{"tag_id": 101}))
		}},
		{doc, "they go with the one for all", 46003, func(o *office) object {
			o.well("menu/create", menuOf("目录", nil))
			o.well("menu/addconditional", menuOf("网格", object{"tag_id": 101}))
			o.get("menu/delete?access_token=")
			return o.get("menu/get?access_token=")
		}},
	}
}

// 「个性化菜单接口」: the newest that fits; of several tags the one that was given
// last counts.
func TestAFollowerSeesTheMenuOfHerTag(t *testing.T) {
	o := open(t)
	f, other := o.p.Follow(silent, "甲"), o.p.Follow(silent, "乙")
	tag := func(name string) any {
		id := o.well("tags/create", object{"tag": object{"name": name}})["tag"].(object)["id"]
		o.well("tags/members/batchtagging", object{"openid_list": []string{f.OpenID}, "tagid": id})
		return id
	}
	sees := func(f *wechattest.Follower) string {
		tried := o.well("menu/trymatch", object{"user_id": f.OpenID})["button"].([]any)[0].(object)["name"]
		require.Equal(t, f.Menu()[0].Name, tried)
		return f.Menu()[0].Name
	}
	o.well("menu/create", menuOf("目录", nil))
	first := tag("网格员")
	o.well("menu/addconditional", menuOf("旧", object{"tag_id": first}))
	id := o.well("menu/addconditional", menuOf("新", object{"tag_id": first}))["menuid"]
	assert.IsType(t, "", id)
	assert.Equal(t, "新", sees(f))
	assert.Equal(t, "目录", sees(other))
	assert.Len(t, o.get("menu/get?access_token=")["conditionalmenu"], 2)
	o.well("menu/delconditional", object{"menuid": id})
	assert.Equal(t, "旧", sees(f))
	second := tag("记者")
	assert.Equal(t, "目录", sees(f), "there is none for the tag that she was given last")
	o.well("menu/addconditional", menuOf("记者", object{"tag_id": second}))
	assert.Equal(t, "记者", sees(f))
}

func TestThePhoneShowsTheMenuOfWhoseItIs(t *testing.T) {
	o := open(t)
	var openid string
	site := httptest.NewServer(o.p.Phone(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { openid = r.URL.Query().Get("openid") }), wechattest.PhoneOptions{Title: "试"}))
	defer site.Close()
	c := &http.Client{Jar: &cookies{}}
	page := func(res *http.Response, err error) string {
		t.Helper()
		require.NoError(t, err)
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		return string(body)
	}
	o.well("menu/create", menuOf("目录", nil))
	assert.Contains(t, page(c.Get(site.URL)), "目录")
	tag := o.well("tags/create", object{"tag": object{"name": "网格员"}})["tag"].(object)["id"]
	o.well("tags/members/batchtagging", object{"openid_list": []string{openid}, "tagid": tag})
	o.well("menu/addconditional", menuOf("转发", object{"tag_id": tag}))
	shown := page(c.Get(site.URL))
	assert.Contains(t, shown, "转发")
	assert.NotContains(t, shown, "目录")
	assert.Contains(t, page(c.PostForm(site.URL+"/tap", url.Values{"key": {"转发"}})), "［点菜单］转发")
	assert.NotContains(t, page(c.PostForm(site.URL+"/tap", url.Values{"key": {"目录"}})), "［点菜单］目录", "which she does not see")
}
