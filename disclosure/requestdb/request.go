package requestdb

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
)

// requests is the ledger of the requests.
func (s *Store) requests() ledger[disclosure.Request, disclosure.Event, disclosure.Entry] {
	return ledger[disclosure.Request, disclosure.Event, disclosure.Entry]{s, requestKind}
}

var requestKind = kind[disclosure.Request, disclosure.Event, disclosure.Entry]{
	book:   requestBook,
	id:     func(r disclosure.Request) string { return r.ID },
	events: func(r *disclosure.Request) *[]disclosure.Event { return &r.Events },
	apply:  disclosure.Request.Apply,
	entry: func(seq int64, id string, place int, e disclosure.Event) disclosure.Entry {
		return disclosure.Entry{Seq: seq, RequestID: id, Index: place, Event: e}
	},
	columns: "id, organ, channel, kind, form, way, erased, sealed",
	scan:    scanRequest, insert: (*Store).insertRequest, link: linkOfRequest, split: splitRequest, join: joinRequest,
	missing: disclosure.ErrNotFound, conflict: disclosure.ErrConflict,
}

// person is the sealed half of a request.
type person struct {
	Code      string               `json:"code,omitempty"`
	Owner     string               `json:"owner,omitempty"`
	Applicant disclosure.Applicant `json:"applicant"`
	Subject   string               `json:"subject"`

	Attachments []disclosure.Attachment `json:"attachments,omitempty"`
}

// words is the sealed half of an event of a request.
type words struct {
	Name    string            `json:"name,omitempty"`
	Note    string            `json:"note,omitempty"`
	Party   string            `json:"party,omitempty"`
	Failure string            `json:"failure,omitempty"`
	Reply   *disclosure.Reply `json:"reply,omitempty"`
	Draft   *disclosure.Reply `json:"draft,omitempty"`
}

func scanRequest(s *sealer, columns func(...any) error) (r disclosure.Request, err error) {
	var kind string
	var erased int
	var sealed []byte
	if err := columns(&r.ID, &r.Organ, &r.Channel, &kind, &r.Delivery.Form, &r.Delivery.Way, &erased, &sealed); err != nil {
		return r, err
	}
	r.Erased = erased != 0
	if sealed != nil {
		var p person
		if err := s.open(sealed, requestBook.place(r.ID, -1), &p); err != nil {
			return r, fmt.Errorf("%s: %w", r.ID, err)
		}
		r.Code, r.Owner, r.Applicant, r.Subject, r.Attachments = p.Code, p.Owner, p.Applicant, p.Subject, p.Attachments
	}
	if err := r.Applicant.Kind.UnmarshalText([]byte(kind)); err != nil {
		return r, fmt.Errorf("%s: %w", r.ID, err)
	}
	return r, nil
}

// insertRequest writes the row of a new request and takes its files over.
func (s *Store) insertRequest(ctx context.Context, tx *sql.Tx, r disclosure.Request, once []byte, seq int64) (disclosure.Request, error) {
	var err error
	if r.ID, err = s.number(ctx, tx, r); err != nil {
		return r, err
	}
	personal := r.Applicant
	personal.Kind = 0
	sealed, err := s.seal(person{r.Code, r.Owner, personal, r.Subject, r.Attachments}, requestBook.place(r.ID, -1))
	if err != nil {
		return r, err
	}
	kind, err := r.Applicant.Kind.MarshalText()
	if err != nil {
		return r, err
	}
	err = s.exec(ctx, tx, "create", `INSERT INTO disclosure_request
		(seq, id, once, owner, organ, channel, kind, form, way, events, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		seq, r.ID, once, s.lookup("owner", r.Owner), r.Organ, string(r.Channel), string(kind),
		r.Delivery.Form, r.Delivery.Way, len(r.Events), sealed)
	if err != nil {
		return r, err
	}
	return r, s.takeFiles(ctx, tx, drafts, r.Attachments, r.Owner, seq)
}

// number issues the next number of the request's organ and year.
func (s *Store) number(ctx context.Context, tx *sql.Tx, r disclosure.Request) (string, error) {
	var organ, serial int
	if err := s.exec(ctx, tx, "organ", `INSERT INTO disclosure_organ (name, number)
		SELECT ?, COALESCE(MAX(number), 0) + 1 FROM disclosure_organ WHERE true ON CONFLICT (name) DO NOTHING`, r.Organ); err != nil {
		return "", err
	}
	if err := tx.QueryRowContext(ctx, s.sql("SELECT number FROM disclosure_organ WHERE name = ?"), r.Organ).Scan(&organ); err != nil {
		return "", fmt.Errorf("requestdb: organ: %w", err)
	}
	if err := tx.QueryRowContext(ctx, s.sql(`INSERT INTO disclosure_series (year, organ, last) VALUES (?, ?, 1)
		ON CONFLICT (year, organ) DO UPDATE SET last = disclosure_series.last + 1 RETURNING last`), r.YearOf(), organ).Scan(&serial); err != nil {
		return "", fmt.Errorf("requestdb: number: %w", err)
	}
	return disclosure.FormatNumber(r.YearOf(), organ, serial), nil
}

func linkOfRequest(r disclosure.Request, place int) (link, error) {
	e := r.Events[place]
	l := link{act: string(e.Kind), day: e.Day.String()}
	if place == 0 {
		kind, err := r.Applicant.Kind.MarshalText()
		if err != nil {
			return l, err
		}
		l.organ, l.caller = r.Organ, string(r.Channel)+" "+string(kind)
	}
	return l, nil
}

func splitRequest(s *sealer, e disclosure.Event, place string) (facts string, sealed []byte, err error) {
	open := e.Erase()
	w := words{Note: e.Note, Party: e.Party, Failure: e.Failure, Reply: e.Reply, Draft: e.Draft}
	if open.By.Name != e.By.Name {
		w.Name = e.By.Name
	}
	return halves(s, open, w, place)
}

func joinRequest(s *sealer, facts string, sealed []byte, place string) (disclosure.Event, error) {
	return whole(s, facts, sealed, place, func(e *disclosure.Event, w words) {
		e.Note, e.Party, e.Failure = w.Note, w.Party, w.Failure
		if w.Name != "" {
			e.By.Name = w.Name
		}
		if w.Reply != nil {
			e.Reply = w.Reply
		}
		if w.Draft != nil {
			e.Draft = w.Draft
		}
	})
}
