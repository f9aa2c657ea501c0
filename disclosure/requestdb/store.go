package requestdb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/internal/schema"
	"github.com/zwgk/zwgk/internal/walog"
)

//go:embed migrations
var migrations embed.FS

// A Dialect says which database is behind the connection.
type Dialect string

// The databases.
const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

// A Store is a disclosure.Store in a database. Make it with Open.
type Store struct {
	db      *sql.DB
	dialect Dialect
	*sealer
	log walog.Log // of SQLite
}

var (
	_ disclosure.Store    = (*Store)(nil)
	_ disclosure.Scrubber = (*Store)(nil)
)

// Open brings the tables up to date and returns the store over them. The key
// has 32 bytes and must be the one that the database was begun with (ErrKey);
// lose it, and the personal data are lost. The caller closes db.
func Open(ctx context.Context, db *sql.DB, dialect Dialect, key []byte) (*Store, error) {
	sealer, err := newSealer(key)
	if err != nil {
		return nil, err
	}
	if err := schema.Up(ctx, db, string(dialect), migrations, "disclosure_version"); err != nil {
		return nil, fmt.Errorf("requestdb: %w", err)
	}
	s := &Store{db: db, dialect: dialect, sealer: sealer}
	if err := s.probe(ctx); err != nil {
		return nil, err
	}
	if dialect == SQLite {
		s.log.Owe() // whoever erased may have died before it was cut
		_ = s.log.Try(ctx, db)
	}
	return s, nil
}

const probeText = "zwgk"

// probe holds the key against the one that the database was begun with.
func (s *Store) probe(ctx context.Context) error {
	sealed, err := s.seal(probeText, "probe")
	if err != nil {
		return err
	}
	if err := s.exec(ctx, s.db, "probe", "INSERT INTO disclosure_key (one, probe) VALUES (1, ?) ON CONFLICT (one) DO NOTHING", sealed); err != nil {
		return err
	}
	if err := s.db.QueryRowContext(ctx, "SELECT probe FROM disclosure_key").Scan(&sealed); err != nil {
		return fmt.Errorf("requestdb: probe: %w", err)
	}
	var text string
	return s.open(sealed, "probe", &text)
}

// sql writes the placeholders as the database wants them.
func (s *Store) sql(query string) string {
	if s.dialect != PostgreSQL {
		return query
	}
	var b strings.Builder
	n := 0
	for _, r := range query {
		if r == '?' {
			n++
			b.WriteString("$" + strconv.Itoa(n))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// execer is a database or a transaction.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// exec changes rows; what says in an error of what.
func (s *Store) exec(ctx context.Context, in execer, what, query string, args ...any) error {
	if _, err := in.ExecContext(ctx, s.sql(query), args...); err != nil {
		return fmt.Errorf("requestdb: %s: %w", what, err)
	}
	return nil
}

// Create keeps a new request. See disclosure.Store.
func (s *Store) Create(ctx context.Context, r disclosure.Request, key string) (disclosure.Request, error) {
	if r.ID != "" || len(r.Events) == 0 {
		return disclosure.Request{}, errors.New("requestdb: create: a new request has no number and at least one event")
	}
	return s.requests().create(ctx, r, key)
}

// Append adds an event. See disclosure.Store.
func (s *Store) Append(ctx context.Context, r disclosure.Request, e disclosure.Event) (disclosure.Request, error) {
	return s.requests().append(ctx, r, e)
}

// Request returns one request. See disclosure.Store.
func (s *Store) Request(ctx context.Context, id string) (disclosure.Request, error) {
	return s.requests().find(ctx, id)
}

// Requests yields all requests. See disclosure.Store.
func (s *Store) Requests(ctx context.Context) iter.Seq2[disclosure.Request, error] {
	return s.requests().all(ctx)
}

// ByOwner returns one owner's requests. See disclosure.Store.
func (s *Store) ByOwner(ctx context.Context, owner string) ([]disclosure.Request, error) {
	return s.requests().byOwner(ctx, owner)
}

// Since yields the feed. See disclosure.Store.
func (s *Store) Since(ctx context.Context, seq int64) iter.Seq2[disclosure.Entry, error] {
	return s.requests().since(ctx, seq)
}

// Erase removes a request's personal data. See disclosure.Store.
func (s *Store) Erase(ctx context.Context, id string) error {
	return s.erasing(ctx, requestBook, func(tx *sql.Tx) error {
		if err := s.requests().erase(ctx, tx, id); err != nil {
			return err
		}
		return s.eraseFiles(ctx, tx, drafts, requestBook, id)
	})
}
