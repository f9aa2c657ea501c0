package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// heading is a sentence that only heads others: 3、实行定期考核制度.
var heading = form(`^(?:[0-9一二三四五六七八九十]+\s*[、.．]|[(（][0-9一二三四五六七八九十]+[)）])\s*[^,，。;；:：]{2,16}$`)

// headed is a sentence of a text with the next one, where it is a heading.
func headed(body, says string) string {
	if !heading.MatchString(says) {
		return says
	}
	all := sentences.FindAllString(body, -1)
	i := slices.IndexFunc(all, func(s string) bool { return strings.TrimSpace(s) == says })
	if i < 0 || i+1 == len(all) || utf8.RuneCountInString(all[i+1]) > longestQuoted {
		return says
	}
	return says + "。" + strings.TrimSpace(all[i+1])
}
