package recorddb

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// Claim implements catalog.Store. One statement decides, so of many at once
// exactly one changes a row.
func (s *Store) Claim(ctx context.Context, rel catalog.Release) error {
	const claim = `INSERT INTO catalog_releases (subject, channel, day, state, ref, reason, attempts, at)
		VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
		ON CONFLICT (subject, channel) DO UPDATE SET day = excluded.day, state = excluded.state, ref = excluded.ref,
		reason = excluded.reason, attempts = catalog_releases.attempts + 1, at = excluded.at
		WHERE catalog_releases.state IN ($8, $9)`
	return s.changeOne(ctx, "claim", catalog.ErrClaimed, claim, rel.Subject, rel.Channel, rel.Day.String(), string(catalog.Claimed),
		rel.Ref, rel.Reason, stamp(rel.At), string(catalog.Failed), string(catalog.Nobody))
}

// Settle implements catalog.Store.
func (s *Store) Settle(ctx context.Context, rel catalog.Release) error {
	const settle = `UPDATE catalog_releases SET day = $3, state = $4, ref = $5, reason = $6, at = $7
		WHERE subject = $1 AND channel = $2`
	return s.changeOne(ctx, "settle", catalog.ErrNotFound, settle, rel.Subject, rel.Channel, rel.Day.String(), string(rel.State), rel.Ref, rel.Reason, stamp(rel.At))
}

// changeOne runs a statement that changes a row; none is the error where it changes
// none, what says in any other of what.
func (s *Store) changeOne(ctx context.Context, what string, none error, query string, args ...any) error {
	res, err := s.db.ExecContext(ctx, s.q(query), args...)
	if err != nil {
		return fmt.Errorf("recorddb: %s: %w", what, err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return fmt.Errorf("recorddb: %s: %w", what, err)
	}
	if n == 0 {
		return none
	}
	return nil
}

// Releases implements catalog.Store.
func (s *Store) Releases(ctx context.Context, subject, channel string) iter.Seq2[catalog.Release, error] {
	return func(yield func(catalog.Release, error) bool) {
		found, err := s.releases(ctx, subject, channel)
		if err != nil {
			yield(catalog.Release{}, fmt.Errorf("recorddb: releases: %w", err))
			return
		}
		for _, rel := range found {
			if !yield(rel, nil) {
				return
			}
		}
	}
}

func (s *Store) releases(ctx context.Context, subject, channel string) (out []catalog.Release, err error) {
	const list = `SELECT subject, channel, day, state, ref, reason, attempts, at FROM catalog_releases
		WHERE ($1 = '' OR subject = $1) AND ($2 = '' OR channel = $2)`
	rows, err := s.db.QueryContext(ctx, s.q(list), subject, channel)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var rel catalog.Release
		var state, day, at string
		if err := rows.Scan(&rel.Subject, &rel.Channel, &day, &state, &rel.Ref, &rel.Reason, &rel.Attempts, &at); err != nil {
			return nil, err
		}
		rel.State = catalog.ReleaseState(state)
		if day != "" {
			if err := rel.Day.UnmarshalText([]byte(day)); err != nil {
				return nil, err
			}
		}
		if rel.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return nil, err
		}
		out = append(out, rel)
	}
	slices.SortFunc(out, func(a, b catalog.Release) int { // here, as databases differ in how they order text
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Channel, b.Channel))
	})
	return out, rows.Err()
}

func stamp(t time.Time) string {
	return t.UTC().Round(0).Truncate(time.Microsecond).Format(time.RFC3339Nano)
}
