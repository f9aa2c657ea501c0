package recorddb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

var _ catalog.TextStore = (*Store)(nil)

// ErrNoTexts is what the methods of catalog.TextStore return over SQLite: a
// catalogue that fits one file fits one memory.
var ErrNoTexts = errors.New("recorddb: texts are kept in PostgreSQL only")

// TextSeq implements catalog.TextStore.
func (s *Store) TextSeq(ctx context.Context, form string) (int64, error) {
	if s.dialect != PostgreSQL {
		return 0, ErrNoTexts
	}
	var seq int64
	err := s.db.QueryRowContext(ctx, "SELECT seq FROM catalog_text_head WHERE one = 1 AND form = $1", form).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("recorddb: text seq: %w", err)
	}
	return seq, nil
}

// PutTexts implements catalog.TextStore. The row of the head is the lock.
func (s *Store) PutTexts(ctx context.Context, form string, before, after int64, texts []catalog.Text, gone []int64) error {
	if s.dialect != PostgreSQL {
		return ErrNoTexts
	}
	return s.within(ctx, func(tx *sql.Tx) error {
		if err := s.textTurn(ctx, tx, form, before, after); err != nil {
			return err
		}
		for _, id := range gone {
			if _, err := tx.ExecContext(ctx, "DELETE FROM catalog_texts WHERE id = $1", id); err != nil {
				return fmt.Errorf("recorddb: texts: %w", err)
			}
		}
		if err := putTexts(ctx, tx, texts); err != nil {
			return fmt.Errorf("recorddb: texts: %w", err)
		}
		return nil
	})
}

// textTurn moves the head on, or says that another process did. A form that is
// not the head's begins anew.
func (s *Store) textTurn(ctx context.Context, tx *sql.Tx, form string, before, after int64) error {
	var seq int64
	var have string
	err := tx.QueryRowContext(ctx, "SELECT seq, form FROM catalog_text_head WHERE one = 1 FOR UPDATE").Scan(&seq, &have)
	if err == nil && (have == form && seq != before || have != form && before != 0) {
		return catalog.ErrConflict
	}
	if err == nil && before == 0 {
		_, err = tx.ExecContext(ctx, "TRUNCATE catalog_texts, catalog_text_tokens, catalog_text_owners")
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, "UPDATE catalog_text_head SET seq = $1, form = $2 WHERE one = 1", after, form)
	}
	if err != nil {
		return fmt.Errorf("recorddb: text head: %w", err)
	}
	return nil
}

// TidyTexts implements catalog.TextStore: what was put lately enters the index
// proper, and the planner learns what there is.
func (s *Store) TidyTexts(ctx context.Context) error {
	for _, q := range []string{"SELECT gin_clean_pending_list('catalog_texts_tokens'::regclass)", "ANALYZE catalog_texts"} {
		if _, err := s.db.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("recorddb: tidy texts: %w", err)
		}
	}
	return nil
}

func putTexts(ctx context.Context, tx *sql.Tx, texts []catalog.Text) (err error) {
	put, err := tx.PrepareContext(ctx, `INSERT INTO catalog_texts (id, title, folded, rest, tokens, publisher, col, category, day, stale)
		VALUES ($1, $2, $3, $4, $5::text[], $6, $7, $8, $9, $10)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, folded = excluded.folded, rest = excluded.rest, tokens = excluded.tokens,
		publisher = excluded.publisher, col = excluded.col, category = excluded.category, day = excluded.day, stale = excluded.stale`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, put.Close()) }()
	counts, owners := map[string]int{}, map[string]string{}
	for _, t := range texts {
		if _, err := put.ExecContext(ctx, t.ID, t.Title, t.Folded, t.Rest, array(t.Tokens), t.Publisher, string(t.Column), t.Category,
			t.Date.String(), t.Stale); err != nil {
			return err
		}
		owners[t.Publisher] = t.Owner
		for _, token := range t.Tokens {
			counts[token]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(owners)) {
		if _, err := tx.ExecContext(ctx, `INSERT INTO catalog_text_owners (publisher, owner) VALUES ($1, $2)
			ON CONFLICT (publisher) DO UPDATE SET owner = excluded.owner`, name, owners[name]); err != nil {
			return err
		}
	}
	return countTokens(ctx, tx, counts)
}

// countTokens adds to how many texts have each token. What is put again counts
// again: the counts only say what is rare.
func countTokens(ctx context.Context, tx *sql.Tx, counts map[string]int) error {
	var tokens, ns []string
	for _, token := range slices.Sorted(maps.Keys(counts)) {
		tokens, ns = append(tokens, token), append(ns, fmt.Sprint(counts[token]))
	}
	if len(tokens) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO catalog_text_tokens (token, n) SELECT * FROM unnest($1::text[], $2::bigint[])
		ON CONFLICT (token) DO UPDATE SET n = catalog_text_tokens.n + excluded.n`, array(tokens), array(ns))
	return err
}

// array writes a list as PostgreSQL reads one, whatever the driver.
func array(list []string) string {
	b := make([]byte, 0, 16*len(list)+2)
	b = append(b, '{')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '"')
		for _, c := range []byte(s) {
			switch c {
			case 0: // PostgreSQL has none in a text
				continue
			case '"', '\\':
				b = append(b, '\\')
			}
			b = append(b, c)
		}
		b = append(b, '"')
	}
	return string(append(b, '}'))
}

// FindTexts implements catalog.TextStore.
func (s *Store) FindTexts(ctx context.Context, ask catalog.TextAsk) ([]catalog.Text, int, error) {
	if s.dialect != PostgreSQL {
		return nil, 0, ErrNoTexts
	}
	q := textQuery{}
	q.filter(ask)
	for _, g := range ask.Groups {
		q.group(g)
	}
	if len(ask.Any) > 0 {
		rare, err := s.rare(ctx, ask.Any, ask.Limit)
		if err != nil || len(rare) == 0 {
			return nil, 0, err
		}
		q.and("t.tokens && " + q.arg(array(rare)) + "::text[]")
	}
	total := 0
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM catalog_texts t"+q.where(), q.args...).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("recorddb: count texts: %w", err)
	}
	if total == 0 {
		return nil, 0, nil
	}
	order := q.order(ask)
	texts, err := s.texts(ctx, `SELECT t.id, t.title, t.folded, t.rest, t.publisher, t.col, t.category, t.day, t.stale FROM catalog_texts t`+
		q.where()+order+" LIMIT "+q.arg(ask.Limit)+" OFFSET "+q.arg(ask.Offset), q.args...)
	if err != nil {
		return nil, 0, fmt.Errorf("recorddb: find texts: %w", err)
	}
	return texts, total, nil
}

func (s *Store) texts(ctx context.Context, query string, args ...any) (out []catalog.Text, err error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var t catalog.Text
		var column, day string
		if err := rows.Scan(&t.ID, &t.Title, &t.Folded, &t.Rest, &t.Publisher, &column, &t.Category, &day, &t.Stale); err != nil {
			return nil, err
		}
		t.Column = catalog.Column(column)
		if day != "" {
			if t.Date, err = civil.ParseDate(day); err != nil {
				return nil, err
			}
		}
		out = append(out, t)
	}
	return out, rows.Err()
}

// rare are the rarest of the tokens: as many as have, together, the number of
// texts that is asked for, and three in any case.
func (s *Store) rare(ctx context.Context, tokens []string, most int) (out []string, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT token, n FROM catalog_text_tokens WHERE token = ANY($1::text[]) ORDER BY n, token`, array(tokens))
	if err != nil {
		return nil, fmt.Errorf("recorddb: rare tokens: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	sum := 0
	for rows.Next() {
		var token string
		var n int
		if err := rows.Scan(&token, &n); err != nil {
			return nil, err
		}
		if sum += n; sum > most && len(out) >= 3 {
			break
		}
		out = append(out, token)
	}
	return out, rows.Err()
}
