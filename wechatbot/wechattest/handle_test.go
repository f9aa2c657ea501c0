package wechattest_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// A call that the platform does not play is answered by the test itself.
func ExamplePlatform_Handle() {
	p := wechattest.New()
	ask := func() {
		res, err := p.Client().Get("https://api.weixin.qq.com/sns/jscode2session?js_code=o1")
		if err != nil {
			fmt.Println(err)
			return
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		fmt.Printf("%.16s\n", body)
	}
	p.Handle("/sns/jscode2session", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"openid":%q}`, r.FormValue("js_code"))
	}))
	ask()
	p.Fail("/sns/jscode2session", 40001, 1)
	ask()
	fmt.Println(len(p.CallsTo("/sns/jscode2session")))
	// Output:
	// {"openid":"o1"}
	// {"errcode":40001
	// 2
}

// A bot that can only be told another base address.
func ExamplePlatform_API() {
	p := wechattest.New()
	server := httptest.NewServer(p.API())
	defer server.Close()
	a := p.Account()
	res, err := http.Get(server.URL + "/cgi-bin/token?grant_type=client_credential&appid=" + a.AppID + "&secret=" + a.Secret)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer res.Body.Close()
	fmt.Println(res.StatusCode, len(p.CallsTo("/cgi-bin/token")))
	// Output: 200 1
}

func TestWhatIsNotPlayedSaysSo(t *testing.T) {
	p := wechattest.New()
	a := p.Account()
	answer, err := call(p, "stable_token", fmt.Sprintf(`{"grant_type":"client_credential","appid":%q,"secret":%q}`, a.AppID, a.Secret))
	require.NoError(t, err)
	token := fmt.Sprint(answer["access_token"])
	answer, err = call(p, "shorturl?access_token="+token, "{}")
	require.NoError(t, err)
	assert.EqualValues(t, 40066, answer["errcode"])
	assert.Contains(t, answer["errmsg"], "wechattest does not play /cgi-bin/shorturl; Platform.Handle does")

	var heard string
	p.Handle("/cgi-bin/shorturl", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		heard = string(body) + " at " + r.Host + p.Now().Format(" 2006")[:1] // it may ask the platform
		io.WriteString(w, `{"menuid":1}`)
	}))
	answer, err = call(p, "shorturl", "{}")
	require.NoError(t, err)
	assert.EqualValues(t, 41001, answer["errcode"], "without a token nothing gets there")
	answer, err = call(p, "shorturl?access_token="+token, `{"button":[]}`)
	require.NoError(t, err)
	assert.EqualValues(t, 1, answer["menuid"])
	assert.Equal(t, `{"button":[]} at api.weixin.qq.com `, heard)

	p.Lose("shorturl", 1)
	heard = ""
	_, err = call(p, "shorturl?access_token="+token, "{}")
	assert.Error(t, err, "the answer is lost")
	assert.NotEmpty(t, heard, "and it was carried out")
	calls := p.CallsTo("shorturl")
	assert.Equal(t, `{"menuid":1}`, calls[len(calls)-1].Answer)

	p.Handle("/cgi-bin/shorturl", nil)
	answer, err = call(p, "shorturl?access_token="+token, "{}")
	require.NoError(t, err)
	assert.EqualValues(t, 40066, answer["errcode"])
}

func TestTheServersCanBeReachedByAddress(t *testing.T) {
	p := wechattest.New()
	server := httptest.NewServer(p.API())
	defer server.Close()
	post := func(path, body string) (answer map[string]any) {
		res, err := http.Post(server.URL+path, "application/json", strings.NewReader(body))
		require.NoError(t, err)
		defer res.Body.Close()
		require.NoError(t, json.NewDecoder(res.Body).Decode(&answer))
		return answer
	}
	assert.EqualValues(t, 0, post("/cgi-bin/webhook/send?key="+p.Open(), `{"msgtype":"text","text":{"content":"停水"}}`)["errcode"], "robots are WeCom's")
	assert.EqualValues(t, 40014, post("/cgi-bin/externalcontact/add_msg_template?access_token=x", `{}`)["errcode"])
	assert.EqualValues(t, 40001, post("/cgi-bin/menu/create?access_token=x", `{}`)["errcode"])
	p.Down("menu/create", http.StatusBadGateway, 1)
	res, err := http.Post(server.URL+"/cgi-bin/menu/create", "application/json", strings.NewReader("{}"))
	require.NoError(t, err)
	res.Body.Close()
	assert.Equal(t, http.StatusBadGateway, res.StatusCode)
	p.Cut("menu/create", 1)
	_, err = http.Post(server.URL+"/cgi-bin/menu/create", "application/json", strings.NewReader("{}"))
	assert.Error(t, err)
}
