package wechattest

import (
	"net/url"
	"slices"
)

// A Button is one entry of the account's menu. Which fields it has goes by its
// type; one with children has none but a name.
type Button struct {
	Type      string   `json:"type,omitempty"` // click, view, miniprogram, scancode_push …
	Name      string   `json:"name"`
	Key       string   `json:"key,omitempty"`        // of click: what Follower.Taps taps
	URL       string   `json:"url,omitempty"`        // of view, and of a miniprogram for phones without
	AppID     string   `json:"appid,omitempty"`      // of a miniprogram
	PagePath  string   `json:"pagepath,omitempty"`   // of a miniprogram
	MediaID   string   `json:"media_id,omitempty"`   // of media_id
	ArticleID string   `json:"article_id,omitempty"` // of article_id and article_view_limited
	Children  []Button `json:"sub_button"`
}

// Limits of the menu (自定义菜单): three buttons with five below each; lengths in
// bytes.
const (
	maxButtons, maxUnder      = 3, 5
	maxName, maxUnderName     = 16, 60
	maxButtonKey, maxMenuLink = 128, 1024
)

// buttonTypes are the kinds of button that there are.
var buttonTypes = []string{"click", "view", "miniprogram", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album", "pic_weixin",
	"location_select", "media_id", "article_id", "article_view_limited"}

// Menu returns the menu that the bot has set.
func (p *Platform) Menu() []Button {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.menu
}

func (p *Platform) menuCreate(r request) answer {
	var m struct {
		Button []Button `json:"button"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	if escaped(string(r.body)) != "" {
		return refused(40033)
	}
	if code := wrongMenu(m.Button); code != 0 {
		return refused(code)
	}
	p.menu = whole(m.Button)
	p.notify()
	return ok()
}

// whole are buttons as they are given back: one with nothing below it has an empty list
// there (获取自定义菜单配置).
func whole(buttons []Button) []Button {
	out := slices.Clone(buttons)
	for i := range out {
		out[i].Children = append([]Button{}, whole(out[i].Children)...)
	}
	return out
}

// wrongMenu is the errcode that a menu earns, 0 if none.
func wrongMenu(buttons []Button) int {
	if len(buttons) == 0 || len(buttons) > maxButtons {
		return 40016
	}
	for _, b := range buttons {
		if code := b.wrong(maxName, 0); code != 0 {
			return code
		}
		for _, under := range b.Children {
			if code := under.wrong(maxUnderName, 7); code != 0 {
				return code
			}
		}
	}
	return 0
}

// wrong is the errcode that a button earns, 0 if none; the codes of a submenu's
// buttons stand a fixed way behind those of the menu's own.
func (b Button) wrong(longest, behind int) int {
	leaf := len(b.Children) == 0
	switch {
	case b.Name == "" || len(b.Name) > longest:
		return 40018 + behind
	case behind > 0 && !leaf:
		return 40022 // there is no third level
	case len(b.Children) > maxUnder:
		return 40023
	case leaf && !slices.Contains(buttonTypes, b.Type):
		return 40017 + behind
	case leaf && b.Type == "click" && b.Key == "", len(b.Key) > maxButtonKey:
		return 40019 + behind
	case leaf && b.Type == "view" && b.URL == "", len(b.URL) > maxMenuLink:
		return 40020 + behind
	case leaf && b.Type == "view" && !opens(b.URL) && behind > 0:
		return 40054
	case leaf && b.Type == "view" && !opens(b.URL):
		return 40055
	}
	return 0
}

// opens says whether a phone can open an address: example.gov.cn without its scheme
// is none.
func opens(address string) bool {
	to, err := url.Parse(address)
	return err == nil && (to.Scheme == "http" || to.Scheme == "https") && to.Host != ""
}

func (p *Platform) menuGet(request) answer {
	if p.menu == nil {
		return refused(46003)
	}
	a := answer{"menu": answer{"button": p.menu}}
	if len(p.menus) > 0 {
		a["conditionalmenu"] = p.menus
	}
	return a
}

// menuDelete deletes the menu, and those for some with it.
func (p *Platform) menuDelete(request) answer {
	p.menu, p.menus = nil, nil
	p.notify()
	return ok()
}

// menuShown is the menu as it is in use (查询自定义菜单信息): as menuGet has it, but for what
// is below a button, and an answer where there is none too.
func (p *Platform) menuShown(request) answer {
	buttons := []answer{}
	for _, b := range p.menu {
		shown := b.shown()
		if len(b.Children) > 0 {
			under := []answer{}
			for _, x := range b.Children {
				under = append(under, x.shown())
			}
			shown = answer{"name": b.Name, "sub_button": answer{"list": under}}
		}
		buttons = append(buttons, shown)
	}
	return answer{"is_menu_open": bit(p.menu != nil), "selfmenu_info": answer{"button": buttons}}
}

// shown are the fields that a button without others below it has.
func (b Button) shown() answer {
	out := answer{}
	for name, value := range map[string]string{"type": b.Type, "name": b.Name, "key": b.Key, "url": b.URL, "appid": b.AppID, "pagepath": b.PagePath,
		"media_id": b.MediaID, "article_id": b.ArticleID} {
		if value != "" {
			out[name] = value
		}
	}
	return out
}
