package wechattest

import "slices"

// errcodes are the platform's own words for what it refuses (全局返回码); 42010
// stands in no page of its documents.
var errcodes = map[int]string{
	-1: "system error", 40001: "invalid credential, access_token is invalid or not latest", 40002: "invalid grant_type", 40003: "invalid openid",
	40004: "invalid media type", 40005: "invalid file type", 40007: "invalid media_id", 40008: "invalid message type", 40009: "invalid image size",
	40010: "invalid voice size", 40011: "invalid video size", 40012: "invalid thumb size", 40013: "invalid appid", 40014: "invalid access_token",
	40016: "invalid button size", 40017: "invalid button type", 40018: "invalid button name size", 40019: "invalid button key size",
	40020: "invalid button url size", 40022: "invalid sub_menu level", 40023: "invalid sub button size", 40024: "invalid sub button type",
	40025: "invalid sub button name size", 40026: "invalid sub button key size", 40027: "invalid sub button url size", 40029: "invalid code", 40030: "invalid refresh_token", 40031: "invalid openid list",
	40032: "invalid openid list size", 40035: "invalid parameter", 40033: `invalid charset. please check your request, if include \\uxxxx will create fail!`, 40037: "invalid template_id", 40053: "invalid action info", 40054: "invalid sub button url domain", 40055: "invalid button url domain", 40058: "invalid Request Parameter", 40060: "invalid article_idx", 40066: "invalid url",
	40063: "some parameters are empty", 40097: "invalid args", 40125: "invalid appsecret", 40130: "invalid openid list size, at least two openid",
	40137: "invalid image format", 40163: "code been used", 40164: "invalid ip, not in whitelist", 41001: "access_token missing", 41002: "appid missing", 41004: "appsecret missing", 41005: "media data missing",
	42001: "access_token expired", 42002: "refresh_token expired", 42010: "masssend fast, retry again", 43001: "require GET method", 43002: "require POST method", 43004: "require subscribe", 43019: "require remove blacklist", 43101: "user refuse to accept the msg",
	44002: "empty post data", 44003: "empty news data", 44004: "empty content", 45002: "content size out of limit", 45003: "title size out of limit",
	45004: "description size out of limit", 45006: "url size out of limit", 45008: "article size out of limit",
	45009: "reach max api daily quota limit", 45011: "api minute-quota reach limit, must slower, retry next minute",
	45015: "response out of time limit or subscription is canceled", 45028: "has no masssend quota", 45047: "out of response count limit",
	45056: "too many tag now, no need to add new", 45058: "can't modify sys tag", 45059: "can not add this tag to the user, beyond the limit",
	45065: "clientmsgid exist", 45066: "same clientmsgid retry too fast", 45067: "clientmsgid size out of limit", 45072: "invalid command", 45080: "need sending message to user, or recving message from user in the last 30 seconds before typing", 45081: "already typing", 45083: "the speed out of range", 45084: "no speed message", 45110: "author size out of limit",
	45157: "invalid tag name", 45158: "tag name too long", 45159: "invalid tag id", 45166: "invalid content", 46003: "menu no exist",
	47001: "data format error", 50002: "user limited", 48001: "api unauthorized", 48002: "api forbidden", 48006: "forbid to clear quota because of reaching the limit",
	53404: "article not found", 61004: "access clientip is not registered", 65301: "menuid not exist", 65302: "no such user",
	65303: "there is no selfmenu, please create selfmenu first", 65304: "match rule empty", 65320: "match rule with private info",
	76021: "cgi_path not found, please check", 76022: "could not use this cgi_path, no permission", 93000: "invalid webhook url",
}

// refused is an answer with an errcode.
func refused(code int) answer {
	text, ok := errcodes[code]
	if !ok {
		text = "error"
	}
	rid := func(n int) string { return random("0123456789abcdef", n) }
	return answer{"errcode": code, "errmsg": text + " rid: " + rid(8) + "-" + rid(8) + "-" + rid(8)}
}

// unplayed is the answer to a call that the platform does not play. Its words say
// so, lest a test look for its fault elsewhere.
func unplayed(path string, code int) answer {
	a := refused(code)
	a["errmsg"] = errcodes[code] + ": wechattest does not play " + path + "; Platform.Handle does"
	return a
}

// strange is the answer to a message of a type that is none, or that is one and
// is not played here; its words say which.
func strange(kind string, unplayed ...string) answer {
	a := refused(40008)
	if slices.Contains(unplayed, kind) {
		a["errmsg"] = errcodes[40008] + ": wechattest does not play messages of the type " + kind + "; Platform.Handle does"
	}
	return a
}

func ok() answer { return answer{"errcode": 0, "errmsg": "ok"} }
