// Package lexicon holds the words by which the bot understands people, in lexicon.txt: one
// kind a line. A word is added there and needs no change of the code; how words follow
// each other is written as a pattern over the kinds.
//
//	var consults = lexicon.Form(`^(?:{greeting})*我?(?:想|要)?{consult}`)
//	…
//	consults.MatchString("你好，我想咨询一下")
//
// Beside it stand what several rooms ask of a text: [Choice], [Question], [Talk], [Papers]
// and [Tells]; and [English], which writes an English text in Chinese words by english.txt.
// Slips and ways of writing are put right before, by package writing.
package lexicon
