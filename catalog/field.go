package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A field is one element of a record as files write it: the key of JSON, the
// Chinese names that tables use (the first is written, all are read), and how
// to read and write it as text.
type field struct {
	key   string
	names []string
	set   func(*Record, string) error
	get   func(Record) string
}

// fields are all elements in the order in which tables show them. A file may
// use the key or any of the names.
func fields() []field {
	return []field{
		text("number", "索引号 索引", func(r *Record) *string { return (*string)(&r.Number) }),
		text("title", "名称 标题 信息名称", func(r *Record) *string { return &r.Title }),
		text("doc_number", "文号 发文字号", func(r *Record) *string { return &r.DocNumber }),
		text("publisher", "发布机构 发文机关 发布单位 公开主体", func(r *Record) *string { return &r.Publisher }),
		day("date", "生成日期 成文日期 发文日期", func(r *Record) *civil.Date { return &r.Date }),
		day("published", "公开日期 发布日期", func(r *Record) *civil.Date { return &r.Published }),
		text("summary", "内容概述 概述 摘要", func(r *Record) *string { return &r.Summary }),
		text("column", "栏目 公开栏目", func(r *Record) *string { return (*string)(&r.Column) }),
		text("theme", "主题分类", func(r *Record) *string { return (*string)(&r.Theme) }),
		text("genre", "体裁分类 体裁 公文种类", func(r *Record) *string { return (*string)(&r.Genre) }),
		categoryField(), opennessField(),
		list("audience", "服务对象", func(r *Record) *[]string { return &r.Audience }),
		list("keywords", "关键词 主题词", func(r *Record) *[]string { return &r.Keywords }),
		day("until", "公示截止日期 公示期至", func(r *Record) *civil.Date { return &r.Until }),
		day("not_before", "定时发布日期", func(r *Record) *civil.Date { return &r.NotBefore }),
		text("body", "正文", func(r *Record) *string { return &r.Body }),
		filesField(),
		text("language", "语种", func(r *Record) *string { return &r.Language }),
		text("url", "在线链接地址 链接", func(r *Record) *string { return &r.URL }),
		text("source", "来源", func(r *Record) *string { return &r.Source }),
		text("grounds", "不公开依据", func(r *Record) *string { return &r.Grounds }),
		text("drafter", "起草人 经办人", func(r *Record) *string { return &r.Drafter }),
		text("review.by", "审查人 保密审查人", func(r *Record) *string { return &r.Review.By }),
		day("review.day", "审查日期", func(r *Record) *civil.Date { return &r.Review.Day }),
		resultField(),
		text("review.grounds", "审查意见", func(r *Record) *string { return &r.Review.Grounds }),
	}
}

// FieldNames are the names that a record's elements have in files: for each the
// key of JSON, then the table headings, the one that is written first.
func FieldNames() [][]string {
	var out [][]string
	for _, f := range fields() {
		out = append(out, append([]string{f.key}, f.names...))
	}
	return out
}

// fieldNamed finds a field by its key or one of its names.
func fieldNamed(fs []field, name string) (field, bool) {
	name = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
	i := slices.IndexFunc(fs, func(f field) bool { return f.key == name || slices.Contains(f.names, name) })
	if i < 0 {
		return field{}, false
	}
	return fs[i], true
}

func text(key, names string, at func(*Record) *string) field {
	return field{key, strings.Fields(names),
		func(r *Record, s string) error { *at(r) = strings.TrimSpace(s); return nil },
		func(r Record) string { return *at(&r) }}
}

func day(key, names string, at func(*Record) *civil.Date) field {
	set := func(r *Record, s string) error {
		if s = strings.TrimSpace(s); s == "" {
			*at(r) = civil.Date{}
			return nil
		}
		d, err := civil.ParseDate(s)
		if err != nil {
			return fmt.Errorf("不是日期，请写成2015-12-02或2015年12月2日")
		}
		*at(r) = d
		return nil
	}
	return field{key, strings.Fields(names), set, func(r Record) string { return at(&r).String() }}
}

func list(key, names string, at func(*Record) *[]string) field {
	set := func(r *Record, s string) error {
		*at(r) = strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(";；、,，\n", c) })
		return nil
	}
	return field{key, strings.Fields(names), set, func(r Record) string { return strings.Join(*at(&r), "；") }}
}

func categoryField() field {
	set := func(r *Record, s string) (err error) {
		if s = strings.TrimSpace(s); s == "" {
			return nil
		}
		if r.Category, err = disclosure.ParseCategory(s); err != nil {
			return fmt.Errorf("不认识，请写长期公开、定期公开、逐段公开或临时公开")
		}
		return nil
	}
	get := func(r Record) string {
		if r.Category == 0 {
			return ""
		}
		return r.Category.String()
	}
	return field{"category", []string{"公开时限", "公开类别"}, set, get}
}

func opennessField() field {
	set := func(r *Record, s string) error {
		switch strings.TrimSpace(s) {
		case "", "主动公开", "主动":
			r.Openness = Proactive
		case "依申请公开", "依申请", string(OnRequest):
			r.Openness = OnRequest
		case "不予公开", "不公开", string(NotPublic):
			r.Openness = NotPublic
		default:
			return fmt.Errorf("不认识，请写主动公开、依申请公开或不予公开")
		}
		return nil
	}
	return field{"openness", []string{"公开属性", "公开方式"}, set, func(r Record) string { return r.Openness.Chinese() }}
}

func resultField() field {
	words := map[string]ReviewResult{
		"可以公开": Cleared, "公开": Cleared, "区分处理后公开": Severed, "不公开": Withhold, "报有关部门确定": Refer, "": "",
		string(Cleared): Cleared, string(Severed): Severed, string(Withhold): Withhold, string(Refer): Refer,
	}
	set := func(r *Record, s string) error {
		v, ok := words[strings.TrimSpace(s)]
		if !ok {
			return fmt.Errorf("不认识，请写可以公开、区分处理后公开、不公开或报有关部门确定")
		}
		r.Review.Result = v
		return nil
	}
	return field{"review.result", []string{"审查结果"}, set, func(r Record) string { return r.Review.Result.Chinese() }}
}

// filesField reads and writes the names of attachments only.
func filesField() field {
	set := func(r *Record, s string) error {
		r.Files = nil
		for _, name := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(";；\n", c) }) {
			r.Files = append(r.Files, File{Name: strings.TrimSpace(name)})
		}
		return nil
	}
	get := func(r Record) string {
		var names []string
		for _, f := range r.Files {
			names = append(names, f.Name)
		}
		return strings.Join(names, "；")
	}
	return field{"files", []string{"附件"}, set, get}
}
