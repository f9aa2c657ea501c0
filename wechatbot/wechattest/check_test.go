package wechattest_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// What the SDK's own way of writing a bot leaves open.
func ExamplePlatform_Check() {
	p := wechattest.New()
	for _, f := range p.Check(echo(p.Account())) {
		if f.Must {
			fmt.Println(f.Name, f.Chinese)
		}
	}
	// Output:
	// verify-stale 过期的GET不返回echostr
	// stale 过期的消息不受理
	// future 将来的消息不受理
	// downgrade 安全模式不接受明文
	// downgrade-raw encrypt_type=raw不是通行证
	// put PUT不受理
	// delete DELETE不受理
	// patch PATCH不受理
	// huge 8兆的消息不读完、不受理
	// gone 对方断开时不崩溃
	// text-longest 2048字节的文字照样受理
	// text-control 文字里有控制字符也不丢消息
	// msgid-text MsgId不是数字也不丢消息
	// msgid-long MsgId很长也不丢消息
	// retry-slow 断开后重来，仍有答复
}

func modes() map[string]*wechattest.Platform {
	return map[string]*wechattest.Platform{"plain": wechattest.NewPlain(), "safe": wechattest.New(), "compatible": wechattest.NewCompatible()}
}

// check holds an honest bot with a fault against the rules, and returns the
// names of those that it breaks.
func check(p *wechattest.Platform, fault string) (names []string, findings []wechattest.Finding) {
	b := &honest{Account: p.Account(), fault: fault, client: p.Client(), kept: map[string]string{}}
	c := wechattest.Conformance{Acted: func() int { b.mu.Lock(); defer b.mu.Unlock(); return b.acts }}
	findings = c.Check(p, b)
	for _, f := range findings {
		names = append(names, f.Name)
	}
	return names, findings
}

func TestAnHonestBotBreaksNoRule(t *testing.T) {
	for mode, p := range modes() {
		_, findings := check(p, "")
		for _, f := range findings {
			assert.Equal(t, "prompt", f.Name, "%s: %v", mode, f) // a busy machine may be slow
		}
	}
}

// Each rule is broken by a bot with a fault that the rule is there for.
func TestEachFaultIsFound(t *testing.T) {
	caught := map[string]bool{}
	for _, x := range []struct {
		fault, mode string
		want        []string
	}{
		{"no signature", "plain", []string{"verify-signature", "verify-unsigned", "signature", "unsigned", "foreign-token"}},
		{"no signature", "safe", []string{"msg-signature", "msg-signature-missing", "unsigned", "foreign-token"}},
		{"no window", "plain", []string{"verify-stale", "stale", "future", "no-time"}},
		{"echostr as a page", "plain", []string{"verify-type"}},
		{"no method", "plain", []string{"put", "delete", "patch"}},
		{"no limit", "safe", []string{"huge"}},
		{"5xx", "plain", []string{"not-xml", "half-xml", "empty-message", "empty-body"}},
		{"leaky", "plain", []string{"leak"}},
		{"downgrade", "safe", []string{"downgrade", "downgrade-raw"}},
		{"trusts the fields", "compatible", []string{"compatible"}},
		{"the plain signature too", "safe", []string{"sealed-only"}},
		{"panics", "safe", []string{"short", "empty-cipher"}},
		{"a plain answer", "safe", []string{"answer", "sealed", "sealed-signature"}},
		{"an answer with a wrong signature", "safe", []string{"sealed-signature"}},
		{"an encrypted nothing", "safe", []string{"event-view", "event-unknown", "message-image", "text-spaces"}},
		{"panics at a peer that is gone", "plain", []string{"gone", "retry-slow"}},
		{"the same reply for all", "plain", []string{"crowd"}},
		{"CDATA is not closed", "safe", []string{"text-cdata"}},
		{"uncut", "plain", []string{"text-longest"}},
		{"MsgId is a number", "plain", []string{"msgid-text", "msgid-long"}},
		{"MsgId alone", "plain", []string{"msgid-shared"}},
		{"events by time alone", "plain", []string{"event-second"}},
		{"says what went wrong", "plain", []string{"leak-answer"}},
		{"says what went wrong", "safe", []string{"leak-answer"}},
		{"no dedupe", "plain", []string{"again", "again-at-once", "event-again"}},
	} {
		names, findings := check(modes()[x.mode], x.fault)
		for _, name := range x.want {
			assert.Contains(t, names, name, "%s: %v", x.fault, findings)
			caught[name] = true
		}
	}
	assert.GreaterOrEqual(t, len(caught), 40)
}

// A key that was mistyped is named, and not found out rule by rule.
func TestAnAccountWithABadKeyIsNotCheckedWith(t *testing.T) {
	for _, compatible := range []bool{false, true} {
		p := wechattest.For(wechattest.Account{AppID: "wx0", Token: "t", AESKey: "mistyped"}, compatible)
		findings := p.Check(http.NotFoundHandler())
		require.Len(t, findings, 1)
		assert.True(t, findings[0].Must)
		assert.Contains(t, findings[0].String(), "the EncodingAESKey is not 43 characters of base64")
	}
}

// While the check cuts the bot off, what the test asked for waits.
func TestACheckLeavesTheFaultsThatWereAskedFor(t *testing.T) {
	p := wechattest.New()
	p.Fail("draft/add", 45009, 2)
	check(p, "says what went wrong")
	assert.Equal(t, []string{"draft/add errcode 45009 × 2"}, p.Waiting())
}

func TestCallbackRulesHaveNamesAndWordsAndALineInTheDocuments(t *testing.T) {
	seen, musts := map[string]bool{}, 0
	page, err := os.ReadFile("../../docs/wechattest.md")
	require.NoError(t, err)
	for _, r := range wechattest.CallbackRules() {
		assert.False(t, seen[r.Name], r.Name)
		seen[r.Name] = true
		assert.NotEmpty(t, r.Chinese, r.Name)
		assert.NotEmpty(t, r.English, r.Name)
		level := "should"
		if r.Must {
			musts++
			level = "must"
		}
		assert.Contains(t, string(page), "| "+r.Name+" | "+level+" | "+r.English+" |")
	}
	assert.Contains(t, string(page), fmt.Sprintf("%d musts", musts))
	for _, r := range wechattest.CallRules() {
		assert.Contains(t, string(page), "| "+r.Name+" | "+map[bool]string{true: "must", false: "should"}[r.Must]+" | ")
	}
}

func FuzzParts(f *testing.F) {
	f.Add(`1 <a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1">看明细</a>`)
	f.Add(`<a href="x"><a href="%zz">`)
	f.Fuzz(func(t *testing.T, text string) {
		all := ""
		for _, part := range wechattest.Parts(text) {
			all += part.Text
			if part.Say != "" && part.Link != "" {
				t.Errorf("%q leads somewhere and says something", text)
			}
		}
		if all != wechattest.Plain(text) {
			t.Errorf("%q is read as %q, %q", text, all, wechattest.Plain(text))
		}
	})
}

// A bot that answers with success and writes later is not held to answers; what it must
// refuse and survive it is.
func TestABotThatAnswersLaterIsCheckedWithoutItsAnswers(t *testing.T) {
	for mode, p := range modes() {
		prompt := &honest{Account: p.Account(), client: p.Client(), kept: map[string]string{}}
		late := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			said := httptest.NewRecorder()
			prompt.ServeHTTP(said, r)
			if r.Method == http.MethodPost && said.Code == http.StatusOK {
				said.Body = bytes.NewBufferString("success")
			}
			w.Header().Set("Content-Type", said.Header().Get("Content-Type"))
			w.WriteHeader(said.Code)
			w.Write(said.Body.Bytes())
		})
		for _, f := range (wechattest.Conformance{Late: true}).Check(p, late) {
			assert.Equal(t, "prompt", f.Name, "%s: %v", mode, f) // a busy machine may be slow
		}
		findings := p.Check(late)
		require.NotEmpty(t, findings)
		assert.Equal(t, "answer", findings[0].Name)
		assert.Contains(t, findings[0].Got, "Conformance.Late")
	}
}
