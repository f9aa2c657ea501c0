package wechattest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
)

// Verify does what WeChat's console does when the callback's address is saved: it
// asks the bot for an echostr under a good signature. The error says what came
// back in its place; the console says Token验证失败.
func (p *Platform) Verify(bot http.Handler) error {
	stamp, nonce, echo := strconv.FormatInt(p.Now().Unix(), 10), random("0123456789", 10), random("0123456789", 19)
	q := url.Values{"timestamp": {stamp}, "nonce": {nonce}, "signature": {Sign(p.account.Token, stamp, nonce)}, "echostr": {echo}}
	r := httptest.NewRequest(http.MethodGet, "/wechat?"+q.Encode(), nil)
	r.RemoteAddr = callbackIP + ":1234"
	w, err := serve(bot, r)
	switch {
	case err != nil:
		return err
	case w.Code != http.StatusOK:
		return fmt.Errorf("wechattest: the console does not take the address: the bot answers %d%s", w.Code, p.hint(w.Code))
	case w.Body.String() != echo:
		return fmt.Errorf("wechattest: the console does not take the address: the bot answers %q and not the echostr %s", cut(w.Body.String(), 60), echo)
	}
	return nil
}
