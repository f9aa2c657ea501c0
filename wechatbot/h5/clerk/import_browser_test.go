package clerk_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// TestFilesAreHandedInFromABrowser imports a table, attaches files, checks budget
// tables and writes the report with a browser's own forms, which run no script.
func TestFilesAreHandedInFromABrowser(t *testing.T) {
	ctx := browser(t)
	kept, written := fstest.MapFS{}, fstest.MapFS{}
	o := newOffice(t, shelf(kept), drawer(written), func(c *clerk.Config) { c.Accounts = &ledger{} })
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	axe := checker(t)
	dir := t.TempDir()
	file := func(name, text string) string {
		at := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(at, []byte(text), 0o600))
		return at
	}
	open := func(path string) { require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+path))) }
	hands := func(files ...string) {
		require.NoError(t, chromedp.Do(ctx, chromedp.SetUploadFiles("#file", files)))
		evaluate[bool](t, ctx, `document.querySelector('form[enctype] button').click(), true`)
	}
	says := func(text string) { until(t, ctx, `document.body.textContent.includes("`+text+`")`) }
	press := func(button string) {
		evaluate[bool](t, ctx, `[...document.querySelectorAll("button")].find(b => b.textContent.includes("`+button+`")).click(), true`)
	}
	views := func(name string) {
		for _, v := range []struct {
			name          string
			width, height int64
		}{{"phone", 390, 844}, {"small", 320, 568}, {"wide", 1280, 860}} {
			require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(v.width, v.height)))
			look(t, ctx, v.name+"-"+name, axe)
		}
	}
	enter(t, ctx, server.URL, "双岗")
	open("/desk/import")
	views("import")
	hands(file("一批.csv", table))
	says("可以收进的行")
	views("import-look")
	press("先作草稿")
	says("收进3条草稿")
	assert.Len(t, o.titles(catalog.Draft), 3)

	open("/desk/records/2/files")
	hands(file("名单.txt", "联系人13812345678"), file("方案.pdf", "%PDF-1.7"))
	says("添加了2件附件")
	views("attachments")
	assert.Equal(t, "%PDF-1.7", string(kept["files/2/方案.pdf"].Data))

	open("/desk/records/2/edit")
	views("draft-attached")

	open("/desk/tables")
	require.NoError(t, chromedp.Do(ctx, chromedp.SendKeys("#source", "区政府网站")))
	hands(file("收支总表.csv", "错错"))
	says("收支总表.csv 第2行")
	views("tables")

	open("/desk/report/2026/write")
	evaluate[bool](t, ctx, `document.getElementById("overview").value = `+quoted(prose)+`, true`)
	press("校核")
	says("第1行第")
	views("writing")
	press("保存")
	says("已保存。")
	open("/desk/report/2026")
	views("report-written")
	press("退出")
	until(t, ctx, `document.title.startsWith("登录")`)
	enter(t, ctx, server.URL, "审核")
	s := o.as("经办")
	at := s.saved("冬季供暖的安排")
	s.sends(at+"/files", map[string]string{"version": "1"}, [2]string{"方案.pdf", "%PDF-1.7"})
	require.Equal(t, http.StatusSeeOther, s.post("/desk/records", with(s.fields(s.page(at+"/edit"), "保存草稿"), "act", "submit")).Code)
	open(at)
	views("review-attached")
	assert.Empty(t, evaluate[[]string](t, ctx, `[...document.scripts].map(s => s.src || "inline")`), "the desk runs no script")
}

// quoted is a text as JavaScript writes it.
func quoted(s string) string { return `"` + strings.ReplaceAll(s, "\n", `\n`) + `"` }
