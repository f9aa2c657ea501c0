package catalogtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Ready gives a record all that a step of its life needs.
func Ready(r catalog.Record, step catalog.ChangeKind) catalog.Record {
	r.Openness, r.Grounds = catalog.Proactive, ""
	switch step {
	case catalog.Withheld:
		r.Openness, r.Grounds, r.Look = catalog.NotPublic, "条例第十四条", civil.Day(2017, time.January, 4)
	case catalog.Scheduled:
		r.NotBefore = civil.Day(2015, time.December, 9)
	case catalog.Superseded:
		r.Links = []catalog.Link{{Kind: catalog.Replaces, To: "2016-00001"}}
	}
	return r
}

// A Clerk does one thing after another to a catalogue, by chance: the same
// seed does the same things to equal catalogues. Much of it is refused.
type Clerk struct {
	rnd  *rand.Rand
	ids  []int64
	step int
	Done int64 // what was not refused
}

// NewClerk returns a clerk whose deeds follow from the seed.
func NewClerk(seed uint64) *Clerk { return &Clerk{rnd: rand.New(rand.NewPCG(seed, 1))} }

// Act does the next thing.
func (k *Clerk) Act(ctx context.Context, c *catalog.Catalog) error {
	k.step++
	by := Signer()
	by.At = by.At.AddDate(0, 0, k.step)
	err := k.begin(ctx, c, by)
	if err == nil {
		k.Done++
	}
	return err
}

func (k *Clerk) begin(ctx context.Context, c *catalog.Catalog, by catalog.Actor) error {
	if len(k.ids) == 0 || k.rnd.IntN(3) == 0 {
		r := Record(k.step)
		r.Until = civil.InChina(by.At).AddDays(k.rnd.IntN(20))
		kind := []catalog.ChangeKind{catalog.Draft, catalog.Published, catalog.TakenOver}[k.rnd.IntN(3)]
		r, err := c.Move(ctx, r, kind, "", by)
		if err == nil {
			k.ids = append(k.ids, r.ID)
		}
		return err
	}
	r, err := c.Paper(ctx, k.ids[k.rnd.IntN(len(k.ids))])
	if err != nil {
		return err
	}
	r.Summary = fmt.Sprintf("第%d步的概述。", k.step)
	if k.rnd.IntN(6) == 0 {
		_, err = c.Erase(ctx, r, "本人要求", by)
		return err
	}
	table := catalog.Transitions()
	kind := table[k.rnd.IntN(len(table))].Kind
	_, err = c.Move(ctx, Ready(r, kind), kind, "理由", by)
	return err
}

// anySequence holds a store against Memory: the same acts leave the same
// records, and a chain that holds.
func anySequence(t *testing.T, s catalog.Store) {
	here, there := catalog.New(s), catalog.New(nil)
	one, other := NewClerk(7), NewClerk(7)
	for range 150 {
		err, want := one.Act(t.Context(), here), other.Act(t.Context(), there)
		if (err == nil) != (want == nil) {
			t.Fatalf("step %d: %v, in memory %v", one.step, err, want)
		}
	}
	same(t, "records", papers(t, there), papers(t, catalog.New(s)))
	verified(t, s, one.Done)
}

func papers(t *testing.T, c *catalog.Catalog) []catalog.Record {
	t.Helper()
	var out []catalog.Record
	for r, err := range c.Papers(t.Context()) {
		must(t, err)
		out = append(out, r)
	}
	return out
}
