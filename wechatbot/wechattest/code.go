package wechattest

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Limits of codes with a scene (带参数的二维码).
const (
	maxScene      = 64 // bytes of its text
	maxSceneID    = 100_000
	maxExpiry     = 2_592_000
	defaultExpiry = 60
)

// A sceneCode (带参数的二维码) is one that the account made, newest of its scene.
type sceneCode struct {
	ticket string
	number int       // its scene, of one that has no text
	until  time.Time // zero: it lasts
}

// qrcode makes a code whose scene comes back when it is scanned: see Scans.
func (p *Platform) qrcode(r request) answer {
	var q struct {
		Expire int    `json:"expire_seconds"`
		Action string `json:"action_name"`
		Info   struct {
			Scene struct {
				Text string `json:"scene_str"`
				ID   int    `json:"scene_id"`
			} `json:"scene"`
		} `json:"action_info"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	texts := strings.Contains(q.Action, "STR")
	limit := strings.HasPrefix(q.Action, "QR_LIMIT_")
	switch scene := q.Info.Scene; {
	case !slices.Contains([]string{"QR_SCENE", "QR_STR_SCENE", "QR_LIMIT_SCENE", "QR_LIMIT_STR_SCENE"}, q.Action):
		return refused(40053)
	case texts && (scene.Text == "" || len(scene.Text) > maxScene), !texts && scene.ID == 0, limit && !texts && (scene.ID < 1 || scene.ID > maxSceneID):
		return refused(40053)
	}
	c, scene := sceneCode{ticket: "gQ" + p.mark() + random(letters, 40)}, q.Info.Scene.Text
	if !texts {
		c.number, scene = q.Info.Scene.ID, strconv.Itoa(q.Info.Scene.ID)
	}
	a := answer{"ticket": c.ticket, "url": "http://weixin.qq.com/q/" + url.PathEscape(c.ticket)}
	if !limit {
		life := min(cmp.Or(q.Expire, defaultExpiry), maxExpiry)
		a["expire_seconds"], c.until = life, p.now().Add(time.Duration(life)*time.Second)
	}
	p.scenes[scene] = c
	return a
}

// picture is a code as a picture, for whom a ticket is shown. It is one to look
// at, not to scan.
func (p *Platform) picture(ticket string) (result, bool) {
	if !strings.HasPrefix(ticket, "gQ") {
		return result{status: http.StatusNotFound, header: http.Header{}}, true
	}
	h := fnv.New64a()
	h.Write([]byte(ticket))
	bits := binary.BigEndian.Uint64(h.Sum(nil))
	img := image.NewGray(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		if bits>>i&1 == 1 {
			img.SetGray(i%8, i/8, color.Gray{Y: 255})
		}
	}
	var b bytes.Buffer
	if jpeg.Encode(&b, img, nil) != nil {
		return result{}, false
	}
	return result{status: http.StatusOK, header: http.Header{"Content-Type": {"image/jpg"}}, body: b.Bytes()}, true
}

// Scans scans a code of the account with a scene: it subscribes who does not
// follow yet, and is a SCAN for who does. The event has the ticket of the newest code
// with that scene; where that has expired, the Answer is silence and its Fault says
// so. A scene of which no code was made is one that somebody printed before.
func (f *Follower) Scans(scene string) Answer {
	p := f.platform
	p.mu.Lock()
	following, now := f.following, p.now()
	c, made := p.scenes[scene]
	p.mu.Unlock()
	if made && !c.until.IsZero() && now.After(c.until) {
		return Answer{Fault: "wechattest: the code with that scene has expired"}
	}
	ticket := cmp.Or(c.ticket, "gQ"+random(letters, 40))
	m := Message{Type: "event", Event: "SCAN", EventKey: scene, Extra: "<Ticket><![CDATA[" + ticket + "]]></Ticket>"}
	if !following {
		m.Event, m.EventKey = "subscribe", "qrscene_"+scene
	}
	return f.Send(m)
}
