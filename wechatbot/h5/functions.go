package h5

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// functions are what templates may call.
func (s *site) functions() template.FuncMap {
	return template.FuncMap{
		"to":     func(path string) string { return s.prefix + path },
		"record": func(n catalog.IndexNumber) string { return s.to("/r/%s", escapePath(string(n))) },
		"marked": marked,
		"size":   size,
		"weighs": func(bytes int) string { return size(int64(bytes)) },
		"kind":   fileKind,
		"use":    fileUse,
		"add":    func(a, b int) int { return a + b },
		"tel":    tel,
		"wbr":    breakable,
		"docno":  docNumber,
		"dated":  dated,
	}
}

// marked writes a title with what the query's words found in it.
func marked(h catalog.Hit) template.HTML {
	var b strings.Builder
	at := 0
	title := h.Record.Title
	for _, m := range h.Marks {
		if m.Start < at || m.End > len(title) || m.End <= m.Start {
			continue
		}
		b.WriteString(template.HTMLEscapeString(title[at:m.Start]))
		b.WriteString("<mark>" + template.HTMLEscapeString(title[m.Start:m.End]) + "</mark>")
		at = m.End
	}
	b.WriteString(template.HTMLEscapeString(title[at:]))
	return template.HTML(b.String()) //nolint:gosec // every piece is escaped above
}

// breakable lets an index number break after its slashes and dashes.
func breakable(text any) template.HTML {
	escaped := template.HTMLEscapeString(fmt.Sprint(text))
	return template.HTML(strings.NewReplacer("/", "/<wbr>", "-", "-<wbr>").Replace(escaped)) //nolint:gosec // escaped above
}

// docNumber keeps the year and the serial of a document number together:
// 国办发 / 〔2018〕129号.
func docNumber(n string) template.HTML {
	organ, rest, ok := strings.Cut(n, "〔")
	if !ok {
		return template.HTML(template.HTMLEscapeString(n)) //nolint:gosec // escaped
	}
	return template.HTML(template.HTMLEscapeString(organ) + `<wbr><span class="nb">〔` + template.HTMLEscapeString(rest) + "</span>") //nolint:gosec // escaped
}

var dayInText = regexp.MustCompile(`(?:\d{4}年)?\d{1,2}月\d{1,2}日`)

// dated keeps each day in a text on one line.
func dated(text string) template.HTML {
	return template.HTML(dayInText.ReplaceAllString(template.HTMLEscapeString(text), `<span class="nb">$0</span>`)) //nolint:gosec // escaped, and a day has nothing to escape
}

// size writes a file's size as a person reads it.
func size(bytes int64) string {
	switch {
	case bytes <= 0:
		return ""
	case bytes < 1<<10:
		return fmt.Sprintf("%d 字节", bytes)
	case bytes < 1<<20:
		return fmt.Sprintf("%d KB", (bytes+1<<9)>>10)
	}
	tenths := (bytes*10 + 1<<19) >> 20
	return fmt.Sprintf("%d.%d MB", tenths/10, tenths%10)
}

// fileKind is the word on a file's badge, from the end of its name.
func fileKind(name string) string {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || len(name)-dot > 6 {
		return "文件"
	}
	return strings.ToUpper(name[dot+1:])
}

// fileUse is what a file is good for, where its kind says so.
func fileUse(name string) string {
	return map[string]string{"XLSX": "可编辑", "XLS": "可编辑", "DOCX": "可编辑", "DOC": "可编辑", "WPS": "可编辑", "CSV": "机器可读", "JSON": "机器可读", "XML": "机器可读"}[fileKind(name)]
}

// tel is the address that dials a number, empty when there is no number in it.
func tel(phone string) template.URL {
	var b strings.Builder
	for _, r := range phone {
		if r >= '0' && r <= '9' || r == '+' && b.Len() == 0 {
			b.WriteRune(r)
		}
		if r == '（' || r == '(' || r == '、' || r == '/' {
			break
		}
	}
	if b.Len() < 3 {
		return ""
	}
	return template.URL("tel:" + b.String()) //nolint:gosec // digits only
}
