package disclosure

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Kind names what happened in an Event.
type Kind string

// The kinds of events. Telling and Told keep what the applicant was told, and
// Viewed who looked at personal data; they change nothing else. Transitions says
// when each of the others may happen.
const (
	KindDrafted             Kind = "drafted"               // 起草
	KindSubmitted           Kind = "submitted"             // 提交
	KindConfirmed           Kind = "confirmed"             // 确认收到
	KindAdvised             Kind = "advised"               // 指导释明
	KindTransferred         Kind = "transferred"           // 转送
	KindCorrectionAsked     Kind = "correction_asked"      // 告知补正
	KindSupplemented        Kind = "supplemented"          // 补正
	KindThirdPartyConsulted Kind = "third_party_consulted" // 征求第三方意见
	KindThirdPartyOpined    Kind = "third_party_opined"    // 第三方提出意见
	KindThirdPartySilent    Kind = "third_party_silent"    // 第三方逾期未提出意见
	KindOrganConsulted      Kind = "organ_consulted"       // 征求其他机关意见
	KindOrganOpined         Kind = "organ_opined"          // 其他机关提出意见
	KindOrganSilent         Kind = "organ_silent"          // 其他机关逾期未提出意见
	KindExtended            Kind = "extended"              // 延长答复期限
	KindReasonsAsked        Kind = "reasons_asked"         // 要求说明理由
	KindReasonsGiven        Kind = "reasons_given"         // 说明理由
	KindPostponed           Kind = "postponed"             // 确定延迟答复的期限
	KindFeeNoticed          Kind = "fee_noticed"           // 通知缴费
	KindFeePaid             Kind = "fee_paid"              // 缴费
	KindReplyProposed       Kind = "reply_proposed"        // 拟出答复，送审
	KindSecrecyReviewed     Kind = "secrecy_reviewed"      // 保密审查
	KindReplySentBack       Kind = "reply_sent_back"       // 退回拟稿
	KindReplied             Kind = "replied"               // 答复
	KindReplyCorrected      Kind = "reply_corrected"       // 更正答复
	KindWithdrawn           Kind = "withdrawn"             // 撤回
	KindAbandoned           Kind = "abandoned"             // 视为放弃
	KindReviewFiled         Kind = "review_filed"          // 申请行政复议
	KindReviewDecided       Kind = "review_decided"        // 行政复议决定
	KindSuitFiled           Kind = "suit_filed"            // 提起行政诉讼
	KindSuitDecided         Kind = "suit_decided"          // 行政诉讼审结
	KindReopened            Kind = "reopened"              // 责令重新答复
	KindRated               Kind = "rated"                 // 评价
	KindTelling             Kind = "telling"               // 正在告知
	KindTold                Kind = "told"                  // 已告知
	KindViewed              Kind = "viewed"                // 查看申请人信息
)

var kindNames = map[Kind]string{
	KindDrafted: "起草", KindSubmitted: "提交", KindConfirmed: "确认收到", KindAdvised: "指导释明",
	KindTransferred: "转送", KindCorrectionAsked: "告知补正", KindSupplemented: "补正",
	KindThirdPartyConsulted: "征求第三方意见", KindThirdPartyOpined: "第三方提出意见",
	KindThirdPartySilent: "第三方逾期未提出意见", KindOrganConsulted: "征求其他机关意见",
	KindOrganOpined: "其他机关提出意见", KindOrganSilent: "其他机关逾期未提出意见",
	KindExtended: "延长答复期限", KindReasonsAsked: "要求说明理由", KindReasonsGiven: "说明理由",
	KindPostponed: "延迟答复", KindFeeNoticed: "通知缴费", KindFeePaid: "缴费",
	KindReplyProposed: "答复送审", KindSecrecyReviewed: "保密审查", KindReplySentBack: "答复退回",
	KindReplied: "答复", KindReplyCorrected: "更正答复", KindWithdrawn: "撤回", KindAbandoned: "视为放弃",
	KindReviewFiled: "申请行政复议", KindReviewDecided: "行政复议决定", KindSuitFiled: "提起行政诉讼",
	KindSuitDecided: "行政诉讼审结", KindReopened: "责令重新答复", KindRated: "评价", KindTelling: "正在告知", KindTold: "已告知",
	KindViewed: "查看申请人信息",
}

// Kinds returns all kinds of events in the order of a request's life.
func Kinds() []Kind {
	return []Kind{KindDrafted, KindSubmitted, KindConfirmed, KindAdvised, KindTransferred, KindCorrectionAsked,
		KindSupplemented, KindThirdPartyConsulted, KindThirdPartyOpined, KindThirdPartySilent, KindOrganConsulted,
		KindOrganOpined, KindOrganSilent, KindExtended, KindReasonsAsked, KindReasonsGiven, KindPostponed,
		KindFeeNoticed, KindFeePaid, KindReplyProposed, KindSecrecyReviewed, KindReplySentBack, KindReplied, KindReplyCorrected,
		KindWithdrawn, KindAbandoned, KindReviewFiled, KindReviewDecided, KindSuitFiled, KindSuitDecided, KindReopened,
		KindRated, KindTelling, KindTold, KindViewed}
}

// Inner reports whether an event of the kind is the office's own business, of
// which neither the applicant nor the public is shown anything.
func (k Kind) Inner() bool {
	switch k {
	case KindReplyProposed, KindSecrecyReviewed, KindReplySentBack, KindTelling, KindTold, KindViewed:
		return true
	}
	return false
}

// Chinese returns the kind as an office calls it.
func (k Kind) Chinese() string {
	if s, ok := kindNames[k]; ok {
		return s
	}
	return string(k)
}

// A ReliefResult (复议、诉讼结果) is one of the results that the annual report's table 4 counts.
type ReliefResult string

// The three results of a review or suit that is decided.
const (
	Upheld      ReliefResult = "upheld"    // 结果维持
	Corrected   ReliefResult = "corrected" // 结果纠正
	OtherResult ReliefResult = "other"     // 其他结果
)

// An Event is one thing that happened to a request: on which day, by whom, and
// with what. Make it with the constructor of its kind. Events are kept for ever
// and in order.
type Event struct {
	Kind Kind       `json:"kind"`
	Day  civil.Date `json:"day"`            // the day that counts in law
	At   time.Time  `json:"at,omitzero"`    // the moment it was recorded; may be zero
	By   Actor      `json:"by,omitzero"`    // who did it
	Note string     `json:"note,omitempty"` // free words; personal

	Days    int             `json:"days,omitempty"`    // Extended, Reopened: working days
	Until   civil.Date      `json:"until,omitzero"`    // CorrectionAsked, Postponed: the last day set
	Reply   *Reply          `json:"reply,omitempty"`   // Replied, ReplyCorrected
	Draft   *Reply          `json:"draft,omitempty"`   // ReplyProposed: what would be answered
	Amount  decimal.Decimal `json:"amount,omitzero"`   // FeeNoticed, FeePaid: yuan
	Result  ReliefResult    `json:"result,omitempty"`  // ReviewDecided, SuitDecided
	Party   string          `json:"party,omitempty"`   // who was consulted or is now responsible; may be personal
	Score   Satisfaction    `json:"score,omitempty"`   // Rated
	Of      int             `json:"of,omitempty"`      // Telling, Told: the index of the event told of
	Channel string          `json:"channel,omitempty"` // Telling, Told: the way it went
	Failure string          `json:"failure,omitempty"` // Told: why it did not arrive; empty: told
	Notice  string          `json:"notice,omitempty"`  // Telling, Told: the platform's id of the notice; empty: the words themselves
}

// String names the kind and the day and nothing personal.
func (e Event) String() string { return string(e.Kind) + " " + e.Day.String() }

// WithActor returns the event as done by a.
func (e Event) WithActor(a Actor) Event { e.By = a; return e }

// WithNote returns the event with free words.
func (e Event) WithNote(note string) Event { e.Note = note; return e }

// WithParty returns the event with the name of who was consulted, or of the
// organ that an application was passed to.
func (e Event) WithParty(name string) Event { e.Party = name; return e }

// WithTime returns the event with the moment at which it was recorded.
func (e Event) WithTime(at time.Time) Event { e.At = at; return e }

func by(k Kind, day civil.Date, role Role) Event {
	return Event{Kind: k, Day: day, By: Actor{Role: role}}
}

// Drafted begins an application that is not yet submitted.
func Drafted(day civil.Date) Event { return by(KindDrafted, day, RoleApplicant) }

// Submitted says that an application came in: for mail the day of signature or arrival.
func Submitted(day civil.Date) Event { return by(KindSubmitted, day, RoleApplicant) }

// Confirmed (确认收到) says that the office confirmed receipt with the applicant. By
// the channels that ask for it, this day starts the clock (条例第三十一条).
func Confirmed(day civil.Date) Event { return by(KindConfirmed, day, RoleClerk) }

// Advised says that the applicant was given guidance (指导和释明). It moves no clock.
func Advised(day civil.Date, note string) Event {
	return by(KindAdvised, day, RoleClerk).WithNote(note)
}

// Transferred says that an application not yet received was passed to the organ to.
func Transferred(day civil.Date, to string) Event {
	return by(KindTransferred, day, RoleClerk).WithParty(to)
}

// CorrectionAsked (告知补正) says what is to be supplemented, and until when (条例第三十条).
func CorrectionAsked(day, until civil.Date, what string) Event {
	e := by(KindCorrectionAsked, day, RoleClerk).WithNote(what)
	e.Until = until
	return e
}

// Supplemented (补正) says that the supplemented application was received; the
// reply clock begins anew with this day.
func Supplemented(day civil.Date) Event { return by(KindSupplemented, day, RoleApplicant) }

// Consulted (征求第三方意见) says that a third party was asked in writing.
func Consulted(day civil.Date, party string) Event {
	return by(KindThirdPartyConsulted, day, RoleClerk).WithParty(party)
}

// Opined says that a third party's opinion arrived.
func Opined(day civil.Date) Event { return by(KindThirdPartyOpined, day, RoleThirdParty) }

// Silent says that a third party let its term pass.
func Silent(day civil.Date) Event { return by(KindThirdPartySilent, day, RoleSystem) }

// OrganConsulted says that another organ was asked in writing.
func OrganConsulted(day civil.Date, organ string) Event {
	return by(KindOrganConsulted, day, RoleClerk).WithParty(organ)
}

// OrganOpined says that another organ's opinion arrived.
func OrganOpined(day civil.Date) Event { return by(KindOrganOpined, day, RoleOrgan) }

// OrganSilent says that another organ let its term pass.
func OrganSilent(day civil.Date) Event { return by(KindOrganSilent, day, RoleSystem) }

// Extended (延长答复期限) adds n working days, by consent of the head of the office
// that handles disclosure (政府信息公开工作机构负责人).
func Extended(day civil.Date, n int, head Actor) Event {
	e := Event{Kind: KindExtended, Day: day, By: head}
	e.Days = n
	return e
}

// ReasonsAsked says that the applicant was asked why so much is asked for (条例第三十五条).
func ReasonsAsked(day civil.Date) Event { return by(KindReasonsAsked, day, RoleClerk) }

// ReasonsGiven says that the applicant gave the reasons.
func ReasonsGiven(day civil.Date) Event { return by(KindReasonsGiven, day, RoleApplicant) }

// Postponed sets a reasonable later day for the reply, the reasons being good (条例第三十五条).
func Postponed(day, until civil.Date) Event {
	e := by(KindPostponed, day, RoleClerk)
	e.Until = until
	return e
}

// FeeNoticed says that a processing fee in yuan was asked for (信息处理费).
func FeeNoticed(day civil.Date, yuan decimal.Decimal) Event {
	e := by(KindFeeNoticed, day, RoleClerk)
	e.Amount = yuan
	return e
}

// FeePaid says that the fee was paid in full.
func FeePaid(day civil.Date) Event { return by(KindFeePaid, day, RoleApplicant) }

// ReplyProposed (答复送审) says that a reply was drafted and waits for another to
// sign it. Nothing of it goes out before Replied or ReplyCorrected.
func ReplyProposed(day civil.Date, r Reply) Event {
	e := by(KindReplyProposed, day, RoleClerk)
	e.Draft = &r
	return e
}

// SecrecyReviewed (保密审查) says that what a proposed reply gives may be given
// (条例第十七条); what was found may stand in the note.
func SecrecyReviewed(day civil.Date, note string) Event {
	return by(KindSecrecyReviewed, day, RoleSigner).WithNote(note)
}

// ReplySentBack (答复退回) says that a proposed reply went back to be drafted anew,
// and why.
func ReplySentBack(day civil.Date, why string) Event {
	return by(KindReplySentBack, day, RoleSigner).WithNote(why)
}

// Replied says that the reply was sent: signed, where it was proposed before.
func Replied(day civil.Date, r Reply) Event {
	e := by(KindReplied, day, RoleClerk)
	e.Reply = &r
	return e
}

// ReplyCorrected says that a corrected reply was sent in place of the first.
func ReplyCorrected(day civil.Date, r Reply) Event {
	e := by(KindReplyCorrected, day, RoleClerk)
	e.Reply = &r
	return e
}

// Withdrawn says that the applicant took the application back.
func Withdrawn(day civil.Date) Event { return by(KindWithdrawn, day, RoleApplicant) }

// Abandoned (视为放弃) says that the applicant let the time for the supplement or
// the fee pass.
func Abandoned(day civil.Date) Event { return by(KindAbandoned, day, RoleSystem) }

// ReviewFiled says that a review (行政复议) was applied for.
func ReviewFiled(day civil.Date) Event { return by(KindReviewFiled, day, RoleTribunal) }

// ReviewDecided says how the review ended.
func ReviewDecided(day civil.Date, result ReliefResult) Event {
	e := by(KindReviewDecided, day, RoleTribunal)
	e.Result = result
	return e
}

// SuitFiled says that a suit (行政诉讼) was brought.
func SuitFiled(day civil.Date) Event { return by(KindSuitFiled, day, RoleTribunal) }

// SuitDecided says how the suit ended.
func SuitDecided(day civil.Date, result ReliefResult) Event {
	e := by(KindSuitDecided, day, RoleTribunal)
	e.Result = result
	return e
}

// Reopened says that a review or a suit ordered a new reply, within n working
// days of that day; zero: the term of the law.
func Reopened(day civil.Date, n int) Event {
	e := by(KindReopened, day, RoleClerk)
	e.Days = n
	return e
}

// Telling claims that the applicant is being told of Events[of], so that nobody
// else tells it at the same time.
func Telling(day civil.Date, of int, channel string) Event {
	e := by(KindTelling, day, RoleSystem)
	e.Of, e.Channel = of, channel
	return e
}

// Told settles it: an empty failure says that the applicant was told.
func Told(day civil.Date, of int, channel, failure string) Event {
	e := Telling(day, of, channel)
	e.Kind, e.Failure = KindTold, failure
	return e
}

// WithNotice returns a Telling or Told as that of a notice (服务通知): it says that
// something happened and where to read it, and the words follow. A Told with a
// failure takes the notice back (its id begins with what was claimed), and keeps it from being sent again.
func (e Event) WithNotice(id string) Event { e.Notice = id; return e }

// Viewed says that somebody of the office looked at the applicant's personal data,
// and what for, so that the record shows who did.
func Viewed(day civil.Date, purpose string) Event {
	return Event{Kind: KindViewed, Day: day, Note: purpose}
}

// Rated (评价) says how content the applicant is with the reply. It is asked for
// once, and changes nothing else.
func Rated(day civil.Date, s Satisfaction) Event {
	e := by(KindRated, day, RoleApplicant)
	e.Score = s
	return e
}
