package wechattest_test

import (
	"fmt"
	"time"

	"github.com/stretchr/testify/require"
)

// quotaRules are how often a path may be called, met by making all the calls:
// what is asked for does not matter, for a call that is refused counts too.
func quotaRules() []rule {
	const quotas = "「查询openAPI调用quota」"
	const most, stable, classic, mass, draft, forSome = "「接口调用频次限制说明」", "「获取稳定版接口调用凭据」", "「获取接口调用凭据」", "「群发接口和原创校验」", "「新增草稿」", "「个性化菜单接口」"
	post := func(path string) func(o *office) object {
		return func(o *office) object { return o.call(path, nil) }
	}
	day := func(source, path string, n int, call func(o *office) object) rule {
		return rule{source, fmt.Sprintf("%s may be called %d times a day", path, n), 45009, func(o *office) object {
			for i := range n {
				if i%50 == 49 {
					o.p.Advance(time.Minute) // what is limited by the minute
					o.login()
				}
				require.NotEqual(o.t, 45009, code(call(o)), "call %d", i+1)
			}
			return call(o)
		}}
	}
	left := func(o *office, path string) object { return o.call("openapi/quota/get", object{"cgi_path": path}) }
	return []rule{
		{quotas, "how much is left of a limit is told", 0, func(o *office) object {
			o.p.Limit("draft/add", 7)
			o.call("draft/add", nil)
			require.Equal(o.t, object{"daily_limit": 7.0, "used": 1.0, "remain": 6.0}, left(o, "/cgi-bin/draft/add")["quota"])
			o.p.Advance(24 * time.Hour)
			o.login()
			a := left(o, "/cgi-bin/draft/add")
			require.Equal(o.t, object{"daily_limit": 7.0, "used": 0.0, "remain": 7.0}, a["quota"])
			return a
		}},
		{quotas, "of a path that is none it is not", 76021, func(o *office) object { return left(o, "/cgi-bin/nope") }},
		{quotas, "nor of a page's consent", 76022, func(o *office) object { return left(o, "/sns/userinfo") }},
		{quotas, "a path has no address before it", 76003, func(o *office) object { return left(o, "https://api.weixin.qq.com/cgi-bin/draft/add") }},
		day(classic, "token", 2000, func(o *office) object { return o.get("token?x=") }),
		day(draft, "draft/add", 1000, post("draft/add")),
		day(draft, "draft/update", 1000, post("draft/update")),
		day(most, "draft/get", 500, post("draft/get")),
		day(most, "draft/delete", 1000, post("draft/delete")),
		day(most, "draft/batchget", 1000, post("draft/batchget")),
		day(most, "draft/count", 1000, func(o *office) object { return o.get("draft/count?access_token=") }),
		day(most, "freepublish/getarticle", 100, post("freepublish/getarticle")),
		day(most, "freepublish/batchget", 100, post("freepublish/batchget")),
		day(most, "message/mass/delete", 10, post("message/mass/delete")),
		day(most, "user/get", 500, func(o *office) object { return o.get("user/get?access_token=") }),
		day(most, "user/info/updateremark", 10_000, post("user/info/updateremark")),
		{most, "who follows may be asked for five million times a day", 0, func(o *office) object {
			a := left(o, "/cgi-bin/user/info")
			require.EqualValues(o.t, 5_000_000, a["quota"].(object)["daily_limit"])
			return a
		}},
		{most, "a temporary medium may be uploaded 100,000 times a day", 0, func(o *office) object {
			a := left(o, "/cgi-bin/media/upload")
			require.EqualValues(o.t, 100_000, a["quota"].(object)["daily_limit"])
			return a
		}},
		day(mass, "message/mass/sendall", 100, post("message/mass/sendall")),
		day(mass, "message/mass/send", 100, post("message/mass/send")),
		day(most, "message/mass/preview", 100, post("message/mass/preview")),
		day(most, "menu/create", 1000, post("menu/create")),
		day(most, "menu/delete", 1000, func(o *office) object { return o.get("menu/delete?access_token=") }),
		day(forSome, "menu/addconditional", 2000, post("menu/addconditional")),
		day(forSome, "menu/delconditional", 2000, post("menu/delconditional")),
		{stable, "a stable token may be asked for 10,000 times a minute", 45011, func(o *office) object {
			for range 10_000 - 1 { // it was asked for once
				require.NotEqual(o.t, 45011, code(o.call("stable_token", nil)))
			}
			return o.call("stable_token", nil)
		}},
		{mass, "to the named, sixty calls a minute", 45011, func(o *office) object {
			for range 60 {
				require.NotEqual(o.t, 45011, code(o.call("message/mass/send", nil)))
			}
			return o.call("message/mass/send", nil)
		}},
	}
}
