package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/wechatbot/h5"
)

// welcome greets who has just come; help says what there is.
func (v *visit) welcome() answer { return v.bot.say("welcome", v.menu()) }

func (v *visit) help() answer { return v.say("help", v.menu()) }

// A menuView is what the office has to offer, and no more.
type menuView struct {
	h5.Office
	Offers []menuOffer
}

// A menuOffer is one of its lines: the number, and what choosing it says.
type menuOffer struct {
	N   int
	Say string
}

// menu offers what this office has: its catalogue always, and books, applications and
// what is the citizen's own where there are any.
func (v *visit) menu() menuView {
	view := menuView{Office: v.bot.Office}
	var says []string
	add := func(has bool, say string) {
		if has {
			says = append(says, say)
			view.Offers = append(view.Offers, menuOffer{len(says), say})
		}
	}
	add(true, "公开目录")
	add(v.bot.Books != nil, "三公经费")
	add(v.takesApplications(), "我要申请")
	add(v.bot.Desk != nil || v.bot.Cases != nil, "我的申请")
	v.talk.offer(v.bot.Now(), says...)
	return view
}

// takesApplications says whether the office takes applications here.
func (v *visit) takesApplications() bool { return v.bot.takesApplications() }

func (b *Bot) takesApplications() bool { return b.Desk != nil && b.receiver() != "" }

// menuText is what a tap on a menu button says.
func menuText(key string) string {
	if say, ok := strings.CutPrefix(key, "say:"); ok {
		return say
	}
	return key
}
