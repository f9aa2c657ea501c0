package clerk

import (
	"cmp"
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// registerView is the form in which a clerk enters an application that came on
// paper, by mail or fax.
type registerView struct {
	Fields []input
	Key    string // names the application, so that a second press enters nothing twice
	Wrong  string
	Rest   []remark
}

// registerFields are the fields of the national form, under the names that the
// law's checks use.
func (v *visit) registerFields() []input {
	channels, kinds := []choice{unchosen}, []choice(nil)
	for _, c := range disclosure.Channels() {
		if c != disclosure.ByWeb && c != disclosure.ByWeChat {
			rule := "确认收到之日起算"
			if disclosure.RulesOn(v.day()).Receipt(c).Arrival {
				rule = "到达之日起算"
			}
			channels = append(channels, choice{string(c), c.Chinese() + "（" + rule + "）", ""})
		}
	}
	for _, k := range disclosure.ApplicantKinds() {
		text, _ := k.MarshalText() // a kind of the form
		kinds = append(kinds, choice{string(text), k.String(), ""})
	}
	return []input{
		{Name: "channel", Label: "怎样收到的", Kind: "select", Must: true, List: channels},
		{Name: "day", Label: "到达日期", Kind: "date", Must: true, Value: v.day().String(), Hint: "当面的写提交之日，挂号信写签收之日。"},
		{Name: "organ", Label: "受理机关", Must: true, Value: cmp.Or(v.Office.Desk, v.Office.Name), List: v.publishers()},
		{Name: "kind", Label: "申请人类别", Kind: "select", Must: true, List: kinds},
		{Name: "name", Label: "姓名或者名称", Must: true},
		{Name: "id_type", Label: "证件名称", Value: "身份证", Hint: "自然人填写。"},
		{Name: "id_number", Label: "证件号码", Hint: "自然人填写。"},
		{Name: "org_code", Label: "统一社会信用代码", Hint: "法人或者其他组织填写。"},
		{Name: "contact", Label: "联系人", Hint: "法人或者其他组织填写。"},
		{Name: "phone", Label: "联系方式", Hint: "电话。"},
		{Name: "email", Label: "电子邮箱"},
		{Name: "address", Label: "通信地址"},
		{Name: "subject", Label: "所需信息", Kind: "area", Rows: 4, Must: true, Hint: "名称、文号或者其他特征，照申请表抄录。"},
		{Name: "form", Label: "提供的载体", Value: "纸质"},
		{Name: "way", Label: "获取方式", Value: "邮寄"},
	}
}

func (v *visit) register() {
	if v.needs(Drafter) {
		v.showRegister(http.StatusOK, registerView{Fields: v.registerFields(), Key: rand.Text()})
	}
}

func (v *visit) showRegister(status int, view registerView) {
	v.show(status, page{Name: "register", Title: "登记收到的申请", Nav: "/requests", Data: view})
}

// registered enters the application, by the same checks as one from the account.
func (v *visit) registered() {
	if !v.needs(Drafter) {
		return
	}
	view := registerView{Fields: filled(v.registerFields(), v.r.PostForm), Key: v.field("key")}
	refuse := func(text string) {
		view.Wrong = "没有登记：" + text
		v.showRegister(http.StatusUnprocessableEntity, view)
	}
	day, ch, wrong := v.arrival(view)
	if rest := v.unreachable(); wrong != "" || len(rest) > 0 { // all that is wrong is said at once
		view.Fields, view.Rest = on(view.Fields, append(rest, remarksOn(v.paperDraft().Validate(ch))...))
		refuse(cmp.Or(wrong, "还有没填或者要改的地方，见各栏旁边的说明。"))
		return
	}
	r, err := v.Desk.Submit(v.ctx(), v.paperDraft(), "desk:"+view.Key, moment(v.now(), day), ch)
	var invalid *disclosure.InvalidError
	if errors.As(err, &invalid) {
		view.Fields, view.Rest = on(view.Fields, remarksOn(invalid.Findings))
		refuse("还有没填或者要改的地方，见各栏旁边的说明。")
		return
	}
	if err == nil && len(r.Events) == 1 {
		err = v.viewed(r, "登记收到的申请") // who entered it
	}
	if err != nil {
		v.fail(err)
		return
	}
	if !v.entered(r, day, ch) {
		view.Key = rand.Text()
		refuse("这张表刚才已经登记为 " + r.ID + "，现在填的与它不一样。是另一件申请的，再按一次“登记”；是那一件填错了的，请到那一件的页面登记“撤回”，备注写明，再回来登记。")
		return
	}
	v.flash("已登记 %s，查询码 %s：请写在回执上交给申请人，本页离开后不再显示。", r.ID, r.Code)
	v.redirect("/requests/%s", r.ID)
}

// leastDigits are the fewest that a telephone number has here, without its area code.
const leastDigits = 7

// unreachable remarks a telephone that is no number: the form is copied from paper.
func (v *visit) unreachable() []remark {
	if phone := v.field("phone"); phone == "" || len(plainDigits(phone)) >= leastDigits {
		return nil
	}
	r := wrong("电话里没有完整的号码，请照申请表再核对。")
	r.Where = "联系方式"
	return []remark{r}
}

// entered reports whether a request is the one that the form holds, and not another
// that the same form entered before it was changed.
func (v *visit) entered(r disclosure.Request, day civil.Date, ch disclosure.Channel) bool {
	d := v.paperDraft()
	return r.Organ == d.Organ && r.Applicant == d.Applicant && r.Subject == d.Subject && r.Delivery == d.Delivery && r.Channel == ch && r.Submitted() == day
}

// arrival is when and how an application came in, or what is wrong with what the
// form says of it.
func (v *visit) arrival(view registerView) (day civil.Date, ch disclosure.Channel, wrong string) {
	day, err := dayOf(v.r.PostForm, "day")
	ch = disclosure.Channel(v.field("channel"))
	switch {
	case err != nil || day.After(v.day()):
		wrong = "到达日期写成2015-12-02，不能在今天以后。"
	case disclosure.RulesOn(day).IsZero():
		wrong = "到达日期太早：条例自2008年5月1日起施行，以前没有依申请公开。"
	case ch == "" || !slices.ContainsFunc(view.Fields[0].List, func(c choice) bool { return c.Value == string(ch) }):
		wrong = "请选择怎样收到的。"
	case view.Key == "":
		wrong = "页面太旧，请重新打开登记的页面。"
	}
	return day, ch, wrong
}

// paperDraft is the application that the form holds.
func (v *visit) paperDraft() disclosure.Draft {
	kind, _ := disclosure.ParseApplicantKind(v.field("kind")) // what is none is found by the law's checks
	upper := func(name string) string { return strings.ToUpper(strings.ReplaceAll(v.field(name), " ", "")) }
	a := disclosure.Applicant{Kind: kind, Name: v.field("name"), Phone: v.field("phone"), Email: v.field("email"), Address: v.field("address")}
	if kind > disclosure.Person {
		a.OrgCode, a.Contact = upper("org_code"), v.field("contact")
	} else {
		a.IDType, a.IDNumber = v.field("id_type"), upper("id_number")
	}
	return disclosure.Draft{Organ: v.field("organ"), Applicant: a, Subject: v.field("subject"), Delivery: disclosure.Delivery{Form: v.field("form"), Way: v.field("way")}}
}

// moment is now on the day itself, and noon of a day before.
func moment(now time.Time, day civil.Date) time.Time {
	if civil.DateOf(now) == day {
		return now
	}
	return time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, now.Location())
}
