// Package wechattest is the WeChat platform in memory, for tests of WeChat
// bots and for trying one without an account. It needs the standard library
// only and no network.
//
// A [Platform] plays both of WeChat's parts. It calls the bot as WeChat does,
// with signed and, in safe mode, encrypted XML, asks again when no answer
// comes, and judges the answers: a citizen never sees what WeChat would not
// show. And it answers the bot's calls to api.weixin.qq.com and
// qyapi.weixin.qq.com through the http.Client that [Platform.Client] returns,
// with WeChat's errcodes, quotas and windows of time.
//
//	p := wechattest.New()
//	bot := newBot(p.Account(), p.Client())
//	citizen := p.Follow(bot, "甲")
//	answer := citizen.Says("三公经费")
package wechattest
