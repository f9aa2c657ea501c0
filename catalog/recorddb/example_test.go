package recorddb_test

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/catalog/recorddb"
)

func ExampleOpen() {
	ctx := context.Background()
	dir, _ := os.MkdirTemp("", "zwgk")
	defer func() { _ = os.RemoveAll(dir) }()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "zwgk.db")+"?_pragma=busy_timeout(10000)"+
		"&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = db.Close() }()
	store, err := recorddb.Open(ctx, db, recorddb.SQLite)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := catalog.New(store).Publish(ctx, catalogtest.Report(), catalogtest.Signer())
	fmt.Println(r.Number, err)
	_ = store.PutFile(ctx, "budget/2015.json", strings.NewReader("{}"))
	names, err := fs.Glob(store.Files(), "budget/*")
	fmt.Println(names, err)
	// Output:
	// 2015-00001 <nil>
	// [budget/2015.json] <nil>
}
