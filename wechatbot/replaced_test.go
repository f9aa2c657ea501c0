package wechatbot_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// The words of a record that was corrected are not told without saying so.
func TestARecordThatWasReplacedSaysSoInTheChat(t *testing.T) {
	c, by := catalog.New(nil), catalog.Actor{Name: "签发人", At: time.Date(2026, 10, 27, 9, 0, 0, 0, time.UTC)}
	out := func(number, title string) catalog.Record {
		r, err := c.Publish(t.Context(), catalog.Record{Number: catalog.IndexNumber(number), Title: title, Summary: "供暖自11月1日起。", Publisher: "示例区人民政府", Date: civil.Day(2026, 10, 27), Drafter: "经办",
			Review: catalog.Review{By: "审核", Day: civil.Day(2026, 10, 27), Result: catalog.Cleared}}, by)
		require.NoError(t, err)
		return r
	}
	old, next := out("640104/2026-00001", "关于冬季供暖的通告"), out("640104/2026-00002", "关于冬季供暖的通告（更正）")
	old.Links = append(old.Links, catalog.Link{Kind: catalog.ReplacedBy, To: next.Number})
	_, err := c.Move(t.Context(), old, catalog.Superseded, "", by)
	require.NoError(t, err)
	p := wechattest.New()
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(p.Account()), Catalog: c, Client: p.Client(), Now: p.Now, Pages: h5.Links{Base: "https://example.gov.cn/h5"}})
	require.NoError(t, err)
	citizen := p.Follow(bot, "甲")
	assert.Contains(t, citizen.Says("640104/2026-00001"), "这一条已经被替代，<a href=\"https://example.gov.cn/h5/r/640104/2026-00002\">看代替它的那一条</a>。")
	assert.Contains(t, citizen.Says("它还有效吗"), "它已经被替代。")
	assert.NotContains(t, citizen.Says("640104/2026-00002"), "已经被替代")
	require.NoError(t, c.Withdraw(t.Context(), next.Number, "数字有误", by))
	assert.Contains(t, citizen.Says("640104/2026-00001"), "这一条已经被替代。")
}
