package envelope

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"fmt"
)

// A Key opens and seals what safe mode sends under one EncodingAESKey: AES in CBC
// of sixteen random bytes, the length of the message in four, the message, the AppID and
// PKCS#7 padding to 32 bytes, in base64.
type Key struct {
	appID string
	block cipher.Block
	start []byte // the initialization vector, which is the beginning of the key
}

const (
	headLength = 20 // the random bytes and the length
	padTo      = 32
)

// NewKey is the key of an account, with its schedule made once; nil without one.
func NewKey(appID, encodingAESKey string) (*Key, error) {
	if encodingAESKey == "" {
		return nil, nil
	}
	if n := len(encodingAESKey); n != 43 {
		return nil, fmt.Errorf("wechatbot: an EncodingAESKey has 43 characters, this has %d", n)
	}
	key, err := base64.StdEncoding.DecodeString(encodingAESKey + "=")
	if err != nil {
		return nil, fmt.Errorf("wechatbot: an EncodingAESKey has letters and digits only: copy it anew from the console")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return &Key{appID, block, key[:aes.BlockSize]}, nil
}

// Open is the message and the random bytes in an envelope of this key and AppID.
func (k *Key) Open(sealed string) (random, plain []byte, opened bool) {
	all, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(all) < padTo || len(all)%padTo != 0 {
		return nil, nil, false
	}
	cipher.NewCBCDecrypter(k.block, k.start).CryptBlocks(all, all)
	pad := int(all[len(all)-1])
	if pad < 1 || pad > padTo || len(all)-pad <= headLength {
		return nil, nil, false
	}
	all = all[:len(all)-pad]
	end := headLength + int64(binary.BigEndian.Uint32(all[headLength-4:]))
	if end >= int64(len(all)) || string(all[end:]) != k.appID {
		return nil, nil, false
	}
	return all[: headLength-4 : headLength-4], all[headLength:end:end], true
}

// Seal appends the envelope of a message to what is there.
func (k *Key) Seal(out, random, message []byte) []byte {
	n := headLength + len(message) + len(k.appID)
	pad := padTo - n%padTo
	all := make([]byte, headLength-4, n+pad)
	copy(all, random)
	all = binary.BigEndian.AppendUint32(all, uint32(len(message)))
	all = append(append(all, message...), k.appID...)
	for range pad {
		all = append(all, byte(pad))
	}
	cipher.NewCBCEncrypter(k.block, k.start).CryptBlocks(all, all)
	return base64.StdEncoding.AppendEncode(out, all)
}
