package wechatbot

import "github.com/zwgk/zwgk/wechatbot/internal/figure"

// lineBook is the names that the books have, worked out once for each edition.
func (b *Bot) lineBook() *figure.Names {
	kept := b.lines.Load()
	if kept == nil || !kept.AreOf(b.Books) {
		kept = figure.NewNames(b.Books)
		b.lines.Store(kept)
	}
	return kept
}

// named are the figures of the books that a text names, in its order. What the text goes
// on from may stand before it.
func (v *visit) named(text, before string) []figure.Naming { return v.bot.lineBook().In(text, before) }
