package wechattest

import (
	"regexp"
	"strings"
)

// Saved makes a script of the exchanges that are kept: what was said, and every
// line of the answers. What remember finds is written as {name}, so that the
// script can be played again, where it will be another. Words of a note stand
// as they were noted.
func (p *Platform) Saved(remember map[string]*regexp.Regexp) Script {
	w := &saver{remember: remember, values: map[string]string{}}
	for _, e := range p.Exchanges() {
		w.exchange(e)
	}
	for i := range w.script {
		w.script[i].Line = i + 1
	}
	return w.script
}

type saver struct {
	script   Script
	remember map[string]*regexp.Regexp
	values   map[string]string // what was remembered → its {name}
	day, who string
}

func (w *saver) add(who, what string) {
	for value, name := range w.values {
		what = strings.ReplaceAll(what, value, name)
	}
	w.script = append(w.script, Step{Who: who, What: what})
}

// exchange writes the steps of one exchange.
func (w *saver) exchange(e Exchange) {
	if e.Try > 1 || e.Who == "微信" {
		return
	}
	if day := e.At.In(beijing).Format("2006-01-02"); day != w.day {
		w.day = day
		w.add("日期", day)
	}
	if e.Kind == "note" {
		w.add(e.Who, oneLine(e.Said))
		return
	}
	if e.Kind == "text" {
		w.who = e.Who
		w.add(e.Who, oneLine(e.Said))
		w.heard("公众号", e.Answer)
		return
	}
	if e.Who != w.who && e.Kind != "subscribe" {
		w.add("换成", e.Who)
	}
	w.who = e.Who
	switch e.Kind {
	case "pushed":
		w.heard("收到", e.Answer)
		return
	case "subscribe":
		w.add("关注", e.Who)
	case "CLICK":
		w.add("菜单", strings.TrimPrefix(e.Said, "say:"))
	case "voice":
		w.add("语音", oneLine(e.Said))
	case "image", "video", "shortvideo", "location", "link":
		w.add("发来", e.Kind)
	default:
		w.add("事件", e.Kind)
	}
	w.heard("公众号", e.Answer)
}

// heard writes every line of an answer, but for addresses, which change with
// the host.
func (w *saver) heard(who string, a Answer) {
	text := a.String()
	for name, form := range w.remember {
		if m := form.FindStringSubmatch(text); len(m) > 1 {
			for value, old := range w.values {
				if old == "{"+name+"}" {
					delete(w.values, value)
				}
			}
			w.values[m[1]] = "{" + name + "}"
		}
	}
	for _, line := range strings.Split(Plain(text), "\n") {
		if line = strings.TrimSpace(line); line != "" && !address.MatchString(line) {
			w.add(who, line)
		}
	}
}

var address = regexp.MustCompile(`https?://`)

// oneLine keeps a message on its line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
