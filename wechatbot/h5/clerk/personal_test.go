package clerk_test

import (
	"net/http"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

const another = "联系人：赵六640104199001010018"

// A reply goes to one person, who may be told what is his own: who drafts it and who
// signs it each say that they have looked.
func TestPersonalDataInAReplyAreLookedAtByDrafterAndSigner(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	both, reviewer := o.as("双岗"), o.as("审核")
	at := both.confirms(r)
	form := with(both.fields(both.page(at+"/reply"), "先看告知书"), "outcome", "granted", "text", another, "how", "电话13912345678")
	w := both.post(at+"/reply", with(form, "act", "look"))
	require.Equal(t, http.StatusOK, w.Code, "it can be looked at")
	for _, want := range []string{"含有公民身份号码", "640104********0018", "含有手机号码", "告知书预览", `name="looked"`} {
		assert.Contains(t, w.Body.String(), want)
	}
	w = both.post(at+"/reply", with(form, "act", "send"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "没有送审：答复里写着个人信息")
	assert.Contains(t, w.Body.String(), another+"</textarea>")
	form = with(form, "looked", tickOf(w.Body.String(), "looked"))
	more := with(form, "text", another+"，手机13895110009，手机13895110009", "act", "send")
	w = both.post(at+"/reply", more)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "nobody had been shown what was written since")
	for _, want := range []string{"138****0009", "勾选以后文字又改过"} {
		assert.Contains(t, w.Body.String(), want)
	}
	assert.NotRegexp(t, `name="looked"[^>]* checked`, w.Body.String())
	w = both.post(at+"/reply", with(more, "act", "look", "looked", tickOf(w.Body.String(), "looked")))
	assert.Regexp(t, `name="looked"[^>]* checked`, w.Body.String(), "it holds from page to page")
	require.Equal(t, http.StatusSeeOther, both.post(at+"/reply", with(form, "act", "send")).Code)

	html := reviewer.page(at + "/sign")
	assert.Contains(t, html, "含有公民身份号码")
	form = with(reviewer.fields(html, "签发，发出答复"), "found", "经审查可以公开")
	form.Del("looked")
	w = reviewer.post(at+"/sign", form)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "没有签发：请勾选")
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post(at+"/sign", with(form, "looked", "yes")).Code)
	form.Set("looked", tickOf(html, "looked"))
	require.Equal(t, http.StatusSeeOther, reviewer.post(at+"/sign", form).Code)
}

func TestPersonalDataInTheAnswerToACaseAreLookedAt(t *testing.T) {
	o := newOffice(t)
	c, err := o.cases.Open(t.Context(), cases.Case{Kind: cases.Consultation, Text: "供暖几号开始，找谁。", Channel: disclosure.ByWeb}, "", o.now)
	require.NoError(t, err)
	s := o.as("经办")
	at := "/desk/questions/" + c.ID
	form := with(s.fields(s.page(at), `name="act" value="replied"`), "text", another)
	w := s.post(at, form)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "含有公民身份号码")
	assert.Contains(t, w.Body.String(), another+"</textarea>")
	form.Set("looked", tickOf(w.Body.String(), "looked"))
	w = s.post(at, with(form, "text", "请找王某，13895110088。"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "another text, which nobody was shown")
	assert.Contains(t, w.Body.String(), "138****0088")
	require.Equal(t, http.StatusSeeOther, s.post(at, form).Code)
}

func TestPersonalDataInTheReportAreFound(t *testing.T) {
	o := newOffice(t, drawer(fstest.MapFS{}))
	s := o.as("经办")
	at := "/desk/report/2026/write"
	w := s.post(at, with(s.fields(s.page(at), "校核"), "other", another, "act", "check"))
	require.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "含有公民身份号码")
	assert.NotContains(t, w.Body.String(), "没有发现前后矛盾")
}

// tickOf is what a box of a page says when it is ticked.
func tickOf(html, name string) string {
	m := regexp.MustCompile(`type="checkbox" id="[^"]*" name="` + name + `" value="([^"]*)"`).FindStringSubmatch(html)
	if m == nil {
		return ""
	}
	return m[1]
}

// What a drafter leaves to the reviewer is what the page had pointed at.
func TestADraftersTickHoldsForWhatWasPointedAt(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	w := s.post("/desk/records", with(paper(), "act", "submit", "body", "联系人：13812345678"))
	form := s.fields(w.Body.String(), "审查人决定")
	form.Set("confirmed", tickOf(w.Body.String(), "confirmed"))
	w = s.post("/desk/records", with(form, "act", "submit", "body", "联系人：13812345678，13895110009"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.NotRegexp(t, `name="confirmed"[^>]* checked`, w.Body.String())
	form = s.fields(w.Body.String(), "审查人决定")
	assert.Contains(t, s.drafted(with(form, "confirmed", tickOf(w.Body.String(), "confirmed"))), "/desk/records/")
}
