package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What occurs to a citizen after she has handed in a letter belongs to it. It is put
// to the case that is open once she has said so with one tap.

// caseLife is how long after a letter what goes on from it is taken to belong to it.
const caseLife = time.Hour

// longestRemark is how many characters a text has at most that is taken for a remark
// about a letter, and not for one.
const longestRemark = 24

var (
	supplementing = form(`(?s)^(?:{more}[:,、\s]*|{me}?(?:想|要){more}[:,、]\s*)(.*)$`)
	goingOn       = form(`(?s)^(?:[哦噢啊唉哎]+[,、\s]*)?{also}[了啊呀哈]?[:,、\s]*(.{2,})$`)
	slipped       = form(`^(?:{me}|刚才?|刚刚|前面|上面|里面|,)*(?:(?:写|说|打|填|讲)错了[,，\s]*(?:应该)?是|(?:改|更正|纠正|修改)一?下[,，\s]*(?:应该|其实)?是).{2,}$`)                                                                                           // 写错了，是育才路
	slippedIn     = form(`^(?:{manner}|{me}|刚才?|刚刚|前面|上面|里面|写|说|填|发|把|的|那个|[,，\s])*(?:{told_field})(?:还是|也|又|好像|都|我)*(?:(?:写|说|打|填|讲|弄|搞|记|发|报)(?:错|反|漏)|错|不对)(?:了|啦|的)?[,，。\s]*(?:其实|应该|是|在|改成|改为|为)*[^,，。?？\s改怎咋能可]{2,16}$`) // 地址写错了 是3号楼
	unclear       = form(`(?:答复|回复|回答)[^,，。]{0,6}没(?:有)?(?:说|讲|写|答)(?:清楚?|明白|到|全)|没答到点|再问一?[句下遍]|追问一?[句下]`)                                                                                                                    // of a reply
	questioning   = form(`{question}|啥|会不会|[?？]`)

	// Ways to reach somebody: a telephone, or mail. Longer numbers are of papers.
	reachable = form(`(?:^|[^0-9A-Za-z])(1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?:$|[^0-9A-Za-z])`)
	leaving   = form(`{leaving}`)
	onlyReach = form(`^(?:{reach}|{leaving}|[是为:,、\s])*$`)
)

// contactIn is the way to reach her that a citizen says in one of her lines, and
// whether she says nothing else.
func contactIn(text string) (contact string, alone bool) {
	for line := range strings.Lines(text) {
		if contact, alone = contactOf(strings.TrimSpace(line)); contact != "" {
			return contact, alone && strings.TrimSpace(line) == strings.TrimSpace(text)
		}
	}
	return "", false
}

func contactOf(text string) (contact string, alone bool) {
	at := reachable.FindStringSubmatchIndex(text)
	if at == nil {
		return "", false
	}
	rest := text[:at[2]] + text[at[3]:]
	if alone = onlyReach.MatchString(rest); !alone && !leaving.MatchString(rest) {
		return "", false // of somebody of whom she writes
	}
	contact = text[at[2]:at[3]]
	if !strings.Contains(contact, "@") {
		contact = strings.NewReplacer(" ", "", "-", "").Replace(contact)
	}
	return contact, alone
}

// continues is what a text adds to what was said before: sure says that it says so.
// What else only goes on may ask for something, and then adds nothing.
func (b *Bot) continues(text string) (words string, sure, found bool) {
	plain := writing.Simple(text)
	if m := supplementing.FindStringSubmatch(plain); m != nil {
		return asTyped(text, m[1]), true, true
	}
	if slipped.MatchString(plain) || slippedIn.MatchString(plain) && !questioning.MatchString(plain) {
		return text, false, true
	}
	m := goingOn.FindStringSubmatch(plain)
	if m == nil || questioning.MatchString(plain) || wanting.MatchString(m[1]) || applying.MatchString(m[1]) || b.recognise(m[1]).intent != wantSearch {
		return "", false, false
	}
	return text, false, true
}

// openCases are the citizen's cases to which she can add, the newest first.
func (v *visit) openCases() []cases.Case {
	all, err := v.herCases()
	if err != nil {
		v.bot.Log.WithField("event", "case").Error("a citizen's cases could not be read")
		return nil
	}
	all = slices.DeleteFunc(all, func(c cases.Case) bool {
		return !slices.Contains(c.Allowed(disclosure.RoleApplicant), cases.ActSupplemented)
	})
	slices.Reverse(all)
	return all[:min(len(all), maxOpen)]
}

// shortestAddition is how many characters an addition has at least: 姓马.
const shortestAddition = 2

// maxOpen is how many open cases are offered for an addition.
const maxOpen = 3

// justHandedIn are those of the open cases of which she still speaks.
func (v *visit) justHandedIn() []cases.Case {
	return slices.DeleteFunc(v.openCases(), func(c cases.Case) bool { return v.bot.Now().Sub(c.Touched()) > caseLife })
}

// addition takes what goes on from a letter that was handed in: words that say so,
// and a telephone.
func (v *visit) addition(m meaning) (answer, bool) {
	if v.bot.Cases == nil || m.intent != wantSearch && m.intent != wantSupplement || m.number != "" {
		return answer{}, false
	}
	text := writing.Tidy(v.raw)
	if m.intent == wantSearch {
		text = m.text
	}
	words, sure, found := v.bot.continues(text)
	contact, _ := contactIn(text)
	words, text = v.written(words), v.written(text)
	switch {
	case reachesOther(m.text) && application.OnlyPersonal(m.text):
		return v.addTo(v.justHandedIn(), text)
	case unclear.MatchString(writing.Simple(text)) && len(v.openCases()) == 0:
		return v.afterwards(text)
	case sure && words != "":
		if a, asked := v.addTo(v.openCases(), words); asked {
			return a, true
		}
		return v.afterwards(words)
	case found && !sure, contact != "":
		if a, asked := v.addTo(v.justHandedIn(), text); asked || contact == "" {
			return a, asked
		}
		return v.reachable(text, contact)
	}
	return answer{}, false
}

// reachable takes a telephone that comes after a question which has just found no
// answer: it goes to a person with the question, once she has said so.
func (v *visit) reachable(text, contact string) (answer, bool) {
	if _, writing := v.writing(); writing || !v.foundNothing() || v.talk.asked == "" || v.bot.Now().After(v.talk.until) {
		return answer{}, false
	}
	asked := v.talk.asked
	return v.saveLetter(cases.Draft{Owner: v.owner(), Kind: v.kindOf(asked), Text: asked + "\n" + text, Contact: contact}), true
}

// addTo asks to which of her cases a text is to be added, or whether it is a letter
// of its own. Where the office has asked for a correction of a request, it may be that.
func (v *visit) addTo(open []cases.Case, text string) (answer, bool) {
	if len(open) == 0 || utf8.RuneCountInString(text) > cases.Longest {
		return answer{}, false
	}
	if before := v.pending(); before != "" && before != text {
		text = before + "\n" + text // she has not said yet where that belongs
	}
	var says []string
	var lines []mineLine
	for _, c := range open {
		says = append(says, "add:"+c.ID+":"+text)
		lines = append(lines, mineLine{c.Kind.Chinese(), c.ID, c.State().Chinese()})
	}
	rs, _ := v.own(disclosure.KindSupplemented, "")
	for _, r := range rs[:min(len(rs), maxOpen)] {
		says = append(says, "补正 "+r.ID+" "+text)
		lines = append(lines, mineLine{"申请", r.ID, r.State().Chinese()})
	}
	v.talk.offer(v.bot.Now(), append(says, "hand:"+text)...)
	return v.say("case_add", map[string]any{"Text": text, "Lines": lines, "New": len(says) + 1}), true
}

// afterwards takes what is added to a case to which nothing can be added any more: it
// is a letter of its own that names it. Where a correction of a request is waited for
// it may be that.
func (v *visit) afterwards(words string) (answer, bool) {
	all, err := v.herCases()
	if err != nil || len(all) == 0 {
		return answer{}, false
	}
	if rs, err := v.own(disclosure.KindSupplemented, ""); err != nil || len(rs) > 0 {
		return answer{}, false
	}
	last := all[len(all)-1]
	if announcesMore.MatchString(writing.Simple(words)) {
		return v.act(v.bot.recognise("我要" + last.Kind.Chinese())), true // she has not said yet what
	}
	return v.write(last.Kind, last.ID+"："+words), true
}

// announcesMore is a text that says that more is to be asked or said, and not what: 再问一下. A
// letter stands before it, so that 再反映 is enough, where announcesQuestion stands alone.
var announcesMore = form(`^(?:{manner}|{me}|那|{want}|[,，\s])*(?:再|接着|继续|还|另外)*(?:想|要)?(?:问|咨询|请教|说|反映)(?:一下|一个|一件|两句|一句|个|点)?(?:事|问题|情况)?(?:{softly}|[啊呀呢。\s])*$`)

// pending is the text of which she was asked just now to which case it belongs.
func (v *visit) pending() string {
	_, text, _ := strings.Cut(v.undecided("case_add", "add:"), ":")
	return text
}

// undecided is what the first answer that begins with a word, to a question that was asked just
// now, would do; "" where another was asked, or none.
func (v *visit) undecided(asked, word string) string {
	if v.talk.said != asked {
		return ""
	}
	for n := range v.talk.options {
		say, _ := v.talk.chosen(n+1, v.bot.Now())
		if rest, is := strings.CutPrefix(say, word); is {
			return rest
		}
	}
	return ""
}

// added puts a text to a case of her own.
func (v *visit) added(id, text string) answer {
	contact, alone := contactIn(writing.Tidy(text))
	if alone {
		text = ""
	}
	return v.didCase(id, cases.Supplemented(v.today, text).WithContact(contact), "case_added")
}

// lettered takes a text that was heard as a letter. Where it does not say 投诉 or 咨询
// itself it goes on from the letter that is being written or was just handed in.
func (v *visit) lettered(m meaning) answer {
	plain := writing.Simple(m.text)
	d, begun := v.writing()
	begun = begun && d.Text != "" && v.fresh(d)
	if begun && m.subject == "" && m.sure > 0 && m.sure < 1 && !writingWord.MatchString(plain) {
		return v.saveLetter(d) // 我再想想 makes nothing else of it
	}
	if _, _, says := letterIn(plain); m.subject == "" || m.sure == 0 || says || writingWord.MatchString(plain) || v.bot.Cases == nil {
		return v.write(m.kind, m.subject)
	}
	if begun {
		return v.longer(d, v.written(m.subject))
	}
	if a, asked := v.addTo(v.justHandedIn(), v.written(m.subject)); asked {
		return a
	}
	return v.write(m.kind, m.subject)
}

var writingWord = form(`{complain}|{consult}`)

// longer adds to the words of the letter that is being written.
func (v *visit) longer(d cases.Draft, text string) answer {
	if utf8.RuneCountInString(d.Text)+utf8.RuneCountInString(text) >= cases.Longest {
		return v.say("case_full", v.letterView(d))
	}
	d.Text += "\n" + text
	return v.saveLetter(d)
}

// goesOnWith takes what belongs to the letter that is being written: words that go on
// from those there are, and a way to reach her.
func (v *visit) goesOnWith(d cases.Draft, m meaning) (answer, bool) {
	if m.intent != wantSearch && m.intent != wantSupplement || m.number != "" {
		return answer{}, false
	}
	text := strings.TrimSpace(v.raw)
	contact, alone := contactIn(writing.Tidy(text))
	words, _, found := v.bot.continues(writing.Tidy(text))
	mended := cmp.Or(swapIn(d.Text, writing.Tidy(text)), cutFrom(d.Text, writing.Tidy(text)))
	if more := v.tellsMore(m); mended == "" && (alone || more) {
		if left := v.undecided("case_join", "join:"); left != "" { // who goes on has not said that it is to be left out
			d.Text += "\n" + left
			v.talk.loose = ""
		}
		if more && contact == "" {
			return v.shownWith(v.longer(d, text), "case_line", nil), true
		}
	}
	switch {
	case mended != "":
		d.Text = mended
		return v.saveLetter(d), true
	case alone:
		d.Contact = contact
		return v.saveLetter(d), true
	case d.Text == "" || contact == "" && (!found || words == ""):
		return answer{}, false
	case contact != "":
		d.Contact = contact
		return v.longer(d, text), true
	}
	return v.longer(d, v.written(words)), true
}

// masked is a way to reach somebody as a screen shows it.
func masked(contact string) string {
	if strings.Contains(contact, "@") {
		return disclosure.Applicant{Email: contact}.Masked().Email
	}
	return disclosure.Applicant{Phone: contact}.Masked().Phone
}
