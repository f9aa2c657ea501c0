package disclosuretest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// Letter returns a complaint that an owner is writing.
func Letter(owner string) cases.Draft {
	return cases.Draft{Owner: owner, Kind: cases.Complaint, Text: "窗口让人跑了三趟", Contact: "00000000000", Aside: true, Saved: Day.Time(time.UTC)}
}

func letters(t *testing.T, s cases.Store) {
	_, err := s.Draft(t.Context(), "a")
	is(t, err, cases.ErrNotFound)
	must(t, s.SaveDraft(t.Context(), Letter("a")))
	must(t, s.SaveDraft(t.Context(), Letter("b")))
	again := cases.Draft{Owner: "a", Kind: cases.Consultation, Saved: Day.Time(time.UTC)}
	must(t, s.SaveDraft(t.Context(), again))
	got, err := s.Draft(t.Context(), "a")
	must(t, err)
	same(t, again, got)
	must(t, s.DropDraft(t.Context(), "a"))
	must(t, s.DropDraft(t.Context(), "a"))
	_, err = s.Draft(t.Context(), "a")
	is(t, err, cases.ErrNotFound)
	got, err = s.Draft(t.Context(), "b")
	must(t, err)
	same(t, Letter("b"), got)
	for _, bad := range []cases.Draft{{}, {Kind: cases.Complaint}, {Owner: "a"}, {Owner: "a", Kind: "rumour"}} {
		if s.SaveDraft(t.Context(), bad) == nil {
			t.Fatal("a letter of nobody, or of no kind, was kept")
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if s.SaveDraft(ctx, Letter("c")) == nil {
		t.Fatal("kept under a cancelled context")
	}
}

func replacedLetters(t *testing.T, s cases.Store) {
	ctx, none := t.Context(), cases.Draft{}
	first := enclose(t, s, "a", "a1")
	is(t, s.ReplaceDraft(ctx, none, Letter("a")), cases.ErrConflict)
	read, err := s.Draft(ctx, "a")
	must(t, err)
	second := read
	second.Text += "\n又跑了一趟"
	must(t, s.ReplaceDraft(ctx, read, second))
	is(t, s.ReplaceDraft(ctx, first, none), cases.ErrConflict)
	got, err := s.Draft(ctx, "a")
	must(t, err)
	same(t, second, got)
	must(t, s.ReplaceDraft(ctx, second, none))
	hasCaseFile(t, s, "a1", false)
	is(t, s.ReplaceDraft(ctx, second, first), cases.ErrConflict)
	must(t, s.ReplaceDraft(ctx, none, first))
	for _, bad := range [][2]cases.Draft{{none, none}, {first, Letter("b")}, {first, {Owner: "a"}}} {
		if err := s.ReplaceDraft(ctx, bad[0], bad[1]); err == nil || errors.Is(err, cases.ErrConflict) {
			t.Fatalf("a letter of nobody, of another or of no kind: %v", err)
		}
	}
	onlyOne(t, func(i int) error {
		d := first
		d.Text = fmt.Sprint("第", i, "封")
		return s.ReplaceDraft(ctx, first, d)
	}, cases.ErrConflict)
}

func oldLetters(t *testing.T, s cases.Store) {
	for i, owner := range []string{"a", "b", "c"} {
		d := Letter(owner)
		d.Saved = d.Saved.AddDate(0, 0, i)
		must(t, s.SaveDraft(t.Context(), d))
	}
	n, err := s.DropDraftsBefore(t.Context(), Day.Time(time.UTC).AddDate(0, 0, 2))
	must(t, err)
	same(t, 2, n)
	_, err = s.Draft(t.Context(), "b")
	is(t, err, cases.ErrNotFound)
	_, err = s.Draft(t.Context(), "c")
	must(t, err)
}

// enclose saves files for the letter that an owner is writing, each twice: the second
// time is none.
func enclose(t *testing.T, s cases.Store, owner string, ids ...string) cases.Draft {
	d := Letter(owner)
	for _, id := range ids {
		must(t, s.SaveFile(t.Context(), owner, id, []byte("bytes of "+id)))
		must(t, s.SaveFile(t.Context(), owner, id, []byte("other bytes")))
		d.Attachments = append(d.Attachments, disclosure.Attachment{ID: id, Name: "附件1.jpg", Type: "image/jpeg", Size: 10})
	}
	must(t, s.SaveDraft(t.Context(), d))
	return d
}

// hasCaseFile holds whether a file that was enclosed is there.
func hasCaseFile(t *testing.T, s cases.Store, id string, want bool) {
	t.Helper()
	data, err := s.File(t.Context(), id)
	if !want {
		is(t, err, cases.ErrNotFound)
		return
	}
	must(t, err)
	same(t, "bytes of "+id, string(data))
}

func filesOfLetters(t *testing.T, s cases.Store) {
	ctx := t.Context()
	d := enclose(t, s, "a", "a1", "a2", "a3")
	got, err := s.Draft(ctx, "a")
	must(t, err)
	same(t, d, got)
	must(t, s.DropFile(ctx, "a", "a3"))
	must(t, s.DropFile(ctx, "a", "a3")) // no error twice
	must(t, s.DropFile(ctx, "thief", "a2"))
	hasCaseFile(t, s, "a2", true)
	hasCaseFile(t, s, "a3", false)
	c := NewCase("a")
	c.Attachments = d.Attachments[:1]
	c = createCase(t, s, c, "")
	must(t, s.DropFile(ctx, "a", "a1"))
	must(t, s.DropDraft(ctx, "a"))
	hasCaseFile(t, s, "a1", true) // the case's
	hasCaseFile(t, s, "a2", false)
	kept, err := s.Case(ctx, c.ID)
	must(t, err)
	same(t, d.Attachments[:1], kept.Attachments)
	stolen := NewCase("thief")
	stolen.Attachments = d.Attachments[:1]
	must(t, s.Erase(ctx, createCase(t, s, stolen, "").ID))
	hasCaseFile(t, s, "a1", true)
	must(t, s.Erase(ctx, c.ID))
	hasCaseFile(t, s, "a1", false)
	enclose(t, s, "b", "b1")
	_, err = s.DropDraftsBefore(ctx, Day.AddDays(9).Time(time.UTC))
	must(t, err)
	hasCaseFile(t, s, "b1", false)
	if s.SaveFile(ctx, "", "c1", nil) == nil || s.SaveFile(ctx, "c", "", nil) == nil {
		t.Fatal("a file of nobody, or without an ID, was kept")
	}
}

func filesOfCases(t *testing.T, s cases.Store) {
	ctx := t.Context()
	came := NewCase("a")
	came.Attachments = enclose(t, s, "a", "a1").Attachments
	c := createCase(t, s, came, "")
	added := disclosure.Attachment{ID: "a2", Name: "附件2.jpg", Type: "image/jpeg", Size: 10}
	must(t, s.SaveFile(ctx, c.FilesOf(), "a2", []byte("bytes of a2")))
	c, err := s.Append(ctx, c, cases.Supplemented(Day, "").WithAttachments(added))
	must(t, err)
	must(t, s.DropFile(ctx, c.FilesOf(), "a2"))
	hasCaseFile(t, s, "a2", true)
	kept, err := s.Case(ctx, c.ID)
	must(t, err)
	same(t, []disclosure.Attachment{came.Attachments[0], added}, kept.Files())
	must(t, s.Erase(ctx, c.ID))
	hasCaseFile(t, s, "a1", false)
	hasCaseFile(t, s, "a2", false)
}
