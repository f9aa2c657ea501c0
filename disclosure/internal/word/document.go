// Package word writes small WordprocessingML documents (.docx): paragraphs and
// tables on A4, in the fonts of Chinese official documents. It reads none.
package word

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
)

// Align places a paragraph in its line.
type Align string

// The three places. The zero Align is justified text.
const (
	Left   Align = "left"
	Center Align = "center"
	Right  Align = "right"
)

// The fonts of an official document (GB/T 9704-2012), each with the families
// that stand in for it where it is not installed.
const (
	Title = "方正小标宋简体"   // 小标宋体
	Body  = "仿宋_GB2312" // 仿宋体
	Black = "黑体"
)

// A Paragraph is a run of text of one form. The zero values are: Body font,
// 16 points (三号), justified, black, no indent.
type Paragraph struct {
	Text   string
	Font   string
	Points int // size; 0: 16
	Align  Align
	Bold   bool
	Red    bool
	Indent bool // the first line by two characters
	Rule   bool // a red double rule below, as under the head of a letter
	Before int  // points above
	Keep   bool // on one page with the beginning of the next paragraph
}

// A Cell is a field of a table; Span is how many columns it takes, 0 being 1.
type Cell struct {
	Text string
	Span int
}

// A Document collects paragraphs and tables in order. The zero Document is an
// empty page.
type Document struct {
	body bytes.Buffer
}

// Add puts a paragraph at the end.
func (d *Document) Add(p Paragraph) { d.body.WriteString(p.xml()) }

// Table puts a table at the end; widths are in millimetres, one a column.
func (d *Document) Table(widths []int, rows [][]Cell) {
	b := &d.body
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
	}
	b.WriteString(`</w:tblBorders></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, twips(w))
	}
	b.WriteString(`</w:tblGrid>`)
	for _, row := range rows {
		b.WriteString(`<w:tr>`)
		column := 0
		for _, c := range row {
			span, width := max(c.Span, 1), 0
			for ; span > 0 && column < len(widths); span-- {
				width += twips(widths[column])
				column++
			}
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/><w:vAlign w:val="center"/></w:tcPr>%s</w:tc>`,
				width, max(c.Span, 1), Paragraph{Text: c.Text, Points: 10, Align: Center}.xml())
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

// twips turns millimetres into twentieths of a point.
func twips(mm int) int { return mm * 1440 * 10 / 254 }

func (p Paragraph) xml() string {
	font, points := p.Font, p.Points
	if font == "" {
		font = Body
	}
	if points == 0 {
		points = 16
	}
	align := p.Align
	if align == "" {
		align = "both"
	}
	var b bytes.Buffer
	b.WriteString(`<w:p><w:pPr>`)
	if p.Keep {
		b.WriteString(`<w:keepNext/>`)
	}
	if p.Rule {
		b.WriteString(`<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="1" w:color="FF0000"/></w:pBdr>`)
	}
	fmt.Fprintf(&b, `<w:spacing w:before="%d" w:after="0" w:line="%d" w:lineRule="atLeast"/>`, p.Before*20, points*20*7/4)
	if p.Indent {
		b.WriteString(`<w:ind w:firstLineChars="200" w:firstLine="640"/>`)
	}
	fmt.Fprintf(&b, `<w:jc w:val="%s"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="%[2]s" w:hAnsi="%[2]s" w:eastAsia="%[2]s" w:cs="%[2]s"/>`, align, font)
	if p.Bold {
		b.WriteString(`<w:b/>`)
	}
	if p.Red {
		b.WriteString(`<w:color w:val="FF0000"/>`)
	}
	fmt.Fprintf(&b, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/></w:rPr><w:t xml:space="preserve">`, points*2)
	_ = xml.EscapeText(&b, []byte(p.Text)) // a Buffer takes everything
	b.WriteString(`</w:t></w:r></w:p>`)
	return b.String()
}

const (
	head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	contentTypes = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

	relations = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

	opening = head + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	// A4, margins 37, 26, 35 and 28 mm, so that the text is 156 by 225 mm.
	closing = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`
)

// Write writes the document. The same document gives the same bytes.
func (d *Document) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, part := range []struct {
		name string
		text []string
	}{
		{"[Content_Types].xml", []string{contentTypes}},
		{"_rels/.rels", []string{relations}},
		{"word/document.xml", []string{opening, d.body.String(), closing}},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return err
		}
		for _, text := range part.text {
			if _, err := io.WriteString(f, text); err != nil {
				return err
			}
		}
	}
	return z.Close()
}
