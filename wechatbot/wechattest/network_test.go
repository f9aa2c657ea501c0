package wechattest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// on is a platform's office whose calls go through another client.
func (o *office) on(c *http.Client, address string, body any) object {
	b, err := json.Marshal(body)
	require.NoError(o.t, err)
	res, err := c.Post(address, "application/json", bytes.NewReader(b))
	require.NoError(o.t, err)
	return o.read(res)
}

func TestANetworkHandsEachCallToItsPlatform(t *testing.T) {
	var n wechattest.Network
	c := n.Client()
	_, err := c.Get("https://api.weixin.qq.com/cgi-bin/menu/get?access_token=x")
	assert.ErrorContains(t, err, "no platform")
	const api = "https://api.weixin.qq.com/cgi-bin/"
	var offices []*office
	for range 3 {
		offices = append(offices, &office{t: t, p: n.Add(wechattest.New())})
	}
	for i, o := range offices {
		a := o.p.Account()
		o.token = text(o.on(c, api+"stable_token", object{"grant_type": "client_credential", "appid": a.AppID, "secret": a.Secret}), "access_token")
		require.NotEmpty(t, o.token)
		tag := fmt.Sprint("网格", i)
		require.Zero(t, code(o.on(c, api+"tags/create?access_token="+o.token, object{"tag": object{"name": tag}})))
		assert.Contains(t, fmt.Sprint(o.get("tags/get?access_token=")), tag)
		require.Zero(t, code(o.on(c, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="+o.p.Open(), object{"msgtype": "text", "text": object{"content": "x"}})))
		ticket := text(o.on(c, api+"qrcode/create?access_token="+o.token, object{"action_name": "QR_STR_SCENE", "action_info": object{"scene": object{"scene_str": "x"}}}), "ticket")
		picture := text(o.upload("media/uploadimg", "", "a.png", dot()), "url")
		for _, address := range []string{picture, "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=" + ticket} {
			res, err := c.Get(address)
			require.NoError(t, err)
			io.Copy(io.Discard, res.Body)
			assert.Equal(t, http.StatusOK, res.StatusCode, address)
		}
		corp := o.p.Corp()
		assert.Zero(t, code(o.on(c, "https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid="+corp.ID+"&corpsecret="+corp.Secret, nil)))
		assert.Len(t, o.p.CallsTo("webhook/send"), 1)
		assert.Len(t, o.p.CallsTo("gettoken"), 1)
	}
	offices[1].p.Revoke()
	assert.Equal(t, 40001, code(offices[1].on(c, api+"tags/create?access_token="+offices[1].token, object{})))
	assert.Len(t, offices[1].p.CallsTo("tags/create"), 2, "a token that is revoked is still its account's")
	assert.Equal(t, 40013, code(offices[0].on(c, api+"stable_token", object{"grant_type": "client_credential", "appid": "wx", "secret": "x"})))
}

func TestSheWaitsForWhatArrivesLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t)
		f := o.p.Follow(echo(o.p.Account()), "甲")
		f.Says("在吗")
		f.News()
		go func() {
			time.Sleep(7 * time.Second)
			o.call("message/custom/send", hello(f.OpenID))
		}()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		a, err := f.Next(ctx)
		require.NoError(t, err)
		assert.Equal(t, "好", a.Text)
		assert.Empty(t, f.News(), "it was returned")
		_, err = f.Next(ctx)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

// 「发送客服消息」: a tap sends the option's words and its id.
func TestAnOptionIsChosen(t *testing.T) {
	o := open(t)
	var id string
	f := o.p.Stranger(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		id = between(r, o, "<bizmsgmenuid>", "</bizmsgmenuid>")
	}), "甲")
	f.Event("subscribe", "")
	o.well("message/custom/send", object{"touser": f.OpenID, "msgtype": "msgmenu", "msgmenu": object{"head_content": "满意吗", "list": []object{{"id": "101", "content": "满意"}, {"id": "102", "content": "不满意"}}}})
	f.Chooses("不满意")
	assert.Equal(t, "102", id)
	a := f.Chooses("退款")
	assert.Empty(t, a.String())
	assert.Contains(t, a.Fault, "退款")
}

func TestTheConsoleTakesAnAddressOrSaysWhyNot(t *testing.T) {
	for _, p := range []*wechattest.Platform{wechattest.New(), wechattest.NewPlain(), wechattest.NewCompatible()} {
		assert.NoError(t, p.Verify(echo(p.Account())))
		other := p.Account()
		other.Token = "another"
		assert.ErrorContains(t, p.Verify(echo(other)), "not the echostr")
		assert.ErrorContains(t, p.Verify(http.NotFoundHandler()), "404")
		assert.ErrorContains(t, p.Verify(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, strings.Repeat("页", 4000))
		})), "not the echostr")
	}
}
