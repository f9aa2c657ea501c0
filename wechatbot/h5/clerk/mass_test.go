package clerk_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

// gathered proposes a mass message and returns the form that sends it.
func (o *office) gathered(records ...catalog.Record) (path string, form url.Values) {
	o.t.Helper()
	asked := url.Values{}
	for _, r := range records {
		asked.Add("record", string(r.Number))
	}
	w := o.as("经办").post("/desk/posts/mass", asked)
	require.Equal(o.t, http.StatusSeeOther, w.Code, w.Body.String())
	return o.proposal(o.as("审核").page("/desk/posts"))
}

// proposal reads the form of the first proposal of the page.
func (o *office) proposal(html string) (path string, form url.Values) {
	o.t.Helper()
	_, rest, found := strings.Cut(html, `action="/desk/posts/mass/`)
	require.True(o.t, found, html)
	key, rest, _ := strings.Cut(rest, `"`)
	_, rest, _ = strings.Cut(rest, `name="seen" value="`)
	seen, _, _ := strings.Cut(rest, `"`)
	return "/desk/posts/mass/" + key, url.Values{"seen": {seen}, "sure": {"yes"}, "act": {"send"}}
}

func TestAMassMessageIsProposedByOneAndSentByAnotherOnce(t *testing.T) {
	o := newOffice(t)
	a, b := o.out("关于停水的通知"), o.out("关于停电的通知")
	drafter, reviewer, both := o.as("经办"), o.as("审核"), o.as("双岗")
	assert.Contains(t, drafter.page("/desk/posts/mass"), "关于停水的通知")
	found := drafter.page("/desk/posts/mass?q=停电")
	assert.Contains(t, found, "关于停电的通知")
	assert.NotContains(t, found, "关于停水的通知")
	w := drafter.post("/desk/posts/mass", url.Values{"record": {string(a.Number), string(b.Number)}, "head": {string(b.Number)}, "tag": {"示例社区"}})
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	html := drafter.page("/desk/posts")
	assert.Contains(t, html, "经办提议")
	assert.Contains(t, html, "订阅“示例社区”的粉丝")
	assert.NotContains(t, html, "现在群发")
	path, form := o.proposal(reviewer.page("/desk/posts"))
	assert.Contains(t, reviewer.page("/desk/"), `公众号发布 <span class="n">1<`)
	assert.Contains(t, reviewer.page("/desk/"), "1次群发等您看过发出")
	assert.NotContains(t, drafter.page("/desk/"), "次群发等您看过发出")

	w = drafter.post(path, form)
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "须由两个人办")
	w = reviewer.post(path, with(form, "sure", ""))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	require.Empty(t, o.account.masses)
	require.Equal(t, http.StatusSeeOther, reviewer.post(path, form).Code)
	assert.Equal(t, [][]catalog.IndexNumber{{b.Number, a.Number}}, o.account.masses, "the headline comes first")
	assert.Equal(t, []string{"示例社区"}, o.account.tags)
	w = reviewer.post(path, form)
	assert.Equal(t, http.StatusConflict, w.Code, "pressed twice")
	assert.Contains(t, w.Body.String(), "经办提议，审核发出")
	assert.Len(t, o.account.masses, 1)
	trail := both.page("/desk/trail?of=pushes")
	assert.Contains(t, trail, "<td>提议群发</td>")
	assert.Contains(t, trail, "<td>审核发出</td>")
	html = both.page("/desk/posts/mass")
	assert.NotContains(t, html, "关于停水的通知", "what was mass sent is not offered again")
}

func TestTwoPressesAtTheSameMomentSendOnce(t *testing.T) {
	o := newOffice(t)
	path, form := o.gathered(o.out("关于停水的通知"))
	o.account.slow = make(chan struct{})
	seats := []*seat{o.as("审核"), o.as("双岗"), o.as("双岗")}
	codes := make([]int, len(seats))
	var all sync.WaitGroup
	for i, s := range seats {
		all.Add(1)
		go func() {
			defer all.Done()
			codes[i] = s.post(path, form).Code
		}()
	}
	o.account.slow <- struct{}{}
	close(o.account.slow)
	all.Wait()
	assert.Len(t, o.account.masses, 1)
	assert.ElementsMatch(t, []int{http.StatusSeeOther, http.StatusConflict, http.StatusConflict}, codes)
}

func TestWhoHasBothPartsDoesNotSendWhatHeProposed(t *testing.T) {
	o := newOffice(t)
	r := o.out("关于停水的通知")
	both := o.as("双岗")
	require.Equal(t, http.StatusSeeOther, both.post("/desk/posts/mass", url.Values{"record": {string(r.Number)}}).Code)
	assert.NotContains(t, both.page("/desk/posts"), "现在群发")
	path, form := o.proposal(o.as("审核").page("/desk/posts"))
	assert.Equal(t, http.StatusForbidden, both.post(path, form).Code)
	assert.Empty(t, o.account.masses)
	require.Equal(t, http.StatusSeeOther, both.post(path, with(form, "act", "drop")).Code, "he may take it back")
	assert.Contains(t, both.page("/desk/posts"), "双岗提议，双岗收回")
}

func TestAMassMessageIsRefusedInWords(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	a, b := o.out("关于停水的通知"), o.out("关于停电的通知")
	many := url.Values{}
	for i := range 9 {
		many.Add("record", string(o.out(strings.Repeat("停", i+1)).Number))
	}
	for want, form := range map[string]url.Values{
		"请先勾选要群发的信息": {}, "最多8条，现在勾了9条": many, "已经不公开": {"record": {"2026-99999"}},
		"头条也要勾选": {"record": {string(a.Number)}, "head": {string(b.Number)}}, "没有这个标签": {"record": {string(a.Number)}, "tag": {"别处"}},
	} {
		w := drafter.post("/desk/posts/mass", form)
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, want)
		assert.Contains(t, w.Body.String(), want)
	}
	w := drafter.post("/desk/posts/mass", url.Values{"record": {string(a.Number)}, "tag": {"别处"}})
	assert.Regexp(t, `value="`+string(a.Number)+`" checked`, w.Body.String(), "what was ticked stays ticked")
	assert.Equal(t, http.StatusForbidden, reviewer.post("/desk/posts/mass", url.Values{"record": {string(a.Number)}}).Code)

	path, form := o.gathered(a)
	w = drafter.post("/desk/posts/mass", url.Values{"record": {string(a.Number), string(b.Number)}})
	assert.Contains(t, w.Body.String(), "已经有人提议")
	o.account.most = -1
	w = reviewer.post(path, form)
	assert.Contains(t, w.Body.String(), "本月的群发次数用完了")
	assert.Contains(t, reviewer.page("/desk/posts"), "本月的群发次数用完了，下个月才发得出去")
	assert.Contains(t, drafter.page("/desk/posts/mass"), "本月的群发次数用完了，下个月才发得出去")
	o.account.most = 0
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post(path, with(form, "act", "drop")).Code, "sending back wants a reason")
	long := reviewer.post(path, with(form, "act", "drop", "why", strings.Repeat("长", 201))).Body.String()
	assert.Contains(t, long, "没有退回：理由最多200字，现在有201字。")
	assert.Contains(t, long, `value="`+strings.Repeat("长", 201)+`"`, "what was written is still there")

	o.account.refuse = errRefused
	w = reviewer.post(path, form)
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "没有发出：微信拒绝了。可以重新提议。")
	assert.NotContains(t, reviewer.page("/desk/"), `公众号发布 <span class="n">`, "it waits for nobody's hand: it is proposed again")
	o.account.refuse = nil
	path, form = o.gathered(a) // it surely did not go out: it may be proposed again
	require.NoError(t, o.catalog.Withdraw(t.Context(), a.Number, "有误", catalog.Actor{Name: "审核", At: o.now}))
	w = reviewer.post(path, form)
	assert.Contains(t, w.Body.String(), "已经不公开，请放下后重新提议")
	assert.NotContains(t, reviewer.page("/desk/posts"), "现在群发", "nothing is offered that cannot be done")
	assert.NotContains(t, reviewer.page("/desk/posts"), "发到值班手机上预览")
	require.Equal(t, http.StatusSeeOther, reviewer.post(path, with(form, "act", "drop", "why", "已经撤回")).Code)
	assert.Contains(t, reviewer.page("/desk/posts"), "审核没有同意：已经撤回")
	assert.Empty(t, o.account.masses)
	b, next := o.out("关于公交线路调整的通知"), o.out("关于公交线路调整的通知（更正）")
	path, form = o.gathered(b)
	old, err := o.catalog.Find(t.Context(), b.Number)
	require.NoError(t, err)
	old.Links = append(old.Links, catalog.Link{Kind: catalog.ReplacedBy, To: next.Number})
	_, err = o.catalog.Move(t.Context(), old, catalog.Superseded, "", catalog.Actor{Name: "审核", At: o.now})
	require.NoError(t, err)
	assert.Contains(t, reviewer.post(path, form).Body.String(), "已经被替代，请放下后改提新的")
	assert.NotContains(t, reviewer.page("/desk/posts"), "现在群发", "nobody is sent what was corrected")
	assert.Empty(t, o.account.masses)
	require.Equal(t, http.StatusSeeOther, reviewer.post(path, with(form, "act", "drop", "why", "已被替代")).Code)
	assert.NotContains(t, drafter.page("/desk/posts/mass"), `value="`+string(b.Number)+`"`)
	assert.Equal(t, http.StatusNotFound, reviewer.post("/desk/posts/mass/nothing", form).Code)
	assert.Equal(t, http.StatusConflict, reviewer.post(path, form).Code)
}

func TestAMessageIsLookedAtOnTheOfficesOwnPhones(t *testing.T) {
	o := newOffice(t)
	path, form := o.gathered(o.out("关于停水的通知"))
	s := o.as("审核")
	require.Equal(t, http.StatusSeeOther, s.post(path, with(form, "act", "look")).Code)
	assert.Equal(t, 1, o.account.looks)
	assert.Empty(t, o.account.masses)
	html := s.page("/desk/posts")
	assert.Contains(t, html, "预览已发到值班手机")
	assert.NotContains(t, html, "openid")
	o.account.refuse = errRefused
	assert.Contains(t, s.post(path, with(form, "act", "look")).Body.String(), "预览没有发出：微信拒绝了")
}

func TestAFaultWhileSendingIsNoRefusal(t *testing.T) {
	o := newOffice(t)
	path, form := o.gathered(o.out("关于停水的通知"))
	o.account.refuse = errors.New("disk full")
	assert.Equal(t, http.StatusInternalServerError, o.as("审核").post(path, form).Code)
	require.Len(t, o.faults, 1)
	o.faults = nil
	assert.Contains(t, o.as("审核").page("/desk/posts"), "审核发出时：程序出错")
}

func TestAProposalOfAnotherSiteIsRefused(t *testing.T) {
	o := newOffice(t)
	path, form := o.gathered(o.out("关于停水的通知"))
	s := o.as("审核")
	r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	assert.Equal(t, http.StatusForbidden, s.do(r).Code)
	assert.Empty(t, o.account.masses)
}

func TestAMassMessageOfWhichNobodyKnowsIsNotProposedAgain(t *testing.T) {
	o := newOffice(t)
	r := o.out("关于停水的通知")
	path, form := o.gathered(r)
	o.account.refuse, o.account.lost = errRefused, true
	w := o.as("审核").post(path, form)
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "还不知道有没有发出：微信拒绝了。不要再提议，先在下面“等人工的推送”里核对。")
	assert.Contains(t, w.Body.String(), "<h2>等人工的推送</h2>")
	w = o.as("经办").post("/desk/posts/mass", url.Values{"record": {string(r.Number)}})
	assert.Contains(t, w.Body.String(), "已经群发过，或者已经有人提议")
}
