package requestdb

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// cases is the ledger of the cases.
func (s *Store) cases() ledger[cases.Case, cases.Event, cases.Entry] {
	return ledger[cases.Case, cases.Event, cases.Entry]{s, caseKind}
}

var caseKind = kind[cases.Case, cases.Event, cases.Entry]{
	book:   caseBook,
	id:     func(c cases.Case) string { return c.ID },
	events: func(c *cases.Case) *[]cases.Event { return &c.Events },
	apply:  cases.Case.Apply,
	entry: func(seq int64, id string, place int, e cases.Event) cases.Entry {
		return cases.Entry{Seq: seq, CaseID: id, Index: place, Event: e}
	},
	columns: "id, kind, organ, channel, erased, sealed",
	scan:    scanCase, insert: (*Store).insertCase, link: linkOfCase, split: splitCase, join: joinCase,
	enclosed: func(s *Store, ctx context.Context, tx *sql.Tx, c cases.Case, e cases.Event, of int64) error {
		return s.takeFiles(ctx, tx, letters, e.Attachments, c.FilesOf(), of)
	},
	missing: cases.ErrNotFound, conflict: cases.ErrConflict,
}

// citizen is the sealed half of a case.
type citizen struct {
	Code    string `json:"code,omitempty"`
	Owner   string `json:"owner,omitempty"`
	Text    string `json:"text,omitempty"`
	Contact string `json:"contact,omitempty"`

	Attachments []disclosure.Attachment `json:"attachments,omitempty"`
}

// said is the sealed half of an event of a case.
type said struct {
	Name    string `json:"name,omitempty"`
	Text    string `json:"text,omitempty"`
	Contact string `json:"contact,omitempty"`
	Failure string `json:"failure,omitempty"`

	Attachments []disclosure.Attachment `json:"attachments,omitempty"`
}

func scanCase(s *sealer, columns func(...any) error) (c cases.Case, err error) {
	var erased int
	var sealed []byte
	if err := columns(&c.ID, &c.Kind, &c.Organ, &c.Channel, &erased, &sealed); err != nil {
		return c, err
	}
	c.Erased = erased != 0
	if sealed == nil {
		return c, nil
	}
	var p citizen
	if err := s.open(sealed, caseBook.place(c.ID, -1), &p); err != nil {
		return c, fmt.Errorf("%s: %w", c.ID, err)
	}
	c.Code, c.Owner, c.Text, c.Contact, c.Attachments = p.Code, p.Owner, p.Text, p.Contact, p.Attachments
	return c, nil
}

// insertCase issues the next number of the year, writes the row of a new case and takes
// its files over.
func (s *Store) insertCase(ctx context.Context, tx *sql.Tx, c cases.Case, once []byte, seq int64) (cases.Case, error) {
	var serial int
	if err := tx.QueryRowContext(ctx, s.sql(`INSERT INTO disclosure_case_series (year, last) VALUES (?, 1)
		ON CONFLICT (year) DO UPDATE SET last = disclosure_case_series.last + 1 RETURNING last`), c.YearOf()).Scan(&serial); err != nil {
		return c, fmt.Errorf("requestdb: number of case: %w", err)
	}
	c.ID = cases.FormatNumber(c.Kind, c.YearOf(), serial)
	sealed, err := s.seal(citizen{c.Code, c.Owner, c.Text, c.Contact, c.Attachments}, caseBook.place(c.ID, -1))
	if err != nil {
		return c, err
	}
	err = s.exec(ctx, tx, "create case", `INSERT INTO disclosure_case
		(seq, id, once, owner, kind, organ, channel, events, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		seq, c.ID, once, s.lookup("owner", c.Owner), string(c.Kind), c.Organ, string(c.Channel), len(c.Events), sealed)
	if err != nil {
		return c, err
	}
	return c, s.takeFiles(ctx, tx, letters, c.Attachments, c.Owner, seq)
}

func linkOfCase(c cases.Case, place int) (link, error) {
	e := c.Events[place]
	l := link{act: string(e.Act), day: e.Day.String()}
	if place == 0 {
		l.organ, l.caller = c.Organ, string(c.Channel)+" "+string(c.Kind)
	}
	return l, nil
}

func splitCase(s *sealer, e cases.Event, place string) (facts string, sealed []byte, err error) {
	open := e.Erase()
	w := said{Text: e.Text, Contact: e.Contact, Failure: e.Failure, Attachments: e.Attachments}
	if open.By.Name != e.By.Name {
		w.Name = e.By.Name
	}
	return halves(s, open, w, place)
}

func joinCase(s *sealer, facts string, sealed []byte, place string) (cases.Event, error) {
	return whole(s, facts, sealed, place, func(e *cases.Event, w said) {
		e.Text, e.Contact, e.Failure, e.Attachments = w.Text, w.Contact, w.Failure, w.Attachments
		if w.Name != "" {
			e.By.Name = w.Name
		}
	})
}
