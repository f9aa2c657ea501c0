package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// leastSounded is how many characters a name has that is known by its sound, half of which
// are written as they should be: of shorter ones too many sound alike.
const leastSounded = 3

// soundedLine writes the name of a line of the books in a text that names none as it is
// written, where the text has it as it sounds: 机关运行经费 for 机关云行经费.
func (v *visit) soundedLine(text string) (meant string, slipped bool) {
	meant, name := soundedAs(text, v.lineNames())
	return meant, name != ""
}

// ofSoundedOrgan answers a question of money of an organ that keeps no books here, but sounds
// like one that does, and says whose figures these are: 万里街道 for 万理街道.
func (v *visit) ofSoundedOrgan(text string) (answer, bool) {
	if _, _, unknown := v.organIn(v.stemmed(text)); unknown == "" {
		return answer{}, false
	}
	var names []string
	for _, o := range v.bot.Office.Organs {
		if slices.Contains(v.bot.Books.Organs(), o.Name) {
			names = append(append(names, o.Name), o.Aliases...)
		}
	}
	names = slices.DeleteFunc(names, func(n string) bool { return utf8.RuneCountInString(n) <= leastSounded })
	meant, name := soundedAs(text, names)
	if name == "" {
		return answer{}, false
	}
	v.spelling = true // its place was named, as it sounds
	a, known := v.money(meant)
	if known {
		a.text = v.bot.say("sounded", name).text + "\n" + a.text
	}
	return a, known
}

// soundedAs writes the first of some names that a text has as it sounds, half of whose
// characters are as they should be, and says which that is.
func soundedAs(text string, names []string) (meant, name string) {
	runes := []rune(text)
	for _, name := range names {
		want := []rune(name)
		for i := 0; i+len(want) <= len(runes); i++ {
			said := string(runes[i : i+len(want)])
			if said != name && alikeIn(want, runes[i:]) && catalog.SoundsAlike(name, said) {
				return string(runes[:i]) + name + string(runes[i+len(want):]), name
			}
		}
	}
	return text, ""
}

// alikeIn says whether at least half of a name stands at the beginning of a text.
func alikeIn(name, text []rune) bool {
	same := 0
	for i, r := range name {
		if text[i] == r {
			same++
		}
	}
	return 2*same >= len(name)
}

// lineNames are the names of lines that may be known by their sound, the longest first.
func (v *visit) lineNames() (names []string) {
	names = slices.AppendSeq(names, figure.PublicWords())
	for s := range v.bot.Books.All() {
		for _, t := range s.Tables {
			for _, r := range t.Rows {
				names = append(names, strings.TrimSpace(budget.Plain(r.Label)))
			}
		}
	}
	names = slices.DeleteFunc(names, func(n string) bool { return utf8.RuneCountInString(n) < leastSounded })
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(names)
}
