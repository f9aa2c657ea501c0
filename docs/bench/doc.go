// Package bench compares the catalogue's search with engines that could have
// been embedded instead: bleve with its CJK analyser, and SQLite FTS5 over
// pairs of characters. It is a module of its own, so that whoever imports zwgk
// never meets them.
//
//	cd docs/bench && go test -v -run Compare
//	RECORDS=100k go test -v -run Compare
package bench
