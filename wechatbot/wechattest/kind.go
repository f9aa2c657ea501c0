package wechattest

import "strings"

// A Kind is the kind of an official account, which decides what it may call.
type Kind int

// The kinds of account. Service (服务号) and Subscription (公众号, formerly 订阅号)
// are verified; an Unverified account may call next to nothing.
const (
	Service Kind = iota
	Subscription
	Unverified
)

// Become makes the account one of another kind. What the kind may not call is
// 48001; mass messages go by the kind's quota. Tokens stay good.
func (p *Platform) Become(k Kind) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kind = k
}

// serviceOnly are the calls that only a verified service account may make, and
// open those that everybody may.
var (
	serviceOnly = []string{"/cgi-bin/qrcode/", "/cgi-bin/message/template/", "/cgi-bin/message/subscribe/", "/cgi-bin/template/", "/wxaapi/newtmpl/"}
	open        = []string{"/cgi-bin/getcallbackip", "/cgi-bin/get_api_domain_ip", "/cgi-bin/clear_quota", "/cgi-bin/get_current_selfmenu_info", "/cgi-bin/ticket/"}
)

// mayCall says whether the account's kind has the right to a call.
func (p *Platform) mayCall(path string) bool {
	begins := func(list []string) bool {
		for _, prefix := range list {
			if strings.HasPrefix(path, prefix) {
				return true
			}
		}
		return false
	}
	switch p.kind {
	case Subscription:
		return !begins(serviceOnly) && path != "/cgi-bin/message/mass/send" // which sendall begins with too
	case Unverified:
		return begins(open)
	}
	return true
}
