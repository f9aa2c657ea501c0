package catalog

import (
	"context"
	"fmt"
	"slices"
)

// A ChainError names the first change that is not as it was written.
type ChainError struct {
	Seq    int64
	Reason string // English
}

// Error implements error.
func (e *ChainError) Error() string {
	return fmt.Sprintf("catalog: change %d: %s", e.Seq, e.Reason)
}

// An Anchor is the feed's newest change at some moment. Kept outside the store
// — printed, posted, signed — it proves later that nothing before it was
// rewritten, even by someone who can rewrite the whole store.
type Anchor struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"`
}

// Anchor returns the newest change's seq and hash.
func (c *Catalog) Anchor(ctx context.Context) (Anchor, error) {
	seq, hash, err := c.store.Head(ctx)
	if err != nil {
		return Anchor{}, fmt.Errorf("catalog: anchor: %w", err)
	}
	return Anchor{Seq: seq, Hash: hash}, nil
}

// Verify reads the whole feed and returns how many changes it has. It returns
// a *ChainError that names the first change which was altered, removed or
// reordered, or whose content is not what was sealed and was not erased by a
// later change that says so; and one for a record that does not stand as the
// feed says. Each anchor given must lie on the chain.
func (c *Catalog) Verify(ctx context.Context, anchors ...Anchor) (int64, error) {
	head, err := c.Anchor(ctx) // read first: others may write meanwhile
	if err != nil {
		return 0, err
	}
	anchors = append(slices.Clone(anchors), head)
	v := verifier{newest: map[int64]link{}, blank: map[int64]string{}, erased: map[int64]string{}}
	for s, err := range c.store.Changes(ctx, 0) {
		if err != nil {
			return v.seq, fmt.Errorf("catalog: verify: %w", err)
		}
		if err := v.follow(s, anchors); err != nil {
			return v.seq, err
		}
	}
	if err := v.blanks(); err != nil {
		return v.seq, err
	}
	for _, a := range anchors {
		if a.Seq > v.seq {
			return v.seq, &ChainError{Seq: v.seq + 1, Reason: "removed: the feed ends before it"}
		}
	}
	return v.seq, c.stands(ctx, v)
}

type verifier struct {
	seq    int64
	hash   string
	newest map[int64]link   // record id → its newest change
	blank  map[int64]string // changes whose content is a stand-in → its digest
	erased map[int64]string // what Erased changes say that they blanked
}

// A link is what is remembered of a change: not its content, of which a large
// catalogue has too much.
type link struct {
	seq, version int64
	hash         string
}

// follow checks one change against the one before it.
func (v *verifier) follow(s Sealed, anchors []Anchor) error {
	switch {
	case s.Seq != v.seq+1:
		return &ChainError{Seq: v.seq + 1, Reason: "removed or reordered"}
	case s.Prev != v.hash:
		return &ChainError{Seq: s.Seq, Reason: "does not follow from the change before it"}
	case s.Hash != s.hash():
		return &ChainError{Seq: s.Seq, Reason: "header altered"}
	case s.Version != v.newest[s.ID].version+1:
		return &ChainError{Seq: s.Seq, Reason: "version does not follow from the record's last"}
	}
	for _, a := range anchors {
		if a.Seq == s.Seq && a.Hash != s.Hash {
			return &ChainError{Seq: s.Seq, Reason: "not the change of the anchor: history was rewritten"}
		}
	}
	v.seq, v.hash, v.newest[s.ID] = s.Seq, s.Hash, link{s.Seq, s.Version, s.Hash}
	return v.content(s)
}

// content checks a change's content against the digest in its header.
func (v *verifier) content(s Sealed) error {
	d := digest(s.Content)
	if d != s.Digest {
		v.blank[s.Seq] = d // allowed only where an Erased change says so
		return nil
	}
	c, err := s.open()
	if err != nil {
		return &ChainError{Seq: s.Seq, Reason: "content unreadable"}
	}
	if c.Record.ID != s.ID || c.Record.Number != s.Number || c.Record.Version != s.Version {
		return &ChainError{Seq: s.Seq, Reason: "content belongs to another change"}
	}
	if s.Kind == Erased {
		for _, e := range c.Erases {
			v.erased[e.Seq] = e.Digest
		}
	}
	return nil
}

// blanks checks that each content that differs was erased by a change that
// says so.
func (v *verifier) blanks() error {
	first := int64(0)
	for seq, d := range v.blank {
		if v.erased[seq] != d && (first == 0 || seq < first) {
			first = seq
		}
	}
	if first != 0 {
		return &ChainError{Seq: first, Reason: "content altered"}
	}
	return nil
}

// stands checks that the store answers each record with its newest change.
func (c *Catalog) stands(ctx context.Context, v verifier) error {
	for id, want := range v.newest {
		got, err := c.store.Current(ctx, id, "")
		if err != nil {
			return &ChainError{Seq: want.seq, Reason: "its record is missing"}
		}
		if got.Seq <= v.seq && got.Hash != want.hash {
			return &ChainError{Seq: want.seq, Reason: "its record stands at another change"}
		}
	}
	return nil
}
