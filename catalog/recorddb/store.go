package recorddb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/zwgk/zwgk/catalog"
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
}

var (
	_ catalog.Store   = (*Store)(nil)
	_ catalog.Batcher = (*Store)(nil)
)

// Open brings the database's tables up to date and returns the store over it.
// The caller keeps db and closes it.
func Open(ctx context.Context, db *sql.DB, dialect Dialect) (*Store, error) {
	var d goose.Dialect
	switch dialect {
	case SQLite:
		d = goose.DialectSQLite3
	case PostgreSQL:
		d = goose.DialectPostgres
	default:
		return nil, fmt.Errorf("recorddb: unknown dialect %q", dialect)
	}
	files, err := fs.Sub(migrations, "migrations/"+string(dialect))
	if err != nil {
		return nil, fmt.Errorf("recorddb: migrations: %w", err)
	}
	if err := migrate(ctx, db, d, files); err != nil {
		return nil, fmt.Errorf("recorddb: migrate: %w", err)
	}
	return &Store{db: db, dialect: dialect}, nil
}

// migrate applies what is missing. Another process may be doing the same: the
// one that comes second fails on what the first has made, waits a moment, and
// finds nothing left to do.
func migrate(ctx context.Context, db *sql.DB, d goose.Dialect, files fs.FS) error {
	var errs error
	for try := range 5 {
		p, err := goose.NewProvider(d, db, files, goose.WithTableName("catalog_version"), goose.WithDisableGlobalRegistry(true))
		if err != nil {
			return err
		}
		if _, err = p.Up(ctx); err == nil {
			return nil
		}
		errs = errors.Join(errs, err)
		select {
		case <-ctx.Done():
			return errors.Join(errs, ctx.Err())
		case <-time.After(time.Duration(50<<try) * time.Millisecond):
		}
	}
	return errs
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
