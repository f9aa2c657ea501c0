package requestdb

import (
	"encoding/json"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
)

// person is the sealed half of a request.
type person struct {
	Code      string               `json:"code,omitempty"`
	Owner     string               `json:"owner,omitempty"`
	Applicant disclosure.Applicant `json:"applicant"`
	Subject   string               `json:"subject"`

	Attachments []disclosure.Attachment `json:"attachments,omitempty"`
}

// words is the sealed half of an event.
type words struct {
	Name    string            `json:"name,omitempty"`
	Note    string            `json:"note,omitempty"`
	Party   string            `json:"party,omitempty"`
	Failure string            `json:"failure,omitempty"`
	Reply   *disclosure.Reply `json:"reply,omitempty"`
	Draft   *disclosure.Reply `json:"draft,omitempty"`
}

// split returns the facts of an event as JSON, and its words sealed; sealed is
// nil when it has none.
func (s *sealer) split(e disclosure.Event, place string) (facts string, sealed []byte, err error) {
	open := e.Erase()
	w := words{Note: e.Note, Party: e.Party, Failure: e.Failure, Reply: e.Reply, Draft: e.Draft}
	if open.By.Name != e.By.Name {
		w.Name = e.By.Name
	}
	return s.halves(open, w, w == words{}, place)
}

// halves returns the open half of an event as JSON, and the other one sealed
// unless it is empty.
func (s *sealer) halves(open, personal any, empty bool, place string) (facts string, sealed []byte, err error) {
	b, err := json.Marshal(open)
	if err != nil {
		return "", nil, fmt.Errorf("requestdb: event: %w", err)
	}
	if !empty {
		sealed, err = s.seal(personal, place)
	}
	return string(b), sealed, err
}

// join puts the two halves of an event together again.
func (s *sealer) join(facts string, sealed []byte, place string) (disclosure.Event, error) {
	var e disclosure.Event
	if err := json.Unmarshal([]byte(facts), &e); err != nil {
		return e, fmt.Errorf("requestdb: event: %w", err)
	}
	if sealed == nil {
		return e, nil
	}
	var w words
	if err := s.open(sealed, place, &w); err != nil {
		return e, err
	}
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
	return e, nil
}

// placeOf names the row that a sealed half belongs to.
func placeOf(id string, event int) string {
	if event < 0 {
		return "request " + id
	}
	return fmt.Sprintf("event %s %d", id, event)
}
