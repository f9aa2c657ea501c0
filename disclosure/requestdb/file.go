package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// SaveFile keeps a file of a draft, sealed. See disclosure.Store.
func (s *Store) SaveFile(ctx context.Context, owner, id string, data []byte) error {
	return s.saveFile(ctx, drafts, owner, id, data)
}

// DropFile forgets a file of a draft. See disclosure.Store.
func (s *Store) DropFile(ctx context.Context, owner, id string) error {
	return s.dropFile(ctx, drafts, owner, id)
}

// File returns the bytes of a file. See disclosure.Store.
func (s *Store) File(ctx context.Context, id string) ([]byte, error) {
	return s.file(ctx, drafts, id, disclosure.ErrNotFound)
}

// SaveFile keeps a file of a letter, sealed. See cases.Store.
func (k CaseStore) SaveFile(ctx context.Context, owner, id string, data []byte) error {
	return k.s.saveFile(ctx, letters, owner, id, data)
}

// DropFile forgets a file of a letter. See cases.Store.
func (k CaseStore) DropFile(ctx context.Context, owner, id string) error {
	return k.s.dropFile(ctx, letters, owner, id)
}

// File returns the bytes of a file. See cases.Store.
func (k CaseStore) File(ctx context.Context, id string) ([]byte, error) {
	return k.s.file(ctx, letters, id, cases.ErrNotFound)
}

func (s *Store) saveFile(ctx context.Context, d drawer, owner, id string, data []byte) error {
	hash := s.lookup("owner", owner)
	if hash == nil || id == "" {
		return errors.New("requestdb: save file: no owner or no ID")
	}
	sealed, err := s.seal(data, d.filePlace+id)
	if err != nil {
		return err
	}
	return s.exec(ctx, s.db, "save file", "INSERT INTO "+d.files+" (id, owner, sealed) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", id, hash, sealed)
}

func (s *Store) dropFile(ctx context.Context, d drawer, owner, id string) error {
	return s.exec(ctx, s.db, "drop file", "DELETE FROM "+d.files+" WHERE id = ? AND owner = ? AND "+d.of+" IS NULL", id, s.lookup("owner", owner))
}

// file returns the bytes of a file; missing is the error where there is none.
func (s *Store) file(ctx context.Context, d drawer, id string, missing error) ([]byte, error) {
	var sealed, data []byte
	err := s.db.QueryRowContext(ctx, s.sql("SELECT sealed FROM "+d.files+" WHERE id = ?"), id).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, missing
	}
	if err != nil {
		return nil, fmt.Errorf("requestdb: file: %w", err)
	}
	if err := s.open(sealed, d.filePlace+id, &data); err != nil {
		return nil, fmt.Errorf("requestdb: file: %w", err)
	}
	return data, nil
}

// takeFiles hands an owner's files over to the new dossier with a number.
func (s *Store) takeFiles(ctx context.Context, tx *sql.Tx, d drawer, files []disclosure.Attachment, owner string, seq int64) error {
	for _, a := range files {
		if err := s.exec(ctx, tx, "files", "UPDATE "+d.files+" SET "+d.of+" = ? WHERE id = ? AND owner = ?", seq, a.ID, s.lookup("owner", owner)); err != nil {
			return err
		}
	}
	return nil
}

// eraseFiles forgets the files of a dossier.
func (s *Store) eraseFiles(ctx context.Context, tx *sql.Tx, d drawer, b book, id string) error {
	return s.exec(ctx, tx, "erase files", "DELETE FROM "+d.files+" WHERE "+d.of+" = (SELECT seq FROM "+b.table+" WHERE id = ?)", id)
}
