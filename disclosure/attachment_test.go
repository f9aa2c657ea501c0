package disclosure_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
)

const picture = "\xff\xd8\xff\xe0 a picture"

func TestAPictureGoesWithTheApplication(t *testing.T) {
	desk := disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	ctx := t.Context()
	_, err := desk.Attach(ctx, "a", "1", []byte(picture))
	require.ErrorIs(t, err, disclosure.ErrNoDraft)
	d := disclosuretest.Draft("a")
	d.Consented = civil.Date{}
	require.NoError(t, desk.SaveDraft(ctx, d))
	_, err = desk.Attach(ctx, "a", "1", []byte(picture))
	require.ErrorIs(t, err, disclosure.ErrNoDraft, "no personal datum before the notice is agreed to")
	require.NoError(t, desk.SaveDraft(ctx, disclosuretest.Draft("a")))
	for range 2 { // the platform sends a message again
		d, err = desk.Attach(ctx, "a", "1", []byte(picture))
		require.NoError(t, err)
	}
	require.Len(t, d.Attachments, 1)
	assert.Equal(t, "附件1.jpg", d.Attachments[0].Name)
	assert.Equal(t, "image/jpeg", d.Attachments[0].Type)
	r, err := desk.Submit(ctx, d, "key", disclosuretest.Day.Time(beijing), disclosure.ByWeChat)
	require.NoError(t, err)
	require.NoError(t, desk.DropDraft(ctx, "a"))
	a, data, err := desk.File(ctx, r.ID, 0)
	require.NoError(t, err)
	assert.Equal(t, d.Attachments[0], a)
	assert.Equal(t, picture, string(data))
	_, _, err = desk.File(ctx, r.ID, 1)
	require.ErrorIs(t, err, disclosure.ErrNotFound)
}

func TestWhatIsNotAttached(t *testing.T) {
	desk := disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	require.NoError(t, desk.SaveDraft(t.Context(), disclosuretest.Draft("a")))
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"a program":   {[]byte("MZ\x90\x00"), disclosure.ErrFileType},
		"a page":      {[]byte("<html><script>"), disclosure.ErrFileType},
		"nothing":     {nil, disclosure.ErrFileType},
		"a big photo": {append([]byte(picture), bytes.Repeat([]byte{0}, disclosure.MaxAttachmentSize)...), disclosure.ErrFileTooLarge},
	} {
		_, err := desk.Attach(t.Context(), "a", name, c.data)
		require.ErrorIs(t, err, c.want, name)
	}
	for n := range disclosure.MaxAttachments {
		_, err := desk.Attach(t.Context(), "a", fmt.Sprint(n), []byte(picture))
		require.NoError(t, err)
	}
	_, err := desk.Attach(t.Context(), "a", "one more", []byte(picture))
	require.ErrorIs(t, err, disclosure.ErrTooManyFiles)
}

func TestAnAttachmentThatIsTakenOffIsForgotten(t *testing.T) {
	store := disclosure.NewMemory()
	desk := disclosure.NewDesk(store, civil.China())
	ctx := t.Context()
	_, err := desk.Detach(ctx, "a", "none")
	require.ErrorIs(t, err, disclosure.ErrNoDraft)
	require.NoError(t, desk.SaveDraft(ctx, disclosuretest.Draft("a")))
	for _, key := range []string{"1", "2"} {
		_, err := desk.Attach(ctx, "a", key, []byte(picture))
		require.NoError(t, err)
	}
	d, err := desk.Draft(ctx, "a")
	require.NoError(t, err)
	first := d.Attachments[0].ID
	for range 2 {
		d, err = desk.Detach(ctx, "a", first)
		require.NoError(t, err)
		require.Len(t, d.Attachments, 1)
	}
	_, err = store.File(ctx, first)
	require.ErrorIs(t, err, disclosure.ErrNotFound)
	d, err = desk.Attach(ctx, "a", "3", []byte("%PDF-1.7"))
	require.NoError(t, err)
	assert.Equal(t, []string{"附件2.jpg", "附件1.pdf"}, []string{d.Attachments[0].Name, d.Attachments[1].Name}, "no two have one name")
}

// dawdling is a store that lets everybody else go first before it keeps a file.
type dawdling struct{ disclosure.Store }

func (s dawdling) SaveFile(ctx context.Context, owner, id string, data []byte) error {
	for range 1000 {
		runtime.Gosched()
	}
	return s.Store.SaveFile(ctx, owner, id, data)
}

func TestPicturesThatComeTogetherAreAllKept(t *testing.T) {
	desk := disclosure.NewDesk(dawdling{disclosure.NewMemory()}, civil.China())
	require.NoError(t, desk.SaveDraft(t.Context(), disclosuretest.Draft("a")))
	var wait sync.WaitGroup
	for n := range disclosure.MaxAttachments {
		wait.Go(func() {
			_, err := desk.Attach(t.Context(), "a", fmt.Sprint(n), []byte(picture))
			assert.NoError(t, err)
		})
	}
	wait.Wait()
	d, err := desk.Draft(t.Context(), "a")
	require.NoError(t, err)
	names := map[string]bool{}
	for _, a := range d.Attachments {
		names[a.Name] = true
	}
	assert.Len(t, names, disclosure.MaxAttachments)
}

// The same picture of an identity card goes with one application after the other.
func TestAFileThatGoesWithTwoApplicationsIsKeptForBoth(t *testing.T) {
	desk := disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	ctx := t.Context()
	var ids []string
	for n := range 2 {
		require.NoError(t, desk.SaveDraft(ctx, disclosuretest.Draft("a")))
		d, err := desk.Attach(ctx, "a", "the same", []byte(picture))
		require.NoError(t, err)
		again, err := desk.Attach(ctx, "a", "the same", []byte(picture))
		require.NoError(t, err)
		require.Equal(t, d, again)
		r, err := desk.Submit(ctx, d, fmt.Sprint(n), disclosuretest.Day.Time(beijing), disclosure.ByWeChat)
		require.NoError(t, err)
		require.NoError(t, desk.DropDraft(ctx, "a"))
		ids = append(ids, r.ID)
	}
	_, err := desk.Record(ctx, ids[1], disclosure.Withdrawn(disclosuretest.Day))
	require.NoError(t, err)
	require.NoError(t, desk.Erase(ctx, ids[1]))
	_, data, err := desk.File(ctx, ids[0], 0)
	require.NoError(t, err)
	assert.Equal(t, picture, string(data))
}
