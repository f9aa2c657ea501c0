// Package walog cuts the write-ahead log of a SQLite database that something was
// erased from: a page is overwritten in the database's file, and stands in the log
// as it was until that is cut.
package walog

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrBusy says that somebody was at work in the database all the time.
var ErrBusy = errors.New("the database's log could not be cut: somebody is at work in it")

const (
	patience = 3 * time.Second // how long Cut tries
	pause    = 50 * time.Millisecond
)

// A Log is the log of one database, in every journal mode: where there is none,
// nothing is to be cut.
type Log struct {
	mu   sync.Mutex // held while it is cut
	owed bool       // something was erased since
}

// Owe notes that something was erased.
func (l *Log) Owe() {
	l.mu.Lock()
	l.owed = true
	l.mu.Unlock()
}

// Cut cuts the log where something was erased since it was cut. It tries for some
// seconds, between which others write; after them, and whenever it fails, the log is
// still to be cut.
func (l *Log) Cut(ctx context.Context, db *sql.DB) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	for {
		err := l.Try(ctx, db)
		if !errors.Is(err, ErrBusy) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// Try is Cut for who waits for nobody.
func (l *Log) Try(ctx context.Context, db *sql.DB) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.owed {
		return nil
	}
	err := cut(ctx, db)
	l.owed = err != nil
	return err
}

// cut asks SQLite once. It would itself wait as long as its busy_timeout says, and let
// nobody write meanwhile. What is in the way is no error of the statement but the first
// column of its row.
func cut(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("cut the log: %w", err)
	}
	defer conn.Close()
	var wait int
	if err := conn.QueryRowContext(ctx, "PRAGMA busy_timeout").Scan(&wait); err != nil {
		return fmt.Errorf("cut the log: %w", err)
	}
	defer func() {
		if _, err := conn.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf("PRAGMA busy_timeout = %d", wait)); err != nil {
			_ = conn.Raw(func(any) error { return driver.ErrBadConn }) // nobody shall get it as it is now
		}
	}()
	if _, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return fmt.Errorf("cut the log: %w", err)
	}
	var busy, pages, moved int
	if err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved); err != nil {
		return fmt.Errorf("cut the log: %w", err)
	}
	if busy != 0 {
		return ErrBusy
	}
	return nil
}
