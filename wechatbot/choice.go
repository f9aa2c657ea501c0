package wechatbot

import (
	"cmp"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A choiceLine is a numbered option of an answer.
type choiceLine struct {
	N    int
	Text string
}

// choices are the numbered options of an answer, and what each says when it is chosen.
type choices struct {
	lines []choiceLine
	says  []string
}

func (c *choices) add(say, text string) {
	c.says = append(c.says, say)
	c.lines = append(c.lines, choiceLine{len(c.says), text})
}

// option is the number of the option that a text chooses, by its number or by its
// words as they were shown; 0: it chooses none. Where it means one that there is not,
// or several, what is to be said of that comes back too.
func (v *visit) option(text string) (n int, refused answer) {
	now := v.bot.Now()
	alive := len(v.talk.options) > 0 && !now.After(v.talk.until)
	n = lexicon.Choice(text)
	if (v.talk.said == "figure" || v.talk.said == "count" || v.talk.said == "count_place") && asksPlace.MatchString(writing.Simple(text)) {
		return 0, answer{} // 第二呢, of the organs in their order
	}
	plain := writing.PlainDigits(writing.Simple(writing.Tidy(text)))
	if n == 0 && alive {
		n = v.optionBeside(text, plain)
	}
	switch many := lexicon.Several.MatchString(plain); {
	case n == 0 && !many, many && !alive:
		return 0, answer{}
	case alive && v.talk.unnumbered() && lexicon.Ordinal.MatchString(plain) && !(n > 0 && n <= len(v.talk.options) && strings.HasPrefix(v.talk.options[n-1], recordOption)):
		return n, v.say("expired_none", nil)
	case len(v.talk.options) == 0 && !now.After(v.talk.until): // the last answer had none
		if n == 1 && showedOne[v.talk.said] {
			if a, shown := v.aboutShown([]string{"text"}); shown {
				return n, a // 打开第一个, where there is one
			}
		}
		return n, v.say("expired_none", nil)
	case !alive:
		return n, v.say("expired", nil)
	case many || n > len(v.talk.options):
		return n, v.say("expired_range", map[string]any{"Last": len(v.talk.options), "Many": many})
	case n < -len(v.talk.options):
		return n, v.say("expired_range", map[string]any{"Last": len(v.talk.options), "Many": false})
	case n < 0:
		n += len(v.talk.options) + 1
	}
	if !v.shows(n) {
		return v.noneToLookAt(n, plain)
	}
	return n, answer{}
}

// noneToLookAt is the option of a number that writes or hands in something, where the text does
// not want to look at a document instead: the one of the list that was in hand before is shown.
func (v *visit) noneToLookAt(n int, plain string) (int, answer) {
	if nthDocument.MatchString(plain) && len(v.recordsOffered()) == 0 {
		if a, listed := v.nthListed(n); listed {
			return n, a // 给我第一份, behind a question that found nothing
		}
	}
	if looksAt.MatchString(plain) {
		return 0, answer{} // 最后那个打开看看 hands nothing in
	}
	return n, answer{}
}

// optionBeside is the option that a text chooses in words, or by a number that no option has: a
// bare one of two digits right behind a list, where it is no year and no document's number.
func (v *visit) optionBeside(text, plain string) int {
	if v.talk.said == "list" && bareCount.MatchString(plain) {
		return writing.Numeral(plain)
	}
	return cmp.Or(v.talk.labelled(text), v.talk.offeredToApply(text), v.talk.offeredToHand(text))
}

// bareCount is a number of two digits and nothing else.
var bareCount = form(`^[1-9][0-9]$`)

// nthDocument is a choice of a document by its place: 给我第一份.
var nthDocument = form(`第` + lexicon.ChoiceNumber + `[份篇条件]|最后[一1]?[份篇条件]`)

// nthListed shows the document at a place of the list in hand, whatever was offered since.
func (v *visit) nthListed(n int) (answer, bool) {
	listed := v.recordsListed()
	if n < 1 || n > len(listed) {
		return answer{}, false
	}
	v.why.wanted(wantSearch)
	v.takeUp(listed[n-1])
	return v.showAs(listed[n-1], ""), true
}

// looksAt is a text that wants to look at what it chooses.
var looksAt = form(`打开|点开|看看|看一下`)

// shows says whether an option is none that writes or hands in something.
func (v *visit) shows(n int) bool {
	say, _ := v.talk.chosen(n, v.bot.Now())
	return !strings.HasPrefix(say, "apply:") && !strings.HasPrefix(say, "hand:")
}

// unnumbered says whether the ways on that were offered last show no numbers: the first of
// them is none of a list.
func (k *talk) unnumbered() bool {
	return k.said == "missing" && k.twin || k.said == "missing_often" || toldEntry[k.said]
}

// label remembers the words of the options that an answer shows, each as a hash:
// who types the words means the number.
func (k *talk) label(text string) {
	if int32(k.offers) == k.labels.of {
		return // nothing new was offered
	}
	k.labels = optionWords{of: int32(k.offers)}
	for {
		_, shown, found := strings.Cut(text, optionTurns)
		words, rest, closed := strings.Cut(shown, "</a>")
		if !found || !closed {
			return
		}
		text = rest
		if len(words) < 3 || words[1] != ' ' {
			continue
		}
		if n := int(words[0]) - '0'; n > 0 && n <= len(k.labels.hashes) {
			k.labels.hashes[n-1] = writing.Hash(html.UnescapeString(words[2:]))
		}
	}
}

// optionWords are the words of the first numbered options.
type optionWords struct {
	hashes [6]uint32 // of the words of 1, 2, 3 …; 0: of none
	of     int32     // the offer that they are of
}

// shortestLabel is how many characters say which option is meant.
const shortestLabel = 3

// labelled is the number of the option whose words a text is; 0: none.
func (k *talk) labelled(text string) int {
	if utf8.RuneCountInString(text) < shortestLabel {
		return 0
	}
	h := writing.Hash(text)
	for i, of := range k.labels.hashes {
		if of == h && i < len(k.options) {
			return i + 1
		}
	}
	return 0
}

// appliesForIt is a text that takes up the offer to apply: 那申请行吗, 可以申请.
var appliesForIt = form(`^{apply_ok}*申请{apply_ok}+$`)

// offeredToApply is the number of the option to apply for what was not found, where a
// text takes it up; 0: there is none.
func (k *talk) offeredToApply(text string) int {
	if !strings.Contains(text, "申请") || !appliesForIt.MatchString(writing.Simple(writing.Letters(text))) {
		return 0
	}
	return 1 + slices.IndexFunc(k.options, func(say string) bool { return strings.HasPrefix(say, "apply:") })
}

// handsItOn is a text that takes up the offer to hand a question to the people: 你帮我转给他们.
var handsItOn = form(`^(?:{manner}|{noted}|那|就|你|您|麻烦|帮我|帮忙|请|把|这个|它|问题|[,，\s])*(?:转|转交|转达|交|递|反映)(?:给|到|上去)*(?:他们|工作人员|有关部门|单位|领导|上面|人工)*(?:{softly}|[。!！])*$`)

// asksForHer is a text that takes it up in words of asking: 那你能帮我问吗, 问吧.
var asksForHer = form(`^(?:{manner}|{noted}|那|就|你|您|麻烦|能不能|可不可以|可以|能|会|请|[,，\s])*(?:帮我|替我|给我|帮忙|代我)(?:去)?问(?:一下|问|下|他们|工作人员|{may_i}|{softly}|[吗么不?？。])*$|^(?:{noted}|那|就|你|您|[,，\s])*(?:去)?问(?:一下|问|下)?(?:吧|呗|好了)[。!！]*$`)

// offeredToHand is the number of the option to hand on what was not found, where a text takes
// it up; 0: there is none.
func (k *talk) offeredToHand(text string) int {
	plain := writing.Simple(writing.Letters(text))
	if !strings.ContainsAny(text, "转交递反问") || !handsItOn.MatchString(plain) && !asksForHer.MatchString(plain) {
		return 0
	}
	return 1 + slices.IndexFunc(k.options, func(say string) bool { return strings.HasPrefix(say, "hand:") })
}
