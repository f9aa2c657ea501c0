package posting_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
	"github.com/zwgk/zwgk/wechatbot/posting"
)

// config is of an account that is not called.
func config(c *catalog.Catalog) wechatbot.Config {
	return wechatbot.Config{Account: wechatbot.Account{AppID: "wx0", Secret: "s", Token: "t"}, Catalog: c}
}

// The desk shows what the bot's account has left, and the grids that it tells.
func ExampleOf() {
	records := catalog.New(nil)
	bot, err := wechatbot.New(config(records))
	if err != nil {
		fmt.Println(err)
		return
	}
	desk := clerk.Config{
		Catalog: records, Posts: wechatbot.PostChannel,
		Posting: posting.Of(bot, records), Grids: posting.Grids(bot.Grids),
	}
	q, err := desk.Posting.Quota(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(q.Period, q.MassLeft(), q.PostLeft())
	// Output: 本月 4 100
}

func ExampleGrids() {
	for _, g := range posting.Grids([]wechatbot.Grid{{Name: "示例网格", Code: "demo", Topics: []string{"停水"}, Tag: "示例街道", Relay: []string{"oMember"}}}) {
		fmt.Println(g.Name, g.Channel, g.Ways, g.Tag)
	}
	// Output: 示例网格 网格群:demo [订阅的粉丝 网格员转发] 示例街道
}

func TestTheDeskLearnsWhatAGridIsToldOfAndWhen(t *testing.T) {
	joined := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	g := posting.Grids([]wechatbot.Grid{{Code: "demo", Topics: []string{"停水"}, Joined: joined, Daily: 2}})[0]
	assert.Equal(t, "21时至8时不打扰，急的照发；每天最多2次，急的不算", g.Pace)
	about := catalog.Record{Title: "关于停水的通知"}
	assert.True(t, g.Wants(about, joined))
	assert.False(t, g.Wants(about, joined.Add(-time.Second)), "it had not joined")
	assert.False(t, g.Wants(catalog.Record{Title: "关于停电的通知"}, joined))
}

func TestPreviewsGoToTheClerksOfTheBotAndFailOnlyWhereNoneSeesThem(t *testing.T) {
	records := catalog.New(nil)
	c := config(records)
	bot, err := wechatbot.New(c)
	require.NoError(t, err)
	assert.Nil(t, posting.Of(bot, records).Preview, "nobody's phone is known")

	c.Clerks = []string{"oOne", "oOther"}
	bot, err = wechatbot.New(c)
	require.NoError(t, err)
	err = posting.Of(bot, records).Preview(t.Context(), []catalog.IndexNumber{"no such record"})
	require.ErrorIs(t, err, catalog.ErrNotFound)
	var both interface{ Unwrap() []error }
	require.True(t, errors.As(err, &both))
	assert.Len(t, both.Unwrap(), 2)
}
