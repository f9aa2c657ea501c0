// Package figure finds out which figure of an office's books a text asks for, by the names
// that the books have and the words that people use, and finds it in a statement.
//
//	names := figure.NewNames(books)
//	for _, n := range names.In("公务接待费和住房公积金", "") {
//		f, found := n.Ask.In(statement)
//		…
//	}
//
// Start from [Ask] (which figure is wanted), [Names] (what the books can be asked for) and
// [Figure] (what was found). A figure that is not there, or is not surely meant, is not
// guessed (decision 0403). Which organ and year are meant, and what is said, is the bot's;
// what the tables mean is package budget's.
package figure
