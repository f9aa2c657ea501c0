package requestdb

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrKey says that the key is not the one that the database was begun with, or
// that what was sealed has been altered.
var ErrKey = errors.New("requestdb: wrong key or altered data")

// sealer keeps personal data unreadable and unalterable without the key.
type sealer struct {
	aead cipher.AEAD
	mac  []byte
}

// newSealer derives a key for sealing and one for looking up from the 32 bytes.
func newSealer(key []byte) (*sealer, error) {
	if len(key) != 32 {
		return nil, fmt.Errorf("requestdb: the key must have 32 bytes, not %d", len(key))
	}
	seal, err := hkdf.Key(sha256.New, key, nil, "zwgk requestdb seal 1", 32)
	if err != nil {
		return nil, fmt.Errorf("requestdb: derive key: %w", err)
	}
	mac, err := hkdf.Key(sha256.New, key, nil, "zwgk requestdb lookup 1", 32)
	if err != nil {
		return nil, fmt.Errorf("requestdb: derive key: %w", err)
	}
	block, err := aes.NewCipher(seal)
	if err != nil {
		return nil, fmt.Errorf("requestdb: cipher: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("requestdb: cipher: %w", err)
	}
	return &sealer{aead, mac}, nil
}

// seal encrypts a value for one place: it cannot be opened in another.
func (s *sealer) seal(v any, place string) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("requestdb: seal: %w", err)
	}
	nonce := make([]byte, s.aead.NonceSize(), s.aead.NonceSize()+len(plain)+s.aead.Overhead())
	if _, err := rand.Read(nonce); err != nil {
		return nil, fmt.Errorf("requestdb: seal: %w", err)
	}
	return s.aead.Seal(nonce, nonce, plain, []byte(place)), nil
}

// open decrypts into v what seal made for the same place.
func (s *sealer) open(sealed []byte, place string, v any) error {
	n := s.aead.NonceSize()
	if len(sealed) < n {
		return ErrKey
	}
	plain, err := s.aead.Open(nil, sealed[:n], sealed[n:], []byte(place))
	if err != nil {
		return ErrKey
	}
	if err := json.Unmarshal(plain, v); err != nil {
		return fmt.Errorf("requestdb: open: %w", err)
	}
	return nil
}

// lookup returns a keyed hash by which a handle or a key is found; nil for none.
func (s *sealer) lookup(kind, text string) []byte {
	if text == "" {
		return nil
	}
	h := hmac.New(sha256.New, s.mac)
	h.Write([]byte(kind + "\x00" + text))
	return h.Sum(nil)
}
