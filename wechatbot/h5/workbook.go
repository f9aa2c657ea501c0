package h5

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"net/http"
	"sync"
	"unicode/utf16"

	"github.com/zwgk/zwgk/catalog"
	catalogxlsx "github.com/zwgk/zwgk/catalog/xlsx"
	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

// Bounds of the catalogue as a workbook: a larger catalogue is given as CSV and
// JSON, which are written as they are read.
const (
	maxWorkbook = 5000
	maxCell     = 32767 // characters that a cell of Excel holds
)

// catalogueBook is the whole catalogue as a workbook at one head, made once.
type catalogueBook struct {
	mu   sync.Mutex
	head int64
	data []byte
}

// catalogueXLSX gives out the catalogue as a workbook.
func (s *site) catalogueXLSX(w http.ResponseWriter, r *http.Request) {
	all, err := s.census(r.Context())
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if all.Total > maxWorkbook {
		s.troubleWith(w, r, http.StatusNotFound, "目录太大，做不成一个表格文件；请下载CSV或者JSON。")
		return
	}
	data, err := s.workbook(r.Context(), all.head)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", workbook)
	w.Header().Set("Content-Disposition", disposition("attachment", s.dated(".xlsx")))
	furniture.Send(w, r, http.StatusOK, data, false)
}

func (s *site) workbook(ctx context.Context, head int64) ([]byte, error) {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	if s.book.data != nil && s.book.head == head {
		return s.book.data, nil
	}
	var b bytes.Buffer
	if err := catalogxlsx.Write(&b, s.fitting(ctx)); err != nil {
		return nil, fmt.Errorf("h5: catalogue: %w", err)
	}
	s.book.head, s.book.data = head, b.Bytes()
	return s.book.data, nil
}

// fitting are the public records; of one whose text is longer than a cell, where
// to read it.
func (s *site) fitting(ctx context.Context) iter.Seq2[catalog.Record, error] {
	return func(yield func(catalog.Record, error) bool) {
		for rec, err := range s.Catalog.Records(ctx) {
			if len(rec.Body) > maxCell && len(utf16.Encode([]rune(rec.Body))) > maxCell {
				rec.Body = "（正文太长，请看网页 " + s.origin + s.to("/r/%s", escapePath(string(rec.Number))) + "）"
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}
