package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/internal/browsing"
	"github.com/zwgk/zwgk/wechatbot"
)

// sitter is somebody with a browser without JavaScript.
type sitter struct {
	t *testing.T
	*browsing.Visitor
}

func sitting(t *testing.T, base, name, password string) *sitter {
	t.Helper()
	s := &sitter{t, browsing.Visit(t, base)}
	if name != "" {
		assert.Contains(t, s.sends("/desk/signin", url.Values{"name": {name}, "password": {password}}), "今天要做的")
	}
	return s
}

func (s *sitter) opens(path string) string { s.t.Helper(); _, page := s.Get(path); return page }

func (s *sitter) sends(path string, form url.Values) string {
	s.t.Helper()
	_, page := s.Post(path, form)
	return page
}

// hands sends a file with a form's fields.
func (s *sitter) hands(path, name string, data []byte, fields ...string) string {
	s.t.Helper()
	_, page := s.Send(path, name, data, fields...)
	return page
}

// served opens an office whose pages are served, and whose bot sends nothing by itself.
func served(t *testing.T) (o *office, base string) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	base = "http://" + server.Listener.Addr().String()
	o, err := open(t.Context(), settings{db: filepath.Join(t.TempDir(), "office.db")}, base)
	require.NoError(t, err)
	t.Cleanup(o.close)
	server.Config.Handler = o.handler()
	server.Start()
	t.Cleanup(server.Close)
	return o, base
}

func TestTwoClerksPublishAtTheDeskAndTheGroupHearsOfIt(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	out := &lines{heard: make(chan string, 10)}
	ended := make(chan error)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0"}, out) }()
	base := regexp.MustCompile(`http://[^/\s]+`).FindString(<-out.heard)
	var password string
	for password == "" {
		if m := regexp.MustCompile(`密码都是 (\S+)`).FindStringSubmatch(<-out.heard); m != nil {
			password = m[1]
		}
	}
	require.GreaterOrEqual(t, len(password), 16)

	drafter, reviewer := sitting(t, base, "经办", password), sitting(t, base, "审核", password)
	published(drafter, reviewer, "国务院关于印发个人所得税专项附加扣除暂行办法的通知", "国发〔2018〕41号")
	sitting(t, base, "", "").soon("/", "【政务公开】国务院关于印发个人所得税") // the grid group hears of it
	drafter.soon("/desk/grids", `data-as="送达">1<`)
	stop()
	require.NoError(t, <-ended)
}

func TestARequestIsAnsweredAtTheDeskOnTheRealStores(t *testing.T) {
	o, base := served(t)
	r, err := o.desk.Submit(t.Context(), disclosure.Draft{Owner: "wechat:o1", Organ: "银川市兴庆区人民政府办公室", Subject: "2015年政府信息公开年度报告",
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人员", IDType: "身份证", IDNumber: "640104199001010018", Phone: "13800000000"},
		Consented: civil.DateOf(time.Now())}, "", time.Now(), disclosure.ByWeChat)
	require.NoError(t, err)
	s := sitting(t, base, "经办", o.password)
	at := "/desk/requests/" + r.ID
	page := s.opens(at)
	assert.NotContains(t, page, "测试人员")
	assert.Contains(t, page, "可能已经公开")
	assert.Contains(t, s.sends(at, url.Values{"act": {"viewed"}, "purpose": {"联系申请人确认收到"}}), "测试人员")
	assert.Contains(t, s.sends(at, url.Values{"act": {"confirmed"}, "seen": {"1"}, "day": {civil.InChina(time.Now()).String()}}), "已登记：确认收到")
	number := regexp.MustCompile(`640104/2015-\d{5}`).FindString(s.opens(at + "/reply"))
	require.NotEmpty(t, number, "the record that answers is shown beside the form")
	assert.Contains(t, s.sends(at+"/reply", url.Values{"act": {"send"}, "seen": {"2"}, "outcome": {"granted"}, "already": {"yes"}, "records": {number},
		"day": {civil.InChina(time.Now()).String()}}), "答复已经送审")
	reviewer := sitting(t, base, "审核", o.password)
	assert.Contains(t, reviewer.sends(at+"/sign", url.Values{"seen": {"3"}, "found": {"经审查可以公开"}, "day": {civil.InChina(time.Now()).String()}}), "已经签发：予以公开")
	assert.Contains(t, s.sends("/desk/trail", nil), "申请：")
	assert.Contains(t, s.sends("/desk/trail", nil), "未发现改动")
	assert.Contains(t, s.opens("/desk/trail?of=requests"), "联系申请人确认收到")
}

func TestATableAndItsAttachmentGoFromTheDeskToACitizen(t *testing.T) {
	o, base := served(t)
	drafter, reviewer := sitting(t, base, "经办", o.password), sitting(t, base, "审核", o.password)
	hidden := func(page, name string) string {
		m := regexp.MustCompile(`name="` + name + `" value="([^"]+)"`).FindStringSubmatch(page)
		require.NotNil(t, m, page)
		return m[1]
	}
	page := drafter.hands("/desk/import", "一批.csv", []byte("名称,发布机构,生成日期,内容概述\n停水通知,银川市兴庆区人民政府办公室,2026-10-20,停水的时间和范围。\n"))
	assert.Contains(t, page, "可以收进")
	assert.Contains(t, drafter.sends("/desk/import/take", url.Values{"of": {hidden(page, "of")}, "act": {"draft"}}), "收进1条草稿")
	at := regexp.MustCompile(`/desk/records/\d+`).FindString(drafter.opens("/desk/records?status=draft"))
	require.NotEmpty(t, at)
	page = drafter.hands(at+"/files", "停水范围.txt", []byte("解放街以北。"), "version", hidden(drafter.opens(at+"/files"), "version"))
	assert.Contains(t, page, "没有发现个人信息")
	edit := drafter.opens(at + "/edit")
	assert.Contains(t, drafter.sends("/desk/records", url.Values{"act": {"submit"}, "id": {hidden(edit, "id")}, "version": {hidden(edit, "version")}, "title": {"停水通知"},
		"summary": {"停水的时间和范围。"}, "date": {"2026-10-20"}, "publisher": {"银川市兴庆区人民政府办公室"}}), "已送审")
	page = reviewer.sends(at, url.Values{"act": {"publish"}, "version": {hidden(reviewer.opens(at), "version")}, "result": {"cleared"}})
	number := regexp.MustCompile(`640104/\d{4}-\d{5}`).FindString(page)
	require.NotEmpty(t, number, page)
	citizen := sitting(t, base, "", "")
	assert.Equal(t, "解放街以北。", citizen.opens("/h5/f/"+url.PathEscape("停水范围.txt")+"?n="+url.QueryEscape(number)))
}

func TestBudgetTablesAreCheckedAndKeptAtTheExamplesDesk(t *testing.T) {
	o, base := served(t)
	var kept budget.Statement
	for s := range o.books.All() {
		kept = s
	}
	var text bytes.Buffer
	require.NoError(t, budget.WriteJSON(&text, kept))
	s := sitting(t, base, "审核", o.password)
	require.Contains(t, s.opens("/desk/"), `href="/desk/tables"`)
	page := s.hands("/desk/tables", "账.json", text.Bytes(), "organ", "示例街道办事处", "year", "2024", "stage", "final", "source", "示例")
	assert.Contains(t, page, "示例街道办事处2024年度决算")
	of := regexp.MustCompile(`name="of" value="([^"]+)"`).FindStringSubmatch(page)
	require.NotNil(t, of, page)
	s.sends("/desk/tables/keep", url.Values{"of": {of[1]}, "printed": {"yes"}})
	_, found := o.books.Find("示例街道办事处", 2024, budget.Final)
	assert.True(t, found)
}

func TestWhatWaitsForAGridMemberWaitsOnAfterARestart(t *testing.T) {
	s := settings{db: filepath.Join(t.TempDir(), "office.db")}
	o, err := open(t.Context(), s, "http://127.0.0.1")
	require.NoError(t, err)
	ready(o)
	relay := grids("", time.Time{})[1]
	rel := catalog.Release{Subject: "000014349/2018-00221", Channel: relay.Channel(), Day: o.today(), At: o.platform.Now(), Ref: string(wechatbot.ByRelay)}
	require.NoError(t, o.catalog.Claim(t.Context(), rel))
	rel.State = catalog.NeedsHand
	require.NoError(t, o.catalog.Settle(t.Context(), rel))
	o.close()
	o, err = open(t.Context(), s, "http://127.0.0.1")
	require.NoError(t, err)
	defer o.close()
	ready(o)
	o.handler()
	for got, err := range o.catalog.ReleasesOn(t.Context(), relay.Channel()) {
		require.NoError(t, err)
		assert.Equal(t, catalog.NeedsHand, got.State, "nobody forwarded it")
	}
	assert.Contains(t, o.platform.Known(o.bot, "网格员", memberID).Says("已转"), "1")
}
