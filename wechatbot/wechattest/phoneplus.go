package wechattest

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// maxPicture is how many bytes of a picture the page takes; WeChat's own bound is less.
const maxPicture = 12 << 20

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
		id := ph.platform.received("photo.jpg", data)
		ph.send(w, r, Line{Image: "media/" + id}, func(f *Follower) { f.shows(id) })
	}
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// voice sends a voice message that WeChat heard as these words; as none where there
// are none.
func (ph *phone) voice(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	text := r.PostFormValue("text")
	ph.send(w, r, spoken("［语音］"+text), func(f *Follower) { f.Send(Message{Type: "voice", MediaID: "voice", Recognition: text}) })
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// place sends a location, written as latitude and longitude.
func (ph *phone) place(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	x, y, ok := degrees(r.PostFormValue("at"))
	if !ok {
		http.Error(w, "位置写成“纬度,经度”，例如 38.5,106.3", http.StatusUnprocessableEntity)
		return
	}
	ph.send(w, r, spoken("［位置］"+x+", "+y), func(f *Follower) { f.Send(Message{Type: "location", X: x, Y: y}) })
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// degrees reads a latitude and a longitude.
func degrees(text string) (x, y string, ok bool) {
	x, y, ok = strings.Cut(strings.NewReplacer("，", ",", " ", "").Replace(text), ",")
	if !ok {
		return "", "", false
	}
	for _, d := range []struct {
		text string
		most float64
	}{{x, 90}, {y, 180}} {
		v, err := strconv.ParseFloat(d.text, 64)
		if err != nil || !(v >= -d.most && v <= d.most) {
			return "", "", false
		}
	}
	return x, y, true
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
