package wechattest

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// userInfo is what the account may know of a follower (获取用户基本信息); since 2021
// neither name nor picture is among it.
func (p *Platform) userInfo(r request) answer {
	f, known := p.followers[r.query.Get("openid")]
	if !known {
		return refused(40003)
	}
	return f.info()
}

func (f *Follower) info() answer {
	if !f.following {
		return answer{"subscribe": 0, "openid": f.OpenID}
	}
	how := "ADD_SCENE_SEARCH"
	if f.scene != "" {
		how = "ADD_SCENE_QR_CODE"
	}
	return answer{"subscribe": 1, "openid": f.OpenID, "language": "zh_CN", "subscribe_time": f.since.Unix(), "tagid_list": f.tagIDs(),
		"remark": f.remark, "groupid": 0, "subscribe_scene": how, "qr_scene": 0, "qr_scene_str": f.scene}
}

// userInfos is userInfo for many at once.
func (p *Platform) userInfos(r request) answer {
	var q struct {
		List []struct {
			OpenID string `json:"openid"`
		} `json:"user_list"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	list := []answer{}
	for _, u := range q.List {
		f, known := p.followers[u.OpenID]
		if !known {
			return refused(40003)
		}
		list = append(list, f.info())
	}
	return answer{"user_info_list": list}
}

// userRemark notes for the account who a follower is (备注名).
func (p *Platform) userRemark(r request) answer {
	var q struct {
		OpenID string `json:"openid"`
		Remark string `json:"remark"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	f, known := p.followers[q.OpenID]
	if !known || !f.following {
		return refused(40003)
	}
	f.remark = q.Remark
	return ok()
}

// maxList is how many openids one call lists.
const maxList = 10_000

// userList lists the followers, from the one behind next_openid on.
func (p *Platform) userList(r request) answer {
	all := p.openids(func(f *Follower) bool { return f.following })
	from := 0
	if next := r.query.Get("next_openid"); next != "" {
		i := slices.Index(all, next)
		if i < 0 {
			return refused(40003)
		}
		from = i + 1
	}
	ids := all[from:min(from+maxList, len(all))]
	next := ""
	if len(ids) > 0 {
		next = ids[len(ids)-1]
	}
	return answer{"total": len(all), "count": len(ids), "data": answer{"openid": ids}, "next_openid": next}
}

// openids are those of some followers, in order.
func (p *Platform) openids(of func(*Follower) bool) []string {
	ids := []string{}
	for id, f := range p.followers {
		if of(f) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Limits of codes with a scene (带参数的二维码).
const (
	maxScene      = 64 // bytes of its text
	maxSceneID    = 100_000
	maxExpiry     = 2_592_000
	defaultExpiry = 60
)

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
	a := answer{"ticket": "gQ" + p.mark() + random(letters, 40)}
	a["url"] = "http://weixin.qq.com/q/" + url.PathEscape(a["ticket"].(string))
	if !limit {
		a["expire_seconds"] = min(q.Expire, maxExpiry)
		if q.Expire == 0 {
			a["expire_seconds"] = defaultExpiry
		}
	}
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
// follow yet, and is a SCAN for who does.
func (f *Follower) Scans(scene string) Answer {
	f.platform.mu.Lock()
	following := f.following
	f.platform.mu.Unlock()
	m := Message{Type: "event", Event: "SCAN", EventKey: scene, Extra: "<Ticket><![CDATA[gQ" + random(letters, 40) + "]]></Ticket>"}
	if !following {
		m.Event, m.EventKey = "subscribe", "qrscene_"+scene
	}
	return f.Send(m)
}
