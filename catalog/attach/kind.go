package attach

import (
	"archive/zip"
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// A form is a kind of file that may be published, and how its bytes show that it is one.
type form struct {
	ends []string // of names
	is   func(data []byte) bool
}

// forms are documents, tables, pictures, sound and film: what citizens can open and a
// reviewer can look at. Programs are none, and what is packed is unpacked first.
var forms = []form{
	{[]string{".txt", ".csv", ".md", ".json", ".html", ".htm", ".xml"}, isText},
	{[]string{".pdf"}, func(data []byte) bool { return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) }},
	{[]string{".ofd"}, holds("OFD.xml")},
	{[]string{".docx"}, holds("word/")},
	{[]string{".xlsx"}, holds("xl/")},
	{[]string{".pptx"}, holds("ppt/")},
	{[]string{".odt", ".ods", ".odp"}, holds("content.xml")},
	{[]string{".doc", ".wps"}, begins("\xd0\xcf\x11\xe0", `{\rtf`)},
	{[]string{".xls", ".et", ".ppt", ".dps"}, begins("\xd0\xcf\x11\xe0")},
	{[]string{".rtf"}, begins(`{\rtf`)},
	{[]string{".png"}, begins("\x89PNG\r\n\x1a\n")},
	{[]string{".jpg", ".jpeg"}, begins("\xff\xd8\xff")},
	{[]string{".gif"}, begins("GIF87a", "GIF89a")},
	{[]string{".bmp"}, begins("BM")},
	{[]string{".tif", ".tiff"}, begins("II*\x00", "MM\x00*")},
	{[]string{".webp"}, inside(8, "WEBP")},
	{[]string{".mp3"}, begins("ID3", "\xff\xfb", "\xff\xf3", "\xff\xf2")},
	{[]string{".wav"}, inside(8, "WAVE")},
	{[]string{".mp4", ".m4a"}, inside(4, "ftyp")},
}

// wrongKind says why a file may not be published for what it is, whatever stands in it.
func wrongKind(name string, data []byte) (catalog.Finding, bool) {
	f := catalog.Finding{Rule: catalog.RuleFileKind, Severity: catalog.Error, Where: catalog.WhereFile(name)}
	end := strings.ToLower(path.Ext(name))
	i := slices.IndexFunc(forms, func(f form) bool { return slices.Contains(f.ends, end) })
	switch {
	case slices.Contains([]string{".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"}, end):
		f.Text = "压缩包里的文件没有人逐件看过，不能公开；请解开，逐件添加。"
	case i < 0:
		f.Text = "这一种文件不能作为附件公开；请用PDF、OFD、文档、表格、图片、音频或者视频。"
	case !forms[i].is(data):
		f.Text = "内容不是后缀名“" + end + "”说的那一种（或者加了密码），请用原来的软件打开，另存以后再添加。"
	default:
		return f, false
	}
	return f, true
}

// begins reads the first bytes.
func begins(with ...string) func([]byte) bool {
	return func(data []byte) bool {
		return slices.ContainsFunc(with, func(w string) bool { return bytes.HasPrefix(data, []byte(w)) })
	}
}

func inside(at int, word string) func([]byte) bool {
	return func(data []byte) bool { return len(data) > at && bytes.HasPrefix(data[at:], []byte(word)) }
}

// holds looks for a part of a packed document, in the list of its parts: nothing is
// unpacked.
func holds(part string) func([]byte) bool {
	return func(data []byte) bool {
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		return err == nil && slices.ContainsFunc(r.File, func(f *zip.File) bool { return strings.HasPrefix(f.Name, part) })
	}
}

// isText says that nothing in a file is other than text, in whatever encoding.
func isText(data []byte) bool {
	if begins("\xff\xfe", "\xfe\xff")(data) {
		return true // UTF-16, which has zeros
	}
	return bytes.IndexByte(data, 0) < 0 && !begins("MZ", "\x7fELF", "%PDF-", "PK\x03\x04", "\xd0\xcf\x11\xe0")(data)
}
