package wechatbot

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// own are the citizen's requests to which she may do something now, the newest first.
func (v *visit) own(kind disclosure.Kind, id string) ([]disclosure.Request, error) {
	rs, err := v.herRequests()
	slices.Reverse(rs) // the newest first, as in the list of all
	return slices.DeleteFunc(rs, func(r disclosure.Request) bool {
		return id != "" && r.ID != id || !slices.Contains(r.AllowedTo(disclosure.RoleApplicant), kind)
	}), err
}

// withdraw asks whether a request of the citizen's own is really to be withdrawn.
func (v *visit) withdraw(id string) answer {
	if v.bot.Desk == nil {
		return v.say("noapply", v.bot.Office)
	}
	rs, err := v.own(disclosure.KindWithdrawn, id)
	if err != nil {
		return v.failed(err)
	}
	if len(rs) == 0 && id == "" && v.mayRevoke() {
		return v.revoke()
	}
	var says []string
	for _, r := range rs[:min(len(rs), 8)] {
		says = append(says, "withdraw:"+r.ID)
	}
	v.talk.offer(v.bot.Now(), append(says, "我的申请")...)
	return v.say("withdraw", map[string]any{"Requests": rs[:len(says)], "No": len(says) + 1, "Asks": v.talk.said == "law" || lexicon.Question.MatchString(writing.Simple(v.raw))})
}

// nthNamed is one of a list that is named by its place.
var nthNamed = form(`第([一二三四五六七八九1-9])[个件条]`)

// nthOwn is the number of the request that a text names by its place in the list of
// her own that she was shown.
func (v *visit) nthOwn(text string) string {
	found := nthNamed.FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	say, alive := v.talk.chosen(lexicon.Choice(found[1]), v.bot.Now())
	if number, listed := strings.CutPrefix(say, "进度 "); alive && listed {
		return number
	}
	return ""
}

// nothingToCancel answers who cancels where nothing is being filled in: what was
// handed in may be meant, or that it is not to be taken back after all.
func (v *visit) nothingToCancel(text string) answer {
	if d, busy := v.draft(); busy {
		return v.offerOf(d, "apply_drop", nil, "drop:", "我要申请")
	}
	rs, err := v.own(disclosure.KindWithdrawn, "")
	switch {
	case err != nil:
		return v.failed(err)
	case len(rs) == 0:
		return v.say("nothing", nil)
	case v.talk.said == "withdraw":
		return v.say("withdraw_kept", rs)
	case notWanted.MatchString(text):
		return v.withdraw("")
	}
	return v.say("nothing_open", rs)
}

// withdrawn withdraws a request.
func (v *visit) withdrawn(id string) answer {
	if rs, err := v.own(disclosure.KindWithdrawn, id); err != nil || len(rs) != 1 {
		return v.say("expired", nil)
	}
	return v.did(id, disclosure.Withdrawn(v.today), "withdrawn")
}

// supplement hands in what the office asked for (补正).
func (v *visit) supplement(id, text string) answer {
	if v.bot.Desk == nil {
		return v.say("noapply", v.bot.Office)
	}
	rs, err := v.own(disclosure.KindSupplemented, id)
	switch {
	case err != nil:
		return v.failed(err)
	case len(rs) == 0 && id == "":
		if a, open := v.mendsOpen(cmp.Or(text, v.raw)); open {
			return a
		}
		plain := writing.Simple(v.raw)
		if cameOfIt.MatchString(plain) { // 补正的材料早交了，怎么还没消息
			return v.mine()
		}
		if correctionAsked.MatchString(plain) && !handedWhere.MatchString(plain) {
			return v.law("correction", "")
		}
		if open := v.justHandedIn(); len(open) > 0 && !strings.Contains(plain, "申请") && !strings.Contains(plain, "补正") {
			return v.say("case_more", open[0].ID) // 我要补充证据照片
		}
		return v.say("supplement", supplyViews(rs))
	case len(rs) == 1 && shortestSupply <= len([]rune(text)) && len([]rune(text)) < 4:
		if a, open := v.perhapsSupplement(meaning{}, text); open { // as short as 文化街: it is shown first
			return a
		}
		return v.say("supplement", supplyViews(rs))
	case len(rs) != 1 || len([]rune(text)) < 4:
		return v.say("supplement", supplyViews(rs))
	}
	return v.did(rs[0].ID, disclosure.Supplemented(v.today).WithNote(text), "supplemented")
}

// correctionAsked is a text that asks how supplementing an application goes, of somebody of
// whom nothing is to be supplemented: 补正要几天.
var correctionAsked = form(`{how_long}|{how}|期限|时限|[几多]少?[次天日]|不补|逾期|会怎样|什么(?:意思|时候|规定)`)

// handedWhere is a text that asks where to hand in what she has: 照片拍好了，从哪传给你们.
var handedWhere = form(`上传|(?:从|往|在|到|去|交|传|发|递|寄|拿)(?:到|给|去)?(?:哪|啥地方|什么地方)(?:里|儿|个)?|发(?:给)?(?:你们|您|你)哪|(?:{how})(?:上传|传|递|交|发|拿)(?:给|上去|过来|过去|到|[呢啊呀?？]|$)`)

// did records what the applicant did. What the law no longer allows is said so.
func (v *visit) did(id string, e disclosure.Event, say string) answer {
	by := disclosure.Actor{Role: disclosure.RoleApplicant}
	r, err := v.bot.Desk.Record(v.ctx, id, e.WithActor(by).WithTime(v.bot.Now()))
	var refused *disclosure.TransitionError
	switch {
	case errors.As(err, &refused):
		return v.say("refused", refused.Chinese())
	case err != nil:
		return v.failed(err)
	}
	return v.say(say, v.view(r))
}
