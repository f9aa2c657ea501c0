package attach

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// maxParts is how many files a packed document may hold.
const maxParts = 5000

// document reads the words of a .docx: its text with headers, footnotes and
// comments, and what was deleted but is kept as a tracked change, for all of
// it goes out with the file.
func document(data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	if len(z.File) > maxParts {
		return "", errLong
	}
	var w words
	left, whole := int64(maxUnpacked), false
	for _, f := range z.File {
		dir, name := path.Split(f.Name)
		if dir != "word/" || !strings.HasSuffix(name, ".xml") || name == "styles.xml" || name == "settings.xml" || name == "fontTable.xml" {
			continue
		}
		whole = whole || strings.HasPrefix(name, "document")
		part, err := f.Open()
		if err != nil {
			return w.String(), err
		}
		in := &io.LimitedReader{R: part, N: left + 1}
		err = wordsOf(in, &w)
		if left = in.N - 1; left < 0 {
			err = errLong
		}
		if err := errors.Join(err, part.Close()); err != nil {
			return w.String(), err
		}
	}
	if !whole {
		return "", errors.New("attach: no document in it")
	}
	return w.result()
}

// wordsOf takes the words out of one part of a document. Runs of one paragraph
// are put together, so that a number split between them is whole.
func wordsOf(r io.Reader, w *words) error {
	in := xml.NewDecoder(r)
	text := false
	for {
		t, err := in.RawToken()
		if errors.Is(err, io.EOF) {
			w.add("\n")
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t", "delText":
				text = true
			case "tab":
				w.add("\t")
			case "br", "cr":
				w.add("\n")
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t", "delText":
				text = false
			case "p":
				w.add("\n")
			}
		case xml.CharData:
			if text {
				w.add(string(t))
			}
		}
	}
}
