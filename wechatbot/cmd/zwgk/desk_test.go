package main

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/xlsx"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/internal/browsing"
)

// serves runs the office for a visitor until stop.
func (d deskOf) serves(v *browsing.Visitor) (out *said, stop func()) {
	d.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, ended := &said{}, make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"--db", filepath.Join(d.dir, "office.db"), "serve", "--appid", "wx0000000000000000", "--secret", "s3cret", "--token", "t0ken", "--addr", "127.0.0.1:0"},
			terminal{out: out, err: out, now: time.Now})
	}()
	require.Eventually(d.t, func() bool {
		m := regexp.MustCompile(`addr="?(127\.0\.0\.1:\d+)`).FindStringSubmatch(out.String())
		if m != nil {
			v.Base = "http://" + m[1]
		}
		return m != nil
	}, 20*time.Second, 10*time.Millisecond)
	return out, func() { cancel(); assert.Zero(d.t, <-ended, out.String()) }
}

func TestTheDeskTakesAWorkbookAndAttachmentsAcrossARestart(t *testing.T) {
	d := sit(t)
	code, words := d.dictates("correct horse battery\n", "clerk", "add", "经办", "--role", "drafter")
	require.Zero(t, code, words)
	v := browsing.Visit(t, "")
	_, stop := d.serves(v)
	status, _ := v.Post("/desk/signin", url.Values{"name": {"经办"}, "password": {"correct horse battery"}})
	require.Equal(t, http.StatusOK, status)
	status, empty := v.Get("/desk/import/template.xlsx")
	require.Equal(t, http.StatusOK, status)
	assert.Equal(t, "PK", empty[:2])

	var book bytes.Buffer
	require.NoError(t, xlsx.Write(&book, func(yield func(catalog.Record, error) bool) {
		yield(catalog.Record{Title: "关于停水的通知", Publisher: "政府办", Date: civil.Day(2026, 10, 20), Summary: "停水的时间。"}, nil)
	}))
	status, body := v.Send("/desk/import", "一批.xlsx", book.Bytes())
	require.Equal(t, http.StatusOK, status, body)
	assert.Contains(t, body, "<b>1</b><span>可以收进")
	mark := regexp.MustCompile(`name="of" value="([0-9a-f]+)"`).FindStringSubmatch(body)
	require.NotNil(t, mark)
	stop()

	_, stop = d.serves(v) // the same cookies, another process
	defer stop()
	status, body = v.Post("/desk/import/take", url.Values{"of": {mark[1]}, "act": {"draft"}})
	require.Equal(t, http.StatusOK, status)
	assert.Contains(t, body, "收进1条草稿", "still signed in, and the table is still held")
	status, body = v.Send("/desk/records/1/files", "通知.html", []byte("<p>全文，联系人13812345678</p>"), "version", "1")
	require.Equal(t, http.StatusOK, status)
	assert.Contains(t, body, "添加了1件附件")
	assert.Contains(t, body, "手机号码")
	_, body = v.Get("/desk/records/1/files/0")
	assert.Contains(t, body, "全文")
	year := strconv.Itoa(time.Now().Year() - 1)
	status, _ = v.Post("/desk/report/"+year+"/write", url.Values{"version": {"0"}, "act": {"save"}, "overview": {"写在办公台的总体情况。"}, "penalty": {"41"}})
	assert.Equal(t, http.StatusOK, status)
	_, words = d.types("report", year, "--format", "md")
	assert.Contains(t, words, "写在办公台的总体情况。")
	assert.Contains(t, words, "41")
	_, words = d.types("report", year, "--format", "md", "--penalty", "42", "--overview", d.file("one.txt", "文件里的总体情况。"))
	assert.Contains(t, words, "文件里的总体情况。", "what is given by file goes first")
	assert.Contains(t, words, "42")
	status, _ = v.Send("/desk/import", "坏的.xlsx", []byte("不是工作簿"))
	assert.Equal(t, http.StatusOK, status)
	status, _ = v.Post("/desk/signout", nil)
	assert.Equal(t, http.StatusOK, status)
	status, _ = v.Get("/desk/")
	assert.Equal(t, http.StatusUnauthorized, status)
}

func TestBudgetTablesAreCheckedAndKeptAtTheDesk(t *testing.T) {
	d := sit(t)
	code, words := d.dictates("correct horse battery\n", "clerk", "add", "审核", "--role", "reviewer")
	require.Zero(t, code, words)
	v := browsing.Visit(t, "")
	_, stop := d.serves(v)
	defer stop()
	v.Post("/desk/signin", url.Values{"name": {"审核"}, "password": {"correct horse battery"}})
	good := "单位：元\n科目编码,科目名称,合计,基本支出,项目支出\n205,教育支出,\"250,000\",0,\"250,000\"\n20599,其他教育支出,\"250,000\",0,\"250,000\"\n,合计,\"250,000\",0,\"250,000\"\n"
	fields := []string{"organ", "某区教育局", "year", "2026", "stage", "budget", "source", "某区网站"}
	status, body := v.Send("/desk/tables", "支出预算总表.csv", []byte(strings.Replace(good, ",合计,\"250,000\"", ",合计,\"205,000\"", 1)), fields...)
	require.Equal(t, http.StatusOK, status)
	assert.Contains(t, body, "支出预算总表.csv 第5行第3列")
	assert.Contains(t, body, "公布的就是这样")
	mark := func(body string) string {
		m := regexp.MustCompile(`name="of" value="([0-9a-f]+)"`).FindStringSubmatch(body)
		require.NotNil(t, m, body)
		return m[1]
	}
	status, body = v.Post("/desk/tables/keep", url.Values{"of": {mark(body)}})
	assert.Equal(t, http.StatusUnprocessableEntity, status)
	assert.Contains(t, body, "没有加入：表里有错误")
	_, body = v.Send("/desk/tables", "支出预算总表.csv", []byte(good), fields...)
	assert.Contains(t, body, "认出1张表")
	status, body = v.Post("/desk/tables/keep", url.Values{"of": {mark(body)}})
	assert.Equal(t, http.StatusOK, status)
	assert.Contains(t, body, "已加入账册：某区教育局2026年度预算，1张表")
	assert.Contains(t, body, "账册里已有这一份")
	_, words = d.types("budget", "list")
	assert.Contains(t, words, "2026 预算 某区教育局（1张表）")
	_, body = v.Send("/desk/tables", "旧表.xls", []byte("x"), fields...)
	assert.Contains(t, body, "另存为 .xlsx")
	_, body = v.Send("/desk/tables", "随便.csv", []byte("甲,乙\n1,2\n"), fields...)
	assert.Contains(t, body, "没有认出预决算表")
	_, body = v.Send("/desk/tables", "坏的.xlsx", []byte("x"), fields...)
	assert.Contains(t, body, "工作簿打不开")
}
