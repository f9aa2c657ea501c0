package clerk_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// shelf keeps files in memory and reads the words of .txt alone.
func shelf(files fstest.MapFS) func(*clerk.Config) {
	return func(c *clerk.Config) {
		c.Attachments = clerk.Attachments{Files: files,
			Put: func(_ context.Context, name string, r io.Reader) error {
				data, err := io.ReadAll(r)
				files[name] = &fstest.MapFile{Data: data}
				return err
			},
			Read: func(name string, data []byte) (catalog.File, []catalog.Finding) {
				sum := sha256.Sum256(data)
				f := catalog.File{Name: name, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), Unread: path.Ext(name) != ".txt"}
				if !f.Unread {
					f.Text = string(data)
				}
				if path.Ext(name) == ".exe" {
					return f, []catalog.Finding{{Rule: catalog.RuleFileKind, Where: catalog.WhereFile(name), Text: "这一种文件不能作为附件公开。"}}
				}
				if string(data) == "坏的" {
					return f, []catalog.Finding{{Where: catalog.WhereFile(name), Text: "附件打不开。"}}
				}
				return f, nil
			}}
	}
}

// saved saves a draft and returns its page.
func (s *seat) saved(title string) string {
	s.o.t.Helper()
	w := s.post("/desk/records", with(paper(), "act", "save", "title", title))
	require.Equal(s.o.t, http.StatusSeeOther, w.Code, w.Body.String())
	return strings.TrimSuffix(w.Header().Get("Location"), "/edit")
}

// one is the only record of the office.
func (o *office) one() catalog.Record {
	o.t.Helper()
	r, err := o.catalog.Paper(o.t.Context(), 1)
	require.NoError(o.t, err)
	return r
}

func TestAProgramIsNoAttachment(t *testing.T) {
	files := fstest.MapFS{}
	o := newOffice(t, shelf(files))
	s := o.as("经办")
	at := strings.TrimSuffix(s.saved("关于供暖的通知"), "/edit")
	w := s.sends(at+"/files", map[string]string{"version": "1"}, [2]string{"名单.txt", "没有"}, [2]string{"程序.exe", "MZ"})
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "没有添加：附件《程序.exe》这一种文件不能作为附件公开")
	assert.Empty(t, o.one().Files)
	assert.Empty(t, files)
}

func TestAttachmentsAreAddedScreenedLookedAtAndPublished(t *testing.T) {
	files := fstest.MapFS{}
	o := newOffice(t, shelf(files))
	drafter, reviewer := o.as("经办"), o.as("审核")
	at := drafter.saved("冬季供暖的安排")
	assert.Contains(t, drafter.page(at+"/edit"), at+"/files")
	version := drafter.fields(drafter.page(at+"/files"), "添加").Get("version")
	w := drafter.sends(at+"/files", map[string]string{"version": version}, [2]string{`C:\桌面\名单.txt`, "联系人13812345678"}, [2]string{"方案.pdf", "坏的"})
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	html := drafter.page(at + "/files")
	assert.Contains(t, html, "添加了2件附件。附件《方案.pdf》附件打不开。")
	assert.Contains(t, drafter.page("/desk/trail"), "添加附件：")
	assert.Contains(t, html, "手机号码")
	assert.NotContains(t, html, "13812345678")
	assert.Contains(t, html, "须由审查人看过")
	assert.Equal(t, "联系人13812345678", string(files["files/1/名单.txt"].Data))

	w = drafter.sends(at+"/files", map[string]string{"version": version}, [2]string{"晚了.txt", "x"})
	assert.Equal(t, http.StatusConflict, w.Code, "somebody changed the draft meanwhile")
	remove := with(drafter.fields(html, "名单.txt"), "name", "名单.txt")
	require.Equal(t, http.StatusSeeOther, drafter.post(at+"/files", remove).Code)
	assert.Empty(t, files["files/1/名单.txt"].Data, "what is removed is not kept")
	require.Len(t, o.one().Files, 1)

	version = drafter.fields(drafter.page(at+"/files"), "添加").Get("version")
	drafter.sends(at+"/files", map[string]string{"version": version}, [2]string{"方案.pdf", "换了一份"})
	require.Len(t, o.one().Files, 1, "one of the same name is replaced")
	edit := drafter.fields(drafter.page(at+"/edit"), "保存草稿")
	require.Equal(t, http.StatusSeeOther, drafter.post("/desk/records", with(edit, "act", "submit")).Code, "what no program reads is the reviewer's to look at")
	require.Len(t, o.one().Files, 1, "writing the draft keeps its attachments")
	assert.Equal(t, http.StatusConflict, drafter.sends(at+"/files", map[string]string{"version": "3"}, [2]string{"x.txt", "x"}).Code, "what is under review stands")
	assert.Equal(t, http.StatusForbidden, reviewer.sends(at+"/files", nil, [2]string{"x.txt", "x"}).Code)

	html = reviewer.page(at)
	assert.Contains(t, html, "程序没有读，要打开看")
	given := reviewer.get(at + "/files/0")
	assert.Equal(t, "换了一份", given.Body.String())
	assert.Contains(t, given.Header().Get("Content-Disposition"), "attachment")
	assert.Equal(t, "application/octet-stream", given.Header().Get("Content-Type"))
	form := reviewer.fields(html, "同意并发布")
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post(at, form).Code, "not before somebody says that he looked")
	for name := range form {
		if strings.HasPrefix(name, "waive.") {
			form.Set(name, "逐页看过，没有个人信息")
		}
	}
	files["files/1/方案.pdf"].Data = []byte("断了")
	w = reviewer.post(at, form)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "还没有上传，或者没有传完")
	files["files/1/方案.pdf"].Data = []byte("换了一份")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, form).Code)
	out := o.one()
	assert.EqualValues(t, catalog.Published, out.Status)
	assert.Equal(t, "逐页看过，没有个人信息", out.Review.Waived[0].Reason)
	assert.NotContains(t, drafter.page(at+"/files"), "移除", "what is public stands")
}

func TestAttachmentsThatATableOnlyNamesAreUploadedLater(t *testing.T) {
	files := fstest.MapFS{}
	o := newOffice(t, shelf(files))
	s := o.as("经办")
	at := s.handsIn("一批.csv", "名称,发布机构,生成日期,内容概述,附件\n招生结果,兴庆区教育局,2026-10-21,秋季招生录取的结果。,名单.txt\n")
	s.post("/desk/import/take", with(s.fields(s.page(at), "先作草稿"), "act", "draft"))
	page := s.page("/desk/records/1/files")
	assert.Contains(t, page, "还没有上传")
	assert.Equal(t, http.StatusNotFound, s.get("/desk/records/1/files/0").Code)
	w := s.sends("/desk/records/1/files", map[string]string{"version": s.fields(page, "添加").Get("version")}, [2]string{"名单.txt", "按学校公布。"})
	require.Equal(t, http.StatusSeeOther, w.Code)
	assert.NotContains(t, s.page("/desk/records/1/files"), "还没有上传")
	require.Len(t, o.one().Files, 1)
}

func TestWhatCannotBeAttachedIsRefused(t *testing.T) {
	files := fstest.MapFS{}
	o := newOffice(t, shelf(files), func(c *clerk.Config) { c.Attachments.Most = 1 << 10 })
	s := o.as("经办")
	at := s.saved("冬季供暖的安排")
	version := map[string]string{"version": "1"}
	assert.Equal(t, http.StatusRequestEntityTooLarge, s.sends(at+"/files", version, [2]string{"x.txt", strings.Repeat("x", 1<<11)}).Code)
	assert.Equal(t, http.StatusRequestEntityTooLarge, s.sends(at+"/files", version, [2]string{"x.txt", strings.Repeat("x", 1<<9)}, [2]string{"y.txt", strings.Repeat("x", 1<<10)}).Code, "together")
	assert.Equal(t, http.StatusUnprocessableEntity, s.sends(at+"/files", version, [2]string{"x.txt", ""}).Code)
	other := newOffice(t, shelf(fstest.MapFS{})).as("经办")
	beside := other.saved("冬季供暖的安排")
	require.Equal(t, http.StatusSeeOther, other.sends(beside+"/files", version, [2]string{"x.txt", "x"}, [2]string{"空.txt", ""}).Code)
	assert.Contains(t, other.page(beside+"/files"), "添加了1件附件。“空.txt”是空的，没有添加。", "what is not taken is said")
	assert.Equal(t, http.StatusNotFound, s.sends("/desk/records/77/files", version, [2]string{"x.txt", "x"}).Code)
	assert.Equal(t, http.StatusConflict, s.post(at+"/files", with(nil, "version", "1", "name", "没有.txt")).Code)
	var many [][2]string
	for i := range 31 {
		many = append(many, [2]string{strings.Repeat("x", i+1) + ".txt", "x"})
	}
	assert.Equal(t, http.StatusUnprocessableEntity, s.sends(at+"/files", version, many...).Code)
	assert.Empty(t, files)
	for _, name := range []string{"../../office/people.json", `..\..\people.json`, "..", "a\x00b.txt", "files/9/x.txt"} {
		o := newOffice(t, shelf(files))
		s := o.as("经办")
		at := s.saved("冬季供暖的安排")
		s.sends(at+"/files", version, [2]string{name, "x"})
		for kept := range files {
			assert.Equal(t, "files/1", path.Dir(kept), "%q leaves its folder", name)
		}
	}
}

func TestADeskWithoutAttachmentsHasNoPageOfThem(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	at := s.saved("冬季供暖的安排")
	assert.NotContains(t, s.page(at+"/edit"), "/files")
	assert.Equal(t, http.StatusNotFound, s.get(at+"/files").Code)
}
