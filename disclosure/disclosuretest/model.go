package disclosuretest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/zwgk/zwgk/disclosure"
)

// agreesWithMemory does the same random things to the store and to a Memory, and
// asks both the same after each.
func agreesWithMemory(t *testing.T, s disclosure.Store) {
	model := disclosure.NewMemory()
	random := rand.New(rand.NewPCG(1, 2))
	var ids []string
	for range 200 {
		switch n := random.IntN(10); {
		case n == 0 || len(ids) == 0:
			r := New(fmt.Sprint("owner ", random.IntN(3)), Day.AddDays(random.IntN(500)))
			r.Organ = fmt.Sprint("机关", random.IntN(3))
			key := fmt.Sprint("key ", random.IntN(30))
			got, err := s.Create(t.Context(), r, key)
			must(t, err)
			want, err := model.Create(t.Context(), r, key)
			must(t, err)
			same(t, want, got)
			ids = append(ids, got.ID)
		case n == 1 && random.IntN(4) == 0:
			id := ids[random.IntN(len(ids))]
			same(t, model.Erase(t.Context(), id), s.Erase(t.Context(), id))
		default:
			appendBoth(t, s, model, ids[random.IntN(len(ids))], random)
		}
	}
	same(t, collect(t, model.Requests(t.Context())), collect(t, s.Requests(t.Context())))
	want, got := collect(t, model.Since(t.Context(), 0)), collect(t, s.Since(t.Context(), 0))
	same(t, want, got)
	if len(got) < 60 {
		t.Fatalf("only %d events were accepted: the test tries too little", len(got))
	}
}

// appendBoth tries a random event, from time to time on a request that is not the newest.
func appendBoth(t *testing.T, s disclosure.Store, model *disclosure.Memory, id string, random *rand.Rand) {
	t.Helper()
	read, err := model.Request(t.Context(), id)
	must(t, err)
	if random.IntN(8) == 0 {
		read.Events = read.Events[:random.IntN(len(read.Events)+1)]
	}
	role, name := disclosure.Roles()[random.IntN(3)], []string{"测试人员", "另一人员"}[random.IntN(2)]
	kinds := append(read.AllowedTo(role), disclosure.KindTelling, disclosure.KindTold, disclosure.KindViewed, disclosure.KindReplied)
	reply, day := Granted(), Day
	if n := len(read.Events); n > 0 {
		day = read.Events[n-1].Day.AddDays(random.IntN(12) - 1)
	}
	e := disclosure.Event{Kind: kinds[random.IntN(len(kinds))], Day: day, Until: day.AddDays(9), Days: 5, Reply: &reply,
		Note: "备注", Result: disclosure.Upheld, Of: random.IntN(3),
		By: disclosure.Actor{Name: name, Role: role}}
	if e.Kind == disclosure.KindReplyProposed {
		e.Draft = &reply
	}
	want, wantErr := model.Append(t.Context(), read, e)
	got, gotErr := s.Append(t.Context(), read, e)
	var refused, alike *disclosure.TransitionError
	switch {
	case errors.As(wantErr, &refused):
		if !errors.As(gotErr, &alike) || refused.Why != alike.Why {
			t.Fatalf("want %v, got %v", wantErr, gotErr)
		}
	case wantErr != nil:
		is(t, gotErr, wantErr)
	default:
		must(t, gotErr)
		same(t, want, got)
	}
}
