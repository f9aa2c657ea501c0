package word_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure/internal/word"
)

// parts opens a document and reads every part as XML, names in order.
func parts(t *testing.T, doc []byte) (names []string, text string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	require.NoError(t, err)
	for _, f := range z.File {
		names = append(names, f.Name)
		r, err := f.Open()
		require.NoError(t, err)
		for dec, depth := xml.NewDecoder(r), 0; ; {
			token, err := dec.Token()
			if err == io.EOF {
				require.Zero(t, depth)
				break
			}
			require.NoError(t, err, f.Name)
			switch x := token.(type) {
			case xml.StartElement:
				depth++
			case xml.EndElement:
				depth--
			case xml.CharData:
				text += string(x)
			}
		}
	}
	return names, text
}

func TestADocumentIsWellFormedWhateverItSays(t *testing.T) {
	var d word.Document
	d.Add(word.Paragraph{Text: "标题", Font: word.Title, Points: 22, Align: word.Center, Red: true, Rule: true})
	d.Add(word.Paragraph{Text: "甲 & 乙 <不是标签> \"引号\" \x00\x0b\xff", Indent: true, Bold: true, Before: 4})
	d.Table([]int{60, 48, 48}, [][]word.Cell{{{Text: "合并", Span: 2}, {Text: "三"}}, {{Text: "一"}, {Text: "二"}, {Text: "三"}, {Text: "多余"}}})
	var one, two bytes.Buffer
	require.NoError(t, d.Write(&one))
	require.NoError(t, d.Write(&two))
	require.Equal(t, one.Bytes(), two.Bytes())
	names, text := parts(t, one.Bytes())
	require.Equal(t, []string{"[Content_Types].xml", "_rels/.rels", "word/document.xml"}, names)
	require.Contains(t, text, "甲 & 乙 <不是标签>")
	require.Contains(t, text, "合并三一二三")
}
