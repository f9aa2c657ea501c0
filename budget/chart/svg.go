package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
)

// svgFonts are the families asked of the reader's machine, phones first.
const svgFonts = "PingFang SC, Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, Droid Sans Fallback, sans-serif"

// writeSVG writes the drawing. The viewBox alone gives the size: the picture
// takes the width of its place.
func (d drawing) writeSVG(w io.Writer) error {
	var b bytes.Buffer
	id := d.id()
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-t %s-d" lang="zh-CN" xml:lang="zh-CN" font-family="%s">`,
		num(d.width), num(d.height), id, id, svgFonts)
	fmt.Fprintf(&b, "\n<title id=\"%s-t\">%s</title>\n<desc id=\"%s-d\">%s</desc>\n", id, escape(d.title), id, escape(d.desc))
	fmt.Fprintf(&b, "<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>\n", num(d.width), num(d.height), d.paper.hex())
	for _, x := range d.boxes {
		fmt.Fprintf(&b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"`, num(x.x), num(x.y), num(x.w), num(x.h), x.fill.hex())
		if x.radius > 0 {
			fmt.Fprintf(&b, ` rx="%s"`, num(x.radius))
		}
		b.WriteString("/>\n")
	}
	for _, r := range d.rules {
		fmt.Fprintf(&b, "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n",
			num(r.x1), num(r.y1), num(r.x2), num(r.y2), r.ink.hex(), num(r.width))
	}
	for _, t := range d.words {
		t.writeSVG(&b)
	}
	b.WriteString("</svg>\n")
	_, err := w.Write(b.Bytes())
	return err
}

func (t words) writeSVG(b *bytes.Buffer) {
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" fill="%s"`, num(t.x), num(t.y), num(t.size), t.ink.hex())
	if t.bold {
		b.WriteString(` font-weight="700"`)
	}
	switch t.anchor {
	case middle:
		b.WriteString(` text-anchor="middle"`)
	case right:
		b.WriteString(` text-anchor="end"`)
	}
	fmt.Fprintf(b, ">%s</text>\n", escape(t.text))
}

// id names the picture within a page: the same chart has the same id, two
// charts have two.
func (d drawing) id() string {
	h := fnv.New32a()
	io.WriteString(h, d.title)
	io.WriteString(h, d.desc)
	return "c" + strconv.FormatUint(uint64(h.Sum32()), 36)
}

func (c ink) hex() string { return fmt.Sprintf("#%06x", uint32(c)) }

// num writes a coordinate with at most two decimals.
func num(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer does not fail
	return b.String()
}
