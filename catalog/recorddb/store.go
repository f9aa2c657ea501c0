package recorddb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/internal/schema"
	"github.com/zwgk/zwgk/internal/walog"
)

//go:embed migrations
var migrations embed.FS

// A Dialect is the database's language.
type Dialect string

// The two dialects.
const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

// Store keeps a catalogue in a SQL database. It is safe for use by many
// goroutines, and many processes may open one each on the same database. Make
// it with Open.
type Store struct {
	db      *sql.DB
	dialect Dialect
	log     walog.Log // of SQLite
}

var (
	_ catalog.Store    = (*Store)(nil)
	_ catalog.Batcher  = (*Store)(nil)
	_ catalog.Scrubber = (*Store)(nil)
)

// Open brings the database's tables up to date and returns the store over it.
// The caller keeps db and closes it.
func Open(ctx context.Context, db *sql.DB, dialect Dialect) (*Store, error) {
	if err := schema.Up(ctx, db, string(dialect), migrations, "catalog_version"); err != nil {
		return nil, fmt.Errorf("recorddb: %w", err)
	}
	s := &Store{db: db, dialect: dialect}
	if dialect == SQLite {
		s.log.Owe() // whoever erased may have died before it was cut
		_ = s.log.Try(ctx, db)
	}
	return s, nil
}

// q writes a query's parameters as the dialect does: $1 is ?1 in SQLite.
func (s *Store) q(query string) string {
	if s.dialect == SQLite {
		return strings.ReplaceAll(query, "$", "?")
	}
	return query
}

// within runs f in one transaction.
func (s *Store) within(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("recorddb: begin: %w", err)
	}
	if err := f(tx); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("recorddb: commit: %w", err)
	}
	return nil
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
