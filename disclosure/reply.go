package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Reply (答复) is what the office answers, as one letter to the applicant.
type Reply struct {
	Outcome  Outcome  `json:"outcome"`
	Number   string   `json:"number,omitempty"`     // 文号 of the letter
	Text     string   `json:"text,omitempty"`       // what is decided; personal
	Grounds  string   `json:"grounds,omitempty"`    // reasons; personal
	HowToGet string   `json:"how_to_get,omitempty"` // 获取方式、途径和时间; personal
	Records  []string `json:"records,omitempty"`    // index numbers of the records that answer the request

	// AlreadyPublic tells 已主动公开 (第三十六条第（一）项) from 可以公开 (第（二）项) under Granted.
	AlreadyPublic bool `json:"already_public,omitempty"`
	// NotOurs tells 不属于本机关负责公开 (第三十六条第（五）项) from 信息不存在 (第（四）项) under NotHeld.
	NotOurs bool `json:"not_ours,omitempty"`
	// Responsible is the name and contact of the organ that holds the
	// information, where NotOurs and it can be determined.
	Responsible string `json:"responsible,omitempty"`
	// Reviewer is the organ to which a review is to be applied for; empty: the
	// letter says 有管辖权的行政复议机关.
	Reviewer string `json:"reviewer,omitempty"`
	// Court is the court with jurisdiction; empty: 有管辖权的人民法院.
	Court string `json:"court,omitempty"`
}

// String names the outcome and nothing personal.
func (r Reply) String() string { return "reply " + string(r.Outcome) }

// Article returns the article that the reply rests on, down to the item where
// the outcome covers two.
func (r Reply) Article(received civil.Date) string {
	article := r.Outcome.Article(received)
	if received.Before(civil.Day(2019, time.May, 15)) {
		return article
	}
	switch {
	case r.Outcome == Granted && r.AlreadyPublic:
		return law + "第三十六条第（一）项"
	case r.Outcome == Granted:
		return law + "第三十六条第（二）项"
	case r.Outcome == NotHeld && r.NotOurs:
		return law + "第三十六条第（五）项"
	case r.Outcome == NotHeld:
		return law + "第三十六条第（四）项"
	}
	return article
}

// Validate returns a finding for each thing that the outcome asks for and the
// reply lacks: reasons (说明理由), how to obtain what is given, and a result of the form.
func (r Reply) Validate() []Finding {
	if !r.Outcome.Valid() {
		return []Finding{{Rule: "reply.outcome", Severity: Wrong, Where: "办理结果",
			Text: "办理结果不是年度报告表三所列二十一种之一。", Got: string(r.Outcome)}}
	}
	var found []Finding
	row := r.Outcome.row()
	if row.grounds && strings.TrimSpace(r.Grounds) == "" {
		found = append(found, Finding{Rule: "reply.grounds", Severity: Wrong, Where: "理由",
			Text: fmt.Sprintf("“%s”的答复应当说明理由。", row.chinese), Want: "说明理由"})
	}
	if row.howToGet && strings.TrimSpace(r.HowToGet) == "" && len(r.Records) == 0 && strings.TrimSpace(r.Text) == "" {
		found = append(found, Finding{Rule: "reply.how_to_get", Severity: Wrong, Where: "获取方式",
			Text: fmt.Sprintf("“%s”的答复应当提供信息，或者告知获取的方式、途径和时间。", row.chinese), Want: "信息或者获取方式"})
	}
	if r.NotOurs && strings.TrimSpace(r.Responsible) == "" {
		found = append(found, Finding{Rule: "reply.responsible", Severity: Hint, Where: "负责机关",
			Text: "能够确定负责公开该信息的行政机关的，应当告知其名称、联系方式。"})
	}
	return found
}

// Encloses says whether the words of the reply speak of something that comes with
// it: 见附件.
func (r Reply) Encloses() bool {
	return slices.ContainsFunc([]string{"见附件", "附件：", "附件如下", "随函附", "随信附", "附后", "另附"}, func(words string) bool {
		return strings.Contains(r.Text+"\n"+r.Grounds, words)
	})
}

// Relief (救济告知) returns the paragraph that tells the applicant what can be done
// against a reply of that day: since 1 January 2024 a refusal goes to review
// first (行政复议法第二十三条第一款第（四）项); against the rest the choice is free
// (条例第五十一条). A reply under no regulation has none.
func (r Reply) Relief(day civil.Date) string {
	row := reliefOn(day, r.Outcome)
	if row.text == "" {
		return ""
	}
	return strings.NewReplacer(
		"{复议机关}", cmp.Or(r.Reviewer, "有管辖权的行政复议机关"),
		"{法院}", cmp.Or(r.Court, "有管辖权的人民法院"),
	).Replace(row.text)
}

// relief is a row of the table of remedies.
type relief struct {
	since   civil.Date
	refusal bool   // only against a refusal; such rows come before the general one
	article string // by which a review comes before a suit
	text    string
}

// reliefs is in order of preference: the first row that fits is taken. The
// months of the suit are those of 行政诉讼法第四十六条 and 第四十五条.
var reliefs = []relief{
	{civil.Day(2024, time.January, 1), true, "《行政复议法》第二十三条第一款第（四）项", "如对本答复不服，应当自收到本答复之日起六十日内先向{复议机关}申请行政复议；" +
		"对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向{法院}提起行政诉讼。" +
		"也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。"},
	{civil.Day(2019, time.May, 15), false, "", "如认为本机关在政府信息公开工作中侵犯您的合法权益，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报；" +
		"也可以自收到本答复之日起六十日内向{复议机关}申请行政复议，或者自收到本答复之日起六个月内向{法院}提起行政诉讼。"},
	{civil.Day(2015, time.May, 1), false, "", "如对本答复不服，可以自收到本答复之日起六十日内向{复议机关}申请行政复议，" +
		"或者自收到本答复之日起六个月内向{法院}提起行政诉讼。"},
	{civil.Day(2008, time.May, 1), false, "", "如对本答复不服，可以依法向{复议机关}申请行政复议，或者向{法院}提起行政诉讼。"},
}

func reliefOn(day civil.Date, o Outcome) relief {
	for _, row := range reliefs {
		if !day.Before(row.since) && (!row.refusal || o.Refusal()) {
			return row
		}
	}
	return relief{}
}

// PlainText returns the letter to the applicant as plain text, in the built-in
// wording: what was asked, what is decided and why, how to obtain it, and what
// can be done against it. day is the day of the reply. An unknown outcome has none.
func (r Reply) PlainText(q Request, day civil.Date) string {
	l, err := r.Letter(q, day)
	if err != nil {
		return ""
	}
	return l.Text()
}
