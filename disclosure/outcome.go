package disclosure

import (
	"fmt"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// An Outcome (办理结果) is one of the 21 results that the annual report's table 3
// counts (国办公开办函〔2021〕30号). The empty Outcome is none: not yet answered.
type Outcome string

// The 21 results, in the order of the form.
const (
	Granted Outcome = "granted" // 予以公开
	Partial Outcome = "partial" // 部分公开

	DeniedSecret      Outcome = "denied.state_secret"
	DeniedForbidden   Outcome = "denied.forbidden_by_law"
	DeniedSecurity    Outcome = "denied.three_securities_one_stability"
	DeniedThirdParty  Outcome = "denied.third_party_rights"
	DeniedInternal    Outcome = "denied.internal_affairs"
	DeniedProcess     Outcome = "denied.process_information"
	DeniedEnforcement Outcome = "denied.enforcement_files"
	DeniedQuery       Outcome = "denied.administrative_query"

	NotHeld       Outcome = "unavailable.not_held"
	NeedsCreation Outcome = "unavailable.needs_creation"
	StillUnclear  Outcome = "unavailable.still_unclear"

	Petition    Outcome = "not_processed.petition_complaint"
	Repeated    Outcome = "not_processed.repeated"
	Publication Outcome = "not_processed.publication"
	Excessive   Outcome = "not_processed.massive_unjustified"
	Reconfirm   Outcome = "not_processed.reconfirm"

	NotCorrected  Outcome = "other.not_corrected_in_time"
	FeeNotPaid    Outcome = "other.fee_not_paid"
	OtherHandling Outcome = "other.misc"
)

// outcome is a row of the table of results. An article is empty where no
// published text was at hand, or where the law names none.
type outcome struct {
	key              Outcome
	code             string // in table 3
	chinese          string
	law2008, law2019 string
	grounds          bool // the reply must give reasons
	howToGet         bool // the reply must say how to obtain what is given
}

var outcomes = [...]outcome{
	{Granted, "3.1", "予以公开", "", law + "第三十六条第（一）项、第（二）项", false, true},
	{Partial, "3.2", "部分公开", "", law + "第三十七条", true, true},
	{DeniedSecret, "3.3.1", "不予公开：属于国家秘密", law08 + "第十四条第四款", law + "第十四条", true, false},
	{DeniedForbidden, "3.3.2", "不予公开：其他法律行政法规禁止公开", "", law + "第十四条", true, false},
	{DeniedSecurity, "3.3.3", "不予公开：危及“三安全一稳定”", law08 + "第八条", law + "第十四条", true, false},
	{DeniedThirdParty, "3.3.4", "不予公开：保护第三方合法权益", law08 + "第十四条第四款、第二十三条", law + "第十五条、第三十二条", true, false},
	{DeniedInternal, "3.3.5", "不予公开：属于三类内部事务信息", "", law + "第十六条第一款", true, false},
	{DeniedProcess, "3.3.6", "不予公开：属于四类过程性信息", "", law + "第十六条第二款", true, false},
	{DeniedEnforcement, "3.3.7", "不予公开：属于行政执法案卷", "", law + "第十六条第二款", true, false},
	{DeniedQuery, "3.3.8", "不予公开：属于行政查询事项", "", law + "第三十六条第（七）项", true, false},
	{NotHeld, "3.4.1", "无法提供：本机关不掌握相关政府信息", "", law + "第三十六条第（四）项、第（五）项", true, false},
	{NeedsCreation, "3.4.2", "无法提供：没有现成信息需要另行制作", "", law + "第三十八条", true, false},
	{StillUnclear, "3.4.3", "无法提供：补正后申请内容仍不明确", "", law + "第三十条", true, false},
	{Petition, "3.5.1", "不予处理：信访举报投诉类申请", "", law + "第三十九条第一款", true, false},
	{Repeated, "3.5.2", "不予处理：重复申请", "", law + "第三十六条第（六）项", true, false},
	{Publication, "3.5.3", "不予处理：要求提供公开出版物", "", law + "第三十九条第二款", true, false},
	{Excessive, "3.5.4", "不予处理：无正当理由大量反复申请", "", law + "第三十五条", true, false},
	{Reconfirm, "3.5.5", "不予处理：要求行政机关确认或重新出具已获取信息", "", "", true, false},
	{NotCorrected, "3.6.1", "其他处理：申请人无正当理由逾期不补正、行政机关不再处理", "", law + "第三十条", false, false},
	{FeeNotPaid, "3.6.2", "其他处理：申请人逾期未按收费通知要求缴纳费用、行政机关不再处理", "", fees + "第六条", false, false},
	{OtherHandling, "3.6.3", "其他处理：其他", "", "", true, false},
}

// Outcomes returns the 21 results in the order of the form.
func Outcomes() []Outcome {
	all := make([]Outcome, len(outcomes))
	for i := range outcomes {
		all[i] = outcomes[i].key
	}
	return all
}

// index returns the outcome's place on the form, and -1 when it is none of the 21.
func (o Outcome) index() int {
	for i := range outcomes {
		if outcomes[i].key == o {
			return i
		}
	}
	return -1
}

func (o Outcome) row() outcome {
	if i := o.index(); i >= 0 {
		return outcomes[i]
	}
	return outcome{chinese: string(o)}
}

// ParseOutcome reads a result by its key, its number on the form (3.4.1) or its
// Chinese name, with or without the group before the colon.
func ParseOutcome(s string) (Outcome, error) {
	name := strings.TrimSpace(s)
	for _, row := range outcomes {
		_, short, grouped := strings.Cut(row.chinese, "：")
		if name == string(row.key) || name == row.code || name == row.chinese || grouped && short != "其他" && name == short {
			return row.key, nil
		}
	}
	return "", &OutcomeError{Text: s}
}

// An OutcomeError says that a text names none of the 21 results.
type OutcomeError struct{ Text string }

// Error says which keys there are.
func (e *OutcomeError) Error() string {
	keys := make([]string, len(outcomes))
	for i, row := range outcomes {
		keys[i] = string(row.key)
	}
	return fmt.Sprintf("disclosure: %q is not an outcome: want one of %s, or its number on the form", e.Text, strings.Join(keys, ", "))
}

// Chinese says the same to a clerk. Of a group of the form it names those in it.
func (e *OutcomeError) Chinese() string {
	var within, all []string
	for _, row := range outcomes {
		said := row.code + " " + row.chinese
		all = append(all, said)
		if strings.HasPrefix(row.code, strings.TrimSpace(e.Text)+".") {
			within = append(within, said)
		}
	}
	if len(within) > 0 {
		return fmt.Sprintf("“%s”是一类结果，请写明是哪一种：%s。", e.Text, strings.Join(within, "；"))
	}
	return fmt.Sprintf("没有“%s”这种处理结果，可以写：%s。", e.Text, strings.Join(all, "；"))
}

// Valid reports whether o is one of the 21 results.
func (o Outcome) Valid() bool { return o.index() >= 0 }

// Code returns the result's number in table 3 of the form, such as 3.4.1.
func (o Outcome) Code() string { return o.row().code }

// Chinese returns the result's name on the form, its group before it.
func (o Outcome) Chinese() string { return o.row().chinese }

// Article returns the article that the result rests on, under the regulation in
// force on the day the request was received. It is empty where the law names
// none, and where no published text of the article was at hand.
func (o Outcome) Article(received civil.Date) string {
	row := o.row()
	if received.Before(civil.Day(2019, time.May, 15)) {
		return row.law2008
	}
	return row.law2019
}

// Refusal reports whether the result is one of the eight of 不予公开, against which
// a review must come before a suit since 2024.
func (o Outcome) Refusal() bool { return strings.HasPrefix(string(o), "denied.") }

// Gives reports whether the applicant obtains information, whole or in part.
func (o Outcome) Gives() bool { return o == Granted || o == Partial }
