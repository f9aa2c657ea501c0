package main

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/basic"
	"github.com/silenceper/wechat/v2/officialaccount/broadcast"
	"github.com/silenceper/wechat/v2/officialaccount/draft"
	"github.com/silenceper/wechat/v2/officialaccount/material"
	"github.com/silenceper/wechat/v2/officialaccount/menu"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/util"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// account is the SDK's own client on a platform: one line points it there.
func account(t *testing.T, p *wechattest.Platform) *officialaccount.OfficialAccount {
	before := util.DefaultHTTPClient
	util.DefaultHTTPClient = p.Client()
	t.Cleanup(func() { util.DefaultHTTPClient = before })
	c := settings(p)
	c.Cache, c.UseStableAK = cache.NewMemory(), true
	return officialaccount.NewOfficialAccount(&c)
}

func TestTheSDKPostsOnThePlatform(t *testing.T) {
	p := wechattest.New()
	p.NumericIDs() // the SDK reads no other
	oa := account(t, p)
	reader := p.Follow(echo(settings(p)), "甲")
	require.NoError(t, oa.GetMenu().SetMenu([]*menu.Button{menu.NewClickButton("公开目录", "say:公开目录")}))
	assert.Equal(t, "公开目录", p.Menu()[0].Name)

	var dot bytes.Buffer
	require.NoError(t, png.Encode(&dot, image.NewGray(image.Rect(0, 0, 2, 2))))
	cover, _, err := oa.GetMaterial().AddMaterialFromReader(material.MediaTypeImage, "cover.png", &dot)
	require.NoError(t, err)
	article := []*draft.Article{{Title: "停水通知", Content: "<p>今晚停水。</p>", ThumbMediaID: cover}}
	first, err := oa.GetDraft().AddDraft(article)
	require.NoError(t, err)
	job, err := oa.GetFreePublish().Publish(first)
	require.NoError(t, err)
	status, err := oa.GetFreePublish().SelectStatus(job)
	require.NoError(t, err)
	assert.Equal(t, p.Posts()[0].URL, status.ArticleDetail.Items[0].ArticleURL)

	second, err := oa.GetDraft().AddDraft(article)
	require.NoError(t, err)
	tag, err := oa.GetUser().CreateTag("凤凰北街")
	require.NoError(t, err)
	require.NoError(t, oa.GetUser().BatchTag([]string{reader.OpenID}, tag.ID))
	sent, err := oa.GetBroadcast().SendNews(&broadcast.User{TagID: int64(tag.ID)}, second, true)
	require.NoError(t, err)
	assert.Equal(t, p.Masses()[0].ID, sent.MsgID)
	assert.Contains(t, reader.Inbox()[len(reader.Inbox())-1].String(), "停水通知")
}

func TestTheSDKWritesToCitizensOnThePlatform(t *testing.T) {
	p := wechattest.New()
	oa := account(t, p)
	citizen := p.Follow(echo(settings(p)), "甲")
	citizen.Says("你好")
	require.NoError(t, oa.GetCustomerMessageManager().Send(message.NewCustomerTextMessage(citizen.OpenID, "已答复")))
	assert.Equal(t, "已答复", citizen.Inbox()[len(citizen.Inbox())-1].Text)
	info, err := oa.GetUser().GetUserInfo(citizen.OpenID)
	require.NoError(t, err)
	assert.EqualValues(t, 1, info.Subscribe)
	code, err := oa.GetBasic().GetQRTicket(basic.NewTmpQrRequest(time.Hour, "grid_001"))
	require.NoError(t, err)
	res, err := p.Client().Get(basic.ShowQRCode(code))
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, res.StatusCode)

	// A page of the account asks who reads it (网页授权).
	page, err := oa.GetOauth().GetRedirectURL("https://example.gov.cn/h5", "snsapi_base", "x")
	require.NoError(t, err)
	back, err := citizen.Authorizes(page)
	require.NoError(t, err)
	address, err := url.Parse(back)
	require.NoError(t, err)
	reader, err := oa.GetOauth().GetUserAccessToken(address.Query().Get("code"))
	require.NoError(t, err)
	assert.Equal(t, citizen.OpenID, reader.OpenID)

	// What a test would not find against the real platform.
	p.Advance(49 * time.Hour)
	p.Revoke()
	assert.ErrorContains(t, oa.GetCustomerMessageManager().Send(message.NewCustomerTextMessage(citizen.OpenID, "再说一次")), "40001", "the SDK does not fetch a token again")
}
