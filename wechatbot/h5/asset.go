package h5

import (
	"embed"
	"io/fs"
	"net/http"

	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

//go:embed assets
var assetFiles embed.FS

func (s *site) loadAssets() error {
	files, err := fs.Sub(assetFiles, "assets")
	if err != nil {
		return err
	}
	if s.assets, err = furniture.LoadAssets(files); err != nil {
		return err
	}
	s.icon = s.to("/assets/%s", s.assets.Name(furniture.Icon))
	s.css, s.js = s.to("/assets/%s", s.assets.Name("h5.css")), s.to("/assets/%s", s.assets.Name("h5.js"))
	return nil
}

func (s *site) asset(w http.ResponseWriter, r *http.Request) {
	if !s.assets.Serve(w, r, r.PathValue("name")) {
		s.trouble(w, r, http.StatusNotFound)
	}
}
