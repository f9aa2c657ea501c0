package wechattest

import (
	"cmp"
	"strings"
	"time"
)

// callsADay are the calls that a new account may make in a day (接口调用频次限制说明);
// its console shows the real ones. callsAMinute are those of a minute.
var (
	callsADay = map[string]int{
		"/cgi-bin/token": 2000, "/cgi-bin/stable_token": 500_000,
		"/cgi-bin/draft/add": 1000, "/cgi-bin/draft/update": 1000,
		"/cgi-bin/draft/get": 500, "/cgi-bin/draft/delete": 1000, "/cgi-bin/draft/count": 1000, "/cgi-bin/draft/batchget": 1000,
		"/cgi-bin/freepublish/submit": 100, "/cgi-bin/freepublish/get": 100, "/cgi-bin/freepublish/delete": 10,
		"/cgi-bin/freepublish/getarticle": 100, "/cgi-bin/freepublish/batchget": 100, "/cgi-bin/message/mass/delete": 10,
		"/cgi-bin/user/get": 500, "/cgi-bin/user/info": 5_000_000, "/cgi-bin/user/info/updateremark": 10_000, "/cgi-bin/media/upload": 100_000,
		"/cgi-bin/message/mass/sendall": 100, "/cgi-bin/message/mass/send": 100, "/cgi-bin/message/mass/preview": 100,
		"/cgi-bin/message/template/send": 100_000, "/cgi-bin/message/custom/send": 500_000,
		"/cgi-bin/menu/create": 1000, "/cgi-bin/menu/get": 10_000, "/cgi-bin/menu/delete": 1000,
		"/cgi-bin/menu/addconditional": 2000, "/cgi-bin/menu/delconditional": 2000, "/cgi-bin/menu/trymatch": 20_000, "/cgi-bin/qrcode/create": 100_000,
	}
	callsAMinute = map[string]int{"/cgi-bin/stable_token": 10_000, "/cgi-bin/message/mass/sendall": 60, "/cgi-bin/message/mass/send": 60}
)

// clearsAMonth is how often an account may set its own counts back.
const clearsAMonth = 10

// A count is how often a path was called.
type count struct {
	day, minute     string
	today, thisOnce int
}

// Limit sets how often a path that ends so may be called in a day, for a test
// that meets the limit (45009) without making all the calls. What was called today
// counts; a day ends at midnight in Beijing.
func (p *Platform) Limit(suffix string, times int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.limits[suffix] = times
}

// spent counts a call, and returns the errcode of one too many.
func (p *Platform) spent(path string) int {
	now, c := p.now(), p.called(path)
	if minute := now.Truncate(time.Minute).Format(time.RFC3339); c.minute != minute {
		c.minute, c.thisOnce = minute, 0
	}
	if limit, known := p.limit(path); known && c.today >= limit {
		return 45009
	}
	if limit, known := callsAMinute[path]; known && c.thisOnce >= limit {
		return 45011
	}
	c.today++
	c.thisOnce++
	return 0
}

// called is how often a path was called, today so far.
func (p *Platform) called(path string) *count {
	c := p.counts[path]
	if c == nil {
		c = &count{}
		p.counts[path] = c
	}
	if today := day(p.now()); c.day != today {
		c.day, c.today = today, 0
	}
	return c
}

func (p *Platform) limit(path string) (int, bool) {
	for suffix, n := range p.limits {
		if strings.HasSuffix(path, suffix) {
			return n, true
		}
	}
	n, known := callsADay[path]
	return n, known
}

// quotaGet says how often a path may still be called today (查询openAPI调用quota). Of one
// whose limit is not known here it says so.
func (p *Platform) quotaGet(r request) answer {
	var q struct {
		Path string `json:"cgi_path"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	switch _, played := p.handlers()[q.Path]; {
	case !strings.HasPrefix(q.Path, "/"):
		return refused(76003)
	case strings.HasPrefix(q.Path, "/sns/"):
		return refused(76022)
	case !played:
		return refused(76021)
	}
	most, known := p.limit(q.Path)
	if !known {
		return unplayed("openapi/quota/get of "+q.Path, 40066)
	}
	used := p.called(q.Path).today
	a := ok()
	a["quota"] = answer{"daily_limit": most, "used": used, "remain": max(most-used, 0)}
	return a
}

// clearQuota sets the day's counts back, ten times a month.
func (p *Platform) clearQuota(r request) answer {
	var q struct {
		AppID string `json:"appid"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	if q.AppID != p.account.AppID {
		return refused(40013)
	}
	return p.clears()
}

// clearQuotaBySecret is clearQuota for an account that has no call for a token left:
// it needs none (使用AppSecret重置API调用次数).
func (p *Platform) clearQuotaBySecret(r request) answer {
	var q struct {
		AppID  string `json:"appid"`
		Secret string `json:"appsecret"`
	}
	r.json(&q) // WeChat's example has both in the address, its table in the body
	q.AppID, q.Secret = cmp.Or(q.AppID, r.query.Get("appid")), cmp.Or(q.Secret, r.query.Get("appsecret"))
	switch {
	case q.AppID == "":
		return refused(41002)
	case q.Secret == "":
		return refused(41004)
	case q.AppID != p.account.AppID:
		return refused(40013)
	case q.Secret != p.account.Secret:
		return refused(40125)
	}
	return p.clears()
}

// clears sets the counts back, unless that was done ten times this month.
func (p *Platform) clears() answer {
	month := "clear " + p.now().In(beijing).Format("2006-01")
	c := p.counts[month]
	if c == nil {
		c = &count{}
	}
	if c.today >= clearsAMonth {
		return refused(48006)
	}
	c.today++
	p.counts = map[string]*count{month: c}
	return ok()
}
