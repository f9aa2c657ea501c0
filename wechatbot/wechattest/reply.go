package wechattest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Broken is what WeChat shows a citizen when the bot's answer cannot be used.
const Broken = "该公众号提供的服务出现故障，请稍后再试"

// An Answer is what a citizen sees of one reply or message: a text, a picture
// or an article card. The zero Answer is silence.
type Answer struct {
	Type     string // text, image, voice, video, music, news, miniprogrampage, template, Transferred; "" for silence
	Text     string
	MediaID  string // of a picture, voice or video: see Platform.Media
	Articles []Article
	URL      string // template: where a tap leads
	Fault    string // of Broken: why the bot's answer could not be shown
}

// An Article is one article of a card, a draft or a post.
type Article struct {
	Type        string `json:"article_type"` // of a draft: news, which "" is too; pictures (newspic) are not played
	Title       string `json:"title"`
	Author      string `json:"author"`
	Description string `json:"-"`                  // of a card
	Digest      string `json:"digest"`             // of a draft or post, which its card shows as the description
	Content     string `json:"content"`            // HTML, as it was cleaned
	PicURL      string `json:"-"`                  // of a card
	URL         string `json:"-"`                  // where a tap on the card leads
	SourceURL   string `json:"content_source_url"` // 阅读原文
	ThumbID     string `json:"thumb_media_id"`     // the cover

	Comments     bool `json:"-"` // readers may comment (need_open_comment)
	CommentsFans bool `json:"-"` // but followers alone (only_fans_can_comment)
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
	case "voice":
		return "[语音]"
	case "video":
		return "[视频] " + a.Text
	case "music":
		return "[音乐] " + a.Text
	case "miniprogrampage":
		return "[小程序] " + a.Text
	case Transferred:
		return "[转人工客服]"
	}
	return ""
}

// Transferred is the type of an answer that hands the citizen to a person in
// the account's customer service.
const Transferred = "transfer_customer_service"

type replyXML struct {
	XMLName  xml.Name `xml:"xml"`
	To       string   `xml:"ToUserName"`
	From     string   `xml:"FromUserName"`
	Created  int64    `xml:"CreateTime"`
	Type     string   `xml:"MsgType"`
	Content  string   `xml:"Content"`
	MediaID  string   `xml:"Image>MediaId"`
	Voice    string   `xml:"Voice>MediaId"`
	Video    string   `xml:"Video>MediaId"`
	Named    string   `xml:"Video>Title"`
	Music    string   `xml:"Music>Title"`
	Tune     string   `xml:"Music>MusicUrl"`
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
	a := p.account
	if p.both && !bytes.Contains(body, []byte("<Encrypt>")) {
		a.AESKey = ""
	}
	out, err := a.judge(body, openid, event)
	if err == nil && out.MediaID != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		if _, kept := p.medium(out.MediaID); !kept {
			return Answer{}, refuse("no medium has the MediaId of the %s", out.Type)
		}
	}
	return out, err
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
	if err := readReply(body, &r); err != nil {
		return Answer{}, err
	}
	switch {
	case r.To == openid:
		return r.answer(event)
	case r.To == "" && bytes.Contains(body, []byte("<Encrypt>")):
		return Answer{}, refuse("encrypted, though the account is in plain mode")
	case r.From == openid:
		return Answer{}, refuse("addressed to somebody else: the ToUserName of an answer is the FromUserName of its message")
	}
	return Answer{}, refuse("addressed to somebody else")
}

// open checks and decrypts a reply in safe mode.
func (a Account) open(body []byte) ([]byte, error) {
	var s sealedReply
	if err := readReply(body, &s); err != nil {
		return nil, err
	}
	if s.Encrypt == "" {
		return nil, refuse("plain text in safe mode")
	}
	if Sign(a.Token, s.Timestamp, s.Nonce, s.Encrypt) != s.Signature {
		return nil, refuse("wrong signature")
	}
	plain, err := Decrypt(a.AESKey, a.AppID, s.Encrypt)
	if err != nil {
		return nil, refuse("cannot be decrypted under the account's EncodingAESKey and AppID")
	}
	if len(plain) == 0 {
		return nil, refuse("an encrypted empty message; no reply is success or nothing")
	}
	return plain, nil
}

// readReply reads the XML of an answer. Nothing may stand behind its end: who
// answers twice, or writes success behind an answer, has answered with no XML.
func readReply(body []byte, v any) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	switch err := d.Decode(v); {
	case errors.Is(err, io.EOF):
		return refuse("neither XML nor success, but %q", cut(string(body), 60))
	case err != nil:
		return refuse("neither XML nor success: %v", err)
	}
	if behind := bytes.TrimSpace(body[d.InputOffset():]); len(behind) > 0 {
		return refuse("something stands behind its end: %q", cut(string(behind), 60))
	}
	return nil
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
	case "image", "voice", "video":
		out.MediaID, out.Text = r.MediaID+r.Voice+r.Video, r.Named
		if out.MediaID == "" {
			return Answer{}, refuse("a %s without a MediaId", r.Type)
		}
	case "music":
		out.Text, out.URL = r.Music, r.Tune
	case Transferred:
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
