package clerk

import (
	"github.com/zwgk/zwgk/catalog"
)

// recordForm is one thing that may be done to a record, as a form.
type recordForm struct {
	Act, Title, Basis string
	Text              string
	Fields            []input
	Button            string
	Danger, Main, Own bool // Own: of whom the record is, and nobody else's part
	Open              bool // shown unfolded
	Waive             bool // what the screening found is let through by hand here
}

// deed is a row of what the desk offers: one or two steps of the catalogue's table
// under one button.
type deed struct {
	act    string
	step   catalog.ChangeKind // the step that it ends with
	from   []catalog.Status
	roles  []Role
	title  string
	text   string
	button string
	danger bool
	main   bool
	waive  bool
	eyes   bool                                                      // only who wrote nothing of it
	own    func(r catalog.Record, steps []tread, name string) string // only whose matter it is; why it is not, empty: it is
	fields func(*visit, catalog.Record) []input
}

var reviewing = []catalog.Status{catalog.InReview, catalog.SecrecyReview}

// deeds are all that may be done to a record but writing it.
func deeds() []deed {
	return []deed{
		{act: "publish", step: catalog.Published, from: reviewing, roles: []Role{Reviewer}, title: "同意公开，现在发布", main: true, waive: true, eyes: true,
			text: "保密审查的结论是可以公开。发布后编索引号，推送到公众号和网格群。", button: "同意并发布", fields: resultFields},
		{act: "schedule", step: catalog.Scheduled, from: reviewing, roles: []Role{Reviewer}, title: "同意公开，定时发布", waive: true, eyes: true,
			text: "到那一天自动发布；在此之前可以退回。", button: "同意并定时", fields: scheduleFields},
		{act: "return", step: catalog.Returned, from: append([]catalog.Status{catalog.Scheduled}, reviewing...), roles: []Role{Reviewer}, title: "退回修改",
			text: "退给拟稿人，写明要改什么。", button: "退回", eyes: true, fields: reasonField("note", "要改什么")},
		{act: "withhold", step: catalog.Withheld, from: append([]catalog.Status{catalog.Withheld}, reviewing...), roles: []Role{Reviewer}, title: "决定不公开",
			text: "写明依据，并定下重新评估的日期。", button: "决定不公开", danger: true, eyes: true, fields: withholdFields},
		{act: "refer", step: catalog.SecrecyReview, from: []catalog.Status{catalog.InReview}, roles: []Role{Reviewer}, title: "不能确定，报请确定",
			text: "报有关主管部门或者保密行政管理部门确定；答复前留在保密审查。", button: "报请确定", eyes: true, fields: reasonField("note", "报送哪个部门、为什么")},
		{act: "recall", step: catalog.Recalled, from: []catalog.Status{catalog.InReview}, roles: []Role{Drafter}, title: "撤回送审", own: recallable,
			text: "审查人还没有办理，可以拿回来再改；已经办理的，撤不回。", button: "撤回送审"},
		{act: "discard", step: catalog.Discarded, from: []catalog.Status{catalog.Draft}, roles: []Role{Drafter}, title: "作废草稿", own: discardable,
			text: "这份草稿不要了吗？作废以后不再列出，不能恢复；谁、什么时候作废的，留在操作记录里，附件的内容不留。", button: "作废这份草稿", danger: true, fields: discardFields},
		{act: "due", step: catalog.Published, from: []catalog.Status{catalog.Scheduled}, roles: []Role{Reviewer}, title: "已到日期，现在发布", main: true, button: "发布", eyes: true},
		{act: "again", step: catalog.InReview, from: []catalog.Status{catalog.Withheld}, roles: []Role{Drafter, Reviewer}, title: "情形变化，重新送审",
			text: "因情势变化可以公开的，改为主动公开后送审。", button: "重新送审"},
		{act: "withdraw", step: catalog.Withdrawn, from: []catalog.Status{catalog.Published, catalog.Superseded, catalog.Expired, catalog.Archived}, roles: []Role{Reviewer, Head},
			title: "撤回", text: "立即从目录下线；索引号和撤回的理由留在原处，号码不再用。", button: "撤回这条信息", danger: true, fields: withdrawFields},
		{act: "replaced", step: catalog.Superseded, from: []catalog.Status{catalog.Published}, roles: []Role{Reviewer}, title: "标为已被替代",
			text: "新的信息已经公开的，填它的索引号；旧的仍可查阅，并指向新的。", button: "标为已被替代", fields: byField},
		{act: "archive", step: catalog.Archived, from: []catalog.Status{catalog.Published, catalog.Superseded, catalog.Expired}, roles: []Role{Drafter}, title: "归档移交",
			text: "仍可查阅，不再列在前面。", button: "归档"},
	}
}

func reasonField(name, label string) func(*visit, catalog.Record) []input {
	return func(*visit, catalog.Record) []input {
		return []input{{Name: name, Label: label, Kind: "area", Rows: 3, Must: true}}
	}
}

func resultFields(*visit, catalog.Record) []input {
	return []input{{Name: "result", Label: "审查结论", Kind: "select", Must: true, Value: string(catalog.Cleared),
		List: []choice{{string(catalog.Cleared), "可以公开", ""}, {string(catalog.Severed), "区分处理后公开", ""}}},
		{Name: "grounds", Label: "审查意见", Kind: "area", Rows: 2, Hint: "区分处理的，写明处理了什么。"}}
}

func scheduleFields(v *visit, r catalog.Record) []input {
	return append(resultFields(v, r), input{Name: "not_before", Label: "定时发布日期", Kind: "date", Must: true, Value: v.day().AddDays(1).String()})
}

func withholdFields(v *visit, r catalog.Record) []input {
	grounds := r.Grounds
	openness := r.Openness
	if openness == catalog.Proactive {
		openness = catalog.NotPublic
	}
	return []input{{Name: "openness", Label: "公开属性", Kind: "select", Must: true, Value: string(openness), List: opennesses()[1:]},
		{Name: "grounds", Label: "不公开依据", Kind: "area", Rows: 2, Must: true, Value: grounds, Hint: "条款和理由（条例（2019）第14—16条）。"},
		{Name: "look", Label: "重新评估日期", Kind: "date", Must: true, Value: v.day().AddDays(365).String(), Hint: "定期评估审查（条例（2019）第18条）。"}}
}

func withdrawFields(*visit, catalog.Record) []input {
	return []input{{Name: "kind", Label: "撤回的情形", Kind: "select", Must: true,
		List: []choice{unchosen, {"发布错误", "发布错误", ""}, {"内容失效", "内容失效", ""}, {"涉密或者涉及个人信息", "涉密或者涉及个人信息", ""}, {"合并", "合并", ""}, {"其他", "其他", ""}}},
		{Name: "note", Label: "撤回的理由", Kind: "area", Rows: 3, Must: true, Hint: "公众看得到，不要写出个人信息。"}}
}

func discardFields(_ *visit, r catalog.Record) []input {
	title := cut(40, r.Title)
	if title == "" {
		title = "（还没有名称）"
	}
	return []input{{Name: "sure", Label: "确定要作废《" + title + "》", Kind: "check", Must: true},
		{Name: "note", Label: "为什么作废", Hint: "可以不写。写了留在操作记录里，不要写出个人信息。"}}
}

func byField(*visit, catalog.Record) []input {
	return []input{{Name: "by", Label: "替代它的信息的索引号", Must: true}}
}
