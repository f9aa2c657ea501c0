package envelope

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/silenceper/wechat/v2/officialaccount/message"
)

// An Arrival is a message as it came, in the SDK's type. Its MsgId, and the id of
// the option that was tapped, are kept as they were written: where one is no
// number, the message is not lost over it.
type Arrival struct {
	ID     string `xml:"MsgId"`
	Option string `xml:"bizmsgmenuid"`
	message.MixMessage
}

// ReadArrival reads a message's XML. What people send is one level of elements
// with text in them, which is read by hand; everything else, and everything that
// may be wrong, is encoding/xml's to judge.
func ReadArrival(plain []byte) (*Arrival, bool) {
	a := new(Arrival)
	if !flat(plain, a.take) {
		*a = Arrival{}
		if xml.Unmarshal(plain, a) != nil {
			return nil, false
		}
	}
	a.trim()
	if id, err := strconv.ParseInt(a.ID, 10, 64); err == nil {
		a.MsgID = id
	}
	return a, a.FromUserName != "" && a.MsgType != ""
}

// Key names a message, of which WeChat may send several tries: its MsgId is unique per
// citizen only, and events have none.
func (a *Arrival) Key() string {
	from := string(a.FromUserName)
	if a.ID != "" && a.ID != "0" {
		return from + "|" + a.ID
	}
	return fmt.Sprintf("%s|%d|%s|%s", from, a.CreateTime, a.Event, a.EventKey)
}

// trim takes off the space that stands around a name where XML is written with
// lines of its own.
func (a *Arrival) trim() {
	a.ID = strings.TrimSpace(a.ID)
	a.ToUserName = message.CDATA(strings.TrimSpace(string(a.ToUserName)))
	a.FromUserName = message.CDATA(strings.TrimSpace(string(a.FromUserName)))
	a.MsgType = message.MsgType(strings.TrimSpace(string(a.MsgType)))
	a.Event = message.EventType(strings.TrimSpace(string(a.Event)))
	a.EventKey = strings.TrimSpace(a.EventKey)
}

// take puts the text of an element where it belongs; it is false for an element
// that only encoding/xml knows.
func (a *Arrival) take(name, value []byte) bool {
	switch string(name) {
	case "ToUserName":
		a.ToUserName = message.CDATA(value)
	case "FromUserName":
		a.FromUserName = message.CDATA(value)
	case "CreateTime":
		return whole(value, &a.CreateTime)
	case "MsgType":
		a.MsgType = message.MsgType(value)
	case "MsgId":
		a.ID = string(value)
	case "Event":
		a.Event = message.EventType(value)
	case "Location_X":
		return fraction(value, &a.LocationX)
	case "Location_Y":
		return fraction(value, &a.LocationY)
	case "Scale":
		return fraction(value, &a.Scale)
	case "bizmsgmenuid":
		a.Option = string(value)
	default:
		place := a.text(name)
		if place == nil {
			return false
		}
		*place = string(value)
	}
	return true
}

// text is where the text of an element belongs that is nothing but text.
func (a *Arrival) text(name []byte) *string {
	switch string(name) {
	case "Content":
		return &a.Content
	case "EventKey":
		return &a.EventKey
	case "Recognition":
		return &a.Recognition
	case "MediaId":
		return &a.MediaID
	case "PicUrl":
		return &a.PicURL
	case "Format":
		return &a.Format
	case "ThumbMediaId":
		return &a.ThumbMediaID
	case "Label":
		return &a.Label
	case "Title":
		return &a.Title
	case "Description":
		return &a.Description
	case "Url":
		return &a.URL
	case "Ticket":
		return &a.Ticket
	case "Latitude":
		return &a.Latitude
	case "Longitude":
		return &a.Longitude
	case "Precision":
		return &a.Precision
	case "MenuId":
		return &a.MenuID
	}
	return nil
}

// whole and fraction read a number as encoding/xml does: an empty one is 0.
func whole(value []byte, to *int64) bool {
	if len(value) == 0 {
		*to = 0
		return true
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(value)), 10, 64)
	*to = n
	return err == nil
}

func fraction(value []byte, to *float64) bool {
	if len(value) == 0 {
		*to = 0
		return true
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(string(value)), 64)
	*to = f
	return err == nil
}

// ReadSealed is the Encrypt of a message in safe mode, which stands alone or, in
// compatible mode, among the plain fields. It may be a part of the message itself.
func ReadSealed(body []byte) (sealed []byte, ok bool) {
	if flat(body, func(name, value []byte) bool {
		if string(name) == "Encrypt" {
			sealed = value
		}
		return true
	}) {
		return sealed, true
	}
	var s struct {
		Encrypt string `xml:"Encrypt"`
	}
	err := xml.Unmarshal(body, &s)
	return []byte(s.Encrypt), err == nil
}

const blank = " \t\n"

// flat reads <xml> with one level of elements, in order. It is false as soon as
// it meets anything else: an attribute, an entity, a comment, a second level, a
// character that XML has not, or an element that take does not want.
func flat(b []byte, take func(name, value []byte) bool) bool {
	rest, found := bytes.CutPrefix(bytes.TrimLeft(b, blank), []byte("<xml>"))
	if !found || !usual(b) {
		return false
	}
	for {
		rest = bytes.TrimLeft(rest, blank)
		if after, closed := bytes.CutPrefix(rest, []byte("</xml>")); closed {
			return len(bytes.TrimLeft(after, blank)) == 0
		}
		name, value, after, ok := element(rest)
		if !ok || !take(name, value) {
			return false
		}
		rest = after
	}
}

// element reads an element that holds nothing but text and CDATA.
func element(b []byte) (name, value, rest []byte, ok bool) {
	end := bytes.IndexByte(b, '>')
	if end < 2 || b[0] != '<' || !isName(b[1:end]) {
		return nil, nil, nil, false
	}
	name, rest = b[1:end], b[end+1:]
	for {
		piece := rest
		switch {
		case bytes.HasPrefix(rest, []byte("</")):
			after, same := bytes.CutPrefix(rest[2:], name)
			after, closed := bytes.CutPrefix(after, []byte(">"))
			return name, value, after, same && closed
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			piece, rest, ok = bytes.Cut(rest[len("<![CDATA["):], []byte("]]>"))
			if !ok {
				return nil, nil, nil, false
			}
		default:
			n := bytes.IndexByte(rest, '<')
			if n < 1 || bytes.ContainsAny(rest[:n], "&]") {
				return nil, nil, nil, false
			}
			piece, rest = rest[:n], rest[n:]
		}
		if value == nil {
			value = piece[:len(piece):len(piece)]
		} else {
			value = append(value, piece...)
		}
	}
}

func isName(b []byte) bool {
	for i, c := range b {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// usual says whether a text has only characters that stand in XML for
// themselves. A carriage return does not.
func usual(b []byte) bool {
	if Ordinary(b) {
		return true
	}
	for i, c := range b {
		switch {
		case c < ' ' && c != '\t' && c != '\n':
			return false
		case c == 0xef && i+2 < len(b) && b[i+1] == 0xbf && b[i+2] >= 0xbe: // U+FFFE and U+FFFF
			return false
		}
	}
	return utf8.Valid(b)
}
