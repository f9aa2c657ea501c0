package budget

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"
)

// A Level is whose budget or account it is.
type Level string

// The levels, from the top.
const (
	Government  Level = "government" // 一级政府，由财政部门公开
	Department  Level = "department" // 部门，对本级财政
	Subordinate Level = "unit"       // 部门所属单位
)

// Approvals are the days on which a year's budget or account was approved. Only
// Congress must be known: what the law gives at most between one approval and
// the next stands in for a day that is not.
type Approvals struct {
	Congress   Day // by the People's Congress or its Standing Committee (批准)
	Department Day // of the department's by the finance department (批复); "": not known
	Unit       Day // of the unit's by its department (批复); "": not known
}

// The days that the law gives, counted in calendar days from an approval.
const (
	toPublish    = 20 // 预算法第十四条；预算法实施条例第六条
	toDepartment = 20 // 预算法第五十二条、第八十条: finance approves the departments'
	toUnit       = 15 // 预算法第五十二条、第八十条: a department approves its units'
)

// Due is the last day on which a level may publish. It is "" where no approval
// is known from which it could be counted.
func (a Approvals) Due(l Level) Day {
	department := a.Department
	if department == "" {
		department = a.Congress.Add(toDepartment)
	}
	unit := a.Unit
	if unit == "" {
		unit = department.Add(toUnit)
	}
	switch l {
	case Government:
		return a.Congress.Add(toPublish)
	case Department:
		return department.Add(toPublish)
	case Subordinate:
		return unit.Add(toPublish)
	}
	return ""
}

// A Duty is what an organ owes for a year: which tables, by when, by which law.
// An office may set its own, as 银川市兴庆区 did for the accounts of 2014: six
// 财决 tables of each of 135 units by 30 September 2015.
type Duty struct {
	Organ string   `json:"organ"`
	Year  int      `json:"year"`
	Stage Stage    `json:"stage"`
	Forms []string `json:"forms"`         // IDs of forms, or titles of tables that are no known form
	Due   Day      `json:"due,omitempty"` // "": not known; then nothing is late
	Law   string   `json:"law,omitempty"`
}

// ReadDuties reads a list of duties from JSON. It refuses a field that it does
// not know, and a duty that does not say who owes what for which year, since such
// a duty would be taken for fulfilled.
func ReadDuties(r io.Reader) ([]Duty, error) {
	var out []Duty
	d := json.NewDecoder(io.LimitReader(r, maxFile))
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return nil, fmt.Errorf("budget: duties: %w", err)
	}
	for i, d := range out {
		if d.Organ == "" || d.Year == 0 || d.Stage == 0 || len(d.Forms) == 0 {
			return nil, fmt.Errorf("budget: duty %d (%s): organ, year, stage and forms must be given", i+1, d.Organ)
		}
	}
	return out, nil
}

//go:embed owed.json
var owedList []byte

type owed struct {
	Level Level    `json:"level"`
	Stage Stage    `json:"stage"`
	Law   string   `json:"law"`
	Forms []string `json:"forms"`
}

var owedByLaw = sync.OnceValue(func() []owed {
	var out []owed
	if err := json.Unmarshal(owedList, &out); err != nil {
		panic(err) // embedded: held by the tests
	}
	return out
})

// Owes is what the law wants of an organ for a year. It returns an error for a
// level or stage that there is not, and without organ and year.
func Owes(organ string, l Level, year int, s Stage, a Approvals) (Duty, error) {
	if organ == "" || year == 0 {
		return Duty{}, fmt.Errorf("budget: whose duty, and of which year, must be given")
	}
	for _, o := range owedByLaw() {
		if o.Level == l && o.Stage == s {
			return Duty{Organ: organ, Year: year, Stage: s, Forms: slices.Clone(o.Forms), Due: a.Due(l), Law: o.Law}, nil
		}
	}
	return Duty{}, fmt.Errorf("budget: nothing is known of what a %q owes of a %s", l, s)
}
