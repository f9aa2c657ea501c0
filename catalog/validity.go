package catalog

import "github.com/zwgk/zwgk/disclosure/civil"

// A Force is whether a document is in force (有效性).
type Force string

// The four states. The zero Force is InForce.
const (
	InForce  Force = ""         // 有效
	Modified Force = "modified" // 已修改
	Repealed Force = "repealed" // 已废止
	Lapsed   Force = "lapsed"   // 失效
)

// Chinese returns the word shown beside a title.
func (f Force) Chinese() string {
	switch f {
	case InForce:
		return "有效"
	case Modified:
		return "已修改"
	case Repealed:
		return "已废止"
	case Lapsed:
		return "失效"
	}
	return string(f)
}

// A Validity is one turn in a document's force: from its day on, the document
// stands as Force says, by the named document when one did it.
type Validity struct {
	From  civil.Date  `json:"from"`
	Force Force       `json:"force,omitempty"`
	By    IndexNumber `json:"by,omitempty"`
}

// ForceOn folds the record's turns up to and including a day. Before any turn
// a document is in force.
func (r Record) ForceOn(day civil.Date) Force {
	force, since := InForce, civil.Date{}
	for _, v := range r.Validity {
		if !v.From.After(day) && !v.From.Before(since) {
			force, since = v.Force, v.From
		}
	}
	return force
}

// A LinkKind says how two records stand to each other.
type LinkKind string

// The kinds of link, read as "this record … the other".
const (
	Interprets LinkKind = "interprets"  // 解读
	Repeals    LinkKind = "repeals"     // 废止
	Modifies   LinkKind = "modifies"    // 修改
	Replaces   LinkKind = "replaces"    // 替代
	ReplacedBy LinkKind = "replaced_by" // 被替代: on the record that was superseded
	Forwards   LinkKind = "forwards"    // 转发
	Answers    LinkKind = "answers"     // 由依申请公开转为主动公开（条例（2019）第44条）
)

// A Link points to another record by index number.
type Link struct {
	Kind LinkKind    `json:"kind"`
	To   IndexNumber `json:"to"`
}
