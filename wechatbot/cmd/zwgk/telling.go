package main

// tellWays are the ways in which citizens are told, for clerks.
var tellWays = map[string]string{"wechat": "客服消息", "wechat.template": "模板消息", "wechat.subscription": "订阅通知"}

// tellingWords say how something was told, or why not.
func tellingWords(channel, failure string) string {
	way := channel
	if known := tellWays[channel]; known != "" {
		way = known
	}
	if failure != "" {
		return way + "，没有告知：" + failure
	}
	return way
}
