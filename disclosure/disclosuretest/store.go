package disclosuretest

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"sync"
	"testing"

	"github.com/zwgk/zwgk/disclosure"
)

// TestStore holds a store against what the Store interface promises. open
// returns an empty store each time; reopen returns another store over what the
// first one keeps, as after a restart, and is nil for a store that forgets.
func TestStore(t *testing.T, open func(t *testing.T) disclosure.Store, reopen func(t *testing.T, s disclosure.Store) disclosure.Store) {
	tests := []struct {
		name string
		run  func(t *testing.T, s disclosure.Store)
	}{
		{"numbers run without gaps by organ and year", numbers},
		{"the same key creates once", createsOnce},
		{"the same key creates once under concurrency", createsOnceTogether},
		{"a request comes back as it went in", comesBack},
		{"what was returned can be changed without harm", sharesNothing},
		{"an event is added to the newest only", appendsToNewest},
		{"of two who append one wins", oneWins},
		{"an event that is not allowed is refused", refuses},
		{"what is not there is not found", notFound},
		{"owners see their own", ownersSeeTheirOwn},
		{"the feed is in order and whole", feed},
		{"drafts replace one another", drafts},
		{"a draft is replaced only as it was read", replacedDrafts},
		{"old drafts are dropped", oldDrafts},
		{"files go with the draft", filesOfDrafts},
		{"what a request takes over is its own", filesOfRequests},
		{"it agrees with Memory step by step", agreesWithMemory},
		{"erasing leaves what counts", erases},
		{"the same key creates once, erased or not", erasedOnce},
		{"a cancelled context stops", cancelled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
	if reopen != nil {
		t.Run("everything is there after a restart", func(t *testing.T) { survives(t, open(t), reopen) })
	}
}

func create(t *testing.T, s disclosure.Store, r disclosure.Request, key string) disclosure.Request {
	t.Helper()
	created, err := s.Create(t.Context(), r, key)
	must(t, err)
	return created
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, want, got any) {
	t.Helper()
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("want %#v\n got %#v", want, got)
	}
}

func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("want error %v, got %v", want, err)
	}
}

func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var all []T
	for v, err := range seq {
		must(t, err)
		all = append(all, v)
	}
	return all
}

func numbers(t *testing.T, s disclosure.Store) {
	other := New("b", Day)
	other.Organ = "某区民政局"
	want := []string{
		disclosure.FormatNumber(2025, 1, 1), disclosure.FormatNumber(2025, 2, 1), disclosure.FormatNumber(2025, 1, 2),
		disclosure.FormatNumber(2026, 1, 1), disclosure.FormatNumber(2025, 1, 3),
	}
	var got []string
	for _, r := range []disclosure.Request{New("a", Day), other, New("a", Day), New("c", Day.AddDays(365)), New("a", Day)} {
		got = append(got, create(t, s, r, "").ID)
	}
	same(t, want, got)
	var all []string
	for _, r := range collect(t, s.Requests(t.Context())) {
		all = append(all, r.ID)
	}
	same(t, want, all)
	for _, bad := range []disclosure.Request{{}, {ID: "1", Events: New("", Day).Events}} {
		if _, err := s.Create(t.Context(), bad, ""); err == nil {
			t.Fatal("a request without events, or with a number, was created")
		}
	}
}

func createsOnce(t *testing.T, s disclosure.Store) {
	first := create(t, s, New("a", Day), "key")
	again := New("a", Day)
	again.Subject, again.Code = "another subject", "another code"
	same(t, first, create(t, s, again, "key"))
	if other := create(t, s, New("a", Day), "another key"); other.ID == first.ID {
		t.Fatal("another key is another request")
	}
	same(t, 2, len(collect(t, s.Requests(t.Context()))))
	same(t, 2, len(collect(t, s.Since(t.Context(), 0))))
}

func createsOnceTogether(t *testing.T, s disclosure.Store) {
	const keys, tries = 4, 5
	ids := make([]string, keys*tries)
	var wg sync.WaitGroup
	for i := range ids {
		wg.Go(func() {
			r, err := s.Create(t.Context(), New("a", Day), fmt.Sprintf("key %d", i%keys))
			if err != nil {
				t.Error(err)
			}
			ids[i] = r.ID
		})
	}
	wg.Wait()
	for i, id := range ids {
		same(t, ids[i%keys], id)
	}
	seen := map[string]bool{}
	for _, r := range collect(t, s.Requests(t.Context())) {
		seen[r.ID] = true
	}
	for n := 1; n <= keys; n++ {
		if id := disclosure.FormatNumber(2025, 1, n); !seen[id] {
			t.Fatalf("no request %s among %v: the series has a gap", id, seen)
		}
	}
	same(t, keys, len(seen))
}

// lived returns a request with an event of many kinds.
func lived(t *testing.T, s disclosure.Store) disclosure.Request {
	t.Helper()
	r := create(t, s, New("a", Day), "")
	for _, e := range []disclosure.Event{
		disclosure.Confirmed(Day.AddDays(1)).WithActor(disclosure.Actor{Name: "测试经办人", Role: disclosure.RoleClerk}),
		disclosure.Telling(Day.AddDays(1), 1, "wechat"),
		disclosure.Told(Day.AddDays(1), 1, "wechat.template", "45015 response out of time limit").WithNotice("template:1"),
		disclosure.CorrectionAsked(Day.AddDays(2), Day.AddDays(12), "请写明年份"),
		disclosure.Supplemented(Day.AddDays(5)).WithNote("2024年"),
		disclosure.Consulted(Day.AddDays(6), "测试第三方"),
		disclosure.Opined(Day.AddDays(9)).WithNote("同意"),
		disclosure.ReplyProposed(Day.AddDays(9), Granted()).WithActor(disclosure.Actor{Name: "测试经办人", Role: disclosure.RoleClerk}),
		disclosure.SecrecyReviewed(Day.AddDays(9), "可以公开").WithActor(disclosure.Actor{Name: "测试签发人", Role: disclosure.RoleSigner}),
		disclosure.Replied(Day.AddDays(10), Granted()).WithActor(disclosure.Actor{Name: "测试签发人", Role: disclosure.RoleSigner}),
	} {
		var err error
		r, err = s.Append(t.Context(), r, e)
		must(t, err)
	}
	return r
}

func comesBack(t *testing.T, s disclosure.Store) {
	r := lived(t, s)
	got, err := s.Request(t.Context(), r.ID)
	must(t, err)
	same(t, r, got)
	same(t, disclosure.StateReplied, got.State())
	same(t, []disclosure.Request{r}, collect(t, s.Requests(t.Context())))
}

func sharesNothing(t *testing.T, s disclosure.Store) {
	r := lived(t, s)
	want, err := s.Request(t.Context(), r.ID)
	must(t, err)
	for i := range r.Events {
		r.Events[i].Note = "scribbled"
	}
	got, err := s.Request(t.Context(), r.ID)
	must(t, err)
	same(t, want, got)
}

func appendsToNewest(t *testing.T, s disclosure.Store) {
	r := create(t, s, New("a", Day), "")
	newer, err := s.Append(t.Context(), r, disclosure.Confirmed(Day))
	must(t, err)
	same(t, 2, len(newer.Events))
	_, err = s.Append(t.Context(), r, disclosure.Withdrawn(Day))
	is(t, err, disclosure.ErrConflict)
	got, err := s.Request(t.Context(), r.ID)
	must(t, err)
	same(t, newer, got)
}

func oneWins(t *testing.T, s disclosure.Store) {
	for range 5 {
		r := create(t, s, New("a", Day), "")
		const clerks = 4
		errs := make([]error, clerks)
		var wg sync.WaitGroup
		for i := range clerks {
			wg.Go(func() { _, errs[i] = s.Append(t.Context(), r, disclosure.Confirmed(Day)) })
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				is(t, err, disclosure.ErrConflict)
			}
		}
		same(t, 1, won)
		got, err := s.Request(t.Context(), r.ID)
		must(t, err)
		same(t, 2, len(got.Events))
	}
}

func refuses(t *testing.T, s disclosure.Store) {
	r := create(t, s, New("a", Day), "")
	_, err := s.Append(t.Context(), r, disclosure.Replied(Day, Granted()))
	var transition *disclosure.TransitionError
	if !errors.As(err, &transition) {
		t.Fatalf("want a TransitionError, got %v", err)
	}
	got, err := s.Request(t.Context(), r.ID)
	must(t, err)
	same(t, r, got)
	same(t, 1, len(collect(t, s.Since(t.Context(), 0))))
}

func notFound(t *testing.T, s disclosure.Store) {
	_, err := s.Request(t.Context(), "2025-001-00001-0")
	is(t, err, disclosure.ErrNotFound)
	_, err = s.Append(t.Context(), disclosure.Request{ID: "2025-001-00001-0"}, disclosure.Confirmed(Day))
	is(t, err, disclosure.ErrNotFound)
	is(t, s.Erase(t.Context(), "2025-001-00001-0"), disclosure.ErrNotFound)
	_, err = s.Draft(t.Context(), "nobody")
	is(t, err, disclosure.ErrNotFound)
	_, err = s.Draft(t.Context(), "")
	is(t, err, disclosure.ErrNotFound)
	must(t, s.DropDraft(t.Context(), "nobody"))
}

func ownersSeeTheirOwn(t *testing.T, s disclosure.Store) {
	first := create(t, s, New("a", Day), "")
	create(t, s, New("b", Day), "")
	create(t, s, New("", Day), "")
	second := create(t, s, New("a", Day), "")
	own, err := s.ByOwner(t.Context(), "a")
	must(t, err)
	same(t, []disclosure.Request{first, second}, own)
	for _, nobody := range []string{"", "c"} {
		own, err = s.ByOwner(t.Context(), nobody)
		must(t, err)
		same(t, 0, len(own))
	}
}
