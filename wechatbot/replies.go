package wechatbot

import (
	"bytes"
	"embed"
	"fmt"
	"html"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"text/template"
)

//go:embed replies/*.tmpl
var builtin embed.FS

// replies are the words that citizens read, one template a situation, and what they are
// written into.
type replies struct {
	templates *template.Template
	drafts    sync.Pool           // of *bytes.Buffer
	strange   map[string][]string // fields that a template of the office's own asks for, and the built-in one does not
}

// loadReplies reads the built-in wording and puts the office's own over it. A
// file with a name that no situation has is refused: it would never be said.
func loadReplies(own fs.FS) (*replies, error) {
	t, err := template.New("").Funcs(template.FuncMap{"option": option, "choice": choice, "link": link, "brief": brief, "inc": func(i int) int { return i + 1 }, "dec": func(i int) int { return i - 1 }}).ParseFS(builtin, "replies/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("wechatbot: replies: %w", err)
	}
	r := &replies{templates: t, drafts: sync.Pool{New: func() any { return new(bytes.Buffer) }}, strange: map[string][]string{}}
	if own == nil {
		return r.writtenOut(), nil
	}
	files, err := fs.ReadDir(own, ".")
	if err != nil {
		return nil, fmt.Errorf("wechatbot: replies: %w", err)
	}
	if below, err := fs.Glob(own, "*/*.tmpl"); err == nil && len(below) > 0 {
		return nil, fmt.Errorf("wechatbot: replies: %s would never be said: give New the folder itself, with fs.Sub", below[0])
	}
	for _, file := range files {
		name := file.Name()
		if path.Ext(name) != ".tmpl" {
			continue
		}
		if t.Lookup(name) == nil {
			return nil, fmt.Errorf("wechatbot: replies: %s is said nowhere", name)
		}
		known := fieldsOf(t, name)
		if _, err := t.ParseFS(own, name); err != nil {
			return nil, fmt.Errorf("wechatbot: replies: %w", err)
		}
		if odd := strangers(fieldsOf(t, name), known); len(odd) > 0 {
			r.strange[name] = odd
		}
	}
	return r.writtenOut(), nil
}

// say fills a template. The templates are tested to fill; an office's own that
// does not leaves the citizen with an apology rather than silence.
func (b *Bot) say(name string, data any) answer {
	draft := b.words.drafts.Get().(*bytes.Buffer)
	defer b.words.drafts.Put(draft)
	draft.Reset()
	if err := b.words.templates.ExecuteTemplate(draft, name+".tmpl", data); err != nil {
		b.Log.WithField("event", "reply").WithField("template", name).WithField("at", placeIn(err)).Error("a template could not be filled")
		return answer{text: "抱歉，这条回复没有写好。请换个说法，或回复“人工”。"}
	}
	return answer{text: string(bytes.TrimSpace(draft.Bytes())), from: name}
}

// placeIn is where in a template an error came about, and nothing that it was filled with:
// template: help.tmpl:1:9: executing "help.tmpl" at <.Nope>.
func placeIn(err error) string {
	place, _, _ := strings.Cut(err.Error(), ">: ")
	return strings.TrimSuffix(place, ">") + ">"
}

// option is a tappable line that says what a citizen could have typed. WeChat
// sends the words as they stand in the address, so only what would end them is
// escaped.
func option(say, text string) string {
	return optionBegins + ends.Replace(say) + optionTurns + html.EscapeString(text) + "</a>"
}

// An option begins with the one, and the other stands between what it says and what it shows.
const (
	optionBegins = `<a href="weixin://bizmsgmenu?msgmenucontent=`
	optionTurns  = `&msgmenuid=1">`
)

// choice is a numbered line that is chosen with a tap or by its number.
func choice(n int, text string) string {
	number := strconv.Itoa(n)
	return optionBegins + number + optionTurns + number + " " + html.EscapeString(text) + "</a>"
}

var ends = strings.NewReplacer("%", "%25", "&", "%26", "#", "%23", "+", "%2B", `"`, "%22")

// link is a text that leads to a page; without a page it is the text alone.
func link(href, text string) string {
	if href == "" {
		return text
	}
	return `<a href="` + html.EscapeString(href) + `">` + html.EscapeString(text) + "</a>"
}
