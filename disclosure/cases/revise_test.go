package cases_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestWordsThatComeToTwoReplicasAtOnceStandBehindEachOther(t *testing.T) {
	ctx := t.Context()
	desk := cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{})
	was := cases.Draft{Owner: "a", Kind: cases.Complaint}
	require.NoError(t, desk.SaveDraft(ctx, was))
	one, other := was, was
	one.Text, other.Text, other.Contact = "路灯坏了", "已经一周", "00000000001"
	kept, err := desk.ReviseDraft(ctx, was, one)
	require.NoError(t, err)
	assert.Equal(t, one, kept)
	kept, err = desk.ReviseDraft(ctx, was, other)
	require.NoError(t, err)
	assert.Equal(t, "路灯坏了\n已经一周", kept.Text)
	assert.Equal(t, "00000000001", kept.Contact)

	more, rewritten := kept, kept
	more.Text, rewritten.Text = kept.Text+"\n没人修", "只说一件事"
	_, err = desk.ReviseDraft(ctx, kept, more)
	require.NoError(t, err)
	last, err := desk.ReviseDraft(ctx, kept, rewritten)
	require.NoError(t, err)
	assert.Equal(t, "只说一件事", last.Text, "what is written anew stands in the place of all before")

	require.ErrorIs(t, desk.DropRevision(ctx, kept), cases.ErrConflict)
	require.NoError(t, desk.DropRevision(ctx, last))
	_, err = desk.ReviseDraft(ctx, last, more)
	require.ErrorIs(t, err, cases.ErrNotFound)
}
