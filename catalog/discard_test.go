package catalog_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
)

// walked takes a new record through steps.
func walked(t *testing.T, c *catalog.Catalog, steps ...catalog.ChangeKind) catalog.Record {
	t.Helper()
	r := report()
	for _, step := range steps {
		var err error
		r, err = c.Move(t.Context(), catalogtest.Ready(r, step), step, "理由", when(step))
		require.NoError(t, err, step)
	}
	return r
}

func TestWhatSomebodyDecidedOnIsNotThrownAway(t *testing.T) {
	c := catalog.New(nil)
	sent := []catalog.ChangeKind{catalog.Draft, catalog.InReview}
	for name, before := range map[string][]catalog.ChangeKind{
		"sent back and written again":                append(sent, catalog.Returned, catalog.Draft),
		"sent back, and recalled when it went again": append(sent, catalog.Returned, catalog.Draft, catalog.InReview, catalog.Recalled),
	} {
		r := walked(t, c, before...)
		_, err := c.Move(t.Context(), r, catalog.Discarded, "", signer)
		var lack *catalog.TransitionError
		require.ErrorAs(t, err, &lack, name)
		assert.Contains(t, lack.Lack, "is returned", name)
	}
	again := walked(t, c, catalog.Draft, catalog.InReview, catalog.Withheld, catalog.InReview)
	_, err := c.Move(t.Context(), again, catalog.Recalled, "", signer)
	assert.ErrorContains(t, err, "is withheld", "a decision not to publish does not become a draft")

	back := walked(t, c, catalog.Draft, catalog.InReview, catalog.Recalled)
	assert.EqualValues(t, catalog.Draft, back.Status)
	gone, err := c.Move(t.Context(), back, catalog.Discarded, "", signer)
	require.NoError(t, err, "what was only taken back was decided on by nobody")
	assert.EqualValues(t, catalog.Discarded, gone.Status)
	erased, err := c.Erase(t.Context(), gone, "本人要求", signer)
	require.NoError(t, err, "personal data go from it as from any other")
	assert.EqualValues(t, catalog.Discarded, erased.Status)
	_, err = c.Verify(t.Context())
	assert.NoError(t, err)
}

func TestAnImportTakesAgainWhatWasThrownAwayButNotItsNumber(t *testing.T) {
	c := catalog.New(nil)
	how := catalog.Import{By: signer, Drafter: "经办", As: catalog.Draft}
	const head = "名称,生成日期,发布机构,内容概述,索引号\n"
	const plain, numbered = "甲通知,2015-12-01,政府办,概述。,\n", "乙通知,2015-12-01,政府办,概述。,2015-00007\n"
	_, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(head+plain+numbered)), how)
	require.NoError(t, err)
	for r, err := range c.Papers(t.Context(), catalog.Draft) {
		require.NoError(t, err)
		_, err = c.Move(t.Context(), r, catalog.Discarded, "", signer)
		require.NoError(t, err)
	}
	for _, dry := range []bool{true, false} {
		how.DryRun = dry
		got, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(head+plain+numbered)), how)
		require.NoError(t, err)
		assert.Equal(t, []int{1, 0, 1}, []int{got.In, got.There, got.Refused}, "dry: %v", dry)
		require.Len(t, got.Findings, 1)
		assert.Equal(t, 3, got.Findings[0].Line)
		assert.Contains(t, got.Findings[0].Text, "属于一条作废的草稿")
	}
}
