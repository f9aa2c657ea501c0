package wechatbot

import (
	"math"
	"slices"

	"github.com/zwgk/zwgk/wechatbot/h5"
)

// maxPoints is how many places are named at once.
const maxPoints = 5

// nearestOf is a text that asks which of several places is near.
var nearestOf = form(`{near}`)

// In 区长最近的讲话 the word for what is near is of time, unless a place is spoken of too.
var (
	lateOnes  = form(`最近.{0,8}?(?:{document}|{paper_name}|会议|讲话|活动|新闻|消息|招聘|招标|政策|公示|通知|公告|动态)`)
	placeSaid = form(`点|窗口|大厅|中心|站|场所|地方|代办|馆|服务|离|便民`)
	whereIs   = form(`[在去到]?哪[里儿]?(?:能|可以)?[看查找]?`)
)

// nearOrLate answers which place of service is near, or what is new.
func (v *visit) nearOrLate(text string) answer {
	if otherPlace.MatchString(text) {
		return v.search(text)
	}
	if !lateOnes.MatchString(text) || placeSaid.MatchString(text) {
		return v.points(text)
	}
	what := whereIs.ReplaceAllString(text, "")
	if a, found := v.newestOf(what); found {
		return a
	}
	if m := v.bot.recognise(what); m.intent == wantCatalogue {
		return v.newest(what)
	}
	return v.search(what)
}

// otherPlace asks for a place of another kind than those of service: 附近哪里有停车场.
var otherPlace = form(`^(?:{manner}|{me}|{near}|有没有|[这那儿里的有哪个,，\s])*(?:停车|厕所|公厕|卫生间|充电桩|加油站|超市|药店|银行|取款机|饭店|宾馆|公园|医院|菜市场|公交站|地铁站)(?:场|位|的?地方)*(?:在|有|是|哪里|哪儿|哪|怎么走|{may_i}|{softly}|[吗么呢?？])*$`)

// points says how the nearest place of service is found, and which there are. Where it
// is not asked for the nearest the guide may know more.
func (v *visit) points(text string) answer {
	near := nearestOf.MatchString(text)
	if a, found := v.guide(text); found && (!near || len(v.bot.Office.Points) == 0) {
		return a
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "人工")
	located := slices.ContainsFunc(v.bot.Office.Points, func(p h5.Point) bool { return p.Lat != nil && p.Lng != nil })
	points := v.bot.Office.Points
	view := map[string]any{"Located": located, "Nearest": near, "Points": points[:min(maxPoints, len(points))], "Office": v.bot.Office, "Link": v.bot.Pages.Guide()}
	if g, found := v.bot.Office.Find(text); found {
		view["Entry"] = g
	}
	return v.say("points", view)
}

// nearest finds the point nearest to a location, among those whose place is
// known, and how many metres it is away.
func nearest(points []h5.Point, lat, lng float64) (name, address string, metres int, found bool) {
	best := math.Inf(1)
	for _, p := range points {
		if p.Lat == nil || p.Lng == nil {
			continue
		}
		if d := distance(lat, lng, *p.Lat, *p.Lng); d < best {
			best, name, address, found = d, p.Name, p.Address, true
		}
	}
	return name, address, int(math.Round(best/10) * 10), found
}

// distance in metres on the sphere, by the haversine formula.
func distance(lat1, lng1, lat2, lng2 float64) float64 {
	const radius, degree = 6_371_000, math.Pi / 180
	dLat, dLng := (lat2-lat1)*degree/2, (lng2-lng1)*degree/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(lat1*degree)*math.Cos(lat2*degree)*math.Sin(dLng)*math.Sin(dLng)
	return 2 * radius * math.Asin(math.Sqrt(h))
}
