package h5

import (
	"bytes"
	"compress/flate"
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/zwgk/zwgk/disclosure/cases"
)

// unsent is a letter that was not handed in yet, as the browser carries it: sealed
// in a cookie, so that going back finds it and the server keeps nothing.
type unsent struct {
	Visit                string // names the browser, so that one letter pressed twice stays one
	Kind                 cases.Kind
	Text, Organ, Contact string
}

const (
	letterCookie = "zwgk_letter"
	letterLife   = 24 * time.Hour
	mostCookie   = 3800 // bytes of a cookie that every browser and proxy takes
)

// unsentLetter is what the browser carries; without text there is only the visit.
func (s *site) unsentLetter(r *http.Request) unsent {
	var packed []byte
	var u unsent
	if s.kept(r, letterCookie, &packed) {
		if data, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxForm)); err == nil {
			_ = json.Unmarshal(data, &u) // it was sealed here
		}
	}
	if u.Visit == "" {
		u = unsent{Visit: rand.Text()}
	}
	return u
}

// carry gives the letter to the browser. It is false for one that is longer than a
// cookie; then the browser carries the visit alone.
func (s *site) carry(w http.ResponseWriter, u unsent) (bool, error) {
	data, err := json.Marshal(u)
	if err != nil {
		return false, err
	}
	var packed bytes.Buffer
	z, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = z.Write(data)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return false, err
	}
	if packed.Len()*16/9 > mostCookie-200 { // written in base64 twice, sealed once
		_, err := s.carry(w, unsent{Visit: u.Visit})
		return false, err
	}
	return true, s.keep(w, letterCookie, packed.Bytes(), letterLife)
}
