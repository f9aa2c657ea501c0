package disclosure

import "iter"

// A Row names a row of table 3: one of the rows below, or an Outcome.
type Row string

// The rows of table 3 beside the 21 results. Those of the second block only head a group.
const (
	RowNew     Row = "new_received"    // 一、本年新收政府信息公开申请数量
	RowCarried Row = "carried_over"    // 二、上年结转政府信息公开申请数量
	RowTotal   Row = "total"           // （七）总计
	RowForward Row = "carried_forward" // 四、结转下年度继续办理

	RowResults      Row = "results"
	RowDenied       Row = "denied"
	RowUnavailable  Row = "unavailable"
	RowNotProcessed Row = "not_processed"
	RowOther        Row = "other"
)

// formRows are the rows of table 3 in order, with the labels of the form.
var formRows = [...]struct {
	row   Row
	label string
}{
	{RowNew, "一、本年新收政府信息公开申请数量"},
	{RowCarried, "二、上年结转政府信息公开申请数量"},
	{RowResults, "三、本年度办理结果"},
	{Row(Granted), "（一）予以公开"},
	{Row(Partial), "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
	{RowDenied, "（三）不予公开"},
	{Row(DeniedSecret), "1.属于国家秘密"},
	{Row(DeniedForbidden), "2.其他法律行政法规禁止公开"},
	{Row(DeniedSecurity), "3.危及“三安全一稳定”"},
	{Row(DeniedThirdParty), "4.保护第三方合法权益"},
	{Row(DeniedInternal), "5.属于三类内部事务信息"},
	{Row(DeniedProcess), "6.属于四类过程性信息"},
	{Row(DeniedEnforcement), "7.属于行政执法案卷"},
	{Row(DeniedQuery), "8.属于行政查询事项"},
	{RowUnavailable, "（四）无法提供"},
	{Row(NotHeld), "1.本机关不掌握相关政府信息"},
	{Row(NeedsCreation), "2.没有现成信息需要另行制作"},
	{Row(StillUnclear), "3.补正后申请内容仍不明确"},
	{RowNotProcessed, "（五）不予处理"},
	{Row(Petition), "1.信访举报投诉类申请"},
	{Row(Repeated), "2.重复申请"},
	{Row(Publication), "3.要求提供公开出版物"},
	{Row(Excessive), "4.无正当理由大量反复申请"},
	{Row(Reconfirm), "5.要求行政机关确认或重新出具已获取信息"},
	{RowOther, "（六）其他处理"},
	{Row(NotCorrected), "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
	{Row(FeeNotPaid), "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
	{Row(OtherHandling), "3.其他"},
	{RowTotal, "（七）总计"},
	{RowForward, "四、结转下年度继续办理"},
}

// Rows returns the rows of table 3 in the order of the form, heads of groups included.
func Rows() []Row {
	rows := make([]Row, len(formRows))
	for i, r := range formRows {
		rows[i] = r.row
	}
	return rows
}

// Label returns the row's words on the form; empty for an unknown row.
func (r Row) Label() string {
	for _, f := range formRows {
		if f.row == r {
			return f.label
		}
	}
	return ""
}

// Row returns a row of the table, and false for a head of a group and for an
// unknown row, which have no cells.
func (t Table3) Row(r Row) (Counts, bool) {
	switch r {
	case RowNew:
		return t.New, true
	case RowCarried:
		return t.Carried, true
	case RowTotal:
		return t.Total, true
	case RowForward:
		return t.Forward, true
	}
	return t.Result(Outcome(r)), Outcome(r).index() >= 0
}

// In tells whether the placement counts in a row.
func (p Placement) In(row Row) bool {
	switch row {
	case RowNew:
		return p.New
	case RowCarried:
		return p.Carried
	case RowForward:
		return p.Forward
	case RowTotal:
		return (p.New || p.Carried) && !p.Forward
	}
	return Outcome(row).index() >= 0 && p.Result == Outcome(row)
}

// Behind yields the requests that one cell of table 3 counts: a row of a year
// and a kind of applicant, the zero kind being the column 总计. It yields as
// many as Tally counts there.
func Behind(year int, row Row, kind ApplicantKind, rs iter.Seq2[Request, error]) iter.Seq2[Request, error] {
	return func(yield func(Request, error) bool) {
		for r, err := range rs {
			if err != nil {
				yield(Request{}, err)
				return
			}
			k := r.Applicant.Kind
			if k < Person || k > OtherApplicant || kind != 0 && k != kind || !r.Place(year).In(row) {
				continue
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}
