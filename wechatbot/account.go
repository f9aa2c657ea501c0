package wechatbot

import (
	"context"

	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// An APIError is WeChat's refusal of a call: of the API at a path, with an errcode as
// its Code. Its text says too what to look at where a setting is wrong.
type APIError = weixin.Error

// ErrUnreachable says that WeChat did not answer, or not sensibly: nobody knows
// whether the call was carried out. See ErrNotSent.
var ErrUnreachable = weixin.ErrUnreachable

// ErrNotSent says that WeChat cannot be reached and that the call surely was not carried
// out: no connection came about, or no token. It is no ErrUnreachable.
var ErrNotSent = weixin.ErrNotSent

// customText sends a text to a citizen who wrote in the last 48 hours.
func (b *Bot) customText(ctx context.Context, openid, words string) error {
	return b.wechat.Call(ctx, weixin.CustomSend, map[string]any{
		"touser": openid, "msgtype": "text", "text": map[string]string{"content": short(words)},
	}, nil)
}

// customCard sends an article card to the same.
func (b *Bot) customCard(ctx context.Context, openid string, k card) error {
	return b.wechat.Call(ctx, weixin.CustomSend, map[string]any{
		"touser": openid, "msgtype": "news", "news": map[string]any{"articles": []any{map[string]string{
			"title": clean(k.title), "description": clean(k.words), "url": k.link, "picurl": k.picture,
		}}},
	}, nil)
}
