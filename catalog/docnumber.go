package catalog

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A DocForm is the way a document number is written.
type DocForm int

// The forms. The zero DocForm belongs to the zero DocNumber, which is no
// number at all.
const (
	Bracketed DocForm = iota + 1 // 国办发〔2014〕15号
	Ordered                      // 国务院令第672号: one series without years
	Yearly                       // 公告2018年第14号
)

// A DocNumber (文号, 发文字号) is the number that an organ gives a document:
// the organ's short name and kind (机关代字), the year and the serial.
type DocNumber struct {
	Organ  string // 国办发, 国务院令, 国家税务总局公告
	Year   int    // 0 in the Ordered form
	Serial int
	Form   DocForm
}

// A DocNumberError says why a text is not taken as a document number. Reason
// is Chinese, for the clerk who wrote it.
type DocNumberError struct {
	Text   string
	Reason string
}

// Error implements error.
func (e *DocNumberError) Error() string {
	return fmt.Sprintf("catalog: document number %q: %s", e.Text, e.Reason)
}

// String writes the number in the official form, with 六角括号 and without
// spaces (GB/T 9704).
func (d DocNumber) String() string {
	switch d.Form {
	case Bracketed:
		return fmt.Sprintf("%s〔%d〕%d号", d.Organ, d.Year, d.Serial)
	case Ordered:
		return fmt.Sprintf("%s第%d号", d.Organ, d.Serial)
	case Yearly:
		return fmt.Sprintf("%s%d年第%d号", d.Organ, d.Year, d.Serial)
	}
	return ""
}

// Series is the run of numbers that the serial belongs to: the organ's word
// and the year, or the word alone where the years share one run.
func (d DocNumber) Series() string {
	if d.Form == Ordered || d.Form == 0 {
		return d.Organ
	}
	return fmt.Sprintf("%s〔%d〕", d.Organ, d.Year)
}

// Normative says whether the series is one of 规范性文件, which are numbered on
// their own and without gaps: the organ's word has 规, and not as 规划 or 法规.
func (d DocNumber) Normative() bool {
	return strings.Contains(strings.NewReplacer("规划", "", "法规", "").Replace(d.Organ), "规")
}

var (
	docLabel     = regexp.MustCompile(`^(?:发文字号|文件编号|文号|字号)[:：]?`)
	docBracketed = regexp.MustCompile(`^(\P{Nd}+)[\[(〔【［（{<《〈「]+(\d{4})年?[\])〕】］）}>》〉」]+第?(\d+)号?$`)
	docYearly    = regexp.MustCompile(`^(\P{Nd}+)(\d{4})年第?(\d+)号$`)
	docOrdered   = regexp.MustCompile(`^(\P{Nd}+?)第?(\d+)号$`)
	docMisplaced = regexp.MustCompile(`号第?\d+$`)
)

// ParseDocNumber reads a document number in any writing met: brackets of any
// kind, spaces, full width, labels such as 发文字号：. What it cannot take for
// certain it refuses with a *DocNumberError.
func ParseDocNumber(text string) (DocNumber, error) {
	refuse := func(reason string) (DocNumber, error) {
		return DocNumber{}, &DocNumberError{Text: text, Reason: reason}
	}
	s := plainDocNumber(text)
	for label := docLabel.FindString(s); label != ""; label = docLabel.FindString(s) {
		s = s[len(label):]
	}
	s = strings.TrimSuffix(s, "〔〕")
	if s == "" {
		return refuse("没有文号")
	}
	if len(s) > 120 {
		return refuse("太长，不是文号")
	}
	d, ok := matchDocNumber(s)
	switch {
	case !ok && docMisplaced.MatchString(s):
		return refuse("“号”写在了序号前面")
	case !ok:
		return refuse("不是“机关代字〔年份〕序号”、“令第×号”或“公告××年第×号”的写法")
	case d.Organ == "其他":
		return refuse("“其他”不是机关代字")
	case d.Serial == 0:
		return refuse("序号应从1开始")
	case d.Form != Ordered && (d.Year < 1949 || d.Year > 2099):
		return refuse("年份不在1949—2099之间")
	}
	return d, nil
}

func matchDocNumber(s string) (DocNumber, bool) {
	if m := docBracketed.FindStringSubmatch(s); m != nil {
		return newDocNumber(m[1], m[2], m[3], Bracketed)
	}
	if m := docYearly.FindStringSubmatch(s); m != nil {
		return newDocNumber(m[1], m[2], m[3], Yearly)
	}
	if m := docOrdered.FindStringSubmatch(s); m != nil {
		return newDocNumber(m[1], "0", m[2], Ordered)
	}
	return DocNumber{}, false
}

func newDocNumber(organ, year, serial string, f DocForm) (DocNumber, bool) {
	organ = strings.TrimRight(organ, "第")
	y, err := strconv.Atoi(year)
	n, err2 := strconv.Atoi(serial)
	if err != nil || err2 != nil || !properOrgan(organ) {
		return DocNumber{}, false
	}
	return DocNumber{Organ: organ, Year: y, Serial: n, Form: f}, true
}

// properOrgan accepts an organ's word: letters, with 、 or - between them.
func properOrgan(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case r != '、' && r != '-' && r != '·' && r != '“' && r != '”' && r != '(' && r != ')':
			return false
		}
	}
	return letters > 0 && !strings.HasSuffix(s, "年")
}

// plainDocNumber folds width and drops spaces and invisible characters.
func plainDocNumber(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}
