package clerk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/disclosure"
)

// Written is what people write of an annual report: its three chapters of prose,
// and the numbers of table 2 that no register of the office counts. The zero
// Written is a report that nobody has begun.
type Written struct {
	Overview  string               `json:"overview,omitempty"`  // 一、总体情况
	Problems  string               `json:"problems,omitempty"`  // 五、存在的主要问题及改进情况
	Other     string               `json:"other,omitempty"`     // 六、其他需要报告的事项
	Rules     disclosure.Documents `json:"rules,omitzero"`      // 规章
	Licensing int                  `json:"licensing,omitempty"` // 行政许可
	Penalty   int                  `json:"penalty,omitempty"`   // 行政处罚
	Coercion  int                  `json:"coercion,omitempty"`  // 行政强制
	Fees      decimal.Decimal      `json:"fees,omitzero"`       // 行政事业性收费, 万元
	By        string               `json:"by,omitempty"`        // who saved it last
	At        time.Time            `json:"at,omitzero"`
	Version   int                  `json:"version,omitempty"` // one more with each save
}

// Onto returns the report with what is written put in.
func (w Written) Onto(a disclosure.AnnualReport) disclosure.AnnualReport {
	a.Overview, a.Problems, a.Other = w.Overview, w.Problems, w.Other
	t := &a.Report.Table2
	t.Rules, t.Licensing, t.Penalty, t.Coercion, t.Fees = w.Rules, w.Licensing, w.Penalty, w.Coercion, w.Fees
	return a
}

// Writing keeps what is written of annual reports, a year each.
type Writing interface {
	Written(ctx context.Context, year int) (Written, error) // zero: nothing is written yet
	Write(ctx context.Context, year int, w Written) error
}

// writingView is the page on which a report is written.
type writingView struct {
	Year     int
	Version  int
	Fields   []input
	By       string
	At       time.Time
	Conflict string
	Checked  bool
	Clean    bool // the proofreader found nothing
}

// chapters are the names of the fields that are prose.
var chapters = [...]struct{ name, label string }{
	{"overview", "一、总体情况"}, {"problems", "五、存在的主要问题及改进情况"}, {"other", "六、其他需要报告的事项"},
}

func writtenFields(w Written) []input {
	text := map[string]string{"overview": w.Overview, "problems": w.Problems, "other": w.Other}
	var out []input
	for _, c := range chapters {
		out = append(out, input{Name: c.name, Label: c.label, Kind: "area", Rows: 12, Value: text[c.name], Hint: "每段一行。"})
	}
	number := func(name, label string, n int) input {
		return input{Name: name, Label: label, Kind: "number", Value: strconv.Itoa(n)}
	}
	return append(out, number("rules_made", "表二：规章本年制发件数", w.Rules.Made), number("rules_abolished", "表二：规章本年废止件数", w.Rules.Abolished),
		number("rules_in_force", "表二：规章现行有效件数", w.Rules.InForce), number("licensing", "表二：行政许可处理决定数量", w.Licensing), number("penalty", "表二：行政处罚处理决定数量", w.Penalty),
		number("coercion", "表二：行政强制处理决定数量", w.Coercion), input{Name: "fees", Label: "表二：行政事业性收费金额（万元）", Value: w.Fees.String()})
}

// readWritten reads the form; a number that is none is a remark beside its field.
func readWritten(form url.Values) (Written, []remark) {
	w := Written{Overview: value(form, "overview"), Problems: value(form, "problems"), Other: value(form, "other")}
	var wrongs []remark
	for _, in := range writtenFields(Written{}) {
		into := map[string]*int{"rules_made": &w.Rules.Made, "rules_abolished": &w.Rules.Abolished, "rules_in_force": &w.Rules.InForce,
			"licensing": &w.Licensing, "penalty": &w.Penalty, "coercion": &w.Coercion}[in.Name]
		text := value(form, in.Name)
		if into == nil || text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			wrongs = append(wrongs, remark{Tone: toneBad, Word: "请改", Where: in.Label, Text: "请填件数，如 12；没有填 0。"})
		}
		*into = n
	}
	if text := value(form, "fees"); text != "" {
		fees, err := decimal.NewFromString(text)
		if err != nil || fees.IsNegative() || fees.Exponent() < -6 || fees.Exponent() > 12 {
			wrongs = append(wrongs, remark{Tone: toneBad, Word: "请改", Where: "表二：行政事业性收费金额（万元）", Text: "请填以万元为单位的金额，如 12.5；没有填 0。"})
			fees = decimal.Zero
		}
		w.Fees = fees
	}
	return w, wrongs
}

// proofread puts what the proofreader finds beside each chapter, with its place, and
// the personal data in it.
func proofread(a disclosure.AnnualReport, fields []input) (clean bool) {
	clean = true
	text := map[string]string{"overview": a.Overview, "problems": a.Problems, "other": a.Other}
	for i := range fields {
		prose, is := text[fields[i].Name]
		if !is {
			continue
		}
		for _, f := range a.Report.Proofread(prose) {
			r := remarkOn(f)
			if f.Line > 0 {
				r.Where = fmt.Sprintf("第%d行第%d字", f.Line, f.Column)
				r.Text = r.Where + "：" + r.Text
			}
			fields[i].Wrong = append(fields[i].Wrong, r)
			clean = false
		}
		if personal := personalIn("", prose); len(personal) > 0 {
			fields[i].Wrong, clean = append(fields[i].Wrong, personal...), false
		}
	}
	return clean
}

// writing shows the form of what is written of a report.
func (v *visit) writing() {
	year, ok := v.year()
	if !ok || !v.needs(Drafter, Head) {
		return
	}
	w, err := v.Writing.Written(v.ctx(), year)
	if err != nil {
		v.fail(err)
		return
	}
	v.showWriting(http.StatusOK, year, w, writingView{Version: w.Version, Fields: writtenFields(w), Checked: w.Version > 0})
}

func (v *visit) showWriting(status, year int, w Written, view writingView) {
	view.Year, view.By, view.At = year, w.By, w.At
	if view.Checked {
		a, err := v.tables(year)
		if err != nil {
			v.fail(err)
			return
		}
		view.Clean = proofread(w.Onto(a), view.Fields)
	}
	v.show(status, page{Name: "writing", Title: fmt.Sprintf("写%d年年度报告", year), Nav: "/report", Data: view})
}

// written checks what stands in the form, or saves it.
func (v *visit) written() {
	year, ok := v.year()
	if !ok || !v.needs(Drafter, Head) {
		return
	}
	w, wrongs := readWritten(v.r.PostForm)
	view := writingView{Fields: filled(writtenFields(w), v.r.PostForm), Checked: true}
	view.Version, _ = strconv.Atoi(v.field("version"))
	view.Fields, _ = on(view.Fields, wrongs)
	if v.field("act") != "save" || len(wrongs) > 0 {
		status := http.StatusOK
		if len(wrongs) > 0 {
			status = http.StatusUnprocessableEntity
			view.Conflict = fmt.Sprintf("表二有%d处数字要改，见下面标出的各栏；您写的都还在。", len(wrongs))
			if v.field("act") == "save" {
				view.Conflict = "没有保存：" + view.Conflict
			}
		}
		v.showWriting(status, year, w, view)
		return
	}
	v.saving.Lock()
	defer v.saving.Unlock()
	now, err := v.Writing.Written(v.ctx(), year)
	if err == nil && now.Version != view.Version {
		v.writingConflict(year, w, now, view)
		return
	}
	w.By, w.At, w.Version = v.person.Name, v.now(), now.Version+1
	if err == nil {
		err = v.Writing.Write(v.ctx(), year, w)
	}
	if err == nil {
		err = v.did("保存年度报告", fmt.Sprintf("%d年，第%d稿", year, w.Version), fmt.Sprintf("/report/%d/write", year))
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.flash("已保存。")
	v.redirect("/report/%d/write", year)
}

// writingConflict shows what was written together with what somebody else saved
// meanwhile; saving again puts the own words over the other's.
func (v *visit) writingConflict(year int, mine, theirs Written, view writingView) {
	for i, f := range writtenFields(theirs) {
		if f.Value != view.Fields[i].Value {
			view.Fields[i].Theirs = f.Value
			if f.Value == "" {
				view.Fields[i].Theirs = "（空）"
			}
		}
	}
	view.Version = theirs.Version
	view.Conflict = "没有保存：您打开以后，“" + theirs.By + "”保存过。您写的都在下面，不同的地方标出了对方的写法。核对后再按保存，就以您的为准。"
	v.showWriting(http.StatusConflict, year, mine, view)
}
