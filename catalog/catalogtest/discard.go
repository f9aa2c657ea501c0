package catalogtest

import (
	"errors"
	"sync/atomic"
	"testing"

	"github.com/zwgk/zwgk/catalog"
)

func discarded(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	given := Record(1)
	given.Number = "2015-00041"
	r, err := c.Move(t.Context(), given, catalog.Draft, "", Signer())
	must(t, err)
	words := r.Summary
	r.Summary = "作废时改不了内容。"
	r, err = c.Move(t.Context(), r, catalog.Discarded, "重复拟了", Signer())
	must(t, err)
	same(t, "summary", words, r.Summary)
	all := changes(t, s, 0)
	last, err := all[len(all)-1].Open()
	must(t, err)
	same(t, "the trail", []any{catalog.ChangeKind(catalog.Discarded), Signer().Name, "重复拟了"}, []any{last.Kind, last.By.Name, last.Note})
	_, err = c.Move(t.Context(), r, catalog.Draft, "", Signer())
	refused(t, err)
	_, err = c.Publish(t.Context(), given, Signer())
	is(t, err, catalog.ErrNumberTaken)
	next, err := c.Publish(t.Context(), Record(2), Signer())
	must(t, err)
	same(t, "number", catalog.IndexNumber("2015-00042"), next.Number)
	verified(t, s, 3)
}

// recallOrReview lets the drafter take back what a reviewer sends back in the same
// moment, each from a view of its own, as two processes have.
func recallOrReview(t *testing.T, s catalog.Store) {
	const times = 5
	for i := range times {
		r, err := catalog.New(s).Move(t.Context(), Record(i), catalog.Draft, "", Signer())
		must(t, err)
		r, err = catalog.New(s).Move(t.Context(), r, catalog.InReview, "", Signer())
		must(t, err)
		var won atomic.Int64
		together(t, func(i int) error {
			step := []catalog.ChangeKind{catalog.Recalled, catalog.Returned, catalog.SecrecyReview}[i%3]
			_, err := catalog.New(s).Move(t.Context(), r, step, "理由", Signer())
			if err == nil {
				won.Add(1)
			}
			if errors.Is(err, catalog.ErrConflict) {
				return nil
			}
			return err
		})
		same(t, "winners", int64(1), won.Load())
	}
	verified(t, s, 3*times)
}

// refused expects an error of the table of transitions.
func refused(t *testing.T, err error) {
	t.Helper()
	var lack *catalog.TransitionError
	if !errors.As(err, &lack) {
		t.Errorf("error is %v, want a TransitionError", err)
	}
}
