package wechatbot_test

import (
	"bytes"
	"context"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestAPushThatFailedIsTriedAgainWhenAPersonAsks(t *testing.T) {
	to := found(t, wechattest.New())
	ctx := context.Background()
	to.platform.Fail("/cgi-bin/draft/add", 48001, 1)
	to.run(t)
	r := to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Failed] == 1 })
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 })
	to.wait(time.Hour)
	assert.Equal(t, 1, to.releases(t, "公众号")[catalog.Failed], "a right that is missing is not tried for by itself")

	require.NoError(t, to.bot.Again(ctx, r.Number, "公众号"))
	require.NoError(t, to.bot.Again(ctx, r.Number, "公众号"), "twice pressed is pressed once")
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Sent] == 1 })
	assert.Len(t, to.platform.Posts(), 1)
	assert.Equal(t, 2, to.on(t, "公众号")[0].Attempts)
	assert.ErrorIs(t, to.bot.Again(ctx, r.Number, "公众号"), catalog.ErrClaimed, "it is out")
	assert.ErrorIs(t, to.bot.Again(ctx, r.Number, "群发"), catalog.ErrNotFound, "it never went there")
}

func TestANoticeToAGridIsTriedAgain(t *testing.T) {
	to := found(t, wechattest.New())
	key := to.group
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Robot, c.Posts = "gone", time.Time{} })
	to.run(t)
	r := to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Failed] == 1 })
	assert.Empty(t, to.platform.Group(key))
	require.NoError(t, to.bot.Again(context.Background(), r.Number, "网格群:001"))
	// An attempt is counted when it begins: what is withdrawn under it may end as withdrawn.
	to.soon(t, func() bool {
		rel := to.on(t, "网格群:001")[0]
		return rel.Attempts == 2 && rel.State == catalog.Failed
	})
	require.NoError(t, to.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Withdrawn] == 1 }) // what did not go out is called off
	assert.ErrorIs(t, to.bot.Again(context.Background(), r.Number, "网格群:001"), catalog.ErrClaimed, "what is withdrawn is not pushed")
	assert.Equal(t, 2, to.on(t, "网格群:001")[0].Attempts)
}

func TestAPostIsTakenDownWhileItsRecordStaysPublic(t *testing.T) {
	to := found(t, wechattest.New())
	ctx := context.Background()
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	to.run(t)
	r := to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool {
		posts := to.on(t, "公众号")
		return len(posts) == 1 && wechatbot.Published(posts[0])
	})
	to.platform.Fail("/cgi-bin/freepublish/delete", -1, 1)
	_, err := to.bot.TakeDown(ctx, r.Number, "公众号", "审核撤下")
	require.Error(t, err, "a busy platform is asked again")
	assert.Equal(t, catalog.Sent, to.on(t, "公众号")[0].State)
	rel, err := to.bot.TakeDown(ctx, r.Number, "公众号", "审核撤下")
	require.NoError(t, err)
	assert.EqualValues(t, catalog.Withdrawn, rel.State)
	assert.Equal(t, "审核撤下，文章已删除", to.on(t, "公众号")[0].Reason)
	assert.True(t, to.platform.Posts()[0].Deleted)
	_, err = to.bot.TakeDown(ctx, r.Number, "公众号", "审核撤下")
	assert.ErrorIs(t, err, wechatbot.ErrNotUp)
	_, err = to.catalog.Find(ctx, r.Number)
	assert.NoError(t, err, "the record is public all the same")
	assert.ErrorIs(t, to.bot.Again(ctx, r.Number, "公众号"), catalog.ErrClaimed, "and is posted no more")
}

func TestAnArticleIsWhatIsPosted(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	to.run(t)
	r := to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return len(to.platform.Posts()) == 1 })
	a, posted := to.bot.Article(r), to.platform.Posts()[0].Articles[0]
	assert.Equal(t, posted.Title, a.Title)
	assert.Equal(t, posted.Digest, a.Digest)
	assert.Equal(t, posted.Content, a.Content)
	assert.Contains(t, a.Content, string(r.Number))
	picture, err := png.Decode(bytes.NewReader(a.Cover))
	require.NoError(t, err)
	assert.Equal(t, 900, picture.Bounds().Dx())
	long := r
	long.Body = strings.Repeat("很长的正文。\n", 4000)
	assert.Contains(t, to.bot.Article(long).Content, "全文见“阅读原文”")
	long.Body = strings.Repeat("没有分段的很长的正文。", 3000) // one line
	assert.Contains(t, to.bot.Article(long).Content, "全文见“阅读原文”")
	assert.Greater(t, strings.Count(to.bot.Article(long).Content, "正文。"), 1000)
	to.again(t, func(c *wechatbot.Config) { c.Pages.Base = "" })
	assert.NotContains(t, to.bot.Article(long).Content, "阅读原文", "there is none")
}

// Who subscribes within a week of that gets it, as the reason says.
func TestANoticeThatNobodyWasThereForIsNewsOnceAPersonTriesAgain(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(front{to}, "甲")
	tagged(to, t, "001")
	to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
	r := to.fresh(t, 1, disclosure.AdHoc)
	to.run(t)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Nobody] == 1 })
	to.wait(8 * 24 * time.Hour)
	require.NoError(t, to.bot.Again(context.Background(), r.Number, "网格群:001"))
	to.soon(t, func() bool {
		on := to.on(t, "网格群:001")
		return on[0].State == catalog.Nobody && on[0].Attempts == 2
	})
	to.wait(2 * time.Hour)
	f.Says("订阅 网格001")
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 })
}

func TestReasonsAreForClerks(t *testing.T) {
	to := found(t, wechattest.New())
	ctx := context.Background()
	r := to.fresh(t, 1, disclosure.Permanent)
	m := wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}
	to.platform.Fail("/cgi-bin/message/mass/sendall", 45028, 1)
	assert.Equal(t, "群发次数用完了，下个周期才有（45028）", wechatbot.Reason(to.bot.MassSend(ctx, m)))
	require.NoError(t, to.bot.MassSend(ctx, m))
	assert.Equal(t, "已经发过，或者正在发", wechatbot.Reason(to.bot.MassSend(ctx, m)))
	_, err := to.bot.TakeDown(ctx, r.Number, "公众号", "")
	assert.Contains(t, wechatbot.Reason(err), "没有从这里发过")
	assert.Empty(t, wechatbot.Reason(context.Canceled))
}

func TestAMassMessageEndsTheSilence(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids, c.Clerks = nil, []string{"oClerk"} })
	r := to.fresh(t, 1, disclosure.Permanent)
	to.again(t, func(c *wechatbot.Config) { c.Posts = to.now().Add(time.Second) })
	to.wait(6 * 24 * time.Hour)
	require.NoError(t, to.bot.MassSend(context.Background(), wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}))
	day := civil.DateOf(to.now())
	to.wait(7*24*time.Hour + time.Hour)
	to.run(t)
	to.soon(t, func() bool { return len(to.on(t, "值班提醒")) == 1 })
	assert.Equal(t, "静默7天:"+day.String(), to.on(t, "值班提醒")[0].Subject, "it is counted from the mass message, not from the opening thirteen days ago")
}
