package wechattest

import (
	"net/url"
	"slices"
	"unicode/utf8"
)

// Limits of tags: how many an account may have, a follower may carry, and one
// call may give out.
const (
	maxTags      = 100
	tagsEach     = 20
	openidsACall = 50
)

func (p *Platform) tagCreate(r request) answer {
	var q struct {
		Tag struct {
			Name string `json:"name"`
		} `json:"tag"`
	}
	switch {
	case !r.json(&q) || q.Tag.Name == "":
		return refused(47001)
	case utf8.RuneCountInString(q.Tag.Name) > 30:
		return refused(45158)
	case len(p.tags) >= maxTags:
		return refused(45056)
	}
	for _, name := range p.tags {
		if name == q.Tag.Name {
			return refused(45157)
		}
	}
	id := 100 + len(p.tags)
	p.tags[id] = q.Tag.Name
	return answer{"tag": answer{"id": id, "name": q.Tag.Name}}
}

func (p *Platform) tagGet(request) answer {
	list := []answer{}
	for id, name := range p.tags {
		n := 0
		for _, f := range p.followers {
			if f.tags[id] {
				n++
			}
		}
		list = append(list, answer{"id": id, "name": name, "count": n})
	}
	slices.SortFunc(list, func(a, b answer) int { return a["id"].(int) - b["id"].(int) })
	return answer{"tags": list}
}

// tagging gives a tag to followers, untagging takes it from them.
func (p *Platform) tagging(r request) answer   { return p.setTags(r, true) }
func (p *Platform) untagging(r request) answer { return p.setTags(r, false) }

func (p *Platform) setTags(r request, on bool) answer {
	var q struct {
		OpenIDs []string `json:"openid_list"`
		Tag     int      `json:"tagid"`
	}
	switch {
	case !r.json(&q):
		return refused(47001)
	case len(q.OpenIDs) > openidsACall:
		return refused(40032)
	case p.tags[q.Tag] == "":
		return refused(45159)
	}
	for _, id := range q.OpenIDs {
		f, known := p.followers[id]
		if !known {
			return refused(40003)
		}
		if on && len(f.tags) >= tagsEach {
			return refused(45059)
		}
		if f.tags == nil {
			f.tags = map[int]bool{}
		}
		if on {
			f.tags[q.Tag] = true
		} else {
			delete(f.tags, q.Tag)
		}
	}
	return ok()
}

// tagsOf are the tags of a follower.
func (p *Platform) tagsOf(r request) answer {
	var q struct {
		OpenID string `json:"openid"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	f, known := p.followers[q.OpenID]
	if !known || !f.following {
		return refused(40003)
	}
	return answer{"tagid_list": f.tagIDs()}
}

func (f *Follower) tagIDs() []int {
	ids := []int{}
	for id := range f.tags {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (p *Platform) userInfo(r request) answer {
	f, known := p.followers[r.query.Get("openid")]
	if !known {
		return refused(40003)
	}
	if !f.following {
		return answer{"subscribe": 0, "openid": f.OpenID}
	}
	return answer{"subscribe": 1, "openid": f.OpenID, "language": "zh_CN", "subscribe_time": f.contact.Unix(), "tagid_list": f.tagIDs()}
}

// qrcode makes a code whose scene comes back when it is scanned: see Scans.
func (p *Platform) qrcode(r request) answer {
	var q struct {
		Action string `json:"action_name"`
		Info   struct {
			Scene struct {
				Text string `json:"scene_str"`
				ID   int    `json:"scene_id"`
			} `json:"scene"`
		} `json:"action_info"`
	}
	if !r.json(&q) || q.Info.Scene.Text == "" && q.Info.Scene.ID == 0 || len(q.Info.Scene.Text) > 64 {
		return refused(47001)
	}
	ticket := "gQ" + random(letters, 40)
	return answer{"ticket": ticket, "expire_seconds": 2592000, "url": "http://weixin.qq.com/q/" + url.PathEscape(ticket)}
}

// Scans scans a code of the account with a scene: it subscribes who does not
// follow yet, and is a SCAN for who does.
func (f *Follower) Scans(scene string) Answer {
	f.platform.mu.Lock()
	following := f.following
	f.platform.mu.Unlock()
	if following {
		return f.Event("SCAN", scene)
	}
	return f.Event("subscribe", "qrscene_"+scene)
}
