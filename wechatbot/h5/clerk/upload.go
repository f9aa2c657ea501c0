package clerk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
)

// The bounds of what is handed in as files: bytes of tables, fields beside them,
// and how long a table is kept between the look and the press.
const (
	maxTables   = 8 << 20
	maxField    = 16 << 10
	maxParts    = 60
	maxFileName = 120
	keptFor     = time.Hour
)

// An Upload is a file that was handed in at the desk.
type Upload struct {
	Name string // without a folder
	Data []byte
}

// Why what was handed in is not taken.
var (
	errTooLarge = errors.New("clerk: upload too large")
	errNoUpload = errors.New("clerk: no upload")
)

// isUpload says whether a request brings files.
func isUpload(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return r.Method == http.MethodPost && err == nil && kind == "multipart/form-data"
}

// uploaded reads the files and the fields of a form, no more than so many bytes
// of files together. It takes its time: a slow line may send a large file.
func (v *visit) uploaded(most int64) ([]Upload, url.Values, error) {
	v.patient()
	in, err := v.r.MultipartReader()
	if err != nil {
		return nil, nil, errNoUpload
	}
	var files []Upload
	said := url.Values{}
	for n := 0; ; n++ {
		part, err := in.NextPart()
		if errors.Is(err, io.EOF) {
			return files, said, nil
		}
		if err != nil || n == maxParts {
			return nil, nil, uploadFault(err)
		}
		bound := int64(maxField)
		if part.FileName() != "" {
			bound = most
		}
		data, err := io.ReadAll(io.LimitReader(part, bound+1))
		switch {
		case err != nil:
			return nil, nil, uploadFault(err)
		case int64(len(data)) > bound:
			return nil, nil, errTooLarge
		case part.FileName() != "":
			most -= int64(len(data))
			files = append(files, Upload{fileName(part.FileName()), data})
		default:
			said.Add(part.FormName(), string(data))
		}
	}
}

// patient gives a large table the time that it takes, beyond what the server gives
// to pages.
func (v *visit) patient() {
	slow := http.NewResponseController(v.w)
	_ = slow.SetReadDeadline(time.Now().Add(10 * time.Minute)) // a server that cannot keeps its own
	_ = slow.SetWriteDeadline(time.Now().Add(12 * time.Minute))
}

// turn waits until one more may do what takes memory or must not happen twice at
// once; it reports false when the reader has gone away meanwhile.
func (v *visit) turn(of chan struct{}) (done func(), ok bool) {
	v.patient()
	select {
	case of <- struct{}{}:
		return func() { <-of }, true
	case <-v.ctx().Done():
		return nil, false
	}
}

// uploadFault tells what is too large from what broke off.
func uploadFault(err error) error {
	var tooLong *http.MaxBytesError
	if errors.As(err, &tooLong) {
		return errTooLarge
	}
	return errNoUpload
}

// fileName is the last part of a name as a browser sends it, without what does
// not belong into one.
func fileName(s string) string {
	s = path.Base(strings.ReplaceAll(strings.ToValidUTF8(s, ""), `\`, "/"))
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`:*?"<>|;；`, r) {
			return '_'
		}
		return r
	}, s))
	if r := []rune(s); len(r) > maxFileName {
		end := []rune(path.Ext(s))
		if len(end) > 10 {
			end = nil
		}
		s = string(r[:maxFileName-len(end)]) + string(end)
	}
	if s == "" || s == "." || s == "/" || s == ".." {
		return "未命名"
	}
	return s
}

// refuseUpload answers what was not taken.
func (v *visit) refuseUpload(err error, most int64) {
	if errors.Is(err, errTooLarge) {
		v.trouble(http.StatusRequestEntityTooLarge, "文件超过了"+size(most)+"，没有收。几个文件的，请分成几次；一个文件就超过的，请压缩或者拆开再传。")
		return
	}
	v.trouble(http.StatusBadRequest, "文件没有传完，或者不是从本台的页面传的，没有收。请回到上一页重新选择文件。")
}

// keep holds what was handed in for an hour, in the store of the sessions, so that
// the press after the look finds it wherever it is served. A person has one of
// a kind: the next takes its place.
func (v *visit) keep(kind string, what any) (mark string, err error) {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(what); err != nil {
		return "", err
	}
	return markOf(b.Bytes()), v.hold(v.ctx(), v.shelf(kind), b.Bytes(), time.Now().Add(keptFor))
}

// kept reads what was handed in, if it is still there and the one of the mark.
func (v *visit) kept(kind, mark string, into any) (bool, error) {
	data, ok, err := v.recall(v.ctx(), v.shelf(kind))
	if err != nil || !ok || markOf(data) != mark {
		return false, err
	}
	return true, gob.NewDecoder(bytes.NewReader(data)).Decode(into)
}

// shelf is the name under which a person's uploads of a kind are held. No token of
// a session looks like it.
func (v *visit) shelf(kind string) string {
	sum := sha256.Sum256([]byte(kind + "\x00" + v.person.Name))
	return "upload:" + hex.EncodeToString(sum[:])
}

func markOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

func (d *desk) hold(ctx context.Context, name string, data []byte, until time.Time) error {
	if s, ok := d.sessions.Store.(scs.CtxStore); ok {
		return s.CommitCtx(ctx, name, data, until)
	}
	return d.sessions.Store.Commit(name, data, until)
}

func (d *desk) recall(ctx context.Context, name string) ([]byte, bool, error) {
	if s, ok := d.sessions.Store.(scs.CtxStore); ok {
		return s.FindCtx(ctx, name)
	}
	return d.sessions.Store.Find(name)
}

// mostUpload is the most bytes that a form with files may have.
func (d *desk) mostUpload() int64 { return max(maxTables, d.Attachments.most()) + maxForm }
