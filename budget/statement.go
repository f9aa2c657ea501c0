package budget

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// A Statement is what one organ published for one year at one stage: its
// tables, the words beside them, and where they were published.
type Statement struct {
	Organ     string  `json:"organ"`
	Year      int     `json:"year"`
	Stage     Stage   `json:"stage"`
	Published string  `json:"published,omitempty"` // day of publication, 2015-03-20; "": not known
	Source    string  `json:"source,omitempty"`
	Tables    []Table `json:"tables"`
	Notes     []Note  `json:"notes,omitempty"`
}

// A Note is a piece of the words beside the tables.
type Note struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Title names the statement: 2024年度部门决算 of an organ.
func (s Statement) Title() string {
	return fmt.Sprintf("%s%d年度%s", s.Organ, s.Year, s.Stage)
}

// Table returns the table of that form.
func (s Statement) Table(form string) (Table, bool) {
	for _, t := range s.Tables {
		if t.Form == form {
			return t, true
		}
	}
	return Table{}, false
}

// With returns s with the tables of t behind its own. Where t says whose it is, all
// that t says stands in place of what s says.
func (s Statement) With(t Statement) Statement {
	tables := slices.Concat(s.Tables, t.Tables)
	if t.Organ != "" {
		s = t
	}
	s.Tables = tables
	return s
}

// ReadJSON reads a statement that WriteJSON wrote. Amounts are text, exact to
// the last place. A statement without organ, year or stage is refused, and a row with
// more cells than there are columns.
func ReadJSON(r io.Reader) (Statement, error) {
	var s Statement
	d := json.NewDecoder(io.LimitReader(r, maxFile))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return Statement{}, fmt.Errorf("budget: read statement: %w", err)
	}
	if s.Organ == "" || s.Year == 0 || s.Stage == 0 {
		return Statement{}, fmt.Errorf("budget: read statement: organ, year and stage must be given")
	}
	for i := range s.Tables {
		if err := s.Tables[i].shaped(); err != nil {
			return Statement{}, fmt.Errorf("budget: read statement: %w", err)
		}
	}
	return s, nil
}

// WriteJSON writes a statement so that ReadJSON reads the same.
func WriteJSON(w io.Writer, s Statement) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(s)
}
