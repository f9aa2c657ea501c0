package attach_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/attach"
)

// id is made up, with a valid check character (GB 11643).
const id = "640104199001010018"

// docx packs the parts of a document.
func docx(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func paragraph(runs ...string) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString("<w:r><w:t>" + r + "</w:t></w:r>")
	}
	return `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>` + b.String() + "</w:p></w:body></w:document>"
}

func book(t testing.TB, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { require.NoError(t, f.Close()) }()
	fill(f)
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	return b.Bytes()
}

// files hold the identity number where each kind of file can hide it.
func files(t testing.TB) map[string][]byte {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("身份证号：" + id)
	require.NoError(t, err)
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("身份证号：" + id)
	require.NoError(t, err)
	return map[string][]byte{
		"utf-8.txt":    []byte("\ufeff身份证号：" + id),
		"gb18030.txt":  []byte(gb),
		"utf-16.txt":   []byte(wide),
		"名单.csv":       []byte("姓名,证件\n甲," + id),
		"page.html":    []byte("<html><head><style>p{}</style></head><p>证件<b>" + id[:6] + "</b>" + id[6:] + "</p></html>"),
		"comment.html": []byte("<p>公示</p><!-- " + id + " -->"),
		"gbk.html":     []byte("<meta charset=gbk>" + gb),
		"split.docx":   docx(t, map[string]string{"word/document.xml": paragraph(id[:6], id[6:14], id[14:])}),
		"footer.docx":  docx(t, map[string]string{"word/document.xml": paragraph("公示"), "word/footer1.xml": paragraph(id)}),
		"deleted.docx": docx(t, map[string]string{"word/document.xml": strings.ReplaceAll(paragraph(id), "w:t>", "w:delText>")}),
		"cell.xlsx":    book(t, func(f *excelize.File) { _ = f.SetCellStr("Sheet1", "C7", id) }),
		"hidden.xlsx": book(t, func(f *excelize.File) {
			_, _ = f.NewSheet("底稿")
			_ = f.SetCellStr("底稿", "A1", id)
			_ = f.SetSheetVisible("底稿", false)
		}),
		"note.xlsx": book(t, func(f *excelize.File) {
			_ = f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Text: id})
		}),
	}
}

func TestPersonalDataIsFoundWhereverAFileHidesIt(t *testing.T) {
	for name, data := range files(t) {
		t.Run(name, func(t *testing.T) {
			f, found := attach.Read(name, data)
			require.Empty(t, found)
			assert.False(t, f.Unread)
			assert.Contains(t, f.Text, id)
			assert.EqualValues(t, len(data), f.Size)
			assert.Len(t, f.SHA256, 64)
			assert.NotEmpty(t, f.Type)
			blocked := catalog.Record{Title: "公示", Files: []catalog.File{f}}.Screen()
			require.Len(t, blocked, 1)
			assert.Equal(t, catalog.RuleIDNumber, blocked[0].Rule)
			assert.Equal(t, "附件《"+name+"》", blocked[0].Where)
		})
	}
}

func TestATextSaysHowItIsWritten(t *testing.T) {
	want := map[string]string{"utf-8.txt": "text/plain; charset=utf-8", "gb18030.txt": "text/plain; charset=gb18030", "utf-16.txt": "text/plain", "page.html": "text/html"}
	for name, data := range files(t) {
		if kind, ok := want[name]; ok {
			f, _ := attach.Read(name, data)
			assert.Equal(t, kind, f.Type, name)
		}
	}
}

func TestAFileThatCannotBeReadSaysSoAndBlocks(t *testing.T) {
	for name, data := range map[string][]byte{
		"扫描件.pdf":       []byte("%PDF-1.7"),
		"老文件.doc":       []byte("\xd0\xcf\x11\xe0"),
		"无后缀":           []byte("x"),
		"locked.docx":   []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		"empty.docx":    docx(t, nil),
		"broken.docx":   docx(t, map[string]string{"word/document.xml": "<w:p><w:t>a"})[:60],
		"renamed.xlsx":  []byte("名称,日期"),
		"bomb.docx":     docx(t, map[string]string{"word/document.xml": paragraph(strings.Repeat("啊", 1<<20))}),
		"long.txt":      bytes.Repeat([]byte("a"), attach.MaxText+1),
		"unpacked.docx": docx(t, map[string]string{"word/document.xml": paragraph("a"), "word/z.xml": strings.Repeat(" ", 65<<20)}),
	} {
		t.Run(name, func(t *testing.T) {
			f, found := attach.Read(name, data)
			assert.True(t, f.Unread)
			assert.LessOrEqual(t, len(f.Text), attach.MaxText)
			known := !strings.HasSuffix(name, ".pdf") && !strings.HasSuffix(name, ".doc")
			require.Equal(t, known, len(found) == 1, "%v", found)
			r := catalog.Record{Title: "公示", Files: []catalog.File{f}}
			blocked := r.Screen()
			require.Len(t, blocked, 1)
			assert.Equal(t, catalog.RuleUnread, blocked[0].Rule)
			r.Review.Waived = []catalog.Waiver{{Finding: blocked[0].Fingerprint(), Reason: "已逐页看过"}}
			assert.Empty(t, r.Screen(), "the reviewer has looked at it")
			r.Files[0].SHA256 = "another"
			assert.Len(t, r.Screen(), 1, "other bytes are looked at anew")
			assert.False(t, r.Public().Files[0].Unread)
			assert.True(t, r.Files[0].Unread, "Public changes a copy")
		})
	}
}

// What goes out under the office's name is what it says, and nothing that runs.
func TestWhatMayBePublishedIsToldByItsBytes(t *testing.T) {
	program, packed := []byte("MZ\x90\x00\x03\x00"), docx(t, map[string]string{"a.exe": "MZ"})
	for name, data := range map[string][]byte{
		"程序.exe": program, "说明.pdf": program, "说明.txt": program, "说明.doc": program, "照片.jpg": program, "说明.docx": packed, "表.xlsx": packed, "公文.ofd": packed,
		"打包.zip": packed, "打包.RAR": []byte("Rar!"), "图.svg": []byte("<svg/>"), ".htaccess": []byte("Options +ExecCGI"), "无后缀": []byte("x"), "乱.txt": []byte("a\x00b"),
		"照片.png": []byte("\xff\xd8\xff\xe0"), "脚本.js": []byte("1"),
	} {
		f, found := attach.Read(name, data)
		require.Len(t, found, 1, name)
		assert.Equal(t, catalog.RuleFileKind, found[0].Rule, name)
		assert.True(t, f.Unread, name)
	}
	for name, data := range map[string][]byte{
		"说明.PDF": []byte("%PDF-1.7"), "公文.ofd": docx(t, map[string]string{"OFD.xml": "<a/>"}), "片.pptx": docx(t, map[string]string{"ppt/presentation.xml": "<a/>"}),
		"照片.jpeg": []byte("\xff\xd8\xff\xe1"), "章.png": []byte("\x89PNG\r\n\x1a\n"), "旧.wps": []byte("\xd0\xcf\x11\xe0"), "会议.mp4": []byte("\x00\x00\x00\x18ftypmp42"),
		"旧码.txt": []byte("\xc4\xfa\xba\xc3"), "宽.csv": []byte("\xff\xfea\x00"),
	} {
		_, found := attach.Read(name, data)
		assert.Empty(t, found, name)
	}
}

func ExampleRead() {
	file, _ := attach.Read("公示.txt", []byte("张某，电话13912345678"))
	r := catalog.Record{Title: "关于低保名单的公示", Files: []catalog.File{file}}
	for _, f := range r.Screen() {
		fmt.Println(f)
	}
	// Output: 第2行：[阻断] 附件《公示.txt》：含有手机号码，须遮盖，或者由审查人说明理由后放行。现为“139****5678”
}

func FuzzRead(f *testing.F) {
	for name, data := range files(f) {
		f.Add(name, data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		got, found := attach.Read(name, data)
		assert.LessOrEqual(t, len(got.Text), attach.MaxText)
		assert.Equal(t, got.Name, name)
		if len(found) > 0 {
			assert.True(t, got.Unread)
		}
	})
}
