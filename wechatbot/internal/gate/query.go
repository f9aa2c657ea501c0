package gate

import (
	"net/url"
	"strings"
)

// A query is what the address of a callback says, of each name what stands first.
type query struct {
	timestamp, nonce string
	signature        string // over these and the token
	over             string // msg_signature, which is over the encrypted message too
	encrypted        string // encrypt_type, with what it is
	echo             string // echostr, which WeChat's console wants back
}

// longestQuery is how long the query of an address is that is read by hand. WeChat's has some
// two hundred bytes.
const longestQuery = 1024

// queryOf reads the query of an address. WeChat escapes nothing in it; any query that has
// something escaped is net/url's to read.
func queryOf(raw string) (q query) {
	if len(raw) > longestQuery || strings.IndexByte(raw, '%') >= 0 || strings.IndexByte(raw, '+') >= 0 || strings.IndexByte(raw, ';') >= 0 {
		all, _ := url.ParseQuery(raw) // what is written wrongly is left out
		for name := range all {
			q.take(name, all.Get(name))
		}
		return q
	}
	for rest, more := raw, true; more; { // from its end, so that the first of a name stays
		at := strings.LastIndexByte(rest, '&')
		name, value, _ := strings.Cut(rest[at+1:], "=")
		q.take(name, value)
		if more = at >= 0; more {
			rest = rest[:at]
		}
	}
	return q
}

// take puts a value where it belongs, if anywhere.
func (q *query) take(name, value string) {
	switch name {
	case "timestamp":
		q.timestamp = value
	case "nonce":
		q.nonce = value
	case "signature":
		q.signature = value
	case "msg_signature":
		q.over = value
	case "encrypt_type":
		q.encrypted = value
	case "echostr":
		q.echo = value
	}
}
