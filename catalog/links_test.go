package catalog_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestLinksLeadBothWaysAndNeverToTheHidden(t *testing.T) {
	c := catalog.New(nil)
	policy, err := c.Publish(t.Context(), catalogtest.Record(1), signer)
	require.NoError(t, err)
	r := catalogtest.Record(2)
	r.Links = []catalog.Link{{Kind: catalog.Interprets, To: policy.Number}, {Kind: catalog.Forwards, To: "2015-00099"}}
	reading, err := c.Publish(t.Context(), r, signer)
	require.NoError(t, err)
	for of, want := range map[catalog.IndexNumber]catalog.IndexNumber{policy.Number: reading.Number, reading.Number: policy.Number} {
		linked, err := c.Linked(t.Context(), of)
		require.NoError(t, err)
		require.Len(t, linked, 1)
		assert.Equal(t, want, linked[0].Number)
	}
	found, err := c.Dangling(t.Context())
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, "2015-00099", found[0].Got)
	require.NoError(t, c.Withdraw(t.Context(), policy.Number, "内容失效", signer))
	linked, err := c.Linked(t.Context(), reading.Number)
	require.NoError(t, err)
	assert.Empty(t, linked)
	_, err = c.Linked(t.Context(), policy.Number)
	assert.ErrorIs(t, err, catalog.ErrNotFound)
}

func TestForceIsReadOnADay(t *testing.T) {
	r := catalog.Record{Validity: []catalog.Validity{
		{From: civil.Day(2019, time.May, 15), Force: catalog.Repealed, By: "000014349/2019-00001"},
		{From: civil.Day(2010, time.January, 1), Force: catalog.Modified},
	}}
	assert.Equal(t, catalog.InForce, r.ForceOn(civil.Day(2009, time.December, 31)))
	assert.Equal(t, catalog.Modified, r.ForceOn(civil.Day(2010, time.January, 1)))
	assert.Equal(t, catalog.Modified, r.ForceOn(civil.Day(2019, time.May, 14)))
	assert.Equal(t, "已废止", r.ForceOn(civil.Day(2019, time.May, 15)).Chinese())
}

func TestOrgansHaveSuccessors(t *testing.T) {
	c := catalog.New(nil).WithOrgans(
		catalog.Organ{Name: "卫生局", Aliases: []string{"区卫生局"}, Successor: "卫生和计划生育局"},
		catalog.Organ{Name: "计划生育局", Successor: "卫生和计划生育局"},
		catalog.Organ{Name: "卫生和计划生育局", Successor: "卫生健康局"},
		catalog.Organ{Name: "卫生健康局"},
		catalog.Organ{Name: "甲", Successor: "乙"}, catalog.Organ{Name: "乙", Successor: "甲"},
	)
	assert.Equal(t, "卫生健康局", c.Successor("区卫生局"))
	assert.Equal(t, []string{"卫生局", "计划生育局", "卫生和计划生育局"}, c.Predecessors("卫生健康局"))
	assert.Equal(t, "不认识的局", c.Successor("不认识的局"))
	assert.NotEmpty(t, c.Successor("甲"), "a circle ends")
}

func TestANumberGivenToADraftIsNotIssuedAgain(t *testing.T) {
	c := catalog.New(nil)
	draft := report()
	draft.Number = "2015-00002"
	draft, err := c.Move(t.Context(), draft, catalog.Draft, "", signer)
	require.NoError(t, err)
	r, err := c.Publish(t.Context(), report(), signer)
	require.NoError(t, err)
	assert.Equal(t, catalog.IndexNumber("2015-00003"), r.Number)
	for _, step := range []catalog.ChangeKind{catalog.InReview, catalog.SecrecyReview, catalog.Published} {
		draft, err = c.Move(t.Context(), draft, step, "", signer)
		require.NoError(t, err)
	}
	assert.Equal(t, catalog.IndexNumber("2015-00002"), draft.Number)
}

func TestWhatRepealsARecordEndsItsForce(t *testing.T) {
	c := catalog.New(nil)
	old := catalogtest.Record(1)
	old.Date = civil.Day(2008, time.May, 1)
	old, err := c.Publish(t.Context(), old, signer)
	require.NoError(t, err)
	for i, kind := range []catalog.LinkKind{catalog.Modifies, catalog.Interprets, catalog.Repeals, catalog.Modifies} {
		r := catalogtest.Record(10 + i)
		r.Date = civil.Day(2010+i, time.January, 1)
		r.Links = []catalog.Link{{Kind: kind, To: "２０１５－００００１"}}
		_, err := c.Publish(t.Context(), r, signer)
		require.NoError(t, err)
	}
	for day, want := range map[civil.Date]string{
		civil.Day(2009, 12, 31): "有效 ", civil.Day(2010, 1, 1): "已修改 2015-00002", civil.Day(2011, 6, 1): "已修改 2015-00002",
		civil.Day(2012, 1, 1): "已废止 2015-00004", civil.Day(2015, 1, 1): "已废止 2015-00004",
	} {
		force, by, err := c.Force(t.Context(), old.Number, day)
		require.NoError(t, err)
		assert.Equal(t, want, force.Chinese()+" "+string(by), day)
	}
}
