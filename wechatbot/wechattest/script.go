package wechattest

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Script is a conversation as a clerk would write it down, one step a line:
//
//	日期：2026-11-23          the day on which it goes on, at the hour it is
//	市民：三公经费            what a citizen types; any other name is another citizen
//	公众号：47.91万元         the last answer must hold this
//	公众号没说：抱歉           and must not hold that
//	点击：公开目录            she taps the option with that text
//	菜单：公开目录            she taps that button of the menu
//	收到：已确认收到           a message of the account's own reaches her
//	过了：31分钟              time passes
//	关注：甲                  somebody follows the account
//	换成：乙                  the next steps are hers
//	语音、发来、事件           a voice message's words; a message of a type; an event
//
// A Stage may know more words. Empty lines and lines that start with # are left
// out.
type Script []Step

// A Step is one line of a script: who does what.
type Step struct {
	Line      int
	Who, What string
}

// A ScriptError says which line cannot be read or did not hold.
type ScriptError struct {
	Line int
	Why  string
}

// Error implements error.
func (e *ScriptError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Why) }

// ReadScript reads a script. It returns a *ScriptError for a line that has no
// colon.
func ReadScript(r io.Reader) (Script, error) {
	var out Script
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		who, what, found := strings.Cut(line, "：")
		if !found || who == "" {
			return nil, &ScriptError{n, "no step: write 谁：什么"}
		}
		out = append(out, Step{n, who, what})
	}
	return out, lines.Err()
}

// WriteTo writes the script, one step a line.
func (s Script) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	for _, step := range s {
		b.WriteString(step.Who + "：" + step.What + "\n")
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// A Stage is where a script is played.
type Stage struct {
	Platform *Platform
	Bot      http.Handler
	Wait     func(d time.Duration)              // lets time pass; nil: Platform.Advance
	Words    map[string]func(what string) error // further steps, such as an act of the office
	Remember map[string]*regexp.Regexp          // what of an answer is kept, by the {name} that stands for its first group
	Patience time.Duration                      // how long a message of the account's own may take; 0: five seconds

	cast   map[string]*Follower
	who    string
	answer string
	kept   map[string]string
}

// Kept is what was remembered last under a name.
func (st *Stage) Kept(name string) string { return st.kept[name] }

// Play plays a script. It returns a *ScriptError for the first step that does
// not hold. What was remembered stays for the next script.
func (st *Stage) Play(s Script) error {
	for _, step := range s {
		what := step.What
		for _, name := range slices.Sorted(maps.Keys(st.kept)) {
			what = strings.ReplaceAll(what, "{"+name+"}", st.kept[name])
		}
		if why := st.step(step.Who, what); why != nil {
			return &ScriptError{step.Line, why.Error()}
		}
	}
	return nil
}

func (st *Stage) step(who, what string) error {
	if do, known := st.Words[who]; known {
		return do(what)
	}
	switch who {
	case "公众号":
		if !holds(st.answer, what) {
			return fmt.Errorf("%q is not in the answer:\n%s", what, st.answer)
		}
	case "公众号没说":
		if holds(st.answer, what) {
			return fmt.Errorf("%q is in the answer:\n%s", what, st.answer)
		}
	case "收到":
		return st.receives(what)
	case "日期", "过了":
		return st.wait(who, what)
	case "点击":
		return st.tap(what)
	case "关注":
		st.Hear(Answer{Type: "text", Text: strings.Join(seen(st.Citizen(what).Inbox()), "\n")})
	case "换成":
		st.Citizen(what)
	case "菜单":
		return st.menu(what)
	case "语音":
		st.Hear(st.Citizen("").Speaks(what))
	case "发来":
		if what == "image" {
			st.Hear(st.Citizen("").Shows([]byte(anyPicture)))
			return nil
		}
		st.Hear(st.Citizen("").Send(Message{Type: what, MediaID: "m"}))
	case "事件":
		st.Hear(st.Citizen("").Event(what, ""))
	default:
		st.Hear(st.Citizen(who).Ask(what))
	}
	return nil
}

// anyPicture is how the bytes of a picture begin.
const anyPicture = "\xff\xd8\xff\xe0"

// holds says whether an answer holds a text, as it was written or as it is read.
func holds(answer, text string) bool {
	return strings.Contains(answer, text) || strings.Contains(Plain(answer), text)
}

func seen(answers []Answer) []string {
	var out []string
	for _, a := range answers {
		out = append(out, a.String())
	}
	return out
}

// Citizen is somebody of the cast, who follows when she first appears; "" is
// who acted last.
func (st *Stage) Citizen(name string) *Follower {
	if st.cast == nil {
		st.cast, st.kept = map[string]*Follower{}, map[string]string{}
	}
	st.who = cmp.Or(name, st.who, "市民")
	if st.cast[st.who] == nil {
		st.cast[st.who] = st.Platform.Follow(st.Bot, st.who)
	}
	return st.cast[st.who]
}

// Hear takes an answer for the next steps to look at, and out of it what is to
// be remembered.
func (st *Stage) Hear(a Answer) {
	answer := a.String()
	st.answer = answer
	for name, form := range st.Remember {
		if m := form.FindStringSubmatch(answer); len(m) > 1 {
			st.kept[name] = m[1]
		}
	}
}

// receives waits until the inbox of who acted last holds a text.
func (st *Stage) receives(what string) error {
	f, until := st.Citizen(""), time.NewTimer(cmp.Or(st.Patience, 5*time.Second))
	defer until.Stop()
	for {
		changed, inbox := st.Platform.Changed(), strings.Join(seen(f.Inbox()), "\n")
		if holds(inbox, what) {
			return nil
		}
		select {
		case <-changed:
		case <-until.C:
			return fmt.Errorf("%q did not arrive; the inbox holds:\n%s", what, inbox)
		}
	}
}

func (st *Stage) tap(what string) error {
	for _, part := range Parts(st.answer) {
		if part.Say != "" && strings.Contains(part.Text, what) {
			st.Hear(st.Citizen("").choose(part))
			return nil
		}
	}
	return fmt.Errorf("no option %q in the answer:\n%s", what, st.answer)
}

// menu taps the button of that name, or else one that would say so.
func (st *Stage) menu(what string) error {
	key := "say:" + what
	for _, b := range st.Citizen("").Menu() {
		for _, b := range append([]Button{b}, b.Children...) {
			if b.Name == what && b.Key != "" {
				key = b.Key
			}
		}
	}
	st.Hear(st.Citizen("").Taps(key))
	return nil
}

func (st *Stage) wait(who, what string) error {
	d, err := time.ParseDuration(strings.NewReplacer("分钟", "m", "小时", "h", "天", "h").Replace(what))
	if strings.HasSuffix(what, "天") {
		d *= 24
	}
	if who == "日期" {
		var day time.Time
		if day, err = time.ParseInLocation(time.DateOnly, what, beijing); err == nil {
			d = until(st.Platform.Now(), day)
		}
	}
	if err != nil {
		return fmt.Errorf("%q is no time: write 31分钟, 48小时, 3天, or a day as 2026-11-23", what)
	}
	if st.Wait != nil {
		st.Wait(d)
	} else {
		st.Platform.Advance(d)
	}
	return nil
}

// until is how far it is to the same hour of another day, at whatever hour that day is
// named.
func until(now, day time.Time) time.Duration {
	midnight := func(t time.Time) time.Time {
		y, m, d := t.In(beijing).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, beijing)
	}
	return midnight(day).Sub(midnight(now))
}
