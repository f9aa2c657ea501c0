package wechatbot

import (
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// A Why says how an answer came about: what the message was taken for, which
// room answered, what was found there and how well it fitted, which words were
// filled in. It holds nothing of what the citizen wrote and nothing of who she
// is, so that it may be shown, counted and kept.
type Why struct {
	Message  string        // text, voice, location, image …; of an event its name
	Intent   string        // what the words were taken for, in Chinese; empty: there were none
	Sure     float64       // how likely it is that they want that; 0: they say so
	Option   int           // the numbered option that was chosen; 0: none
	Room     string        // catalog, budget, desk, cases, office; empty: no room was asked
	Step     string        // of an application in progress: which field it waits for
	Total    int           // records found
	Found    []Fit         // the first of them, best first
	Near     bool          // nothing was found, these only come near
	Organ    string        // the organ that was recognised
	Year     int           // the year that was recognised; 0: none
	Category string        // the category of disclosure that was recognised
	Number   string        // the index number that was recognised
	Template string        // which of the replies was filled
	Options  int           // how many numbered options the citizen has now
	Until    time.Time     // how long they live
	Took     time.Duration // by Config.Now
	Length   int           // of the answer's text, in bytes; WeChat takes 2,048
	Later    bool          // the room had no time: the answer follows
}

// A Fit is a record that was found, and how well it fits: a greater score fits
// better, scores of different questions do not compare.
type Fit struct {
	Number catalog.IndexNumber
	Score  float64
}

// found notes what the catalogue found.
func (y *Why) found(page catalog.Page) {
	y.Room, y.Total, y.Near, y.Found = "catalog", page.Total, page.Near, nil
	if len(page.Hits) > 0 {
		y.Found = make([]Fit, len(page.Hits))
	}
	for i := range page.Hits {
		y.Found[i] = Fit{page.Hits[i].Record.Number, page.Hits[i].Score}
	}
	u := page.Understood
	y.Organ, y.Year, y.Number = u.Organ, u.Year, string(u.Number)
	if u.Category != 0 {
		y.Category = u.Category.String()
	}
}

// wanted notes what is answered, and which room that is the business of.
func (y *Why) wanted(i intent) { y.Intent, y.Room = intents[i].chinese, intents[i].room }

// took notes what a text was taken for.
func (y *Why) took(m meaning) {
	y.wanted(m.intent)
	y.Sure = m.sure
	if m.intent == wantNumber {
		y.Number = m.number
	}
}

// explain tells Config.Why how an answer came about.
func (v *visit) explain(began time.Time, a answer) {
	if v.bot.Why == nil {
		return
	}
	y, now := v.why, v.bot.Now()
	y.Template, y.Took, y.Length, y.Later = a.from, now.Sub(began), len(a.text), a.again
	if now.Before(v.talk.until) {
		y.Options, y.Until = len(v.talk.options), v.talk.until
	}
	v.bot.Why(v.openid, y)
}

// intents are the intents in Chinese, and the rooms that answer them.
var intents = map[intent]struct{ chinese, room string }{
	wantSearch: {"找公开信息", "catalog"}, wantNumber: {"索引号", "catalog"}, wantCatalogue: {"看目录", "catalog"}, wantCategory: {"按公开时限看", "catalog"},
	wantCount: {"公开了多少", "catalog"}, wantRanking: {"各单位公开多少", "catalog"}, wantTimely: {"公开得及时吗", "catalog"}, wantNext: {"下一页", "catalog"}, wantPrevious: {"上一页", "catalog"},
	wantMoney: {"问预决算", "budget"},
	wantApply: {"申请公开", "desk"}, wantProgress: {"查一件申请", "desk"}, wantMine: {"我的申请", "desk"}, wantWithdraw: {"撤回申请", "desk"}, wantSupplement: {"补正", "desk"},
	wantTurnout: {"申请办得怎么样", "desk"}, wantLaw: {"怎么申请", "desk"}, wantRate: {"评价答复", "desk"}, wantCancel: {"取消", "desk"}, wantBack: {"上一步", "desk"},
	wantLetter: {"写信：投诉、咨询", "cases"}, wantCase: {"问一件来信", "cases"}, wantCaseload: {"来信办得怎么样", "cases"},
	wantRevoke: {"撤回来信", "cases"}, wantGuide: {"公开指南", "office"},
	wantHelp: {"帮助", "office"}, wantPerson: {"找人", "office"}, wantContact: {"问地址和时间", "office"}, wantThanks: {"客气话", "office"}, wantForwarded: {"网格员已转发", "catalog"},
	wantPoint: {"问服务点", "office"}, wantChat: {"闲聊", "office"}, wantMeaning: {"名词解释", "budget"},
	wantUrgent: {"紧急求助", "office"}, wantGreeting: {"打招呼", "office"}, wantElsewhere: {"别处办的事", "office"},
	wantSubscribe: {"订阅网格", "office"}, wantUnsubscribe: {"退订网格", "office"}, wantSubscribed: {"我的订阅", "office"},
}
