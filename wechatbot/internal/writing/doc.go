// Package writing brings what people type into the writings in which it is read and
// compared: simplified characters, one width, no characters that are not seen, the words
// that matter here as they should be written, numerals as numbers, a text as its clauses.
//
//	text = writing.Simple(writing.Tidy("　申情公開２０２４年的合同！")) // 申请公开2024年的合同
//
// It knows how people write, and not what they want: that is for the lexicon and for the
// bot. Slips that are often typed are in slips.txt, one word a line.
package writing
