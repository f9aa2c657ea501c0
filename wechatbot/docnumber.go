package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Document numbers (文号) as people say and write them.
var (
	spokenNumber = form(`(\p{Han}{1,8}?)[〔\[(【\s]*([二2一1]?[〇零○0九9]?[〇零○0一二三四五六七八九1-9]{2})\s*年?[〕\])】\s]*第?\s*([〇零○一二三四五六七八九十百]{1,7}|\d{1,4})\s*号`)
	yearFirst    = form(`((?:19|20)\d\d)年?的?(\p{Han}{1,6}(?:发|函|办|字|电|令))第?(\d{1,4}|[〇零○一二三四五六七八九十百]{1,7})号`)
	yearBefore   = form(`(?:^|\D)(\d\d|(?:19|20)\d\d)年的?[,，\s]*({national_series})第?(\d{1,4}|[〇零○一二三四五六七八九十百]{1,7})(?:号|\s*$)`)                              // 96年国函95
	spokenYear   = form(`([一二][〇零○九][〇零○一二三四五六七八九]{2})(年的?(?:国办|国)?(?:发|函)|\s+第?\d)`)                                                                        // 国办发二〇一八 108
	apart        = form(`(\p{Han}{1,6}(?:发|函|办|字|电))\s*((?:19|20)\d\d)\s*[年\s-]*第?(\d{1,3}|[〇零○一二三四五六七八九十百]{1,7})(?:\s*号)?(?:$|[^\d号年月〇零○一二三四五六七八九十百])`)     // 国办函 2018 71
	bracketed    = form(`(\p{Han}{1,6}(?:发|函|办|字|电))\s*[〔\[(【]\s*((?:19|20)\d\d)\s*[〕\])】]\s*第?(\d{1,3}|[〇零○一二三四五六七八九十百]{1,7})(?:文件|文)?\s*$`)                // 国发〔2018〕四十二
	order        = form(`(?:国务院)?第?(?:国务院|国)令\s*第?(\d{1,4}|[一二三四五六七八九十百零〇]{1,7})(?:号令|号)?`)                                                                  // 国务院令706
	spokenOne    = form(`([〇零○一二三四五六七八九])[幺么]|[幺么]([〇零○一二三四五六七八九])`)                                                                                         // 二零一八幺零九号
	serialFirst  = form(`(\p{Han}{1,6}(?:发|函|办|字|电))第?(\d{1,4}|[〇零○一二三四五六七八九十百]{1,7})号(?:文件|文)?[,，的\s]*((?:19|20)?\d\d|[一二]?[〇零○九八七]?[〇零○一二三四五六七八九]{2})年的?`) // 国发41号2018年的, 国发三十九号 18年的
	serialEnds   = form(`(\p{Han}{1,6}(?:发|函|办|字|电))第?(\d{1,4}|[〇零○一二三四五六七八九十百]{1,7})号[,，的\s]*((?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})$`)                 // 国发四号 二零一九
	misheard     = form(`(国|国务院)(办|{like_office})?({like_issued}|{like_letter}|发|函)(明电)?(\s*[〔\[(【]?\s*第?[二一〇零○九八七]*[0-9二一〇零○九八七])`)                         // 国涵〔2018〕145号
	orderBehind  = form(`国务院\s*第?(\d{1,4}|[一二三四五六七八九十百零〇]{1,7})号令|第?\s*(\d{1,4}|[一二三四五六七八九十百零〇]{1,7})号\s*(?:的)?(?:中华人民共和国)?(?:国务院|国)令`)                      // 第706号国务院令
	bareOrder    = form(`^令\s*第?(\d{1,4})号?$`)
	orderForm    = form(`国令第\d{1,4}号`)
	writtenForm  = form(`\p{Han}{1,8}〔\d{4}〕\d{1,4}号`)
	seriesAlone  = form(`^({national_series})\s*第?\s*(\d{1,3})$`) // 国函159
	bareNumber   = form(`^(\p{Han}{0,8}?)(?:〔(\d{4})〕)?第?(\d{1,4}|[一二三四五六七八九十百零〇]{1,7})号(?:文|文件|令|通知)?[?？]?$`)
	innerNumber  = form(`(?:^|[^\d〕第])第?(\d{1,4})号(?:文件|文|令|通知|$)`)
	dashedIndex  = form(`(^|[^0-9])([0-9]{6}|[0-9]{8}[0-9Xx])\s*[-－—_.．]\s*((?:19|20)[0-9]{2})\s*[-－—_.．]\s*([0-9]{1,5})([^0-9]|$)`) // 640104-2015-3
	shortSerial  = form(`([0-9]{5,8}[0-9X][ /\-－—]*(?:19|20)[0-9]{2}[ \-－—]+)([0-9]{1,4})(?:[^0-9]|$)`)
)

// spelledNumber is a document number whose series is spelled: guobanfa 2019 2号.
var spelledNumber = form(`(?i)(?:^|[^a-z])([a-z]{2,}(?:\s+[a-z]{2,})*?)\s*[\[(〔]?\s*((?:19|20)\d\d)\s*(?:年|nian)?[\])〕]?\s*(?:第|di)?\s*(\d{1,4})\s*(?:号|hao)?$`)

// nationalSeries are the series of documents that every office has.
var nationalSeries = lexicon.Words("national_series")

// spelledSeries writes such a number as documents do, where its letters spell a series.
func spelledSeries(text string) (written string, found bool) {
	if !strings.ContainsAny(text, "0123456789") || !latin.MatchString(text) {
		return "", false
	}
	m := spelledNumber.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	i := slices.IndexFunc(nationalSeries, func(s string) bool { return catalog.SoundsLike(s, strings.ReplaceAll(m[1], " ", "")) })
	if i < 0 {
		return "", false
	}
	return fmt.Sprintf("%s〔%s〕%s号", nationalSeries[i], m[2], m[3]), true
}

// hasNumeral is a text in which a number may be written.
var hasNumeral = form(`[0-9〇零○一二三四五六七八九十百幺么]`)

// asDocNumber writes a document number in a text as documents do, 国办发〔2018〕123号,
// where the text holds one in whatever writing.
func asDocNumber(text string) string {
	if text = writing.Simple(text); !hasNumeral.MatchString(text) { // 國發2018年41號
		return text
	}
	text = asSeries(spokenOne.ReplaceAllString(text, "${1}一${2}"))
	text = spokenYear.ReplaceAllStringFunc(text, func(found string) string {
		m := spokenYear.FindStringSubmatch(found)
		return fmt.Sprintf("%d%s", writing.Numeral(m[1]), m[2])
	})
	text = serialFirst.ReplaceAllStringFunc(text, func(found string) string {
		m := serialFirst.FindStringSubmatch(found)
		return fmt.Sprintf("%s〔%d〕%d号", m[1], wholeYear(writing.Numeral(m[3])), writing.Numeral(m[2]))
	})
	text = serialEnds.ReplaceAllStringFunc(text, func(found string) string {
		m := serialEnds.FindStringSubmatch(found)
		return fmt.Sprintf("%s〔%d〕%d号", m[1], writing.Numeral(m[3]), writing.Numeral(m[2]))
	})
	text = bareOrder.ReplaceAllString(text, "国令第${1}号")
	text = seriesAlone.ReplaceAllString(text, "${1}${2}号")
	text = yearAhead(text)
	for _, without := range []*pattern.Pattern{apart, bracketed} { // 号
		text = without.ReplaceAllStringFunc(text, func(found string) string {
			m := without.FindStringSubmatch(found)
			return fmt.Sprintf("%s〔%s〕%d号", m[1], m[2], writing.Numeral(m[3]))
		})
	}
	text = orderBehind.ReplaceAllStringFunc(text, func(found string) string {
		return fmt.Sprintf("国令第%d号", writing.Numeral(cmp.Or(orderBehind.FindStringSubmatch(found)[1:]...)))
	})
	text = order.ReplaceAllStringFunc(text, func(found string) string {
		return fmt.Sprintf("国令第%d号", writing.Numeral(order.FindStringSubmatch(found)[1]))
	})
	return spokenNumber.ReplaceAllStringFunc(text, func(found string) string {
		m := spokenNumber.FindStringSubmatch(found)
		year, serial := writing.Numeral(m[2]), writing.Numeral(m[3])
		if strings.Contains(found, "年") {
			year = wholeYear(year)
		}
		if year < 1949 || serial < 1 || strings.Contains(found, m[2]+m[3]) && !strings.ContainsAny(m[2], "〇零○一二三四五六七八九") && len(m[2]) < 4 {
			return found // 129号 is not the ninth of 2012
		}
		return fmt.Sprintf("%s〔%d〕%d号", m[1], year, serial)
	})
}

// likeLetter is a character that sounds like the 函 of a series.
var likeLetter = form(`^(?:函|{like_letter})$`)

// asSeries writes the series of the national documents in a text, where it stands before a
// number, as they are written and not as they sound: 国函 for 国涵.
func asSeries(text string) string {
	return misheard.ReplaceAllStringFunc(text, func(found string) string {
		m := misheard.FindStringSubmatch(found)
		series := "发"
		if likeLetter.MatchString(m[3]) {
			series = "函"
		}
		if m[2] != "" {
			series = "办" + series
		}
		return m[1] + series + m[4] + m[5]
	})
}

// yearAhead writes the document numbers of a text that begin with their year.
func yearAhead(text string) string {
	text = yearFirst.ReplaceAllStringFunc(text, func(found string) string {
		m := yearFirst.FindStringSubmatch(found)
		return fmt.Sprintf("%s〔%s〕%d号", m[2], m[1], writing.Numeral(m[3]))
	})
	return yearBefore.ReplaceAllStringFunc(text, func(found string) string {
		m := yearBefore.FindStringSubmatch(found)
		return fmt.Sprintf(" %s〔%d〕%d号", m[2], wholeYear(writing.Numeral(m[1])), writing.Numeral(m[3]))
	})
}

// wholeYear is a year of two digits, or what is none, with its century.
func wholeYear(year int) int {
	if year < 0 || year > 99 {
		return year
	}
	if year += 1900; year < 1949 {
		year += 100
	}
	return year
}

// numbered finds the one record whose document number ends as the text says: 123号文,
// 国务院办公厅2018年123号文件, 国务院2018年促进就业的39号文件. A number without its
// year counts of the records of a page only.
func (v *visit) numbered(text string, page catalog.Page) (catalog.Record, bool) {
	year, serial, before, whole := v.serialIn(text)
	if serial < 1 {
		return catalog.Record{}, false
	}
	ending, hits := fmt.Sprintf("〕%d号", serial), page.Hits
	if year != 0 {
		ending = fmt.Sprintf("〔%d", year) + ending
		if ofYear, err := v.look(catalog.Query{Text: ending, Limit: 2 * pageSize, Today: v.today}); err == nil && !ofYear.Near {
			hits = append(slices.Clip(hits), ofYear.Hits...)
		}
	}
	var found []catalog.Record
	for _, h := range hits {
		series, _, _ := strings.Cut(h.Record.DocNumber, "〔") // 国发 is another series than 国办发
		is := before == series || before == h.Record.Publisher || before == "" && whole
		is = is || !whole && (strings.Contains(text, series) || v.issuedBy(text, h.Record.Publisher))
		if is && strings.HasSuffix(h.Record.DocNumber, ending) && !slices.ContainsFunc(found, func(r catalog.Record) bool { return r.Number == h.Record.Number }) {
			found = append(found, h.Record)
		}
	}
	if len(found) != 1 {
		return catalog.Record{}, false
	}
	return found[0], true
}

// bySeveral answers who names several documents by their numbers, 国发〔2019〕3号和国办发〔2019〕3号,
// with those that are here, and says which is not.
func (v *visit) bySeveral(text string) (answer, bool) {
	if strings.Count(text, "〔") < 2 {
		return v.bySeveralIndexes(text)
	}
	named := writtenForm.FindAllString(text, pageSize+1)
	if len(named) < 2 || len(named) > pageSize {
		return answer{}, false
	}
	var of catalog.Page
	var lacks []string
	for _, number := range named {
		page, err := v.look(catalog.Query{Text: number, Limit: pageSize, Today: v.today})
		at := slices.IndexFunc(page.Hits, func(h catalog.Hit) bool {
			return h.Record.DocNumber != "" && strings.HasSuffix(number, h.Record.DocNumber)
		})
		if err != nil || at < 0 {
			lacks = append(lacks, strings.TrimLeft(number, "和跟与同及还有"))
			continue
		}
		of.Hits = append(of.Hits, page.Hits[at])
	}
	return v.listNamed(text, of, lacks)
}

// bySeveralIndexes is bySeveral for who names them by their index numbers.
func (v *visit) bySeveralIndexes(text string) (answer, bool) {
	named := indexLike.FindAllString(text, pageSize+1)
	if len(named) < 2 || len(named) > pageSize {
		return answer{}, false
	}
	var of catalog.Page
	var lacks []string
	for _, number := range named {
		number = strings.NewReplacer("／", "/", "－", "-", "—", "-").Replace(number)
		r, err := v.bot.Catalog.Find(v.ctx, catalog.IndexNumber(number))
		if err != nil {
			lacks = append(lacks, number)
			continue
		}
		of.Hits = append(of.Hits, catalog.Hit{Record: r})
	}
	return v.listNamed(text, of, lacks)
}

// listNamed lists the documents that were named one by one, and says which are not here.
func (v *visit) listNamed(text string, of catalog.Page, lacks []string) (answer, bool) {
	if len(of.Hits) == 0 {
		return answer{}, false
	}
	of.Total, v.talk.misses = len(of.Hits), 0
	v.why.found(of)
	v.found(catalog.Query{Text: text, Limit: pageSize, Today: v.today}, of.Total, "")
	return v.sayList(listView{Text: text, From: 1, Total: of.Total, Lacks: strings.Join(lacks, "、"), Link: v.bot.Pages.Catalogue("")}, of.Hits), true
}

// mostSerials is how many document numbers are read for one that was named without its
// year.
const mostSerials = 200

// bySerial answers who names a document number without its year and nothing else, 41号文:
// with the document that has it, or those that do.
func (v *visit) bySerial(text string) (answer, bool) {
	year, serial, before, whole := v.serialIn(text)
	if !whole || serial < 1 || year != 0 {
		return answer{}, false
	}
	of := catalog.Page{}
	for _, ending := range []string{fmt.Sprintf("〕%d号", serial), fmt.Sprintf("第%d号", serial)} {
		page, err := v.look(catalog.Query{Text: ending, Limit: mostSerials, Today: v.today})
		if err != nil || page.Near {
			continue
		}
		for _, h := range page.Hits {
			series, _, _ := strings.Cut(strings.ReplaceAll(h.Record.DocNumber, "第", "〔"), "〔")
			if strings.HasSuffix(h.Record.DocNumber, ending) && (before == "" || before == series || before == h.Record.Publisher) {
				of.Hits = append(of.Hits, h)
			}
		}
	}
	if of.Total = min(pageSize, len(of.Hits)); of.Total == 0 {
		return answer{}, false
	}
	of.Hits, v.words = of.Hits[:of.Total], text
	return v.listed(catalog.Query{Text: fmt.Sprintf("%d号", serial), Limit: pageSize, Today: v.today}, of), true
}

// serialIn is the serial of a document number in a text, 0 if there is none, with the
// year that the text names. Of a text that is nothing else, before is what stands before
// the number, and whole is true.
func (v *visit) serialIn(text string) (year, serial int, before string, whole bool) {
	if !strings.Contains(text, "号") {
		return 0, 0, "", false
	}
	if m := bareNumber.FindStringSubmatch(text); m != nil {
		year, _ = strconv.Atoi(m[2])
		return year, writing.Numeral(m[3]), m[1], true
	}
	m := innerNumber.FindStringSubmatch(text)
	if m == nil || writtenForm.MatchString(text) {
		return 0, 0, "", false
	}
	for _, y := range civil.YearsIn(text, v.today) {
		year = y.Year
	}
	return year, writing.Numeral(m[1]), "", false
}

// issuedBy says whether a text names a publisher, and not another one whose name
// begins with it: 国务院办公厅 is not 国务院.
func (v *visit) issuedBy(text, publisher string) bool {
	at := strings.Index(text, publisher)
	if at < 0 {
		return false
	}
	rest := text[at+len(publisher):]
	return !strings.HasPrefix(rest, "办公") && !strings.HasPrefix(rest, "厅") && !strings.HasPrefix(rest, "办")
}

// yearSerial is the year and the serial of an index number, one behind the other: 索引号二零一九零零零零五.
var yearSerial = form(`(索引号码?(?:是|为|叫|[:：\s])*)((?:19|20|一九|二[零〇])[零〇一二三四五六七八九0-9]{2})\s*([零〇一二三四五六七八九0-9]{5})([^零〇一二三四五六七八九0-9/／\-－—]|$)`)

// spokenIndex is an index number as it is told: 六四零一零四斜杠二零一五杠零零零一二.
var spokenIndex = form(`([零〇一幺二两三四五六七八九0-9]{6,9}[Xx]?)\s*(?:[/／]|斜杠|斜线|杠)\s*([零〇一幺二两三四五六七八九0-9]{4})\s*(?:[-－—–]|横杠|短横|横线|杠|减)\s*([零〇一幺二两三四五六七八九0-9]{1,5})(?:号|$)`)

// inDigitsIndex writes an index number that is told in digits.
func inDigitsIndex(text string) string {
	text = yearSerial.ReplaceAllStringFunc(text, func(found string) string {
		m := yearSerial.FindStringSubmatch(found)
		return m[1] + writing.Digits(m[2]) + "-" + writing.Digits(m[3]) + m[4]
	})
	text = dashedIndex.ReplaceAllString(text, "${1}${2}/${3}-${4}${5}")
	return spokenIndex.ReplaceAllStringFunc(text, func(found string) string {
		m := spokenIndex.FindStringSubmatch(found)
		return writing.Digits(m[1]) + "/" + writing.Digits(m[2]) + "-" + writing.Digits(m[3])
	})
}

// padded writes the serial of an index number in five digits, where somebody left
// the zeros out: 000014349/2018-221 is 000014349/2018-00221.
func padded(text string) string {
	m := shortSerial.FindStringSubmatchIndex(text)
	if m == nil {
		return text
	}
	return text[:m[4]] + strings.Repeat("0", 5-(m[5]-m[4])) + text[m[4]:]
}

// hasNumber says whether a document is here whose number begins and ends so.
func (v *visit) hasNumber(begins, ends string) bool {
	page, found := v.allOf(catalog.Query{Text: ends, Limit: mostSerials, Today: v.today})
	return found && slices.ContainsFunc(page.Hits, func(h catalog.Hit) bool {
		return strings.HasPrefix(h.Record.DocNumber, begins) && strings.HasSuffix(h.Record.DocNumber, ends)
	})
}

// nextSerial is a text that names the serial of a document's number and nothing else, or the
// serial of another series.
var nextSerial = form(`^(?:那|再|看看|看|查一下|查查|查|不是这[个份条]|不是|不对|不|就?是|[,，\s])*(?:第?(\d{1,4})(?:号|呢)|({national_series})的?\s*第?(\d{1,4})号?)(?:文件?|呢|的|有吗|有没有|有没|{softly}|[吗?？])*$`)

// otherSeries is a text that says that the document of another series was meant: 不是这个，国办发的.
var otherSeries = form(`^(?:{manner})*(?:不是这[个份条]|不是它|不是|不对|错了|弄错了|搞错了)[,，。\s]*(?:{me}|是|要|找|说|看|的|,)*({national_series})的?(?:那[个份条])?(?:{softly}|[。!！])*$`)

// namedBy is a text that asks for a document by its number, with words that only ask for it.
var namedBy = form(`^(?:{manner}|{me}|帮我|找一?下?|查一?下?|看一?下?|要|那[个份条]|这[个份条]|就|是|[,，\s])*((?:(?:19|20)\d\d年)?)的?((?:{national_series})?)的?第?(\d{1,4})(号令|号)(?:文件|文|通知)?(?:到底|的|,|，|\s)*(?:是?哪一?[个份条篇](?:文件|通知)?|(?:是|讲|说)的?是?(?:什么|啥)|全文|内容|原文|正文|原件|标题)?(?:{softly}|在哪里?|[呢吗?？。])*$`)

// asNamed is such a text without them: 2019年4号 for 2019年4号文是哪个, 707号令 for 707号令全文.
func asNamed(text string) string {
	m := namedBy.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	return m[1] + m[2] + m[3] + m[4]
}

// serialBeside is the number of a document of the series that was asked for just now, of
// which a text names only the serial: 2号呢 behind 国发〔2019〕1号.
func (v *visit) serialBeside(text string) (number string, named bool) {
	plain := writing.Simple(text)
	found, series := nextSerial.FindStringSubmatch(plain), otherSeries.FindStringSubmatch(plain)
	if found == nil && series == nil {
		return "", false
	}
	before := ""
	if v.foundNothing() {
		before = v.talk.asked
	} else if r, err := v.bot.Catalog.Find(v.ctx, v.talk.found.Shown); err == nil && v.foundHeld() && showedOne[v.talk.said] {
		before = r.DocNumber
	}
	d, err := catalog.ParseDocNumber(asDocNumber(before))
	if err != nil || d.Form != catalog.Bracketed {
		return "", false
	}
	if series != nil { // 不是这个，国办发的
		return fmt.Sprintf("%s〔%d〕%d号", series[1], d.Year, d.Serial), series[1] != d.Organ
	}
	if found[2] != "" { // 国办发的41号呢
		number = fmt.Sprintf("%s〔%d〕%s号", found[2], d.Year, found[3])
		if found[2] != d.Organ && !v.hasNumber(number, number) && v.hasNumber(found[2]+"〔", "〕"+found[3]+"号") {
			number = found[2] + found[3] + "号" // of another series it may be of any year
		}
		return number, true
	}
	return d.Series() + found[1] + "号", true
}
