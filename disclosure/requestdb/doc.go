// Package requestdb keeps disclosure requests in SQLite or PostgreSQL, through
// database/sql. The driver is the caller's.
//
//	db, err := sql.Open("sqlite", "file:zwgk.db?_pragma=journal_mode(WAL)"+
//		"&_pragma=foreign_keys(1)&_pragma=busy_timeout(5000)&_txlock=immediate")
//	store, err := requestdb.Open(ctx, db, requestdb.SQLite, key)
//	desk := disclosure.NewDesk(store, civil.China())
//
// On SQLite use write-ahead logging, foreign keys and a busy timeout, as above;
// on PostgreSQL any connection will do. Several processes may share a database.
//
// Events are only ever added: triggers refuse to change or delete one, and each is
// hashed onto the one before it under the key, so that Verify finds whoever got
// round the triggers. What is
// personal (who asked, what was asked, the words of the reply, notes, drafts) is
// sealed with AES-256-GCM under a key that is not in the database and bound to
// its row; a person is found by a keyed hash of the handle. Who has the database
// without the key has the statistics and nothing else. Erase removes what is
// sealed: on SQLite it is overwritten in the file, and Scrub, which the desks call,
// cuts it from the log. A log in which somebody reads for long cannot be cut; the desk
// then returns disclosure.ErrLingers, and the next event or the next Open cuts it. Of
// drafts that go, and of what lies on the Shelf, the pages are overwritten where the
// pragma secure_delete is set, and the log is cut in SQLite's own time.
package requestdb
