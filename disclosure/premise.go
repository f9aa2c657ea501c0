package disclosure

import (
	"slices"
	"strings"
)

// premise is a row of what must have happened to a request for a result to be true of
// it. A reply whose result tells of what never was is not sent, and not counted.
type premise struct {
	outcome  Outcome
	severity Severity // Wrong: such a reply cannot be; Warning: it may be that it was not entered
	holds    func(*fold) bool
	lacks    string // what the record does not have
	want     string
}

var premises = []premise{
	{StillUnclear, Wrong, func(f *fold) bool { return f.supplemented }, "办理经过里没有告知补正、收到补正的记录，不能说补正后仍不明确（" + law + "第三十条）。", "先告知补正"},
	{NotCorrected, Wrong, func(f *fold) bool { return f.correctionAsked && !f.supplemented }, "办理经过里没有逾期不补正的情形（" + law + "第三十条）。逾期不补正的，在申请的页面登记“视为放弃”。", "先告知补正，期满登记“视为放弃”"},
	{FeeNotPaid, Wrong, func(f *fold) bool { return f.feeNoticed && !f.feePaid }, "办理经过里没有逾期不缴费的情形（" + fees + "第六条）。逾期不缴费的，在申请的页面登记“视为放弃”。", "先通知缴费，期满登记“视为放弃”"},
	{Excessive, Warning, func(f *fold) bool { return f.reasonsAsked }, "办理经过里没有要求说明理由的记录，告知书却说所说明的理由不合理（" + law + "第三十五条）。", "先要求说明理由"},
	{DeniedThirdParty, Warning, func(f *fold) bool { return f.consulted }, "办理经过里没有征求第三方意见的记录（" + law + "第三十二条）。", "先书面征求第三方的意见"},
}

// unfounded are the rows that do not hold of what happened so far.
func (r Reply) unfounded(f *fold) []premise {
	var out []premise
	for _, row := range premises {
		if row.outcome == r.Outcome && !row.holds(f) {
			out = append(out, row)
		}
	}
	return out
}

// numberedAsBefore reports whether the reply has the number (文号) of one that went out
// before: a letter that corrects another has one of its own.
func (r Reply) numberedAsBefore(f *fold) bool {
	n := plainNumber(r.Number)
	return n != "" && slices.Contains(f.numbers, n)
}

// plainNumber is a 文号 without what people write in more than one way.
func plainNumber(n string) string { return oneBracket.Replace(normal(n)) }

var oneBracket = strings.NewReplacer("[", "〔", "(", "〔", "（", "〔", "【", "〔", "﹝", "〔", "［", "〔", "]", "〕", ")", "〕", "）", "〕", "】", "〕", "﹞", "〕", "］", "〕")

// ValidateFor is Validate for the reply to one request: its result is also held
// against what happened to that request. One that tells of a step that never was, such
// as a fee not paid of which there was no notice, is a finding.
func (r Reply) ValidateFor(q Request) []Finding {
	found := r.Validate()
	f := q.fold()
	if r.numberedAsBefore(f) {
		found = append(found, Finding{Rule: "reply.number", Severity: Wrong, Where: "告知书的文号",
			Text: "这个文号是这件申请以前发出的答复的；每份告知书用自己的文号。", Want: "新的文号", Got: r.Number})
	}
	for _, row := range r.unfounded(f) {
		found = append(found, Finding{Rule: "reply.premise", Severity: row.severity, Where: "办理结果", Text: row.lacks, Want: row.want, Got: row.outcome.Chinese()})
	}
	return found
}
