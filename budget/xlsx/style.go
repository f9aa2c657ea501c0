package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// styles are the styles of a workbook, each made once.
type styles struct {
	file                                          *excelize.File
	title, plain, right, head, text, center, note int
	numbers                                       map[int]int // by decimal places
}

func newStyles(f *excelize.File) (*styles, error) {
	s := &styles{file: f, numbers: map[int]int{}}
	body := &excelize.Font{Family: "宋体", Size: 11}
	frame := border()
	for _, x := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Family: "黑体", Size: 18}, Alignment: align("center", false)}},
		{&s.plain, excelize.Style{Font: body, Alignment: align("left", false)}},
		{&s.right, excelize.Style{Font: body, Alignment: align("right", false)}},
		{&s.head, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 11, Bold: true}, Alignment: align("center", true), Border: frame}},
		{&s.text, excelize.Style{Font: body, Alignment: align("left", true), Border: frame}},
		{&s.center, excelize.Style{Font: body, Alignment: align("center", true), Border: frame}},
		{&s.note, excelize.Style{Font: body, Alignment: align("left", true)}},
	} {
		id, err := f.NewStyle(&x.style)
		if err != nil {
			return nil, err
		}
		*x.id = id
	}
	return s, nil
}

// number is the style of an amount with so many decimal places.
func (s *styles) number(places int) (int, error) {
	if id, ok := s.numbers[places]; ok {
		return id, nil
	}
	format := "#,##0"
	if places > 0 {
		format += "." + strings.Repeat("0", places)
	}
	id, err := s.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Family: "宋体", Size: 11}, Alignment: align("right", false), Border: border(), CustomNumFmt: &format,
	})
	s.numbers[places] = id
	return id, err
}

func align(horizontal string, wrap bool) *excelize.Alignment {
	return &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: wrap}
}

func border() []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	return out
}
