package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/attach"
	"github.com/zwgk/zwgk/catalog/recorddb"
)

// attached says where the attachments that records name lie, and what the
// reviewer has said of those that no program reads.
type attached struct {
	Files  string `help:"Folder with the attachments that the records name (default: the folder of FILE; one that is not there is then told, not refused)." type:"existingdir" placeholder:"DIR"`
	Looked string `help:"The reviewer has looked at the attachments that no program reads, such as PDF: how." placeholder:"REASON"`
}

// folder is where one command looks for attachments.
type folder struct {
	attached
	dir    string
	strict bool // what is named must be there
}

func (x attached) folder(file string) folder {
	if x.Files != "" {
		return folder{x, x.Files, true}
	}
	return folder{x, filepath.Dir(file), false}
}

// fill reads the attachments of a record. One that is not there is a finding.
func (d folder) fill(r *catalog.Record) []catalog.Finding {
	var found []catalog.Finding
	for i, f := range r.Files {
		data, err := d.read(f.Name)
		if err != nil {
			found = append(found, d.missing(f.Name, err))
			continue
		}
		read, fs := attach.Read(f.Name, data)
		if f.Type != "" {
			read.Type = f.Type
		}
		r.Files[i] = read
		for _, finding := range fs { // what is told of here is decided by the screening
			if finding.Rule != catalog.RuleFileKind { // of which the screening knows nothing
				finding.Severity = min(finding.Severity, catalog.Warning)
			}
			found = append(found, finding)
		}
	}
	d.waive(r)
	return found
}

// waive lets the unread attachments of a record pass, if the reviewer looked at
// them.
func (d folder) waive(r *catalog.Record) {
	if d.Looked == "" {
		return
	}
	r.Review.Waived = slices.Clone(r.Review.Waived)
	for _, f := range r.Screen() {
		if f.Rule == catalog.RuleUnread {
			r.Review.Waived = append(r.Review.Waived, catalog.Waiver{Finding: f.Fingerprint(), Reason: d.Looked})
		}
	}
}

func (d folder) missing(name string, err error) catalog.Finding {
	f := catalog.Finding{Rule: "file-missing", Severity: catalog.Warning, Where: catalog.WhereFile(name), Text: "没有找到这个附件，网页上不能下载。"}
	if d.strict {
		f.Severity = catalog.Error
	}
	switch {
	case errors.Is(err, fs.ErrInvalid):
		f.Severity, f.Text = catalog.Error, "附件名里不能有上级文件夹。"
	case !errors.Is(err, fs.ErrNotExist):
		f.Severity, f.Text = catalog.Error, "附件读不了，可能没有权限，或者太大。"
	}
	return f
}

// read reads a file of the folder, never one outside it.
func (d folder) read(name string) ([]byte, error) {
	if !fs.ValidPath(name) || name == "." {
		return nil, fs.ErrInvalid
	}
	root, err := os.OpenRoot(d.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err == nil && (info.IsDir() || info.Size() > recorddb.MaxFile) {
		return nil, errors.New("not a file of the size that is kept")
	}
	if err != nil {
		return nil, err
	}
	return root.ReadFile(name)
}

// kept is where the bytes of an attachment are, for the pages and the export.
func kept(r catalog.Record, name string) string {
	return path.Join("files", strconv.FormatInt(r.ID, 10), name)
}

// place puts the attachments of a record where the pages serve them from. A
// file that is not the one which the record names is not put.
func (o *office) place(ctx context.Context, d folder, r catalog.Record) error {
	for _, f := range r.Files {
		if f.SHA256 == "" || o.has(r, f) {
			continue
		}
		data, err := d.read(f.Name)
		if err == nil && digestOf(data) != f.SHA256 {
			err = errors.New("not the file that was published")
		}
		if errors.Is(err, fs.ErrNotExist) && !d.strict {
			continue
		}
		if err == nil {
			err = o.records.PutFile(ctx, kept(r, f.Name), bytes.NewReader(data))
		}
		if err != nil {
			return fmt.Errorf("place an attachment of %s: %w", r.Number, err)
		}
	}
	return nil
}

// has says whether the very file lies where it is served from.
func (o *office) has(r catalog.Record, f catalog.File) bool {
	data, err := fs.ReadFile(o.records.Files(), kept(r, f.Name))
	return err == nil && digestOf(data) == f.SHA256
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// verifyFiles holds the attachments of every public record against the digests
// in the chain.
func (o *office) verifyFiles(ctx context.Context, t terminal) (n, bad int, err error) {
	for r, err := range o.catalog.Records(ctx) {
		if err != nil {
			return n, bad, err
		}
		for _, f := range r.Files {
			if f.SHA256 == "" {
				continue
			}
			n++
			data, err := fs.ReadFile(o.records.Files(), kept(r, f.Name))
			switch {
			case errors.Is(err, fs.ErrNotExist):
				bad++
				fmt.Fprintf(t.out, "%s %s：没有放入，请用 zwgk attach 补上\n", r.Number, catalog.WhereFile(f.Name))
			case err != nil:
				return n, bad, err
			case digestOf(data) != f.SHA256:
				bad++
				fmt.Fprintf(t.out, "%s %s：与公开时的内容不符\n", r.Number, catalog.WhereFile(f.Name))
			}
		}
	}
	return n, bad, nil
}
