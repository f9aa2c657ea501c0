package envelope_test

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/silenceper/wechat/v2/util"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
)

const anyKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"

// FuzzEnvelope holds the key against the SDK's crypto: each opens what the other
// sealed, and refuses what the other refuses.
func FuzzEnvelope(f *testing.F) {
	e, err := envelope.NewKey("wx0", anyKey)
	require.NoError(f, err)
	for _, message := range []string{"", "<xml>路灯坏了</xml>", strings.Repeat("长", 700), strings.Repeat("x", 9), "x]]>"} {
		f.Add([]byte("0123456789abcdef"), message)
		sealed, err := util.EncryptMsg([]byte("0123456789abcdef"), []byte(message), "wx0", anyKey)
		require.NoError(f, err)
		f.Add([]byte(nil), string(sealed))
	}
	raw, err := base64.StdEncoding.DecodeString(anyKey + "=")
	require.NoError(f, err)
	block, err := aes.NewCipher(raw)
	require.NoError(f, err)
	for _, plain := range []string{strings.Repeat("\x01", 32), strings.Repeat("\x20", 32), strings.Repeat("\xff", 64)} { // ill padded, too short, too long
		all := []byte(plain)
		cipher.NewCBCEncrypter(block, raw[:aes.BlockSize]).CryptBlocks(all, all)
		f.Add([]byte(nil), base64.StdEncoding.EncodeToString(all))
	}
	f.Fuzz(func(t *testing.T, random []byte, message string) {
		random = append(random, make([]byte, 16)...)[:16]
		sealed := e.Seal([]byte("before"), random, []byte(message))
		theirs, err := util.EncryptMsg(random, []byte(message), "wx0", anyKey)
		require.NoError(t, err)
		require.Equal(t, "before"+string(theirs), string(sealed))

		r, plain, opened := e.Open(make([]byte, len(message)), theirs)
		require.True(t, opened)
		require.Equal(t, message, string(plain))
		require.Equal(t, random, r)

		wantRandom, want, err := util.DecryptMsg("wx0", message, anyKey) // what is no envelope
		r, plain, opened = e.Open(nil, []byte(message))
		require.Equal(t, err == nil, opened)
		if opened {
			require.Equal(t, want, plain)
			require.Equal(t, wantRandom, r)
		}
	})
}

func TestAnEnvelopeOfAnotherKeyOrAccountStaysShut(t *testing.T) {
	mine, err := envelope.NewKey("wx0", anyKey)
	require.NoError(t, err)
	sealed := mine.Seal(nil, make([]byte, 16), []byte("路灯"))
	for _, other := range []struct{ appID, key string }{{"wx1", anyKey}, {"wx0", strings.Repeat("A", 43)}} {
		e, err := envelope.NewKey(other.appID, other.key)
		require.NoError(t, err)
		_, _, opened := e.Open(nil, sealed)
		assert.False(t, opened, other)
	}
	_, err = envelope.NewKey("wx0", strings.Repeat("密", 14)+"A")
	assert.ErrorContains(t, err, "copy it anew")
	assert.NotContains(t, err.Error(), "密")
	none, err := envelope.NewKey("wx0", "")
	assert.NoError(t, err)
	assert.Nil(t, none)
}

// BenchmarkSeal is what an answer of a list's length costs to seal on a sheet that is used
// again, as the gate has one, beside the SDK's.
func BenchmarkSeal(b *testing.B) {
	answer, random := []byte(strings.Repeat("路灯坏了三个月", 60)), make([]byte, 16)
	e, err := envelope.NewKey("wx0", anyKey)
	require.NoError(b, err)
	b.Run("envelope", func(b *testing.B) {
		b.ReportAllocs()
		var sheet []byte
		for b.Loop() {
			sheet = e.Seal(sheet[:0], random, answer)
		}
	})
	b.Run("sdk", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := util.EncryptMsg(random, answer, "wx0", anyKey); err != nil {
				b.Fatal(err)
			}
		}
	})
}
