package disclosure

import (
	_ "embed" // regulation_2019.txt
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// regulationText is the regulation as revised in 2019, one paragraph a line. That of 2008
// is not here: not all of its articles could be confirmed.
//
//go:embed regulation_2019.txt
var regulationText string

// An Article (条) is one of the regulation on disclosure, word for word.
type Article struct {
	Name string // 第十四条
	Text string // its paragraphs, one a line
	Law  string // 《政府信息公开条例》（国务院令第711号）
}

// articleStart is the beginning of an article's first paragraph.
var articleStart = regexp.MustCompile(`^(第[一二三四五六七八九十]+条) (.+)$`)

var articles = sync.OnceValue(func() (all []Article) {
	for line := range strings.Lines(regulationText) {
		line = strings.TrimSpace(line)
		if found := articleStart.FindStringSubmatch(line); found != nil {
			all = append(all, Article{Name: found[1], Text: found[2], Law: law + "（国务院令第711号）"})
		} else if line != "" && !strings.HasPrefix(line, "#") {
			all[len(all)-1].Text += "\n" + line
		}
	}
	return all
})

// ArticleOn returns an article of the regulation in force on a day by its number, 14 or
// 十四. It is not known where there is no such article, or the regulation of that day is
// not at hand.
func ArticleOn(day civil.Date, number string) (Article, bool) {
	n := count(number)
	if day.Before(civil.Day(2019, time.May, 15)) || n < 1 || n > len(articles()) {
		return Article{}, false
	}
	return articles()[n-1], true
}
