package requestdb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/zwgk/zwgk/disclosure"
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
}

var _ disclosure.Store = (*Store)(nil)

// Open brings the tables up to date and returns the store over them. The key
// has 32 bytes and must be the one that the database was begun with (ErrKey);
// lose it, and the personal data are lost. The caller closes db.
func Open(ctx context.Context, db *sql.DB, dialect Dialect, key []byte) (*Store, error) {
	sealer, err := newSealer(key)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db, dialect); err != nil {
		return nil, err
	}
	s := &Store{db, dialect, sealer}
	if err := s.probe(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// migrate runs what is missing. Two processes that begin together may meet: the
// second looks again, and finds the first's work done.
func migrate(ctx context.Context, db *sql.DB, dialect Dialect) error {
	languages := map[Dialect]goose.Dialect{SQLite: goose.DialectSQLite3, PostgreSQL: goose.DialectPostgres}
	language, known := languages[dialect]
	if !known {
		return fmt.Errorf("requestdb: unknown dialect %q", dialect)
	}
	files, err := fs.Sub(migrations, "migrations/"+string(dialect))
	if err != nil {
		return fmt.Errorf("requestdb: migrations: %w", err)
	}
	for wait := 50 * time.Millisecond; ; wait *= 2 {
		provider, err := goose.NewProvider(language, db, files,
			goose.WithTableName("disclosure_version"), goose.WithDisableGlobalRegistry(true))
		if err == nil {
			_, err = provider.Up(ctx)
		}
		if err == nil {
			return nil
		}
		if wait > time.Second {
			return fmt.Errorf("requestdb: migrate: %w", err)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("requestdb: migrate: %w", ctx.Err())
		case <-time.After(wait):
		}
	}
}

const probeText = "zwgk"

// probe holds the key against the one that the database was begun with.
func (s *Store) probe(ctx context.Context) error {
	sealed, err := s.seal(probeText, "probe")
	if err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, s.sql("INSERT INTO disclosure_key (one, probe) VALUES (1, ?) ON CONFLICT (one) DO NOTHING"), sealed); err != nil {
		return fmt.Errorf("requestdb: probe: %w", err)
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

// Create keeps a new request. See disclosure.Store.
func (s *Store) Create(ctx context.Context, r disclosure.Request, key string) (disclosure.Request, error) {
	if r.ID != "" || len(r.Events) == 0 {
		return disclosure.Request{}, errors.New("requestdb: create: a new request has no number and at least one event")
	}
	once := s.lookup("once", key)
	var id string
	err := s.write(ctx, requestBook, len(r.Events), func(tx *sql.Tx, seq int64) (err error) {
		if id, err = s.again(ctx, tx, requestBook, once); err != nil {
			return err
		}
		if r.ID, err = s.number(ctx, tx, r); err != nil {
			return err
		}
		id = r.ID
		return s.insert(ctx, tx, r, once, seq)
	})
	if err != nil && !errors.Is(err, errAgain) {
		return disclosure.Request{}, err
	}
	return s.Request(ctx, id)
}

// number issues the next number of the request's organ and year.
func (s *Store) number(ctx context.Context, tx *sql.Tx, r disclosure.Request) (string, error) {
	var organ, serial int
	if _, err := tx.ExecContext(ctx, s.sql(`INSERT INTO disclosure_organ (name, number)
		SELECT ?, COALESCE(MAX(number), 0) + 1 FROM disclosure_organ WHERE true ON CONFLICT (name) DO NOTHING`), r.Organ); err != nil {
		return "", fmt.Errorf("requestdb: organ: %w", err)
	}
	if err := tx.QueryRowContext(ctx, s.sql("SELECT number FROM disclosure_organ WHERE name = ?"), r.Organ).Scan(&organ); err != nil {
		return "", fmt.Errorf("requestdb: organ: %w", err)
	}
	if err := tx.QueryRowContext(ctx, s.sql(`INSERT INTO disclosure_series (year, organ, last) VALUES (?, ?, 1)
		ON CONFLICT (year, organ) DO UPDATE SET last = disclosure_series.last + 1 RETURNING last`), r.YearOf(), organ).Scan(&serial); err != nil {
		return "", fmt.Errorf("requestdb: number: %w", err)
	}
	return disclosure.FormatNumber(r.YearOf(), organ, serial), nil
}

// insert writes the rows of a new request; its first event's number is its own.
func (s *Store) insert(ctx context.Context, tx *sql.Tx, r disclosure.Request, once []byte, seq int64) error {
	personal := r.Applicant
	personal.Kind = 0
	sealed, err := s.seal(person{r.Code, r.Owner, personal, r.Subject, r.Attachments}, placeOf(r.ID, -1))
	if err != nil {
		return err
	}
	kind, err := r.Applicant.Kind.MarshalText()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, s.sql(`INSERT INTO disclosure_request
		(seq, id, once, owner, organ, channel, kind, form, way, events, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
		seq, r.ID, once, s.lookup("owner", r.Owner), r.Organ, string(r.Channel), string(kind),
		r.Delivery.Form, r.Delivery.Way, len(r.Events), sealed)
	if err != nil {
		return fmt.Errorf("requestdb: create: %w", err)
	}
	for i, e := range r.Events {
		if err := s.insertEvent(ctx, tx, seq+int64(i), seq, r, i, e); err != nil {
			return err
		}
	}
	return s.takeFiles(ctx, tx, r, seq)
}

// Append adds an event. See disclosure.Store.
func (s *Store) Append(ctx context.Context, r disclosure.Request, e disclosure.Event) (disclosure.Request, error) {
	var next disclosure.Request
	err := s.write(ctx, requestBook, 1, func(tx *sql.Tx, seq int64) error {
		rows, err := s.read(ctx, tx, "WHERE id = ?", r.ID)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return disclosure.ErrNotFound
		}
		if len(rows[0].Events) != len(r.Events) {
			return disclosure.ErrConflict
		}
		if next, err = rows[0].Apply(e); err != nil {
			return err
		}
		if err := s.insertEvent(ctx, tx, seq, rows[0].seq, next, len(r.Events), e); err != nil {
			return err
		}
		return s.grow(ctx, tx, requestBook, rows[0].seq)
	})
	if err != nil {
		return disclosure.Request{}, err
	}
	return next, nil
}

// Erase removes a request's personal data. See disclosure.Store.
func (s *Store) Erase(ctx context.Context, id string) error {
	return s.write(ctx, requestBook, 0, func(tx *sql.Tx, _ int64) error {
		if err := s.erase(ctx, tx, requestBook, id, disclosure.ErrNotFound); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, s.sql(`DELETE FROM disclosure_file
			WHERE request = (SELECT seq FROM disclosure_request WHERE id = ?)`), id)
		if err != nil {
			return fmt.Errorf("requestdb: erase: %w", err)
		}
		return nil
	})
}
