package requestdb_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

func ExampleOpen() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "zwgk")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "zwgk.db")+
		"?_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=busy_timeout(5000)&_txlock=immediate")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	key := make([]byte, 32) // in earnest: 32 random bytes kept outside the database
	store, err := requestdb.Open(ctx, db, requestdb.SQLite, key)
	if err != nil {
		fmt.Println(err)
		return
	}
	desk := disclosure.NewDesk(store, civil.China())
	at := time.Date(2026, time.March, 2, 20, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))
	r, err := desk.Submit(ctx, disclosuretest.Draft("wechat:handle"), "message 1", at, disclosure.ByWeChat)
	fmt.Println(r.ID, err)
	entries, err := store.Verify(ctx)
	fmt.Println(entries, err)
	// Output:
	// 2026-001-00001-3 <nil>
	// 1 <nil>
}
