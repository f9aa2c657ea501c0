// Package furniture is what all pages of the office have in common, whoever they
// are for: the safety headers, files named by their hash, answers with an ETag
// and compressed, templates in one layout, and an own page for addresses that are
// not there.
package furniture
