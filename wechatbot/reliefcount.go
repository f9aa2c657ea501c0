package wechatbot

import (
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// reliefCounted is a text that asks how often what was made public, or was not, went to review
// or to court: 打官司的有几起.
var reliefCounted = form(`(?:复议|诉讼|官司|起诉|法院|告你们|告政府).{0,6}(?:几|多少)[个起件次]|(?:几|多少)[个起件次].{0,4}(?:复议|诉讼|官司|起诉)|` +
	`^(?:{manner}|{lead}|[0-9]{4}年|去年|前年|你们|区里|政府|[,，\s])*(?:有没有?|有无)(?:过|行政)*(?:复议|诉讼)(?:行政|诉讼|复议|情况|案件|案子|[和或跟、的吗呢?？])*$|` +
	`^(?:{manner}|{lead}|[0-9]{4}年|去年|前年|你们|区里|政府|[,，\s])*(?:有没有?|有过?|是否|没)(?:因为?|信息公开|政府|公开|的事|不|[,，\s])*(?:人|谁|被|让人|叫人)+(?:因为?|信息公开|公开|这个|把|去|来|到|向|法院|上|提|申请|[,，\s])*(?:复议|起诉|告|诉讼|打官司)(?:过你们|过政府|你们|政府|过|到法院|上法院|上法庭)*(?:没有?|吗|么|的)*[?？]*$`)

// suedEver asks whether the office was ever taken to review or to court: 被起诉过没有, 有没有打过官司.
var suedEver = form(`^(?:{manner}|{lead}|[0-9]{4}年|你们|区里|咱们区|\p{Han}{0,4}区?政府|\p{Han}{2,3}区|信息公开的?|因为?|[,，\s])*(?:有没有?|有|是否|是不是)?(?:被人?|让人|叫人|吃|打)(?:起诉|告上法庭|告|过?官司|复议)[过了]*(?:官司)?(?:信息公开的?|没有?|吗|么|的|[?？])*$`)

// reliefs quotes the sentence of the annual report that tells how often it came to review or
// to court, of the year that a text names, or of the newest.
func (v *visit) reliefs(text string) (answer, bool) {
	if !reliefCounted.MatchString(text) && !suedEver.MatchString(v.yearFirst(text)) {
		said := writing.Simple(v.raw) // of which 有几起 may be left out by now
		if !reliefCounted.MatchString(said) || !strings.Contains(said, text) {
			return answer{}, false
		}
	}
	year := v.yearOf(text)
	if year == 0 {
		year = v.newestReport()
	}
	for _, h := range v.hitsOf("行政复议和行政诉讼", annualReport) {
		if !strings.Contains(h.Record.Title, strconv.Itoa(year)) {
			continue
		}
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number) // a hit comes without its body
		if err != nil {
			continue
		}
		for _, sentence := range sentences.FindAllString(r.Body, -1) {
			if strings.Contains(sentence, "诉讼") && strings.Contains(sentence, "复议") && relieved.MatchString(sentence) {
				v.why.Room, v.why.Total, v.why.Found = "catalog", 1, []Fit{{Number: r.Number}}
				return v.sayInside(insideView{Record: r, Says: partNumber.ReplaceAllString(strings.TrimSpace(sentence), ""), Found: true, Year: year}), true
			}
		}
	}
	return answer{}, false
}

var (
	// relieved is a sentence that tells how often, and is no heading.
	relieved = form(`无|没有|\d+[件起]|未`)
	// partNumber stands before a part of a report: 四、.
	partNumber = form(`^[一二三四五六七八九十]+、`)
)
