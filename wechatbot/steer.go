package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

var (
	leaves     = form(`^(?:忘了|我|先|让我|那|[,\s])*{later}(?:吧|再说|再填|再弄|再来|再写|想想|看看|啊|哦|了|我|去|[,\s])*(?:找找|找|拿|想想|看看|查查|翻翻|问问)?(?:吧|看)?$`)
	startsOver = form(`^(?:我要|我想|还是|那)?{again}(?:吧|一遍|一下)?$`)
	resumes    = form(`^(?:我要|我|那|好的?|我?回来了|还在吗|刚才|现在|,|\s)*(?:{resume}|继续|接着)(?:吧|填|申请|我的申请|,|\s)*$`)
	adding     = form(`^(?:另外|对了|那个|,|\s)*(?:再加|还要加?|再要|加上|再申请|还想要|也要)(?:一个|一份|一项|一条|上|:|,|\s)*(.{4,})$`)
	instead    = form(`^(?:我改主意了|改主意了|不对|不是|把|我要|我想|,|\s)*{subject_word}?(?:换成|改成|改为)(.{4,})$`)
	disputes   = form(`^(?:{wrong}|有错|有问题)(?:了|啊|的|啦)?$`)
	changing   = form(`^(?:我要|我想|我|想|要|帮我|能不能|可以|能再|还能|能不能再)?(?:把)?(?:我的)?{change}(?:我的)?(` + anyField + `)(?:吗|吧|了|一下)?(?:[,，].*)?$|^(?:我的?)?(` + anyField + `)(?:也|又|好像)?{wrong}(?:了|啦)?(?:[,，].*)?$`)
)

// anyField is a word for anything that is asked of an applicant.
const anyField = `{name_word}|{id_word}|{code_word}|{contact_word}|{phone_word}|{email_word}|{address_word}|{way_word}`

// steer takes what turns an application about: to another step, away from it, to its
// end.
func (v *visit) steer(d disclosure.Draft, m meaning, stale bool) (answer, bool) {
	switch {
	case !stale && amends(d, m.text):
		d.Step = stepSubject
		return v.save(d, ""), true
	case startsOver.MatchString(m.text):
		return v.offerOf(d, "apply_restart", brief(d.Subject), "restart:", "我要申请"), true
	case leaves.MatchString(m.text):
		return v.leave(), true
	case m.intent == wantCancel:
		return v.drop(), true
	case m.intent == wantBack, m.text == "返回修改":
		d.Step = back(d)
		return v.save(d, ""), true
	case resumes.MatchString(m.text) && d.Step != stepPublic && (stale || !d.Aside || m.intent != wantNext):
		return v.save(d, ""), true
	case !stale && d.Step != stepConfirm && handsIn.MatchString(m.text) && submits(m.text):
		return v.ask(d, troubleOf(d, details{}, "")), true // not yet
	case d.Step == stepConfirm && disputes.MatchString(m.text):
		return v.save(d, "confirm"), true
	case !stale && nods(m.text) && d.Step != stepSubject && d.Step != stepPublic && d.Step != stepConsent && d.Step != stepConfirm:
		return v.save(d, ""), true
	case !d.Consented.IsZero() && withheld.MatchString(m.text) && !asks.MatchString(m.text):
		return v.unconsent(d), true
	case d.Aside && d.Step == stepConfirm && submits(m.text) && !handsIn.MatchString(m.text), stale && d.Step == stepConfirm && submits(m.text):
		return v.save(d, "again_look"), true
	}
	if found := instead.FindStringSubmatch(m.text); found != nil && d.Subject != "" && tells(found[1]) >= leastWish && !readDetails(m.text).tells() {
		return v.subject(d, found[1]), true
	}
	if subject, other := v.otherYear(d.Subject, m.text); other {
		d.Subject = subject
		return v.save(d, "", fieldNames[stepSubject]), true
	}
	if found := adding.FindStringSubmatch(m.text); found != nil && d.Subject != "" && tells(found[1]) >= leastWish && !asks.MatchString(m.text) {
		d.Subject += "；" + v.written(found[1])
		return v.save(d, "", fieldNames[stepSubject]), true
	}
	if d.Step == stepConsent && !stale && !agrees(m.text) && v.namesOther(m) {
		return v.beginWith(cmp.Or(wished(m.text), m.text)), true // says more closely what is asked for, or asks for another thing
	}
	return v.changed(d, m.text)
}

// unconsent takes an agreement to the notice back: all that was told since is deleted,
// files too, but what is asked for.
func (v *visit) unconsent(d disclosure.Draft) answer {
	err := v.bot.Desk.DropDraft(v.ctx, v.owner())
	if err == nil {
		err = v.bot.Desk.SaveDraft(v.ctx, disclosure.Draft{Owner: d.Owner, Organ: d.Organ, Subject: d.Subject, Step: stepConsent, Saved: v.bot.Now()})
	}
	if err != nil {
		return v.failed(err)
	}
	v.talk.early, v.savedDraft = "", true
	return v.say("apply_unconsent", nil)
}

// offerOf asks what is to become of an application: the numbers of the answer are not
// those of its step.
func (v *visit) offerOf(d disclosure.Draft, name string, data any, says ...string) answer {
	d.Aside, v.savedDraft = true, true
	if err := v.bot.Desk.SaveDraft(v.ctx, d); err != nil {
		return v.failed(err)
	}
	v.talk.offer(v.bot.Now(), says...)
	return v.say(name, data)
}

// leave lets an application rest, and says how to go on with it.
func (v *visit) leave() answer {
	v.savedDraft = true // and says so itself
	return v.say("apply_later", nil)
}

// changed goes to the step of something that was said already and is to be changed;
// where the text says what to, it is taken at once. Then it goes on where it was.
func (v *visit) changed(d disclosure.Draft, text string) (answer, bool) {
	found := changing.FindStringSubmatch(text)
	if found == nil || d.Consented.IsZero() {
		return answer{}, false
	}
	if got := readDetails(text); got.hard() || got.name != "" || got.contact != "" || got.address != "" {
		return v.resume(d, text), true
	}
	step := stepOf(found[1]+found[2], d)
	if i := slices.Index(path(d), step); step != stepWhere && (i < 0 || i >= slices.Index(path(d), d.Step) && d.Step != stepConfirm) {
		return answer{}, false // not asked yet
	}
	if d.Step = step; step == stepWhere {
		d.Applicant.Address = ""
		d.Step = lacking(d)
	}
	return v.save(d, ""), true
}

// stepOf is the step that asks for what a word names.
func stepOf(word string, d disclosure.Draft) string {
	for _, f := range fieldWords {
		if f.words.MatchString(word) {
			if f.step == stepID && isOrganisation(d.Applicant) {
				return stepCode
			}
			return f.step
		}
	}
	return d.Step
}

// namesOther says whether a text that is no answer to the notice names something that may
// be applied for: what is asked for, said more closely, or another thing.
func (v *visit) namesOther(m meaning) bool {
	if m.intent != wantSearch && m.intent != wantMoney {
		return false
	}
	got := readDetails(m.text)
	if got.tells() || tells(got.left) < ownWords {
		return false
	}
	return !asks.MatchString(m.text) && holding.MatchString(m.text) || v.beyond(m.text) && v.sureOf(m.text) < sureBeside
}

// sureOf is how surely a text wants something else than to find or to reckon.
func (v *visit) sureOf(text string) float64 {
	w, sure := v.bot.ear().guess(simple(text))
	switch w.means.intent {
	case wantSearch, wantMoney, wantApply, wantLetter:
		return 0
	}
	return sure
}

// otherYear is a subject with the year, or the two years, that a text says it is of
// instead: 不是2023年，是2022年的.
func (v *visit) otherYear(subject, text string) (string, bool) {
	if !strings.ContainsAny(text, "0123456789") || subject == "" {
		return "", false
	}
	said, had := civil.YearsIn(text, v.today), civil.YearsIn(subject, v.today)
	if len(said) == 0 || len(had) != 1 || tells(yearFiller.ReplaceAllString(v.withoutYears(text), "")) > 1 {
		return "", false
	}
	var years []string
	for _, y := range said {
		if !strings.HasSuffix(text[:y.From], "不是") && !strings.HasSuffix(text[:y.From], "不要") {
			years = append(years, fmt.Sprintf("%d年", y.Year))
		}
	}
	if len(years) == 0 || len(years) > 2 {
		return "", false
	}
	return subject[:had[0].From] + strings.Join(years, "和") + strings.TrimPrefix(subject[had[0].To:], "年"), true
}

var yearFiller = form(`{wrong}|{is}|换成|改成|应该|不是|不要|还有|哦|那|两年|和|到|至|、|年`)

// mend offers to hand to the office what is to be changed in an application that was
// handed in.
func (v *visit) mend(text string) (answer, bool) {
	if v.bot.Desk == nil || v.bot.Cases == nil || !strings.ContainsAny(text, "改换错反误变对是重") || !changing.MatchString(text) {
		return answer{}, false
	}
	rs, err := v.bot.Desk.ByOwner(v.ctx, v.owner())
	if err != nil || len(rs) == 0 {
		return answer{}, false
	}
	newest := slices.MaxFunc(rs, func(a, b disclosure.Request) int { return cmp.Compare(a.ID, b.ID) })
	v.talk.offer(v.bot.Now(), fmt.Sprintf("hand:申请%s要改：%s", newest.ID, v.written(text)), "我的申请")
	return v.say("apply_mend", newest.ID), true
}
