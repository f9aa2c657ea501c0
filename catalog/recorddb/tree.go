package recorddb

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Files is the tree of files that PutFile has kept, read from the database at
// each call. Files have no times. It is an fs.ReadDirFS and an fs.ReadFileFS.
func (s *Store) Files() fs.FS { return tree{s} }

type tree struct{ store *Store }

// Open implements fs.FS.
func (t tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	data, err := t.ReadFile(name)
	if err == nil {
		return &openFile{entry: entry{name: path.Base(name), size: int64(len(data))}, Reader: bytes.NewReader(data)}, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	list, err := t.ReadDir(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.Unwrap(err)}
	}
	return &openDir{entry: entry{name: path.Base(name), dir: true}, left: list}, nil
}

// ReadFile implements fs.ReadFileFS.
func (t tree) ReadFile(name string) ([]byte, error) {
	fail := func(err error) ([]byte, error) { return nil, &fs.PathError{Op: "read", Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return fail(fs.ErrInvalid)
	}
	var data []byte
	err := t.store.db.QueryRowContext(context.Background(), t.store.q("SELECT data FROM catalog_files WHERE name = $1"), name).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return fail(fs.ErrNotExist)
	}
	if err != nil {
		return fail(lost(err))
	}
	return data, nil
}

// ReadDir implements fs.ReadDirFS.
func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	found, err := t.below(name)
	switch {
	case err != nil:
		err = lost(err)
	case len(found) == 0 && name != ".":
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	return found, nil
}

// lost is the error of a database that did not answer, without what it wraps: a
// socket that is not there (ENOENT) must not read as a file that is not.
func lost(err error) error { return errors.New(err.Error()) }

// below lists what lies directly in a directory, by name.
func (t tree) below(dir string) (out []fs.DirEntry, err error) {
	rows, err := t.store.db.QueryContext(context.Background(), "SELECT name, size FROM catalog_files ORDER BY name")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	seen := map[string]bool{}
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.name, &e.size); err != nil {
			return nil, err
		}
		rest := e.name
		if dir != "." {
			var ok bool
			if rest, ok = strings.CutPrefix(e.name, dir+"/"); !ok {
				continue
			}
		}
		if first, _, deep := strings.Cut(rest, "/"); deep {
			e = entry{name: first, dir: true}
		} else {
			e.name = rest
		}
		if !seen[e.name] {
			seen[e.name] = true
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out, rows.Err()
}

// An entry is a file or directory of the tree, and its own FileInfo.
type entry struct {
	name string
	size int64
	dir  bool
}

// The methods of fs.FileInfo, fs.DirEntry and fs.File.
func (e entry) Name() string               { return e.name }
func (e entry) Size() int64                { return e.size }
func (e entry) IsDir() bool                { return e.dir }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) Sys() any                   { return nil }
func (e entry) Type() fs.FileMode          { return e.Mode().Type() }
func (e entry) Info() (fs.FileInfo, error) { return e, nil }
func (e entry) Stat() (fs.FileInfo, error) { return e, nil }
func (e entry) Close() error               { return nil }

// Mode implements fs.FileInfo: the tree can only be read.
func (e entry) Mode() fs.FileMode {
	if e.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// openFile reads a file; Size is the entry's, as fs.FileInfo wants it.
type openFile struct {
	entry
	*bytes.Reader
}

// Size implements fs.FileInfo.
func (f *openFile) Size() int64 { return f.entry.size }

type openDir struct {
	entry
	left []fs.DirEntry
}

// Read implements fs.File.
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errors.New("is a directory")}
}

// ReadDir implements fs.ReadDirFile.
func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n >= len(d.left) {
		out := d.left
		d.left = nil
		if n > 0 && len(out) == 0 {
			return nil, io.EOF
		}
		return out, nil
	}
	out := d.left[:n]
	d.left = d.left[n:]
	return out, nil
}
