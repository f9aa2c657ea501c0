package budget

import (
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// A Form is what a kind of table must look like: how to recognise it, its
// columns by all the names that they go by, and the identities between its
// cells. Forms are data: a province's own is read by LoadForms.
type Form struct {
	ID         string   `json:"id"`               // B1 … B9 budget tables, F1 … F9 public final accounts, C01 … 财决 tables, G1 … those of a government
	Name       string   `json:"name"`             // 收入支出决算总表
	Number     string   `json:"number,omitempty"` // printed beside the title: 财决01表, 公开01表
	Names      []string `json:"names"`            // other names it is published under
	Stage      Stage    `json:"stage"`
	Layout     Layout   `json:"layout"`
	Columns    []Field  `json:"columns"`
	Income     []Field  `json:"income,omitempty"`    // pairs: the labels of the income list
	OwnCodes   bool     `json:"own_codes,omitempty"` // codes: they are not 类, 款, 项, but numbers of projects
	Whole      bool     `json:"whole,omitempty"`     // it shows all that an office takes in or spends
	Lists      []Side   `json:"lists,omitempty"`     // pairs: the lists from left to right; none: 收入, 支出
	Identities []string `json:"identities"`          // see Identity
	Source     string   `json:"source,omitempty"`    // who prescribes the form

	compiled []Identity // by LoadForms
}

// A Field is a column or a line of a form: its key and the names it goes by. A
// name may be a path of headers, from the widest to the narrowest: 本年支出/小计.
type Field struct {
	Key     string   `json:"key"`
	Names   []string `json:"names,omitempty"`
	After   string   `json:"after,omitempty"`   // of a line: only behind the line of that key
	Percent bool     `json:"percent,omitempty"` // of a column: percentages, not money
	Signed  bool     `json:"signed,omitempty"`  // of a column: may be below zero
}

// A Layout is how a form's table is laid out.
type Layout string

// The layouts.
const (
	Codes Layout = "codes" // one row a classification code, amounts beside it
	Pairs Layout = "pairs" // income and expenditure side by side, each with its labels
	Line  Layout = "line"  // one row of figures under a header of several levels
	Lines Layout = "lines" // one row a label, amounts beside it
)

// A Stage says whether figures are planned or accounted for. The zero Stage is
// unknown.
type Stage int

// The two stages.
const (
	Budget Stage = iota + 1 // 预算
	Final                   // 决算
)

// String returns the Chinese word.
func (s Stage) String() string {
	return [...]string{"", "预算", "决算"}[min(max(s, 0), Final)]
}

// MarshalText writes "budget" or "final".
func (s Stage) MarshalText() ([]byte, error) {
	return []byte([...]string{"", "budget", "final"}[min(max(s, 0), Final)]), nil
}

// UnmarshalText reads what MarshalText writes, or the Chinese word.
func (s *Stage) UnmarshalText(text []byte) error {
	switch string(text) {
	case "budget", "预算":
		*s = Budget
	case "final", "决算":
		*s = Final
	case "":
		*s = 0
	default:
		return fmt.Errorf("budget: %q is neither budget nor final", text)
	}
	return nil
}

//go:embed forms.json
var builtin embed.FS

var builtinForms = sync.OnceValue(func() []Form {
	f, err := builtin.Open("forms.json")
	if err != nil {
		panic(err) // embedded: it is there
	}
	defer f.Close()
	forms, err := LoadForms(f)
	if err != nil {
		panic(err) // held by the tests
	}
	return forms
})

// Forms returns the forms that the package knows by itself.
func Forms() []Form { return slices.Clone(builtinForms()) }

// LoadForms reads forms from JSON, and refuses an identity that it cannot
// read, naming the form.
func LoadForms(r io.Reader) ([]Form, error) {
	var forms []Form
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&forms); err != nil {
		return nil, fmt.Errorf("budget: forms: %w", err)
	}
	for i, f := range forms {
		if f.ID == "" || f.Name == "" || len(f.Columns) == 0 {
			return nil, fmt.Errorf("budget: form %d (%s): id, name and columns must be given", i+1, f.ID)
		}
		if !slices.Contains([]Layout{Codes, Pairs, Line, Lines}, f.Layout) {
			return nil, fmt.Errorf("budget: form %s: layout %q is none of codes, pairs, line and lines", f.ID, f.Layout)
		}
		ids, err := f.parse()
		if err != nil {
			return nil, fmt.Errorf("budget: form %s: %w", f.ID, err)
		}
		forms[i].compiled = ids
	}
	return forms, nil
}

// parse reads the form's identities, those of each column written out.
func (f Form) parse() ([]Identity, error) {
	var out []Identity
	for _, text := range f.Identities {
		id, err := ParseIdentity(text)
		if err != nil {
			return nil, err
		}
		out = append(out, id.spread(f.Columns)...)
	}
	return out, nil
}

// compile returns the form's identities. Of a form that did not come through
// LoadForms one that cannot be read is left out.
func (f Form) compile() []Identity {
	if f.compiled != nil {
		return f.compiled
	}
	var out []Identity
	for _, text := range f.Identities {
		if id, err := ParseIdentity(text); err == nil {
			out = append(out, id.spread(f.Columns)...)
		}
	}
	return out
}

// form returns the form with that ID.
func form(forms []Form, id string) (Form, bool) {
	i := slices.IndexFunc(forms, func(f Form) bool { return f.ID == id })
	if i < 0 {
		return Form{}, false
	}
	return forms[i], true
}

// recognise finds the form that a title names: by its number, or else by the
// longest name, so that 财政拨款收支预算总表 is not taken for 收支预算总表.
func recognise(forms []Form, title string) (Form, bool) {
	title = Plain(title)
	var best Form
	longest := 0
	for _, f := range forms {
		if f.Number != "" && strings.Contains(title, f.Number) {
			return f, true
		}
		for _, name := range append([]string{f.Name}, f.Names...) {
			name = Plain(name)
			if len(name) > longest && strings.Contains(title, name) {
				best, longest = f, len(name)
			}
		}
	}
	return best, longest > 0
}

// field finds the field that a header or label names, where last is the line
// before it.
func field(fields []Field, label, last string) (string, bool) {
	label = Plain(label)
	for _, f := range fields {
		if f.After != "" && f.After != last {
			continue
		}
		if Plain(f.Key) == label {
			return f.Key, true
		}
		for _, name := range f.Names {
			if Plain(name) == label {
				return f.Key, true
			}
		}
	}
	return "", false
}
