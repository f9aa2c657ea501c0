package catalogtest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/zwgk/zwgk/catalog"
)

// TestStore holds a store to what catalog.Store promises. Open returns a new
// and empty store each time.
func TestStore(t *testing.T, open func(t *testing.T) catalog.Store) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, catalog.Store)
	}{
		{"an empty store has no head and finds nothing", empty},
		{"what was committed is read back byte for byte", readBack},
		{"a version that is not the newest conflicts", conflict},
		{"a failed commit leaves no trace", noTrace},
		{"a number is never given to two records", numberTaken},
		{"a given number raises its series", raises},
		{"serials have no gaps when many issue at once", gapless},
		{"of many who change one version exactly one wins", oneWins},
		{"a draft that was thrown away stays on the record with its number", discarded},
		{"of a recall and a reviewer at once exactly one wins", recallOrReview},
		{"an erased content is gone and the chain holds", erased},
		{"of many who claim a release exactly one has it", claims},
		{"only a release that surely failed is claimed again", reclaims},
		{"releases come by day and by either key", listed},
		{"a batch is kept whole or not at all", batches},
		{"a row with the number of another record is refused and names it", imported},
		{"any sequence of acts leaves what it leaves in memory", anySequence},
		{"a caller may write while reading the feed", writesWhileReading},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

func empty(t *testing.T, s catalog.Store) {
	seq, hash, err := s.Head(t.Context())
	must(t, err)
	same(t, "head", []any{int64(0), ""}, []any{seq, hash})
	_, err = s.Current(t.Context(), 0, "2015-00001")
	is(t, err, catalog.ErrNotFound)
	_, err = s.Current(t.Context(), 7, "")
	is(t, err, catalog.ErrNotFound)
	same(t, "changes", 0, len(changes(t, s, 0)))
	is(t, s.Settle(t.Context(), catalog.Release{Subject: "s", Channel: "c", State: catalog.Sent}), catalog.ErrNotFound)
}

func readBack(t *testing.T, s catalog.Store) {
	var want []catalog.Sealed
	for i := range 3 {
		c, err := s.Commit(t.Context(), catalog.Act{Kind: catalog.Published, Record: Record(i), By: Signer(), Salt: "00", Note: "备注"})
		must(t, err)
		same(t, "seq", int64(i+1), c.Seq)
		want = append(want, c)
	}
	same(t, "changes", want, changes(t, s, 0))
	same(t, "the last change", want[2:], changes(t, s, 2))
	got, err := s.Current(t.Context(), want[1].ID, "")
	must(t, err)
	same(t, "current", want[1], got)
	seq, hash, err := s.Head(t.Context())
	must(t, err)
	same(t, "head", []any{int64(3), want[2].Hash}, []any{seq, hash})
	verified(t, s, 3)
}

func conflict(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	r, err := c.Publish(t.Context(), Report(), Signer())
	must(t, err)
	first := r
	r.Summary = "改过的概述。"
	_, err = c.Amend(t.Context(), r, Signer())
	must(t, err)
	_, err = c.Amend(t.Context(), first, Signer())
	is(t, err, catalog.ErrConflict)
	_, err = s.Commit(t.Context(), catalog.Act{Kind: catalog.Amended, Record: first, By: Signer()})
	is(t, err, catalog.ErrConflict)
	verified(t, s, 2)
}

func noTrace(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	first, err := c.Publish(t.Context(), Record(1), Signer())
	must(t, err)
	taken := Record(2)
	taken.Number = first.Number
	_, err = c.Publish(t.Context(), taken, Signer())
	is(t, err, catalog.ErrNumberTaken)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = c.Publish(ctx, Record(3), Signer()); err == nil {
		t.Error("a cancelled publication succeeded")
	}
	next, err := c.Publish(t.Context(), Record(4), Signer())
	must(t, err)
	same(t, "number", catalog.IndexNumber("2015-00002"), next.Number)
	verified(t, s, 2)
}

func numberTaken(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	given := Record(1)
	given.Number = "000014349/2015-00077"
	_, err := c.Publish(t.Context(), given, Signer())
	must(t, err)
	_, err = c.Publish(t.Context(), given, Signer())
	is(t, err, catalog.ErrNumberTaken)
	must(t, c.Withdraw(t.Context(), given.Number, "发布错误", Signer()))
	_, err = c.Publish(t.Context(), given, Signer())
	is(t, err, catalog.ErrNumberTaken)
	verified(t, s, 2)
}

func raises(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	given := Record(1)
	given.Number = "2015-00041"
	_, err := c.Publish(t.Context(), given, Signer())
	must(t, err)
	given.Number = "2015-00007"
	_, err = c.Publish(t.Context(), given, Signer())
	must(t, err)
	r, err := c.Publish(t.Context(), Record(2), Signer())
	must(t, err)
	same(t, "number", catalog.IndexNumber("2015-00042"), r.Number)
}

// crowd is how many act at once.
const crowd = 8

func gapless(t *testing.T, s catalog.Store) {
	const each = 5
	numbers := make([]catalog.IndexNumber, crowd*each)
	together(t, func(i int) error {
		c := catalog.New(s) // its own view, as another process has
		for j := range each {
			r, err := c.Publish(t.Context(), Record(i*each+j), Signer())
			if err != nil {
				return err
			}
			numbers[i*each+j] = r.Number
		}
		return nil
	})
	slices.Sort(numbers)
	for i, n := range numbers {
		same(t, "number", catalog.IndexNumber(fmt.Sprintf("2015-%05d", i+1)), n)
	}
	verified(t, s, crowd*each)
}

func oneWins(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	r, err := c.Publish(t.Context(), Report(), Signer())
	must(t, err)
	var mu sync.Mutex
	won := 0
	together(t, func(i int) error {
		mine := r
		mine.Summary = fmt.Sprintf("第%d人的概述。", i)
		_, err := c.Amend(t.Context(), mine, Signer())
		if errors.Is(err, catalog.ErrConflict) {
			return nil
		}
		mu.Lock()
		defer mu.Unlock()
		won++
		return err
	})
	same(t, "winners", 1, won)
	verified(t, s, 2)
}

func erased(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	r := Report()
	r.Body = "申请人的姓名和住处"
	r, err := c.Publish(t.Context(), r, Signer())
	must(t, err)
	r.Body = "（个人信息已删除）"
	r, err = c.Erase(t.Context(), r, "本人要求", Signer())
	must(t, err)
	for _, ch := range changes(t, s, 0) {
		if string(ch.Content) == "" || slices.Contains([]string{"申请人的姓名和住处"}, bodyOf(t, ch)) {
			t.Errorf("change %d still says it", ch.Seq)
		}
	}
	found, err := c.Find(t.Context(), r.Number)
	must(t, err)
	same(t, "body", "（个人信息已删除）", found.Body)
	verified(t, s, 2)
}

func bodyOf(t *testing.T, s catalog.Sealed) string {
	ch, err := s.Open()
	must(t, err)
	return ch.Record.Body
}

func batches(t *testing.T, s catalog.Store) {
	b, ok := s.(catalog.Batcher)
	if !ok {
		t.Skip("the store is no Batcher")
	}
	act := func(n catalog.IndexNumber) catalog.Act {
		r := Record(1)
		r.Number = n
		return catalog.Act{Kind: catalog.Published, Record: r, By: Signer(), Salt: "00"}
	}
	all, err := b.CommitAll(t.Context(), []catalog.Act{act("a/2015-00001"), act("a/2015-00002")})
	must(t, err)
	same(t, "changes", all, changes(t, s, 0))
	_, err = b.CommitAll(t.Context(), []catalog.Act{act("a/2015-00003"), act("a/2015-00001")})
	is(t, err, catalog.ErrNumberTaken)
	same(t, "changes", all, changes(t, s, 0))
	verified(t, s, 2)
}

func writesWhileReading(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	for i := range 3 {
		_, err := c.Publish(t.Context(), Record(i), Signer())
		must(t, err)
	}
	for ch, err := range c.Since(t.Context(), 0) {
		must(t, err)
		must(t, c.Claim(t.Context(), catalog.Release{Subject: string(ch.Number), Channel: "网格微信群", At: Signer().At}))
	}
}

// together runs f crowd times at once.
func together(t *testing.T, f func(i int) error) {
	t.Helper()
	var wg sync.WaitGroup
	for i := range crowd {
		wg.Go(func() {
			if err := f(i); err != nil {
				t.Errorf("caller %d: %v", i, err)
			}
		})
	}
	wg.Wait()
}

func changes(t *testing.T, s catalog.Store, after int64) []catalog.Sealed {
	t.Helper()
	var out []catalog.Sealed
	for c, err := range s.Changes(t.Context(), after) {
		must(t, err)
		out = append(out, c)
	}
	return out
}

func verified(t *testing.T, s catalog.Store, want int64) {
	t.Helper()
	n, err := catalog.New(s).Verify(t.Context())
	must(t, err)
	same(t, "verified changes", want, n)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func is(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("error is %v, want %v", got, want)
	}
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if !reflect.DeepEqual(want, got) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}
