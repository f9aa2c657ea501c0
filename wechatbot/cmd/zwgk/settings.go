package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// settings are what a settings file says, under the names of the flags, written
// with "-" or "_".
type settings struct {
	file   string
	values map[string]any
}

// readSettings reads a settings file. What is no JSON object is an error that
// names the file and the line.
func readSettings(r io.Reader) (kong.Resolver, error) {
	s := settings{file: "settings"}
	if f, ok := r.(interface{ Name() string }); ok {
		s.file = f.Name()
	}
	text, err := io.ReadAll(r)
	if err == nil {
		err = json.Unmarshal(text, &s.values)
	}
	if bad := (*json.SyntaxError)(nil); errors.As(err, &bad) {
		return nil, fmt.Errorf("%s: line %d: %w", s.file, 1+strings.Count(string(text[:bad.Offset]), "\n"), err)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.file, err)
	}
	return s, nil
}

// Validate refuses a name that no flag of any command has: a misspelt aeskey must
// not become an account without one.
func (s settings) Validate(app *kong.Application) error {
	known := map[string]bool{}
	_ = kong.Visit(app, func(n kong.Visitable, next kong.Next) error {
		if f, ok := n.(*kong.Flag); ok {
			known[f.Name] = true
		}
		return next(nil)
	})
	for _, name := range slices.Sorted(maps.Keys(s.values)) {
		if !known[strings.ReplaceAll(name, "_", "-")] {
			return fmt.Errorf("%s: there is no setting %q; they are named as the flags are: see zwgk serve --help", s.file, name)
		}
	}
	return nil
}

// Resolve is what the file says of a flag; nil: nothing.
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for name, value := range s.values {
		if strings.ReplaceAll(name, "_", "-") == flag.Name {
			return value, nil
		}
	}
	return nil, nil
}
