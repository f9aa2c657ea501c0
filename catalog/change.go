package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// A Change is one thing that happened to one record. Changes are numbered
// without gaps from 1, and each carries the hash of the one before.
type Change struct {
	Seq    int64       `json:"seq"`
	Kind   ChangeKind  `json:"kind"`
	Number IndexNumber `json:"number,omitempty"`
	Record Record      `json:"record"` // as it stood after the change; of a withdrawn one only the tombstone
	By     Actor       `json:"by"`
	Note   string      `json:"note,omitempty"` // reason or remark
	Prev   string      `json:"prev"`           // hash of the change before, hex; empty for the first
	Hash   string      `json:"hash"`           // hex SHA-256
}

// Sealed is a change as a store keeps it: the header, which the chain of
// hashes covers, and the content apart, of which the header has only the
// digest. So a person's data can be erased from the content for good while
// the chain stays whole.
type Sealed struct {
	Seq     int64
	Kind    ChangeKind
	ID      int64 // of the record
	Number  IndexNumber
	Version int64 // of the record after the change
	By      Actor
	Digest  string // hex SHA-256 of the content as it was sealed
	Prev    string
	Hash    string
	Content []byte // JSON; a store returns the very bytes
}

// content is what the digest covers. The salt keeps an erased content from
// being guessed from its digest; it is erased with it.
type content struct {
	Salt   string    `json:"salt,omitempty"`
	Note   string    `json:"note,omitempty"`
	Erased bool      `json:"erased,omitempty"` // this content stands in for an erased one
	Erases []erasure `json:"erases,omitempty"` // of an Erased change: what it blanked
	Record Record    `json:"record"`
}

// An erasure names a change whose content was blanked and the digest of what
// stands there now.
type erasure struct {
	Seq    int64  `json:"seq"`
	Digest string `json:"digest"`
}

// digest is the hex SHA-256 of some content.
func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// hash computes the header's hash: SHA-256 over the JSON array of its fields
// in this order. Times are RFC 3339 in UTC to the nanosecond.
func (s Sealed) hash() string {
	header, err := json.Marshal([]any{
		s.Prev, s.Seq, s.Kind, s.ID, s.Number, s.Version,
		s.By.Name, s.By.Role, s.By.At.UTC().Format(time.RFC3339Nano), s.Digest,
	})
	if err != nil {
		return "" // cannot happen: strings and integers only
	}
	return digest(header)
}

// Open reads the content back into a Change.
func (s Sealed) Open() (Change, error) {
	c, err := s.open()
	if err != nil {
		return Change{}, err
	}
	return s.change(c), nil
}

func (s Sealed) open() (content, error) {
	var c content
	if err := json.Unmarshal(s.Content, &c); err != nil {
		return content{}, fmt.Errorf("catalog: change %d: content: %w", s.Seq, err)
	}
	return c, nil
}

func (s Sealed) change(c content) Change {
	return Change{Seq: s.Seq, Kind: s.Kind, Number: s.Number, Record: c.Record, By: s.By, Note: c.Note, Prev: s.Prev, Hash: s.Hash}
}
