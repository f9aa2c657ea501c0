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
	sum := sha256.Sum256([]byte(strings.Join([]string{owner, strconv.FormatInt(saved.UnixNano(), 10), words}, "\x00")))
	return kind + ":" + hex.EncodeToString(sum[:16])
}
