package cases_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

const photo = "\xff\xd8\xff\xe0 a photo"

func letter(t *testing.T, d *cases.Desk) {
	t.Helper()
	require.NoError(t, d.SaveDraft(t.Context(), cases.Draft{Owner: "a", Kind: cases.Complaint, Text: "内容"}))
}

func TestAPhotoGoesWithTheCase(t *testing.T) {
	d := testDesk()
	_, err := d.Attach(t.Context(), "a", "1", []byte(photo), noon)
	require.ErrorIs(t, err, disclosure.ErrNoDraft)
	letter(t, d)
	var dr cases.Draft
	for range 2 { // the platform sends a message again
		dr, err = d.Attach(t.Context(), "a", "1", []byte(photo), noon)
		require.NoError(t, err)
	}
	require.Len(t, dr.Attachments, 1)
	assert.Equal(t, "附件1.jpg", dr.Attachments[0].Name)
	c, err := d.Open(t.Context(), cases.Case{Kind: dr.Kind, Owner: "a", Text: dr.Text, Attachments: dr.Attachments}, "key", noon)
	require.NoError(t, err)
	require.NoError(t, d.DropDraft(t.Context(), "a"))
	for range 2 {
		c, err = d.Enclose(t.Context(), c.ID, "2", []byte("%PDF-1.7"), noon)
		require.NoError(t, err)
	}
	require.Len(t, c.Files(), 2)
	assert.Equal(t, "附件2.pdf", c.Files()[1].Name)
	assert.Equal(t, cases.ActSupplemented, c.Events[1].Act)
	second := open(t, d, cases.Complaint, 0)
	second, err = d.Enclose(t.Context(), second.ID, "2", []byte("%PDF-1.7"), noon)
	require.NoError(t, err, "the same file to another case")
	require.NoError(t, d.Erase(t.Context(), withdrawn(t, d, second)))
	_, err = d.Enclose(t.Context(), c.ID, "3", []byte("MZ\x90\x00"), noon)
	require.ErrorIs(t, err, disclosure.ErrFileType)
	a, data, err := d.File(t.Context(), c.ID, 0)
	require.NoError(t, err)
	assert.Equal(t, dr.Attachments[0], a)
	assert.Equal(t, photo, string(data))
	_, data, err = d.File(t.Context(), c.ID, 1)
	require.NoError(t, err)
	assert.Equal(t, "%PDF-1.7", string(data))
	_, _, err = d.File(t.Context(), c.ID, 2)
	require.ErrorIs(t, err, cases.ErrNotFound)
	require.NoError(t, d.Erase(t.Context(), withdrawn(t, d, c)))
	_, err = d.Enclose(t.Context(), c.ID, "4", []byte(photo), noon)
	var refused *cases.TransitionError
	require.ErrorAs(t, err, &refused, "nothing is added to what is closed")
	_, _, err = d.File(t.Context(), c.ID, 0)
	require.ErrorIs(t, err, cases.ErrNotFound)
}

func withdrawn(t *testing.T, d *cases.Desk, c cases.Case) string {
	t.Helper()
	_, err := d.Record(t.Context(), c.ID, cases.Withdrawn(monday))
	require.NoError(t, err)
	return c.ID
}

func TestWhatDoesNotGoWithACase(t *testing.T) {
	d := testDesk()
	letter(t, d)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"a program":   {[]byte("MZ\x90\x00"), disclosure.ErrFileType},
		"nothing":     {nil, disclosure.ErrFileType},
		"a big photo": {append([]byte(photo), bytes.Repeat([]byte{0}, disclosure.MaxAttachmentSize)...), disclosure.ErrFileTooLarge},
	} {
		_, err := d.Attach(t.Context(), "a", name, c.data, noon)
		require.ErrorIs(t, err, c.want, name)
	}
	for n := range disclosure.MaxAttachments {
		_, err := d.Attach(t.Context(), "a", fmt.Sprint(n), []byte(photo), noon)
		require.NoError(t, err)
	}
	_, err := d.Attach(t.Context(), "a", "one more", []byte(photo), noon)
	require.ErrorIs(t, err, disclosure.ErrTooManyFiles)
}

func TestAPhotoThatIsTakenOffIsForgotten(t *testing.T) {
	store := cases.NewMemory()
	d := cases.NewDesk(store, civil.China(), cases.Terms{})
	_, err := d.Detach(t.Context(), "a", "none", noon)
	require.ErrorIs(t, err, disclosure.ErrNoDraft)
	letter(t, d)
	dr, err := d.Attach(t.Context(), "a", "1", []byte(photo), noon)
	require.NoError(t, err)
	id := dr.Attachments[0].ID
	for range 2 {
		dr, err = d.Detach(t.Context(), "a", id, noon)
		require.NoError(t, err)
		require.Empty(t, dr.Attachments)
	}
	_, err = store.File(t.Context(), id)
	require.ErrorIs(t, err, cases.ErrNotFound)
}
