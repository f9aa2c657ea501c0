package clerk

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// text fields of a draft, under the names that catalog.ReadRecord reads.
var draftNames = [...]string{"title", "doc_number", "publisher", "date", "summary", "column", "theme", "genre", "category",
	"until", "openness", "grounds", "keywords", "audience", "body", "source"}

// draftFields are the fields of the form with what stands in a record.
func (v *visit) draftFields(r catalog.Record) []input {
	category, _ := r.Category.MarshalText() // the text of a category cannot fail
	fields := []input{
		{Name: "title", Label: "名称", Value: r.Title, Must: true, Wide: true, Most: 200, Hint: "只写主标题；32个字以内，公众号不会截断。"},
		{Name: "doc_number", Label: "文号", Value: r.DocNumber, Hint: "如 兴政发〔2015〕12号；没有就空着。"},
		{Name: "publisher", Label: "发布机构", Value: r.Publisher, Must: true, List: v.publishers()},
		{Name: "date", Label: "生成日期", Kind: "date", Value: r.Date.String(), Must: true},
		{Name: "summary", Label: "内容概述", Kind: "area", Rows: 3, Value: r.Summary, Must: true, Hint: "说清是什么事、对谁、从何时起；不要重复名称。"},
		{Name: "body", Label: "正文", Kind: "area", Rows: 14, Value: r.Body, Hint: "每段一行。"},
		{Name: "column", Label: "栏目", Value: string(r.Column), List: v.columns()},
		{Name: "category", Label: "公开时限", Kind: "select", Value: string(category), List: categories()},
		{Name: "until", Label: "公示截止日期", Kind: "date", Value: r.Until.String(), Hint: "公示类信息的最后一天；到期自动撤下首页。"},
		{Name: "theme", Label: "主题分类", Value: string(r.Theme), List: themes()},
		{Name: "genre", Label: "体裁分类", Kind: "select", Value: string(r.Genre), List: genres()},
		{Name: "openness", Label: "公开属性", Kind: "select", Value: string(r.Openness), Must: false, List: opennesses(), Hint: "拟稿时就要定（条例（2019）第13条）。"},
		{Name: "grounds", Label: "不公开依据", Kind: "area", Rows: 2, Value: r.Grounds, Hint: "公开属性不是主动公开的，写明条款和理由。"},
		{Name: "keywords", Label: "关键词", Value: strings.Join(r.Keywords, "；"), Hint: "用；分开。"},
		{Name: "audience", Label: "服务对象", Value: strings.Join(r.Audience, "；"), Hint: "用；分开。"},
		{Name: "source", Label: "来源", Value: r.Source},
	}
	return fields
}

func (v *visit) publishers() []choice {
	var out []choice
	for _, o := range v.Office.Organs {
		if !o.Elsewhere {
			out = append(out, choice{Value: o.Name})
		}
	}
	return out
}

func (v *visit) columns() []choice {
	var out []choice
	for _, c := range v.Columns {
		out = append(out, choice{Value: string(c)})
	}
	return out
}

func themes() []choice {
	var out []choice
	for _, t := range catalog.Themes() {
		out = append(out, choice{Value: string(t)})
	}
	return out
}

func genres() []choice {
	out := []choice{{"", "不是公文", ""}}
	for _, g := range catalog.Genres() {
		out = append(out, choice{string(g), string(g), ""})
	}
	return out
}

func categories() []choice {
	out := []choice{{"", "请选择", ""}}
	for _, c := range disclosure.Categories() {
		text, _ := c.MarshalText() // the text of a category cannot fail
		out = append(out, choice{string(text), c.String(), ""})
	}
	return out
}

func opennesses() []choice {
	var out []choice
	for _, o := range []catalog.Openness{catalog.Proactive, catalog.OnRequest, catalog.NotPublic} {
		out = append(out, choice{string(o), o.Chinese(), ""})
	}
	return out
}
