package clerk_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zwgk/zwgk/catalog"
)

// table is what a clerk hands in: two good rows, one with a phone number, three
// that cannot go in, and one that stands there twice.
const table = "名称,文号,发布机构,生成日期,内容概述,附件\n" +
	"关于调整公交线路的通告,兴政通〔2026〕3号,兴庆区人民政府,2026-10-20,自11月1日起调整三条公交线路。,\n" +
	"2026年秋季招生结果,,兴庆区教育局,2026-10-21,秋季招生录取的结果。,名单.xlsx\n" +
	"取暖补贴发放公示,,兴庆区民政局,2026-10-22,联系人13812345678，请来电核对。,\n" +
	"日期写错的通知,,兴庆区人民政府,十月二十日,概述。,\n" +
	"没有概述的通知,,兴庆区人民政府,2026-10-20,,\n" +
	"列多了,,兴庆区人民政府,2026-10-20,概述,,一列\n" +
	"关于调整公交线路的通告,兴政通〔2026〕3号,兴庆区人民政府,2026-10-20,自11月1日起调整三条公交线路。,\n"

// sends posts a form with files, as a browser does.
func (s *seat) sends(path string, fields map[string]string, files ...[2]string) *httptest.ResponseRecorder {
	s.o.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for name, value := range fields {
		require.NoError(s.o.t, form.WriteField(name, value))
	}
	for _, f := range files {
		part, err := form.CreateFormFile("file", f[0])
		require.NoError(s.o.t, err)
		_, err = part.Write([]byte(f[1]))
		require.NoError(s.o.t, err)
	}
	require.NoError(s.o.t, form.Close())
	r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn"+path, &b)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return s.do(r)
}

// handsIn hands a table in and returns the address of the look at it.
func (s *seat) handsIn(name, text string) string {
	s.o.t.Helper()
	w := s.sends("/desk/import", nil, [2]string{name, text})
	require.Equal(s.o.t, http.StatusSeeOther, w.Code, w.Body.String())
	return w.Header().Get("Location")
}

// titles are the names of the records in some status.
func (o *office) titles(in ...catalog.Status) []string {
	o.t.Helper()
	var out []string
	for r, err := range o.catalog.Papers(o.t.Context(), in...) {
		require.NoError(o.t, err)
		out = append(out, r.Title)
	}
	return out
}

func TestATableIsLookedAtAndThenTakenInOnce(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(table)
	require.NoError(t, err)
	for name, text := range map[string]string{"UTF-8": table, "GB18030": gb} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			s := o.as("经办")
			at := s.handsIn("一批.csv", text)
			html := s.page(at)
			assert.Empty(t, o.titles(), "a look takes nothing in")
			for _, want := range []string{"<b>3</b><span>可以收进", "<b>3</b><span>退回", "<b>1</b><span>已有或者重复", "不是日期，请写成2015-12-02", "没有填写内容概述", "列比表头多",
				"表里只有附件的名字", "手机号码", "第4列 生成日期"} {
				assert.Contains(t, html, want)
			}
			assert.NotContains(t, html, "13812345678", "what the screening found is masked")

			assert.Regexp(t, `autofocus><h2 id="looked">`, html, "the page opens at what would become of the rows")
			form := s.fields(html, "先作草稿")
			w := s.post("/desk/import/take", with(form, "act", "draft"))
			require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
			assert.Contains(t, s.page(w.Header().Get("Location")), "收进3条草稿；1条原来就有；3条退回")
			assert.Len(t, o.titles(catalog.Draft), 3)
			s.post("/desk/import/take", with(form, "act", "draft"))
			assert.Contains(t, s.page(at), "收进3条草稿；1条原来就有；3条退回，可以下载改好再传。（按了两次，只收了一次。）")
			assert.Len(t, o.titles(), 3, "a second press enters nothing twice")

			back := s.get("/desk/import/refused?" + strings.SplitN(at, "?", 2)[1])
			require.Equal(t, http.StatusOK, back.Code)
			assert.Contains(t, back.Header().Get("Content-Disposition"), "attachment")
			mended := strings.NewReplacer("十月二十日", "2026-10-20", ",2026-10-20,,", ",2026-10-20,概述。,", "，一列", "").Replace(back.Body.String())
			html = s.page(s.handsIn("改好.csv", mended))
			assert.Contains(t, html, "<b>3</b><span>可以收进")
			assert.Contains(t, html, "<b>0</b><span>退回")
		})
	}
}

func TestATableIsTakenInAndSubmittedForReview(t *testing.T) {
	o := newOffice(t)
	s := o.as("双岗")
	at := s.handsIn("一批.csv", table)
	w := s.post("/desk/import/take", with(s.fields(s.page(at), "并送审"), "act", "submit"))
	assert.Contains(t, s.page(w.Header().Get("Location")), "收进3条草稿，其中2条已送审，1条留作草稿")
	assert.Equal(t, []string{"取暖补贴发放公示"}, o.titles(catalog.Draft))
	assert.Len(t, o.titles(catalog.InReview), 2)
	for r, err := range o.catalog.Papers(t.Context(), catalog.InReview) {
		require.NoError(t, err)
		assert.Contains(t, s.page("/desk/records/"+id(r)), "须由另一个人审查", "who imported does not review")
		break
	}
	for _, a := range o.titles(catalog.Published) {
		t.Error("published without review: " + a)
	}
}

func TestRowsThatAreNotToBePublicAreSubmittedWithTheirGroundsOnly(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	at := s.handsIn("一批.csv", "名称,发布机构,生成日期,内容概述,公开属性,不公开依据\n甲会议纪要,兴庆区人民政府,2026-10-20,会议的纪要。,不予公开,\n乙会议纪要,兴庆区人民政府,2026-10-20,会议的纪要。,不予公开,条例第十六条\n")
	s.post("/desk/import/take", with(s.fields(s.page(at), "并送审"), "act", "submit"))
	assert.Equal(t, []string{"甲会议纪要"}, o.titles(catalog.Draft))
	assert.Equal(t, []string{"乙会议纪要"}, o.titles(catalog.InReview))
}

func TestARowWithoutANameSaysSo(t *testing.T) {
	s := newOffice(t).as("经办")
	html := s.page(s.handsIn("一批.csv", "名称,发布机构,生成日期,内容概述\n,兴庆区人民政府,2026-10-20,概述。\n"))
	assert.Contains(t, html, "<td>（没有名称）</td>", "the row can be read")
	assert.Contains(t, html, "没有填写名称")
}

func TestTwoPressesAtOnceEnterOnce(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := s.fields(s.page(s.handsIn("一批.csv", table)), "先作草稿")
	var presses sync.WaitGroup
	for range 4 {
		r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn/desk/import/take", strings.NewReader(with(form, "act", "draft").Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for _, c := range s.jar.Cookies(r.URL) {
			r.AddCookie(c)
		}
		presses.Go(func() { o.handler.ServeHTTP(httptest.NewRecorder(), r) })
	}
	presses.Wait()
	assert.Len(t, o.titles(), 3)
	said := s.page("/desk/import")
	assert.Contains(t, said, "收进3条草稿", "whichever press the browser shows, it says what was taken in")
	assert.NotContains(t, said, "收进0条")
	o.now = o.now.Add(2 * time.Minute)
	at := s.post("/desk/import/take", with(form, "act", "draft")).Header().Get("Location")
	assert.Contains(t, s.page(at), "收进0条草稿；4条原来就有", "later it is another press")
}

func TestWhatIsNoTableIsRefusedWithWhatToDo(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	for _, c := range []struct {
		name, text, says string
		status           int
	}{
		{"一批.csv", "", "不能是空的", http.StatusUnprocessableEntity},
		{"一批.xls", "x", "另存为", http.StatusUnprocessableEntity},
		{"一批.xlsx", "x", "工作簿请另存为 CSV", http.StatusUnprocessableEntity}, // this office has no reader of workbooks
		{"一批.csv", strings.Repeat("字", 3<<20), "文件超过了8兆字节", http.StatusRequestEntityTooLarge},
	} {
		w := s.sends("/desk/import", nil, [2]string{c.name, c.text})
		assert.Equal(t, c.status, w.Code, c.name)
		assert.Contains(t, w.Body.String(), c.says)
	}
	assert.Equal(t, http.StatusBadRequest, s.post("/desk/import", nil).Code, "no form with a file")
	assert.Equal(t, http.StatusUnprocessableEntity, s.sends("/desk/import", nil).Code)
	assert.Equal(t, http.StatusForbidden, o.as("审核").get("/desk/import").Code, "reviewers draft nothing")
	assert.Contains(t, s.page("/desk/import?of=gone"), "请重新选择文件")
	assert.Equal(t, http.StatusConflict, s.post("/desk/import/take", with(nil, "of", "gone")).Code)
	other := o.as("双岗")
	assert.Contains(t, other.page(s.handsIn("一批.csv", table)), "请重新选择文件", "nobody sees what another handed in")

	stranger := o.seat()
	w := stranger.sends("/desk/import", nil, [2]string{"一批.csv", table})
	assert.Equal(t, http.StatusUnauthorized, w.Code)
	assert.Contains(t, w.Body.String(), "再选一次文件")
	assert.Equal(t, "attachment; filename*=UTF-8''%E5%85%AC%E5%BC%80%E4%BF%A1%E6%81%AF.csv", s.get("/desk/import/template.csv").Header().Get("Content-Disposition"))
	assert.Equal(t, http.StatusNotFound, s.get("/desk/import/template.xlsx").Code)
}

func TestLinesOfJSONAreImported(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	at := s.handsIn("一批.jsonl", `{"名称":"关于停水的通知","生成日期":"2026-10-20","发布机构":"兴庆区人民政府","内容概述":"停水的时间。"}`+"\nnonsense\n")
	html := s.page(at)
	assert.Contains(t, html, "<b>1</b><span>可以收进")
	assert.Contains(t, html, "不是一个JSON对象")
	back := s.get("/desk/import/refused?" + strings.SplitN(at, "?", 2)[1])
	assert.Equal(t, "nonsense\n", back.Body.String())
}

func id(r catalog.Record) string { return strconv.FormatInt(r.ID, 10) }
