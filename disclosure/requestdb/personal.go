package requestdb

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// halves returns the open half of an event as JSON, and the personal one sealed
// unless there is nothing in it.
func halves[E, P any](s *sealer, open E, personal P, place string) (facts string, sealed []byte, err error) {
	b, err := json.Marshal(open)
	if err != nil {
		return "", nil, fmt.Errorf("requestdb: event: %w", err)
	}
	if !reflect.ValueOf(personal).IsZero() {
		sealed, err = s.seal(personal, place)
	}
	return string(b), sealed, err
}

// whole puts the two halves of an event together again; mend adds the personal one.
func whole[E, P any](s *sealer, facts string, sealed []byte, place string, mend func(*E, P)) (E, error) {
	var e E
	if err := json.Unmarshal([]byte(facts), &e); err != nil {
		return e, fmt.Errorf("requestdb: event: %w", err)
	}
	if sealed == nil {
		return e, nil
	}
	var personal P
	if err := s.open(sealed, place, &personal); err != nil {
		return e, err
	}
	mend(&e, personal)
	return e, nil
}
