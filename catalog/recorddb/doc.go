// Package recorddb keeps a catalogue in a SQL database: SQLite or PostgreSQL,
// through database/sql, with the driver of the caller's choice.
//
//	db, err := sql.Open("sqlite", "file:zwgk.db?_pragma=busy_timeout(10000)"+
//		"&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_txlock=immediate")
//	store, err := recorddb.Open(ctx, db, recorddb.SQLite)
//	c := catalog.New(store)
//
// These settings let several processes share one SQLite file (modernc.org/sqlite
// writes them so): WAL lets readers go on while one writes, busy_timeout makes a
// writer wait for another, and _txlock=immediate takes the write lock when a
// transaction begins. PostgreSQL needs none.
//
// What Catalog.Erase erases is overwritten in SQLite's file and cut from its
// log. A log in which somebody reads for long cannot be cut: Erase then returns
// catalog.ErrLingers, and the next change, the next Open or Store.Scrub cuts it.
// PostgreSQL frees the old rows at once (VACUUM) and overwrites them in its
// own time; its write-ahead log and all backups are the operator's to expire.
//
// All tables begin with catalog_, the migrations' own table is catalog_version,
// so that the database may hold other packages' tables too. Open migrates.
package recorddb
