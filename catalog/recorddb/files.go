package recorddb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
)

// MaxFile is the largest file that PutFile takes, in bytes.
const MaxFile = 64 << 20

// PutFile keeps a file under a slash-separated name, in place of one that was
// there. It refuses names that fs.ValidPath does and files over MaxFile.
func (s *Store) PutFile(ctx context.Context, name string, r io.Reader) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("recorddb: put file: %w", fs.ErrInvalid)
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return fmt.Errorf("recorddb: put file: %w", err)
	}
	if len(data) > MaxFile {
		return fmt.Errorf("recorddb: put file: over %d bytes", MaxFile)
	}
	sum := sha256.Sum256(data)
	return s.within(ctx, func(tx *sql.Tx) error {
		var version int64
		err := tx.QueryRowContext(ctx, "UPDATE catalog_head SET files = files + 1 WHERE one = 1 RETURNING files").Scan(&version)
		if err == nil {
			_, err = tx.ExecContext(ctx, s.q(`INSERT INTO catalog_files (name, size, sha256, data, version) VALUES ($1, $2, $3, $4, $5)
				ON CONFLICT (name) DO UPDATE SET size = excluded.size, sha256 = excluded.sha256, data = excluded.data, version = excluded.version`),
				name, len(data), hex.EncodeToString(sum[:]), data, version)
		}
		if err != nil {
			return fmt.Errorf("recorddb: put file: %w", err)
		}
		return nil
	})
}

// FilesVersion grows by one with each PutFile, whichever process did it.
func (s *Store) FilesVersion(ctx context.Context) (int64, error) {
	var v int64
	if err := s.db.QueryRowContext(ctx, "SELECT files FROM catalog_head WHERE one = 1").Scan(&v); err != nil {
		return 0, fmt.Errorf("recorddb: files version: %w", err)
	}
	return v, nil
}
