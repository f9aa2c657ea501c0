package main

import (
	"context"
	"errors"
	"fmt"
)

// backupCommand copies a SQLite office whole, at one moment. Copying its file alone
// would leave out what still lies in its log beside it (-wal).
type backupCommand struct {
	To string `arg:"" help:"The new file; one that is there is not written over." placeholder:"FILE"`
}

func (x backupCommand) Run(ctx context.Context, c *commands, t terminal) error {
	if c.postgres() {
		return errors.New("backup: a PostgreSQL office is copied with pg_dump, and its key file by hand")
	}
	return withDesk(ctx, c, func(o *office) error {
		if _, err := o.db.ExecContext(ctx, "VACUUM INTO ?", x.To); err != nil {
			return fmt.Errorf("backup into %s: %w", x.To, err)
		}
		fmt.Fprintf(t.out, "已备份到 %s。封存个人信息的密钥 %s 不在里面，要另外保管一份，没有它打不开。\n", x.To, c.keyFile())
		return nil
	})
}
