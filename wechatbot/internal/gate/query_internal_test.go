package gate

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzQuery holds the hand-made reader against net/url.
func FuzzQuery(f *testing.F) {
	for _, raw := range []string{
		"", "&", "=", "timestamp", "nonce=1&nonce=2", "nonce=&nonce=2", "nonce=2&nonce", "a&&nonce==3=", "nonce=%31&timestamp=1+1", "nonce=1;2&echostr=3", "nonce=%zz&nonce=4",
		"signature=ab&timestamp=1&nonce=2&openid=o&encrypt_type=aes&msg_signature=cd", "signature=ab&echostr=5&timestamp=1&nonce=2",
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		all := (&url.URL{RawQuery: raw}).Query()
		require.Equal(t, query{
			timestamp: all.Get("timestamp"), nonce: all.Get("nonce"), signature: all.Get("signature"),
			over: all.Get("msg_signature"), encrypted: all.Get("encrypt_type"), echo: all.Get("echostr"),
		}, queryOf(raw))
	})
}
