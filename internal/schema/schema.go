// Package schema brings the tables of a store up to date, in a database that it
// shares with other stores and other processes.
package schema

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
)

// Up applies what is missing of the migrations/DIALECT/*.sql of a tree; the dialect
// is sqlite or postgres, and the table named version counts what was applied. Another
// process may be doing the same: the one that comes second fails on what the first
// has made, waits a moment, and finds nothing left to do.
func Up(ctx context.Context, db *sql.DB, dialect string, tree fs.FS, version string) error {
	language, known := map[string]goose.Dialect{"sqlite": goose.DialectSQLite3, "postgres": goose.DialectPostgres}[dialect]
	if !known {
		return fmt.Errorf("unknown dialect %q", dialect)
	}
	files, err := fs.Sub(tree, "migrations/"+dialect)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	var errs, last error
	for try := range 5 {
		p, err := goose.NewProvider(language, db, files, goose.WithTableName(version), goose.WithDisableGlobalRegistry(true))
		if err == nil {
			_, err = p.Up(ctx)
		}
		if err == nil {
			return nil
		}
		if last == nil || last.Error() != err.Error() { // what is wrong is said once
			errs = errors.Join(errs, err)
		}
		last = err
		select {
		case <-ctx.Done():
			return fmt.Errorf("migrate: %w", errors.Join(errs, ctx.Err()))
		case <-time.After(time.Duration(50<<try) * time.Millisecond):
		}
	}
	return fmt.Errorf("migrate: %w", errs)
}
