package wechatbot

import (
	"slices"
	"strings"
)

// The country, a province or a place whose whole money is asked for, before what is asked
// of it: 国家去年财政收入, 金凤区三公经费; or behind it: 三公经费全国多少.
var (
	fartherLevel = form(`^(?:{manner}|{lead}|[,，\s]|{this_time}|[0-9]+年度?|咱们?|我们?|我们的)*({farther})(?:{of_whole}|[0-9])|({farther})(?:一共|总共|是|有|花了?|用了?)*多少`)
	fartherPlace = form(`^(?:{manner}|{lead}|[,，\s]|{this_time}|[0-9]+年度?)*(\p{Han}{2,6}?(?:自治区|自治州|省|市|县|区|旗))(?:人民政府|政府)?(?:{of_whole}|[0-9])`)
	ofTreasury   = form(`^(?:财政)(?:局|厅|部|所)`)
)

// placeUnit is a place within the name of an office: 上海市 and 普陀区 of 上海市普陀区人民政府.
var placeUnit = form(`\p{Han}{2,}?(?:自治区|自治州|省|市|县|区|旗)`)

// lastPlace is the place whose office has a name, "" where it has none in it.
func lastPlace(name string) (place string) {
	for _, place = range placeUnit.FindAllString(name, -1) {
	}
	return place
}

// bareName is the name of a place without what kind of place it is: 兴庆 of 兴庆区.
func bareName(place string) string { return strings.TrimRight(place, "省市县区旗") }

// farther is the country, the province or the other place whose money a text asks for, ""
// where it asks for none: nothing in the books of an organ here is that.
func (v *visit) farther(text string) string {
	found := fartherLevel.FindStringSubmatch(text)
	place := ""
	if found != nil {
		place = found[1] + found[2]
	} else if found = fartherPlace.FindStringSubmatch(text); found != nil && !noPlace.MatchString(found[1]) {
		place = found[1]
	}
	if place == "" {
		return ""
	}
	_, rest, _ := strings.Cut(text, place)
	short := v.bot.place()
	if ofTreasury.MatchString(rest) || short != "" && (strings.Contains(short, place) || strings.Contains(place, bareName(short)) || slices.Contains(here(short), place)) {
		return ""
	}
	if slices.ContainsFunc(v.bot.Books.Organs(), func(organ string) bool {
		_, within, of := strings.Cut(organ, place)
		return of && !strings.ContainsAny(within, "区县")
	}) {
		return "" // of whose organs the books are
	}
	return place
}
