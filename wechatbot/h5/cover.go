package h5

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/zwgk/zwgk/budget/chart"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

// cover is a record's picture, which a chat shows beside a forwarded link: its
// title, and who published it when.
func (s *site) cover(w http.ResponseWriter, r *http.Request) {
	rec, err := s.Catalog.Find(r.Context(), catalog.IndexNumber(r.PathValue("number")))
	if err != nil {
		s.failed(w, r, err)
		return
	}
	rec = rec.Public()
	var b bytes.Buffer
	c := chart.Cover{Title: rec.Title, Source: strings.TrimSpace(rec.Publisher + " " + rec.Date.String())}
	if err = c.PNG(&b); err != nil { // a title may have a character that the font lacks
		b.Reset()
		err = chart.Cover{Title: "政府信息公开", Source: rec.Date.String()}.PNG(&b)
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	furniture.Send(w, r, http.StatusOK, b.Bytes(), false)
}
