package disclosure

import (
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Guard names the condition of a Transition, in English, as it is to be.
type Guard string

// The conditions. Those that compare days with a term need a calendar and are
// held by ApplyOn and the Desk; Apply alone passes them.
const (
	GuardCorrectOnce          Guard = "asked for the first time, with a period for the supplement"
	GuardPeriodOver           Guard = "the period for the supplement is over"
	GuardMoreThirdParty       Guard = "a third party was asked; other opinions are awaited"
	GuardLastThirdParty       Guard = "a third party was asked; no other opinion is awaited"
	GuardMoreThirdPartySilent Guard = "the third party's term is over; other opinions are awaited"
	GuardLastThirdPartySilent Guard = "the third party's term is over; no other opinion is awaited"
	GuardMoreOrgan            Guard = "an organ was asked; other opinions are awaited"
	GuardLastOrgan            Guard = "an organ was asked; no other opinion is awaited"
	GuardMoreOrganSilent      Guard = "the organ's term is over; other opinions are awaited"
	GuardLastOrganSilent      Guard = "the organ's term is over; no other opinion is awaited"
	GuardExtension            Guard = "once, before the reply is due, by no more than the law allows"
	GuardExcessive            Guard = "the regulation has a rule on excessive requests"
	GuardPostponement         Guard = "after reasons were given, to a later day"
	GuardFee                  Guard = "fees are in force; the amount is more than zero"
	GuardPaymentOver          Guard = "the term of payment is over"
	GuardReply                Guard = "the reply holds what its outcome requires"
	GuardProposal             Guard = "no reply is proposed; this one holds what its outcome requires, and who proposes it is named"
	GuardProposed             Guard = "a reply is proposed"
	GuardProposedForReasons   Guard = "a reply is proposed while the applicant's reasons are awaited"
	GuardSecondEyes           Guard = "a reply is proposed, by another person"
	GuardSigned               Guard = "the reply is the proposed one, signed by another person, and reviewed for secrecy where it gives anything"
	GuardReplyAlone           Guard = "no reply is proposed; the reply holds what its outcome requires"
	GuardNoRelief             Guard = "no review or suit is pending"
	GuardReviewPending        Guard = "a review is pending; the event has a result"
	GuardSuit                 Guard = "nothing is pending; against a refusal since 2024 a review came first"
	GuardSuitPending          Guard = "a suit is pending; the event has a result"
	GuardRedress              Guard = "a review or suit ended in 结果纠正"
	GuardRateOnce             Guard = "for the first time, with one of the scores"
)

// guardWords say the conditions to a clerk.
var guardWords = map[Guard]string{
	GuardCorrectOnce:          "只能要求补正一次，并给出合理的补正期限",
	GuardPeriodOver:           "补正的期限已过",
	GuardMoreThirdParty:       "征求过第三方意见，尚未收到",
	GuardLastThirdParty:       "征求过第三方意见，尚未收到",
	GuardMoreThirdPartySilent: "第三方提出意见的期限已过",
	GuardLastThirdPartySilent: "第三方提出意见的期限已过",
	GuardMoreOrgan:            "征求过其他机关意见，尚未收到",
	GuardLastOrgan:            "征求过其他机关意见，尚未收到",
	GuardMoreOrganSilent:      "其他机关提出意见的期限已过",
	GuardLastOrganSilent:      "其他机关提出意见的期限已过",
	GuardExtension:            "只能延长一次，在答复期限届满以前，不超过法定的工作日数",
	GuardExcessive:            "适用的条例有申请数量、频次过多的规定",
	GuardPostponement:         "申请人已经说明理由，新的日期在告知以后",
	GuardFee:                  "收费办法已经施行，金额大于零，此前没有通知过",
	GuardRateOnce:             "首次评价，并且选定一种满意程度",
	GuardPaymentOver:          "缴费的期限已过",
	GuardReply:                "答复具备其结果所要求的内容，结果与办理经过相符",
	GuardProposal:             "没有在审的答复；答复具备其结果所要求的内容，结果与办理经过相符，写明拟稿人",
	GuardProposed:             "有在审的答复",
	GuardProposedForReasons:   "有在审的答复，申请人还没有说明理由",
	GuardSecondEyes:           "有在审的答复，审查人不是拟稿人",
	GuardSigned:               "签发的就是送审的答复，签发人不是拟稿人；提供信息的先经保密审查",
	GuardReplyAlone:           "没有在审的答复；答复具备其结果所要求的内容，结果与办理经过相符",
	GuardNoRelief:             "没有未办结的复议或者诉讼",
	GuardReviewPending:        "复议尚未审结，并写明结果",
	GuardSuit:                 "没有未办结的复议或者诉讼；2024年起对不予公开的答复先申请行政复议",
	GuardSuitPending:          "诉讼尚未审结，并写明结果",
	GuardRedress:              "复议或者诉讼的结果是纠正",
}

// Chinese says the condition to a clerk; empty for none.
func (g Guard) Chinese() string { return guardWords[g] }

// guards holds the conditions' code: why the event may not be, or nothing. The
// calendar may be nil.
var guards = map[Guard]func(f *fold, e Event, cal *civil.Calendar) string{
	GuardCorrectOnce:          correctOnce,
	GuardPeriodOver:           periodOver,
	GuardMoreThirdParty:       func(f *fold, e Event, _ *civil.Calendar) string { return opinion(f.thirdParties, f, true) },
	GuardLastThirdParty:       func(f *fold, e Event, _ *civil.Calendar) string { return opinion(f.thirdParties, f, false) },
	GuardMoreThirdPartySilent: thirdPartySilent(true),
	GuardLastThirdPartySilent: thirdPartySilent(false),
	GuardMoreOrgan:            func(f *fold, e Event, _ *civil.Calendar) string { return opinion(f.organs, f, true) },
	GuardLastOrgan:            func(f *fold, e Event, _ *civil.Calendar) string { return opinion(f.organs, f, false) },
	GuardMoreOrganSilent:      organSilent(true),
	GuardLastOrganSilent:      organSilent(false),
	GuardExtension:            extension,
	GuardExcessive:            excessive,
	GuardPostponement:         postponement,
	GuardFee:                  fee,
	GuardPaymentOver:          paymentOver,
	GuardReply:                reply,
	GuardProposal:             proposal,
	GuardProposed:             func(f *fold, _ Event, _ *civil.Calendar) string { return f.proposed() },
	GuardProposedForReasons:   proposedForReasons,
	GuardSecondEyes:           secondEyes,
	GuardSigned:               signed,
	GuardReplyAlone:           replyAlone,
	GuardNoRelief:             noRelief,
	GuardReviewPending:        decided(KindReviewFiled),
	GuardSuit:                 suit,
	GuardSuitPending:          decided(KindSuitFiled),
	GuardRedress:              redress,
	GuardRateOnce:             rateOnce,
}

func correctOnce(f *fold, e Event, _ *civil.Calendar) string {
	if f.correctionAsked {
		return "a correction is asked for once"
	}
	if !e.Until.After(e.Day) {
		return "the period for the supplement must end after the day of the notice"
	}
	return ""
}

func periodOver(f *fold, e Event, _ *civil.Calendar) string {
	if !e.Day.After(f.supplementUntil) {
		return fmt.Sprintf("the applicant has until %s", f.supplementUntil)
	}
	return ""
}

// opinion asks for n awaited opinions of the kind, and for others beside it or none.
func opinion(n int, f *fold, more bool) string {
	switch rest := f.thirdParties + f.organs - 1; {
	case n == 0:
		return "none of them was asked"
	case more && rest == 0:
		return "no other opinion is awaited"
	case !more && rest > 0:
		return "other opinions are awaited"
	}
	return ""
}

func thirdPartySilent(more bool) func(*fold, Event, *civil.Calendar) string {
	return func(f *fold, e Event, cal *civil.Calendar) string {
		if why := opinion(f.thirdParties, f, more); why != "" {
			return why
		}
		return termOver(f.rules.ThirdParty, f.thirdPartyAsked, e.Day, cal)
	}
}

func organSilent(more bool) func(*fold, Event, *civil.Calendar) string {
	return func(f *fold, e Event, cal *civil.Calendar) string {
		if why := opinion(f.organs, f, more); why != "" {
			return why
		}
		return termOver(f.rules.CoProducer, f.organAsked, e.Day, cal)
	}
}

// termOver asks that day comes after the last day of a term. Without a calendar,
// or where the law sets no term, it lets pass.
func termOver(t Term, from, day civil.Date, cal *civil.Calendar) string {
	if cal == nil || t.IsZero() {
		return ""
	}
	last, err := t.From(from, cal)
	if regional(err) {
		last, err = t.From(from, cal.National())
	}
	switch {
	case err != nil:
		return "the end of the term is not known: the calendar is not announced"
	case !day.After(last):
		return fmt.Sprintf("the term runs until %s", last)
	}
	return ""
}

func extension(f *fold, e Event, cal *civil.Calendar) string {
	switch most := f.rules.Extension.N; {
	case f.extended > 0:
		return "the term is extended once"
	case !f.until.IsZero():
		return "the reply was postponed to a day already"
	case e.Days < 1 || e.Days > most:
		return fmt.Sprintf("an extension is of 1 to %d working days", most)
	case cal == nil:
		return ""
	}
	due, err := f.deadline(cal)
	if regional(err) {
		due, err = f.deadline(cal.National())
	}
	if err == nil && e.Day.After(due) {
		return fmt.Sprintf("the reply was due on %s", due)
	}
	return ""
}

func excessive(f *fold, _ Event, _ *civil.Calendar) string {
	if f.rules.Excessive == "" {
		return "the regulation of 2008 has no such rule"
	}
	return ""
}

func postponement(f *fold, e Event, _ *civil.Calendar) string {
	switch {
	case !f.reasonsGiven:
		return "reasons were not asked for and given"
	case !f.until.IsZero():
		return "the reply was postponed already"
	case !e.Until.After(e.Day):
		return "the new day must come after the day of the notice"
	}
	return ""
}

func fee(f *fold, e Event, _ *civil.Calendar) string {
	switch {
	case RulesOn(e.Day).Payment.IsZero() || f.rules.Excessive == "":
		return "no processing fee is in force"
	case f.feeNoticed:
		return "a fee was asked for already"
	case e.Amount.Sign() <= 0:
		return "the amount must be more than zero"
	}
	return ""
}

func paymentOver(f *fold, e Event, cal *civil.Calendar) string {
	return termOver(RulesOn(f.feeDay).Payment, f.feeDay, e.Day, cal)
}

func reply(f *fold, e Event, _ *civil.Calendar) string { return complete(f, e.Reply) }

// complete asks that a reply is there, holds what its outcome requires, and tells of
// nothing that never happened.
func complete(f *fold, r *Reply) string {
	if r == nil {
		return "the event holds no reply"
	}
	for _, finding := range r.Validate() {
		if finding.Severity == Wrong {
			return fmt.Sprintf("the reply lacks what its outcome requires (%s)", finding.Rule)
		}
	}
	if r.numberedAsBefore(f) {
		return "the letter has the number of one that went out before"
	}
	for _, row := range r.unfounded(f) {
		if row.severity == Wrong {
			return fmt.Sprintf("nothing that happened bears the outcome %s", r.Outcome)
		}
	}
	return ""
}

func noRelief(f *fold, _ Event, _ *civil.Calendar) string {
	if f.pending != "" {
		return "a review or suit is pending"
	}
	return ""
}

func suit(f *fold, e Event, _ *civil.Calendar) string {
	if f.pending != "" {
		return "a review or suit is pending"
	}
	if !f.reviewed && f.outcome.Refusal() && reliefOn(f.closed, f.outcome).refusal {
		return "against a refusal since 2024 a review comes first"
	}
	return ""
}

func decided(filed Kind) func(*fold, Event, *civil.Calendar) string {
	return func(f *fold, e Event, _ *civil.Calendar) string {
		if f.pending != filed {
			return "none is pending"
		}
		switch e.Result {
		case Upheld, Corrected, OtherResult:
			return ""
		}
		return "the event has no result"
	}
}

func redress(f *fold, _ Event, _ *civil.Calendar) string {
	if !f.redress {
		return "no review or suit ended in a correction"
	}
	return ""
}

func rateOnce(f *fold, e Event, _ *civil.Calendar) string {
	switch {
	case f.rated != "":
		return "the reply was rated before"
	case !e.Score.Valid():
		return "the event has no score"
	}
	return ""
}

// regional reports whether only the region's days are unknown.
func regional(err error) bool {
	var e *civil.NotCoveredError
	return errors.As(err, &e) && e.Region != ""
}
