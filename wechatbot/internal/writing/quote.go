package writing

import (
	"regexp"
	"strings"
)

// How a message that answers another one may begin: with the message in corner brackets and a
// row of dashes below it, or with the name of whom it is for.
var (
	quoted    = regexp.MustCompile(`^\s*「[^」]*」\s*(?:[-—－]\s*){5,}`)
	mentioned = regexp.MustCompile(`^\s*@\S{1,20}[\s\x{2005}]+`)
)

// Unquoted is what a message says itself, without the message that it answers and the name
// of whom it is for. Where it says nothing itself it is what it was.
func Unquoted(text string) string {
	if strings.IndexByte(text, '@') < 0 && !strings.Contains(text, "「") {
		return text
	}
	rest := mentioned.ReplaceAllString(quoted.ReplaceAllString(text, ""), "")
	if !worded(rest) {
		return text
	}
	return strings.TrimSpace(rest)
}
