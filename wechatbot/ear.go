package wechatbot

import (
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/recogniser"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// An ear hears what a text wants, by the sayings that it was fitted to.
type ear struct{ *recogniser.Model }

// newEar fits an ear to sayings.
func newEar(sayings []Saying) *ear {
	shown := make([]recogniser.Saying, len(sayings))
	for i, s := range sayings {
		shown[i] = recogniser.Saying(s)
	}
	return &ear{recogniser.Fit(shown)}
}

// said is the want of the saying that a text is.
func (e *ear) said(text string) (w want, known bool) {
	name, known := e.Said(text)
	if !known {
		return want{}, false
	}
	return wantNamed(name)
}

// guess is what a text most likely wants, and how likely that is: 1 where it is
// a saying.
func (e *ear) guess(text string) (w want, sure float64) {
	name, sure := e.Guess(text)
	w, _ = wantNamed(name)
	return w, sure
}

// A story is a text of so many characters, and of several clauses. Its wish mostly
// stands at its end, and is lost among what was told before.
const storyLength = 30

// wishing are the words with which the wish of a story begins, and the wish.
var wishing = form(`(?:想问问?|问问|问一下|问下|请问|想知道|想打听|想晓得|就想|只想)(?:你们|您|一下|一句|下)?(.{5,})$`)

// guessStory is guess, and of a story the guess of its end where that is surer than
// the whole: of what follows 想问问, or of a last clause that is plain by itself.
func (e *ear) guessStory(text string) (w want, sure float64) {
	w, sure = e.guess(text)
	if sure >= sureBeside || utf8.RuneCountInString(text) < storyLength {
		return w, sure
	}
	parts := writing.Clauses(text)
	if len(parts) < 2 {
		return w, sure
	}
	if found := wishing.FindStringSubmatch(text); found != nil {
		if wish, surely := e.guess(found[1]); surely >= sureBeside && surely > sure {
			return wish, surely
		}
	}
	if last, surely := e.guess(parts[len(parts)-1]); surely >= sureAside && last.means.intent != wantLetter {
		return last, surely
	}
	return w, sure
}
