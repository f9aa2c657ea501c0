package wechattest_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// silent is a bot that never answers anything.
var silent = http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})

// office calls the API as a bot does.
type office struct {
	t     *testing.T
	p     *wechattest.Platform
	token string
}

func open(t *testing.T) *office {
	o := &office{t: t, p: wechattest.New()}
	o.login()
	return o
}

// object is a JSON object.
type object = map[string]any

// stable asks for a stable token.
func (o *office) stable(force bool) object {
	a := o.p.Account()
	return o.call("stable_token", object{"grant_type": "client_credential", "appid": a.AppID, "secret": a.Secret, "force_refresh": force})
}

func (o *office) classic() object {
	a := o.p.Account()
	return o.get("token?grant_type=client_credential&appid=" + a.AppID + "&secret=" + a.Secret + "&x=")
}

// login takes a token for the calls that follow.
func (o *office) login() { o.token = text(o.stable(false), "access_token") }

// later lets time pass and takes a new token.
func (o *office) later(d time.Duration) {
	o.p.Advance(d)
	o.login()
}

func (o *office) call(path string, body any) object {
	b, err := json.Marshal(body)
	require.NoError(o.t, err)
	return o.post("https://api.weixin.qq.com/cgi-bin/"+path+"?access_token="+o.token, "application/json", b)
}

// well makes a call that must be carried out.
func (o *office) well(path string, body any) object {
	a := o.call(path, body)
	require.Zero(o.t, code(a), "%s: %v", path, a)
	return a
}

func (o *office) get(path string) object {
	res, err := o.p.Client().Get("https://api.weixin.qq.com/cgi-bin/" + path + o.token)
	require.NoError(o.t, err)
	return o.read(res)
}

func (o *office) post(address, kind string, body []byte) object {
	res, err := o.p.Client().Post(address, kind, bytes.NewReader(body))
	require.NoError(o.t, err)
	return o.read(res)
}

func (o *office) read(res *http.Response) object {
	defer res.Body.Close()
	var out object
	require.NoError(o.t, json.NewDecoder(res.Body).Decode(&out))
	return out
}

// upload uploads a file and returns the answer.
func (o *office) upload(path, kind, name string, data []byte) object {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("media", name)
	require.NoError(o.t, err)
	part.Write(data)
	w.Close()
	return o.post("https://api.weixin.qq.com/cgi-bin/"+path+"?type="+kind+"&access_token="+o.token, w.FormDataContentType(), b.Bytes())
}

// dot is a small picture.
func dot() []byte {
	var b bytes.Buffer
	png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2)))
	return b.Bytes()
}

// cover uploads a permanent picture.
func (o *office) cover() string {
	return text(o.upload("material/add_material", "image", "a.png", dot()), "media_id")
}

// draft makes a draft.
func (o *office) draft() string { return text(o.well("draft/add", o.article(object{})), "media_id") }

// article is the request for a draft of one article, but for what is given.
func (o *office) article(given object) object {
	a := object{"title": "标题", "content": "<p>正文</p>", "thumb_media_id": ""}
	if _, own := given["thumb_media_id"]; !own {
		a["thumb_media_id"] = o.cover()
	}
	for k, v := range given {
		a[k] = v
	}
	return object{"articles": []any{a}}
}

// hello is a customer message.
func hello(to string) object {
	return object{"touser": to, "msgtype": "text", "text": object{"content": "好"}}
}

// all is a mass message to all followers.
func all(clientID string) object {
	return object{"filter": object{"is_to_all": true}, "msgtype": "text", "text": object{"content": "通知" + clientID}, "clientmsgid": clientID}
}

func code(a object) int {
	n, _ := a["errcode"].(float64)
	return int(n)
}

func text(a object, key string) string {
	s, _ := a[key].(string)
	return s
}

// between is what stands in an element of a message, as it travelled.
func between(r *http.Request, o *office, begin, end string) string {
	var sealed struct{ Encrypt string }
	if err := xml.NewDecoder(r.Body).Decode(&sealed); err != nil {
		return ""
	}
	plain, err := wechattest.Decrypt(o.p.Account().AESKey, o.p.Account().AppID, sealed.Encrypt)
	require.NoError(o.t, err)
	_, rest, _ := strings.Cut(string(plain), begin)
	rest, _, _ = strings.Cut(rest, end)
	return strings.TrimSuffix(strings.TrimPrefix(rest, "<![CDATA["), "]]>")
}
