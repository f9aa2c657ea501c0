// Package fulltext finds short Chinese texts in memory: the titles, summaries
// and bodies of a catalogue.
//
// An Index cuts texts into pairs of neighbouring characters, so that it needs
// no dictionary, and checks what it found against the text itself, so that a
// fragment of one character or more finds exactly the texts that hold it. When
// nothing holds the fragment, likeness decides: shared pairs, the same sounds,
// characters dropped, added or turned round.
//
// Readers never wait: an Index is a list of segments that never change, and a
// writer swaps the list.
package fulltext
