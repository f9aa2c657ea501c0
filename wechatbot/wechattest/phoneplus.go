package wechattest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// maxPicture is how many bytes of a picture the page takes; WeChat's own bound is less.
const maxPicture = 12 << 20

// tap taps a button of the menu that the browser's citizen sees.
func (ph *phone) tap(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	key, c := r.PostFormValue("key"), ph.chat(ph.seat(w, r))
	for _, b := range buttons(c.follower.Menu()) {
		if b.Key == key && key != "" {
			ph.sends(c, spoken("［点菜单］"+b.Name), func(f *Follower) { f.Taps(key) })
		}
	}
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// buttons are all buttons of a menu, submenus flattened.
func buttons(menu []Button) []Button {
	var out []Button
	for _, b := range menu {
		out = append(out, b)
		out = append(out, b.Children...)
	}
	return out
}

// picture sends a picture from the browser.
func (ph *phone) picture(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxPicture)
	file, _, err := r.FormFile("file")
	var data []byte
	if err == nil {
		data, err = io.ReadAll(file)
	}
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		http.Error(w, "图片太大", http.StatusRequestEntityTooLarge)
		return
	case err == nil && len(data) > 0:
		id := ph.platform.received("photo.jpg", "image", data)
		ph.send(w, r, Line{Image: "media/" + id}, func(f *Follower) { f.shows(id) })
	}
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// voice sends a voice message that WeChat heard as these words; as none where there
// are none.
func (ph *phone) voice(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	heard := r.PostFormValue("text")
	ph.send(w, r, spoken("［语音］"+heard), func(f *Follower) { f.Speaks(heard) })
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// place sends where somebody is.
func (ph *phone) place(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	at := r.PostFormValue("at")
	latitude, longitude, err := ParsePlace(at)
	if err != nil {
		http.Error(w, "位置写成“纬度,经度”，例如 38.5,106.3", http.StatusUnprocessableEntity)
		return
	}
	ph.send(w, r, spoken("［位置］"+at), func(f *Follower) { f.Stands(latitude, longitude) })
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// ParsePlace reads a latitude and a longitude in degrees, with a comma between them.
func ParsePlace(text string) (latitude, longitude float64, err error) {
	x, y, _ := strings.Cut(strings.ReplaceAll(text, "，", ","), ",")
	for _, d := range []struct {
		text string
		to   *float64
		most float64
	}{{x, &latitude, 90}, {y, &longitude, 180}} {
		v, err := strconv.ParseFloat(strings.TrimSpace(d.text), 64)
		if err != nil || !(v >= -d.most && v <= d.most) {
			return 0, 0, fmt.Errorf("wechattest: %q is no place: write latitude,longitude", text)
		}
		*d.to = v
	}
	return latitude, longitude, nil
}

func (ph *phone) media(w http.ResponseWriter, r *http.Request) {
	data, found := ph.platform.Media(r.PathValue("id"))
	if !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", http.DetectContentType(data))
	w.Write(data)
}
