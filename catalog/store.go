package catalog

import (
	"context"
	"errors"
	"iter"
)

// What a caller may have to decide on.
var (
	ErrNotFound    = errors.New("catalog: not found")
	ErrConflict    = errors.New("catalog: changed by someone else meanwhile")
	ErrNumberTaken = errors.New("catalog: index number taken")
	ErrNotReviewed = errors.New("catalog: no confidentiality review by another person than the drafter clears it")
	ErrClaimed     = errors.New("catalog: release already claimed")
)

// A Store keeps what a Catalog needs kept. catalogtest.TestStore holds every
// implementation to these promises; Memory and recorddb are two.
type Store interface {
	// Commit keeps one act whole or not at all. It fails with ErrConflict
	// when the record's version is not a.Record.Version, and with
	// ErrNumberTaken when another record has the number. Seq grows by one
	// with each commit, and the serials of a series by one with each issue,
	// whoever commits.
	Commit(ctx context.Context, a Act) (Sealed, error)
	// Current returns the newest change of a record, by its id or, when that
	// is 0, by its number; ErrNotFound if there is none.
	Current(ctx context.Context, id int64, n IndexNumber) (Sealed, error)
	// Changes yields the changes after a seq, in order.
	Changes(ctx context.Context, after int64) iter.Seq2[Sealed, error]
	// Head returns the newest change's seq and hash; 0 and "" when empty.
	Head(ctx context.Context) (seq int64, hash string, err error)

	// Claim keeps the release as Claimed if there is none of its subject and
	// channel, or one that may be tried again; else ErrClaimed. Of many at
	// once exactly one succeeds.
	Claim(ctx context.Context, rel Release) error
	// Settle replaces the release of the subject and channel; ErrNotFound if
	// it was never claimed.
	Settle(ctx context.Context, rel Release) error
	// Releases yields the releases of a subject or, when it is empty, of a
	// channel, or all when both are; by day, then subject, then channel.
	Releases(ctx context.Context, subject, channel string) iter.Seq2[Release, error]
}

// A Batcher is a Store that commits several acts in one transaction, in order:
// all of them or, when one fails, none. Import uses it.
type Batcher interface {
	CommitAll(ctx context.Context, acts []Act) ([]Sealed, error)
}
