package wechattest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// traffic is one line of the inspector: a message to the bot, or a call of it.
type traffic struct {
	Key, Time, Arrow, Way, Kind, What, Result, Took string
	Bad, On                                         bool
	at                                              time.Time
}

// shown is the line that is looked at, whole.
type shown struct {
	Key, Title, In, Out, Wire, Back, Help, Fault string
	InTitle, OutTitle                            string
	Why                                          []Fact
}

// shownLines is how many lines the inspector lists.
const shownLines = 80

// lines are the newest messages and calls, in order of time; key is the one
// that is looked at.
func (d *desk) lines(key string) []traffic {
	var out []traffic
	for _, e := range d.platform.Exchanges() {
		if e.Kind == "note" {
			out = append(out, traffic{Key: "", Time: seconds(e.At), Arrow: "·", Way: "办公室", Kind: "办理", What: e.Said, at: e.At})
			continue
		}
		if e.Kind == "pushed" {
			continue // the call that sent it is listed
		}
		t := traffic{Key: fmt.Sprint("x", e.N), Time: seconds(e.At), Arrow: "←", Way: "收到", Kind: e.Kind, What: e.Said, Took: millis(e.Took), at: e.At}
		if e.Said == "" {
			t.What = e.Who
		}
		if e.Try > 1 {
			t.What += fmt.Sprintf("（第%d次投递）", e.Try)
		}
		if t.Result, t.Bad = e.Answer.Type, e.Fault != ""; t.Bad {
			t.Result = "故障"
		} else if t.Result == "" {
			t.Result = "success"
		}
		out = append(out, t)
	}
	for i, c := range d.platform.Calls() {
		out = append(out, c.line(fmt.Sprint("c", i)))
	}
	slices.SortStableFunc(out, func(a, b traffic) int { return a.at.Compare(b.at) })
	out = out[max(0, len(out)-shownLines):]
	for i := range out {
		out[i].On = out[i].Key == key && key != ""
	}
	return out
}

// line is a call as the inspector lists it.
func (c Call) line(key string) traffic {
	t := traffic{Key: key, Time: seconds(c.At), Arrow: "→", Way: "调用", Kind: c.Method, What: c.Path, at: c.At, Result: fmt.Sprint("errcode ", c.Errcode), Bad: c.Errcode != 0}
	switch {
	case c.Status == 0:
		t.Result, t.Bad = "没有回音", true
	case c.Status >= 400:
		t.Result, t.Bad = fmt.Sprint("HTTP ", c.Status), true
	case c.Fault != "" && c.Errcode == 0:
		t.Result, t.Bad = c.Fault, true
	}
	return t
}

// count is how many messages and calls there were.
func (d *desk) count() int {
	n := len(d.platform.Calls())
	for _, e := range d.platform.Exchanges() {
		if e.Kind != "pushed" && e.Kind != "note" {
			n++
		}
	}
	return n
}

// latest is the newest message that the bot answered, "" if there is none.
func latest(lines []traffic) string {
	for _, t := range slices.Backward(lines) {
		if strings.HasPrefix(t.Key, "x") {
			return t.Key
		}
	}
	return ""
}

// show opens the line of a key.
func (d *desk) show(key string) *shown {
	if key == "" {
		return nil
	}
	n, err := strconv.Atoi(key[1:])
	if err != nil {
		return nil
	}
	switch key[0] {
	case 'x':
		for _, e := range d.platform.Exchanges() {
			if e.N == n {
				return d.exchange(e)
			}
		}
	case 'c':
		if calls := d.platform.Calls(); n >= 0 && n < len(calls) {
			return ofCall(key, calls[n])
		}
	}
	return nil
}

func (d *desk) exchange(e Exchange) *shown {
	s := &shown{Key: fmt.Sprint("x", e.N), Title: e.Who + " · " + e.Kind, InTitle: "机器人收到的 XML（已解密）", OutTitle: "机器人回的 XML（已解密）",
		In: indented(e.In), Out: indented(e.Out), Fault: e.Fault}
	if e.Out == "" {
		s.Out = "（空：不回复）"
	}
	if e.Wire != e.In {
		s.Wire, s.Back = indented(e.Wire), indented(e.Back)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	s.Why = d.reasons[e.N]
	return s
}

func ofCall(key string, c Call) *shown {
	s := &shown{Key: key, Title: c.Path, InTitle: "机器人发出的请求（密钥已隐去）", OutTitle: "微信的回答（密钥已隐去）", In: c.Body, Out: c.Answer}
	switch {
	case c.Status == 0:
		s.Help = "没有回音：机器人不知道这件事办成了没有，所以不会盲目重发，能查的先查，查不到的请人工核对。"
	case c.Status >= 400:
		s.Help = fmt.Sprintf("HTTP %d：微信的服务器没有给出结果，按没有回音处理。", c.Status)
	case c.Fault != "" && c.Errcode == 0:
		s.Help = c.Fault + "：事情办成了没有要看回答；回答里没有该有的内容，机器人按没有回音处理，等得太久的也一样。"
	case c.Errcode != 0:
		s.Help = fmt.Sprintf("errcode %d。", c.Errcode) + errcodeHelp[c.Errcode]
	}
	return s
}

var (
	element = `<(?:[A-Z]|item>|publish_|article_|count>|idx>|fail_idx>)`
	opening = regexp.MustCompile(`>(` + element + `)`)
	closing = regexp.MustCompile(`(</[A-Za-z]\w*>)(</)`)
	begins  = regexp.MustCompile(`^` + element)
)

// indented puts each element on a line of its own, for reading.
func indented(s string) string {
	s = opening.ReplaceAllString(s, ">\n$1")
	for range 4 {
		s = closing.ReplaceAllString(s, "$1\n$2")
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if i > 0 && begins.MatchString(l) {
			lines[i] = "  " + l
		}
	}
	return strings.Join(lines, "\n")
}

func seconds(t time.Time) string { return t.In(beijing).Format("15:04:05") }

func millis(d time.Duration) string {
	if d < time.Millisecond {
		return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}
