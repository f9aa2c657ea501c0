package h5

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"
)

// box seals small values so that a browser can carry them and neither read nor
// change them (AES-256-GCM). The zero box seals nothing.
type box struct{ aead cipher.AEAD }

// newBox makes a box of a key for one purpose; what is sealed for one is not
// opened for another. No key means a random one.
func newBox(key []byte, purpose string) (box, error) {
	switch {
	case len(key) == 0:
		key = make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return box{}, fmt.Errorf("h5: key: %w", err)
		}
	case len(key) < 32:
		return box{}, fmt.Errorf("h5: key: %d bytes, at least 32 are needed", len(key))
	}
	own, err := hkdf.Key(sha256.New, key, nil, "zwgk h5 "+purpose, 32)
	if err != nil {
		return box{}, fmt.Errorf("h5: key: %w", err)
	}
	block, err := aes.NewCipher(own)
	if err != nil {
		return box{}, fmt.Errorf("h5: key: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return box{}, fmt.Errorf("h5: key: %w", err)
	}
	return box{aead}, nil
}

// sealed is a value with the moment at which it is no longer good.
type sealed struct {
	Until int64           `json:"u"`
	Value json.RawMessage `json:"v"`
}

// seal writes a value under a label, good until a moment.
func (b box) seal(label string, v any, until time.Time) (string, error) {
	value, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("h5: seal: %w", err)
	}
	plain, err := json.Marshal(sealed{until.Unix(), value})
	if err != nil {
		return "", fmt.Errorf("h5: seal: %w", err)
	}
	nonce := make([]byte, b.aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", fmt.Errorf("h5: seal: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b.aead.Seal(nonce, nonce, plain, []byte(label))), nil
}

// open reads a value back, and says false of anything that was not sealed here
// under the same label or is no longer good.
func (b box) open(label, text string, now time.Time, v any) bool {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(raw) < b.aead.NonceSize() {
		return false
	}
	n := b.aead.NonceSize()
	plain, err := b.aead.Open(nil, raw[:n], raw[n:], []byte(label))
	if err != nil {
		return false
	}
	var s sealed
	if json.Unmarshal(plain, &s) != nil || now.Unix() > s.Until {
		return false
	}
	return json.Unmarshal(s.Value, v) == nil
}
