package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// A contact is what is asked of how somebody is reached, and what is known of it.
type contact struct {
	Name    string        // whose it is
	Asked   []contactLine // what was asked and is known
	Missing string        // what was asked and is not: 电话和办公时间
	Beside  []contactLine // what else is known
	Desk    string        // who handles applications, where that was asked
}

// A contactLine is one thing that is known: 电话：0951-1234567.
type contactLine struct{ Word, Value string }

// contactWays are the ways of reaching somebody, and contactForms the texts that ask for each.
var (
	contactWays  = []string{"地点", "电话", "办公时间"}
	contactForms = []*pattern.Pattern{form(`{place_word}|(?:^|[^存])[在搁]哪(?:[^些几年篇本份条期]|$)`), form(`{call_word}`), form(`{hours_word}|{weekday}|{clock}点`)}

	// comesAt is a text that asks whether somebody can be met at a time.
	comesAt = form(`(?:{weekday}|{clock}点).{0,8}(?:{come}).*(?:{whether_open})`)
)

// contactView sorts what is known of a place, a telephone and hours by what a text asks
// of them.
func contactView(name, text string, known ...string) contact {
	c := contact{Name: name}
	var missing []string
	text, other := otherWay(text)
	if other != "" {
		missing = append(missing, other)
	}
	for n, word := range contactWays {
		line := contactLine{word, known[n]}
		switch asked := contactForms[n].MatchString(text); {
		case asked && line.Value != "":
			c.Asked = append(c.Asked, line)
		case asked:
			missing = append(missing, word)
		case line.Value != "":
			c.Beside = append(c.Beside, line)
		}
	}
	c.Missing = strings.Join(missing, "、")
	if len(missing)+len(c.Asked)+len(c.Beside) == 0 {
		c.Missing = strings.Join(contactWays, "、") // nothing is known, and nothing of it was named
	}
	return c
}

// otherWays are ways of reaching somebody that nobody has registered here, which are no telephone.
var otherWays = form(`(?:电子)?(?:邮箱|邮件)(?:的?地址|号码?|账号)?|传真(?:的?号码?|机|电话)*`)

// otherWay is such a way that a text asks for, and the text without it.
func otherWay(text string) (rest, way string) {
	found := otherWays.FindString(text)
	switch {
	case found == "":
		return text, ""
	case strings.Contains(found, "传真"):
		way = "传真"
	default:
		way = "电子邮箱"
	}
	return strings.Replace(text, found, "", 1), way
}

// asksContact says whether a text has a word of a place, a telephone or hours.
func asksContact(text string) bool {
	return slices.ContainsFunc(contactForms, func(f *pattern.Pattern) bool { return f.MatchString(text) })
}

// deskAsked is a text that asks who handles what concerns disclosure: 信息公开归哪个部门管.
var deskAsked = form(`^(?:{manner}|{lead}|{me}|你们|这里|区里)*(?:政府)?(?:信息|政务)公开(?:工作|申请|这块|这个|的事?|[,，\s])*(?:是|由|归|该|属于|都)*{who_asked}(?:在|来)?(?:主管|分管|{handle})+(?:[的呢啊呀?？])*$`)

// longestThere is how many characters a text has that only asks for the way to an organ,
// or for its telephone.
const longestThere = 14

// asksWay says whether a text that was taken to look for something asks for the way to
// one of the office's organs, and for no document of it.
func (v *visit) asksWay(text string) bool {
	if utf8.RuneCountInString(text) > longestThere {
		return false
	}
	_, of := v.alias(text) // most texts name no organ
	return of != "" && !lexicon.Papers.MatchString(text) && (contactForms[0].MatchString(text) || contactForms[1].MatchString(text))
}

// institution is a place that people go to and that is none of the office's own: 派出所.
var institution = form(`{institution}`)

// contact answers where, by which telephone and when the organ that a text names can
// be reached, or else the office. What was asked comes first, also where it is not known.
func (v *visit) contact(text string) answer {
	named := v.publisherNamed(text, catalog.Census{})
	if of := v.talk.organ; named == "" && v.talk.said == "contact" && !v.ours(text) {
		named = of.Name // 那地址, of the organ whose telephone was asked for
	}
	named = cmp.Or(named, v.neighbours(text), institution.FindString(text))
	v.speaksOfOrgan(named)
	for _, o := range v.bot.Office.Organs {
		if o.Name == named && o.Phone+o.Address != "" {
			return v.reached(contactView(o.Name, text, o.Address, o.Phone, ""), "")
		}
	}
	if a, found := v.guide(text); found {
		return a
	}
	if of := v.bot.Office; named == "" || named == of.Name || named == of.Desk {
		c := contactView(cmp.Or(named, of.Name), text, of.Address, of.Phone, of.Hours)
		if deskAsked.MatchString(text) {
			c.Desk = of.Desk
		}
		return v.reached(c, v.places())
	}
	return v.reached(contactView(named, text, "", "", ""), "")
}

// reachKnown says whether all that a text asks of how an organ is reached is known here.
func (v *visit) reachKnown(text string) bool {
	named, of := v.publisherNamed(text, catalog.Census{}), v.bot.Office
	for _, o := range of.Organs {
		if o.Name == named && o.Phone+o.Address != "" {
			return contactView(o.Name, text, o.Address, o.Phone, "").Missing == ""
		}
	}
	if v.inGuide(text) {
		return true
	}
	return (named == "" || named == of.Name || named == of.Desk) && contactView(of.Name, text, of.Address, of.Phone, of.Hours).Missing == ""
}

// places are the first places of service.
func (v *visit) places() string {
	var names []string
	for _, p := range v.bot.Office.Points[:min(3, len(v.bot.Office.Points))] {
		names = append(names, p.Name)
	}
	return strings.Join(names, "、")
}

// reached says a contact. What is not known of an organ may be asked by the office's
// telephone, or at the places given.
func (v *visit) reached(c contact, places string) answer {
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "咨询", "投诉")
	if v.bot.Cases == nil {
		v.talk.offer(v.bot.Now(), "人工")
	}
	known := slices.ContainsFunc(append(c.Asked, c.Beside...), func(l contactLine) bool { return l.Word == contactWays[1] })
	return v.say("contact", map[string]any{"Contact": c, "Office": v.bot.Office, "Elsewhere": !known && v.bot.Office.Phone != "",
		"Places": places, "Write": v.bot.Cases != nil})
}

// contactIn is what an entry of the guide says of what a text asks of a place, a
// telephone and hours: its own, or else the office's.
func (v *visit) contactIn(g h5.GuideEntry, text string) contact {
	of := v.bot.Office
	c := contactView("", text, cmp.Or(g.Place, of.Address), cmp.Or(g.Phone, of.Phone), cmp.Or(g.Hours, of.Hours))
	if !asksContact(text) {
		c.Missing = ""
	}
	return c
}
