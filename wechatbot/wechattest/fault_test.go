package wechattest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestNoSecretStandsInWhatIsWrittenDown(t *testing.T) {
	o := open(t)
	o.p.Record(10)
	a, corp := o.p.Account(), o.p.Corp()
	group := o.p.Open()
	o.call("menu/create", map[string]any{"button": []any{map[string]string{"type": "click", "name": o.token, "key": a.Token}}})
	o.call("draft/add", map[string]any{"note": []string{a.Secret, a.AESKey, group}})
	res, err := o.p.Client().Get("https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=" + corp.ID + "&corpsecret=" + url.QueryEscape(corp.Secret))
	require.NoError(t, err)
	var got struct {
		Token string `json:"access_token"`
	}
	require.NoError(t, json.NewDecoder(res.Body).Decode(&got))
	require.NotEmpty(t, got.Token, "the bot itself gets the token")
	o.p.Client().Post("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="+group, "application/json", strings.NewReader(`{"msgtype":"text","text":{"content":"x"}}`))
	all := fmt.Sprint(o.p.Calls())
	require.Contains(t, all, "stable_token")
	require.Contains(t, all, "（隐去）")
	for name, secret := range map[string]string{"secret": a.Secret, "token": a.Token, "key": a.AESKey, "access token": o.token, "robot": group, "corp": corp.Secret, "corp token": got.Token} {
		assert.NotContains(t, all, secret, name)
	}
}

// A test may look for them in what the bot logs, tokens that have ended too.
func TestSecretsAreAllThatWasGivenOut(t *testing.T) {
	o := open(t)
	ended := o.token
	o.p.Revoke()
	group := o.p.Open()
	a := o.p.Account()
	assert.Subset(t, o.p.Secrets(), []string{ended, group, a.Secret, a.Token, a.AESKey, o.p.Corp().Secret})
	assert.NotContains(t, wechattest.NewPlain().Secrets(), "")
}

func TestALostAnswerWasCarriedOut(t *testing.T) {
	o := open(t)
	f := o.p.Follow(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), "甲")
	o.p.Lose("custom/send", 1)
	_, err := o.p.Client().Post("https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token="+o.token, "application/json",
		strings.NewReader(`{"touser":"`+f.OpenID+`","msgtype":"text","text":{"content":"好"}}`))
	require.Error(t, err)
	assert.Len(t, f.Inbox(), 1, "it reached her all the same")
	assert.Zero(t, o.p.Calls()[len(o.p.Calls())-1].Status)
}

// A bot tells a broken network from a timeout by these.
func TestALostAnswerIsATimeoutAndACutIsNone(t *testing.T) {
	p := wechattest.New()
	ask := func() error {
		_, err := p.Client().Get("https://api.weixin.qq.com/cgi-bin/menu/get")
		return err
	}
	p.Lose("menu/get", 1)
	err := ask()
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	var fault net.Error
	require.ErrorAs(t, err, &fault)
	assert.True(t, fault.Timeout())
	p.Cut("menu/get", 1)
	err = ask()
	assert.ErrorIs(t, err, syscall.ECONNRESET)
	require.ErrorAs(t, err, &fault)
	assert.False(t, fault.Timeout())

	p.Unplug("menu/get", 1)
	err = ask()
	assert.ErrorIs(t, err, syscall.ECONNREFUSED)
	var dial *net.OpError
	require.ErrorAs(t, err, &dial)
	assert.Equal(t, "dial", dial.Op)
}

func TestAServerThatIsDownAnswersAPage(t *testing.T) {
	o := open(t)
	o.p.Down("", 502, 1)
	res, err := o.p.Client().Get("https://api.weixin.qq.com/cgi-bin/menu/get?access_token=" + o.token)
	require.NoError(t, err)
	assert.Equal(t, 502, res.StatusCode)
}

func TestWhatIsToComeAndCanBeTakenBack(t *testing.T) {
	p := wechattest.New()
	p.Fail("draft/add", 45009, 2)
	p.Cut("", 1)
	p.Unplug("", 1)
	p.Lose("", 1)
	p.Down("", 503, 1)
	p.Repeat(1)
	p.Disorder(1)
	assert.Equal(t, []string{"draft/add errcode 45009 × 2", "断网 × 1", "连不上 × 1", "超时 × 1", "HTTP 503 × 1", "重复投递 × 1", "乱序 × 1"}, p.Waiting())
	p.Heal()
	assert.Empty(t, p.Waiting())
}

func TestRepeatedAndDisorderedMessages(t *testing.T) {
	p := wechattest.NewPlain()
	var heard []string
	f := p.Stranger(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		_, said, _ := strings.Cut(string(raw), "<Content><![CDATA[")
		said, _, _ = strings.Cut(said, "]]>")
		heard = append(heard, said)
	}), "甲")
	p.Repeat(1)
	f.Says("一")
	p.Disorder(1)
	assert.Empty(t, f.Says("二"), "held back")
	f.Says("三")
	f.Says("四")
	assert.Equal(t, []string{"一", "一", "三", "二", "四"}, heard)
}

func TestExchangesShowWhatTravelledBothWays(t *testing.T) {
	for _, p := range []*wechattest.Platform{wechattest.New(), wechattest.NewPlain()} {
		p.Record(2)
		f := p.Follow(echo(p.Account()), "甲")
		f.Says("一")
		f.Says("二")
		kept := p.Exchanges()
		require.Len(t, kept, 2, "the oldest are let go")
		e := kept[1]
		assert.Equal(t, 3, e.N)
		assert.Equal(t, "二", e.Said)
		assert.Contains(t, e.In, "<Content><![CDATA[二]]></Content>")
		assert.Contains(t, e.Out, "您说：二")
		assert.Equal(t, "您说：二", e.Answer.Text)
		assert.Equal(t, p.Account().AESKey == "", strings.Contains(e.Wire, "二"), "sealed in safe mode only")
		assert.Equal(t, p.Account().AESKey == "", strings.Contains(e.Back, "二"))
	}
}

func TestACustomerGroupWaitsForItsMember(t *testing.T) {
	o := open(t)
	corp := o.p.Corp()
	call := func(path string, body any) map[string]any {
		text, err := json.Marshal(body)
		require.NoError(t, err)
		return o.post("https://qyapi.weixin.qq.com/cgi-bin/externalcontact/"+path+"?access_token="+o.token, "application/json", text)
	}
	task := func(chats ...string) map[string]any {
		return map[string]any{"chat_type": "group", "sender": "wangge", "chat_id_list": chats, "text": map[string]string{"content": "停水通知"}}
	}
	mine, other := o.p.OpenCustomerGroup("中心巷03", "wangge"), o.p.OpenCustomerGroup("别处", "another")
	assert.Equal(t, 40014, code(call("add_msg_template", task(mine))), "an official account's token is none of WeCom's")
	got := o.post("https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid="+corp.ID+"&corpsecret="+corp.Secret, "", nil)
	o.token = got["access_token"].(string)

	assert.Equal(t, 40063, code(call("add_msg_template", task(other))))
	made := call("add_msg_template", task(mine, other))
	require.Zero(t, code(made))
	assert.Equal(t, []any{other}, made["fail_list"])
	status := func() any {
		return call("get_groupmsg_send_result", map[string]any{"msgid": made["msgid"], "userid": "wangge"})["send_list"].([]any)[0].(map[string]any)["status"]
	}
	assert.EqualValues(t, 0, status())
	assert.Empty(t, o.p.CustomerGroup(mine), "nothing goes out before she confirms")
	assert.Equal(t, 1, o.p.Confirm("wangge"))
	assert.EqualValues(t, 1, status())
	assert.Equal(t, "停水通知", o.p.CustomerGroup(mine)[0].Text)
	assert.Zero(t, o.p.Confirm("wangge"), "once")
	member := call("get_groupmsg_task", map[string]any{"msgid": made["msgid"]})["task_list"].([]any)[0].(map[string]any)
	assert.EqualValues(t, 2, member["status"])
	taken := call("add_msg_template", task(mine))["msgid"]
	require.Zero(t, code(call("cancel_groupmsg_send", map[string]any{"msgid": taken})))
	assert.Zero(t, o.p.Confirm("wangge"), "it was taken back")

	for range 31 {
		require.Zero(t, code(call("add_msg_template", task(mine))))
	}
	assert.Less(t, o.p.Confirm("wangge"), 31, "a group has its limit a month")
}

// 「创建企业群发」: nine attachments, two thousand groups.
func TestATaskForCustomerGroupsHasItsLimits(t *testing.T) {
	o := open(t)
	corp, mine := o.p.Corp(), o.p.OpenCustomerGroup("中心巷03", "wangge")
	o.token = text(o.post("https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid="+corp.ID+"&corpsecret="+corp.Secret, "", nil), "access_token")
	task := func(attachments, groups int) int {
		body, err := json.Marshal(object{"chat_type": "group", "chat_id_list": slices.Repeat([]string{mine}, groups), "text": object{"content": "停水通知"}, "attachments": make([]any, attachments)})
		require.NoError(t, err)
		return code(o.post("https://qyapi.weixin.qq.com/cgi-bin/externalcontact/add_msg_template?access_token="+o.token, "application/json", body))
	}
	assert.Zero(t, task(9, 2000))
	assert.NotZero(t, task(10, 1))
	assert.NotZero(t, task(0, 2001))
}
