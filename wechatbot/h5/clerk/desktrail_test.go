package clerk_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

func TestEveryActAtTheDeskIsOnTheRecord(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	assert.Contains(t, s.page("/desk/trail?of=desk"), "还没有")
	form := s.fields(s.page("/desk/items"), "2026-10-21")
	require.Equal(t, http.StatusSeeOther, s.post("/desk/items", with(form, "reason", "本季没有支出")).Code)
	html := o.as("审核").page("/desk/trail?of=desk")
	assert.Contains(t, html, "经办")
	assert.Contains(t, html, "零报告")
	assert.Contains(t, html, "“三公”经费执行情况 2026-10-21：本季没有支出")

	c, err := o.cases.Open(t.Context(), cases.Case{Kind: cases.Consultation, Text: "在哪里办理居住证？", Contact: "13900000000", Channel: disclosure.ByWeb}, "", o.now)
	require.NoError(t, err)
	at := "/desk/questions/" + c.ID
	require.Equal(t, http.StatusSeeOther, s.post(at, with(s.fields(s.page(at), `value="replied"`), "text", "请到派出所办理。")).Code)
	require.Equal(t, http.StatusOK, s.post(at, with(s.fields(s.page(at), "看联系方式"), "purpose", "告知来件人答复")).Code)
	html = s.page("/desk/trail?of=questions")
	for _, want := range []string{c.ID, "答复", "查看来件人信息", "告知来件人答复", "经办"} {
		assert.Contains(t, html, want)
	}
	assert.NotContains(t, html, "派出所", "what was written is on the case's own page")
	assert.NotContains(t, html, "13900000000")
}
