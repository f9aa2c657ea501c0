package h5

import "net/http"

func (s *site) apply(w http.ResponseWriter, r *http.Request)      { s.trouble(w, r, 404) }
func (s *site) applied(w http.ResponseWriter, r *http.Request)    { s.trouble(w, r, 404) }
func (s *site) applyDone(w http.ResponseWriter, r *http.Request)  { s.trouble(w, r, 404) }
func (s *site) progress(w http.ResponseWriter, r *http.Request)   { s.trouble(w, r, 404) }
func (s *site) progressed(w http.ResponseWriter, r *http.Request) { s.trouble(w, r, 404) }
func (s *site) guide(w http.ResponseWriter, r *http.Request)      { s.trouble(w, r, 404) }
func (s *site) reports(w http.ResponseWriter, r *http.Request)    { s.trouble(w, r, 404) }
func (s *site) report(w http.ResponseWriter, r *http.Request)     { s.trouble(w, r, 404) }
