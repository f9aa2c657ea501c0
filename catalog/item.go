package catalog

import (
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// An Item (公开事项) is something that an organ must publish, as a row of a
// standard catalogue says: what, on what basis, within what limit, where. A
// record fulfils it that stands in its column, or below it, and comes from
// its organ.
type Item struct {
	ID       string           `json:"id"`   // names it for ever; zero reports refer to it
	Name     string           `json:"name"` // 一级事项/二级事项
	Content  string           `json:"content,omitempty"`
	Basis    string           `json:"basis,omitempty"`
	Limit    disclosure.Limit `json:"limit"`
	Organ    string           `json:"organ,omitempty"`  // 公开主体; empty: any
	Column   Column           `json:"column,omitempty"` // empty: the item's name is its column
	Channels []string         `json:"channels,omitempty"`
	Audience string           `json:"audience,omitempty"` // 公开对象
	Mode     Openness         `json:"mode,omitempty"`     // 公开方式
	Level    string           `json:"level,omitempty"`    // 公开层级
	Since    civil.Date       `json:"since,omitzero"`     // first day of the duty; zero: periods are asked from the year on in which the catalogue began to be kept
	Events   []Event          `json:"events,omitempty"`   // what started a term: formed, approved, a milestone reached
}

// An Event is a day from which an item's term counts: the creation of the
// information, its approval, a milestone of a project.
type Event struct {
	Name   string      `json:"name"`
	Day    civil.Date  `json:"day"`
	Record IndexNumber `json:"record,omitempty"` // what was published for it; empty: the first suitable record since
}

// A DutyState is how an item stands at a day.
type DutyState int

// The states of a duty. The zero DutyState is not used.
const (
	DutyOpen        DutyState = iota + 1 // still time
	DutySoon                             // due within a week
	DutyOverdue                          // not published, too late
	DutyDone                             // published in time
	DutyDoneLate                         // published, too late
	DutyNothing                          // 零报告: reported that there is nothing
	DutyProvisional                      // open; the calendar of the due day is not announced yet
	DutyUndated                          // 及时公开, or nothing has happened that starts a term
)

// Chinese returns the word for the state.
func (s DutyState) Chinese() string {
	if s < DutyOpen || s > DutyUndated {
		return ""
	}
	return [...]string{"未到期", "即将到期", "逾期未公开", "已按期公开", "已公开（逾期）", "零报告", "期限待定", "无法计算期限"}[s-DutyOpen]
}

// MarshalText writes the state for JSON.
func (s DutyState) MarshalText() ([]byte, error) {
	if s < DutyOpen || s > DutyUndated {
		return nil, nil
	}
	return []byte([...]string{"open", "soon", "overdue", "done", "done_late", "nothing", "provisional", "undated"}[s-DutyOpen]), nil
}

// soon is how many days before its due day a duty is called in.
const soon = 7

// A Duty is one time that an item falls due, and how it stands.
type Duty struct {
	Item   Item        `json:"item"`
	For    string      `json:"for"`          // the window's first day, or the event's name
	From   civil.Date  `json:"from"`         // when it could first be published
	Due    civil.Date  `json:"due,omitzero"` // last day in time; zero where none can be computed
	State  DutyState   `json:"state"`
	Number IndexNumber `json:"number,omitempty"` // of the record that fulfils it
	Day    civil.Date  `json:"day,omitzero"`     // on which it was published
	Reason string      `json:"reason,omitempty"` // of a zero report
	By     string      `json:"by,omitempty"`     // who reported that
}
