package disclosure

// A Channel is the way by which an application came in; it decides on which day
// the application counts as received (条例第三十一条).
type Channel string

// The channels that the rules of receipt tell apart.
const (
	ByHand       Channel = "hand"        // 当面提交
	BySignedMail Channel = "signed_mail" // 需签收的邮寄
	ByMail       Channel = "mail"        // 平常信函等无需签收的邮寄
	ByEmail      Channel = "email"       // 电子邮件
	ByFax        Channel = "fax"         // 传真
	ByWeb        Channel = "web"         // 网站在线申请
	ByWeChat     Channel = "wechat"      // 微信公众号
)

// Channels returns all channels.
func Channels() []Channel {
	return []Channel{ByHand, BySignedMail, ByMail, ByEmail, ByFax, ByWeb, ByWeChat}
}

// Chinese returns the channel's name as an office writes it.
func (c Channel) Chinese() string {
	switch c {
	case ByHand:
		return "当面提交"
	case BySignedMail:
		return "邮寄（签收）"
	case ByMail:
		return "平常信函"
	case ByEmail:
		return "电子邮件"
	case ByFax:
		return "传真"
	case ByWeb:
		return "网上申请"
	case ByWeChat:
		return "微信"
	}
	return string(c)
}
