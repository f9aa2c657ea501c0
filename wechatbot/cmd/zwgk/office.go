package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// officeCommand keeps in the database what the office is, so that every command on
// it and every replica works the same.
type officeCommand struct {
	Keep officeKeep `cmd:"" help:"Check files and keep them, in place of those before: see docs/office.md. A zwgk serve that runs reads them at its next start."`
}

type officeKeep struct {
	About    string `help:"JSON file that describes the office: name, organs, guide." placeholder:"FILE"`
	Items    string `help:"CSV file of what must be published (公开事项清单)." placeholder:"FILE"`
	Settings string `help:"JSON file with scheme, region and terms." placeholder:"FILE"`
}

func (x officeKeep) Run(ctx context.Context, c *commands, t terminal) error {
	checked := map[string][]byte{}
	var findings []catalog.Finding
	for _, part := range []struct {
		file, as string
		check    func([]byte) error
	}{
		{x.About, aboutFile, func(text []byte) error { _, err := h5.LoadOffice(bytes.NewReader(text)); return err }},
		{x.Items, itemsFile, func(text []byte) (err error) {
			_, findings, err = catalog.ReadItems(bytes.NewReader(text))
			return err
		}},
		{x.Settings, settingsFile, func(text []byte) error { _, err := c.storage.with(text); return err }},
	} {
		if part.file == "" {
			continue
		}
		text, err := os.ReadFile(part.file)
		if err != nil {
			return err
		}
		if err := part.check(text); err != nil {
			return fmt.Errorf("%s: %w; nothing was kept", part.file, err)
		}
		checked[part.as] = text
	}
	if len(checked) == 0 {
		return errors.New("office keep: name a file with --about, --items or --settings")
	}
	for _, f := range findings {
		fmt.Fprintf(t.out, "第%d行 %s：%s\n", f.Line, f.Where, f.Text)
	}
	return withDesk(ctx, c, func(o *office) error {
		for name, text := range checked {
			if err := o.records.PutFile(ctx, name, bytes.NewReader(text)); err != nil {
				return err
			}
		}
		fmt.Fprintf(t.out, "已存入%d份，下次启动起作数\n", len(checked))
		return nil
	})
}

// kept fills what no flag says from the office's own settings.
func (s storage) kept(files fs.FS) (storage, error) {
	text, err := fs.ReadFile(files, settingsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err == nil {
		s, err = s.with(text)
	}
	if err != nil {
		return s, fmt.Errorf("%s: %w", settingsFile, err)
	}
	return s, nil
}

// with fills what no flag says from the office's settings. A name that is none is
// refused.
func (s storage) with(text []byte) (storage, error) {
	var own struct {
		Scheme, Region string
		Terms          map[cases.Kind]ownTerm
	}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(&own); err != nil {
		return s, err
	}
	if own.Region != "" && own.Region != "none" && own.Region != "ningxia" {
		return s, fmt.Errorf("region: %q is neither none nor ningxia", own.Region)
	}
	if _, err := catalog.NewScheme("office", own.Scheme); own.Scheme != "" && err != nil {
		return s, err
	}
	for kind, term := range own.Terms {
		if err := term.set(&s.terms, kind); err != nil {
			return s, err
		}
	}
	if s.Scheme == "" {
		s.Scheme = own.Scheme
	}
	if s.Region == "" {
		s.Region = own.Region
	}
	return s, nil
}

// An ownTerm is a time that the office has set itself, and what says so.
type ownTerm struct {
	Workdays int    `json:"workdays"`
	By       string `json:"by"` // 《…办法》第…条
}

func (t ownTerm) set(terms *cases.Terms, kind cases.Kind) error {
	if t.Workdays < 1 || strings.TrimSpace(t.By) == "" {
		return fmt.Errorf("the term for %s needs workdays, and by what it is set", kind)
	}
	term := disclosure.Term{N: t.Workdays, Unit: disclosure.Workdays, Article: t.By}
	switch kind {
	case cases.Complaint:
		terms.Complaint = term
	case cases.Consultation:
		terms.Consultation = term
	case cases.Question:
		terms.Question = term
	default:
		return fmt.Errorf("terms: there is no kind %q", kind)
	}
	return nil
}
