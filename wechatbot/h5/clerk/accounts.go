package clerk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Accounts checks budget and final-account tables (预决算表) and keeps them where the
// citizens' pages and the bot read them.
type Accounts interface {
	// Check reads the tables and says what is wrong with them, by cell. A file
	// that cannot be read is a finding.
	Check(ctx context.Context, t Tables) (Checked, error)
	// Keep puts them into the office's books, in place of those of the same
	// organ, year and stage.
	Keep(ctx context.Context, t Tables) error
}

// Tables are the budget tables of one organ and year as they were handed in.
type Tables struct {
	Organ     string
	Year      int
	Final     bool // 决算; else 预算
	Source    string
	Published string // day, 2026-02-05; empty: not known
	Files     []Upload
}

// Title names the tables.
func (t Tables) Title() string {
	stage := "预算"
	if t.Final {
		stage = "决算"
	}
	return fmt.Sprintf("%s%d年度%s", t.Organ, t.Year, stage)
}

// Checked is what the checks of tables came to.
type Checked struct {
	Tables   []string // what was recognised
	Coverage string   // how many identities were evaluated, and with which verdict
	Findings []disclosure.Finding
	Again    bool // tables of the same organ, year and stage are kept already
}

// Sound says that nothing found is plainly wrong.
func (c Checked) Sound() bool {
	return len(c.Tables) > 0 && !slices.ContainsFunc(c.Findings, func(f disclosure.Finding) bool { return f.Severity == disclosure.Wrong })
}

// tablesView is the page on which budget tables are checked and kept.
type tablesView struct {
	Fields  []input
	Most    string
	Mark    string // of what was handed in; empty: nothing yet
	Of      Tables
	Checked Checked
	Marks   []remark
	More    int // findings that are not listed
	May     bool
	Wrong   string
}

// listedFindings is how many findings of tables the page lists.
const listedFindings = 300

func (v *visit) tablesFields(t Tables) []input {
	stage := "budget"
	if t.Final {
		stage = "final"
	}
	year := t.Year
	if year == 0 {
		year = v.day().Year
	}
	return []input{
		{Name: "organ", Label: "单位", Value: t.Organ, Must: true, List: v.publishers()},
		{Name: "year", Label: "年度", Kind: "number", Value: strconv.Itoa(year), Must: true},
		{Name: "stage", Label: "预算还是决算", Kind: "select", Value: stage, List: []choice{{"budget", "预算", ""}, {"final", "决算", ""}}},
		{Name: "source", Label: "公布在哪里", Value: t.Source, Must: true, Hint: "网址，或者如“兴庆区人民政府网站”。公众看得到。"},
		{Name: "published", Label: "公布日期", Kind: "date", Value: t.Published},
	}
}

// readTables reads what the tables are of.
func (v *visit) readTables(said url.Values) (Tables, []input) {
	t := Tables{Organ: value(said, "organ"), Final: said.Get("stage") == "final", Source: value(said, "source"), Published: value(said, "published")}
	var err error
	t.Year, err = strconv.Atoi(value(said, "year"))
	fields := filled(v.tablesFields(t), said)
	lacking(fields)
	blame := func(name, text string) {
		for i := range fields {
			if fields[i].Name == name && !fields[i].Invalid() {
				fields[i].Wrong = append(fields[i].Wrong, wrong(text))
			}
		}
	}
	if err != nil || t.Year < 2000 || t.Year > v.day().Year+1 {
		blame("year", "年度写成如 2026 的四位数，不早于2000年。")
	}
	if strings.ContainsAny(t.Organ, `/\`) || len(t.Organ) > 200 || t.Organ == "." || t.Organ == ".." {
		blame("organ", "单位名称里不能有斜线，也不能太长。")
	}
	if _, err := civil.ParseDate(t.Published); t.Published != "" && err != nil {
		blame("published", "日期请写成2026-02-05。")
	}
	return t, fields
}

func (v *visit) tablesPage() { v.showTables(http.StatusOK, v.r.URL.Query().Get("of"), "") }

// showTables shows what the checks find in what was handed in, while it is held.
func (v *visit) showTables(status int, mark, no string) {
	view := tablesView{Most: size(maxTables), Wrong: no, May: v.person.Is(Reviewer, Head), Fields: v.tablesFields(Tables{Organ: v.Office.Name})}
	done, still := v.turn(v.looking)
	if !still {
		return
	}
	defer done()
	var t Tables
	ok, err := v.kept("tables", mark, &t)
	switch {
	case err != nil:
		v.fail(err)
		return
	case ok:
		view.Mark, view.Of, view.Fields = mark, t, v.tablesFields(t)
		if view.Checked, err = v.Accounts.Check(v.ctx(), t); err != nil {
			v.fail(err)
			return
		}
	case mark != "" && no == "":
		view.Wrong = "传过的表已经不在了（只留一小时，再传一份就换掉）。请重新选择文件。"
	}
	for i, f := range view.Checked.Findings {
		if i == listedFindings {
			view.More = len(view.Checked.Findings) - i
			break
		}
		view.Marks = append(view.Marks, remarkOn(f))
	}
	v.show(status, page{Name: "tables", Title: "预决算表", Nav: "/tables", Data: view})
}

// tablesIn takes tables that are handed in and goes to what the checks find.
func (v *visit) tablesIn() {
	files, said, err := v.uploaded(maxTables)
	if err != nil {
		v.refuseUpload(err, maxTables)
		return
	}
	t, fields := v.readTables(said)
	t.Files = slices.DeleteFunc(files, func(f Upload) bool { return len(f.Data) == 0 })
	no := ""
	if slices.ContainsFunc(fields, input.Invalid) {
		no = "没有核对：还有没填好的地方。文件请再选一次。"
	} else if len(t.Files) == 0 {
		no = "请选择工作簿或者CSV，不能是空的。"
	}
	if no != "" {
		v.show(http.StatusUnprocessableEntity, page{Name: "tables", Title: "预决算表", Nav: "/tables", Data: tablesView{Fields: fields, Most: size(maxTables), Wrong: no}})
		return
	}
	mark, err := v.keep("tables", t)
	if err != nil {
		v.fail(err)
		return
	}
	v.redirect("/tables?of=%s", mark)
}

// tablesKept puts the tables into the books. What the checks call wrong goes in
// only when somebody says that it was printed so.
func (v *visit) tablesKept() {
	if !v.needs(Reviewer, Head) {
		return
	}
	var t Tables
	mark := v.field("of")
	ok, err := v.kept("tables", mark, &t)
	if err != nil || !ok {
		v.showTables(http.StatusConflict, mark, "")
		return
	}
	checked, err := v.Accounts.Check(v.ctx(), t)
	switch {
	case err != nil:
		v.fail(err)
		return
	case len(checked.Tables) == 0:
		v.showTables(http.StatusUnprocessableEntity, mark, "没有加入：没有认出预决算表。")
		return
	case !checked.Sound() && v.field("printed") == "":
		v.showTables(http.StatusUnprocessableEntity, mark, "没有加入：表里有错误。请改正后再传；公布的表就是这样的，勾选下面的方框。")
		return
	}
	err = v.Accounts.Keep(v.ctx(), t)
	if err == nil {
		err = v.did("加入账册", fmt.Sprintf("%s，%d张表", t.Title(), len(checked.Tables)), "")
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.flash("已加入账册：%s，%d张表。", t.Title(), len(checked.Tables))
	v.redirect("/tables?of=%s", mark)
}
