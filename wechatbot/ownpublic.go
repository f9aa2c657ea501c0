package wechatbot

import (
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// What a citizen wants who finds her own data in what was made public: that it is taken
// down (你们公开了我的电话 给我删掉), or put right (公示里我的名字写错了). It is neither her
// application, whose data are erased, nor looked for.
var (
	ownIsPublic = form(`(?:{made_public}).{0,6}?(?:我|俺|本人)(?:自己|本人|个人|{of_family}|们|的)*(?:{own_data}).{0,8}?(?:{take_down}|{put_right})|` +
		`(?:我|俺|本人)(?:自己|本人|个人|{of_family}|们|的)*(?:{own_data})(?:怎么|为什么|为啥|凭什么|全|都|被|给|让|在|到|叫|{your})*.{0,4}?(?:{made_public}).{0,10}?(?:{take_down}|{put_right})`)
	keptIsWrong = form(`(?:档案|登记|系统|记录|材料|台账|户籍|社保)[里中上]?(?:的|面|头)*(?:我|俺|本人)(?:自己|本人|个人|的)*(?:{own_data}).{0,6}?(?:{put_right})`) // 档案里我的信息记错了
	dataIsWrong = form(`公[开布示](?:出来)?的?(?:本人|我的?|个人)+(?:的)?(?:{own_data}).{0,6}?(?:{put_right})`)
	notOwnData  = form(`申请|聊天|登录|注册|你们系统|你们这里?存|留[给在过]`)
)

// ofOwnPublic says whether a text wants that.
func ofOwnPublic(text string) bool {
	return utf8.RuneCountInString(text) <= 3*longestElsewhere && (ownIsPublic.MatchString(text) || dataIsWrong.MatchString(text) || keptIsWrong.MatchString(text)) && !notOwnData.MatchString(text)
}

// ownPublic says what the law gives who finds her data in what is public, and offers to
// hand her words on: which record it is has to be looked at by somebody.
func (v *visit) ownPublic(text string) answer {
	v.talk.misses = 0
	provision, _ := disclosure.ProvisionOn(v.today, "correct")
	hand := "人工"
	if v.bot.Cases != nil {
		hand = string(cases.Complaint) + ":" + v.written(text)
	}
	v.talk.offer(v.bot.Now(), hand)
	return v.say("ownpublic", map[string]any{"Provision": provision, "Write": v.bot.Cases != nil})
}
