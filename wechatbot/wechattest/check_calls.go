package wechattest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// What a bot may do before it is a finding: an office may run several processes, each of
// which fetches a token of its own and has calls under way when it ends.
const (
	tokensApart = 4 // fetches of a token while the one before is good
	staleInARow = 4 // calls refused for their token, before one is fetched
	sameInARow  = 3 // tries of one call within a second
	sameRefused = 2 // tries of one call within a minute, of which the first was refused for good
)

// CheckCalls holds the calls so far against CallRules: what a bot makes of WeChat's
// errcodes, and how often it asks. It is for the end of a test in which the bot was let
// down, by Revoke, Fail, Down or Cut.
//
//	p.Fail("/cgi-bin/message/custom/send", 48001, 1)
//	… // what makes the bot write to somebody
//	for _, f := range p.CheckCalls() {
//		t.Error(f)
//	}
func (p *Platform) CheckCalls() []Finding {
	calls := p.Calls()
	var out []Finding
	for _, r := range callRules() {
		if got := r.broken(calls); got != "" {
			out = append(out, Finding{r.Rule, got})
		}
	}
	return out
}

// CallRules are the rules that CheckCalls knows.
func CallRules() []Rule {
	var out []Rule
	for _, r := range callRules() {
		out = append(out, r.Rule)
	}
	return out
}

// A callRule says how calls break it, "" if they do not.
type callRule struct {
	Rule
	broken func([]Call) string
}

func callRules() []callRule {
	return []callRule{
		{Rule{"token-kept", true, "access_token要存起来用，一天取不了几次", "an access token is kept and used: a day has room for 2,000"}, tokenKept},
		{Rule{"token-renewed", true, "access_token失效（40001、40014、42001）后先取新的，再调用", "after 40001, 40014 or 42001 a new token is fetched before the next call"}, tokenRenewed},
		{Rule{"refused-for-good", true, "设置、权限、内容不对的错误（如48001、45002），不接着重试", "what a setting, a right or the content is wrong of (48001, 45002 …) is not tried on"}, refusedForGood},
		{Rule{"pause", false, "系统繁忙、连不上时，隔一会儿再试", "between tries of a call that WeChat is too busy for, or that does not arrive, there is a pause"}, pauses},
		{Rule{"unescaped", false, `JSON里直接写字，不写\uXXXX：菜单不收（40033），消息里见过原样显示`, `JSON has characters as they are and no \uxxxx, which a menu refuses (40033) and messages were seen to show`}, escapes},
	}
}

// fetches says whether a call asks for a token.
func (c Call) fetches() bool {
	return slices.Contains([]string{"/cgi-bin/token", "/cgi-bin/stable_token", "/cgi-bin/gettoken"}, c.Path)
}

// stale says whether a call was refused for its token.
func (c Call) stale() bool { return slices.Contains([]int{40001, 40014, 42001}, c.Errcode) }

func tokenKept(calls []Call) string {
	given, needless := map[string]time.Time{}, 0
	for _, c := range calls {
		switch last, before := given[c.Path]; {
		case c.stale():
			clear(given)
		case !c.fetches() || c.Errcode != 0 || c.Status != 200:
		case before && c.At.Sub(last) < tokenLife-2*tokenOver:
			needless++
		default:
			given[c.Path] = c.At
		}
	}
	if needless <= tokensApart {
		return ""
	}
	return fmt.Sprintf("it fetched a token %d times while it had a good one", needless)
}

func tokenRenewed(calls []Call) string {
	row := 0
	for _, c := range calls {
		switch {
		case c.fetches():
			row = 0
		case c.stale():
			if row++; row > staleInARow {
				return fmt.Sprintf("it made %d calls in a row with a token that had ended, the last %s", row, c.Path)
			}
		}
	}
	return ""
}

// forGood are errcodes that the same call meets again until somebody changes a setting, a
// right or the program: what a person does, as writing to the account, or the next minute or
// day may change is not among them.
var forGood = []int{40013, 40125, 40132, 41004, 44002, 44004, 45002, 45003, 45004, 47001, 47003, 48001, 48002, 48004, 50002, 53503, 53504, 53505}

// callKey names a call with what it says.
func (c Call) callKey() string { return c.Method + " " + c.Path + "\n" + c.Body }

func refusedForGood(calls []Call) string {
	refused := map[string][]Call{}
	for _, c := range calls {
		if !slices.Contains(forGood, c.Errcode) {
			continue
		}
		same := append(refused[c.callKey()], c)
		refused[c.callKey()] = same
		if n := len(same); n > sameRefused && c.At.Sub(same[n-1-sameRefused].At) < time.Minute {
			return fmt.Sprintf("it made %s %d times within a minute, each refused with errcode %d", c.Path, sameRefused+1, c.Errcode)
		}
	}
	return ""
}

func pauses(calls []Call) string {
	tries := map[string][]Call{}
	for _, c := range calls {
		key := c.callKey()
		if passing := c.Errcode == -1 || c.Errcode == 45011 || c.Status == 0 || c.Status >= 500; !passing || strings.Contains(c.Body, "[file]") {
			delete(tries, key)
			continue
		}
		tries[key] = append(tries[key], c)
		if n := len(tries[key]); n > sameInARow && c.At.Sub(tries[key][n-1-sameInARow].At) < time.Second {
			return fmt.Sprintf("it made %s %d times within a second though each failed", c.Path, sameInARow+1)
		}
	}
	return ""
}

// escapes is a call that writes as \uxxxx what could stand as it is.
func escapes(calls []Call) string {
	for _, c := range calls {
		rest := c.Body
		for e := escaped(rest); e != ""; e = escaped(rest) {
			if !invisible(e) {
				return fmt.Sprintf("it wrote %s in a call to %s; json.Encoder.SetEscapeHTML(false) leaves &, < and > as they are", e, c.Path)
			}
			_, rest, _ = strings.Cut(rest, e)
		}
	}
	return ""
}
