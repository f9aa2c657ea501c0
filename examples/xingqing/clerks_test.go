package main

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// sitter is somebody with a browser without JavaScript.
type sitter struct {
	t    *testing.T
	base string
	http.Client
}

func sitting(t *testing.T, base, name, password string) *sitter {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	s := &sitter{t, base, http.Client{Jar: jar}}
	if name != "" {
		assert.Contains(t, s.sends("/desk/signin", url.Values{"name": {name}, "password": {password}}), "今天要做的")
	}
	return s
}

func (s *sitter) reads(res *http.Response, err error) string {
	s.t.Helper()
	require.NoError(s.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	require.NoError(s.t, err)
	return string(text)
}

func (s *sitter) opens(path string) string { s.t.Helper(); return s.reads(s.Get(s.base + path)) }

func (s *sitter) sends(path string, form url.Values) string {
	s.t.Helper()
	return s.reads(s.PostForm(s.base+path, form))
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
	// The document is the State Council's (www.gov.cn); the example has it already.
	page := drafter.sends("/desk/records", url.Values{"act": {"submit"}, "apart": {"yes"}, "title": {"国务院关于印发个人所得税专项附加扣除暂行办法的通知"}, "summary": {"专项附加扣除的范围和标准。"},
		"date": {"2018-12-13"}, "publisher": {"国务院"}, "doc_number": {"国发〔2018〕41号"}, "column": {"上级文件"}, "openness": {""}})
	assert.Contains(t, page, "已送审")
	at := regexp.MustCompile(`/desk/records/\d+`).FindString(reviewer.opens("/desk/review"))
	require.NotEmpty(t, at)
	page = reviewer.opens(at)
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(page)
	require.NotNil(t, version, page)
	page = reviewer.sends(at, url.Values{"act": {"publish"}, "apart": {"yes"}, "version": {version[1]}, "result": {"cleared"}})
	assert.Contains(t, page, "索引号 640104/")
	citizen := sitting(t, base, "", "")
	require.Eventually(t, func() bool {
		return strings.Contains(citizen.opens("/"), "【政务公开】国务院关于印发个人所得税")
	}, 30*time.Second, 100*time.Millisecond, "the grid group hears of it")
	assert.Eventually(t, func() bool { return strings.Contains(drafter.opens("/desk/grids"), `data-as="送达">1<`) }, 30*time.Second, 100*time.Millisecond)
	stop()
	require.NoError(t, <-ended)
}

func TestARequestIsAnsweredAtTheDeskOnTheRealStores(t *testing.T) {
	o, err := open(t.Context(), settings{db: filepath.Join(t.TempDir(), "office.db")}, "http://127.0.0.1")
	require.NoError(t, err)
	t.Cleanup(o.close)
	server := httptest.NewServer(o.handler())
	t.Cleanup(server.Close)
	r, err := o.desk.Submit(t.Context(), disclosure.Draft{Owner: "wechat:o1", Organ: "银川市兴庆区人民政府办公室", Subject: "2015年政府信息公开年度报告",
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人员", IDType: "身份证", IDNumber: "640104199001010018", Phone: "13800000000"},
		Consented: civil.DateOf(time.Now())}, "", time.Now(), disclosure.ByWeChat)
	require.NoError(t, err)
	s := sitting(t, server.URL, "经办", o.password)
	at := "/desk/requests/" + r.ID
	page := s.opens(at)
	assert.NotContains(t, page, "测试人员")
	assert.Contains(t, page, "可能已经公开")
	assert.Contains(t, s.sends(at, url.Values{"act": {"viewed"}, "purpose": {"联系申请人确认收到"}}), "测试人员")
	assert.Contains(t, s.sends(at, url.Values{"act": {"confirmed"}, "seen": {"1"}, "day": {civil.DateOf(time.Now().In(beijing)).String()}}), "已登记：确认收到")
	number := regexp.MustCompile(`640104/2015-\d{5}`).FindString(s.opens(at + "/reply"))
	require.NotEmpty(t, number, "the record that answers is shown beside the form")
	assert.Contains(t, s.sends(at+"/reply", url.Values{"act": {"send"}, "seen": {"2"}, "outcome": {"granted"}, "already": {"yes"}, "records": {number},
		"day": {civil.DateOf(time.Now().In(beijing)).String()}}), "答复已经送审")
	reviewer := sitting(t, server.URL, "审核", o.password)
	assert.Contains(t, reviewer.sends(at+"/sign", url.Values{"seen": {"3"}, "found": {"经审查可以公开"}, "day": {civil.DateOf(time.Now().In(beijing)).String()}}), "已经签发，答复发出")
	assert.Contains(t, s.sends("/desk/trail", nil), "申请：")
	assert.Contains(t, s.sends("/desk/trail", nil), "未发现改动")
	assert.Contains(t, s.opens("/desk/trail?of=requests"), "联系申请人确认收到")
}

// hands sends a file with a form's fields.
func (s *sitter) hands(path, name string, data []byte, fields ...string) string {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for i := 0; i+1 < len(fields); i += 2 {
		require.NoError(s.t, form.WriteField(fields[i], fields[i+1]))
	}
	part, err := form.CreateFormFile("file", name)
	require.NoError(s.t, err)
	_, err = part.Write(data)
	require.NoError(s.t, err)
	require.NoError(s.t, form.Close())
	return s.reads(s.Post(s.base+path, form.FormDataContentType(), &b))
}

func TestATableAndItsAttachmentGoFromTheDeskToACitizen(t *testing.T) {
	server := httptest.NewUnstartedServer(nil)
	o, err := open(t.Context(), settings{db: filepath.Join(t.TempDir(), "office.db")}, "http://"+server.Listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(o.close)
	server.Config.Handler = o.handler()
	server.Start()
	t.Cleanup(server.Close)
	drafter, reviewer := sitting(t, server.URL, "经办", o.password), sitting(t, server.URL, "审核", o.password)
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
	citizen := sitting(t, server.URL, "", "")
	assert.Equal(t, "解放街以北。", citizen.opens("/h5/f/"+url.PathEscape("停水范围.txt")+"?n="+url.QueryEscape(number)))
}

func TestBudgetTablesAreCheckedAndKeptAtTheExamplesDesk(t *testing.T) {
	o, err := open(t.Context(), settings{db: filepath.Join(t.TempDir(), "office.db")}, "http://127.0.0.1")
	require.NoError(t, err)
	t.Cleanup(o.close)
	server := httptest.NewServer(o.handler())
	t.Cleanup(server.Close)
	var kept budget.Statement
	for s := range o.books.All() {
		kept = s
	}
	var text bytes.Buffer
	require.NoError(t, budget.WriteJSON(&text, kept))
	s := sitting(t, server.URL, "审核", o.password)
	require.Contains(t, s.opens("/desk/"), `href="/desk/tables"`)
	page := s.hands("/desk/tables", "账.json", text.Bytes(), "organ", "示例街道办事处", "year", "2024", "stage", "final", "source", "示例")
	assert.Contains(t, page, "示例街道办事处2024年度决算")
	of := regexp.MustCompile(`name="of" value="([^"]+)"`).FindStringSubmatch(page)
	require.NotNil(t, of, page)
	s.sends("/desk/tables/keep", url.Values{"of": {of[1]}, "printed": {"yes"}})
	_, found := o.books.Find("示例街道办事处", 2024, budget.Final)
	assert.True(t, found)
}
