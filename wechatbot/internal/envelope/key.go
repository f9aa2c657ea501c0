package envelope

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"
)

// A Key opens and seals what safe mode sends under one EncodingAESKey: AES in CBC
// of sixteen random bytes, the length of the message in four, the message, the AppID and
// PKCS#7 padding to 32 bytes, in base64.
type Key struct {
	appID   string
	block   cipher.Block
	start   []byte    // the initialization vector, which is the beginning of the key
	openers sync.Pool // chain, which decrypt
	sealers sync.Pool // chain, which encrypt
}

// A chain is CBC as the standard library makes it, which can begin anew.
type chain interface {
	cipher.BlockMode
	SetIV([]byte)
}

// crypt lets a chain of a pool, or a new one, go over whole blocks.
func (k *Key) crypt(of *sync.Pool, anew func(cipher.Block, []byte) cipher.BlockMode, all []byte) {
	if c, kept := of.Get().(chain); kept {
		c.SetIV(k.start)
		c.CryptBlocks(all, all)
		of.Put(c)
		return
	}
	mode := anew(k.block, k.start)
	mode.CryptBlocks(all, all)
	if c, can := mode.(chain); can {
		of.Put(c)
	}
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
	return &Key{appID: appID, block: block, start: key[:aes.BlockSize]}, nil
}

// Open is the message and the random bytes in an envelope of this key and AppID. They are
// written into a sheet, over what is there, where it has room for them.
func (k *Key) Open(sheet, sealed []byte) (random, plain []byte, opened bool) {
	all, err := base64.StdEncoding.AppendDecode(sheet[:0], sealed)
	if err != nil || len(all) < padTo || len(all)%padTo != 0 {
		return nil, nil, false
	}
	k.crypt(&k.openers, cipher.NewCBCDecrypter, all)
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
	n += pad
	whole := base64.StdEncoding.EncodedLen(n)
	out = slices.Grow(out, whole+n)
	// What is to be encoded is put together behind where its base64 will stand.
	all := append(out[len(out)+whole:len(out)+whole], random[:min(len(random), headLength-4)]...)
	for len(all) < headLength-4 {
		all = append(all, 0)
	}
	all = binary.BigEndian.AppendUint32(all, uint32(len(message)))
	all = append(append(all, message...), k.appID...)
	for range pad {
		all = append(all, byte(pad))
	}
	k.crypt(&k.sealers, cipher.NewCBCEncrypter, all)
	return base64.StdEncoding.AppendEncode(out, all)
}
