package wechattest

import "net/http"

// route finds the handler of a path. Every path but those for tokens and
// robots needs a valid access token.
func (p *Platform) route(req *http.Request, from string, body []byte) answer {
	r := request{query: req.URL.Query(), body: body, from: from, why: new(error)}
	path := req.URL.Path
	if path == robotSend {
		return p.robot(r)
	}
	if path == corpToken {
		return p.corpToken(r)
	}
	if isWeCom(req) {
		return p.wecom(path, r)
	}
	h, known := p.handlers()[path]
	if known || p.own[path] != nil {
		if code := p.unauthorized(r.query.Get("access_token")); p.needsToken(req) && code != 0 {
			return refused(code)
		}
	}
	if !known {
		return unplayed(path, 40066)
	}
	switch {
	case req.Method == http.MethodGet && h.posted:
		return refused(43002)
	case req.Method == http.MethodPost && !h.posted:
		return refused(43001)
	case p.needsToken(req) && !p.mayCall(path):
		return refused(48001)
	}
	if code := p.spent(path); code != 0 {
		return refused(code)
	}
	return h.answer(req, r)
}

// A handler answers one call.
type handler struct {
	do     func(request) answer
	posted bool // it is a POST; else a GET
}

// answer carries a call out. Where its JSON cannot be read the answer says why not.
func (h handler) answer(req *http.Request, r request) answer {
	if err := r.upload(req); err != nil {
		return refused(44002)
	}
	a := h.do(r)
	if why := *r.why; why != nil && a["errcode"] == 47001 {
		a["errmsg"] = errcodes[47001] + ": wechattest: " + why.Error()
	}
	return a
}

// handlers are the calls that the platform knows, by path.
func (p *Platform) handlers() map[string]handler {
	out := map[string]handler{}
	for path, do := range map[string]func(request) answer{
		"token": p.classicToken, "menu/get": p.menuGet, "menu/delete": p.menuDelete, "media/get": p.refuseMedium, "draft/count": p.draftCount,
		"material/get_materialcount": p.materialCount, "tags/get": p.tagGet, "user/info": p.userInfo, "user/get": p.userList,
		"template/get_all_private_template": p.templates, "ticket/getticket": p.pageTicket, "getcallbackip": p.callbackIPs, "get_api_domain_ip": p.serverIPs,
		"get_current_selfmenu_info": p.menuShown,
	} {
		out["/cgi-bin/"+path] = handler{do, false}
	}
	for path, do := range map[string]func(request) answer{
		"oauth2/access_token": p.consented, "oauth2/refresh_token": p.refreshed, "userinfo": p.consentInfo, "auth": p.consentHolds,
	} {
		out["/sns/"+path] = handler{do, false}
	}
	for path, do := range map[string]func(request) answer{
		"stable_token": p.stableToken, "clear_quota": p.clearQuota, "clear_quota/v2": p.clearQuotaBySecret, "openapi/quota/get": p.quotaGet, "menu/create": p.menuCreate,
		"menu/addconditional": p.menuFor, "menu/delconditional": p.menuForNobody, "menu/trymatch": p.menuTried,
		"media/upload": p.mediaUpload, "media/uploadimg": p.imageUpload, "material/add_material": p.materialAdd, "material/del_material": p.materialDelete,
		"material/batchget_material": p.materialList, "user/info/batchget": p.userInfos, "user/info/updateremark": p.userRemark,
		"draft/add": p.draftAdd, "draft/update": p.draftUpdate, "draft/get": p.draftGet, "draft/delete": p.draftDelete, "draft/batchget": p.draftList,
		"freepublish/submit": p.publish, "freepublish/get": p.publishGet, "freepublish/delete": p.publishDelete,
		"freepublish/batchget": p.publishList, "freepublish/getarticle": p.publishArticle,
		"message/custom/send": p.custom, "message/custom/typing": p.typing, "message/template/send": p.template, "message/subscribe/bizsend": p.bizsend,
		"message/mass/sendall": p.massByFilter, "message/mass/send": p.massByList, "message/mass/get": p.massGet,
		"message/mass/preview": p.preview, "message/mass/delete": p.massDelete,
		"tags/create": p.tagCreate, "tags/update": p.tagUpdate, "tags/delete": p.tagDelete, "tags/getidlist": p.tagsOf, "user/tag/get": p.tagged,
		"tags/members/batchtagging": p.tagging, "tags/members/batchuntagging": p.untagging, "qrcode/create": p.qrcode,
		"tags/members/batchblacklist": p.blacken, "tags/members/batchunblacklist": p.whiten, "tags/members/getblacklist": p.blacklist,
		"message/mass/speed/get": p.massSpeed, "message/mass/speed/set": p.setMassSpeed, "template/del_private_template": p.templateGone,
		"material/get_material": p.material,
	} {
		out["/cgi-bin/"+path] = handler{do, true}
	}
	out["/wxaapi/newtmpl/gettemplate"] = handler{p.noticeForms, false}
	out["/wxaapi/newtmpl/deltemplate"] = handler{p.noticeGone, true}
	return out
}

// callbackIPs are the addresses that callbacks come from: one, and a network, for WeChat
// lists both (IP地址列表或者IP网段信息). serverIPs are those of its servers.
func (p *Platform) callbackIPs(request) answer {
	return answer{"ip_list": []string{callbackIP, "198.51.100.0/25"}}
}
func (p *Platform) serverIPs(request) answer { return answer{"ip_list": []string{"203.0.113.10"}} }
