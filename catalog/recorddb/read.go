package recorddb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

const sealedColumns = `c.seq, c.kind, c.id, c.number, c.version, c.actor, c.role, c.at, c.digest, c.prev, c.hash, c.content`

// scanner is a row, of one or of many.
type scanner interface{ Scan(dest ...any) error }

func readSealed(row scanner) (catalog.Sealed, error) {
	var c catalog.Sealed
	var kind, number, at string
	err := row.Scan(&c.Seq, &kind, &c.ID, &number, &c.Version, &c.By.Name, &c.By.Role, &at, &c.Digest, &c.Prev, &c.Hash, &c.Content)
	if err != nil {
		return catalog.Sealed{}, err
	}
	c.Kind, c.Number = catalog.ChangeKind(kind), catalog.IndexNumber(number)
	if c.By.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
		return catalog.Sealed{}, fmt.Errorf("change %d: time: %w", c.Seq, err)
	}
	return c, nil
}

// Current implements catalog.Store.
func (s *Store) Current(ctx context.Context, id int64, n catalog.IndexNumber) (catalog.Sealed, error) {
	const from = "SELECT " + sealedColumns + " FROM catalog_records r JOIN catalog_changes c ON c.seq = r.seq WHERE "
	query, key := from+"r.id = $1", any(id)
	if id == 0 {
		query, key = from+"r.number = $1", string(n)
	}
	c, err := readSealed(s.db.QueryRowContext(ctx, s.q(query), key))
	if errors.Is(err, sql.ErrNoRows) {
		return catalog.Sealed{}, catalog.ErrNotFound
	}
	if err != nil {
		return catalog.Sealed{}, fmt.Errorf("recorddb: current: %w", err)
	}
	return c, nil
}

// pageSize is how many changes are read at once. No query stays open while
// the caller works on a change, so he may write meanwhile.
const pageSize = 200

// Changes implements catalog.Store.
func (s *Store) Changes(ctx context.Context, after int64) iter.Seq2[catalog.Sealed, error] {
	return func(yield func(catalog.Sealed, error) bool) {
		for {
			page, err := s.page(ctx, after)
			if err != nil {
				yield(catalog.Sealed{}, fmt.Errorf("recorddb: changes after %d: %w", after, err))
				return
			}
			for _, c := range page {
				if !yield(c, nil) {
					return
				}
				after = c.Seq
			}
			if len(page) < pageSize {
				return
			}
		}
	}
}

func (s *Store) page(ctx context.Context, after int64) (page []catalog.Sealed, err error) {
	rows, err := s.db.QueryContext(ctx, s.q("SELECT "+sealedColumns+" FROM catalog_changes c WHERE c.seq > $1 ORDER BY c.seq LIMIT $2"), after, pageSize)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		c, err := readSealed(rows)
		if err != nil {
			return nil, err
		}
		page = append(page, c)
	}
	return page, rows.Err()
}

// Head implements catalog.Store.
func (s *Store) Head(ctx context.Context) (int64, string, error) {
	var seq int64
	var hash string
	if err := s.db.QueryRowContext(ctx, "SELECT seq, hash FROM catalog_head WHERE one = 1").Scan(&seq, &hash); err != nil {
		return 0, "", fmt.Errorf("recorddb: head: %w", err)
	}
	return seq, hash, nil
}
