package catalog

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:embed data/themes.txt
var themeText string

//go:embed data/columns.txt
var columnText string

// A Theme is a class of the State Council's subject classification
// (国务院公文主题分类), as the first level's name alone or with the second's:
// 综合政务\政务公开.
type Theme string

// Themes are the 22 classes, each followed by its subclasses.
func Themes() []Theme {
	var out []Theme
	for line := range strings.Lines(themeText) {
		name, below, ok := strings.Cut(strings.TrimSpace(line), "：")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		out = append(out, Theme(name))
		for _, sub := range strings.Fields(below) {
			out = append(out, Theme(name+`\`+sub))
		}
	}
	return out
}

// Parent is the class that a subclass belongs to, empty for a class.
func (t Theme) Parent() Theme {
	i := strings.LastIndexAny(string(t), `\`)
	if i < 0 {
		return ""
	}
	return t[:i]
}

// A Genre is a kind of official document (公文种类, 体裁分类).
type Genre string

// Genres are the fifteen kinds of 党政机关公文处理工作条例（中办发〔2012〕14号）.
func Genres() []Genre {
	return []Genre{"决议", "决定", "命令（令）", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"}
}

// GenreOf reads the kind of document from the end of its title; empty when the
// title does not end in one, as most titles of news and tables do not.
func GenreOf(title string) Genre {
	title = strings.TrimSpace(title)
	if i := strings.LastIndexAny(title, "（("); i > 0 && (strings.HasSuffix(title, "）") || strings.HasSuffix(title, ")")) {
		title = strings.TrimSpace(title[:i]) // a remark such as （试行）
	}
	title = strings.TrimRight(title, "》】")
	switch {
	case strings.HasSuffix(title, "令") || strings.HasSuffix(title, "命令"):
		return "命令（令）"
	case strings.HasSuffix(title, "会议纪要"):
		return "纪要"
	}
	for _, g := range Genres() {
		if strings.HasSuffix(title, string(g)) {
			return g
		}
	}
	return ""
}

// A Column (栏目) is the path of a column in the catalogue's tree, its names
// joined by "/": 法定主动公开内容/财政预算决算. Names have no "/".
type Column string

// NationalColumns are the columns that government sites have: 政策, the five
// fixed ones, and what most sites put below them.
func NationalColumns() []Column {
	out, _ := ReadColumns(strings.NewReader(columnText)) // a test reads it
	return out
}

// ReadColumns reads a tree of columns, one path a line, in the order in which
// they are shown. Lines that begin with # are remarks. A column whose parent
// does not stand before it is an error, and so is one that stands twice.
func ReadColumns(r io.Reader) ([]Column, error) {
	var out []Column
	in := bufio.NewScanner(r)
	for line := 1; in.Scan(); line++ {
		c := Column(strings.TrimSpace(in.Text()))
		if c == "" || c[0] == '#' {
			continue
		}
		if slices.Contains(out, c) {
			return nil, fmt.Errorf("catalog: columns line %d: %s stands twice", line, c)
		}
		if p := c.Parent(); p != "" && !slices.Contains(out, p) {
			return nil, fmt.Errorf("catalog: columns line %d: %s comes before its parent", line, c)
		}
		out = append(out, c)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("catalog: columns: %w", err)
	}
	return out, nil
}

// Name is the column's own name, without those above it.
func (c Column) Name() string { return string(c[strings.LastIndexByte(string(c), '/')+1:]) }

// Parent is the column above, empty at the top.
func (c Column) Parent() Column {
	i := strings.LastIndexByte(string(c), '/')
	if i < 0 {
		return ""
	}
	return c[:i]
}

// holds says whether a column is this one or stands below it.
func (c Column) holds(other Column) bool {
	return other == c || len(other) > len(c) && other[:len(c)] == c && other[len(c)] == '/'
}

// path is the column with every column above it, the topmost first.
func (c Column) path() []Column {
	var out []Column
	for i := range len(c) {
		if c[i] == '/' {
			out = append(out, c[:i])
		}
	}
	return append(out, c)
}
