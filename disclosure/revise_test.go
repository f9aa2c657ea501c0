package disclosure_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
)

// Two messages that come at once may be heard by two replicas, each of which knows the
// application as it was before both.
func TestWhatIsSaidAtTwoReplicasAtOnceIsAllKept(t *testing.T) {
	store, ctx := disclosure.NewMemory(), t.Context()
	one, other := disclosure.NewDesk(store, civil.China()), disclosure.NewDesk(store, civil.China())
	was := disclosuretest.Draft("a")
	was.Refused = "64010419900101001"
	require.NoError(t, one.SaveDraft(ctx, was))

	named := was
	named.Applicant.Name, named.Step, named.Attachments = "另一人", "phone", []disclosure.Attachment{{ID: "1", Name: "附件1.jpg"}}
	kept, err := one.ReviseDraft(ctx, was, named, nil)
	require.NoError(t, err)
	assert.Equal(t, named, kept)

	called := was
	called.Applicant.Phone, called.Delivery.Way, called.Refused, called.Attachments = "00000000001", "", "", []disclosure.Attachment{{ID: "2", Name: "附件2.jpg"}}
	kept, err = other.ReviseDraft(ctx, was, called, func(d *disclosure.Draft) { d.Step = "way" })
	require.NoError(t, err)
	want := named
	want.Applicant.Phone, want.Delivery.Way, want.Refused, want.Step = "00000000001", "", "", "way"
	want.Attachments = append(named.Attachments[:1:1], called.Attachments...)
	assert.Equal(t, want, kept)
	read, err := one.Draft(ctx, "a")
	require.NoError(t, err)
	assert.Equal(t, want, read)

	require.ErrorIs(t, one.ReplaceDraft(ctx, named, want), disclosure.ErrConflict)
	require.ErrorIs(t, one.DropRevision(ctx, named), disclosure.ErrConflict)
	require.NoError(t, one.DropRevision(ctx, want))
	_, err = other.ReviseDraft(ctx, want, named, nil)
	require.ErrorIs(t, err, disclosure.ErrNotFound, "what was handed in or dropped does not come back")
}

func TestAnApplicationBegunTwiceAtOnceIsOne(t *testing.T) {
	desk, ctx := disclosure.NewDesk(disclosure.NewMemory(), civil.China()), t.Context()
	first, second := disclosure.Draft{Owner: "a", Subject: "某路的环评批复", Step: "consent"}, disclosure.Draft{Owner: "a", Organ: "某局", Step: "subject"}
	_, err := desk.ReviseDraft(ctx, disclosure.Draft{}, first, nil)
	require.NoError(t, err)
	kept, err := desk.ReviseDraft(ctx, disclosure.Draft{}, second, nil)
	require.NoError(t, err)
	assert.Equal(t, disclosure.Draft{Owner: "a", Organ: "某局", Subject: "某路的环评批复", Step: "subject"}, kept)
}

func TestPicturesThatComeToTwoReplicasAreAllKept(t *testing.T) {
	store := dawdling{disclosure.NewMemory()}
	desks := []*disclosure.Desk{disclosure.NewDesk(store, civil.China()), disclosure.NewDesk(store, civil.China())}
	require.NoError(t, desks[0].SaveDraft(t.Context(), disclosuretest.Draft("a")))
	var wait sync.WaitGroup
	for n := range disclosure.MaxAttachments {
		wait.Go(func() {
			_, err := desks[n%2].Attach(t.Context(), "a", fmt.Sprint(n), []byte(picture))
			assert.NoError(t, err)
		})
	}
	wait.Wait()
	d, err := desks[0].Draft(t.Context(), "a")
	require.NoError(t, err)
	names := map[string]bool{}
	for _, a := range d.Attachments {
		names[a.Name] = true
	}
	assert.Len(t, names, disclosure.MaxAttachments)
}
