package attach

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"mime"
	"path"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// MaxText is how many bytes of words are kept of a file. One with more counts
// as unread: nobody has screened the rest.
const MaxText = 2 << 20

// maxUnpacked is how many bytes of a packed file are unpacked.
const maxUnpacked = 64 << 20

// errLong says that a file has more words, or unpacks to more, than are read.
var errLong = errors.New("attach: too long")

// Read returns a file as a record names it, with its media type, size, digest
// and words. A file that is broken or locked yields a finding and counts as unread; of
// a kind that is not read it counts as unread without one, for the screening of the
// record says so. One that may not be published for what it is, a program or something
// else than its name says, yields a finding of catalog.RuleFileKind: it is not to be taken.
func Read(name string, data []byte) (catalog.File, []catalog.Finding) {
	sum := sha256.Sum256(data)
	f := catalog.File{Name: name, Type: Type(name), Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:])}
	if strings.HasPrefix(f.Type, "text/") && f.Type != "text/html" { // a page says its own
		f.Type += charsetOf(data)
	}
	read := reader(name)
	if found, wrong := wrongKind(name, data); wrong {
		f.Unread = true
		return f, []catalog.Finding{found}
	}
	if read == nil {
		f.Unread = true
		return f, nil
	}
	text, err := read(data)
	f.Text = strings.ToValidUTF8(text, "")
	if err == nil {
		return f, nil
	}
	f.Unread = true
	found := catalog.Finding{Rule: catalog.RuleFileBroken, Severity: catalog.Error, Where: catalog.WhereFile(name)}
	if found.Text = "附件打不开，可能损坏、加了密码，或者后缀名与内容不符。"; errors.Is(err, errLong) {
		found.Severity = catalog.Warning
		found.Text = fmt.Sprintf("附件太长，只读了前面%dMB文字。", MaxText>>20)
	}
	return f, []catalog.Finding{found}
}

// reader is how the words of a file are read, by its name; nil: not.
func reader(name string) func([]byte) (string, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".csv", ".md", ".json":
		return plain
	case ".html", ".htm":
		return markup
	case ".docx":
		return document
	case ".xlsx":
		return workbook
	}
	return nil
}

// kinds are the media types of files that offices attach; what the machine's
// own tables say differs from one to the next.
var kinds = map[string]string{
	".txt": "text/plain", ".csv": "text/csv", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html", ".json": "application/json",
	".pdf": "application/pdf", ".ofd": "application/ofd", ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".zip":  "application/zip", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
}

// Type is the media type of a file by its name, empty when it is not known.
func Type(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if kind, ok := kinds[ext]; ok {
		return kind
	}
	kind, _, _ := mime.ParseMediaType(mime.TypeByExtension(ext)) // empty when unknown
	return kind
}

// words collects the words of a file up to MaxText.
type words struct {
	strings.Builder
	long bool
}

func (w *words) add(s string) {
	if w.Len()+len(s) > MaxText {
		w.long = true
		return
	}
	w.WriteString(s)
}

// result is the words and, if there were more, errLong.
func (w *words) result() (string, error) {
	if w.long {
		return w.String(), errLong
	}
	return w.String(), nil
}
