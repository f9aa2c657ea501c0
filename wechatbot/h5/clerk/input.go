package clerk

import (
	"net/url"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// input is one field of a form: what it is called, what stands in it, and what
// was found about it.
type input struct {
	Name, Label string
	Kind        string // text, date, number, area, select, check; text when empty
	Value       string
	Hint        string
	Must        bool
	Wide        bool // takes a whole line
	Rows, Most  int
	List        []choice // of a select, or to choose from while typing
	Wrong       []remark
	Theirs      string // what somebody else saved meanwhile
	Prefix      string // keeps ids of several forms on one page apart
	Covers      string // of a check: what a tick says that somebody has seen; empty: a tick says yes
}

// ID is the field's id on the page.
func (i input) ID() string { return i.Prefix + i.Name }

// Invalid reports whether the field must be looked at again.
func (i input) Invalid() bool {
	for _, r := range i.Wrong {
		if r.Tone == toneBad {
			return true
		}
	}
	return false
}

// choice is one value of a select; Group is the heading that it stands under.
type choice struct{ Value, Text, Group string }

// unchosen stands first in a list of which nothing goes without saying: nobody has
// chosen yet.
var unchosen = choice{"", "请选择", ""}

// group is the choices under one heading.
type group struct {
	Name string
	List []choice
}

// Groups are the choices by their headings, in the order of the list.
func (i input) Groups() []group {
	var out []group
	for _, c := range i.List {
		if n := len(out); n == 0 || out[n-1].Name != c.Group {
			out = append(out, group{Name: c.Group})
		}
		last := &out[len(out)-1]
		last.List = append(last.List, c)
	}
	return out
}

// The tones of a remark, of a tag, of a tile.
const (
	toneBad  = "bad"
	toneWarn = "warn"
	toneNote = "note"
	toneGood = "good"
)

// remark is a finding as the page shows it.
type remark struct {
	Tone, Word, Where, Text, Want, Got, Fix string
	Print                                   string // names what was found, where a tick is asked for it
}

func remarkOf(f catalog.Finding) remark {
	tone := map[catalog.Severity]string{catalog.Note: toneNote, catalog.Warning: toneWarn, catalog.Error: toneBad, catalog.Blocking: toneBad}[f.Severity]
	return remark{Tone: tone, Word: f.Severity.String(), Where: f.Where, Text: f.Text, Want: f.Want, Got: f.Got, Fix: f.Fix}
}

func remarkOn(f disclosure.Finding) remark {
	tone := map[disclosure.Severity]string{disclosure.Hint: toneNote, disclosure.Warning: toneWarn, disclosure.Wrong: toneBad}[f.Severity]
	return remark{Tone: tone, Word: f.Severity.String(), Where: f.Where, Text: f.Text, Want: f.Want, Got: f.Got}
}

func remarksOn(fs []disclosure.Finding) []remark {
	var out []remark
	for _, f := range fs {
		out = append(out, remarkOn(f))
	}
	return out
}

// wrong is a remark of the desk itself.
func wrong(text string) remark { return remark{Tone: toneBad, Word: "请改", Text: text} }

// filled puts what was sent into the fields, so that nothing is lost.
func filled(inputs []input, form url.Values) []input {
	for i := range inputs {
		if form.Has(inputs[i].Name) || inputs[i].Kind == "check" {
			inputs[i].Value = value(form, inputs[i].Name)
		}
		if ticked := inputs[i].Value; inputs[i].Covers != "" && ticked != "" && !covered(ticked, inputs[i].Covers) {
			inputs[i].Value = ""
			inputs[i].Wrong = append(inputs[i].Wrong, wrong("勾选以后文字又改过，有还没有给您指出过的地方。请看过再勾选。"))
		}
	}
	return inputs
}

// saidIn are the fields' values by their names, without what nobody types.
func saidIn(inputs []input) url.Values {
	said := url.Values{}
	for _, in := range inputs {
		said.Set(in.Name, in.Value)
	}
	return said
}

// typedIn are the words that a form brought, for a page that has no such form any more:
// they can be copied from there.
func typedIn(inputs []input, form url.Values) (typed []input) {
	was := make([]string, len(inputs))
	for i, in := range inputs {
		was[i] = in.Value
	}
	for i, in := range filled(inputs, form) {
		if (in.Kind == "" || in.Kind == "area") && in.Value != "" && in.Value != was[i] {
			typed = append(typed, in)
		}
	}
	return typed
}

// lacking marks the fields that must be filled in and are not, and those that say what
// their list does not offer, and says which they are; empty: none.
func lacking(inputs []input) string {
	var lack, unticked, strange []string
	for i, in := range inputs {
		switch {
		case in.Must && in.Kind == "check" && in.Value == "":
			inputs[i].Wrong = append(inputs[i].Wrong, wrong("请勾选“"+in.Label+"”。"))
			unticked = append(unticked, "“"+in.Label+"”")
		case in.Must && strings.TrimSpace(in.Value) == "":
			inputs[i].Wrong = append(inputs[i].Wrong, wrong("请填写“"+in.Label+"”。"))
			lack = append(lack, "“"+in.Label+"”")
		case in.Kind == "select" && !in.offers(in.Value):
			inputs[i].Wrong = append(inputs[i].Wrong, wrong("请重新选择“"+in.Label+"”。"))
			strange = append(strange, "“"+in.Label+"”")
		}
	}
	return asked("请填写", lack) + asked("请勾选", unticked) + asked("请重新选择", strange)
}

// asked is a sentence that asks for fields; empty where there are none.
func asked(verb string, fields []string) string {
	if fields == nil {
		return ""
	}
	return verb + strings.Join(fields, "、") + "。"
}

// offers reports whether the list of a select has a value; nothing is always one.
func (i input) offers(value string) bool {
	return value == "" || slices.ContainsFunc(i.List, func(c choice) bool { return c.Value == value })
}

// on puts remarks beside the fields of their names, and returns those that belong
// to none.
func on(inputs []input, remarks []remark) (inputsOut []input, rest []remark) {
next:
	for _, r := range remarks {
		for i := range inputs {
			if inputs[i].Label == r.Where {
				inputs[i].Wrong = append(inputs[i].Wrong, r)
				continue next
			}
		}
		rest = append(rest, r)
	}
	return inputs, rest
}
