package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Some write of two matters in one message: what is to be made public to them, and what they
// complain of (我想申请公开施工合同，同时我要投诉施工单位拖延工期), or a question and a complaint. None
// of the two goes along with the other unseen.

var (
	// writesToo is a clause that begins another letter, in words that say so, and what it says.
	writesToo = form(`^(?:(?:{besides}|[,，\s])+(?:{me})?(?:也|还|再)?(?:想|要|想要|得)?|{me}(?:也|还|再)?(?:想|要|想要|得)+)(?:实名|请求?|帮忙)?((?:{complain}|{consult}).+)$`)

	writesHerself = form(`^(?:{besides}|[,，\s])*{me}?(?:也|还|再)?(?:想|要|想要|得)+(?:实名)?(?:{complain}|{consult})`)

	// appliesToo is a clause that applies for something, in words that say so.
	appliesToo = form(`^(?:{besides}|{manner}|[,，\s])*(?:{me}(?:也|还|再|现|特)?(?:想|要|想要|得|需要)+|(?:{besides})+(?:{me})?(?:也|还|再)?(?:想|要|想要|得|需要)?|)(?:依法|正式|书面)?申请(?:公开|获取|查阅)(.+)$`)

	// ofLetters is what follows the word of writing where that names letters and writes none:
	// 投诉电话, 咨询件数.
	ofLetters = form(`^(?:{complain}|{consult})(?:、|和|与|及|{complain}|{consult})*(?:一下)?(?:的|了|过|电话|热线|渠道|方式|途径|平台|信箱|邮箱|件|数|量|率|情况|处理|办理|答复|结果|记录|台账|清单|统计|制度|办法|事项|工作|地址|窗口|人|者|单|信息|内容|数据)`)

	// appliedBefore is a clause of an application that was made, and what is wrong with it.
	appliedBefore = form(`^(?:的|了|过)|(?:没|不给|不答复|不理|拖着|拖了|[天月年]了|被拒|驳回|怎么|如何|吗|什么)`)
)

// mattersIn are the parts of a text by what each begins: what is applied for, and letters with
// their kinds; and the story that stands before both.
func mattersIn(text string) (story, wish string, letters []cases.Draft) {
	at := &story
	for _, clause := range clausesOf(text) {
		plain := writing.Simple(clause)
		switch kind, words := letterClause(plain, at == &story && story == ""); {
		case words != "":
			letters = append(letters, cases.Draft{Kind: kind})
			at, clause = &letters[len(letters)-1].Text, asTyped(clause, words)
		case wish == "" && wishClause(plain) != "":
			at, clause = &wish, asTyped(clause, wishClause(plain))
		}
		*at += clause
	}
	for i, d := range letters {
		letters[i].Text = matterEnd.ReplaceAllString(d.Text, "")
	}
	return matterEnd.ReplaceAllString(story, ""), matterEnd.ReplaceAllString(wish, ""), letters
}

// matterEnd is the end of what is told of a matter, and the word that stands apart before the next.
var matterEnd = form(`(?:[,.;:!?，。；：！？、\s]+{besides})?[,.;:!?，。；：！？、\s]*$`)

// clausesOf are the clauses of a text, each with what ends it.
func clausesOf(text string) (all []string) {
	from := 0
	for at := range writing.ClausesAt(text) {
		if at > from {
			all = append(all, text[from:at])
			from = at
		}
	}
	return append(all, text[from:])
}

// letterClause is the letter that a clause begins, "" for none. The first clause of a text needs
// no word that joins it.
func letterClause(plain string, first bool) (cases.Kind, string) {
	words := plain
	if found := writesToo.FindStringSubmatch(plain); found != nil {
		words = found[1]
	} else if !first {
		return "", ""
	}
	kind, said, writes := letterAfter(words)
	switch {
	case !writes, ofLetters.MatchString(words):
		return "", ""
	case !first && kind == cases.Complaint && !writesHerself.MatchString(plain) && lexicon.Papers.MatchString(words):
		return "", "" // 另外举报奖励发放明细 is applied for too
	}
	return kind, said
}

// wishClause is what a clause applies for, "" for nothing.
func wishClause(plain string) string {
	found := appliesToo.FindStringSubmatch(plain)
	if found == nil || lexicon.Tells(found[1]) < lexicon.LeastWish || appliedBefore.MatchString(found[1]) {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(found[1], "这个"), "那个")
}

// twoMatters answers a text that tells of two: the letter is shown, and the application behind it;
// or it is asked whether two letters of different kinds are one.
func (v *visit) twoMatters(m meaning) (answer, bool) {
	if v.bot.Cases == nil || !writingWord.MatchString(writing.Simple(m.text)) || utf8.RuneCountInString(m.text) > cases.Longest {
		return answer{}, false
	}
	if u := v.begun(); u.busy || u.letter.Text != "" {
		return answer{}, false // what was begun goes before
	}
	story, wish, letters := mattersIn(m.text)
	switch {
	case wish != "" && len(letters) > 0 && v.takesApplications():
		return v.writesAndApplies(story, wish, letters), true
	case story == "" && wish == "" && len(letters) == 2 && letters[0].Kind != letters[1].Kind && m.intent == wantLetter:
		begun, err := v.keepLetter(cases.Draft{Owner: v.owner(), Kind: letters[0].Kind, Text: v.written(letters[0].Text)})
		if err != nil {
			return v.failed(err), true
		}
		return v.second(begun, letters[1].Kind, v.written(letters[1].Text), true), true
	}
	return answer{}, false
}

// writesAndApplies begins an application, and shows the letter before that is gone on with. The
// story is of the letter.
func (v *visit) writesAndApplies(story, wish string, letters []cases.Draft) answer {
	a := v.beginWith(v.written(cmp.Or(wished("申请公开"+wish), wish)))
	d, busy := v.draft()
	if !busy {
		return a // it could not be kept
	}
	var words []string
	if saidAtAll(story) >= leastTold {
		words = append(words, v.written(story))
	}
	for _, l := range letters {
		words = append(words, v.written(l.Text))
	}
	kind := letters[0].Kind
	if slices.ContainsFunc(letters, func(l cases.Draft) bool { return l.Kind == cases.Complaint }) {
		kind = cases.Complaint
	}
	shown := v.write(kind, strings.Join(words, "\n"))
	shown.text = v.bot.say("case_andapply", brief(d.Subject)).text + "\n" + shown.text
	return shown
}
