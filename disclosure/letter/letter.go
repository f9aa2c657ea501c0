// Package letter writes the reply to a disclosure request (政府信息公开告知书) as a Word
// document in the layout of an official letter: red head and double rule,
// number, title, addressee, body, signature and date.
//
//	l, err := reply.Letter(request, day)
//	err = letter.Write(w, l)
package letter

import (
	"fmt"
	"io"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/internal/word"
)

// Write writes the letter as .docx, in the letter form (信函格式) of GB/T 9704-2012:
// A4, the organ's name in red over a double rule, the number on the right, the title in
// 22 points, the text in 三号仿宋. An empty organ or number leaves its line out, for paper that has
// a printed head. The seal is put on by hand.
func Write(w io.Writer, l disclosure.Letter) error {
	var d word.Document
	if l.Organ != "" {
		d.Add(word.Paragraph{Text: l.Organ, Font: word.Title, Points: 32, Align: word.Center, Red: true, Rule: true})
	}
	if l.Number != "" {
		d.Add(word.Paragraph{Text: l.Number, Align: word.Right})
	}
	d.Add(word.Paragraph{Text: l.Title, Font: word.Title, Points: 22, Align: word.Center, Before: 24})
	d.Add(word.Paragraph{Text: l.To + "：", Before: 24})
	for i, p := range l.Paragraphs {
		last := i == len(l.Paragraphs)-1 // the signature never stands on a page alone
		d.Add(word.Paragraph{Text: p, Indent: true, Keep: last})
	}
	before := 48
	if l.Organ != "" {
		d.Add(word.Paragraph{Text: l.Organ, Align: word.Right, Before: before, Keep: true})
		before = 0
	}
	d.Add(word.Paragraph{Text: l.Day.Chinese(), Align: word.Right, Before: before})
	if err := d.Write(w); err != nil {
		return fmt.Errorf("letter: write: %w", err)
	}
	return nil
}
