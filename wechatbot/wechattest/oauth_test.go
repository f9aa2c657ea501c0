package wechattest_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// page is the address to which a page of the account sends her.
func (o *office) page(scope string) string {
	return "https://open.weixin.qq.com/connect/oauth2/authorize?appid=" + o.p.Account().AppID + "&redirect_uri=" +
		url.QueryEscape("https://example.gov.cn/h5?a=1") + "&response_type=code&scope=" + scope + "&state=x#wechat_redirect"
}

// consents is the code that a page gets.
func (o *office) consents(f *wechattest.Follower, scope string) string {
	back, err := f.Authorizes(o.page(scope))
	require.NoError(o.t, err)
	u, err := url.Parse(back)
	require.NoError(o.t, err)
	assert.Equal(o.t, "example.gov.cn/h5", u.Host+u.Path)
	assert.Equal(o.t, "x1", u.Query().Get("state")+u.Query().Get("a"))
	return u.Query().Get("code")
}

func (o *office) sns(path string, query string) object {
	res, err := o.p.Client().Get("https://api.weixin.qq.com/sns/" + path + "?" + query)
	require.NoError(o.t, err)
	return o.read(res)
}

func (o *office) redeems(code string) object {
	a := o.p.Account()
	return o.sns("oauth2/access_token", "appid="+a.AppID+"&secret="+a.Secret+"&code="+code+"&grant_type=authorization_code")
}

func (o *office) refreshes(token string) object {
	return o.sns("oauth2/refresh_token", "appid="+o.p.Account().AppID+"&grant_type=refresh_token&refresh_token="+token)
}

func (o *office) who(consent object, openid string) object {
	return o.sns("userinfo", "access_token="+text(consent, "access_token")+"&openid="+openid)
}

func consentRules() []rule {
	const doc = "「网页授权」"
	with := func(do func(o *office, f *wechattest.Follower) object) func(o *office) object {
		return func(o *office) object { return do(o, o.p.Follow(silent, "甲")) }
	}
	return []rule{
		{doc, "a code is good once", 40163, with(func(o *office, f *wechattest.Follower) object {
			code := o.consents(f, "snsapi_base")
			require.Equal(o.t, f.OpenID, text(o.redeems(code), "openid"))
			return o.redeems(code)
		})},
		{doc, "and for five minutes", 40029, with(func(o *office, f *wechattest.Follower) object {
			code := o.consents(f, "snsapi_base")
			o.p.Advance(5*time.Minute + time.Second)
			return o.redeems(code)
		})},
		{doc, "a code that is none is 40029", 40029, func(o *office) object { return o.redeems("x") }},
		{doc, "a token of hers says her openid", 0, with(func(o *office, f *wechattest.Follower) object {
			return o.sns("auth", "access_token="+text(o.redeems(o.consents(f, "snsapi_base")), "access_token")+"&openid="+f.OpenID)
		})},
		{doc, "it is hers alone", 40003, with(func(o *office, f *wechattest.Follower) object {
			return o.who(o.redeems(o.consents(f, "snsapi_userinfo")), o.p.Follow(silent, "乙").OpenID)
		})},
		{doc, "it lives two hours", 42001, with(func(o *office, f *wechattest.Follower) object {
			c := o.redeems(o.consents(f, "snsapi_userinfo"))
			o.p.Advance(2*time.Hour + time.Second)
			return o.who(c, f.OpenID)
		})},
		{doc, "it can be refreshed", 0, with(func(o *office, f *wechattest.Follower) object {
			c := o.redeems(o.consents(f, "snsapi_userinfo"))
			o.p.Advance(29 * 24 * time.Hour)
			return o.who(o.refreshes(text(c, "refresh_token")), f.OpenID)
		})},
		{"「全局返回码」", "for thirty days", 42002, with(func(o *office, f *wechattest.Follower) object {
			c := o.redeems(o.consents(f, "snsapi_userinfo"))
			o.p.Advance(31 * 24 * time.Hour)
			return o.refreshes(text(c, "refresh_token"))
		})},
		{"「全局返回码」", "a refresh_token that is none is 40030", 40030, func(o *office) object { return o.refreshes("x") }},
		{"实践", "who consented to the openid alone has no name", 48001, with(func(o *office, f *wechattest.Follower) object {
			return o.who(o.redeems(o.consents(f, "snsapi_base")), f.OpenID)
		})},
		{doc, "the account's own token is none of hers", 40001, with(func(o *office, f *wechattest.Follower) object {
			return o.who(object{"access_token": o.token}, f.OpenID)
		})},
		{doc, "hers is none of the account's", 40001, with(func(o *office, f *wechattest.Follower) object {
			o.token = text(o.redeems(o.consents(f, "snsapi_base")), "access_token")
			return o.get("menu/get?access_token=")
		})},
		{"「账号类型与接口权限」", "a subscription account has no consent of pages", 48001, func(o *office) object {
			o.p.Become(wechattest.Subscription)
			return o.redeems("x")
		}},
	}
}

// 「网页授权」: 微信会对授权链接做正则强匹配校验, and #wechat_redirect 必须带此参数.
func TestAConsentSaysWhatIsWrong(t *testing.T) {
	o := open(t)
	f := o.p.Follow(silent, "甲")
	assert.Equal(t, "甲", text(o.who(o.redeems(o.consents(f, "snsapi_userinfo")), f.OpenID), "nickname"))
	good := o.page("snsapi_base")
	for address, why := range map[string]string{
		strings.Replace(good, "open.weixin", "open.example", 1):                                                  "is not open.weixin.qq.com",
		strings.Replace(good, o.p.Account().AppID, "wx1", 1):                                                     "not the account's",
		strings.Replace(good, "snsapi_base", "all", 1):                                                           `the scope is "all"`,
		strings.Replace(good, "response_type=code", "", 1):                                                       "response_type",
		strings.Replace(good, "https%3A%2F%2Fexample.gov.cn%2Fh5", "x", 1):                                       "redirect_uri",
		strings.Replace(good, "#wechat_redirect", "", 1):                                                         "not #wechat_redirect",
		strings.Replace(good, "response_type=code&scope=snsapi_base", "scope=snsapi_base&response_type=code", 1): "in this order",
		"%zz": "invalid URL escape",
	} {
		_, err := f.Authorizes(address)
		assert.ErrorContains(t, err, why)
	}
	o.p.Become(wechattest.Subscription)
	_, err := f.Authorizes(good)
	assert.ErrorContains(t, err, "service account")
	assert.NotContains(t, fmt.Sprint(o.p.Calls()), "USER_")
	assert.NotContains(t, fmt.Sprint(o.p.Calls()), "REFRESH_")
}

// FuzzAuthorizes: whatever address a page sends her to, she comes back with a code
// to where it said, or the error says why not.
func FuzzAuthorizes(f *testing.F) {
	p := wechattest.New()
	citizen := p.Stranger(silent, "甲")
	good := (&office{p: p}).page("snsapi_base")
	for _, address := range []string{good, strings.Replace(good, "%3Fa%3D1", "%3Fcode%3Dmine%23top", 1), "", "%zz", "https://open.weixin.qq.com/connect/oauth2/authorize?redirect_uri=%3A"} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		back, err := citizen.Authorizes(address)
		if err != nil {
			require.Empty(t, back)
			require.ErrorContains(t, err, "wechattest: authorize: ")
			return
		}
		sent, err := url.Parse(address)
		require.NoError(t, err)
		to, err := url.Parse(sent.Query().Get("redirect_uri"))
		require.NoError(t, err)
		came, err := url.Parse(back)
		require.NoError(t, err)
		require.Equal(t, to.Host+to.Path, came.Host+came.Path)
		require.Len(t, came.Query()["code"], 1)
		require.Len(t, came.Query().Get("code"), 32)
	})
}
