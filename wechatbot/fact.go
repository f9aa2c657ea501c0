package wechatbot

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A factFinder is a Finder that can say which sentence of a record has the number or the
// day that a text asks for. *catalog.Catalog is one.
type factFinder interface {
	Fact(ctx context.Context, text string, today civil.Date) (catalog.Fact, error)
}

// mayAskFact is what any text has that asks for a number or a day.
var mayAskFact = form(`多少|几|面积|什么时[候间]|啥时|何时|哪一?天|哪个?月`)

// aboutAnything are words that only say that what stands before them is what is spoken of.
var aboutAnything = form(`{about}`)

// fact quotes the sentence of a public record that has the number or the day which a text
// asks for: 审计查了几个项目. The record is in hand then, as if it had been shown.
func (v *visit) fact(text string) (answer, bool) {
	finder, can := v.bot.Catalog.(factFinder)
	if !can || v.factless == text || !mayAskFact.MatchString(text) {
		return answer{}, false
	}
	asked := text
	for _, word := range here(v.bot.Office.Short) {
		asked = strings.Replace(asked, word, "", 1) // 咱们区审计查了几个项目
	}
	f, err := finder.Fact(v.ctx, asked, v.today)
	if bare := aboutAnything.ReplaceAllString(asked, ""); err == nil && f.Text == "" && bare != asked { // 审计那块查了几个项目
		f, err = finder.Fact(v.ctx, bare, v.today)
	}
	if err != nil || f.Text == "" {
		v.factless = text
		return answer{}, false
	}
	v.why.Room, v.why.Total, v.why.Found = "catalog", 1, []Fit{{Number: f.Record.Number}}
	v.foundOne(f.Record)
	v.mention(mention{Record: f.Record.Number})
	return v.sayInside(insideView{Record: f.Record, Says: f.Text, Found: true, Year: f.Year}), true
}

// ofRegisters are words of questions for the applications and letters that came in here, whose
// registers count them.
var ofRegisters = form(`{of_letters}|{publish}|{lead}|{manner}|{your}|依|申请|收到|接到|办理|办|率|政府|信息|情况|件|公众|群众|市民|多少|一共|总共|今年|去年|前年|全年|年|区|[几个条次份了的过有在是共吗呢啊，,。?？\d\s]`)

// ofOtherThing says whether a text that was taken for a count of applications or letters
// names something that a record speaks of: 办了多少件建议提案.
func (v *visit) ofOtherThing(text string) bool {
	left := v.pastRegisters(text)
	return utf8.RuneCountInString(left) >= 2 && v.documented(left)
}

// pastRegisters is what a text has beside this place's name and the words of questions
// that the registers answer.
func (v *visit) pastRegisters(text string) string {
	return ofRegisters.ReplaceAllString(strings.ReplaceAll(text, v.bot.Office.Short, ""), "")
}

// factBeside is the fact that a text asks for which was taken for a count of applications
// or letters: it is of something else, or the registers hold none of the year.
func (v *visit) factBeside(text string, none bool) (answer, bool) {
	if !none && v.pastRegisters(text) == "" {
		return answer{}, false
	}
	return v.fact(text)
}
