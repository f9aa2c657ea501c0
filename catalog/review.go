package catalog

import "github.com/zwgk/zwgk/disclosure/civil"

// A ReviewResult is what the confidentiality review decided. The zero
// ReviewResult means that nobody has reviewed the record.
type ReviewResult string

// The results of a review (条例（2019）第17条).
const (
	Cleared  ReviewResult = "cleared"  // 可以公开
	Severed  ReviewResult = "severed"  // 区分处理后公开 (第37条)
	Withhold ReviewResult = "withhold" // 不公开
	Refer    ReviewResult = "refer"    // 报有关主管部门或者同级保密行政管理部门确定
)

// Chinese is the result in the words of the office; empty: nobody has reviewed.
func (r ReviewResult) Chinese() string {
	return map[ReviewResult]string{Cleared: "可以公开", Severed: "区分处理后公开", Withhold: "不公开", Refer: "报有关部门确定"}[r]
}

// A Review is the confidentiality review before publication (保密审查): by a
// person other than the drafter, with what was let through by hand.
type Review struct {
	By      string       `json:"by,omitempty"`
	Day     civil.Date   `json:"day,omitzero"`
	Result  ReviewResult `json:"result,omitempty"`
	Grounds string       `json:"grounds,omitempty"` // article and reason, when not released
	Waived  []Waiver     `json:"waived,omitempty"`
}

// A Waiver lets one finding of the screening through: the reviewer has seen it
// and says why it may be published.
type Waiver struct {
	Finding string `json:"finding"` // Finding.Fingerprint
	Reason  string `json:"reason"`
}

// allows says whether the review lets a draft of that drafter go out.
func (v Review) allows(drafter string) bool {
	return v.By != "" && v.By != drafter && (v.Result == Cleared || v.Result == Severed)
}
