package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// ErrOwners says that a draft is replaced by one of somebody else, or of nobody.
var ErrOwners = errors.New("disclosure: replace draft: both are one owner's")

// Same says whether two drafts are kept alike.
func Same[D any](a, b D) bool {
	one, err := json.Marshal(a)
	other, failed := json.Marshal(b)
	return err == nil && failed == nil && bytes.Equal(one, other)
}

// revisions bounds how often a draft that changes all the time is revised anew.
const revisions = 16

// Again tries what reads a draft and replaces it until nobody replaced it in between.
func Again[D any](conflict error, try func() (D, error)) (d D, err error) {
	for range revisions {
		if d, err = try(); !errors.Is(err, conflict) {
			return d, err
		}
	}
	return d, err
}

// A Shelf is where an owner's draft is kept, and how it is revised there.
type Shelf[D any] struct {
	Read     func() (D, error)          // the draft that is kept
	Replace  func(was, is D) error      // keeps a draft in the place of another, or is Conflict
	Conflict error                      // something else is kept by now
	Join     func(was, is, now D, d *D) // puts together in d, which has both changes, what no field can; nil: nothing
}

// Revise puts what an owner made of a draft, is of was, in the place of was. Where another
// draft stands there by now, for she wrote at two replicas at once or on a page beside, what
// she changed is put into that one: neither of what she said is lost.
func (s Shelf[D]) Revise(was, is D) (D, error) {
	return Again(s.Conflict, func() (D, error) {
		err := s.Replace(was, is)
		if !errors.Is(err, s.Conflict) {
			return is, err
		}
		now, failed := s.Read()
		if failed != nil {
			return is, failed
		}
		merged, failed := merge(was, is, now)
		if failed != nil {
			return is, failed
		}
		if s.Join != nil {
			s.Join(was, is, now, &merged)
		}
		was, is = now, merged
		return is, err
	})
}

// merge is what now becomes with what is changed of was.
func merge[D any](was, is, now D) (merged D, err error) {
	var all [3]map[string]any
	for i, d := range []D{was, is, now} {
		text, err := json.Marshal(d)
		if err != nil {
			return merged, fmt.Errorf("dossier: merge: %w", err)
		}
		in := json.NewDecoder(bytes.NewReader(text))
		in.UseNumber()
		if err := in.Decode(&all[i]); err != nil {
			return merged, fmt.Errorf("dossier: merge: %w", err)
		}
	}
	change(all[0], all[1], all[2])
	text, err := json.Marshal(all[2])
	if err == nil {
		err = json.Unmarshal(text, &merged)
	}
	return merged, err
}

// change does to now what makes is of was: fields within fields, and of lists what came in
// and what went.
func change(was, is, now map[string]any) {
	for key := range was {
		if _, left := is[key]; !left {
			if list, isList := was[key].([]any); isList {
				now[key] = changeList(list, nil, now[key])
				continue
			}
			delete(now, key)
		}
	}
	for key, value := range is {
		if reflect.DeepEqual(was[key], value) {
			continue
		}
		switch value := value.(type) {
		case map[string]any:
			before, _ := was[key].(map[string]any)
			inside, _ := now[key].(map[string]any)
			if inside == nil {
				inside = map[string]any{}
			}
			change(before, value, inside)
			now[key] = inside
		case []any:
			before, _ := was[key].([]any)
			now[key] = changeList(before, value, now[key])
		default:
			now[key] = value
		}
	}
}

// changeList is a list without what went from was, and with what came.
func changeList(was, is []any, now any) []any {
	in := func(list []any) func(any) bool {
		return func(v any) bool {
			return slices.ContainsFunc(list, func(w any) bool { return reflect.DeepEqual(v, w) })
		}
	}
	kept, _ := now.([]any)
	kept = slices.DeleteFunc(slices.Clone(kept), func(v any) bool { return in(was)(v) && !in(is)(v) })
	for _, v := range is {
		if !in(was)(v) && !in(kept)(v) {
			kept = append(kept, v)
		}
	}
	return kept
}
