package main

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"

	"github.com/zwgk/zwgk/catalog"
)

// writeZip writes everything public: the catalogue as JSON lines and as a table,
// and every attachment under the number of its record.
func (o *office) writeZip(ctx context.Context, w io.Writer, records iter.Seq2[catalog.Record, error]) error {
	z := zip.NewWriter(w)
	var files []catalog.Record
	lines, err := z.Create("目录.jsonl")
	if err == nil {
		err = catalog.WriteJSONLines(lines, func(yield func(catalog.Record, error) bool) {
			for r, err := range records {
				if err == nil && len(r.Files) > 0 {
					files = append(files, catalog.Record{ID: r.ID, Number: r.Number, Files: r.Files})
				}
				if !yield(r, err) {
					return
				}
			}
		})
	}
	if err == nil {
		var table io.Writer
		if table, err = z.Create("目录.csv"); err == nil {
			err = catalog.WriteCSV(table, o.catalog.Records(ctx))
		}
	}
	for _, r := range files {
		if err == nil {
			err = o.zipFiles(z, r)
		}
	}
	return errors.Join(err, z.Close())
}

// zipFiles puts the attachments of a record into a package; those that were
// never placed are left out.
func (o *office) zipFiles(z *zip.Writer, r catalog.Record) error {
	for _, f := range r.Files {
		if !fs.ValidPath(kept(r, f.Name)) {
			continue
		}
		data, err := fs.ReadFile(o.records.Files(), kept(r, f.Name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			var w io.Writer
			if w, err = z.Create(path.Join("附件", string(r.Number), f.Name)); err == nil {
				_, err = w.Write(data)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lastWhole cuts a file of JSON lines after its last whole line and returns the
// id of the record there, 0 when there is none.
func lastWhole(f *os.File) (int64, error) {
	in := bufio.NewReaderSize(f, 1<<20)
	var id, end, at int64
	for {
		line, err := in.ReadBytes('\n')
		at += int64(len(line))
		var r struct{ ID int64 }
		if err == nil && json.Unmarshal(line, &r) == nil && r.ID > id {
			id, end = r.ID, at
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		break
	}
	if err := f.Truncate(end); err != nil {
		return 0, err
	}
	_, err := f.Seek(end, io.SeekStart)
	return id, err
}
