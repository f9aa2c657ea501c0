package clerk

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/disclosure"
)

// step is one thing that may lawfully happen to a request now, as a form.
type step struct {
	Kind    disclosure.Kind
	Role    disclosure.Role
	Article string // that it rests on; empty: practice
	Clock   string // what it does to the reply clock
	If      string // its condition
	Tell    bool   // the applicant is told
	Does    string
	Fields  []input
	Link    string // the page on which it is done, instead of a form
	Danger  bool
	Open    bool
}

// stepText says what a kind of event is, for those whose name does not say it.
var stepText = map[disclosure.Kind]string{
	disclosure.KindConfirmed:           "与申请人确认收到，当天起计算答复期限。",
	disclosure.KindTransferred:         "不属于本机关、尚未确认收到的，转给负责的机关，并告知申请人。",
	disclosure.KindAdvised:             "指导申请人把申请写明白；不影响期限。",
	disclosure.KindCorrectionAsked:     "申请内容不明确的，一次性告知要补正什么、在哪一天以前补正。",
	disclosure.KindSupplemented:        "收到补正的当天起重新计算答复期限。",
	disclosure.KindAbandoned:           "期限已过而没有补正或者缴费的，视为放弃申请。",
	disclosure.KindThirdPartyConsulted: "会损害第三方合法权益的，书面征求意见；所需时间不计入答复期限。",
	disclosure.KindOrganConsulted:      "由多个机关共同制作，或者需要其他机关意见的。",
	disclosure.KindExtended:            "不能按期答复的，经负责人同意延长，并在原期限届满前告知申请人。",
	disclosure.KindReasonsAsked:        "申请的数量、频次明显超过合理范围的，可以要求说明理由。",
	disclosure.KindPostponed:           "理由合理而不能按期答复的，确定延迟答复的合理期限。",
	disclosure.KindFeeNoticed:          "申请的数量、频次明显超过合理范围的，可以收取信息处理费；收费办法二选一。",
	disclosure.KindReplyProposed:       "选办理结果，写理由和获取方式，先看告知书再送审；由另一位同事审核签发，签发以后才告知申请人。",
	disclosure.KindReplySentBack:       "退给拟稿人修改，写明要改什么；拟稿人自己也可以收回来改。",
	disclosure.KindReplied:             "选办理结果，写理由和获取方式，先看告知书再发出。",
	disclosure.KindReplyCorrected:      "答复有错的，另发更正的答复；告知书写明更正的是哪一天的答复，原来的答复仍可查看。",
	disclosure.KindWithdrawn:           "申请人书面或者当面撤回的，由经办登记。",
	disclosure.KindRated:               "申请人对答复的评价，由经办登记。",
	disclosure.KindReopened:            "复议或者诉讼责令重新答复的。",
}

// steps are what a person may do to a request now, in the order of the law's
// table.
func (v *visit) steps(r disclosure.Request) []step {
	var out []step
	roles := v.inRequests()
	for _, role := range roles {
		for _, kind := range r.AllowedTo(role) {
			if v.elsewhere(r, kind) || slices.ContainsFunc(out, func(s step) bool { return s.Kind == kind }) {
				continue
			}
			out = append(out, v.stepOf(r, kind, role))
		}
	}
	order := disclosure.Kinds()
	slices.SortStableFunc(out, func(a, b step) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
	return out
}

// othersSteps are what only another part may do to a request now, with whose part
// it is.
func (v *visit) othersSteps(r disclosure.Request) []string {
	var out []string
	for _, kind := range disclosure.Kinds() {
		var whose []Role
		for _, role := range Roles() {
			if slices.Contains(r.AllowedTo(role.inRequests()), kind) {
				whose = append(whose, role)
			}
		}
		if len(whose) > 0 && !v.person.Is(whose...) && !v.elsewhere(r, kind) {
			out = append(out, kind.Chinese()+"（"+titles(whose)+"）")
		}
	}
	return out
}

// elsewhere says whether a lawful step is not offered on a request's page: how an
// application opens, the secrecy review, which is made with the signature, and
// the step that the office's way of replying leaves out.
func (v *visit) elsewhere(r disclosure.Request, kind disclosure.Kind) bool {
	_, _, proposed := r.Proposed()
	switch kind {
	case disclosure.KindSubmitted, disclosure.KindDrafted, disclosure.KindSecrecyReviewed:
		return true
	case disclosure.KindReplyProposed:
		return v.ReplyAlone
	case disclosure.KindReplied, disclosure.KindReplyCorrected:
		return proposed || !v.ReplyAlone
	}
	return false
}

// inRequests are the parts that the person has in requests.
func (v *visit) inRequests() []disclosure.Role {
	var roles []disclosure.Role
	for _, r := range v.person.Roles {
		roles = append(roles, r.inRequests())
	}
	return roles
}

func (v *visit) stepOf(r disclosure.Request, kind disclosure.Kind, role disclosure.Role) step {
	s := step{Kind: kind, Role: role, Does: stepText[kind]}
	for _, row := range disclosure.Transitions() {
		if row.On != kind || !slices.Contains(row.From, r.State()) {
			continue
		}
		s.Tell = row.Tell
		if row.Clock != disclosure.ClockRuns {
			s.Clock = row.Clock.Chinese()
		}
		if s.If == "" {
			s.If = row.If.Chinese()
		}
		if rules := r.Rules(); rules.IsZero() || rules.Excessive != "" { // the table's articles are those of 2019
			s.Article = row.Article
		}
		break
	}
	switch kind {
	case disclosure.KindReplied, disclosure.KindReplyCorrected, disclosure.KindReplyProposed:
		s.Link = "/requests/" + r.ID + "/reply"
	case disclosure.KindWithdrawn, disclosure.KindAbandoned, disclosure.KindTransferred:
		s.Danger = true
	}
	if receipt := disclosure.RulesOn(r.Submitted()).Receipt(r.Channel); kind == disclosure.KindConfirmed && receipt.Arrival {
		s.Does, s.Clock = "这样到达的申请，答复期限自到达之日起已经在算；登记确认收到不改变期限。", ""
	}
	s.Fields = v.stepFields(r, kind)
	for i := range s.Fields {
		s.Fields[i].Prefix = string(kind) + "-"
	}
	return s
}

// stepFields are what an event of a kind must say; none where a page of its own asks.
func (v *visit) stepFields(r disclosure.Request, kind disclosure.Kind) []input {
	switch kind {
	case disclosure.KindReplied, disclosure.KindReplyCorrected, disclosure.KindReplyProposed:
		return nil
	}
	day := input{Name: "day", Label: "发生日期", Kind: "date", Must: true, Value: v.day().String()}
	return append([]input{day}, v.fieldsBesideDay(r, kind)...)
}

func (v *visit) fieldsBesideDay(r disclosure.Request, kind disclosure.Kind) []input {
	note := input{Name: "note", Label: "备注", Kind: "area", Rows: 2}
	words := func(label string) input { return input{Name: "note", Label: label, Kind: "area", Rows: 3, Must: true} }
	switch kind {
	case disclosure.KindCorrectionAsked:
		return []input{v.untilCorrected(), words("要补正什么")}
	case disclosure.KindAdvised:
		return []input{words("告诉申请人什么")}
	case disclosure.KindTransferred:
		return []input{{Name: "party", Label: "转给哪个机关", Must: true, List: v.publishers()}}
	case disclosure.KindThirdPartyConsulted:
		return []input{{Name: "party", Label: "第三方", Must: true}}
	case disclosure.KindOrganConsulted:
		return []input{{Name: "party", Label: "征求哪个机关", Must: true, List: v.publishers()}}
	case disclosure.KindExtended:
		return []input{{Name: "days", Label: "延长几个工作日", Kind: "number", Must: true, Value: strconv.Itoa(r.Rules().Extension.N), Hint: r.Rules().Extension.Article},
			{Name: "note", Label: "延长的理由", Kind: "area", Rows: 2, Must: true}}
	case disclosure.KindPostponed:
		return []input{{Name: "until", Label: "答复的最后一天", Kind: "date", Must: true}, note}
	case disclosure.KindFeeNoticed:
		return []input{{Name: "basis", Label: "计收方式", Kind: "select", Must: true, List: feeBases},
			{Name: "units", Label: "件数或者页数", Kind: "number", Must: true, Hint: "金额由标准算出（国办函〔2020〕109号）。"}}
	case disclosure.KindReviewDecided, disclosure.KindSuitDecided:
		return []input{{Name: "result", Label: "结果", Kind: "select", Must: true, List: reliefResults}, note}
	case disclosure.KindRated:
		return []input{{Name: "score", Label: "申请人的评价", Kind: "select", Must: true, List: scores()}}
	case disclosure.KindReopened:
		return []input{{Name: "days", Label: "几个工作日内重新答复", Kind: "number", Hint: "决定书、判决书没有写的，空着，按法定期限。"}, note}
	case disclosure.KindReplySentBack:
		return []input{words("要改什么")}
	}
	return []input{note}
}

// What the fields of a step may be chosen from.
var (
	feeBases      = []choice{{"count", "按件计收（同一申请人当月的件数）", ""}, {"pages", "按量计收（提供的页数）", ""}}
	reliefResults = []choice{unchosen, {string(disclosure.Upheld), "结果维持", ""}, {string(disclosure.Corrected), "结果纠正", ""}, {string(disclosure.OtherResult), "其他结果", ""}}
)

func scores() []choice {
	list := []choice{unchosen}
	for _, score := range disclosure.Satisfactions() {
		list = append(list, choice{string(score), score.Chinese(), ""})
	}
	return list
}

// untilCorrected asks for the last day of a correction, and proposes ten working days.
func (v *visit) untilCorrected() input {
	in := input{Name: "until", Label: "补正的最后一天", Kind: "date", Must: true, Hint: "由本机关定合理的期限；这里先填10个工作日。"}
	if day, err := v.Calendar.National().AddWorkdays(v.day(), 10); err == nil {
		in.Value = day.String()
	}
	return in
}

// event makes the event that a form about a request describes.
func (v *visit) event(r disclosure.Request, kind disclosure.Kind, said url.Values) (disclosure.Event, error) {
	day, err := dayOf(said, "day")
	if err != nil {
		return disclosure.Event{}, err
	}
	if day.After(v.day()) {
		return disclosure.Event{}, &badField{"day", "发生日期不能在今天以后。"}
	}
	e := disclosure.Event{Kind: kind, Day: day, Note: said.Get("note"), Party: said.Get("party"), Result: disclosure.ReliefResult(said.Get("result")),
		Score: disclosure.Satisfaction(said.Get("score"))}
	switch kind {
	case disclosure.KindCorrectionAsked, disclosure.KindPostponed:
		if e.Until, err = dayOf(said, "until"); err == nil && !e.Until.After(day) {
			err = &badField{"until", "最后一天要在告知的日期以后。"}
		}
	case disclosure.KindExtended, disclosure.KindReopened:
		if text := said.Get("days"); text != "" {
			if e.Days, err = strconv.Atoi(text); err != nil || e.Days < 0 {
				err = &badField{"days", "请填工作日的个数，如 20。"}
			}
		}
	case disclosure.KindFeeNoticed:
		err = v.fee(&e, r, said)
	}
	return e, err
}

// fee puts the fee of so many applications or pages into the event, with the
// statement of how it was counted. No more applications are charged for than the
// register has of the applicant in that month.
func (v *visit) fee(e *disclosure.Event, r disclosure.Request, said url.Values) error {
	n, err := strconv.Atoi(said.Get("units"))
	if err != nil || n < 1 {
		return &badField{"units", "请填件数或者页数，如 12。"}
	}
	f := disclosure.PagesFee(n)
	if said.Get("basis") == "count" {
		f = disclosure.CountFee(n)
		here, err := r.ApplicationsInMonth(v.Desk.Requests(v.ctx()))
		if err != nil {
			return err
		}
		if n > here {
			return &badField{"units", fmt.Sprintf("登记簿里同一申请人当月收到%d件，不能按%d件收费；漏登记的先登记。", here, n)}
		}
	}
	if f.Total.LessThanOrEqual(decimal.Zero) {
		return &badField{"units", "这个数量在免费的范围内，不收费：" + f.Statement()}
	}
	notice, err := f.Notice(e.Day, v.Calendar.National())
	if err != nil {
		return &badField{"day", "这一天不能发收费通知：收费办法2021年起施行，缴费期限须落在已公布放假安排的年份。"}
	}
	e.Amount, e.Note = f.Total, notice.Text("")
	return nil
}

// whyNot says to the clerk why an event was refused: its condition, or what may
// happen instead.
func whyNot(s step, err error) (string, bool) {
	var t *disclosure.TransitionError
	switch {
	case !errors.As(err, &t):
		return "", false
	case slices.Contains(t.Allowed, t.Event) && s.If != "":
		return "没有办理：条件是" + s.If + "。请核对日期和所填的内容。", true
	case slices.Contains(t.Allowed, t.Event):
		return "没有办理：发生日期不能早于上一步的日期。", true
	}
	return "没有办理：" + t.Chinese(), true
}
