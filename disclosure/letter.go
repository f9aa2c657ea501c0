package disclosure

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"text/template"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Letter (告知书) is a reply as it goes to the applicant: what was asked, what is
// decided and under which article, the reasons, how to obtain what is given,
// and what can be done against it. Text writes it without form; package letter
// writes it as a document.
type Letter struct {
	Organ      string     // 发文机关; empty: the office adds it
	Number     string     // 发文字号; may be empty
	Title      string     // 政府信息公开申请答复告知书
	To         string     // whom it is addressed to; personal
	Paragraphs []string   // the body; personal
	Day        civil.Date // 成文日期
}

// letterTitle stands over every reply, and correctedTitle over one that corrects another.
const (
	letterTitle    = "政府信息公开申请答复告知书"
	correctedTitle = "政府信息公开申请答复告知书（更正）"
)

//go:embed letters/*.tmpl
var letterFiles embed.FS

// builtIn are the wordings that come with the package.
var builtIn = template.Must(template.ParseFS(letterFiles, "letters/*.tmpl"))

// Letters holds the wording of replies. The zero Letters is the built-in Chinese.
type Letters struct{ wording *template.Template }

// ReadLetters reads an office's own wording: every *.tmpl of the tree may
// define templates with the names of outcomes (see String of Outcome values),
// “opening”, and “corrects” of a reply that corrects another; what it does not define stays as built in. It returns an error
// for a template that cannot be read, or that fails on any outcome.
func ReadLetters(fsys fs.FS) (Letters, error) {
	t, err := builtIn.Clone()
	if err != nil {
		return Letters{}, fmt.Errorf("disclosure: letters: %w", err)
	}
	if t, err = t.ParseFS(fsys, "*.tmpl"); err != nil {
		return Letters{}, fmt.Errorf("disclosure: letters: %w", err)
	}
	l := Letters{t}
	for _, o := range Outcomes() {
		if _, err := l.body(letterData{Reply: Reply{Outcome: o}}); err != nil {
			return Letters{}, fmt.Errorf("disclosure: letters: %s: %w", o, err)
		}
	}
	return l, nil
}

// letterData is what a template may say.
type letterData struct {
	Reply    Reply
	Subject  string
	You      string // 您, 贵单位
	Received string // 2015年12月2日; empty: never confirmed
	Article  string // empty: the regulation of that day has none
	Result   string // the outcome's Chinese name
	Records  string // index numbers, joined

	Corrects       string // the day of the reply that this one corrects; empty: it corrects none
	CorrectsNumber string // its 文号; may be empty
	CorrectsResult string // its outcome's Chinese name
}

// Write returns the letter of a reply sent on a day, from the request: one that has
// gone out already, or is to go out next. Where another went out before, it corrects
// that one and names it. The reply should pass Validate first; a reply whose outcome is
// not one of the 21 is an error.
func (l Letters) Write(r Reply, q Request, day civil.Date) (Letter, error) {
	if !r.Outcome.Valid() {
		return Letter{}, fmt.Errorf("disclosure: letter: unknown outcome %q", r.Outcome)
	}
	received := q.Received()
	data := letterData{Reply: r, Subject: q.Subject, You: you(q.Applicant.Kind), Article: r.Article(received),
		Result: r.Outcome.Chinese(), Records: strings.Join(r.Records, "、")}
	if received.IsZero() {
		data.Article = r.Article(day)
	} else {
		data.Received = received.Chinese()
	}
	title := letterTitle
	if old, ok := q.correctedBy(r, day); ok {
		title = correctedTitle
		data.Corrects, data.CorrectsNumber, data.CorrectsResult = old.Day.Chinese(), old.Reply.Number, old.Reply.Outcome.Chinese()
	}
	body, err := l.body(data)
	if err != nil {
		return Letter{}, fmt.Errorf("disclosure: letter: %w", err)
	}
	if relief := r.Relief(day); relief != "" {
		body = append(body, relief)
	}
	return Letter{Organ: q.Organ, Number: r.Number, Title: title, To: cmp.Or(q.Applicant.Name, "申请人"), Paragraphs: body, Day: day}, nil
}

// correctedBy returns the event of the reply that a reply sent on a day corrects. A reply
// that a review or a suit ordered anew corrects none.
func (q Request) correctedBy(r Reply, day civil.Date) (Event, bool) {
	sent := false
	for _, e := range slices.Backward(q.Events) {
		switch {
		case e.Kind == KindReopened:
			return Event{}, false
		case e.Reply == nil:
		case !sent && e.Day == day && reflect.DeepEqual(*e.Reply, r): // it is this one
			sent = true
		default:
			return e, true
		}
	}
	return Event{}, false
}

// Sent returns the letters of the replies that went out, in order; none once their words
// are erased.
func (l Letters) Sent(q Request) ([]Letter, error) {
	var out []Letter
	for i, e := range q.Events {
		if e.Reply == nil || q.Erased {
			continue
		}
		upTo := q
		upTo.Events = q.Events[:i+1]
		written, err := l.Write(*e.Reply, upTo, e.Day)
		if err != nil {
			return nil, err
		}
		out = append(out, written)
	}
	return out, nil
}

// Letter returns the reply as a letter in the built-in wording. See Letters.Write.
func (r Reply) Letter(q Request, day civil.Date) (Letter, error) { return Letters{}.Write(r, q, day) }

func (l Letters) body(data letterData) ([]string, error) {
	wording := l.wording
	if wording == nil {
		wording = builtIn
	}
	var b strings.Builder
	for _, name := range []string{"opening", "corrects", string(data.Reply.Outcome)} {
		if err := wording.ExecuteTemplate(&b, name, data); err != nil {
			return nil, err
		}
		b.WriteString("\n")
	}
	var body []string
	for line := range strings.Lines(b.String()) {
		if line = strings.TrimSpace(line); line != "" {
			body = append(body, line)
		}
	}
	return body, nil
}

func you(k ApplicantKind) string {
	switch {
	case k == Person:
		return "您"
	case k > Person:
		return "贵单位"
	}
	return "您（贵单位）"
}

// Text writes the letter as plain text, a paragraph a line. Head and seal are
// the office's; an organ that is known signs.
func (l Letter) Text() string {
	var b strings.Builder
	b.WriteString(l.Title + "\n")
	if l.Number != "" {
		b.WriteString(l.Number + "\n")
	}
	b.WriteString(l.To + "：\n")
	for _, p := range l.Paragraphs {
		b.WriteString(p + "\n")
	}
	if l.Organ != "" {
		b.WriteString(l.Organ + "\n")
	}
	b.WriteString(l.Day.Chinese() + "\n")
	return b.String()
}
