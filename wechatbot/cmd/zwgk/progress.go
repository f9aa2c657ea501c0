package main

import "github.com/schollz/progressbar/v3"

// bar shows how far a long command has come. It draws when it is told, and has
// no goroutine that draws meanwhile.
func (t terminal) bar(what string) *progressbar.ProgressBar {
	return progressbar.NewOptions(-1, progressbar.OptionSetWriter(t.err), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionSetSpinnerChangeInterval(0))
}
