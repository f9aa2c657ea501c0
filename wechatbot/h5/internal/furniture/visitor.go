package furniture

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Visitor is the network address that a request came from, for counting what one
// visitor does: of IPv6 the half that a household has. A proxy of the office that says
// for whom it asks (X-Forwarded-For) is believed; of one that is not known here nothing
// tells who stands behind it, and Visitor is empty.
func Visitor(r *http.Request, proxies []netip.Prefix) string {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	a := at.Addr().Unmap()
	believed := func(a netip.Addr) bool {
		return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(a) })
	}
	if !believed(a) {
		if a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() {
			return ""
		}
		return household(a)
	}
	said := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, text := range slices.Backward(said) { // what stands farther left anybody may have written
		a, err := netip.ParseAddr(strings.TrimSpace(text))
		if err != nil {
			return ""
		}
		if a = a.Unmap(); !believed(a) {
			return household(a)
		}
	}
	return ""
}

func household(a netip.Addr) string {
	if a.Is6() {
		if half, err := a.Prefix(64); err == nil {
			a = half.Addr()
		}
	}
	return a.WithZone("").String()
}
