// Package wechattest is the WeChat platform in memory, for tests of WeChat
// bots and for trying one without an account. It needs the standard library
// only and no network.
//
//	p := wechattest.New()
//	bot := newBot(p.Account(), p.Client())
//	citizen := p.Follow(bot, "甲")
//	answer := citizen.Says("三公经费")
//
// A [Platform] plays both of WeChat's parts. It calls the bot as WeChat does,
// with signed and, in safe mode, encrypted XML, asks again when no answer
// comes, and judges the answers: a citizen never sees what WeChat would not
// show, and Answer.Fault says why. And it answers the bot's calls to
// api.weixin.qq.com and qyapi.weixin.qq.com through the http.Client that
// [Platform.Client] returns, with WeChat's errcodes, quotas and windows of
// time; [Platform.Advance] moves its clock. Where an SDK has one client for the
// whole process, a [Network] hands its calls to the platforms of several tests or
// accounts.
//
// What goes wrong in life can be asked for: [Platform.Fail], Cut, Unplug, Lose,
// Down, Slow, Trickle and Lie for calls, Repeat and Disorder for messages, Hold, Mute, FailPost
// and FailMass for what ends later, Become for the account's rights.
//
// [Platform.Check] holds any callback handler against everything that WeChat
// demands of one; [Platform.Verify] asks it what the console asks. A [Script] is a conversation as a clerk writes it down, which
// a [Stage] plays; [Platform.Phone] is a page to try a bot with by hand.
package wechattest
