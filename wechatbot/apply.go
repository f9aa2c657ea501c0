package wechatbot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// draft is the citizen's unfinished application, if there is one.
func (v *visit) draft() (disclosure.Draft, bool) {
	if v.bot.Desk == nil {
		return disclosure.Draft{}, false
	}
	d, err := v.bot.Desk.Draft(v.ctx, v.owner())
	if err != nil && !errors.Is(err, disclosure.ErrNotFound) {
		v.unread = err
	}
	v.readDraft = d
	if err != nil || d.Step == "" {
		return d, false
	}
	if v.bot.words.templates.Lookup("apply_"+d.Step+".tmpl") == nil { // a step of the page's
		d.Step = application.Lacking(d)
	}
	return d, true
}

// begin starts an application, or goes on with the one that was begun.
func (v *visit) begin() answer {
	if !v.takesApplications() {
		return v.say("noapply", v.bot.Office)
	}
	if d, busy := v.draft(); busy {
		return v.save(d, "")
	}
	return v.restart()
}

// blank is an application that asks for nothing yet.
func (v *visit) blank() disclosure.Draft {
	return disclosure.Draft{Owner: v.owner(), Organ: v.desk(), Step: application.StepSubject}
}

// beginWith starts an application whose subject was said at once. Where one is under
// way for something else, it is asked which of the two is meant: nothing that was said
// is lost unasked.
func (v *visit) beginWith(subject string) answer {
	if subject == "" || !v.takesApplications() {
		return v.begin()
	}
	d, busy := v.draft()
	switch {
	case !busy:
		return v.subject(v.blank(), subject)
	case d.Subject == "" || application.Open(d.Step):
		return v.subject(d, subject)
	case d.Subject == subject:
		return v.save(d, "")
	}
	return v.whichOfTwo(d, subject)
}

// whichOfTwo asks which of two things is applied for: the one of the draft, or another.
func (v *visit) whichOfTwo(d disclosure.Draft, other string) answer {
	return v.offerOf(d, "apply_other", map[string]any{"Subject": brief(d.Subject), "Other": brief(other)}, "我要申请", "swap:"+other)
}

// swap is the other subject that beginWith asked about.
func (v *visit) swap(subject string) answer {
	if d, busy := v.draft(); busy {
		return v.subject(d, subject)
	}
	return v.beginWith(subject)
}

// restart begins the application anew, after it was asked whether that is meant.
func (v *visit) restart() answer { return v.save(v.blank(), "") }

// desk is the organ that accepts the applications of this account.
func (v *visit) desk() string { return v.bot.receiver() }

func (b *Bot) receiver() string { return cmp.Or(b.Office.Desk, b.Office.Name) }

// save keeps a draft and asks for what it lacks next, noting what else was taken.
func (v *visit) save(d disclosure.Draft, trouble string, noted ...string) answer {
	if v.unread != nil {
		return v.failed(v.unread) // what was begun may lie there
	}
	d.Saved, d.Aside, v.savedDraft = v.bot.Now(), false, true
	d, err := v.keepDraft(d)
	if err != nil {
		return v.failed(err)
	}
	return v.ask(d, trouble, noted...)
}

// keepDraft keeps what she made of the application that she has begun, and returns it with
// what another replica, or a page, made of it in the same moment.
func (v *visit) keepDraft(d disclosure.Draft) (kept disclosure.Draft, err error) {
	kept, err = v.bot.Desk.ReviseDraft(v.ctx, v.readDraft, d, func(d *disclosure.Draft) { d.Step = application.Lacking(*d) })
	if err == nil {
		v.readDraft = kept
	}
	return kept, err
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

// reachedBy are the ways by which an applicant is reached, in one line.
func reachedBy(a disclosure.Applicant) string {
	ways := []string{a.Phone, a.Email, a.Address}
	return strings.Join(slices.DeleteFunc(ways, func(way string) bool { return way == "" }), "　")
}

// ask asks for what the draft's step wants. Trouble names the template that says
// what was wrong with the last answer.
func (v *visit) ask(d disclosure.Draft, trouble string, noted ...string) answer {
	if d.Step == application.StepPublic {
		return v.askPublic(d)
	}
	m := d.Applicant.Masked()
	view := stepView{
		Draft: d, Step: application.Place(d), Steps: len(application.Path(d)), Ways: application.Ways(), Where: application.WhereTo(d), Kinds: disclosure.ApplicantKinds()[1:], Office: v.bot.Office,
		Stuck: trouble != "" && trouble == v.talk.trouble, ID: m.IDNumber + m.OrgCode, Noted: strings.Join(noted, "、"), Page: v.page(), Wanted: brief(d.Subject), Reach: reachedBy(d.Applicant),
	}
	if d.Step == application.StepConsent {
		view.Other = v.elsewhere(d.Subject)
	}
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

// beyond says whether a text asks for something of its own that neither the books nor
// the catalogue answer: then it may be applied for.
func (v *visit) beyond(text string) bool {
	if lexicon.Tells(text) < ownWords || v.inCatalogue(text) {
		return false
	}
	q, known := moneyQuestion{}, false
	if v.bot.Books != nil {
		q, known = v.moneyQuestion(writing.Simple(text))
	}
	if !known {
		return true
	}
	_, answered := v.figured(q)
	return !answered
}

// nothingOpen says whether none of the citizen's own applications can be withdrawn.
func (v *visit) nothingOpen() bool {
	rs, err := v.herRequests()
	return err == nil && !slices.ContainsFunc(rs, func(r disclosure.Request) bool { return !r.State().Closed() })
}

// resume takes an answer to the step that is waited for, whatever was answered in
// between.
func (v *visit) resume(d disclosure.Draft, text string) answer {
	if d.Aside {
		var err error
		d.Aside = false
		if d, err = v.keepDraft(d); err != nil {
			return v.failed(err)
		}
	}
	return v.step(d, text)
}

func (v *visit) drop() answer {
	v.talk.early, v.savedDraft = "", true
	if err := v.bot.Desk.DropDraft(v.ctx, v.owner()); err != nil {
		return v.failed(err)
	}
	v.readDraft = disclosure.Draft{}
	return v.say("apply_dropped", nil)
}

// step checks an answer at once and goes on, or says what is wrong with it.
func (v *visit) step(d disclosure.Draft, text string) answer {
	switch d.Step {
	case application.StepSubject:
		return v.subject(d, text)
	case application.StepPublic:
		return v.public(d, text)
	case application.StepConsent:
		return v.consent(d, text)
	case application.StepConfirm:
		if submits(text) {
			return v.confirm(d)
		}
	}
	return v.detail(d, text)
}

// detail takes whatever a message tells of the applicant and of how the information
// is to be handed over, for the step that is waited for and any other, and goes on
// with what is lacking then.
func (v *visit) detail(d disclosure.Draft, text string) answer {
	told := application.Tell(d, text)
	if !told.Changed {
		return v.ask(told.Draft, told.Trouble)
	}
	return v.save(told.Draft, told.Trouble, told.Beside...)
}

// confirm submits on 提交. The draft's own key makes it once: another try of the
// message, a second tap that another replica hears, and the page get the same receipt.
func (v *visit) confirm(d disclosure.Draft) answer {
	r, err := v.bot.Desk.Submit(v.ctx, d, d.Key(), v.bot.Now().In(beijing), disclosure.ByWeChat)
	var invalid *disclosure.InvalidError
	if errors.As(err, &invalid) {
		if d.Step = application.Lacking(d); d.Step == application.StepConfirm {
			d.Step = application.StepName
		}
		return v.save(d, "invalid")
	}
	if err != nil {
		return v.failed(err)
	}
	if err := v.bot.Desk.DropDraft(v.ctx, v.owner()); err != nil {
		v.bot.Log.WithField("event", "apply").Error("a submitted draft could not be dropped")
		v.bot.later(push{tidy: v.bot.dropSubmitted(d)})
	} else {
		v.readDraft = disclosure.Draft{}
	}
	return v.receipt(r)
}

// filledIn is what an application form asks for that somebody filled in at once, formField a field
// of one that tells who applies.
var (
	filledIn  = form(`(?s)(?:(?:所需|需要的?|申请公开的?)(?:政府)?信息(?:的)?(?:名称|内容|描述|情况|特征)*(?:和特征描述)?|申请(?:公开的?)?(?:事项|内容))[:\s]+(?:(?:请求|依法|申请|予以|公开|获取|提供)*)(.{4,}?)(?:$|\n|[,;。\s]*(?:此致|敬礼|信息获取|信息提供|申请人|姓名|身份证|联系|电话|手机|地址|邮箱|获取|提供方式|领取)|[,;。\s]+(?:邮寄|电子邮件|自行领取|自取|当场查阅)[。\s]*$)`)
	formField = form(`(?:申请人|姓名|身份证号?码?|证件号码?|电话|手机号?码?)[^,;。]{0,3}:`)
)

// filledForm is what somebody applies for who sends a form that she filled in, "" where
// she does not.
func filledForm(text string) string {
	if found := filledIn.FindStringSubmatch(text); found != nil && (strings.Contains(text, "信息") || formField.MatchString(text) && lexicon.Papers.MatchString(found[1])) {
		return strings.TrimSpace(found[1])
	}
	return ""
}

// dropSubmitted drops a draft that was submitted, unless another stands in its place.
func (b *Bot) dropSubmitted(d disclosure.Draft) func(context.Context) error {
	return func(ctx context.Context) error {
		left, err := b.Desk.Draft(ctx, d.Owner)
		switch {
		case errors.Is(err, disclosure.ErrNotFound), err == nil && left.Key() != d.Key():
			return nil
		case err != nil:
			return err
		}
		return b.Desk.DropRevision(ctx, left)
	}
}
