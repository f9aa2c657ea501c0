package wechatbot

// asksNotices is a text that asks what one is told who subscribes: 以后会发什么给我.
var asksNotices = form(`^(?:{me}|{manner}|那|订了|订阅了|加了|以后|平时|一般|都|会|能|你们|给我|[,，\s])*(?:发|推|推送|通知|收到|告诉)(?:些|点)?(?:什么|啥|哪些|哪方面)(?:样的|的)?(?:给我|内容|东西|消息|信息|通知|呢|啊|[?？])*$`)

// asksGrids is a text that asks which grids there are to subscribe to: 有哪些网格.
var asksGrids = form(`^(?:{me}|{manner}|那|这里|你们|都|能|可以|订|选|[,，\s])*(?:(?:有|是)?(?:哪些|哪几个|什么|啥|几个)(?:网格|社区|群)|(?:网格|社区|群)(?:都)?有(?:哪些|哪几个|什么|啥|几个))(?:可以|能|可|选|订|加入|加|的|{softly}|[?？])*$`)

// asksOften is a text that asks how often that is: 一天发几次.
var asksOften = form(`^(?:{me}|{manner}|那|你们|一般|大概|平时|会|都|要|[,，\s])*(?:(?:多久|多长时间|几天|一?[天周月年]|一?个[月星期礼拜]+|每[天周月年]|每个[月星期]+)(?:会|要|给|发|推送?|通知|收到|有|来|大概|{me})*(?:一次|几次|几条|几回|一回|一条|多少[次条])|什么时候发|几点发|天天发|每天都?发)(?:给我|消息|通知|{softly}|[吗么呢?？])*$`)

// asksStill is a text that asks whether one is told from now on, and why nothing came yet: 还会给我发吗.
var asksStill = form(`^(?:{me}|{manner}|那|订了|以后|这样|你们|就|是不是|[,，\s])*(?:(?:还会|会|还能|能|一直|以后|再|还)+(?:一直|继续|再|给我|主动|自动)*(?:发|推送?|通知|提醒|收到)(?:给我|消息|通知|到|我)*(?:{softly}|[吗么不呢?？])+|(?:什么时候|啥时候|从哪天|哪天)(?:才|会|能|起)*(?:开始)?(?:给我)?(?:发|推送?|收到|有)(?:给我|消息|通知)*[呢啊呀?？]*|(?:怎么|咋|为什么|为啥)?(?:还|一直|都)*(?:没有?|不)(?:给我)?(?:收到|发|推送?)(?:过|给我|消息|通知|{softly}|[啊呀呢吗?？])*)$`)

// noticesTold answers that with the guide's entry on the grids, where it is spoken of notices, and
// which grids there are with the choice of them.
func (v *visit) noticesTold(_ meaning, text string) (answer, bool) {
	switch {
	case !subscribing[v.talk.said]:
		return answer{}, false
	case asksGrids.MatchString(text):
		return v.subscription(meaning{intent: wantSubscribe, text: "订阅"})
	case asksOften.MatchString(text), asksStill.MatchString(text):
		return v.say("notices_often", nil), true
	case asksNotices.MatchString(text):
		return v.guide("网格群")
	}
	return answer{}, false
}
