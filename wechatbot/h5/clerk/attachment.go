package clerk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// Attachments says how the files of records are read and where their bytes are
// kept. The zero value leaves attaching to zwgk attach.
type Attachments struct {
	Read  func(name string, data []byte) (catalog.File, []catalog.Finding) // as catalog/attach.Read does
	Files fs.FS                                                            // where the pages serve them from: files/<record's id>/<name>
	Put   func(ctx context.Context, name string, r io.Reader) error        // keeps one there
	Most  int64                                                            // bytes handed in at once; 0: 20 MB
}

// on says whether files can be attached at the desk.
func (a Attachments) on() bool { return a.Read != nil && a.Files != nil && a.Put != nil }

func (a Attachments) most() int64 {
	if a.Most > 0 {
		return a.Most
	}
	return 20 << 20
}

// mostFiles is how many attachments a record may have.
const mostFiles = 30

// attachView is the page of a draft's attachments.
type attachView struct {
	Record catalog.Record
	Files  []attached
	Edit   bool // the person may add and remove
	Most   string
	Wrong  string
}

// attached is one attachment as a page shows it.
type attached struct {
	catalog.File
	N     int
	There bool   // its bytes are kept
	Size  string // in words
	Marks []remark
}

// keptAs is the name of an attachment's bytes among the files.
func keptAs(r catalog.Record, name string) string {
	return path.Join("files", strconv.FormatInt(r.ID, 10), name)
}

// attachedTo are a record's attachments with what the screening finds in each.
func (v *visit) attachedTo(r catalog.Record) []attached {
	found := map[string][]remark{}
	for _, f := range r.Screen() {
		found[f.Where] = append(found[f.Where], remarkOf(f))
	}
	var out []attached
	for i, f := range r.Files {
		a := attached{File: f, N: i, Size: size(f.Size), Marks: found[catalog.WhereFile(f.Name)]}
		if len(a.Marks) > listedMarks {
			a.Marks = a.Marks[:listedMarks]
		}
		if v.Attachments.on() && fs.ValidPath(keptAs(r, f.Name)) {
			info, err := fs.Stat(v.Attachments.Files, keptAs(r, f.Name))
			a.There = err == nil && f.SHA256 != "" && info.Size() == f.Size
		}
		out = append(out, a)
	}
	return out
}

// writable are the statuses in which a record is still written.
func writable(r catalog.Record) bool {
	return r.Status == catalog.Draft || r.Status == catalog.Returned
}

func (v *visit) attachments() {
	if r, ok := v.paper(); ok {
		v.showAttachments(http.StatusOK, r, "")
	}
}

func (v *visit) showAttachments(status int, r catalog.Record, no string) {
	v.show(status, page{Name: "attachments", Title: "附件：" + cut(40, r.Title), Nav: "/records", Data: attachView{Record: r, Files: v.attachedTo(r),
		Edit: writable(r) && v.person.Is(Drafter), Most: size(v.Attachments.most()), Wrong: no}})
}

// attach adds files to a draft, or takes one away.
func (v *visit) attach() {
	r, ok := v.paper()
	if !ok || !v.needs(Drafter) {
		return
	}
	if !writable(r) {
		v.trouble(http.StatusConflict, closed(r, "附件不能再改。请审查人退回修改。"))
		return
	}
	if !isUpload(v.r) {
		v.detach(r)
		return
	}
	files, said, err := v.uploaded(v.Attachments.most())
	if err != nil {
		v.refuseUpload(err, v.Attachments.most())
		return
	}
	empty := ""
	files = slices.DeleteFunc(files, func(f Upload) bool {
		if len(f.Data) == 0 {
			empty += "“" + f.Name + "”是空的，没有添加。"
		}
		return len(f.Data) == 0
	})
	switch {
	case len(files) == 0:
		v.showAttachments(http.StatusUnprocessableEntity, r, empty+"请选择要添加的文件，不能是空的。")
	case said.Get("version") != strconv.FormatInt(r.Version, 10):
		v.showAttachments(http.StatusConflict, r, "没有添加：您打开以后，别人动过这条草稿。请看过再添加。")
	default:
		v.addFiles(r, files, empty)
	}
}

// addFiles screens files and makes them the draft's; one of the same name is
// replaced. Beside says what was handed in with them and is not taken.
func (v *visit) addFiles(r catalog.Record, files []Upload, beside string) {
	told, was := []string{beside}, r
	r.Files = slices.Clone(r.Files)
	for _, f := range files {
		read, found := v.Attachments.Read(f.Name, f.Data)
		for _, finding := range found {
			if finding.Rule == catalog.RuleFileKind {
				v.showAttachments(http.StatusUnprocessableEntity, was, "没有添加："+finding.Where+finding.Text)
				return
			}
			told = append(told, finding.Where+finding.Text)
		}
		if i := slices.IndexFunc(r.Files, func(old catalog.File) bool { return old.Name == f.Name }); i >= 0 {
			r.Files[i] = read
		} else {
			r.Files = append(r.Files, read)
		}
	}
	if len(r.Files) > mostFiles {
		v.showAttachments(http.StatusUnprocessableEntity, r, fmt.Sprintf("没有添加：一条信息最多%d件附件。", mostFiles))
		return
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	if !v.saveFiles(r, "添加附件："+strings.Join(names, "、")) {
		return
	}
	for _, f := range files {
		if err := v.Attachments.Put(v.ctx(), keptAs(r, f.Name), bytes.NewReader(f.Data)); err != nil {
			v.fail(err)
			return
		}
	}
	v.flash("添加了%d件附件。%s", len(files), strings.Join(told, ""))
	v.redirect("/records/%d/files", r.ID)
}

// saveFiles saves the draft with its attachments and says what was done about them; it
// answers when it cannot.
func (v *visit) saveFiles(r catalog.Record, note string) bool {
	_, err := v.Catalog.Move(v.ctx(), r, catalog.Draft, note, v.actor())
	switch {
	case errors.Is(err, catalog.ErrConflict), v.refused(err):
		now, err := v.Catalog.Paper(v.ctx(), r.ID)
		if err != nil {
			v.fail(err)
			return false
		}
		v.showAttachments(http.StatusConflict, now, "没有办理：您打开以后，别人动过这条信息。请看过再办。")
		return false
	case err != nil:
		v.fail(err)
		return false
	}
	return true
}

// detach takes an attachment away from a draft. Its bytes are not kept.
func (v *visit) detach(r catalog.Record) {
	name := v.field("name")
	i := slices.IndexFunc(r.Files, func(f catalog.File) bool { return f.Name == name })
	switch {
	case v.field("version") != strconv.FormatInt(r.Version, 10):
		v.showAttachments(http.StatusConflict, r, "没有移除：您打开以后，别人动过这条草稿。请看过再移除。")
		return
	case i < 0:
		v.showAttachments(http.StatusConflict, r, "没有这件附件，可能已经移除。")
		return
	}
	there := r.Files[i].SHA256 != ""
	r.Files = slices.Delete(slices.Clone(r.Files), i, i+1)
	if !v.saveFiles(r, "移除附件："+name) {
		return
	}
	if there {
		if err := v.Attachments.Put(v.ctx(), keptAs(r, name), bytes.NewReader(nil)); err != nil {
			v.fail(err)
			return
		}
	}
	v.flash("移除了附件“%s”。", name)
	v.redirect("/records/%d/files", r.ID)
}

// attachedFile gives an attachment to whoever works on the record, to be looked at.
func (v *visit) attachedFile() {
	r, ok := v.paper()
	if !ok {
		return
	}
	n, err := strconv.Atoi(v.r.PathValue("n"))
	if err != nil || n < 0 || n >= len(r.Files) {
		v.trouble(http.StatusNotFound, "")
		return
	}
	data, err := v.bytesOf(r, r.Files[n])
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.trouble(http.StatusNotFound, "这件附件还没有上传，或者没有传完。请拟稿人再传一次。")
	case err != nil:
		v.fail(err)
	default:
		v.file("application/octet-stream", r.Files[n].Name, data) // never shown in our name
	}
}

// bytesOf reads an attachment, and only the very one that the record names.
func (v *visit) bytesOf(r catalog.Record, f catalog.File) ([]byte, error) {
	if !v.Attachments.on() || f.SHA256 == "" || !fs.ValidPath(keptAs(r, f.Name)) {
		return nil, fs.ErrNotExist
	}
	data, err := fs.ReadFile(v.Attachments.Files, keptAs(r, f.Name))
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
		return nil, fs.ErrNotExist
	}
	return data, nil
}

// unplaced are findings for the attachments that a record names and that are not
// there: it would go out with dead names.
func (v *visit) unplaced(r catalog.Record) ([]catalog.Finding, error) {
	if !v.Attachments.on() {
		return nil, nil
	}
	var found []catalog.Finding
	for _, f := range r.Files {
		_, err := v.bytesOf(r, f)
		if errors.Is(err, fs.ErrNotExist) {
			found = append(found, catalog.Finding{Severity: catalog.Error, Where: catalog.WhereFile(f.Name), Text: "还没有上传，或者没有传完。请退回，由拟稿人上传或者移除。"})
		} else if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// waivers are the fields in which the reviewer says why something that the
// screening found may be published all the same, or how he looked at what no
// program reads.
func waivers(r catalog.Record) []input {
	var out []input
	for _, f := range r.Screen() {
		in := input{Name: "waive." + f.Fingerprint(), Label: f.Where + "：" + f.Got + " 放行的理由", Hint: f.Text, Must: true}
		if f.Rule == catalog.RuleUnread {
			in.Label, in.Hint = f.Where+"：已经看过，怎样看的", "程序读不了它的文字，没有筛查。请下载打开看过，写明如“逐页看过，没有个人信息”。"
		}
		out = append(out, in)
	}
	return out
}
