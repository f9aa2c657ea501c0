package clerk_test

import (
	"context"
	"io"
	"net/http"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// drawer keeps what is written of reports in memory.
func drawer(files fstest.MapFS) func(*clerk.Config) {
	return func(c *clerk.Config) {
		c.Writing = clerk.Drawer{Files: files, Put: func(_ context.Context, name string, r io.Reader) error {
			data, err := io.ReadAll(r)
			files[name] = &fstest.MapFile{Data: data}
			return err
		}}
	}
}

// kept is what is written of a year.
func kept(t *testing.T, files fstest.MapFS, year int) clerk.Written {
	t.Helper()
	w, err := clerk.Drawer{Files: files}.Written(t.Context(), year)
	require.NoError(t, err)
	return w
}

const prose = "2026年，本机关主动公开政府信息30条，其中：通知公告12条、规范性文件8条、财政信息5条。\n2026年收到政府信息公开申请9件。"

func TestTheWordsOfTheReportAreProofreadKeptAndExported(t *testing.T) {
	d := fstest.MapFS{}
	o := newOffice(t, drawer(d))
	s := o.as("经办")
	assert.Contains(t, s.page("/desk/report/2026"), "/desk/report/2026/write")
	at := "/desk/report/2026/write"
	form := with(s.fields(s.page(at), "校核"), "overview", prose, "problems", "人手不足。", "other", "没有。", "penalty", "7", "fees", "12.5", "rules_in_force", "3")
	w := s.post(at, with(form, "act", "check"))
	require.Equal(t, http.StatusOK, w.Code)
	assert.Empty(t, d, "a look keeps nothing")
	found := disclosure.Proofread(prose)
	report, err := disclosure.Tally(2026, o.desk.Requests(t.Context()))
	require.NoError(t, err)
	found = append(report.CheckText(prose), found...)
	require.NotEmpty(t, found, "the prose of this test must be wrong")
	for _, f := range found {
		assert.Contains(t, unescape(w.Body.String()), f.Text)
		if f.Line > 0 {
			assert.Regexp(t, `第\d+行第\d+字`, w.Body.String())
		}
	}
	assert.Contains(t, w.Body.String(), "人手不足。", "nothing is lost")
	assert.Regexp(t, `autofocus><h2 id="found">校核结果</h2><ul class="marks"><li class="bad"><b>错误</b><a href="#overview">一、总体情况</a>：第1行`, w.Body.String(), "the page opens at what was found")

	require.Equal(t, http.StatusSeeOther, s.post(at, with(form, "act", "save")).Code)
	assert.Equal(t, "经办", kept(t, d, 2026).By)
	assert.Equal(t, 7, kept(t, d, 2026).Penalty)
	assert.True(t, kept(t, d, 2026).Fees.Equal(decimal.RequireFromString("12.5")))
	assert.Equal(t, disclosure.Documents{InForce: 3}, kept(t, d, 2026).Rules)
	html := s.page("/desk/report/2026")
	assert.Contains(t, html, "人手不足。")
	assert.Contains(t, html, "<td>12.5</td>")
	doc := s.get("/desk/report/2026/report.docx")
	assert.Contains(t, words(t, doc.Body.Bytes()), "人手不足。")
	assert.NotContains(t, s.page("/desk/report/2025"), "人手不足。", "a year each")
}

func TestTwoWhoWriteTheReportLoseNothing(t *testing.T) {
	d := fstest.MapFS{}
	o := newOffice(t, drawer(d))
	one, other := o.as("经办"), o.as("负责人")
	at := "/desk/report/2025/write"
	first, second := one.fields(one.page(at), "校核"), other.fields(other.page(at), "校核")
	require.Equal(t, http.StatusSeeOther, one.post(at, with(first, "overview", "甲的话。", "act", "save")).Code)
	w := other.post(at, with(second, "overview", "乙的话。", "act", "save"))
	require.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "“经办”保存过")
	assert.Contains(t, w.Body.String(), "甲的话。")
	assert.Equal(t, "甲的话。", kept(t, d, 2025).Overview)
	require.Equal(t, http.StatusSeeOther, other.post(at, with(other.fields(w.Body.String(), "校核"), "act", "save")).Code)
	trail := other.page("/desk/trail?of=desk")
	assert.Contains(t, trail, "保存年度报告")
	assert.Contains(t, trail, "第1稿")
	assert.Contains(t, trail, "第2稿")
	assert.Equal(t, "乙的话。", kept(t, d, 2025).Overview)
}

func TestNumbersOfTableTwoThatAreNoneAreRefused(t *testing.T) {
	d := fstest.MapFS{}
	o := newOffice(t, drawer(d))
	s := o.as("经办")
	at := "/desk/report/2025/write"
	form := s.fields(s.page(at), "校核")
	for name, wrong := range map[string]string{"licensing": "-1", "penalty": "几件", "fees": "十万"} {
		w := s.post(at, with(form, name, wrong, "overview", "写过的话。", "act", "save"))
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, name)
		assert.Contains(t, w.Body.String(), `id="`+name+`-wrong"`)
		assert.Contains(t, w.Body.String(), "写过的话。")
	}
	for _, huge := range []string{"1e999999999", "-5", "0.0000000001"} {
		assert.Equal(t, http.StatusUnprocessableEntity, s.post(at, with(form, "fees", huge, "act", "save")).Code, huge)
	}
	assert.Empty(t, d)
	assert.Equal(t, http.StatusForbidden, o.as("审核").get(at).Code)
	assert.Equal(t, http.StatusNotFound, s.get("/desk/report/2007/write").Code)
	plain := newOffice(t)
	assert.Equal(t, http.StatusNotFound, plain.as("经办").get(at).Code, "where nothing is kept, nothing is written")
}

func TestWhatIsWrittenThatCannotBeReadIsAnError(t *testing.T) {
	d := fstest.MapFS{"office/report/2025.json": {Data: []byte("{")}}
	_, err := clerk.Drawer{Files: d}.Written(t.Context(), 2025)
	require.Error(t, err)
	w, err := clerk.Drawer{Files: d}.Written(t.Context(), 2024)
	require.NoError(t, err)
	assert.Equal(t, clerk.Written{}, w)
	failing := clerk.Drawer{Files: d, Put: func(context.Context, string, io.Reader) error { return io.ErrClosedPipe }}
	require.ErrorIs(t, failing.Write(t.Context(), 2024, w), io.ErrClosedPipe)
}
