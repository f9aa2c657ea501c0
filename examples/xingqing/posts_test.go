package main

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// soon waits for a page to hold a text.
func (s *sitter) soon(path, text string) string {
	s.t.Helper()
	var page string
	require.Eventually(s.t, func() bool { page = s.opens(path); return strings.Contains(page, text) }, 30*time.Second, 50*time.Millisecond, text)
	return page
}

// published drafts a record and lets another clerk publish it. The documents are
// the State Council's (www.gov.cn), some of which the example has already.
func published(drafter, reviewer *sitter, title, number string) (at, index string) {
	t := drafter.t
	t.Helper()
	page := drafter.sends("/desk/records", url.Values{"act": {"submit"}, "apart": {"yes"}, "title": {title}, "summary": {title + "。"}, "date": {"2018-12-13"}, "publisher": {"国务院"},
		"doc_number": {number}, "column": {"上级文件"}, "openness": {""}})
	require.Contains(t, page, "已送审")
	at = regexp.MustCompile(`/desk/records/\d+`).FindString(reviewer.opens("/desk/review"))
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(reviewer.opens(at))
	require.NotNil(t, version)
	page = reviewer.sends(at, url.Values{"act": {"publish"}, "apart": {"yes"}, "version": {version[1]}, "result": {"cleared"}})
	index = regexp.MustCompile(`640104/\d{4}-\d{5}`).FindString(page)
	require.NotEmpty(t, index, page)
	return at, index
}

func TestTheAccountIsWorkedFromTheDesk(t *testing.T) {
	o, base := rehearse(t, false)
	drafter, reviewer := sitting(t, base, "经办", o.password), sitting(t, base, "审核", o.password)
	first, index := published(drafter, reviewer, "国务院关于印发个人所得税专项附加扣除暂行办法的通知", "国发〔2018〕41号")
	drafter.soon("/desk/posts", "已发布")
	assert.Contains(t, drafter.opens(first+"/article/body"), "索引号："+index)
	assert.Contains(t, drafter.opens(first+"/article/cover.png"), "PNG")

	o.platform.Fail("/cgi-bin/draft/add", 48001, 1)
	_, other := published(drafter, reviewer, "国务院关于加快推进全国一体化在线政务服务平台建设的指导意见", "国发〔2018〕27号")
	page := drafter.soon("/desk/posts", "公众号没有这个接口的权限（48001）")
	assert.Contains(t, page, "再发一次")
	drafter.sends("/desk/posts", url.Values{"subject": {other}, "channel": {"公众号"}, "state": {"failed"}, "act": {"again"}})
	require.Eventually(t, func() bool { return len(o.platform.Posts()) == 2 }, 30*time.Second, 20*time.Millisecond)

	page = drafter.sends("/desk/posts/mass", url.Values{"record": {index, other}, "head": {other}})
	assert.Contains(t, page, "已提议群发2条")
	form := regexp.MustCompile(`action="(/desk/posts/mass/[0-9a-f]+)".*?name="seen" value="([^"]+)"`).FindStringSubmatch(reviewer.opens("/desk/posts"))
	require.NotNil(t, form)
	send := url.Values{"seen": {form[2]}, "sure": {"yes"}, "act": {"look"}}
	assert.Contains(t, reviewer.sends(form[1], send), "预览已发到值班手机")
	assert.Len(t, o.platform.CallsTo("/cgi-bin/message/mass/preview"), 1)
	assert.Empty(t, o.platform.Masses())
	send.Set("act", "send")
	assert.Contains(t, drafter.sends(form[1], send), "须由两个人办")
	assert.Contains(t, reviewer.sends(form[1], send), "微信已受理，2条")
	assert.Contains(t, reviewer.sends(form[1], send), "没有再办")
	require.Len(t, o.platform.Masses(), 1)
	page = reviewer.soon("/desk/posts", "送达1人，共1人")
	assert.Contains(t, page, "<b>3</b> 次，已用1次，共4次")

	assert.Contains(t, reviewer.sends("/desk/posts", url.Values{"subject": {index}, "channel": {"公众号"}, "state": {"sent"}, "act": {"down"}, "why": {"内容有误"}}), "审核撤下（内容有误），文章已删除")
	assert.True(t, o.platform.Posts()[0].Deleted)
	assert.Contains(t, drafter.sends("/desk/grids/followers", nil), "<svg viewBox")
	assert.Contains(t, drafter.opens("/desk/grids"), "没有订户")
}
