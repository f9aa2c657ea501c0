package wechattest_test

import (
	"net/http"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func notice(to, template, key, value string) object {
	return object{"touser": to, "template_id": template, "data": object{key: object{"value": value}}}
}

func noticeRules() []rule {
	const template, subscription, fields = "「发送模板消息」", "「发送订阅通知」", "「订阅消息参数值内容限制说明」"
	return []rule{
		{subscription, "a notice without consent is 43101", 43101, func(o *office) object {
			f, id := o.follower(), o.p.AddTemplate("{{thing1.DATA}}")
			f.Consents(id)
			require.Zero(o.t, code(o.call("message/subscribe/bizsend", notice(f.OpenID, id, "thing1", "好"))))
			return o.call("message/subscribe/bizsend", notice(f.OpenID, id, "thing1", "好"))
		}},
		{subscription, "a long-term subscription is not used up", 0, func(o *office) object {
			f, id := o.follower(), o.p.AddTemplate("{{thing1.DATA}}")
			f.Subscribes(id)
			require.Zero(o.t, code(o.call("message/subscribe/bizsend", notice(f.OpenID, id, "thing1", "好"))))
			return o.call("message/subscribe/bizsend", notice(f.OpenID, id, "thing1", "好"))
		}},
		{subscription, "who took her consent back is 43101", 43101, func(o *office) object {
			f, id := o.follower(), o.p.AddTemplate("{{thing1.DATA}}")
			f.Subscribes(id)
			f.Refuses(id)
			return o.call("message/subscribe/bizsend", notice(f.OpenID, id, "thing1", "好"))
		}},
		{template, "a template message needs no window", 0, func(o *office) object {
			f, id := o.follower(), o.p.AddTemplate("{{thing1.DATA}}")
			for range 6 {
				require.Zero(o.t, code(o.call("message/template/send", notice(f.OpenID, id, "thing1", "好"))))
			}
			return o.call("message/template/send", notice(f.OpenID, id, "thing1", "好"))
		}},
		{template, "a template message to who unfollowed is 43004", 43004, func(o *office) object {
			f, id := o.follower(), o.p.AddTemplate("{{thing1.DATA}}")
			f.Event("unsubscribe", "")
			return o.call("message/template/send", notice(f.OpenID, id, "thing1", "好"))
		}},
		{template, "a template that is not the account's is 40037", 40037, func(o *office) object {
			return o.call("message/template/send", notice(o.follower().OpenID, "t", "thing1", "好"))
		}},
		{fields, "a thing has at most 20 characters", 47003, func(o *office) object {
			id := o.p.AddTemplate("{{thing1.DATA}}")
			return o.call("message/template/send", notice(o.follower().OpenID, id, "thing1", strings.Repeat("字", 21)))
		}},
		{fields, "a phrase has at most 5 Chinese characters", 47003, func(o *office) object {
			f, id := o.follower(), o.p.AddTemplate("{{phrase2.DATA}}")
			f.Subscribes(id)
			return o.call("message/subscribe/bizsend", notice(f.OpenID, id, "phrase2", "已交有关部门"))
		}},
		{fields, "a field that is left out is 47003", 47003, func(o *office) object {
			id := o.p.AddTemplate("{{thing1.DATA}}{{date2.DATA}}")
			return o.call("message/template/send", notice(o.follower().OpenID, id, "thing1", "好"))
		}},
	}
}

// follower is somebody who follows, of a bot that says nothing.
func (o *office) follower() *wechattest.Follower {
	return o.p.Follow(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), "甲")
}
