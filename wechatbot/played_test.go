package wechatbot_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// Who has recorded a callback may send it again for as long as its timestamp is taken.
func TestACallbackThatIsPlayedAgainHasNoSecondEffect(t *testing.T) {
	for mode, p := range map[string]*wechattest.Platform{"plain": wechattest.NewPlain(), "safe": wechattest.New()} {
		to := found(t, p)
		to.again(t, func(c *wechatbot.Config) { c.Window = 5 * time.Minute })
		question := strings.Replace(hello, "帮助", "投诉 窗口让人跑了三趟", 1)
		yes := strings.Replace(strings.Replace(hello, "帮助", "提交", 1), "<MsgId>1", "<MsgId>2", 1)
		send := func(body string, at time.Time) *http.Request {
			r, err := p.Account().Request([]byte(body), at)
			require.NoError(t, err)
			return r
		}
		sent(to.bot, send(question, to.now()))
		recorded := send(yes, to.now().Add(4*time.Minute))
		again := recorded.Clone(t.Context())
		body, err := io.ReadAll(recorded.Body)
		require.NoError(t, err)
		recorded.Body, again.Body = io.NopCloser(bytes.NewReader(body)), io.NopCloser(bytes.NewReader(body))
		require.Equal(t, 200, sent(to.bot, recorded).Code)
		to.wait(3 * time.Minute)
		third := strings.Replace(question, "<MsgId>1", "<MsgId>3", 1)
		sent(to.bot, send(third, to.now()))
		to.wait(4 * time.Minute)
		w := sent(to.bot, again)
		assert.NotContains(t, w.Body.String(), "<Content>", mode)
		n := 0
		for range to.cases.Cases(context.Background()) {
			n++
		}
		assert.Equal(t, 1, n, mode)
	}
}
