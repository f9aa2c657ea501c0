package weixin

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"
)

// ErrUnreachable says that WeChat did not answer, or not sensibly: nobody knows
// whether the call was carried out.
var ErrUnreachable = errors.New("wechatbot: WeChat cannot be reached")

// ErrNotSent says that WeChat cannot be reached and that the call surely was not carried
// out: no connection came about, or no token.
var ErrNotSent = errors.New("wechatbot: WeChat cannot be reached, nothing was sent")

// Away says whether WeChat cannot be reached, whatever became of the call.
func Away(err error) bool { return errors.Is(err, ErrUnreachable) || errors.Is(err, ErrNotSent) }

// patience is how long a connection may take to come about. It is shorter than a call
// may take, so that a call that never set out is told from one whose answer is lost.
const patience = 5 * time.Second

// Transport connects to WeChat for who brings no way of his own: as Go's does, and in no
// more than its patience.
func Transport() http.RoundTripper {
	t, standard := http.DefaultTransport.(*http.Transport)
	if !standard {
		return http.DefaultTransport // the program has another
	}
	t = t.Clone()
	t.DialContext = (&net.Dialer{Timeout: patience, KeepAlive: 30 * time.Second}).DialContext
	return t
}

// away is the error of a call that brought no answer, in words that quote nothing of its
// cause, which names the address.
func away(api string, cause error) error {
	var (
		name *net.DNSError
		cert *tls.CertificateVerificationError
		way  *net.OpError
		late interface{ Timeout() bool }
	)
	kind, why := ErrNotSent, ""
	switch dialled := errors.As(cause, &way); {
	case errors.As(cause, &cert):
		why = "its certificate is not trusted here"
	case dialled && way.Op == "proxyconnect":
		why = "no way to the proxy"
	case errors.As(cause, &name):
		why = "its name is not known here (DNS)"
	case dialled && way.Op == "dial" && errors.Is(cause, syscall.ECONNREFUSED):
		why = "the connection was refused"
	case dialled && way.Op == "dial":
		why = "no connection came about"
	case errors.As(cause, &late) && late.Timeout():
		kind, why = ErrUnreachable, "no answer in time"
	default:
		kind, why = ErrUnreachable, "the connection broke"
	}
	return fmt.Errorf("%s: %w: %s", api, kind, why)
}

// senseless is the error of a call whose answer is not WeChat's, or lacks what it is for.
func senseless(api, why string) error {
	return fmt.Errorf("%s: %w: %s", api, ErrUnreachable, why)
}

// unsent is the error of a call for which there is no token.
func unsent(err error) error {
	if !errors.Is(err, ErrUnreachable) {
		return err
	}
	return fmt.Errorf("%w: no token: %s", ErrNotSent, err.Error())
}
