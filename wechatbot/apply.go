package wechatbot

import (
	"errors"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// The steps of an application, in order. A draft's Step is the one whose answer
// is waited for; "" is a draft that another window began.
const (
	stepSubject = "subject" // what is asked for
	stepPublic  = "public"  // is one of these public records it?
	stepConsent = "consent" // the privacy notice
	stepName    = "name"
	stepID      = "id"
	stepPhone   = "phone"
	stepWay     = "way"
	stepConfirm = "confirm"
)

// steps are those that a citizen counts: 第2步，共6步.
var steps = []string{stepSubject, stepConsent, stepName, stepID, stepPhone, stepWay, stepConfirm}

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
	return d, err == nil && d.Step != ""
}

// begin starts an application, or goes on with the one that was begun.
func (v *visit) begin() answer {
	if v.bot.Desk == nil {
		return v.say("noapply", v.bot.Office)
	}
	if d, busy := v.draft(); busy {
		return v.ask(d, "")
	}
	return v.save(disclosure.Draft{Owner: v.owner(), Organ: v.desk(), Step: stepSubject}, "")
}

// desk is the organ that accepts the applications of this account.
func (v *visit) desk() string {
	if v.bot.Office.Desk != "" {
		return v.bot.Office.Desk
	}
	return v.bot.Office.Name
}

// save keeps a draft and asks for what it lacks next.
func (v *visit) save(d disclosure.Draft, trouble string) answer {
	d.Saved = v.bot.Now()
	if err := v.bot.Desk.SaveDraft(v.ctx, d); err != nil {
		return v.failed(err)
	}
	return v.ask(d, trouble)
}

// stepView is what the template of a step shows.
type stepView struct {
	Draft   disclosure.Draft
	Step    int
	Steps   int
	Trouble string
	Ways    []disclosure.Delivery
	Office  any
	Name    string // masked
	ID      string
	Phone   string
}

// ask asks for what the draft's step wants.
func (v *visit) ask(d disclosure.Draft, trouble string) answer {
	m := d.Applicant.Masked()
	view := stepView{
		Draft: d, Step: slices.Index(steps, d.Step) + 1, Steps: len(steps), Trouble: trouble, Ways: ways, Office: v.bot.Office,
		Name: m.Name, ID: m.IDNumber, Phone: m.Phone,
	}
	return v.say("apply_"+d.Step, view)
}

// application takes a message as the answer to the step that is waited for.
// What plainly means something else is not taken, and answered as ever; the
// application waits.
func (v *visit) application(d disclosure.Draft, m meaning) (answer, bool) {
	switch m.intent {
	case wantCancel:
		return v.drop(), true
	case wantBack:
		d.Step = back(d.Step)
		return v.save(d, ""), true
	case wantApply:
		return v.ask(d, ""), true
	case wantHelp, wantPerson, wantProgress, wantMine, wantNext, wantPrevious:
		return answer{}, false
	}
	return v.step(d, m.text), true
}

func (v *visit) drop() answer {
	if err := v.bot.Desk.DropDraft(v.ctx, v.owner()); err != nil {
		return v.failed(err)
	}
	return v.say("apply_dropped", nil)
}

func back(step string) string {
	if step == stepPublic {
		return stepSubject
	}
	return steps[max(slices.Index(steps, step)-1, 0)]
}

// step checks an answer at once and goes on, or says what is wrong with it.
func (v *visit) step(d disclosure.Draft, text string) answer {
	switch d.Step {
	case stepSubject:
		return v.subject(d, text)
	case stepPublic:
		return v.public(d, text)
	case stepConsent:
		if !agrees(text) {
			return v.ask(d, "不同意就不收集您的信息，也就无法办理。同意请回复“同意”，不办了回复“取消”。")
		}
		d.Consented, d.Step = v.today, stepName
		return v.save(d, "")
	case stepName:
		if n := len([]rune(text)); n < 2 || n > 50 || strings.ContainsAny(text, "<>0123456789") {
			return v.ask(d, "请填写证件上的姓名，2到50个字。")
		}
		d.Applicant.Name, d.Applicant.Kind, d.Step = text, disclosure.Person, stepID
		return v.save(d, "")
	case stepID:
		return v.identity(d, text)
	case stepPhone:
		return v.phone(d, text)
	case stepWay:
		n := choice(text)
		if n < 1 || n > len(ways) {
			return v.ask(d, "请回复1到4之间的数字。")
		}
		d.Delivery, d.Step = ways[n-1], stepConfirm
		return v.save(d, "")
	}
	return v.confirm(d, text)
}

// subject takes what is asked for, and first shows what is already public.
func (v *visit) subject(d disclosure.Draft, text string) answer {
	if n := len([]rune(text)); n < 4 || n > 500 {
		return v.ask(d, "请用4到500个字写清楚：名称、文号，或者其他能查到它的特征。")
	}
	d.Subject, d.Step = text, stepConsent
	page, err := v.bot.Catalog.Search(v.ctx, catalog.Query{Text: text, Limit: 3, Today: v.today})
	if err != nil || page.Near || len(page.Hits) == 0 {
		return v.save(d, "")
	}
	d.Step, d.Saved = stepPublic, v.bot.Now()
	if err := v.bot.Desk.SaveDraft(v.ctx, d); err != nil {
		return v.failed(err)
	}
	return v.offerPublic(page.Hits)
}

func (v *visit) offerPublic(hits []catalog.Hit) answer {
	var items []listItem
	var options []string
	for i, h := range hits {
		items = append(items, listItem{i + 1, h.Record})
		options = append(options, string(h.Record.Number))
	}
	v.talk.offer(v.bot.Now(), options...)
	return v.say("apply_public", map[string]any{"Items": items, "Go": len(items) + 1})
}

// public takes the choice between what is public and going on.
func (v *visit) public(d disclosure.Draft, text string) answer {
	n := choice(text)
	if say, alive := v.talk.chosen(n, v.bot.Now()); alive {
		r, err := v.bot.Catalog.Find(v.ctx, catalog.IndexNumber(say))
		if err == nil {
			return v.say("apply_isit", recordView{r, v.bot.Pages.Record(r.Number)})
		}
	}
	if n > len(v.talk.options) || strings.Contains(text, "申请") || strings.Contains(text, "不是") || strings.Contains(text, "继续") {
		d.Step = stepConsent
		return v.save(d, "")
	}
	if text == "是" || text == "就是它" || text == "对" {
		return v.drop()
	}
	return v.subject(d, text)
}

func agrees(text string) bool {
	switch text {
	case "同意", "我同意", "是", "好", "好的", "可以", "1", "ok", "OK":
		return true
	}
	return false
}

func (v *visit) identity(d disclosure.Draft, text string) answer {
	number := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	if !disclosure.ValidResidentID(number) {
		return v.ask(d, "这个身份证号码的校验码不对，请再核对一遍（18位）。没有身份证的，请回复“人工”。")
	}
	d.Applicant.IDType, d.Applicant.IDNumber, d.Step = "身份证", number, stepPhone
	return v.save(d, "")
}

func (v *visit) phone(d disclosure.Draft, text string) answer {
	switch digits := strings.Map(keepDigits, text); {
	case strings.Contains(text, "@") && strings.Contains(text, ".") && !strings.ContainsAny(text, " <>"):
		d.Applicant.Email = text
	case len(digits) == 11 && digits[0] == '1' || len(digits) >= 10 && len(digits) <= 12 && digits[0] == '0':
		d.Applicant.Phone = digits
	default:
		return v.ask(d, "请填写11位手机号、带区号的座机，或者电子邮箱。")
	}
	d.Step = stepWay
	return v.save(d, "")
}

func keepDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// confirm submits on 提交. The message's own key makes it once: a try of the
// same message, here or on another replica, gets the same receipt.
func (v *visit) confirm(d disclosure.Draft, text string) answer {
	if text != "提交" && text != "确认" && text != "确认提交" && choice(text) != 1 {
		return v.ask(d, "回复“提交”就递交申请；要改，回复“返回”；不办了，回复“取消”。")
	}
	r, err := v.bot.Desk.Submit(v.ctx, d, v.key, v.bot.Now().In(beijing), disclosure.ByWeChat)
	var invalid *disclosure.InvalidError
	if errors.As(err, &invalid) {
		return v.ask(d, invalid.Findings[0].Text)
	}
	if err != nil {
		return v.failed(err)
	}
	if err := v.bot.Desk.DropDraft(v.ctx, v.owner()); err != nil {
		v.bot.Log.WithField("event", "apply").Error("a submitted draft could not be dropped")
	}
	return v.say("apply_done", map[string]any{"Request": r, "Link": v.bot.Pages.Progress(r.ID), "Office": v.bot.Office})
}
