package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/sirupsen/logrus"
)

// loadIndex takes over the search index of the last run. One that does not fit
// the feed is passed over, and the index is built from the feed.
func (o *office) loadIndex(ctx context.Context, name string, log *logrus.Logger) {
	if name == "" {
		return
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		log.WithError(err).Warn("the search index could not be opened")
		return
	}
	defer f.Close()
	took, err := o.catalog.LoadIndex(ctx, bufio.NewReader(f))
	if err != nil {
		log.WithError(err).Warn("the search index could not be read")
	}
	log.WithField("took", took).Info("search index")
}

// saveIndex keeps the search index for the next run, whole or not at all.
func (o *office) saveIndex(name string, log *logrus.Logger) {
	if name == "" {
		return
	}
	if err := o.writeIndex(name); err != nil {
		log.WithError(err).Warn("the search index could not be kept")
	}
}

func (o *office) writeIndex(name string) error {
	return writeFile(name, 0o600, func(f io.Writer) error {
		w := bufio.NewWriter(f)
		return errors.Join(o.catalog.SaveIndex(context.Background(), w), w.Flush())
	})
}
