package attach

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// plain reads UTF-8, UTF-16 with its mark, and GB18030.
func plain(data []byte) (string, error) {
	decoder := transform.Transformer(simplifiedchinese.GB18030.NewDecoder())
	if utf8.Valid(data) {
		decoder = unicode.UTF8.NewDecoder()
	}
	return limited(transform.NewReader(bytes.NewReader(data), unicode.BOMOverride(decoder)))
}

// charsetOf is the parameter of a media type that keeps a browser from guessing
// how a text is written; a mark at its beginning says more than we could.
func charsetOf(data []byte) string {
	switch {
	case utf8.Valid(data):
		return "; charset=utf-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return ""
	}
	return "; charset=gb18030"
}

// limited reads a text up to MaxText.
func limited(r io.Reader) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxText+1))
	if err != nil {
		return "", err
	}
	if len(text) > MaxText {
		return string(text[:MaxText]), errLong
	}
	return string(text), nil
}

// markup reads the words of a page, those that a reader does not see
// included: comments go out with the file too.
func markup(data []byte) (string, error) {
	r, err := charset.NewReader(bytes.NewReader(data), "text/html")
	if err != nil {
		return "", err
	}
	var w words
	z := html.NewTokenizer(r)
	z.SetMaxBuf(MaxText)
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			switch {
			case errors.Is(z.Err(), io.EOF):
				return w.result()
			case errors.Is(z.Err(), html.ErrBufferExceeded):
				return w.String(), errLong
			}
			return w.String(), z.Err()
		case html.StartTagToken:
			name, _ := z.TagName()
			if tag := string(name); tag == "script" || tag == "style" {
				skip = tag
			} else if !inline[tag] {
				w.add("\n")
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
		case html.TextToken, html.CommentToken:
			if skip == "" {
				w.add(z.Token().Data)
			}
		}
	}
}

// inline are the elements that do not end a line: a number may run through
// them.
var inline = map[string]bool{"a": true, "b": true, "i": true, "u": true, "em": true, "strong": true, "span": true, "font": true, "small": true, "sub": true, "sup": true, "code": true}
