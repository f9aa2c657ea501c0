package wechattest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"unicode/utf8"
)

// Broken is what WeChat shows a citizen when the bot's answer cannot be used.
const Broken = "该公众号提供的服务出现故障，请稍后再试"

// An Answer is what a citizen sees of one reply or message: a text, a picture
// or an article card. The zero Answer is silence.
type Answer struct {
	Type     string // text, image, news, voice, template; "" for silence
	Text     string
	MediaID  string
	Articles []Article
	URL      string // template: where a tap leads
	Fault    string // of Broken: why the bot's answer could not be shown
}

// An Article is one article of a card, a draft or a post.
type Article struct {
	Title       string `json:"title"`
	Author      string `json:"author"`
	Description string `json:"-"`
	Digest      string `json:"digest"`
	Content     string `json:"content"`
	PicURL      string `json:"-"`
	URL         string `json:"-"`
	SourceURL   string `json:"content_source_url"`
	ThumbID     string `json:"thumb_media_id"`
}

// String is what a test compares: the text, or the card's titles.
func (a Answer) String() string {
	switch a.Type {
	case "text", "template":
		return a.Text
	case "news":
		s := ""
		for _, x := range a.Articles {
			s += fmt.Sprintf("[图文] %s\n%s\n%s\n", x.Title, x.Description, x.URL)
		}
		return s
	case "image":
		return "[图片]"
	}
	return ""
}

type replyXML struct {
	XMLName  xml.Name `xml:"xml"`
	To       string   `xml:"ToUserName"`
	From     string   `xml:"FromUserName"`
	Created  int64    `xml:"CreateTime"`
	Type     string   `xml:"MsgType"`
	Content  string   `xml:"Content"`
	MediaID  string   `xml:"Image>MediaId"`
	Count    int      `xml:"ArticleCount"`
	Articles []struct {
		Title       string `xml:"Title"`
		Description string `xml:"Description"`
		PicURL      string `xml:"PicUrl"`
		URL         string `xml:"Url"`
	} `xml:"Articles>item"`
}

type sealedReply struct {
	XMLName   xml.Name `xml:"xml"`
	Encrypt   string   `xml:"Encrypt"`
	Signature string   `xml:"MsgSignature"`
	Timestamp string   `xml:"TimeStamp"`
	Nonce     string   `xml:"Nonce"`
}

// A ReplyError says why WeChat would not show an answer.
type ReplyError struct{ Why string }

// Error implements error.
func (e *ReplyError) Error() string { return "wechattest: the platform refuses the answer: " + e.Why }

func refuse(format string, args ...any) error {
	return &ReplyError{fmt.Sprintf(format, args...)}
}

// judge reads the body of the bot's answer as WeChat does. In compatible mode
// either kind of answer will do.
func (p *Platform) judge(body []byte, openid string, event bool) (Answer, error) {
	if p.both && !bytes.Contains(body, []byte("<Encrypt>")) {
		return Account{}.judge(body, openid, event)
	}
	return p.account.judge(body, openid, event)
}

func (a Account) judge(body []byte, openid string, event bool) (Answer, error) {
	if len(body) == 0 || string(body) == "success" {
		return Answer{}, nil
	}
	if a.AESKey != "" {
		var err error
		if body, err = a.open(body); err != nil {
			return Answer{}, err
		}
	}
	if !utf8.Valid(body) {
		return Answer{}, refuse("not UTF-8")
	}
	var r replyXML
	if err := xml.Unmarshal(body, &r); err != nil {
		return Answer{}, refuse("not XML: %v", err)
	}
	if r.To != openid {
		return Answer{}, refuse("addressed to somebody else")
	}
	return r.answer(event)
}

// open checks and decrypts a reply in safe mode.
func (a Account) open(body []byte) ([]byte, error) {
	var s sealedReply
	if err := xml.Unmarshal(body, &s); err != nil {
		return nil, refuse("not XML: %v", err)
	}
	if s.Encrypt == "" {
		return nil, refuse("plain text in safe mode")
	}
	if Sign(a.Token, s.Timestamp, s.Nonce, s.Encrypt) != s.Signature {
		return nil, refuse("wrong signature")
	}
	plain, err := Decrypt(a.AESKey, a.AppID, s.Encrypt)
	if err != nil {
		return nil, refuse("cannot be decrypted")
	}
	if len(plain) == 0 {
		return nil, refuse("an encrypted empty message; no reply is success or nothing")
	}
	return plain, nil
}

// maxText is the longest text that WeChat shows, in bytes.
const maxText = 2048

func (r replyXML) answer(event bool) (Answer, error) {
	out := Answer{Type: r.Type}
	switch r.Type {
	case "text":
		if len(r.Content) > maxText {
			return Answer{}, refuse("a text of %d bytes; 2048 at most", len(r.Content))
		}
		if r.Content == "" {
			return Answer{}, refuse("an empty text")
		}
		out.Text = r.Content
	case "image":
		out.MediaID = r.MediaID
	case "news":
		limit := 1
		if event {
			limit = 8
		}
		if n := len(r.Articles); n == 0 || n != r.Count || n > limit {
			return Answer{}, refuse("%d articles said to be %d; %d at most here", n, r.Count, limit)
		}
		for _, x := range r.Articles {
			out.Articles = append(out.Articles, Article{Title: x.Title, Description: x.Description, PicURL: x.PicURL, URL: x.URL})
		}
	default:
		return Answer{}, refuse("MsgType %q", r.Type)
	}
	return out, nil
}
