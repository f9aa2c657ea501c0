package wechatbot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// Half a number: the year and the serial of an index number without the organ's code
// before it (2019-00003), its serial alone (索引号后面是00224), the serial of a document
// number within more words (文号带115号的).
var (
	yearAndSerial = form(`(?:^|[^\d/／])((?:19|20)\d\d)\s*[-－—]\s*(\d{5})(?:\D|$)`)
	spacedIndex   = form(`^(?:{index_number}|[:：是\s])*\d{4,8}\s+(?:19|20)\d\d[\s\-－—]+\d{5}\s*$`)                 // 14349 2018 00227
	codedIndex    = form(`^(?:{index_number}|[:：是\s])*(\d{5,9})[\s\-－—/／]+((?:19|20)\d\d)[\s\-－—]+(\d{1,5})\s*$`) // and 14349-2018-227
	runIndex      = form(`^(?:{index_number}|[:：是\s])*(\d{6}|\d{9})((?:19|20)\d\d)(\d{5})$`)                      // 000014349201800213
	serialAlone   = form(`(?:{index_number}|编号|编码|尾号|尾数|尾巴|末尾|末五位|后五位|后几位|最后五位|最后几位|结尾)[^\d]{0,8}(\d{5})(?:\D|$)|(?:^|\D)(\d{5})(?:结尾|收尾|那个|那条|那份|的{index_number})`)
	serialSaid    = form(`(?:{doc_number}|字号|编号)[^\d]{0,8}(\d{1,3}号)|(\d{1,3}号)(?:的|那个|这个)?(?:{doc_number})`)
)

// yearsTried is how many years back a serial without its year is looked for.
const yearsTried = 40

// ofHalf are the records whose index numbers end as a text says, the newest first.
func (v *visit) ofHalf(text string) (of catalog.Page, said string) {
	years, serial, ends := []int(nil), "", ""
	if m := codedIndex.FindStringSubmatch(text); m != nil {
		year, _ := strconv.Atoi(m[2])
		years, serial, ends = []int{year}, strings.Repeat("0", 5-len(m[3]))+m[3], m[1]+"/"
		said = ends + m[2] + "-" + serial
	} else if m := runIndex.FindStringSubmatch(text); m != nil {
		year, _ := strconv.Atoi(m[2])
		years, serial, ends = []int{year}, m[3], m[1]+"/"
		said = ends + m[2] + "-" + serial
	} else if m := yearAndSerial.FindStringSubmatch(text); m != nil {
		year, _ := strconv.Atoi(m[1])
		years, serial, said = []int{year}, m[2], m[1]+"-"+m[2]
	} else if m := serialAlone.FindStringSubmatch(text); m != nil {
		serial = m[1] + m[2]
		for y := v.today.Year; y > v.today.Year-yearsTried; y-- {
			years = append(years, y)
		}
		said = serial
	}
	if serial == "" {
		return of, ""
	}
	codes := v.codes()
	for _, y := range years {
		for _, code := range codes {
			if !strings.HasSuffix(code, ends) {
				continue // of another organ than the one that is named
			}
			r, err := v.bot.Catalog.Find(v.ctx, catalog.IndexNumber(fmt.Sprintf("%s%d-%s", code, y, serial)))
			if err == nil {
				of.Hits = append(of.Hits, catalog.Hit{Record: r})
			}
		}
	}
	of.Hits = of.Hits[:min(pageSize, len(of.Hits))]
	of.Total = len(of.Hits)
	return of, said
}

// ofIndex says whether a text gives an index number in some other writing, or its end, and
// speaks of nothing that she handed in herself.
func ofIndex(text string) bool {
	return codedIndex.MatchString(text) || runIndex.MatchString(text) || serialAlone.MatchString(text) && !ofHere.MatchString(indexHull.ReplaceAllString(text, ""))
}

// indexHull are the words for an index number, of which some are those of a request's too.
var indexHull = form(`{index_number}|编号|编码|公开|信息|文件`)

// mostCodes is how many codes of organs are tried.
const mostCodes = 8

// askedForCodes is how many organs are asked for their newest record.
const askedForCodes = 40

// codes are what stands before the year in the index numbers of the newest records of
// the organs that published most.
func (v *visit) codes() (codes []string) {
	census, can := v.published()
	if !can {
		return nil
	}
	for _, o := range census.ByOrgan[:min(len(census.ByOrgan), askedForCodes)] {
		page, err := v.look(catalog.Query{Organ: o.Name, Limit: 1, Today: v.today})
		if err != nil || len(page.Hits) == 0 {
			continue
		}
		code, _, slashed := strings.Cut(string(page.Hits[0].Record.Number), "/")
		if code += "/"; slashed && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
		if len(codes) == mostCodes {
			break
		}
	}
	return codes
}

// byHalf answers a text that gives half a number.
func (v *visit) byHalf(text string) (answer, bool) {
	if !strings.ContainsAny(text, "0123456789") {
		return answer{}, false
	}
	if m := serialSaid.FindStringSubmatch(text); m != nil && !writtenForm.MatchString(text) {
		return v.bySerial(m[1] + m[2])
	}
	of, said := v.ofHalf(text)
	if of.Total == 0 && codedIndex.MatchString(text) {
		return v.noNumber(said, text), true
	}
	if of.Total == 0 {
		return answer{}, false
	}
	v.words = said
	return v.listed(catalog.Query{Text: said, Limit: pageSize, Today: v.today}, of), true
}

// isIndexCode says whether digits that might be a person's are an index number by its code, its
// year and its serial: 000014349 2018 00219.
func isIndexCode(text string) bool {
	found := codedIndex.FindStringSubmatch(text)
	if found == nil {
		return false
	}
	_, _, err := catalog.Identify(padded(found[1]+"/"+found[2]+"-"+found[3]), catalog.Schemes())
	return err == nil
}
