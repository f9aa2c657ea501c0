package wechattest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Sign returns WeChat's signature: the SHA-1 of the sorted parts, in
// hexadecimal. The parts are token, timestamp and nonce, and in safe mode the
// encrypted text.
func Sign(parts ...string) string {
	parts = slices.Clone(parts)
	slices.Sort(parts)
	sum := sha1.Sum([]byte(strings.Join(parts, "")))
	return hex.EncodeToString(sum[:])
}

// ErrCipher says that an encrypted message cannot be opened.
var ErrCipher = errors.New("wechattest: not a message encrypted under this key and AppID")

// aesKey decodes an EncodingAESKey: 43 characters of base64 whose last bits
// WeChat ignores, so decoding is not strict.
func aesKey(encoding string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(encoding + "=")
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("%w: the EncodingAESKey is not 43 characters of base64", ErrCipher)
	}
	return key, nil
}

// Encrypt seals a message as WeChat does: 16 random bytes, the length, the
// message and the AppID, padded to 32 by PKCS#7, under AES-256-CBC with the
// key's first half as vector.
func Encrypt(encodingKey, appID string, message []byte) (string, error) {
	random := make([]byte, 16)
	rand.Read(random)
	return encrypt(encodingKey, appID, message, random)
}

func encrypt(encodingKey, appID string, message, random []byte) (string, error) {
	key, err := aesKey(encodingKey)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	b.Write(random)
	binary.Write(&b, binary.BigEndian, uint32(len(message)))
	b.Write(message)
	b.WriteString(appID)
	pad := 32 - b.Len()%32
	b.Write(bytes.Repeat([]byte{byte(pad)}, pad))
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	sealed := make([]byte, b.Len())
	cipher.NewCBCEncrypter(block, key[:16]).CryptBlocks(sealed, b.Bytes())
	return base64.StdEncoding.EncodeToString(sealed), nil
}

// Decrypt opens what Encrypt sealed for the same AppID, or returns ErrCipher.
func Decrypt(encodingKey, appID, sealed string) ([]byte, error) {
	key, err := aesKey(encodingKey)
	if err != nil {
		return nil, err
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(raw) < 32 || len(raw)%aes.BlockSize != 0 {
		return nil, ErrCipher
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	plain := make([]byte, len(raw))
	cipher.NewCBCDecrypter(block, key[:16]).CryptBlocks(plain, raw)
	pad := int(plain[len(plain)-1])
	if pad < 1 || pad > 32 || len(plain)-pad < 20 {
		return nil, ErrCipher
	}
	plain = plain[:len(plain)-pad]
	n := int(binary.BigEndian.Uint32(plain[16:20]))
	if n < 0 || n > len(plain)-20 || string(plain[20+n:]) != appID {
		return nil, ErrCipher
	}
	return plain[20 : 20+n], nil
}
