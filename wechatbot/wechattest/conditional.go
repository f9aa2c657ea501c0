package wechattest

import (
	"slices"
	"strconv"
)

// A conditionalMenu (个性化菜单) is a menu for those followers who carry a tag.
type conditionalMenu struct {
	Button []Button  `json:"button"`
	Rule   matchRule `json:"matchrule"`
	ID     int64     `json:"menuid"`
}

// A matchRule says whom a menu is for. The kind of phone is not known of anybody
// here: a rule that asks for one fits nobody.
type matchRule struct {
	Tag   flexible `json:"tag_id,omitempty"`
	Phone flexible `json:"client_platform_type,omitempty"`

	// What WeChat takes no more, for it is private.
	Sex      flexible `json:"sex,omitempty"`
	Country  string   `json:"country,omitempty"`
	Province string   `json:"province,omitempty"`
	City     string   `json:"city,omitempty"`
	Language string   `json:"language,omitempty"`
}

// menuFor adds a menu for some, once there is one for all.
func (p *Platform) menuFor(r request) answer {
	var m conditionalMenu
	if !r.json(&m) {
		return refused(47001)
	}
	switch x := m.Rule; {
	case escaped(string(r.body)) != "":
		return refused(40033)
	case p.menu == nil:
		return refused(65303)
	case x == matchRule{}:
		return refused(65304)
	case string(x.Sex)+x.Country+x.Province+x.City+x.Language != "":
		return refused(65320)
	}
	if code := wrongMenu(m.Button); code != 0 {
		return refused(code)
	}
	m.ID, m.Button = 400_000_000+p.id(), whole(m.Button)
	p.menus = append(p.menus, m)
	p.notify()
	return answer{"menuid": strconv.FormatInt(m.ID, 10)}
}

// menuForNobody takes a menu for some back.
func (p *Platform) menuForNobody(r request) answer {
	var q struct {
		ID flexible `json:"menuid"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	i := slices.IndexFunc(p.menus, func(m conditionalMenu) bool { return strconv.FormatInt(m.ID, 10) == string(q.ID) })
	if i < 0 {
		return refused(65301)
	}
	p.menus = slices.Delete(p.menus, i, i+1)
	p.notify()
	return ok()
}

// menuTried says which menu a follower sees.
func (p *Platform) menuTried(r request) answer {
	var q struct {
		ID string `json:"user_id"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	f, known := p.followers[q.ID]
	switch {
	case !known || !f.following:
		return refused(65302)
	case p.menu == nil:
		return refused(46003)
	}
	return answer{"button": f.menu()}
}

// Menu is the menu that she sees: the newest of those for some that are for the
// tag that she was given last, or else the one for all.
func (f *Follower) Menu() []Button {
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	return f.menu()
}

func (f *Follower) menu() []Button {
	for _, m := range slices.Backward(f.platform.menus) {
		if m.Rule.Phone == "" && f.tags[f.lastTag] && string(m.Rule.Tag) == strconv.Itoa(f.lastTag) {
			return m.Button
		}
	}
	return f.platform.menu
}
