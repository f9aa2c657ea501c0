package clerk_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

func TestADraftIsThrownAwayByItsDrafterWhoIsAskedFirst(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	at := s.saved("关于城市绿化养护标准的通知")
	assert.Contains(t, s.page(at+"/edit"), `<a href="/desk/records/1?act=discard#act-discard">`)
	html := s.page(at + "?act=discard")
	assert.Contains(t, html, `id="act-discard" open>`, "the way from the draft leads to the question")
	form := s.fields(html, "作废这份草稿")
	w := s.post(at, form)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "没有办理：请勾选“确定要作废《关于城市绿化养护标准的通知》”。")
	assert.EqualValues(t, catalog.Draft, o.one().Status)

	form = with(form, "sure", "yes", "note", "与上周拟的重复")
	require.Equal(t, http.StatusSeeOther, s.post(at, form).Code)
	assert.EqualValues(t, catalog.Discarded, o.one().Status)
	assert.Contains(t, s.page(at), "作废草稿：关于城市绿化养护标准的通知")
	assert.NotContains(t, s.page("/desk/"), "城市绿化")
	list := s.page("/desk/records")
	assert.NotContains(t, list, "城市绿化", "it is not shown any more")
	assert.Contains(t, list, "已作废 1")
	assert.Contains(t, s.page("/desk/records?status=discarded"), "城市绿化", "but to who asks for it")
	for _, page := range []string{o.as("审核").page("/desk/trail"), s.page(at)} {
		assert.Regexp(t, `(?s)2026-10-28 12:00.*经办|经办.*2026-10-28 12:00`, page)
		assert.Contains(t, page, "作废")
		assert.Contains(t, page, "与上周拟的重复")
	}
	assert.NotContains(t, s.page(at), "发布前体检")
	assert.Contains(t, s.page(at), "没有要办的")

	w = s.post(at, form)
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "就是您自己办的，没有再办一遍")
	w = s.get(at + "/edit")
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "这份草稿已经作废，不能再改")
	w = s.post("/desk/records", with(paper(), "act", "save", "id", "1", "version", "2"))
	assert.Equal(t, http.StatusConflict, w.Code)
	s.saved("关于城市绿化养护标准的通知") // the same words may be written anew
	n, err := o.catalog.Verify(t.Context())
	require.NoError(t, err)
	assert.EqualValues(t, 3, n)
}

func TestGoingBackToADraftThatWasThrownAwaySavesNothing(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := with(s.fields(s.page("/desk/records/new"), "送审"), "act", "save")
	for name, v := range paper() {
		form[name] = v
	}
	require.Equal(t, http.StatusSeeOther, s.post("/desk/records", form).Code)
	at := "/desk/records/1"
	require.Equal(t, http.StatusSeeOther, s.post(at, with(s.fields(s.page(at), "作废这份草稿"), "sure", "yes")).Code)
	require.Equal(t, http.StatusSeeOther, s.post("/desk/records", form).Code)
	assert.Contains(t, s.page(at), "这份草稿已经作废，没有再存")
	w := s.post("/desk/records", with(form, "summary", "改过的概述，供暖的时间和标准。"))
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "已经由“经办”办到“已作废”")
	assert.Contains(t, w.Body.String(), "改过的概述", "what was typed is not lost")
}

func TestNobodyElseThrowsADraftAwayAndNobodyWhatWasDecidedOn(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	at := drafter.saved("关于城市绿化养护标准的通知")
	sure := url.Values{"act": {"discard"}, "version": {"1"}, "sure": {"yes"}}
	for name, says := range map[string]string{"双岗": "草稿由拟稿的人作废，这一份是“经办”拟的", "审核": "由“拟稿”办理", "负责人": "由“拟稿”办理"} {
		s := o.as(name)
		assert.NotContains(t, s.page(at), "作废草稿", name)
		w := s.post(at, sure)
		assert.Equal(t, http.StatusForbidden, w.Code, name)
		assert.Contains(t, w.Body.String(), says, name)
	}
	form := drafter.fields(drafter.page(at+"/edit"), "送审")
	drafter.drafted(form)
	w := drafter.post(at, with(sure, "version", "2"))
	assert.Equal(t, http.StatusConflict, w.Code, "what is under review is taken back first")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, with(reviewer.fields(reviewer.page(at), ">退回<"), "note", "概述要写明标准")).Code)
	assert.Equal(t, http.StatusConflict, drafter.post(at, with(sure, "version", "3")).Code)
	require.Equal(t, http.StatusSeeOther, drafter.post("/desk/records", with(drafter.fields(drafter.page(at+"/edit"), "送审"), "act", "save")).Code)
	assert.NotContains(t, drafter.page(at), "作废这份草稿", "what was sent back stays with what was said of it")
	assert.NotContains(t, drafter.page(at+"/edit"), "act=discard")
	w = drafter.post(at, with(sure, "version", "4"))
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "这份草稿退回过，不能作废")
	drafter.drafted(drafter.fields(drafter.page(at+"/edit"), "送审"))
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, reviewer.fields(reviewer.page(at), "同意并发布")).Code)
	assert.Equal(t, http.StatusConflict, drafter.post(at, with(sure, "version", "7")).Code)
	assert.EqualValues(t, catalog.Published, o.one().Status)
}

func TestTheAttachmentsOfADraftThatIsThrownAwayAreNotKept(t *testing.T) {
	files := fstest.MapFS{}
	o := newOffice(t, shelf(files))
	s := o.as("经办")
	at := s.saved("关于城市绿化养护标准的通知")
	require.Equal(t, http.StatusSeeOther, s.sends(at+"/files", map[string]string{"version": "1"}, [2]string{"标准.txt", "绿化养护的标准"}).Code)
	require.NotEmpty(t, files["files/1/标准.txt"].Data)
	require.Equal(t, http.StatusSeeOther, s.post(at, with(s.fields(s.page(at), "作废这份草稿"), "sure", "yes")).Code)
	assert.Empty(t, files["files/1/标准.txt"].Data)
	assert.Contains(t, s.page(at), "标准.txt <small>已作废，内容没有留</small>")
	assert.Equal(t, http.StatusNotFound, s.get(at+"/files/0").Code)
}

func TestWhoSentADraftToReviewTakesItBack(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer, both := o.as("经办"), o.as("审核"), o.as("双岗")
	at := drafter.drafted(paper())
	seen := reviewer.fields(reviewer.page(at), "同意并发布")
	assert.NotContains(t, both.page(at), "撤回送审", "it is not hers")
	w := both.post(at, url.Values{"act": {"recall"}, "version": {"2"}})
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "送审由送审的人撤回，这一条是“经办”送的")
	assert.Equal(t, http.StatusForbidden, reviewer.post(at, url.Values{"act": {"recall"}, "version": {"2"}}).Code)

	require.Equal(t, http.StatusSeeOther, drafter.post(at, drafter.fields(drafter.page(at), "撤回送审")).Code)
	assert.EqualValues(t, catalog.Draft, o.one().Status)
	assert.Contains(t, drafter.page(at), "<b>撤回送审</b> 经办")
	assert.Contains(t, reviewer.page("/desk/trail"), "撤回送审")
	assert.NotContains(t, reviewer.page("/desk/review"), "冬季供暖")
	w = reviewer.post(at, seen)
	assert.Equal(t, http.StatusConflict, w.Code, "the reviewer comes too late")
	assert.Contains(t, w.Body.String(), "“经办”（撤回送审）刚刚动过")

	drafter.drafted(drafter.fields(drafter.page(at+"/edit"), "送审"))
	mine := drafter.fields(drafter.page(at), "撤回送审")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, with(reviewer.fields(reviewer.page(at), "报请确定"), "note", "报区保密局")).Code)
	w = drafter.post(at, mine)
	assert.Equal(t, http.StatusConflict, w.Code, "the reviewer has acted")
	assert.Contains(t, w.Body.String(), "“审核”（保密审查）刚刚动过")
	assert.NotContains(t, drafter.page(at), "撤回送审</button>")
	assert.EqualValues(t, catalog.SecrecyReview, o.one().Status)
}

func TestWhoMayReviewOthersTakesTheOwnBackAndDoesNotReviewIt(t *testing.T) {
	o := newOffice(t)
	both := o.as("双岗")
	at := both.drafted(paper())
	html := both.page(at)
	assert.Contains(t, html, "须由另一个人审查")
	assert.NotContains(t, html, "同意并发布")
	require.Equal(t, http.StatusSeeOther, both.post(at, both.fields(html, "撤回送审")).Code)
	require.Equal(t, http.StatusSeeOther, both.post(at, with(both.fields(both.page(at), "作废这份草稿"), "sure", "yes")).Code)
	assert.EqualValues(t, catalog.Discarded, o.one().Status)
}

func TestWhatWasWithheldIsNotTakenBackFromItsNewReview(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	at := drafter.drafted(with(paper(), "openness", "not_public", "grounds", "条例第十六条第一款，内部事务信息"))
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, reviewer.fields(reviewer.page(at), "决定不公开")).Code)
	require.Equal(t, http.StatusSeeOther, drafter.post(at, drafter.fields(drafter.page(at), "重新送审")).Code)
	assert.NotContains(t, drafter.page(at), "撤回送审</button>")
	w := drafter.post(at, url.Values{"act": {"recall"}, "version": {"4"}})
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "这一条决定过不予公开")
}

func TestOwnActsAreRefusedToOtherSites(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	at := s.saved("关于城市绿化养护标准的通知")
	r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn"+at, strings.NewReader(url.Values{"act": {"discard"}, "version": {"1"}, "sure": {"yes"}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	assert.Equal(t, http.StatusForbidden, s.do(r).Code)
	s.get(at + "?act=discard&sure=yes&version=1")
	assert.EqualValues(t, catalog.Draft, o.one().Status, "a link changes nothing")
}

// Two processes serve one office: the drafter takes back at one what the reviewer
// decides at the other. One of them wins, and the other is told who.
func TestTakingBackAndReviewingAtOnce(t *testing.T) {
	store := catalog.NewMemory() // any store: catalogtest holds them all to the same
	replica := func() *office {
		return newOffice(t, func(c *clerk.Config) { c.Catalog = catalog.New(store) })
	}
	here, there := replica(), replica()
	drafter, reviewer := here.as("经办"), there.as("审核")
	for i := range 6 {
		at := drafter.drafted(with(paper(), "title", fmt.Sprintf("关于供暖的第%d号通知", i), "doc_number", ""))
		for _, button := range []string{"同意并发布", ">退回<"} {
			back, act := drafter.fields(drafter.page(at), "撤回送审"), with(reviewer.fields(reviewer.page(at), button), "note", "概述要写明标准")
			var mine, theirs *httptest.ResponseRecorder
			var wg sync.WaitGroup
			wg.Go(func() { mine = drafter.post(at, back) })
			wg.Go(func() { theirs = reviewer.post(at, act) })
			wg.Wait()
			codes := []int{mine.Code, theirs.Code}
			require.ElementsMatch(t, []int{http.StatusSeeOther, http.StatusConflict}, codes)
			late := mine
			if mine.Code == http.StatusSeeOther {
				late = theirs
			}
			assert.Contains(t, late.Body.String(), "刚刚动过")
			if theirs.Code == http.StatusSeeOther {
				break
			}
			drafter.drafted(drafter.fields(drafter.page(at+"/edit"), "送审"))
		}
	}
	_, err := catalog.New(store).Verify(t.Context())
	require.NoError(t, err)
}
