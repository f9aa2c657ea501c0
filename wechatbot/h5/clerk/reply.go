package clerk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// replyView is the page on which a reply is composed and looked at before it is
// sent.
type replyView struct {
	ask
	Fields []input
	Letter *disclosure.Letter // as it would go out, the applicant masked
	Seen   int
	Public []catalog.Record
	Wrong  string
	Back   string // why the last draft was sent back
	Rest   []remark
	Step   step
	Look   bool   // only to be looked at
	How    string // in which way the applicant is told
}

// Proposes reports whether the reply goes to another person and not out.
func (r replyView) Proposes() bool { return r.Step.Kind == disclosure.KindReplyProposed }

// not begins the message that nothing was done.
func (r replyView) not() string {
	switch {
	case r.Look:
		return "告知书还写不出来："
	case r.Proposes():
		return "没有送审："
	}
	return "没有发出："
}

// replyFields are the fields of a reply with what stands in one.
func replyFields(r disclosure.Request, p disclosure.Reply, day civil.Date) []input {
	outcomes := []choice{{"", "请选择", ""}}
	for _, o := range disclosure.Outcomes() {
		head, name, grouped := strings.Cut(o.Chinese(), "：")
		if !grouped {
			head, name = "公开", o.Chinese()
		}
		received := r.Received()
		if received.IsZero() {
			received = day
		}
		if a := o.Article(received); a != "" {
			name += "（" + a + "）"
		}
		outcomes = append(outcomes, choice{string(o), o.Code() + " " + name, head})
	}
	check := func(on bool) string {
		if on {
			return "yes"
		}
		return ""
	}
	return []input{
		{Name: "outcome", Label: "办理结果", Kind: "select", Must: true, Wide: true, Value: string(p.Outcome), List: outcomes, Hint: "年度报告表三的二十一种之一；年报由此统计。"},
		{Name: "grounds", Label: "理由", Kind: "area", Rows: 4, Value: p.Grounds, Hint: "不予公开、部分公开、无法提供、不予处理的，应当说明理由。"},
		{Name: "text", Label: "答复的内容", Kind: "area", Rows: 6, Value: p.Text, Hint: "提供的信息本身，或者要告诉申请人的话。"},
		{Name: "records", Label: "所依据的公开信息（索引号）", Kind: "area", Rows: 2, Value: strings.Join(p.Records, "\n"), Hint: "一行一个；目录里有可能就是所要的，列在表单旁边。"},
		{Name: "already", Label: "该信息已经主动公开（第三十六条第（一）项）", Kind: "check", Value: check(p.AlreadyPublic)},
		{Name: "how", Label: "获取方式", Kind: "area", Rows: 2, Value: p.HowToGet, Hint: "方式、途径和时间。"},
		{Name: "notours", Label: "不属于本机关负责公开（第三十六条第（五）项）", Kind: "check", Value: check(p.NotOurs)},
		{Name: "responsible", Label: "负责机关", Value: p.Responsible, Hint: "能够确定的，写名称和联系方式。"},
		{Name: "number", Label: "告知书的文号", Value: p.Number},
		{Name: "reviewer", Label: "行政复议机关", Value: p.Reviewer, Hint: "空着写“有管辖权的行政复议机关”。"},
		{Name: "court", Label: "管辖法院", Value: p.Court, Hint: "空着写“有管辖权的人民法院”。"},
		{Name: "day", Label: "答复日期", Kind: "date", Must: true, Value: day.String()},
	}
}

// readReply reads the form; remarks say which index numbers lead nowhere, what the reply
// lacks, and where it does not agree with what happened.
func (v *visit) readReply(r disclosure.Request, form url.Values) (disclosure.Reply, []remark) {
	p := disclosure.Reply{Outcome: disclosure.Outcome(value(form, "outcome")), Grounds: value(form, "grounds"), Text: value(form, "text"),
		HowToGet: value(form, "how"), Number: value(form, "number"), AlreadyPublic: form.Get("already") != "", NotOurs: form.Get("notours") != "",
		Responsible: value(form, "responsible"), Reviewer: value(form, "reviewer"), Court: value(form, "court")}
	var remarks []remark
	for _, n := range strings.FieldsFunc(value(form, "records"), func(c rune) bool { return strings.ContainsRune("\n;；、,， ", c) }) {
		rec, err := v.Catalog.Find(v.ctx(), catalog.IndexNumber(n))
		if err != nil {
			remarks = append(remarks, remark{Tone: toneBad, Word: "请改", Where: "所依据的公开信息（索引号）", Text: "目录里没有这个索引号的公开信息。", Got: n})
			p.Records = append(p.Records, n)
			continue
		}
		p.Records = append(p.Records, string(rec.Number))
	}
	return p, append(remarks, remarksOn(p.ValidateFor(r))...)
}

// replying finds the step that a reply would be, if there is one for the person.
func (v *visit) replying(r disclosure.Request) (step, bool) {
	for _, s := range v.steps(r) {
		switch s.Kind {
		case disclosure.KindReplied, disclosure.KindReplyCorrected, disclosure.KindReplyProposed:
			return s, true
		}
	}
	return step{}, false
}

func (v *visit) reply() {
	r, ok := v.find()
	if !ok {
		return
	}
	s, ok := v.replying(r)
	if !ok {
		v.trouble(http.StatusConflict, "这件申请现在是“"+r.State().Chinese()+"”，不能答复；或者答复不由您的岗位办理。")
		return
	}
	old, back := lastWritten(r)
	v.showReply(http.StatusOK, r, replyView{Step: s, Back: back, Fields: replyFields(r, old, v.day())})
}

// lastWritten is the reply that was written last, sent or not, and why it came
// back when it did.
func lastWritten(r disclosure.Request) (p disclosure.Reply, back string) {
	for _, e := range r.Events {
		switch {
		case e.Reply != nil:
			p, back = *e.Reply, ""
			p.Number = "" // what corrects it has one of its own
		case e.Draft != nil:
			p, back = *e.Draft, ""
		case e.Kind == disclosure.KindReplySentBack:
			back = sentBackBy(e)
		}
	}
	return p, back
}

// sentBackBy says who sent a reply back, and why.
func sentBackBy(e disclosure.Event) string { return e.By.Name + "：" + e.Note }

func (v *visit) showReply(status int, r disclosure.Request, view replyView) {
	var err error
	view.ask, view.Seen, view.How = v.askOf(r), acts(r), howTold(r)
	if view.Public, err = v.alike(r.Subject); err != nil {
		v.fail(err)
		return
	}
	title := "答复 "
	if r.State() == disclosure.StateReplied {
		title = "更正答复 "
	}
	v.show(status, page{Name: "reply", Title: title + r.ID, Nav: "/requests", Data: view})
}

// replied shows the letter, or sends it.
func (v *visit) replied() {
	v.acting.Lock() // as in recordAct
	defer v.acting.Unlock()
	r, ok := v.find()
	if !ok {
		return
	}
	s, may := v.replying(r)
	p, remarks := v.readReply(r, v.r.PostForm)
	fields, personal, unseen := replyFields(r, p, v.day()), personalInReply(p), ""
	if len(personal) > 0 {
		fields, remarks = append(fields, looked(personal)), append(remarks, personal...)
	}
	view := replyView{Step: s, Look: v.field("act") != "send", Fields: filled(fields, v.r.PostForm)}
	if !view.Look {
		unseen = lacking(slices.DeleteFunc(slices.Clone(view.Fields), func(i input) bool { return i.Name != lookedBox }))
	}
	view.Fields, view.Rest = on(view.Fields, remarks)
	day, err := dayOf(v.r.PostForm, "day")
	refuse := func(text string) {
		view.Wrong = view.not() + text
		v.showReply(http.StatusUnprocessableEntity, r, view)
	}
	switch {
	case v.field("seen") != strconv.Itoa(acts(r)) || !may:
		v.replyMeanwhile(r, view)
	case err != nil || day.After(v.day()):
		refuse("日期写成2015-12-02，不能在今天以后。")
	case slices.ContainsFunc(remarks, func(r remark) bool { return r.Tone == toneBad }):
		refuse("答复还缺内容，或者与办理经过不符，见各栏旁边的说明。")
	case unseen != "":
		refuse("答复里写着个人信息，见各栏旁边的说明。" + unseen)
	case view.Look:
		v.preview(r, p, day, view)
	default:
		v.send(r, p, day, view)
	}
}

// replyMeanwhile says that a request was acted on since the reply was begun, and keeps
// what was written.
func (v *visit) replyMeanwhile(r disclosure.Request, view replyView) {
	view.Wrong = view.not() + "您打开以后，" + v.lastActor(r) + "（现在是“" + r.State().Chinese() + "”）。您写的内容还在，请看过再定。"
	v.showReply(http.StatusConflict, r, view)
}

// replyEvent is the event by which a reply goes out, or to whoever signs it.
func (v *visit) replyEvent(s step, p disclosure.Reply, day civil.Date) disclosure.Event {
	e := disclosure.Replied(day, p)
	switch s.Kind {
	case disclosure.KindReplyCorrected:
		e = disclosure.ReplyCorrected(day, p)
	case disclosure.KindReplyProposed:
		e = disclosure.ReplyProposed(day, p)
	}
	return v.signedBy(e, s.Role)
}

// masked is a request whose letters name nobody.
func masked(r disclosure.Request) disclosure.Request {
	r.Applicant = r.Applicant.Masked()
	return r
}

// preview shows the letter with the applicant masked, unless it could not go out so.
func (v *visit) preview(r disclosure.Request, p disclosure.Reply, day civil.Date, view replyView) {
	e := v.replyEvent(view.Step, p, day)
	_, err := r.ApplyOn(e, v.Calendar)
	if why, refused := refusal(view.Step, r, e, "答复日期", err); refused {
		view.Wrong = view.not() + strings.TrimPrefix(why, "没有办理：")
		v.showReply(http.StatusUnprocessableEntity, r, view)
		return
	}
	l, err := v.Letters.Write(p, masked(r), day)
	if err != nil {
		v.fail(err)
		return
	}
	view.Letter = &l
	v.showReply(http.StatusOK, r, view)
}

func (v *visit) send(r disclosure.Request, p disclosure.Reply, day civil.Date, view replyView) {
	e := v.replyEvent(view.Step, p, day)
	_, err := v.Desk.Record(v.ctx(), r.ID, e)
	if now, other := v.outrun(r, err); other {
		v.replyMeanwhile(now, view)
		return
	}
	if why, refused := refusal(view.Step, r, e, "答复日期", err); refused {
		view.Wrong = why
		v.showReply(http.StatusUnprocessableEntity, r, view)
		return
	}
	if err != nil {
		v.fail(err)
		return
	}
	if view.Proposes() {
		v.flash("答复已经送审（%s），由另一位同事审核签发；签发以后才告知申请人。", p.Outcome.Chinese())
	} else {
		v.flash("答复已经作出：%s。%s。", p.Outcome.Chinese(), howTold(r))
	}
	v.redirect("/requests/%s", r.ID)
}
