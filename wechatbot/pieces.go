package wechatbot

import (
	"context"
	"strings"
	"unicode/utf8"
)

// inPieces sends a text as one customer message, or as several where it is longer. What
// of it went out before is not sent again by this process.
func (w *worker) inPieces(ctx context.Context, openid, key, text string) error {
	all := w.pieces(text)
	for i := w.spoken[key]; i < len(all); i++ {
		if err := w.customText(ctx, openid, all[i]); err != nil {
			return err
		}
		w.spoken[key] = i + 1
	}
	delete(w.spoken, key)
	return nil
}

// mostPieces is how many messages tell of one event: WeChat takes five in answer to one
// of hers.
const mostPieces = 4

// pieces are the messages that a text is told in. Of one that is too long for them all
// the middle is left out, and said to be: the end says what may be done about it.
func (b *Bot) pieces(text string) []string {
	text = clean(text)
	var all []string
	for rest := text; rest != ""; {
		var head string
		if head, rest = cut(rest, maxText); head != "" {
			all = append(all, head)
		}
	}
	if len(all) <= mostPieces {
		return all
	}
	gap := b.say("told_gap", nil).text
	before, _ := cut(all[mostPieces-2], maxText-len(gap)-1)
	return append(all[:mostPieces-2:mostPieces-2], before+"\n"+gap, ending(text))
}

// ending is the end of a text that is longer than a message, as much as one holds, from
// the beginning of a line on.
func ending(text string) string {
	at := len(text) - maxText
	for !utf8.RuneStart(text[at]) {
		at++
	}
	_, lines, found := strings.Cut(text[at:], "\n")
	if !found {
		return text[at:]
	}
	return lines
}
