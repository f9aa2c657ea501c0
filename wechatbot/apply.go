package wechatbot

import (
	"errors"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
)

// The steps of an application. A draft's Step is the one whose answer is waited
// for; "" is a draft that nobody works on.
const (
	stepSubject = "subject" // what is asked for
	stepPublic  = "public"  // is one of these public records it?
	stepConsent = "consent" // the privacy notice
	stepKind    = "kind"    // what sort of organisation
	stepName    = "name"
	stepID      = "id"
	stepPaper   = "paper" // another paper than the identity card
	stepCode    = "code"  // 统一社会信用代码 of an organisation
	stepContact = "contact"
	stepPhone   = "phone"
	stepWay     = "way"
	stepWhere   = "where" // the address that the way needs
	stepConfirm = "confirm"
)

// path is the steps of this applicant, in the order in which she counts them.
func path(d disclosure.Draft) []string {
	p := []string{stepSubject, stepConsent, stepName, stepID, stepPhone, stepWay}
	if isOrganisation(d.Applicant) || d.Step == stepKind {
		p = []string{stepSubject, stepConsent, stepKind, stepName, stepCode, stepContact, stepPhone, stepWay}
	}
	if whereTo(d) != "" || d.Step == stepWhere {
		p = append(p, stepWhere)
	}
	return append(p, stepConfirm)
}

// whereTo is what the way of delivery needs and the draft lacks.
func whereTo(d disclosure.Draft) string {
	switch {
	case d.Delivery.Way == "电子邮件" && d.Applicant.Email == "":
		return "email"
	case d.Delivery.Way == "邮寄" && d.Applicant.Address == "":
		return "address"
	}
	return ""
}

// lacking is the first step whose answer a draft lacks: where the chat goes on
// after each answer, and with what was begun on the page.
func lacking(d disclosure.Draft) string {
	a := d.Applicant
	org := isOrganisation(a)
	switch {
	case d.Subject == "":
		return stepSubject
	case d.Consented.IsZero():
		return stepConsent
	case org && a.Kind == 0:
		return stepKind
	case a.Name == "":
		return stepName
	case !org && a.IDNumber == "" && a.IDType != "" && a.IDType != "身份证":
		return stepPaper
	case !org && a.IDNumber == "":
		return stepID
	case org && a.OrgCode == "":
		return stepCode
	case org && a.Contact == "":
		return stepContact
	case a.Phone+a.Email+a.Address == "":
		return stepPhone
	case d.Delivery.Way == "":
		return stepWay
	case whereTo(d) != "":
		return stepWhere
	}
	return stepConfirm
}

// count is the place of the draft's step in its path, from 1. A step that is a
// turn off the path counts as the one it left.
func count(d disclosure.Draft) int {
	step := d.Step
	switch step {
	case stepPublic:
		step = stepSubject
	case stepPaper:
		step = stepID
	}
	return slices.Index(path(d), step) + 1
}

// ways are the forms and ways in which information is handed over.
var ways = []disclosure.Delivery{
	{Form: "电子文本", Way: "电子邮件"}, {Form: "纸质", Way: "邮寄"}, {Form: "纸质", Way: "自行领取"}, {Form: "纸质", Way: "当场查阅"},
}

// draft is the citizen's unfinished application, if there is one.
func (v *visit) draft() (disclosure.Draft, bool) {
	if v.bot.Desk == nil {
		return disclosure.Draft{}, false
	}
	d, err := v.bot.Desk.Draft(v.ctx, v.owner())
	if err != nil || d.Step == "" {
		return d, false
	}
	if v.bot.words.templates.Lookup("apply_"+d.Step+".tmpl") == nil { // a step of the page's
		d.Step = lacking(d)
	}
	return d, true
}

// begin starts an application, or goes on with the one that was begun.
func (v *visit) begin() answer {
	if v.bot.Desk == nil || v.desk() == "" {
		return v.say("noapply", v.bot.Office)
	}
	if d, busy := v.draft(); busy {
		return v.save(d, "")
	}
	return v.save(disclosure.Draft{Owner: v.owner(), Organ: v.desk(), Step: stepSubject}, "")
}

// beginWith starts an application whose subject was said at once. Where one is under
// way for something else, it is asked which of the two is meant: nothing that was said
// is lost unasked.
func (v *visit) beginWith(subject string) answer {
	if subject == "" || v.bot.Desk == nil || v.desk() == "" {
		return v.begin()
	}
	d, busy := v.draft()
	switch {
	case !busy:
		return v.subject(disclosure.Draft{Owner: v.owner(), Organ: v.desk(), Step: stepSubject}, subject)
	case d.Subject == "" || d.Step == stepSubject || d.Step == stepPublic:
		return v.subject(d, subject)
	case d.Subject == subject:
		return v.save(d, "")
	}
	return v.offerOf(d, "apply_other", map[string]any{"Subject": brief(d.Subject), "Other": brief(subject)}, "我要申请", "swap:"+subject)
}

// swap is the other subject that beginWith asked about.
func (v *visit) swap(subject string) answer {
	if d, busy := v.draft(); busy {
		return v.subject(d, subject)
	}
	return v.beginWith(subject)
}

// restart begins the application anew, after it was asked whether that is meant.
func (v *visit) restart() answer {
	return v.save(disclosure.Draft{Owner: v.owner(), Organ: v.desk(), Step: stepSubject}, "")
}

// desk is the organ that accepts the applications of this account.
func (v *visit) desk() string {
	if v.bot.Office.Desk != "" {
		return v.bot.Office.Desk
	}
	return v.bot.Office.Name
}

// save keeps a draft and asks for what it lacks next, noting what else was taken.
func (v *visit) save(d disclosure.Draft, trouble string, noted ...string) answer {
	d.Saved, d.Aside, v.savedDraft = v.bot.Now(), false, true
	if err := v.bot.Desk.SaveDraft(v.ctx, d); err != nil {
		return v.failed(err)
	}
	return v.ask(d, trouble, noted...)
}

// stepView is what the template of a step shows.
type stepView struct {
	Draft   disclosure.Draft
	Step    int
	Steps   int
	Trouble string
	Ways    []disclosure.Delivery
	Office  any
	Where   string // email or address, where that is asked for
	Kinds   []disclosure.ApplicantKind
	Stuck   bool   // the same trouble again
	ID      string // masked: its check character holds it right
	Noted   string // what else was taken, as 姓名、电话
	Reach   string // how the applicant is reached
	Other   string // the organ of another place that is asked something of
	Paper   string // the proof of identity whose number is asked for
	Page    string // the same draft on a page; empty: there is none
	Wanted  string // the beginning of what is asked for
}

// page is where the citizen may go on with her draft, with a ticket that opens
// it once.
func (v *visit) page() string {
	if v.bot.Tickets == nil || v.bot.Pages.Base == "" {
		return ""
	}
	return v.bot.Pages.ApplyWith(v.bot.Tickets.Issue(v.owner(), v.bot.Now()))
}

// ask asks for what the draft's step wants. Trouble names the template that says
// what was wrong with the last answer.
func (v *visit) ask(d disclosure.Draft, trouble string, noted ...string) answer {
	if d.Step == stepPublic {
		return v.askPublic(d)
	}
	m := d.Applicant.Masked()
	view := stepView{
		Draft: d, Step: count(d), Steps: len(path(d)), Ways: ways, Where: whereTo(d), Kinds: disclosure.ApplicantKinds()[1:], Office: v.bot.Office,
		Stuck: trouble != "" && trouble == v.talk.trouble, ID: m.IDNumber + m.OrgCode, Noted: strings.Join(noted, "、"), Page: v.page(), Wanted: brief(d.Subject),
	}
	if d.Step == stepConsent {
		view.Other = v.elsewhere(d.Subject)
	}
	reach := []string{d.Applicant.Phone, d.Applicant.Email, d.Applicant.Address}
	view.Reach = strings.Join(slices.DeleteFunc(reach, func(s string) bool { return s == "" }), "　")
	if d.Applicant.IDType != "身份证" && d.Applicant.IDNumber == "" {
		view.Paper = d.Applicant.IDType
	}
	if v.talk.trouble = trouble; trouble != "" {
		view.Trouble = v.bot.say("trouble", trouble).text
	}
	a := v.say("apply_"+d.Step, view)
	if view.Stuck {
		a.text += "\n" + v.bot.say("stuck", v.bot.Office).text
	}
	return a
}

// application takes a message as the answer to the step that is waited for. What
// answers it, or holds any other detail that the application needs, is taken
// whatever it may sound like, and however long ago the step was asked. What plainly
// means something else is not taken, and answered as ever; the application waits. So
// it does when the citizen comes back another time with something else on her mind.
func (v *visit) application(d disclosure.Draft, m meaning) (answer, bool) {
	stale := v.bot.Now().Sub(d.Saved) > optionLife
	v.filling = !stale
	if d.Aside && choice(m.text) > 0 {
		return answer{}, false // of something that was answered since
	}
	if a, taken := v.steer(d, m, stale); taken {
		return a, true
	}
	if v.answers(d, m, stale) {
		return v.resume(d, m.text), true
	}
	m, away := v.onTheWay(m, d.Step)
	switch m.intent {
	case wantApply:
		if m.subject != "" && d.Step != stepPublic {
			return v.beginWith(m.subject), true
		}
		return v.save(d, ""), true
	case wantCancel: // a guess deletes nothing unasked
		return v.offerOf(d, "apply_drop", nil, "drop:", "我要申请"), true
	case wantWithdraw:
		if m.number == "" && v.nothingOpen() { // she means this one
			return v.offerOf(d, "apply_drop", nil, "drop:", "我要申请"), true
		}
		return answer{}, false
	case wantHelp, wantPerson, wantProgress, wantMine, wantSupplement, wantCase, wantRate, wantLaw, wantContact, wantThanks:
		return answer{}, false
	case wantNext, wantPrevious:
		if d.Step != stepPublic || m.text != "继续" {
			return answer{}, false
		}
	case wantLetter:
		if m.subject == "" || d.Step != stepSubject { // what is asked for may be about complaints
			return answer{}, false
		}
	case wantMoney:
		if d.Step != stepSubject && d.Step != stepPublic || asks.MatchString(m.text) && !v.beyond(m.text) {
			return answer{}, false
		}
	case wantNumber:
		if d.Step != stepSubject && d.Step != stepPublic {
			return answer{}, false
		}
	}
	if d.Step == stepSubject && asks.MatchString(m.text) && !holding.MatchString(m.text) && !v.rude(m.text) && !v.beyond(m.text) {
		return answer{}, false // a question, and no name of anything
	}
	if stale || away || d.Step == stepConsent || m.intent != wantSearch && strict(d.Step) {
		return answer{}, false
	}
	a := v.resume(d, m.text)
	if v.letterish {
		a.text += "\n" + v.bot.say("apply_letter", nil).text
	}
	return a, true
}

// beyond says whether a text asks for something of its own that neither the books nor
// the catalogue answer: then it may be applied for.
func (v *visit) beyond(text string) bool {
	if tells(text) < ownWords || v.inCatalogue(text) {
		return false
	}
	q, known := moneyQuestion{}, false
	if v.bot.Books != nil {
		q, known = v.moneyQuestion(simple(text))
	}
	if !known {
		return true
	}
	_, answered := v.figured(q)
	return !answered
}

// nothingOpen says whether none of the citizen's own applications can be withdrawn.
func (v *visit) nothingOpen() bool {
	rs, err := v.bot.Desk.ByOwner(v.ctx, v.owner())
	return err == nil && !slices.ContainsFunc(rs, func(r disclosure.Request) bool { return !r.State().Closed() })
}

// resume takes an answer to the step that is waited for, whatever was answered in
// between.
func (v *visit) resume(d disclosure.Draft, text string) answer {
	if d.Aside {
		d.Aside = false
		if err := v.bot.Desk.SaveDraft(v.ctx, d); err != nil {
			return v.failed(err)
		}
	}
	return v.step(d, text)
}

func (v *visit) drop() answer {
	v.talk.early = ""
	if err := v.bot.Desk.DropDraft(v.ctx, v.owner()); err != nil {
		return v.failed(err)
	}
	return v.say("apply_dropped", nil)
}

// back is the step before.
func back(d disclosure.Draft) string {
	p := path(d)
	switch d.Step {
	case stepPublic:
		return stepSubject
	case stepPaper:
		return stepID
	}
	before := p[max(slices.Index(p, d.Step)-1, 0)]
	if before == stepConsent && !d.Consented.IsZero() {
		return stepSubject // what was agreed to is not asked again
	}
	return before
}

// step checks an answer at once and goes on, or says what is wrong with it.
func (v *visit) step(d disclosure.Draft, text string) answer {
	switch d.Step {
	case stepSubject:
		return v.subject(d, text)
	case stepPublic:
		return v.public(d, text)
	case stepConsent:
		return v.consent(d, text)
	case stepConfirm:
		if submits(text) {
			return v.confirm(d)
		}
	}
	return v.detail(d, text)
}

// consent takes the answer to the privacy notice. What is told of a person before it
// is not kept.
func (v *visit) consent(d disclosure.Draft, text string) answer {
	switch {
	case agrees(text):
	case declines(text):
		v.talk.early = ""
		return v.say("apply_declined", v.bot.Office)
	case readDetails(text).personal():
		v.hear(d)
		return v.ask(d, "early_data")
	default:
		return v.ask(d, "consent")
	}
	d.Consented = v.today
	var answered []string
	for told := range strings.Lines(v.talk.early + "\n" + text) {
		got := readDetails(strings.TrimSpace(told))
		if i := slices.IndexFunc(strings.Fields(got.left), surelyPerson); got.name == "" && got.personal() && i >= 0 {
			got.name = strings.Fields(got.left)[i]
		}
		answered = append(answered, got.fill(&d.Applicant, &d.Delivery)...)
	}
	v.talk.early = ""
	noted := namesOf(answered, stepConsent)
	d.Applicant.Kind = settledKind(d.Applicant)
	d.Step = lacking(d)
	return v.save(d, "", noted...)
}

// confirm submits on 提交. The message's own key makes it once: a try of the
// same message, here or on another replica, gets the same receipt.
func (v *visit) confirm(d disclosure.Draft) answer {
	r, err := v.bot.Desk.Submit(v.ctx, d, v.key, v.bot.Now().In(beijing), disclosure.ByWeChat)
	var invalid *disclosure.InvalidError
	if errors.As(err, &invalid) {
		if d.Step = lacking(d); d.Step == stepConfirm {
			d.Step = stepName
		}
		return v.save(d, "invalid")
	}
	if err != nil {
		return v.failed(err)
	}
	if err := v.bot.Desk.DropDraft(v.ctx, v.owner()); err != nil {
		v.bot.Log.WithField("event", "apply").Error("a submitted draft could not be dropped")
	}
	return v.say("apply_done", map[string]any{"Request": r, "Link": v.bot.Pages.Progress(r.ID), "Office": v.bot.Office})
}
