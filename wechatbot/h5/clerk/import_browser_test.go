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
	"github.com/zwgk/zwgk/internal/browsing"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// TestFilesAreHandedInFromABrowser imports a table, attaches files, checks budget
// tables and writes the report with a browser's own forms, which run no script.
func TestFilesAreHandedInFromABrowser(t *testing.T) {
	w := browser(t)
	kept, written := fstest.MapFS{}, fstest.MapFS{}
	o := newOffice(t, shelf(kept), drawer(written), func(c *clerk.Config) { c.Accounts = &ledger{} })
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	dir := t.TempDir()
	file := func(name, text string) string {
		at := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(at, []byte(text), 0o600))
		return at
	}
	open := func(path string) { w.Go(server.URL + path) }
	hands := func(says string, files ...string) {
		t.Helper()
		w.Do(chromedp.SetUploadFiles("#file", files))
		w.Leave(browsing.Script(`document.querySelector('form[enctype] button').click()`), browsing.Says(says))
	}
	press := func(button, arrived string) {
		t.Helper()
		w.Leave(browsing.Script(`[...document.querySelectorAll("button")].find(b => b.textContent.includes("`+button+`")).click()`), arrived)
	}
	look := func(name string) {
		for _, v := range views() {
			w.Size(v.width, v.height)
			w.Look(v.name + "-" + name)
		}
	}
	enter(w, server.URL, "双岗")
	open("/desk/import")
	look("import")
	hands("可以收进的行", file("一批.csv", table))
	look("import-look")
	press("先作草稿", browsing.Says("收进3条草稿"))
	assert.Len(t, o.titles(catalog.Draft), 3)

	open("/desk/records/2/files")
	hands("添加了2件附件", file("名单.txt", "联系人13812345678"), file("方案.pdf", "%PDF-1.7"))
	look("attachments")
	assert.Equal(t, "%PDF-1.7", string(kept["files/2/方案.pdf"].Data))

	open("/desk/records/2/edit")
	look("draft-attached")

	open("/desk/tables")
	w.Do(chromedp.SendKeys("#source", "区政府网站"))
	hands("收支总表.csv 第2行", file("收支总表.csv", "错错"))
	look("tables")

	open("/desk/report/2026/write")
	w.Do(browsing.Script(`document.getElementById("overview").value = ` + quoted(prose)))
	press("校核", browsing.Says("第1行第"))
	look("writing")
	press("保存", browsing.Says("已保存。"))
	open("/desk/report/2026")
	look("report-written")
	press("退出", `document.title.startsWith("登录")`)
	enter(w, server.URL, "审核")
	s := o.as("经办")
	at := s.saved("冬季供暖的安排")
	s.sends(at+"/files", map[string]string{"version": "1"}, [2]string{"方案.pdf", "%PDF-1.7"})
	require.Equal(t, http.StatusSeeOther, s.post("/desk/records", with(s.fields(s.page(at+"/edit"), "保存草稿"), "act", "submit")).Code)
	open(at)
	look("review-attached")
	assert.Empty(t, browsing.Evaluate[[]string](w, `[...document.scripts].map(s => s.src || "inline")`), "the desk runs no script")
}

// quoted is a text as JavaScript writes it.
func quoted(s string) string { return `"` + strings.ReplaceAll(s, "\n", `\n`) + `"` }
