package wechatbot

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A subject is what the last answer gave a figure of. What a citizen asks next may
// name only what is different: 前年呢, 那财政局呢, 人均多少.
type subject struct {
	Organ string `json:"organ,omitempty"`
	Year  int    `json:"year,omitempty"`
	Item  string `json:"item,omitempty"`
}

// longestFollow is how many characters a question has at most that goes on from
// the last.
const longestFollow = 16

// followed is a whole question for a text that only names what is different from
// the last figure that was given.
func (v *visit) followed(text string) (question string, follows bool) {
	last := v.talk.figure
	if v.bot.Books == nil || last.Organ == "" || v.bot.Now().After(v.talk.until) || !strings.HasPrefix(v.talk.said, "money") || utf8.RuneCountInString(text) > longestFollow {
		return "", false
	}
	organ, rest, unknown := v.organIn(text)
	year, head, compared := v.yearOf(rest), perHead(rest), holds(rest, compareWords...)
	switch {
	case holds(rest, "前一年", "上一年", "再往前"):
		year = last.Year - 1
	case holds(rest, "后一年", "下一年", "第二年"):
		year = last.Year + 1
	}
	item := v.itemIn(last, rest)
	named := organ+unknown != "" || year != 0 || item != ""
	marked := strings.HasSuffix(letters(text), "呢") || strings.HasPrefix(letters(text), "那")
	_, whole := v.bot.ear().said(text) // asks for itself, as 三公经费 does
	whole = whole && !marked || organ+unknown != "" && item != "" || unknown != "" && !marked
	if !named && !head && !compared || whole || !goesOn(rest, item) {
		return "", false
	}
	switch {
	case unknown != "":
		last.Organ = unknown
	case organ != "":
		last.Organ = organ
	}
	if year != 0 {
		last.Year = year
	}
	if item != "" {
		last.Item = item
	}
	question = fmt.Sprintf("%s%d年%s", last.Organ, last.Year, last.Item)
	for _, stage := range []string{"预算", "决算"} {
		if strings.Contains(rest, stage) {
			question += stage
		}
	}
	if head {
		question += "人均"
	}
	if compared {
		question += "比上年"
	}
	return question, true
}

// itemIn is the figure that a text names, of those that the organ last spoken of
// has.
func (v *visit) itemIn(last subject, text string) string {
	named := v.named(text, last.Item)
	if len(named) > 0 && !together(text, named) {
		one, _ := theOne(text, named)
		named = []naming{one}
	}
	if len(named) > 0 && named[0].firm {
		var items []string
		for _, n := range named {
			items = append(items, n.ask.spoken())
		}
		return strings.Join(items, "和")
	}
	if holds(text, "收入") {
		return "收入"
	}
	for s := range v.bot.Books.All() {
		if s.Organ != last.Organ {
			continue
		}
		if f, found := namedLine(s, text); found {
			return f.name
		}
	}
	return ""
}

// onlyAsks are words of a question that goes on from another, beside what it names.
var onlyAsks = []string{"那么", "那", "呢", "的话", "再看", "再查", "看看", "看下", "查下", "换成", "换", "再", "又", "还有", "请问", "想知道", "是多少", "有多少", "多少", "怎么样", "如何", "花了", "用了", "情况",
	"一下", "吗", "吧", "呀", "啊", "哦", "嘛", "的", "是", "和", "跟", "同", "还是", "去年", "今年", "前年", "上年", "大前年", "前一", "上一", "后一", "下一", "年", "度", "钱", "元", "预算", "决算", "费", "支出", "经费", "数"}

// goesOn says whether a text says nothing beside what it names, or plainly goes on
// from what was said before.
func goesOn(text, item string) bool {
	plain := letters(text)
	if strings.HasSuffix(plain, "呢") || strings.HasPrefix(plain, "那") {
		return true
	}
	plain = strings.NewReplacer(item, "", strings.TrimSuffix(item, "支出"), "").Replace(plain)
	for _, words := range [][]string{compareWords, perHeadWords, onlyAsks} {
		for _, w := range words {
			plain = strings.ReplaceAll(plain, w, "")
		}
	}
	for _, p := range publicWords {
		plain = strings.ReplaceAll(plain, p.word, "")
	}
	return utf8.RuneCountInString(strings.Trim(plain, "0123456789")) <= 1
}
