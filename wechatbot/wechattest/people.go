package wechattest

import "slices"

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
	number, text := f.platform.scenes[f.scene].number, f.scene
	if number != 0 {
		text = ""
	}
	return answer{"subscribe": 1, "openid": f.OpenID, "language": "zh_CN", "subscribe_time": f.since.Unix(), "tagid_list": f.tagIDs(),
		"remark": f.remark, "groupid": 0, "subscribe_scene": how, "qr_scene": number, "qr_scene_str": text}
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
	if n := len(q.List); n == 0 || n > maxAsked {
		return refused(40032)
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

// maxRemark is how long a remark may be, in bytes.
const maxRemark = 30

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
	switch {
	case !known || !f.following:
		return refused(40003)
	case len(q.Remark) > maxRemark:
		a := refused(40035)
		a["errmsg"] = errcodes[40035] + ": wechattest: a remark has 30 bytes, ten Chinese characters"
		return a
	}
	f.remark = q.Remark
	return ok()
}

// How many openids one call lists, and about how many one asks.
const (
	maxList  = 10_000
	maxAsked = 100
)

// userList lists the followers, from the one behind next_openid on.
func (p *Platform) userList(r request) answer {
	all := p.openids(func(f *Follower) bool { return f.following })
	a := listed(all, r.query.Get("next_openid"), maxList)
	if a["errcode"] == nil {
		a["total"] = len(all)
	}
	return a
}

// listed are the openids behind one of them, "" for the first, as many as one call has;
// next_openid is the last of them, and empty behind the end.
func listed(all []string, behind string, most int) answer {
	if behind != "" {
		i := slices.Index(all, behind)
		if i < 0 {
			return refused(40003)
		}
		all = all[i+1:]
	}
	ids, next := all[:min(most, len(all))], ""
	if len(ids) > 0 {
		next = ids[len(ids)-1]
	}
	return answer{"count": len(ids), "data": answer{"openid": ids}, "next_openid": next}
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
