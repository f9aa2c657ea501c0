package wechattest

import (
	"html"
	"net/url"
	"regexp"
	"strings"
)

// A Part is a piece of a text as WeChat shows it: plain, a link, or a tappable
// option that sends its own words.
type Part struct {
	Text string
	Link string // where a tap leads
	Say  string // what a tap sends
	ID   string // the option's msgmenuid, which a tap sends beside it
}

var anchor = regexp.MustCompile(`<a href="([^"]*)"[^>]*>([^<]*)</a>`)

// Parts takes a text apart. Only <a href="…"> means anything to WeChat;
// everything else is shown as it stands.
func Parts(text string) []Part {
	var out []Part
	plain := func(s string) {
		if s != "" {
			out = append(out, Part{Text: s})
		}
	}
	for {
		m := anchor.FindStringSubmatchIndex(text)
		if m == nil {
			plain(text)
			return out
		}
		plain(text[:m[0]])
		out = append(out, link(html.UnescapeString(text[m[2]:m[3]]), html.UnescapeString(text[m[4]:m[5]])))
		text = text[m[1]:]
	}
}

// link is an anchor as WeChat takes it: to a web address, or a menu option.
func link(href, text string) Part {
	u, err := url.Parse(href)
	switch {
	case err != nil:
	case u.Scheme == "http" || u.Scheme == "https":
		return Part{Text: text, Link: href}
	case strings.HasPrefix(href, "weixin://bizmsgmenu?"):
		if say := u.Query().Get("msgmenucontent"); say != "" {
			return Part{Text: text, Say: say, ID: u.Query().Get("msgmenuid")}
		}
	}
	return Part{Text: text}
}

// option is a text that sends its words when it is tapped.
func option(id, words string) string {
	q := url.Values{"msgmenucontent": {words}, "msgmenuid": {id}}
	return `<a href="weixin://bizmsgmenu?` + html.EscapeString(q.Encode()) + `">` + html.EscapeString(words) + `</a>`
}

// Plain is a text as a citizen reads it: its links and options without their
// addresses.
func Plain(text string) string {
	var b strings.Builder
	for _, part := range Parts(text) {
		b.WriteString(part.Text)
	}
	return b.String()
}
