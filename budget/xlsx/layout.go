package xlsx

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/zwgk/zwgk/budget"
)

//go:embed layouts.json
var layoutsJSON []byte

// A layout is how a form's table is printed: the names over its columns.
type layout struct {
	Form     string              `json:"form"`
	Number   string              `json:"-"`        // the form's, 公开01表; printed at the right
	Over     string              `json:"over"`     // one name over all amounts
	Code     string              `json:"code"`     // over the columns of the code
	Name     string              `json:"name"`     // over the column of names
	Parts    int                 `json:"parts"`    // columns of the code: 类 款 项; 0: three
	Income   trail               `json:"income"`   // over the first list
	Spending trail               `json:"spending"` // over the second list
	Names    map[string][]string `json:"names"`    // the trail of a column by its key
	Lists    []budget.Side       `json:"-"`        // the form's lists, from left to right
}

var layouts = sync.OnceValue(func() []layout {
	var all []layout
	if err := json.Unmarshal(layoutsJSON, &all); err != nil {
		panic(err) // embedded: held by the tests
	}
	return all
})

// layoutOf is the layout of a form; one that has none is printed plainly.
func layoutOf(form string, forms []budget.Form) layout {
	all := layouts()
	l := layout{Form: form}
	if i := slices.IndexFunc(all, func(l layout) bool { return l.Form == form }); i >= 0 {
		l = all[i]
	}
	if i := slices.IndexFunc(forms, func(f budget.Form) bool { return f.ID == form }); i >= 0 {
		l.Number, l.Lists = forms[i].Number, forms[i].Lists
	}
	if len(l.Lists) == 0 {
		l.Lists = []budget.Side{budget.Income, budget.Expenditure}
	}
	if l.Code == "" {
		l.Code, l.Name = codeColumn, nameColumn
	}
	if l.Parts == 0 {
		l.Parts = 3
	}
	return l
}

// column is the trail over an amount column.
func (l layout) column(key string) trail {
	var t trail
	if l.Over != "" {
		t = append(t, l.Over)
	}
	if names, ok := l.Names[key]; ok {
		return append(t, names...)
	}
	return append(t, strings.Split(key, "·")...)
}

// codes are the trails over the columns of a code and its name.
func (l layout) codes() []trail {
	var out []trail
	for _, part := range []string{"类", "款", "项"}[:l.Parts] {
		out = append(out, trail{itemColumn, l.Code, part})
	}
	return append(out, trail{itemColumn, l.Name})
}

// shape says how to print a table: as its form is laid out, or by what its rows
// hold.
func shape(t budget.Table, forms []budget.Form) budget.Layout {
	i := slices.IndexFunc(forms, func(f budget.Form) bool { return f.ID == t.Form })
	if i >= 0 && forms[i].Layout != budget.Lines {
		return forms[i].Layout
	}
	for _, r := range t.Rows {
		switch {
		case r.Side != "":
			return budget.Pairs
		case r.Code != "":
			return budget.Codes
		}
	}
	return budget.Lines
}
