package wechattest

import (
	"cmp"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

// A medium is an uploaded file, or one that a citizen sent.
type medium struct {
	name, kind string
	data       []byte
	permanent  bool
	at         time.Time
	about      string // of a permanent video, JSON with title and introduction
}

// mediumLife is how long a temporary medium (临时素材) is kept.
const mediumLife = 3 * 24 * time.Hour

// medium returns a file by its id, as long as it is kept.
func (p *Platform) medium(id string) (medium, bool) {
	m, known := p.media[id]
	if known && !m.permanent && p.now().Sub(m.at) > mediumLife {
		return medium{}, false
	}
	return m, known
}

// mediaRules are the kinds of file that may be uploaded: how large in bytes,
// what is said of one that is larger, and how its name may end.
var mediaRules = map[string]struct {
	most, code int
	ends       []string
}{
	"image": {10 << 20, 40009, []string{".bmp", ".png", ".jpeg", ".jpg", ".gif"}},
	"voice": {2 << 20, 40010, []string{".amr", ".mp3"}},
	"video": {10 << 20, 40011, []string{".mp4"}},
	"thumb": {64 << 10, 40012, []string{".jpg", ".jpeg"}},
}

// voicesKept are the kinds of voice that a permanent medium may be besides (上传永久素材).
var voicesKept = []string{".wma", ".wav"}

// mediaUpload takes a temporary medium, materialAdd a permanent one (永久素材).
func (p *Platform) mediaUpload(r request) answer { return p.upload(r, false) }
func (p *Platform) materialAdd(r request) answer { return p.upload(r, true) }

func (p *Platform) upload(r request, permanent bool) answer {
	kind := r.query.Get("type")
	rule, known := mediaRules[kind]
	switch {
	case !known:
		return refused(40004)
	case len(r.file) == 0:
		return refused(41005)
	case len(r.file) > rule.most:
		return refused(rule.code)
	}
	end := strings.ToLower(path.Ext(r.name))
	fits := slices.Contains(rule.ends, end) || permanent && kind == "voice" && slices.Contains(voicesKept, end)
	if !fits || kind == "image" && !isImage(r.file) {
		return refused(40005)
	}
	id := fmt.Sprintf("MEDIA%d_%s", p.id(), random(letters, 20))
	p.media[id] = medium{name: r.name, kind: kind, data: r.file, permanent: permanent, at: p.now(), about: r.about}
	switch {
	case !permanent:
		return answer{"media_id": id, "type": kind, "created_at": p.now().Unix()}
	case kind == "image":
		return answer{"media_id": id, "url": articleImages + id}
	}
	return answer{"media_id": id} // the address is a picture's
}

func isImage(data []byte) bool { return strings.HasPrefix(http.DetectContentType(data), "image/") }

// picturesHost is where pictures lie, those of articles and those that citizens
// sent; an article shows no others.
const (
	picturesHost  = "mmbiz.qpic.cn"
	articleImages = "http://" + picturesHost + "/"
)

// imageUpload takes a picture for the body of an article: a megabyte of JPEG or
// PNG. It has an address, and no media_id.
func (p *Platform) imageUpload(r request) answer {
	switch kind := http.DetectContentType(r.file); {
	case len(r.file) == 0:
		return refused(41005)
	case len(r.file) > 1<<20:
		return refused(40009)
	case kind != "image/jpeg" && kind != "image/png":
		return refused(40137)
	}
	id := fmt.Sprintf("IMAGE%d_%s", p.id(), random(letters, 20))
	p.media[id] = medium{name: r.name, kind: "article", data: r.file, permanent: true, at: p.now()}
	return answer{"url": articleImages + id}
}

// materialDelete deletes a permanent medium, materialCount counts them.
func (p *Platform) materialDelete(r request) answer {
	var q struct {
		MediaID string `json:"media_id"`
	}
	if !r.json(&q) || !p.media[q.MediaID].permanent {
		return refused(40007)
	}
	delete(p.media, q.MediaID)
	return ok()
}

// materialList lists the permanent media of a kind, newest first, up to twenty at
// once.
func (p *Platform) materialList(r request) answer {
	var q struct {
		Kind string `json:"type"`
		page
	}
	if !r.json(&q) || !q.good() {
		return badPage()
	}
	var ids []string
	for id, m := range p.media {
		if m.permanent && m.kind == q.Kind {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(p.media[b].at.Compare(p.media[a].at), cmp.Compare(a, b)) })
	items := []answer{}
	for _, id := range pick(ids, q.page) {
		items = append(items, answer{"media_id": id, "name": p.media[id].name, "update_time": p.media[id].at.Unix(), "url": articleImages + id})
	}
	return answer{"total_count": len(ids), "item_count": len(items), "item": items}
}

func (p *Platform) materialCount(request) answer {
	n := map[string]int{}
	for _, m := range p.media {
		if m.permanent {
			n[m.kind]++
		}
	}
	return answer{"voice_count": n["voice"], "video_count": n["video"], "image_count": n["image"] + n["thumb"], "news_count": 0}
}

// Media returns an uploaded file by its id.
func (p *Platform) Media(id string) ([]byte, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m, found := p.media[id]
	return m.data, found
}

// Shows sends a picture, as a citizen does from her album: the platform keeps it
// under a media id, by which the account may fetch it for three days.
func (f *Follower) Shows(picture []byte) Answer {
	return f.shows(f.platform.received("photo.jpg", "image", picture))
}

// shows sends a picture that the platform keeps.
func (f *Follower) shows(id string) Answer {
	return f.Send(Message{Type: "image", MediaID: id, PicURL: articleImages + id})
}

// received keeps what a citizen sent.
func (p *Platform) received(name, kind string, data []byte) (id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	id = "in_" + random(letters, 20)
	p.media[id] = medium{name: name, kind: kind, data: data, at: p.now()}
	return id
}

// Speaks sends a voice message that WeChat hears as these words, "" for none, which is
// what developers have met since 2023, when WeChat's staff wrote that recognition would end.
// The platform keeps it under a media id, as a recording in which nothing is heard.
func (f *Follower) Speaks(heard string) Answer {
	id := f.platform.received("voice.amr", "voice", []byte(silence))
	more := "<Format><![CDATA[amr]]></Format>"
	if heard == "" {
		more += "<Recognition><![CDATA[]]></Recognition>"
	}
	return f.Send(Message{Type: "voice", MediaID: id, Recognition: heard, Extra: more})
}

// silence is a recording of nothing: how an AMR file begins.
const silence = "#!AMR\n"

// The paths whose answer is a file, or JSON where they refuse.
const (
	mediaGet    = "/cgi-bin/media/get"
	materialGet = "/cgi-bin/material/get_material"
	showQRCode  = "/cgi-bin/showqrcode"
)

// file answers with the bytes of a medium; false where JSON says more.
func (p *Platform) file(req *http.Request, body []byte) (result, bool) {
	q := req.URL.Query()
	id := q.Get("media_id")
	switch {
	case req.URL.Hostname() == picturesHost:
		m, kept := p.medium(strings.TrimPrefix(req.URL.Path, "/"))
		if !kept {
			return result{status: http.StatusNotFound, header: http.Header{}}, true
		}
		return m.result(), true
	case req.URL.Path == showQRCode:
		return p.picture(q.Get("ticket"))
	case req.URL.Path == materialGet && req.Method == http.MethodPost:
		id = request{body: body}.mediaID()
		if m := p.media[id]; !m.permanent || m.kind == "video" {
			return result{}, false
		}
	case req.URL.Path != mediaGet:
		return result{}, false
	}
	m, kept := p.medium(id)
	if !kept || p.unauthorized(q.Get("access_token")) != 0 || !p.mayCall(req.URL.Path) {
		return result{}, false
	}
	return m.result(), true
}

// result is a medium as it is downloaded.
func (m medium) result() result {
	kind := http.DetectContentType(m.data)
	if path.Ext(m.name) == ".amr" { // which nothing recognises by its bytes
		kind = "audio/amr"
	}
	return result{status: http.StatusOK, body: m.data, header: http.Header{
		"Content-Type": {kind}, "Content-Disposition": {`attachment; filename="` + m.name + `"`},
	}}
}

// mediaID is the medium that a call is about.
func (r request) mediaID() string {
	var q struct {
		MediaID string `json:"media_id"`
	}
	r.json(&q)
	return q.MediaID
}

// material is the JSON of a permanent video: what it is called, and where it is.
// Other permanent media are their bytes (获取永久素材).
func (p *Platform) material(r request) answer {
	id := r.mediaID()
	m := p.media[id]
	if !m.permanent || m.kind != "video" {
		return refused(40007)
	}
	var about struct {
		Title        string `json:"title"`
		Introduction string `json:"introduction"`
	}
	request{body: []byte(m.about)}.json(&about)
	return answer{"title": about.Title, "description": about.Introduction, "down_url": articleImages + id}
}

// refuseMedium is the JSON answer to a fetch that gave no bytes.
func (p *Platform) refuseMedium(request) answer { return refused(40007) }
