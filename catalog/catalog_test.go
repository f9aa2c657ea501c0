package catalog_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

var (
	noon   = time.Date(2015, 12, 2, 12, 0, 0, 0, time.UTC)
	signer = catalog.Actor{Name: "签发人", Role: "signer", At: noon}
)

// report is the annual report that Xingqing published on 2015-12-02
// (兴庆区2015年政府信息公开年度工作报告).
func report() catalog.Record {
	return catalog.Record{
		Title: "兴庆区2015年政府信息公开年度工作报告", Summary: "总体情况、主动公开、依申请公开、复议诉讼、存在的问题和2016年措施。",
		Date: civil.Day(2015, time.December, 2), Publisher: "银川市兴庆区人民政府办公室", Column: "政府信息公开年报",
		Drafter: "经办人", Review: catalog.Review{By: "审查人", Result: catalog.Cleared},
	}
}

func TestAPublishedRecordHasANumberAndIsFoundInAnyWriting(t *testing.T) {
	scheme, err := catalog.NewScheme("district", "640104/{year}-{serial:5}")
	require.NoError(t, err)
	c := catalog.New(nil).WithScheme(scheme)
	r, err := c.Publish(t.Context(), report(), signer)
	require.NoError(t, err)
	assert.Equal(t, catalog.IndexNumber("640104/2015-00001"), r.Number)
	assert.Equal(t, civil.Day(2015, time.December, 2), r.Published)
	for _, writing := range []catalog.IndexNumber{"640104/2015-00001", "６４０１０４／２０１５－００００１", " 索引号：640104 / 2015—00001", "640104201500001", "2015-00001"} {
		got, err := c.Find(t.Context(), writing)
		require.NoError(t, err, writing)
		assert.Equal(t, r, got)
	}
	_, err = c.Find(t.Context(), "640104/2015-00002")
	assert.ErrorIs(t, err, catalog.ErrNotFound)
	other := report()
	other.Number = "000014349/2015-00001"
	_, err = c.Publish(t.Context(), other, signer)
	require.NoError(t, err)
	_, err = c.Find(t.Context(), "2015-00001")
	assert.ErrorIs(t, err, catalog.ErrNotFound, "two records end in this back code")
}

func TestARecordIsNotPublishedWithoutReviewByAnotherPerson(t *testing.T) {
	c := catalog.New(nil)
	for _, review := range []catalog.Review{{}, {By: "经办人", Result: catalog.Cleared}, {By: "审查人"}, {By: "审查人", Result: catalog.Withhold}} {
		r := report()
		r.Review = review
		_, err := c.Publish(t.Context(), r, signer)
		assert.ErrorIs(t, err, catalog.ErrNotReviewed)
		assert.ErrorContains(t, err, "clears it", "somebody may have reviewed it, and not cleared it")
	}
	head, err := c.Head(t.Context())
	require.NoError(t, err)
	assert.Zero(t, head)
}

func TestErasingAPersonsDataKeepsTheChainWhole(t *testing.T) {
	store := catalog.NewMemory()
	c := catalog.New(store)
	r := report()
	r.Body = "联系人张某，住址：某路。"
	r, err := c.Publish(t.Context(), r, signer)
	require.NoError(t, err)
	r.Body = "联系人某，住址不公开。"
	r, err = c.Erase(t.Context(), r, "本人申请", signer)
	require.NoError(t, err)
	n, err := c.Verify(t.Context())
	require.NoError(t, err)
	assert.EqualValues(t, 2, n)
	for s, err := range store.Changes(t.Context(), 0) {
		require.NoError(t, err)
		assert.NotContains(t, string(s.Content), "张某")
	}
	got, err := c.Find(t.Context(), r.Number)
	require.NoError(t, err)
	assert.Equal(t, "联系人某，住址不公开。", got.Body)
}
