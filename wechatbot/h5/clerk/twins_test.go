package clerk_test

import (
	"net/http"
	"net/url"
	"path"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

func (o *office) papers() (n int) {
	for _, err := range o.catalog.Papers(o.t.Context()) {
		require.NoError(o.t, err)
		n++
	}
	return n
}

// filled is a new draft's form with what is written into it.
func (s *seat) filled(said url.Values) url.Values {
	form := s.fields(s.page("/desk/records/new"), "送审")
	for k, v := range said {
		form[k] = v
	}
	return form
}

func TestAFormThatIsSentTwiceMakesOneDraft(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := with(s.filled(paper()), "act", "submit")
	var at [2]string
	var both sync.WaitGroup
	for i := range at {
		both.Go(func() { at[i] = s.post("/desk/records", form).Header().Get("Location") })
	}
	both.Wait()
	assert.Equal(t, 1, o.papers())
	assert.Equal(t, []string{"/desk/records/1", "/desk/records/1"}, at[:])
	require.Equal(t, http.StatusSeeOther, s.post("/desk/records", with(s.filled(paper()), "act", "save")).Code)
	assert.Equal(t, 2, o.papers(), "another form makes another draft")
}

func TestAFormThatIsChangedAndSentAgainChangesItsDraft(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := with(s.filled(paper()), "act", "save")
	require.Equal(t, http.StatusSeeOther, s.post("/desk/records", form).Code)
	w := s.post("/desk/records", with(form, "summary", "另一种概述，供暖的时间、标准和电话。"))
	require.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "另一种概述", "nothing is lost")
	assert.Equal(t, 1, o.papers())
}

func TestTwinsAreStoppedBeforeReviewAndBeforeRelease(t *testing.T) {
	o := newOffice(t)
	s, reviewer := o.as("经办"), o.as("审核")
	first := s.drafted(paper())
	w := s.post("/desk/records", with(s.filled(paper()), "act", "submit"))
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "名称、机构、文号和日期都相同")
	form := s.fields(w.Body.String(), "送审")
	w = s.post("/desk/records", with(form, "act", "submit", "apart", "yes"))
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	second := w.Header().Get("Location")

	page := reviewer.page(first)
	assert.Contains(t, page, "名称、机构、文号和日期都相同")
	form = reviewer.fields(page, "同意并发布")
	require.Equal(t, http.StatusUnprocessableEntity, reviewer.post(first, form).Code)
	require.Equal(t, http.StatusSeeOther, reviewer.post(first, with(form, "apart", "yes")).Code)
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post(second, reviewer.fields(reviewer.page(second), "同意并发布")).Code)
	id, err := strconv.ParseInt(path.Base(second), 10, 64)
	require.NoError(t, err)
	r, err := o.catalog.Paper(t.Context(), id)
	require.NoError(t, err)
	assert.EqualValues(t, catalog.InReview, r.Status)
}

func TestADocumentNumberThatAnotherHasIsRemarked(t *testing.T) {
	o := newOffice(t)
	at := o.as("经办").drafted(paper())
	s := o.as("经办")
	w := s.post("/desk/records", with(paper(), "title", "关于调整城区公交线路的通知", "doc_number", "兴政发[2026]12号", "act", "check"))
	assert.Contains(t, w.Body.String(), "另一件名称不同的公文也用这个文号：《关于做好冬季供暖保障工作的通知》（在审或者待发布，还没有索引号）。")
	w = s.post("/desk/records", with(paper(), "title", "《关于做好冬季供暖保障工作的通知》解读", "act", "check"))
	assert.NotContains(t, w.Body.String(), "也用这个文号", "it is of that document")
	w = s.post("/desk/records", with(paper(), "title", "关于调整城区公交线路的通知", "doc_number", "兴政发〔2026〕13号", "act", "check"))
	assert.NotContains(t, w.Body.String(), "也用这个文号")
	assert.NotContains(t, o.as("审核").page(at), "也用这个文号", "it is its own")
}

func TestGoingBackAndSavingAgainMakesNoSecondDraft(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	first := s.post("/desk/records", with(paper(), "act", "save", "once", "a")).Header().Get("Location")
	w := s.post("/desk/records", with(paper(), "act", "save", "once", "b")) // the form was fetched anew, what was typed is restored
	assert.Equal(t, first, w.Header().Get("Location"))
	assert.Contains(t, s.page(first), "没有再存一遍")
	assert.NotEqual(t, first, s.post("/desk/records", with(paper(), "act", "save", "once", "c", "body", "别的正文")).Header().Get("Location"), "other words are another draft")
	assert.NotEqual(t, first, o.as("双岗").post("/desk/records", with(paper(), "act", "save", "once", "d")).Header().Get("Location"), "and so are another's")
}
