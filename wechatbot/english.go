package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// englishLead is what stands before what is applied for or written in English.
var englishLead = form(`(?i)^(?:(?:hello|hi|dear|please|i|we|i'd|would|want|wish|need|like|to|am|are|can|how|do|[\s,.!])+)?(?:apply(?:ing)?|request(?:ing)?|complain(?:ing)?|suggest(?:ing)?|consult(?:ing)?)(?:\s+(?:for|about|of|that|on))*\s+`)

// inEnglishAsWritten is what she writes in English for the record: what stands behind the
// words that apply for it, or all of it.
func (v *visit) inEnglishAsWritten() string {
	text := strings.TrimSpace(writing.Visible(v.raw))
	if rest := englishLead.ReplaceAllString(text, ""); len(rest) >= len("land") {
		return rest
	}
	return text
}

// inEnglish answers a text in English as the Chinese words that it stands for, and says
// before in which language it answers and what it understood. What she applies for or
// writes stays in her own words.
func (v *visit) inEnglish(m meaning) (answer, bool) {
	if m.intent != wantSearch || v.english {
		return answer{}, false
	}
	chinese, read := lexicon.English(m.text)
	if !read {
		return answer{}, false
	}
	v.english = true
	a := v.act(v.bot.recognise(chinese))
	if a.text != "" {
		a.text = v.bot.say("english", strings.Join(strings.Fields(chinese), " ")).text + "\n" + a.text
	}
	return a, true
}
