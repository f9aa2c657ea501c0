package wechatbot

import "bytes"

// legal is a message without the control characters that XML does not allow.
// Some keyboards send them, WeChat passes them on, and a reader of XML would
// lose the whole message over one.
func legal(message []byte) []byte {
	for _, c := range message {
		if forbidden(rune(c)) {
			return bytes.Map(func(r rune) rune {
				if forbidden(r) {
					return -1
				}
				return r
			}, message)
		}
	}
	return message
}

func forbidden(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }
