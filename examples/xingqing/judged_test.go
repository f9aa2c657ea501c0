package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot"
)

// A said is a first message of a citizen, with what it wants and of what.
type said struct{ want, target, text string }

func readSaid(t *testing.T, file string) (out []said) {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		require.Len(t, columns, 3, line)
		out = append(out, said{columns[0], columns[1], columns[2]})
	}
	return out
}

// TestJudgedUtterances says each judged sentence to the office as a new citizen
// and holds the answer against what she wanted. At least 95 in 100 must be right;
// the others are reported.
func TestJudgedUtterances(t *testing.T) {
	judge(t, "testdata/judged.tsv")
}

// TestNoJudgedSentenceWasTaught holds the judged sentences apart from those that
// the bot recognises by.
func TestNoJudgedSentenceWasTaught(t *testing.T) {
	f, err := os.Open("../../wechatbot/sayings.txt")
	require.NoError(t, err)
	defer f.Close()
	sayings, err := wechatbot.ReadSayings(f)
	require.NoError(t, err)
	taught := map[string]bool{}
	for _, s := range sayings {
		taught[s.Text] = true
	}
	for _, s := range readSaid(t, "testdata/judged.tsv") {
		assert.False(t, taught[s.text], s.text)
	}
}

func judge(t *testing.T, file string) {
	o, err := open(context.Background(), settings{db: filepath.Join(t.TempDir(), "office.db"), date: "2026-11-28"}, "http://example.invalid")
	require.NoError(t, err)
	defer o.close()
	titles := titlesOf(t)
	sentences := readSaid(t, file)
	misses := map[string][]string{}
	right := 0
	for n, s := range sentences {
		id := fmt.Sprintf("oJudged%021d", n)
		citizen := o.platform.Known(o.bot, "甲", id)
		citizen.Event("subscribe", "")
		got := citizen.Says(s.text)
		y := o.why.of[id]
		if fits(s, got, y, titles) {
			right++
			continue
		}
		first, _, _ := strings.Cut(got, "\n")
		misses[s.want] = append(misses[s.want], fmt.Sprintf("%q（%s）→ %s/%s %.2f：%s", s.text, s.target, y.Intent, y.Template, y.Sure, first))
	}
	t.Logf("%d of %d right", right, len(sentences))
	for _, want := range slices.Sorted(maps.Keys(misses)) {
		t.Logf("%s: %d missed\n%s", want, len(misses[want]), strings.Join(misses[want], "\n"))
	}
	assert.GreaterOrEqual(t, right*100, len(sentences)*95)
}

// titlesOf are the titles of the office's records by index number.
func titlesOf(t *testing.T) map[string]string {
	f, err := data.Open("data/records.jsonl")
	require.NoError(t, err)
	defer f.Close()
	out := map[string]string{}
	for d := json.NewDecoder(f); d.More(); {
		var r struct{ Number, Title string }
		require.NoError(t, d.Decode(&r))
		out[r.Number] = r.Title
	}
	return out
}

// templates are the replies that answer what is wanted; what more must hold is in
// fits.
var templates = map[string][]string{
	"help": {"help", "welcome"}, "person": {"person"}, "cancel": {"nothing"}, "back": {"nothing"}, "next": {"nopage"}, "prev": {"nopage"}, "thanks": {"thanks"},
	"mine": {"mine", "norequest", "case_none"}, "withdraw": {"withdraw"}, "supplement": {"supplement"}, "rate": {"norating"}, "revoke": {"case_revoke"},
	"contact": {"contact", "guide", "person"}, "point": {"points", "nopoint", "guide"}, "meaning": {"meaning"}, "accounts": {"law"},
	"count": {"count", "count_channels", "jointly", "guide"}, "ranking": {"count", "silent"}, "timely": {"timely"}, "turnout": {"turnout"}, "caseload": {"caseload"}, "catalogue": {"list", "holdings"}, "category": {"list", "record", "guide"},
	"subscribe": {"subscribe", "subscribe_done", "subscribe_only", "subscribe_none"}, "unsubscribe": {"subscribed", "unsubscribed"}, "subscribed": {"subscribed"}, "chat": {"chat", "hello", "rude", "help", "thanks", "whoami"},
	"nothing": {"missing"}, "guide": {"guide"}, "money": {"money", "figure", "money_none", "money_elsewhere", "list", "record", "likely", "missing"},
}

// lawWords stand in the answer to each question on how applying works.
var lawWords = map[string]string{
	"how": "五步", "who": "公民、法人", "papers": "申请要写明", "fee": "信息处理费", "term": "20个工作日", "relief": "行政复议", "which": "不予公开的有",
	"reason": "不必说明理由", "way": "电子邮件", "again": "重复处理", "erase": "删除",
	"agent": "申请人写他本人", "channel": "当面提交", "days": "只数工作日", "open": "应当主动公开",
}

// fits says whether an answer is what was wanted.
func fits(s said, got string, y wechatbot.Why, titles map[string]string) bool {
	template, _, _ := strings.Cut(y.Template, "_again")
	template, _, _ = strings.Cut(template, "_one") // missing_one
	if template = strings.TrimSuffix(template, "_often"); template == "" {
		return false
	}
	switch kind, law, _ := strings.Cut(s.want, "."); kind {
	case "law":
		return strings.Contains(got, lawWords[law])
	case "apply":
		return strings.HasPrefix(template, "apply")
	case "complaint":
		return strings.HasPrefix(template, "case_") && strings.Contains(got, "投诉") || (template == "missing" || template == "likely") && strings.Contains(got, "作为投诉")
	case "suggest":
		return template == "case_confirm" && strings.Contains(got, "要把这条建议交给")
	case "consult":
		return strings.HasPrefix(template, "case_") && strings.Contains(got, "咨询") || (template == "missing" || template == "likely" || template == "elsewhere") && strings.Contains(got, "交给工作人员") || template == "guide"
	case "number", "search":
		return strings.Contains(got, s.target) || strings.Contains(got, cmp.Or(titles[s.target], s.target))
	case "money":
		return slices.Contains(templates["money"], template) && moneyFits(s, got, template)
	case "meaning":
		return template == "meaning" || template == "law"
	case "accounts":
		return strings.Contains(got, "预算是年初定的")
	}
	return slices.Contains(templates[s.want], template)
}

// moneyFits says whether an answer to a question for money speaks of its organ and
// year. Of an organ without books here it must say so, or show what documents there are.
func moneyFits(s said, got, template string) bool {
	slots := strings.Split(s.target, ";")
	organ, year := slots[0], slots[1]
	kept := strings.HasPrefix(organ, "上海市普陀区")
	if template != "money" && template != "figure" {
		return !kept
	}
	return (organ == "-" || strings.Contains(got, organ)) && (year == "-" || strings.Contains(got, year+"年"))
}
