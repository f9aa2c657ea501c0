package disclosure

// A State (办理状态) is where a request stands. It is read from the events, never stored.
type State string

// The states. The empty State is a request to which nothing has happened.
const (
	StateNew         State = ""
	StateDraft       State = "draft"       // 草稿
	StateSubmitted   State = "submitted"   // 已提交，待确认
	StateProcessing  State = "processing"  // 办理中
	StateCorrecting  State = "correcting"  // 待补正
	StateConsulting  State = "consulting"  // 征求意见中
	StateReasons     State = "reasons"     // 待说明理由
	StateFee         State = "fee"         // 待缴费
	StateReview      State = "review"      // 审核签发中
	StateReplied     State = "replied"     // 已答复
	StateWithdrawn   State = "withdrawn"   // 已撤回
	StateAbandoned   State = "abandoned"   // 视为放弃
	StateTransferred State = "transferred" // 已转送
)

// States returns all states but StateNew.
func States() []State {
	return []State{StateDraft, StateSubmitted, StateProcessing, StateCorrecting, StateConsulting,
		StateReasons, StateFee, StateReview, StateReplied, StateWithdrawn, StateAbandoned, StateTransferred}
}

// Chinese returns the state as a citizen reads it.
func (s State) Chinese() string {
	switch s {
	case StateNew:
		return "新建"
	case StateDraft:
		return "草稿"
	case StateSubmitted:
		return "已提交，待确认收到"
	case StateProcessing:
		return "办理中"
	case StateCorrecting:
		return "待补正"
	case StateConsulting:
		return "征求意见中"
	case StateReasons:
		return "待说明理由"
	case StateFee:
		return "待缴费"
	case StateReview:
		return "审核签发中"
	case StateReplied:
		return "已答复"
	case StateWithdrawn:
		return "已撤回"
	case StateAbandoned:
		return "视为放弃申请"
	case StateTransferred:
		return "已转送"
	}
	return string(s)
}

// Closed reports whether nothing more is owed to the applicant unless a review
// or a suit orders it.
func (s State) Closed() bool {
	switch s {
	case StateReplied, StateWithdrawn, StateAbandoned, StateTransferred:
		return true
	}
	return false
}

// Running reports whether the reply clock runs: the application counts as received, a
// reply is owed, and nothing is waited for.
func (r Request) Running() bool {
	f := r.fold()
	return !f.state.Closed() && !f.received.IsZero() && !f.stopped && f.pausing == 0
}

// Next returns the role that must act next, and the empty role when the request
// is closed. While opinions are awaited it is the third party or the organ.
func (r Request) Next() Role {
	f := r.fold()
	switch f.state {
	case StateNew, StateDraft, StateCorrecting, StateReasons, StateFee:
		return RoleApplicant
	case StateSubmitted, StateProcessing:
		return RoleClerk
	case StateReview:
		return RoleSigner
	case StateConsulting:
		if f.thirdParties > 0 {
			return RoleThirdParty
		}
		return RoleOrgan
	}
	return ""
}
