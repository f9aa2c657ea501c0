package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// subject takes what is asked for, and first shows what is already public.
func (v *visit) subject(d disclosure.Draft, text string) answer {
	if found := questionBehind.FindStringSubmatch(text); found != nil && lexicon.Question.MatchString(found[1]) {
		a := v.subject(d, strings.TrimSuffix(text, found[0]))
		a.text += "\n" + v.bot.say("apply_behind", found[1]).text
		return a
	}
	if found := termBehind.FindStringIndex(text); found != nil && lexicon.Tells(text[:found[0]]) >= lexicon.LeastWish {
		v.inFront = true
		term := v.law("term", "")
		v.inFront = false
		return answer{text: strings.TrimSpace(term.text)}.before(v.subject(d, text[:found[0]]))
	}
	if form := filledForm(text); form != "" {
		text = form
	}
	alone := asWanted(text)
	text = v.wholeWish(d, alone)
	got := application.Read(text)
	v.hear(d)
	if agrees(text) && !lexicon.Papers.MatchString(text) || declines(text) {
		d.Step = application.StepSubject
		return v.save(d, "subject")
	}
	if d.Subject != "" && application.Unchanged.MatchString(text) && !tooShort(d.Subject) {
		d.Step = application.Lacking(d)
		return v.save(d, "")
	}
	if tooShort(d.Subject) && closerTold.MatchString(text) {
		text += d.Subject // 种粮补贴, and 2023年的
	}
	switch {
	case got.OnlyPersonal():
		d.Step = application.StepSubject
		return v.save(d, "early_subject")
	case v.onlyFrame(text), v.noWish(text):
		return v.asksMore(d, text, text != alone)
	case got.Personal() && d.Subject == "" && agrees(firstClause(text)) && !lexicon.Papers.MatchString(text):
		d.Step = application.StepSubject
		return v.save(d, "early_data") // 同意，张三，and her numbers: of what is asked for it says nothing
	case got.Name != "" && lexicon.Tells(got.Left()) < lexicon.LeastWish:
		d.Step = application.StepSubject
		return v.save(d, "early_data")
	case got.Personal() || got.Name != "" || got.Contact != "":
		text = cmp.Or(strings.Join(pieces(got.Rest), "，"), got.Rest)
	}
	d.Subject, d.Step = v.written(text), application.StepPublic
	if id, same := v.sameAs(d.Subject); same && !v.again {
		return v.offerOf(d, "apply_same", map[string]string{"ID": id, "Subject": brief(d.Subject)}, "进度 "+id, "again:"+d.Subject)
	}
	return v.save(d, "")
}

// questionBehind is a question that is put behind what somebody applies for: 另外问下几点上班.
var questionBehind = form(`[,，。;；\s]+(?:另外|顺便|顺带|还有|对了|再|还|也)+(?:想|要|再|还)*(?:问|请问|打听)(?:一下|一问|下|个事|个|问)?[,，:\s]*([^责题卷询答候到].{2,})$`)

// closerTold is a text that tells more closely what was named before, and names nothing.
var closerTold = form(`[0-9\p{Han}]的$`)

// tooShort says whether what is asked for was named too shortly to be applied for.
func tooShort(subject string) bool {
	return subject != "" && (lexicon.Tells(subject) < lexicon.LeastWish || application.IsPerson(subject) && !lexicon.Papers.MatchString(subject))
}

// namesThing says whether a text names something in few words, and nobody.
func (v *visit) namesThing(text string) bool {
	n := utf8.RuneCountInString(text)
	return inCharacters(text) && n >= 2 && n <= longestThing && !v.rude(text) && !application.SurelyPerson(text) && application.WayIn(text) == 0 &&
		!application.IsBody(text) && !leaves.MatchString(text) && !lexicon.Talk.MatchString(text) && !lexicon.Question.MatchString(text)
}

// firstClause is the first clause of a text.
func firstClause(text string) string { return writing.Clauses(writing.Simple(text))[0] }

// longestWish is how many characters what is asked for has at most.
const longestWish = 500

// noWish says whether a text is nothing that can be applied for: too long or too short,
// abuse, or who applies and how she is handed it, with no word of a paper.
func (v *visit) noWish(text string) bool {
	length := utf8.RuneCountInString(text)
	switch {
	case length > longestWish, lexicon.Tells(text) < lexicon.LeastWish, v.rude(text), leaves.MatchString(text), application.IsBody(text):
		return true
	case lexicon.Papers.MatchString(text):
		return false
	}
	return application.IsPerson(text) || application.WayIn(text) > 0 && length <= application.LongestWay
}

// Words around what is asked for that are no part of it: that it was said before, that it
// is asked whether it can be had, that it is wanted.
var (
	toldAgain = form(`[,，。\s]+{me}?(?:刚|刚才|都|也)?{said_before}.*$`)
	askedTail = form(`[,，\s]*(?:你们?|您们?|咱们)?(?:(?:能不能|可不可以|能否|可否)(?:申请|公开|看看|看|查|给|我们?|一下)*|(?:能|可以)(?:申请|公开|看看|看|查|给|我们?|一下)+(?:不|吗|么|不行|行不))[?？]?$`)
	howTail   = form(`[,，\s]+(?:{how}{may}*{fill}*(?:申请|办)?|给(?:我们?|俺)?(?:公开|看看|看)(?:一下|出来)?)[嘛啊呀吧呗呢?？]*$`)
	wishHead  = form(`^(?:就是说?|其实就?是)|^(?:那个|嗯|呃|[,，\s])*{me}(?:还|也|就|再|只)?{want}+(?:看看|看|查查|查|知道|了解|一下|一份|那个|的就?是)*`)
	applyHead = form(`^(?:{me}|现|特|依法|向{your}|[,，\s])*申请(?:公开|获取|查阅)(?:以下|如下|下列)?(?:政府)?(?:信息|内容)?:\s*`)
	falters   = form(`(?:那个|就是说?|这个)?[,，\s]*(?:嗯|呃)+[,，\s]*(?:那个|就是说?|这个)?`)
)

// nodsThenApplies is a nod to the answer before, and the words that apply: 行，那我申请….
var nodsThenApplies = form(`^(?:{noted}[,，、。!！\s]+)+(?:(?:那|就|{me}|要|想|[,，\s])*申请(?:公开)?)?`)

// asWanted is what is asked for without such words, where enough is left.
func asWanted(text string) string {
	text = applyHead.ReplaceAllString(text, "")
	left := falters.ReplaceAllString(nodsThenApplies.ReplaceAllString(text, ""), "")
	for _, tail := range []*pattern.Pattern{toldAgain, howTail, askedTail} {
		left = tail.ReplaceAllString(left, "")
	}
	left = strings.TrimRight(wishHead.ReplaceAllString(left, ""), "啊呀哦哈嘛呢，, ")
	if lexicon.Tells(left) < lexicon.LeastWish {
		return text
	}
	return left
}

// sameAs is the citizen's own application for the same thing that is being handled, if
// there is one.
func (v *visit) sameAs(subject string) (id string, same bool) {
	rs, err := v.herRequests()
	if err != nil {
		return "", false
	}
	for _, r := range rs {
		if r.Subject == subject && !r.State().Closed() {
			return r.ID, true
		}
	}
	return "", false
}

// mostPublic is how many records are shown before an application goes on.
const mostPublic = 3

// askPublic shows what is already public and fits the subject; where nothing does,
// the application goes on.
func (v *visit) askPublic(d disclosure.Draft) answer {
	page, err := v.look(catalog.Query{Text: d.Subject, Limit: 2 * pageSize, Today: v.today})
	page.Hits = v.withTexts(page.Hits)
	named := namesWithout(page.Hits, d.Subject)
	if years := v.yearsNamed(d.Subject); len(years) > 0 { // what is public of another year keeps nobody from applying
		page.Hits = slices.DeleteFunc(page.Hits, func(h catalog.Hit) bool { return !datedFor(h.Record, years) })
	}
	page.Hits = v.readable(page.Hits, d.Subject, named)
	if err != nil || page.Near || len(page.Hits) == 0 {
		d.Step = application.Lacking(d)
		if (v.early || v.talk.early != "") && d.Step == application.StepConsent {
			return v.save(d, "early_data")
		}
		return v.save(d, "")
	}
	return v.offerPublic(page.Hits[:min(mostPublic, len(page.Hits))])
}

// withTexts are hits with the texts of their records, which a search hands on without.
func (v *visit) withTexts(hits []catalog.Hit) []catalog.Hit {
	hits = slices.Clone(hits)
	for i, h := range hits {
		if r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number); err == nil {
			hits[i].Record = r
		}
	}
	return hits
}

// readable are the hits of what is asked for that can be read here: neither those of which only the
// name is public, nor what only names these, whose names are given.
func (v *visit) readable(hits []catalog.Hit, subject string, named []string) []catalog.Hit {
	wanted := writing.Letters(subject)
	return slices.DeleteFunc(slices.Clone(hits), func(h catalog.Hit) bool {
		only := func(name string) bool { return strings.Contains(h.Record.Body, name) }
		about := strings.Contains(writing.Letters(h.Record.Title), wanted)
		return bodyless(h.Record) || !v.holdsMore(h.Record, subject) || !about && slices.ContainsFunc(named, only)
	})
}

// namesWithout are the titles of which only the name is public and that are what is asked for, of
// whatever year they are: 2014年决算及2015年预算 is of two.
func namesWithout(hits []catalog.Hit, subject string) (names []string) {
	wanted := writing.Letters(subject)
	for _, h := range hits {
		title := writing.Letters(h.Record.Title)
		if bodyless(h.Record) && (strings.Contains(title, wanted) || strings.Contains(wanted, title)) {
			names = append(names, h.Record.Title)
		}
	}
	return names
}

// holdsMore says whether a record has more of what is asked for than its year and the place.
func (v *visit) holdsMore(r catalog.Record, subject string) bool {
	runes := []rune(v.placeless(subject))
	if len(runes) < 2 {
		return true
	}
	return holdsPair(writing.Letters(r.Title+r.Summary+r.DocNumber+strings.Join(r.Keywords, "")+r.Body), runes)
}

// placeless are the letters of a text without its years and the name of this place.
func (v *visit) placeless(text string) string {
	text = v.withoutYears(text)
	for _, name := range []string{v.bot.Office.Name, v.bot.Office.Short} {
		if name != "" {
			text = strings.ReplaceAll(text, name, "")
		}
	}
	return strings.TrimPrefix(writing.Letters(text), "年")
}

func (v *visit) offerPublic(hits []catalog.Hit) answer {
	items, options := itemized(hits)
	v.talk.offer(v.bot.Now(), options...)
	return v.say("apply_public", map[string]any{"Items": items, "Go": len(items) + 1})
}

// public takes the choice between what is public and going on.
func (v *visit) public(d disclosure.Draft, text string) answer {
	n := lexicon.Choice(text)
	if n > 0 && (len(v.talk.options) == 0 || v.bot.Now().After(v.talk.until)) { // another replica showed them
		v.talk.options = nil
		if a := v.askPublic(d); len(v.talk.options) == 0 {
			return a // nothing fits any more, and the application went on
		}
	}
	if say, alive := v.talk.chosen(n, v.bot.Now()); alive {
		r, err := v.bot.Catalog.Find(v.ctx, catalog.IndexNumber(strings.TrimPrefix(say, recordOption)))
		if err == nil {
			return v.say("apply_isit", v.viewOf(r))
		}
	}
	if wish := meantInstead(text); n == 0 && lexicon.Tells(wish) >= lexicon.LeastWish {
		return v.subject(d, v.inYear(d.Subject, wish))
	}
	if n > len(v.talk.options) || strings.Contains(text, "申请") || strings.Contains(text, "不是") || strings.Contains(text, "继续") {
		d.Step = application.Lacking(d)
		return v.save(d, "")
	}
	if text == "是" || text == "就是它" || text == "对" {
		return v.drop()
	}
	return v.subject(d, text)
}

// inYear is what is asked for in the year that a text names, where it names nothing else, and else
// that text: 2024年的.
func (v *visit) inYear(subject, text string) string {
	if other, is := v.otherYear(subject, text); is {
		return other
	}
	if year := v.yearOf(text); year != 0 && subject != "" && emptyShell.MatchString(strings.TrimSpace(v.withoutYears(text))) {
		return fmt.Sprintf("%d年%s", year, strings.TrimSpace(v.withoutYears(subject)))
	}
	return text
}

// meantInstead is what a text says that is meant, where it first denies what was shown:
// 不是这个，我要的是底稿; "" where it names nothing else.
func meantInstead(text string) string {
	for _, said := range []*pattern.Pattern{corrects, notSo, thatIsNot} {
		if found := said.FindStringSubmatch(writing.Simple(text)); found != nil {
			return asTyped(text, found[1])
		}
	}
	return ""
}

// amends says whether a text wants to change what is asked for, which each step
// shows.
func amends(d disclosure.Draft, text string) bool {
	switch text {
	case "改", "改一下", "改下", "改一改", "修改", "更改", "改信息", "改内容", "我要改":
		return !application.Open(d.Step)
	case "不对", "错了", "写错了", "不是这个":
		return d.Step == application.StepConsent
	}
	return false
}
