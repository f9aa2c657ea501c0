package catalog

import (
	"encoding/json"
	"fmt"
	"time"
)

// An Act is what a Store commits in one transaction: a change, the number that
// it issues, and what it erases. The Catalog makes it; a store only supplies
// what must be read under its lock, by calling Seal.
type Act struct {
	Kind   ChangeKind
	Record Record // Version: the one that the actor saw, 0 for a new record
	By     Actor
	Note   string
	Salt   string
	Series Series
	Erases []Sealed // earlier changes whose content is replaced by these contents
}

// A Series is the counter that index numbers come from: one for each organ and
// year, as the office's Scheme writes them.
type Series struct {
	Key    string // empty: the act touches no counter
	Serial int    // of a number that was given: the counter is raised to it; 0: issue the next
	number func(serial int) (IndexNumber, error)
}

// Issues says whether the store must take the next serial of the series.
func (s Series) Issues() bool { return s.Key != "" && s.Serial == 0 }

// Seal completes the act. Seq is the change's number, prev the hash of the
// change before it, and serial the one taken from the series if it Issues.
// Stores call it inside the transaction that also keeps what it returns.
func (a Act) Seal(seq int64, prev string, serial int) (Sealed, error) {
	r := a.Record
	if r.ID == 0 {
		r.ID = seq
	}
	if a.Series.Issues() {
		n, err := a.Series.number(serial)
		if err != nil {
			return Sealed{}, fmt.Errorf("catalog: issue %s: %w", a.Series.Key, err)
		}
		r.Number = n
	}
	r.Version++
	c := content{Salt: a.Salt, Note: a.Note, Record: r}
	for _, e := range a.Erases {
		c.Erases = append(c.Erases, erasure{Seq: e.Seq, Digest: digest(e.Content)})
	}
	body, err := json.Marshal(c)
	if err != nil {
		return Sealed{}, fmt.Errorf("catalog: seal: %w", err)
	}
	s := Sealed{
		Seq: seq, Kind: a.Kind, ID: r.ID, Number: r.Number, Version: r.Version,
		By: a.By, Digest: digest(body), Prev: prev, Content: body,
	}
	s.By.At = s.By.At.UTC().Round(0).Truncate(time.Microsecond)
	s.Hash = s.hash()
	return s, nil
}
