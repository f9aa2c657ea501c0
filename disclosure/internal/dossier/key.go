package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// Key names a draft of a kind as its owner last saved it, and tells nothing of it.
func Key(kind, owner string, saved time.Time, words string) string {
	return kind + ":" + sum(owner, strconv.FormatInt(saved.UnixNano(), 10), words)
}

// FileID names an owner's file by its key. The same file has another name with each
// dossier, for it is kept as long as that is: taken says whether a name is that of a
// file that was handed over; nil says that none is.
func FileID(owner, key string, taken func(id string) bool) string {
	for id := sum(owner, key); ; id = sum(owner, key) {
		if taken == nil || !taken(id) {
			return id
		}
		key += "\x00"
	}
}

func sum(parts ...string) string {
	all := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(all[:16])
}
