package furniture_test

import (
	"net/http/httptest"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

func TestAHouseholdIsOneAddressAndAProxyNone(t *testing.T) {
	r := httptest.NewRequest("GET", "/", nil)
	for remote, want := range map[string]string{
		"203.0.113.7:9": "203.0.113.7", "[::ffff:203.0.113.7]:9": "203.0.113.7", "[2001:db8:1:2:3::4]:9": "2001:db8:1:2::",
		"127.0.0.1:9": "", "10.1.2.3:9": "", "[fd00::1]:9": "", "nonsense": "",
	} {
		r.RemoteAddr = remote
		assert.Equal(t, want, furniture.Visitor(r, nil), remote)
	}
}

func TestOnlyAProxyOfTheOfficeIsBelievedForWhomItAsks(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/24"), netip.MustParsePrefix("127.0.0.1/32")}
	for _, c := range []struct{ remote, said, want string }{
		{"10.0.0.5:9", "203.0.113.7", "203.0.113.7"},
		{"10.0.0.5:9", "198.51.100.1, 203.0.113.7", "203.0.113.7"}, // the first anybody may have written
		{"127.0.0.1:9", "203.0.113.7, 10.0.0.5", "203.0.113.7"},
		{"10.0.0.5:9", "192.168.3.4", "192.168.3.4"}, // a desk in the house
		{"10.0.0.5:9", "2001:db8:1:2:3::4", "2001:db8:1:2::"},
		{"10.0.0.5:9", "", ""},
		{"10.0.0.5:9", "somewhere", ""},
		{"10.9.0.5:9", "203.0.113.7", ""},
		{"203.0.113.9:9", "198.51.100.1", "203.0.113.9"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		if c.said != "" {
			r.Header.Set("X-Forwarded-For", c.said)
		}
		assert.Equal(t, c.want, furniture.Visitor(r, proxies), "%s for %s", c.remote, c.said)
	}
}
