package wechattest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// Who scans a code is a follower before the bot hears of it, and the bot may tag
// her or write to her while it answers.
func TestWhoComesByAnotherClientIsKnownWhileTheBotAnswers(t *testing.T) {
	for status, want := range map[int]float64{http.StatusOK: 0, http.StatusForbidden: 40003} {
		p := wechattest.New()
		a := p.Account()
		token, err := call(p, "stable_token", fmt.Sprintf(`{"grant_type":"client_credential","appid":%q,"secret":%q}`, a.AppID, a.Secret))
		require.NoError(t, err)
		errcode := func() any {
			got, err := call(p, fmt.Sprint("message/custom/send?access_token=", token["access_token"]), `{"touser":"oStranger","msgtype":"text","text":{"content":"好"}}`)
			require.NoError(t, err)
			return got["errcode"]
		}
		var during any
		watched := p.Watch(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			during = errcode()
			w.WriteHeader(status)
		}))
		r, err := p.Request([]byte("<xml><ToUserName>gh</ToUserName><FromUserName>oStranger</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>SCAN</Event><EventKey>grid</EventKey></xml>"), p.Now())
		require.NoError(t, err)
		watched.ServeHTTP(httptest.NewRecorder(), r)
		assert.EqualValues(t, 0, during, "while it answers")
		assert.EqualValues(t, want, errcode(), "after an answer of %d", status)
	}
}
