package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL
	_ "modernc.org/sqlite"             // SQLite

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/recorddb"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/requestdb"
	"github.com/zwgk/zwgk/wechatbot/accounts"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// storage says where the office keeps what it must not lose.
type storage struct {
	DB      string      `name:"db" help:"SQLite file, or postgres://… for PostgreSQL." env:"ZWGK_DB" default:"zwgk.db" placeholder:"FILE"`
	KeyFile string      `name:"key" help:"File with the key that seals applicants' personal data (default: the database's name with .key)." env:"ZWGK_KEY_FILE" placeholder:"FILE"`
	Office  string      `name:"office" help:"JSON file that describes the office: organs, aliases, guide (default: the one it keeps)." env:"ZWGK_OFFICE" placeholder:"FILE"`
	Scheme  string      `name:"scheme" help:"Pattern of the office's index numbers (索引号; default: the one it keeps)." env:"ZWGK_SCHEME" placeholder:"PATTERN"`
	Region  string      `name:"region" help:"Regional days off to count with: none or ningxia (default: the one it keeps)." env:"ZWGK_REGION" enum:",none,ningxia" default:"" placeholder:"REGION"`
	terms   cases.Terms // the office's own, for cases
	Years   string      `name:"calendar" help:"JSON file with announced days off of further years." env:"ZWGK_CALENDAR" placeholder:"FILE"`
}

// office is an opened office: its stores and the rooms that stand on them.
type office struct {
	db      *sql.DB
	records *recorddb.Store
	catalog *catalog.Catalog
	desk    *disclosure.Desk
	cases   *cases.Desk
	sealed  *requestdb.Store // of requests and cases
	books   *budget.Books
	about   h5.Office
	cal     *civil.Calendar
	key     []byte // seals personal data, here and in the cookies of the pages
}

// open opens the office's database, brings its tables up to date and puts the
// rooms on it. The caller closes it.
func (s storage) open(ctx context.Context) (*office, error) {
	o := &office{}
	var err error
	recordDialect, requestDialect := recorddb.SQLite, requestdb.SQLite
	if s.postgres() {
		recordDialect, requestDialect = recorddb.PostgreSQL, requestdb.PostgreSQL
		o.db, err = sql.Open("pgx", s.DB)
	} else {
		o.db, err = sql.Open("sqlite", sqliteDSN(s.DB))
	}
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := s.furnish(ctx, o, recordDialect, requestDialect); err != nil {
		return nil, errors.Join(s.explained(err), o.db.Close())
	}
	return o, nil
}

func (s storage) postgres() bool {
	return strings.HasPrefix(s.DB, "postgres://") || strings.HasPrefix(s.DB, "postgresql://")
}

// furnish puts the stores, the catalogue, the desk and the books on an open
// database.
func (s storage) furnish(ctx context.Context, o *office, rd recorddb.Dialect, qd requestdb.Dialect) error {
	key, err := s.sealingKey()
	if err != nil {
		return err
	}
	if o.records, err = recorddb.Open(ctx, o.db, rd); err != nil {
		return err
	}
	o.key = key
	requests, err := requestdb.Open(ctx, o.db, qd, key)
	if errors.Is(err, requestdb.ErrKey) {
		return fmt.Errorf("%w: %s is not the key that %s was begun with; put back the copy that is kept elsewhere", err, s.keyFile(), s.place())
	}
	if err != nil {
		return err
	}
	if s, err = s.kept(o.records.Files()); err != nil {
		return err
	}
	if o.cal, err = s.calendar(); err != nil {
		return err
	}
	if o.about, err = s.about(o.records.Files()); err != nil {
		return err
	}
	if o.catalog, err = s.catalogue(o); err != nil {
		return err
	}
	o.desk = disclosure.NewDesk(requests, o.cal)
	o.sealed = requests
	o.cases = cases.NewDesk(requests.CaseStore(), o.cal, s.terms)
	books, err := fs.Sub(o.records.Files(), accounts.Folder)
	if err != nil {
		return err
	}
	o.books, err = budget.Open(books)
	return err
}

// catalogue is the office's, with its scheme and its organs.
func (s storage) catalogue(o *office) (*catalog.Catalog, error) {
	c := catalog.New(o.records)
	if s.Scheme != "" {
		scheme, err := catalog.NewScheme("office", s.Scheme)
		if err != nil {
			return nil, err
		}
		c = c.WithScheme(scheme)
	}
	return c.WithOrgans(organs(o.about)...).WithSynonyms(o.about.Synonyms...), nil
}

// organs are the office's organs as the catalogue knows them: by all their
// names.
func organs(about h5.Office) []catalog.Organ {
	var out []catalog.Organ
	for _, o := range about.Organs {
		out = append(out, catalog.Organ{Name: o.Name, Aliases: o.Aliases})
	}
	return out
}

func (o *office) close() error { return o.db.Close() }

// sqliteDSN opens a file so that several processes can share it: writers queue
// for up to ten seconds, readers never wait.
func sqliteDSN(file string) string {
	return "file:" + file + "?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
}

// calendar is the national calendar, the further years of a file, and the
// region's days.
func (s storage) calendar() (*civil.Calendar, error) {
	cal := civil.China()
	if s.Years != "" {
		f, err := os.Open(s.Years)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		more, err := civil.Load(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Years, err)
		}
		cal = cal.Merge(more)
	}
	if s.Region == "ningxia" {
		cal = cal.With(civil.Ningxia())
	}
	return cal, nil
}

// The files in which an office keeps how it works, so that every command on its
// database works the same.
const (
	settingsFile = "office/settings.json" // scheme, region, the office's own terms for cases
	aboutFile    = "office/office.json"   // h5.Office
	itemsFile    = "office/items.csv"     // what must be published, as catalog.ReadItems reads it
	peopleFile   = "office/people.json"   // who sits at the clerk's desk, as clerk.ReadPeople reads it
)

// about reads the description of the office: the named file, or the one that
// the office keeps.
func (s storage) about(files fs.FS) (h5.Office, error) {
	name := aboutFile
	if s.Office != "" {
		name, files = filepath.Base(s.Office), os.DirFS(filepath.Dir(s.Office))
	}
	f, err := files.Open(name)
	if errors.Is(err, fs.ErrNotExist) && s.Office == "" {
		return h5.Office{}, nil
	}
	if err != nil {
		return h5.Office{}, err
	}
	defer f.Close()
	about, err := h5.LoadOffice(f)
	if err != nil {
		return h5.Office{}, fmt.Errorf("%s: %w", name, err)
	}
	return about, nil
}

// sealingKey reads the key that seals personal data from its file, which lies
// outside the database. For a database that is not there yet it makes one,
// readable by its owner alone; for one that is, a missing key is an error, for
// a new one would not open what the old one sealed.
func (s storage) sealingKey() ([]byte, error) {
	file, fresh := s.keyFile(), false
	if file == "" {
		return nil, errors.New("a PostgreSQL office needs --key FILE (ZWGK_KEY_FILE) with 64 hexadecimal digits, for the key does not live in the database; openssl rand -hex 32 makes one")
	}
	if !s.postgres() {
		_, err := os.Stat(s.DB)
		fresh = errors.Is(err, fs.ErrNotExist)
	}
	if fresh {
		if err := writeKey(file); err != nil {
			return nil, fmt.Errorf("the key of a new database cannot be written beside it: %w", err)
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the key that seals personal data: %w; put back the copy that is kept elsewhere, or name it with --key", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("%s: want 64 hexadecimal digits; restore the key that the database was sealed with", file)
	}
	return key, nil
}

// keyFile is where the key lies; empty: nobody said so.
func (s storage) keyFile() string {
	if s.KeyFile != "" || s.postgres() {
		return s.KeyFile
	}
	return strings.TrimSuffix(s.DB, filepath.Ext(s.DB)) + ".key"
}

// place names the database as errors may: an address may hold a password.
func (s storage) place() string {
	if s.postgres() {
		return "the PostgreSQL database"
	}
	return s.DB
}

// explained names the file to an error of SQLite.
func (s storage) explained(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, "file is not a database"):
		return fmt.Errorf("%s is no SQLite database", s.DB)
	case strings.Contains(text, "database or disk is full"):
		return fmt.Errorf("the disk of %s is full: %w", s.DB, err)
	}
	return err
}

// writeKey puts a fresh key into file, whole or not at all. A key that is
// there already stays.
func writeKey(file string) error {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".key-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = fmt.Fprintln(f, hex.EncodeToString(key))
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), file); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
