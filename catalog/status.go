package catalog

import "fmt"

// A Status is where a record stands in its life. The zero Status is that of a
// record that is not in the catalogue.
type Status string

// A ChangeKind says what happened in one change.
type ChangeKind string

// The statuses. A change that leads to a status has the same name, so these
// constants compare with a Status and with a ChangeKind; Withdrawn also with
// a ReleaseState.
const (
	Draft         = "draft"      // 起草
	InReview      = "review"     // 送审·公开属性认定
	SecrecyReview = "secrecy"    // 保密审查
	Returned      = "returned"   // 退回修改
	Scheduled     = "scheduled"  // 待发布（定时）
	Published     = "published"  // 已公开
	Superseded    = "superseded" // 已被替代
	Withdrawn     = "withdrawn"  // 撤回·下线
	Expired       = "expired"    // 公示期满
	Archived      = "archived"   // 归档移交
	Withheld      = "withheld"   // 不予公开
	Discarded     = "discarded"  // 作废：草稿不要了，只留在操作记录里
)

// The kinds of change that leave the status as it is, or lead back.
const (
	Amended   ChangeKind = "amended"    // 修改
	TakenOver ChangeKind = "taken_over" // 接收存量：原已公开的信息转入目录
	Erased    ChangeKind = "erased"     // 删除个人信息
	Recalled  ChangeKind = "recalled"   // 撤回送审：审查人还没有办理，退回草稿
)

// Chinese returns the word that clerks use for the status.
func (s Status) Chinese() string {
	if w, ok := statusWords[s]; ok {
		return w
	}
	return string(s)
}

var statusWords = map[Status]string{
	Draft: "起草", InReview: "送审", SecrecyReview: "保密审查", Returned: "退回修改", Scheduled: "待发布",
	Published: "已公开", Superseded: "已被替代", Withdrawn: "已撤回", Expired: "公示期满", Archived: "已归档", Withheld: "不予公开", Discarded: "已作废",
}

// Chinese returns the word for what happened.
func (k ChangeKind) Chinese() string {
	switch k {
	case Amended:
		return "修改"
	case TakenOver:
		return "接收存量"
	case Erased:
		return "删除个人信息"
	case Draft:
		return "保存草稿"
	case Published:
		return "公开"
	case Withdrawn:
		return "撤回"
	case Withheld:
		return "决定不予公开"
	case Scheduled:
		return "定时"
	case Superseded:
		return "以新替旧"
	case Archived:
		return "归档"
	case Returned:
		return "退回"
	case Recalled:
		return "撤回送审"
	case Discarded:
		return "作废"
	}
	return Status(k).Chinese()
}

// Statuses are all statuses in the order of a record's life.
func Statuses() []Status {
	return []Status{Draft, InReview, SecrecyReview, Returned, Scheduled, Published, Superseded, Withdrawn, Expired, Archived, Withheld, Discarded}
}

// A Transition is one row of the table of a record's life: what may happen to
// a record in which status, who does it and what it needs.
type Transition struct {
	From  Status // zero: the record is not yet in the catalogue
	Kind  ChangeKind
	To    Status
	By    string // 承办单位, 经办人, 保密审查员, 签发人, 系统
	Needs string // in Chinese, for the manual; the code holds each
	Basis string // article
}

// Transitions is the whole table (WORKFLOW of a record). The code follows it,
// the manual prints it, and a test walks every status and kind.
func Transitions() []Transition {
	return []Transition{
		{"", Draft, Draft, "承办单位", "", ""},
		{Draft, Draft, Draft, "承办单位", "", ""},
		{Returned, Draft, Draft, "承办单位", "", ""},
		{Draft, InReview, InReview, "承办单位", "名称、公开属性", "条例（2019）第13条"},
		{Draft, Discarded, Discarded, "拟稿人", "没有退回过，没有决定过不予公开", ""},
		{InReview, Recalled, Draft, "送审人", "没有决定过不予公开", ""},
		{InReview, Returned, Returned, "经办人", "退回的理由", ""},
		{InReview, SecrecyReview, SecrecyReview, "经办人", "", "条例（2019）第17条"},
		{InReview, Withheld, Withheld, "经办人", "不公开的依据、下次评估日期", "条例（2019）第14—16、18条"},
		{SecrecyReview, Returned, Returned, "保密审查员", "退回的理由", ""},
		{SecrecyReview, Withheld, Withheld, "保密审查员", "不公开的依据、下次评估日期", "条例（2019）第14、17、18条"},
		{SecrecyReview, Scheduled, Scheduled, "经办人", "他人的保密审查、个人信息筛查、发布日期", "条例（2019）第17条"},
		{SecrecyReview, Published, Published, "签发人", "他人的保密审查、个人信息筛查、法定要素", "条例（2019）第12、17、26条"},
		{Scheduled, Returned, Returned, "经办人", "退回的理由", ""},
		{Scheduled, Published, Published, "系统、签发人", "已到发布日期", "条例（2019）第12、26条"},
		{"", Published, Published, "签发人", "他人的保密审查、个人信息筛查、法定要素", "条例（2019）第12、17、26条"},
		{"", TakenOver, Published, "经办人", "原已公开；个人信息筛查", ""},
		{Published, Amended, Published, "签发人", "他人的保密审查、个人信息筛查、法定要素", "条例（2019）第26条"},
		{Published, Superseded, Superseded, "签发人、系统", "替代它的信息", ""},
		{Published, Withdrawn, Withdrawn, "签发人", "撤回的理由", ""},
		{Published, Expired, Expired, "系统", "已过公示的最后一日", ""},
		{Published, Archived, Archived, "经办人", "", ""},
		{Superseded, Withdrawn, Withdrawn, "签发人", "撤回的理由", ""},
		{Superseded, Archived, Archived, "经办人", "", ""},
		{Expired, Withdrawn, Withdrawn, "签发人", "撤回的理由", ""},
		{Expired, Archived, Archived, "经办人", "", ""},
		{Archived, Withdrawn, Withdrawn, "签发人", "撤回的理由", ""},
		{Withheld, Withheld, Withheld, "经办人", "不公开的依据、下次评估日期", "条例（2019）第18条"},
		{Withheld, InReview, InReview, "经办人", "", "条例（2019）第18条"},
	}
}

// RoleSystem is the Role of an Actor that is a timer. It may do what the
// calendar brings about, and decides nothing.
const RoleSystem = "system"

// A TransitionError says that a change does not fit the record's status, or
// lacks what it needs.
type TransitionError struct {
	ID   int64
	From Status
	Kind ChangeKind
	Lack string // English; empty: the table has no such row
}

// Error implements error.
func (e *TransitionError) Error() string {
	if e.Lack != "" {
		return fmt.Sprintf("catalog: record %d: %s needs %s", e.ID, e.Kind, e.Lack)
	}
	return fmt.Sprintf("catalog: record %d: no %s from status %q", e.ID, e.Kind, e.From)
}

// transition finds the row of the table.
func transition(from Status, kind ChangeKind) (Transition, bool) {
	if kind == Erased && from != "" {
		return Transition{From: from, Kind: Erased, To: from, By: "经办人", Needs: "理由"}, true
	}
	for _, t := range Transitions() {
		if t.From == from && t.Kind == kind {
			return t, true
		}
	}
	return Transition{}, false
}
