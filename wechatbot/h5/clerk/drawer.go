package clerk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// A Drawer keeps what is written of annual reports among an office's files, a file
// a year.
type Drawer struct {
	Files fs.FS
	Put   func(ctx context.Context, name string, r io.Reader) error // keeps a file there
}

var _ Writing = Drawer{}

func inDrawer(year int) string { return fmt.Sprintf("office/report/%d.json", year) }

// Written implements Writing.
func (d Drawer) Written(_ context.Context, year int) (Written, error) {
	var w Written
	text, err := fs.ReadFile(d.Files, inDrawer(year))
	if errors.Is(err, fs.ErrNotExist) {
		return w, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &w)
	}
	if err != nil {
		return Written{}, fmt.Errorf("clerk: written of %d: %w", year, err)
	}
	return w, nil
}

// Write implements Writing.
func (d Drawer) Write(ctx context.Context, year int, w Written) error {
	text, err := json.Marshal(w)
	if err == nil {
		err = d.Put(ctx, inDrawer(year), bytes.NewReader(text))
	}
	if err != nil {
		return fmt.Errorf("clerk: write of %d: %w", year, err)
	}
	return nil
}
