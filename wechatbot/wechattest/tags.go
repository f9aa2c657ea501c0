package wechattest

import "slices"

// Limits of tags: how many an account may have, a follower may carry, and one
// call may give out.
const (
	maxTags      = 100
	tagsEach     = 20
	openidsACall = 50
	maxTagName   = 30 // bytes of UTF-8, which are ten Chinese characters
	lastSysTag   = 2  // 0, 1 and 2 are WeChat's own, such as 星标组
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
	case len(q.Tag.Name) > maxTagName:
		return refused(45158)
	case len(p.tags) >= maxTags:
		return refused(45056)
	}
	for _, name := range p.tags {
		if name == q.Tag.Name {
			return refused(45157)
		}
	}
	id := 100 + int(p.id())
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
		if on && !f.tags[q.Tag] && len(f.tags) >= tagsEach {
			return refused(45059)
		}
		if f.tags == nil {
			f.tags = map[int]bool{}
		}
		if on {
			f.tags[q.Tag], f.lastTag = true, q.Tag
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

// tagUpdate gives a tag another name, tagDelete takes it away from all who have
// it.
func (p *Platform) tagUpdate(r request) answer {
	var q struct {
		Tag struct {
			ID   int    `json:"id"`
			Name string `json:"name"`
		} `json:"tag"`
	}
	switch {
	case !r.json(&q) || q.Tag.Name == "":
		return refused(47001)
	case len(q.Tag.Name) > maxTagName:
		return refused(45158)
	case q.Tag.ID >= 0 && q.Tag.ID <= lastSysTag:
		return refused(45058)
	case p.tags[q.Tag.ID] == "":
		return refused(45159)
	}
	for id, name := range p.tags {
		if name == q.Tag.Name && id != q.Tag.ID {
			return refused(45157)
		}
	}
	p.tags[q.Tag.ID] = q.Tag.Name
	return ok()
}

func (p *Platform) tagDelete(r request) answer {
	var q struct {
		Tag struct {
			ID int `json:"id"`
		} `json:"tag"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	switch {
	case q.Tag.ID >= 0 && q.Tag.ID <= lastSysTag:
		return refused(45058)
	case p.tags[q.Tag.ID] == "":
		return refused(45159)
	}
	delete(p.tags, q.Tag.ID)
	for _, f := range p.followers {
		delete(f.tags, q.Tag.ID)
	}
	return ok()
}

// tagged are the followers who have a tag, from the one behind next_openid on.
func (p *Platform) tagged(r request) answer {
	var q struct {
		Tag  int    `json:"tagid"`
		Next string `json:"next_openid"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	if p.tags[q.Tag] == "" {
		return refused(45159)
	}
	return listed(p.openids(func(f *Follower) bool { return f.tags[q.Tag] }), q.Next, maxList)
}
