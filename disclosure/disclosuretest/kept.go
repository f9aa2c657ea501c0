package disclosuretest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zwgk/zwgk/disclosure"
)

func feed(t *testing.T, s disclosure.Store) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { lived(t, s) })
	}
	wg.Wait()
	all := collect(t, s.Since(t.Context(), 0))
	same(t, 4*11, len(all))
	places := map[string]int{}
	for i, e := range all {
		if i > 0 && e.Seq <= all[i-1].Seq {
			t.Fatalf("entry %d does not rise: %d after %d", i, e.Seq, all[i-1].Seq)
		}
		same(t, places[e.RequestID], e.Index)
		places[e.RequestID]++
		r, err := s.Request(t.Context(), e.RequestID)
		must(t, err)
		same(t, r.Events[e.Index], e.Event)
	}
	rest := collect(t, s.Since(t.Context(), all[20].Seq))
	same(t, all[21:], rest)
	same(t, 0, len(collect(t, s.Since(t.Context(), all[len(all)-1].Seq))))
}

func drafts(t *testing.T, s disclosure.Store) {
	d := Draft("a")
	must(t, s.SaveDraft(t.Context(), d))
	d.Step, d.Subject = "subject", "改写后的内容"
	must(t, s.SaveDraft(t.Context(), d))
	got, err := s.Draft(t.Context(), "a")
	must(t, err)
	same(t, d, got)
	must(t, s.DropDraft(t.Context(), "a"))
	_, err = s.Draft(t.Context(), "a")
	is(t, err, disclosure.ErrNotFound)
	if err := s.SaveDraft(t.Context(), disclosure.Draft{}); err == nil {
		t.Fatal("a draft of nobody was kept")
	}
}

func replacedDrafts(t *testing.T, s disclosure.Store) {
	ctx, none := t.Context(), disclosure.Draft{}
	first := attach(t, s, "a", "a1")
	is(t, s.ReplaceDraft(ctx, none, Draft("a")), disclosure.ErrConflict)
	read, err := s.Draft(ctx, "a")
	must(t, err)
	second := read
	second.Subject = "改写后的内容"
	must(t, s.ReplaceDraft(ctx, read, second))
	is(t, s.ReplaceDraft(ctx, first, read), disclosure.ErrConflict)
	is(t, s.ReplaceDraft(ctx, first, none), disclosure.ErrConflict)
	got, err := s.Draft(ctx, "a")
	must(t, err)
	same(t, second, got)
	hasFile(t, s, "a1", true)
	must(t, s.ReplaceDraft(ctx, second, none))
	hasFile(t, s, "a1", false)
	is(t, s.ReplaceDraft(ctx, second, first), disclosure.ErrConflict)
	must(t, s.ReplaceDraft(ctx, none, first))
	for _, bad := range [][2]disclosure.Draft{{none, none}, {first, Draft("b")}} {
		if err := s.ReplaceDraft(ctx, bad[0], bad[1]); err == nil || errors.Is(err, disclosure.ErrConflict) {
			t.Fatalf("a draft of nobody, or of another: %v", err)
		}
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if s.ReplaceDraft(ended, first, second) == nil {
		t.Fatal("replaced under a cancelled context")
	}
	onlyOne(t, func(i int) error {
		d := first
		d.Subject = fmt.Sprint("第", i, "份")
		return s.ReplaceDraft(ctx, first, d)
	}, disclosure.ErrConflict)
}

// onlyOne holds that of several who try at once one comes through, and the others are told.
func onlyOne(t *testing.T, try func(i int) error, conflict error) {
	t.Helper()
	var through atomic.Int32
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			switch err := try(i); {
			case err == nil:
				through.Add(1)
			case !errors.Is(err, conflict):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	same(t, int32(1), through.Load())
}

func oldDrafts(t *testing.T, s disclosure.Store) {
	at := Day.Time(time.UTC)
	for i, owner := range []string{"a", "b", "c"} {
		d := Draft(owner)
		d.Saved = at.AddDate(0, 0, i)
		must(t, s.SaveDraft(t.Context(), d))
	}
	n, err := s.DropDraftsBefore(t.Context(), at.AddDate(0, 0, 2))
	must(t, err)
	same(t, 2, n)
	_, err = s.Draft(t.Context(), "b")
	is(t, err, disclosure.ErrNotFound)
	got, err := s.Draft(t.Context(), "c")
	must(t, err)
	same(t, true, got.Saved.Equal(at.AddDate(0, 0, 2)))
}

// attach saves files for an owner's draft, each twice: the second time is none.
func attach(t *testing.T, s disclosure.Store, owner string, ids ...string) disclosure.Draft {
	d := Draft(owner)
	for _, id := range ids {
		must(t, s.SaveFile(t.Context(), owner, id, []byte("bytes of "+id)))
		must(t, s.SaveFile(t.Context(), owner, id, []byte("other bytes")))
		d.Attachments = append(d.Attachments, disclosure.Attachment{ID: id, Name: "附件1.jpg", Type: "image/jpeg", Size: 10})
	}
	must(t, s.SaveDraft(t.Context(), d))
	return d
}

// hasFile holds whether a file that was attached is there.
func hasFile(t *testing.T, s disclosure.Store, id string, want bool) {
	t.Helper()
	data, err := s.File(t.Context(), id)
	if !want {
		is(t, err, disclosure.ErrNotFound)
		return
	}
	must(t, err)
	same(t, "bytes of "+id, string(data))
}

func filesOfRequests(t *testing.T, s disclosure.Store) {
	ctx := t.Context()
	d := attach(t, s, "a", "a1", "a2")
	got, err := s.Draft(ctx, "a")
	must(t, err)
	same(t, d, got)
	r := New("a", Day)
	r.Attachments = d.Attachments[:1]
	r = create(t, s, r, "")
	must(t, s.DropFile(ctx, "a", "a1"))
	must(t, s.DropDraft(ctx, "a"))
	hasFile(t, s, "a1", true) // the request's
	hasFile(t, s, "a2", false)
	kept, err := s.Request(ctx, r.ID)
	must(t, err)
	same(t, d.Attachments[:1], kept.Attachments)
	stolen := New("thief", Day)
	stolen.Attachments = d.Attachments[:1]
	must(t, s.Erase(ctx, create(t, s, stolen, "").ID))
	hasFile(t, s, "a1", true)
	must(t, s.Erase(ctx, r.ID))
	hasFile(t, s, "a1", false)
}

func filesOfDrafts(t *testing.T, s disclosure.Store) {
	ctx := t.Context()
	attach(t, s, "b", "b1", "b2")
	must(t, s.DropFile(ctx, "b", "b2"))
	must(t, s.DropFile(ctx, "b", "b2")) // no error twice
	must(t, s.DropFile(ctx, "thief", "b1"))
	hasFile(t, s, "b1", true)
	hasFile(t, s, "b2", false)
	_, err := s.DropDraftsBefore(ctx, Day.AddDays(9).Time(time.UTC))
	must(t, err)
	hasFile(t, s, "b1", false)
	if s.SaveFile(ctx, "", "c1", nil) == nil || s.SaveFile(ctx, "c", "", nil) == nil {
		t.Fatal("a file of nobody, or without an ID, was kept")
	}
}

func erases(t *testing.T, s disclosure.Store) {
	r, other := lived(t, s), lived(t, s)
	must(t, s.Erase(t.Context(), r.ID))
	must(t, s.Erase(t.Context(), r.ID))
	got, err := s.Request(t.Context(), r.ID)
	must(t, err)
	same(t, r.Erase(), got)
	same(t, true, got.Erased)
	same(t, r.State(), got.State())
	same(t, r.Outcome(), got.Outcome())
	same(t, r.Received(), got.Received())
	same(t, r.Place(2025), got.Place(2025))
	text, err := json.Marshal(got)
	must(t, err)
	for _, personal := range []string{"测试申请人", "测试第三方", "随函", "学区", "TESTCODE00"} {
		if strings.Contains(string(text), personal) {
			t.Fatalf("%s is left", personal)
		}
	}
	own, err := s.ByOwner(t.Context(), "a")
	must(t, err)
	same(t, []disclosure.Request{other}, own)
}

func erasedOnce(t *testing.T, s disclosure.Store) {
	r := create(t, s, New("a", Day), "key")
	must(t, s.Erase(t.Context(), r.ID))
	same(t, r.Erase(), create(t, s, New("a", Day), "key"))
}

func cancelled(t *testing.T, s disclosure.Store) {
	r := create(t, s, New("a", Day), "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Append(ctx, r, disclosure.Confirmed(Day)); err == nil {
		t.Fatal("appended under a cancelled context")
	}
	for _, err := range s.Requests(ctx) {
		if err == nil {
			t.Fatal("read under a cancelled context")
		}
	}
}

func survives(t *testing.T, s disclosure.Store, reopen func(*testing.T, disclosure.Store) disclosure.Store) {
	first := lived(t, s)
	once := create(t, s, New("b", Day), "key")
	must(t, s.SaveDraft(t.Context(), Draft("c")))
	entries := collect(t, s.Since(t.Context(), 0))

	again := reopen(t, s)
	same(t, []disclosure.Request{first, once}, collect(t, again.Requests(t.Context())))
	same(t, entries, collect(t, again.Since(t.Context(), 0)))
	same(t, once, create(t, again, New("b", Day), "key"))
	d, err := again.Draft(t.Context(), "c")
	must(t, err)
	same(t, Draft("c"), d)
	same(t, disclosure.FormatNumber(2025, 1, 3), create(t, again, New("a", Day), "").ID)
}
