package wechattest

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// A vector is a known answer of WeChat's cryptography: see testdata/vectors.json,
// where each names its source, a test suite or a sample of WeChat's own.
type vector struct {
	Name, Source, Token, AESKey, ID, Random, Timestamp, Nonce string
	Message, Echostr, Encrypt, Want, Plaintext, Signature     string
	MsgSignature                                              string `json:"msg_signature"`
	WantSignature                                             string `json:"want_msg_signature"`
	Parts, Contains                                           []string
	Invalid                                                   bool
}

type vectors struct {
	Official struct {
		Token, AESKey, ID string
		URLVerify         vector `json:"url_verify"`
		PlainPost         vector `json:"plain_post"`
		SafePost          vector `json:"safe_post"`
		SafeReply         vector `json:"safe_reply"`
	}
	Signature       []vector
	URLVerification []vector `json:"url_verification"`
	Decrypt         []vector
	Encrypt         []vector
	Derived         []vector
	MustReject      []vector `json:"must_reject"`
	PlainSignature  []vector `json:"plain_signature_derived"`
}

// The vectors here, and those beside the project where they are, for they may be
// newer.
func TestKnownAnswers(t *testing.T) {
	for name, path := range map[string]string{"here": "testdata/vectors.json", "beside the project": "../../../shared/data/wechat-vectors.json"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(path)
			if errors.Is(err, fs.ErrNotExist) && name != "here" {
				t.Skip("no vectors lie beside the project")
			}
			var all vectors
			if err == nil {
				err = json.Unmarshal(text, &all)
			}
			if err != nil {
				t.Fatal(err)
			}
			all.signatures(t)
			all.openings(t)
			all.sealings(t)
		})
	}
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want || want == "" {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

func (all vectors) signatures(t *testing.T) {
	o := all.Official
	same(t, "official GET", Sign(o.Token, o.URLVerify.Timestamp, o.URLVerify.Nonce), o.URLVerify.Signature)
	same(t, "official POST", Sign(o.Token, o.PlainPost.Timestamp, o.PlainPost.Nonce), o.PlainPost.Signature)
	same(t, "official answer", Sign(o.Token, o.SafeReply.Timestamp, o.SafeReply.Nonce, o.SafeReply.Encrypt), o.SafeReply.MsgSignature)
	for _, v := range all.Signature {
		same(t, v.Name, Sign(v.Parts...), v.Want)
	}
	for _, v := range all.PlainSignature {
		same(t, "plain "+v.Token, Sign(v.Token, v.Timestamp, v.Nonce), v.Want)
	}
}

// good says whether a message that is signed and sealed may be read.
func (v vector) good(sealed string) ([]byte, bool) {
	if Sign(v.Token, v.Timestamp, v.Nonce, sealed) != v.MsgSignature {
		return nil, false
	}
	plain, err := Decrypt(v.AESKey, v.ID, sealed)
	return plain, err == nil
}

func (all vectors) openings(t *testing.T) {
	o, post := all.Official, all.Official.SafePost
	post.Name, post.Token, post.AESKey, post.ID, post.Plaintext = "official POST", o.Token, o.AESKey, o.ID, post.Want
	for _, v := range append(all.Decrypt, post) {
		plain, good := v.good(v.Encrypt)
		if !good || v.Plaintext != "" && string(plain) != v.Plaintext {
			t.Errorf("%s: %q", v.Name, plain)
		}
		for _, part := range v.Contains {
			if !strings.Contains(string(plain), part) {
				t.Errorf("%s: %q is not in %q", v.Name, part, plain)
			}
		}
		if _, err := Decrypt(v.AESKey, "wx0000000000000000", v.Encrypt); err == nil {
			t.Errorf("%s: a message for another AppID was opened", v.Name)
		}
	}
	for _, v := range all.URLVerification {
		plain, good := v.good(v.Echostr)
		if good == v.Invalid || !v.Invalid && string(plain) != v.Want {
			t.Errorf("%s: %q, %v", v.Name, plain, good)
		}
	}
	for i, v := range all.MustReject {
		if plain, good := v.good(v.Encrypt); good {
			t.Errorf("%d of %s was taken: %q", i, v.Source, plain)
		}
	}
	if len(all.Decrypt) == 0 || len(all.URLVerification) == 0 || len(all.MustReject) == 0 {
		t.Error("vectors are missing")
	}
}

func (all vectors) sealings(t *testing.T) {
	o, reply := all.Official, all.Official.SafeReply
	reply.Name, reply.AESKey, reply.ID, reply.Want = "official answer", o.AESKey, o.ID, reply.Encrypt
	for _, v := range append(append(all.Encrypt, all.Derived...), reply) {
		got, err := encrypt(v.AESKey, v.ID, []byte(v.Message), []byte(v.Random))
		if err != nil {
			t.Errorf("%s: %v", v.Name, err)
		}
		same(t, v.Name, got, v.Want)
		plain, err := Decrypt(v.AESKey, v.ID, v.Want)
		if err != nil || string(plain) != v.Message {
			t.Errorf("%s: %v %q", v.Name, err, plain)
		}
		if v.WantSignature != "" {
			same(t, v.Name, Sign(v.Token, v.Timestamp, v.Nonce, v.Want), v.WantSignature)
		}
	}
}

func FuzzDecrypt(f *testing.F) {
	f.Add("ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==")
	f.Add("")
	f.Fuzz(func(t *testing.T, sealed string) {
		Decrypt("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "wxba5fad812f8e6fb9", sealed)
	})
}

func FuzzJudge(f *testing.F) {
	f.Add([]byte("<xml><ToUserName>o</ToUserName><MsgType>text</MsgType><Content>x</Content></xml>"))
	f.Fuzz(func(t *testing.T, body []byte) { Account{}.judge(body, "o", false) })
}
