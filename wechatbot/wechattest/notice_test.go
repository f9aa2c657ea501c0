package wechattest_test

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// What a field takes, as WeChat's table of 订阅消息参数值内容限制 has it.
func TestWhatAFieldOfANoticeTakes(t *testing.T) {
	for key, values := range map[string]struct{ good, bad []string }{
		"thing1":            {[]string{"信息公开申请2026", "二十个字二十个字二十个字二十个字二十个字"}, []string{"", "换\n行", "二十一个字二十一个字二十一个字二十一个字字"}},
		"character_string2": {[]string{"TS-2026-00001-4"}, []string{"编号1", "012345678901234567890123456789012"}},
		"number3":           {[]string{"2026", "1.5"}, []string{"2026-1", "二"}},
		"phrase4":           {[]string{"已答复"}, []string{"已答复1", "已经都答复了"}},
		"date5":             {[]string{"2026年11月23日", "2026-11-23", "2019年10月1日 15:01"}, []string{"15:01", "明天"}},
		"time6":             {[]string{"15:01", "2019年10月1日 15:01", "15:01~16:30"}, []string{"2019年10月1日", "下午三点"}},
		"name7":             {[]string{"兴庆区政府办公室"}, []string{"十一个汉字的单位名称呀", "甲2"}},
	} {
		o := open(t)
		f, id := o.p.Follow(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), "甲"), o.p.AddTemplate("{{"+key+".DATA}}")
		for _, v := range values.good {
			assert.Zero(t, code(o.call("message/template/send", notice(f.OpenID, id, key, v))), "%s %q", key, v)
		}
		for _, v := range values.bad {
			a := o.call("message/template/send", notice(f.OpenID, id, key, v))
			assert.Equal(t, 47003, code(a), "%s %q", key, v)
			assert.Contains(t, a["errmsg"], key)
		}
	}
}

func TestWhatBecameOfANoticeIsSaidInAnEvent(t *testing.T) {
	o := open(t)
	o.p = wechattest.NewPlain()
	o.login()
	events := make(chan string, 8)
	f := o.p.Follow(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		events <- string(body)
	}), "甲")
	next := func() string {
		select {
		case e := <-events:
			return e
		case <-time.After(time.Minute):
			t.Fatal("no event")
			return ""
		}
	}
	require.Contains(t, next(), "subscribe")
	id := o.p.AddTemplate("{{thing1.DATA}}")
	send := func(api string) (text, msgid string) {
		sent := o.call("message/"+api, notice(f.OpenID, id, "thing1", "好"))
		require.Zero(t, code(sent))
		text = next()
		assert.Contains(t, text, "<FromUserName><![CDATA["+f.OpenID)
		return text, regexp.MustCompile(`<MsgID>(\d+)</MsgID>`).FindStringSubmatch(text)[1]
	}
	text, _ := send("template/send")
	assert.Contains(t, text, "<Status><![CDATA[success]]></Status>")
	assert.Len(t, f.Inbox(), 1)
	o.p.Misdeliver(1)
	text, _ = send("template/send")
	assert.Contains(t, text, "failed: system failed")
	f.Blocks(true)
	text, _ = send("template/send")
	assert.Contains(t, text, "failed:user block")
	assert.Equal(t, 43101, code(o.call("message/subscribe/bizsend", notice(f.OpenID, id, "thing1", "好"))))
	f.Blocks(false)
	f.Subscribes(id)
	assert.Contains(t, next(), "<SubscribeStatusString><![CDATA[accept]]>")
	text, msgid := send("subscribe/bizsend")
	assert.Contains(t, text, fmt.Sprintf("<TemplateId><![CDATA[%s]]></TemplateId><MsgID>%s</MsgID><ErrorCode>0", id, msgid))
	assert.Len(t, f.Inbox(), 2)

	// What WeChat says of a notice is nothing that she did.
	o.p.Advance(49 * time.Hour)
	o.login()
	send("template/send")
	assert.Equal(t, 45015, code(o.call("message/custom/send", map[string]any{"touser": f.OpenID, "msgtype": "text", "text": map[string]string{"content": "好"}})))
}

func TestTheSameClientMsgIDIsSentOnceInTenMinutes(t *testing.T) {
	o := open(t)
	f, id := o.p.Follow(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), "甲"), o.p.AddTemplate("{{thing1.DATA}}")
	send := func() any {
		m := notice(f.OpenID, id, "thing1", "好")
		m["client_msg_id"] = "a"
		return o.call("message/template/send", m)["msgid"]
	}
	first := send()
	assert.Equal(t, first, send())
	assert.Len(t, f.Inbox(), 1)
	o.p.Advance(11 * time.Minute)
	assert.NotEqual(t, first, send())
	assert.Len(t, f.Inbox(), 2)
}
