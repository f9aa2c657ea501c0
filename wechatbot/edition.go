package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// An edition is what is worked out of the books once, until they change.
type edition struct {
	*figure.Names      // of their lines
	here          bool // any of them is of an organ of this place
}

// edition is that of the books as they are.
func (b *Bot) edition() *edition {
	kept := b.books.Load()
	if kept == nil || !kept.AreOf(b.Books) {
		kept = &edition{figure.NewNames(b.Books), slices.ContainsFunc(b.Books.Organs(), b.own)}
		b.books.Store(kept)
	}
	return kept
}

// keepsHere says whether any of the books are of an organ of this place.
func (b *Bot) keepsHere() bool { return b.edition().here }

// named are the figures of the books that a text names, in its order. What the text goes
// on from may stand before it.
func (v *visit) named(text, before string) []figure.Naming { return v.bot.edition().In(text, before) }
