package clerk

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// questionsView is what citizens brought to the people behind the counter.
type questionsView struct {
	Rows  []caseRow
	All   bool
	Asked []cases.Asked
	May   bool
}

// caseRow is one case in a list.
type caseRow struct {
	Case       cases.Case
	Due        civil.Date // zero: the office has set no term
	Word, Tone string
}

func (v *visit) caseRow(c cases.Case) caseRow {
	row := caseRow{Case: c, Word: c.State().Chinese(), Tone: toneNote}
	if c.State().Closed() {
		row.Tone = toneGood
		return row
	}
	due, err := v.Cases.Due(c)
	if err != nil || due.IsZero() {
		return row
	}
	row.Due = due
	if due.Before(v.day()) {
		row.Word, row.Tone = row.Word+"，已超期", toneBad
	}
	return row
}

func (v *visit) questions() {
	view := questionsView{All: v.r.URL.Query().Get("all") != "", May: v.person.Is(Drafter)}
	open, err := v.Cases.OpenCases(v.ctx())
	if view.All && err == nil {
		open = nil
		for c, e := range v.Cases.Cases(v.ctx()) {
			if e != nil {
				err = e
				break
			}
			open = append(open, c)
		}
		slices.Reverse(open)
	}
	for _, c := range open {
		view.Rows = append(view.Rows, v.caseRow(maskedCase(c)))
	}
	if err == nil {
		view.Asked, err = v.Cases.Asked(v.ctx())
	}
	if err != nil {
		v.fail(err)
		return
	}
	view.Asked = view.Asked[:min(30, len(view.Asked))]
	v.show(http.StatusOK, page{Name: "questions", Title: "留言与人工", Nav: "/questions", Data: view})
}

// caseView is one case with what may be done about it now.
type caseView struct {
	caseRow
	By    string // the way it came: 网上, 微信
	Steps []caseStep
	Seen  int
	Wrong string
	Typed []input // what was filled in for a step that is no longer to be taken
	May   bool    // look at how to reach the citizen
	Shown bool    // it is shown in full
}

// caseStep is one act that is allowed now, as a form.
type caseStep struct {
	Act    cases.Act
	Role   disclosure.Role
	Fields []input
	Open   bool
}

// look points at personal data in what is about to be told to the citizen.
func (s *caseStep) look(text string) {
	found := personalIn("", text)
	if len(found) == 0 || s.Act != cases.ActReplied && s.Act != cases.ActReplyCorrected && s.Act != cases.ActDeclined {
		return
	}
	for i := range s.Fields {
		if s.Fields[i].Name == "text" {
			s.Fields[i].Wrong = append(s.Fields[i].Wrong, found...)
		}
	}
	box := looked(found)
	box.Prefix = string(s.Act) + "-"
	s.Fields = append(s.Fields, box)
}

// caseSteps are what the person may do about a case now.
func (v *visit) caseSteps(c cases.Case) []caseStep {
	var out []caseStep
	for _, role := range v.inRequests() {
		for _, act := range c.Allowed(role) {
			if slices.ContainsFunc(out, func(s caseStep) bool { return s.Act == act }) {
				continue
			}
			if fields := v.caseFields(act); fields != nil {
				out = append(out, caseStep{Act: act, Role: role, Fields: fields})
			}
		}
	}
	for i, s := range out { // what the office does next, not what the citizen may do
		if s.Act != cases.ActSupplemented && s.Act != cases.ActWithdrawn {
			out[i].Open = true
			break
		}
	}
	return out
}

// caseFields are what an act must say; nil for acts that are not the office's.
func (v *visit) caseFields(act cases.Act) []input {
	words := func(label string) input { return input{Name: "text", Label: label, Kind: "area", Rows: 4, Must: true} }
	var fields []input
	switch act {
	case cases.ActAssigned:
		fields = []input{{Name: "organ", Label: "交给哪个单位", Must: true, List: v.publishers()}}
	case cases.ActSupplemented:
		fields = []input{words("来件人补充了什么")}
	case cases.ActVerified:
		list := []choice{unchosen}
		for _, verdict := range cases.Verdicts() {
			list = append(list, choice{string(verdict), verdict.Chinese(), ""})
		}
		fields = []input{{Name: "verdict", Label: "核实的结论", Kind: "select", Must: true, List: list}, words("核实的情况")}
	case cases.ActHandled:
		fields = []input{words("办理的情况")}
	case cases.ActReplied, cases.ActReplyCorrected:
		fields = []input{words("给来件人的答复")}
	case cases.ActDeclined:
		fields = []input{{Name: "organ", Label: "由哪个单位负责", List: v.publishers()}, words("告诉来件人什么")}
	case cases.ActWithdrawn:
		fields = []input{{Name: "text", Label: "备注"}}
	default:
		return nil
	}
	for i := range fields {
		fields[i].Prefix = string(act) + "-"
	}
	return fields
}

func (v *visit) findCase() (cases.Case, bool) {
	if _, err := cases.ParseNumber(v.r.PathValue("id")); err != nil {
		v.trouble(http.StatusNotFound, "")
		return cases.Case{}, false
	}
	c, err := v.Cases.Case(v.ctx(), v.r.PathValue("id"))
	if err != nil {
		v.fail(err)
		return c, false
	}
	return c, true
}

func (v *visit) question() {
	if c, ok := v.findCase(); ok {
		v.showCase(http.StatusOK, c, v.caseSteps(c), "")
	}
}

// enclosed is a file that came with a case; it is personal, so it is kept that it was
// fetched.
func (v *visit) enclosed() {
	if !v.needs(Drafter, Head) {
		return
	}
	c, ok := v.findCase()
	if !ok {
		return
	}
	n, err := strconv.Atoi(v.r.PathValue("n"))
	if err != nil {
		v.trouble(http.StatusNotFound, "")
		return
	}
	a, data, err := v.Cases.File(v.ctx(), c.ID, n)
	if err == nil {
		err = v.sawCase(c, "下载来件的附件")
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.file(a.Type, a.Name, data)
}

func (v *visit) showCase(status int, c cases.Case, steps []caseStep, wrong string, typed ...input) {
	v.showCaseView(status, c, caseView{Steps: steps, Wrong: wrong, Typed: typed})
}

// showCaseView shows a case. How to reach the citizen is masked.
func (v *visit) showCaseView(status int, c cases.Case, view caseView) {
	view.caseRow, view.By, view.Seen = v.caseRow(c), strings.TrimSuffix(c.Channel.Chinese(), "申请"), deedsOf(c)
	view.May = v.person.Is(Drafter, Head) && !c.Erased
	if !view.Shown {
		view.Case = maskedCase(c)
	}
	v.show(status, page{Name: "question", Title: c.Kind.Chinese() + " " + c.ID, Nav: "/questions", Data: view})
}

// deedsOf counts what happened to a case that another clerk must know of.
func deedsOf(c cases.Case) int {
	n := 0
	for _, e := range c.Events {
		if !e.Act.Inner() {
			n++
		}
	}
	return n
}

// questionStep does what a form of a case's page asks for.
func (v *visit) questionStep() {
	v.acting.Lock() // as in recordAct
	defer v.acting.Unlock()
	c, ok := v.findCase()
	if !ok {
		return
	}
	if cases.Act(v.field("act")) == cases.ActViewed {
		v.revealCase(c)
		return
	}
	steps, at := v.typedCaseSteps(c)
	lack := ""
	if at >= 0 {
		lack = lacking(steps[at].Fields)
	}
	switch {
	case v.field("seen") != strconv.Itoa(deedsOf(c)):
		v.caseMeanwhile(c, steps, at)
	case at < 0:
		v.showCase(http.StatusForbidden, c, steps, "没有办理：这一件现在是“"+c.State().Chinese()+"”，这一步现在不能办，或者不由您的岗位办理。",
			typedIn(v.caseFields(cases.Act(v.field("act"))), v.r.PostForm)...)
	case lack != "":
		v.showCase(http.StatusUnprocessableEntity, c, steps, "没有办理："+lack)
	default:
		v.takeCase(c, steps, at)
	}
}

// typedCaseSteps are the steps of a case, the one that a form asked for open and with what
// was filled in, and where it stands among them; -1: the person may not take it now.
func (v *visit) typedCaseSteps(c cases.Case) ([]caseStep, int) {
	steps := v.caseSteps(c)
	at := slices.IndexFunc(steps, func(s caseStep) bool { return string(s.Act) == v.field("act") })
	for i := range steps {
		steps[i].Open = i == at
	}
	if at >= 0 {
		steps[at].look(v.field("text"))
		steps[at].Fields = filled(steps[at].Fields, v.r.PostForm)
	}
	return steps, at
}

// takeCase records the event of a step.
func (v *visit) takeCase(c cases.Case, steps []caseStep, at int) {
	e := cases.Event{Act: steps[at].Act, Day: v.day(), Text: v.field("text"), Organ: v.field("organ"), Verdict: cases.Verdict(v.field("verdict"))}
	e = e.WithActor(disclosure.Actor{Name: v.person.Name, Role: steps[at].Role}).WithTime(v.now())
	_, err := v.Cases.Record(v.ctx(), c.ID, e)
	var refused *cases.TransitionError
	if errors.As(err, &refused) {
		if now, again := v.Cases.Case(v.ctx(), c.ID); again == nil && deedsOf(now) != deedsOf(c) { // at another replica, at the same moment
			steps, at := v.typedCaseSteps(now)
			v.caseMeanwhile(now, steps, at)
			return
		}
	}
	switch {
	case refused != nil:
		v.showCase(http.StatusUnprocessableEntity, c, steps, "没有办理：这一步的条件还不具备（投诉要先核实、再办理，然后答复）。")
	case err != nil:
		v.fail(err)
	default:
		v.flash("已登记：%s。", steps[at].Act.Chinese())
		v.redirect("/questions/%s", c.ID)
	}
}

// caseMeanwhile says that a case was acted on since the form was opened, and keeps what
// was filled in.
func (v *visit) caseMeanwhile(c cases.Case, steps []caseStep, at int) {
	by := "刚刚有人"
	for _, e := range slices.Backward(c.Events) {
		if e.Act.Inner() {
			continue
		}
		if e.By.Name == v.person.Name {
			by = "您自己刚刚"
		}
		break
	}
	var typed []input
	if at < 0 {
		typed = typedIn(v.caseFields(cases.Act(v.field("act"))), v.r.PostForm)
	}
	v.showCase(http.StatusConflict, c, steps, "没有办理：您打开以后，这一件"+by+"办理过。下面是现在的样子，请看过再办；您填的内容还在。", typed...)
}

// dropAsked takes a question off the list of those that found no answer.
func (v *visit) dropAsked() {
	if !v.needs(Drafter) {
		return
	}
	err := v.Cases.DropAsked(v.ctx(), v.field("topic"))
	if err == nil { // not its words: a citizen's question is nobody else's
		err = v.did("没答上的问题从清单去掉", "", "")
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.flash("已从清单去掉。")
	v.redirect("/questions")
}
