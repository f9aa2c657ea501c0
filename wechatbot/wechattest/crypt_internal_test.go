package wechattest

import "testing"

// The vectors are published: the request and answer samples of WeChat's own
// documents (developers.weixin.qq.com, oplatform, push/encryption) and
// Tencent's Java sample WXBizMsgCryptTest.
func TestKnownAnswersOfEncryption(t *testing.T) {
	for _, v := range []struct{ key, id, random, message, want string }{
		{"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wxb11529c136998cb6", "aaaabbbbccccdddd", "我是中文abcd123",
			"jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=="},
		{"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "wxba5fad812f8e6fb9", "707722b803182950", `{"demo_resp":"good luck"}`,
			"ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="},
	} {
		got, err := encrypt(v.key, v.id, []byte(v.message), []byte(v.random))
		if err != nil || got != v.want {
			t.Errorf("encrypt: %v %s, want %s", err, got, v.want)
		}
		plain, err := Decrypt(v.key, v.id, v.want)
		if err != nil || string(plain) != v.message {
			t.Errorf("decrypt: %v %q, want %q", err, plain, v.message)
		}
		if _, err := Decrypt(v.key, "wx0000000000000000", v.want); err == nil {
			t.Error("a message for another AppID was opened")
		}
	}
}

func TestKnownAnswersOfSigning(t *testing.T) {
	for _, v := range []struct {
		parts []string
		want  string
	}{
		{[]string{"AAAAA", "1714036504", "1514711492"}, "f464b24fc39322e44b38aa78f5edd27bd1441696"},
		{[]string{"QDG6eK", "1409659589", "263014780", "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="},
			"5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"},
	} {
		if got := Sign(v.parts...); got != v.want {
			t.Errorf("Sign(%v) = %s, want %s", v.parts, got, v.want)
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
