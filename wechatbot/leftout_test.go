package wechatbot_test

import (
	"fmt"
	"os"
	"reflect"
	"testing"

	"github.com/sirupsen/logrus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// An office that has no books, no desk or no pages says so in its Config by leaving
// them out. Each field is left out in turn, and each time other sayings are said.
func TestNothingThatAConfigLeavesOutMakesTheBotPanic(t *testing.T) {
	f, err := os.Open("sayings.txt")
	require.NoError(t, err)
	defer f.Close()
	sayings, err := wechatbot.ReadSayings(f)
	require.NoError(t, err)

	p := wechattest.New()
	to := found(t, p)
	full := to.bot.Config
	full.Tickets, err = h5.NewTickets(nil)
	require.NoError(t, err)
	full.Items, full.Clerks = []catalog.Item{{ID: "1", Name: "财政决算"}}, []string{"oCLERK"}
	full.Talks, full.Replies = &memos{kept: map[string]memoKept{}}, os.DirFS("replies")

	fields := reflect.VisibleFields(reflect.TypeFor[wechatbot.Config]())
	for n, field := range fields {
		c, log := full, &syncBuffer{}
		switch field.Name {
		case "Account", "Log", "Client": // required; where a panic is seen; not to ask WeChat itself
			continue
		case "Catalog":
			c.Catalog = struct{ wechatbot.Finder }{c.Catalog} // one that tells of nothing new
		default:
			if left := reflect.ValueOf(&c).Elem().Field(n); !left.IsZero() {
				left.SetZero()
			} else {
				continue
			}
		}
		loud := logrus.New()
		loud.SetOutput(log)
		c.Log = loud
		bot, err := wechatbot.New(c)
		require.NoError(t, err, field.Name)
		for i := n; i < len(sayings); i += 2 * len(fields) {
			who := p.Known(bot, "甲", fmt.Sprintf("o%s%d", field.Name, i/500))
			who.Says(sayings[i].Text)
			if i%3 == 0 {
				who.Says([]string{"1", "那去年呢", "是", "还有吗", "提交"}[i/3%5])
			}
		}
		assert.NotContains(t, log.String(), "panicked", "without %s", field.Name)
	}
}
