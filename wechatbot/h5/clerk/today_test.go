package clerk_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

func TestTheFrontPageSaysWhatTheChecksFound(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	w := s.post("/desk/records", with(paper(), "act", "submit", "title", "关于发放冬季取暖补贴的公示", "body", "联系人：13812345678"))
	s.drafted(with(s.fields(w.Body.String(), "confirmed"), "confirmed", "yes"))
	html := o.as("审核").page("/desk/")
	assert.Contains(t, html, `发布前体检 · <a href="/desk/records/1">关于发放冬季取暖补贴的公示</a>`)
	assert.Contains(t, html, "正文：含有手机号码")
	assert.Contains(t, html, "138****5678")
	assert.NotContains(t, html, "13812345678")
	assert.NotContains(t, s.page("/desk/"), "发布前体检", "it is not the drafter's any more")
	require.Equal(t, http.StatusSeeOther, s.post("/desk/records", with(paper(), "act", "save", "title", "公示")).Code)
	assert.Contains(t, s.page("/desk/"), "发布前体检")
}

func TestEachOrganIsUrgedInATextToCopy(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	assert.Contains(t, s.page("/desk/"), `href="/desk/items/urge"`)
	html := s.page("/desk/items/urge")
	assert.Contains(t, html, "兴庆区人民政府 · 4项")
	assert.Contains(t, html, "【催办】兴庆区人民政府：按公开事项目录，下列事项请抓紧公开：\n1. “三公”经费执行情况（2026-01-21），最迟2026-01-31，逾期181个工作日。\n")
	assert.Contains(t, html, "4. “三公”经费执行情况（2026-10-21），最迟2026-10-31，即将到期。")
	assert.Contains(t, html, "报零报告。\n兴庆区人民政府 2026年10月28日</textarea>")
	o = newOffice(t, func(c *clerk.Config) { c.Items = func(context.Context) ([]catalog.Item, error) { return nil, nil } })
	assert.Contains(t, o.as("审核").page("/desk/items/urge"), "没有要催的")
}
