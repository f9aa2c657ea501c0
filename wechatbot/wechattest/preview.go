package wechattest

import "strconv"

// preview shows a message to one follower. The draft stays.
func (p *Platform) preview(r request) answer {
	var m struct {
		massRequest
		To   string `json:"touser"`
		Name string `json:"towxname"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	f, known := p.followers[m.To]
	switch {
	case m.Name != "" && m.To == "":
		a := refused(40003)
		a["errmsg"] = errcodes[40003] + ": wechattest knows nobody by a WeChat name (towxname)"
		return a
	case !known:
		return refused(40003)
	case !f.following:
		return refused(43004)
	}
	a, code := p.content(m.massRequest)
	if code != 0 {
		return refused(code)
	}
	f.arrives(a)
	p.notify()
	return answer{"errcode": 0, "errmsg": "preview success", "msg_id": p.id()}
}

// massDelete takes down one article of a mass message, or all of them; what
// followers hold of it no longer opens.
func (p *Platform) massDelete(r request) answer {
	var q struct {
		ID    flexible `json:"msg_id"`
		Index int      `json:"article_idx"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	for i := range p.masses {
		m := &p.masses[i]
		if string(q.ID) != strconv.FormatInt(m.ID, 10) {
			continue
		}
		if len(m.Articles) == 0 {
			return refused(40007) // only articles can be taken down
		}
		if q.Index < 0 || q.Index > len(m.Articles) {
			return refused(40060)
		}
		for at := range m.Articles {
			if q.Index == 0 || q.Index == at+1 {
				m.Deleted = append(m.Deleted, at+1)
			}
		}
		p.notify()
		return ok()
	}
	return refused(40007)
}
