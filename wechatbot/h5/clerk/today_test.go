package clerk_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

func TestTheFrontPageSaysWhatTheChecksFound(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	w := s.post("/desk/records", with(paper(), "act", "submit", "title", "关于发放冬季取暖补贴的公示", "body", "联系人：13812345678"))
	s.drafted(with(s.fields(w.Body.String(), "confirmed"), "confirmed", tickOf(w.Body.String(), "confirmed")))
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

// The days are those of article 49 of the regulation (国务院令第711号).
func TestTheAnnualReportIsCalledInUntilItIsOut(t *testing.T) {
	o := newOffice(t)
	assert.NotContains(t, o.as("经办").page("/desk/"), "年度报告</h2>", "its season is over")
	html := o.as("经办").page("/desk/report/2025")
	assert.Contains(t, html, "2026-01-31前提交本级政府信息公开工作主管部门并向社会公布（《政府信息公开条例》第四十九条第一款）。这一天已经过了，目录里没有找到这份报告。")
	assert.NotContains(t, o.as("经办").page("/desk/report/2018"), "<h2>期限</h2>")

	o.now = time.Date(2027, 1, 4, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
	html = o.as("经办").page("/desk/")
	assert.Contains(t, html, `<h2>2026年度报告</h2><a href="/desk/report/2026">`)
	assert.Contains(t, html, "2027-01-31前提交")
	assert.Contains(t, html, "还有27天。")
	assert.Contains(t, html, "2027-03-31前由政府信息公开工作主管部门向社会公布（《政府信息公开条例》第四十九条第二款）。</li>", "it is not near yet")

	report := catalog.Record{Title: "兴庆区2026年政府信息公开工作年度报告", Summary: "概述。", Date: civil.Day(2027, 1, 4), Publisher: "兴庆区教育局", Category: 3, Drafter: "经办",
		Review: catalog.Review{By: "审核", Day: civil.Day(2027, 1, 4), Result: catalog.Cleared}}
	for publisher, called := range map[string]bool{"兴庆区教育局": true, "兴庆区人民政府办公室": false} { // another's is not the office's
		o.catalog = catalog.New(nil)
		report.Publisher = publisher
		_, err := o.catalog.Publish(t.Context(), report, catalog.Actor{Name: "审核", At: o.now})
		require.NoError(t, err)
		another := newOffice(t, func(c *clerk.Config) { c.Catalog = o.catalog })
		another.now = o.now
		assert.Equal(t, called, strings.Contains(another.as("经办").page("/desk/"), "2026年度报告</h2>"), publisher)
		assert.Equal(t, called, strings.Contains(another.as("经办").page("/desk/report/2026"), "还有27天"), publisher)
	}
}

func TestTheDeskSaysWhatTheGuideLacks(t *testing.T) {
	assert.Contains(t, newOffice(t).as("经办").page("/desk/"), "没有写办公地址、办公时间、联系电话，由管理程序的人在单位的说明里补上（《政府信息公开条例》第十二条第二款）")
	whole := newOffice(t, func(c *clerk.Config) {
		c.Office.Address, c.Office.Hours, c.Office.Phone = "某街1号", "工作日9时至17时", "0951-6012345"
	})
	assert.NotContains(t, whole.as("经办").page("/desk/"), "公开指南")
}
