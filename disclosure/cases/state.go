package cases

// A State (办理状态) is where a case stands. It is read from the events, never stored.
type State string

// The states. The empty State is a case to which nothing has happened.
const (
	StateNew       State = ""
	StateSubmitted State = "submitted" // 已提交，待交办
	StateAssigned  State = "assigned"  // 已交办
	StateVerified  State = "verified"  // 已核实，办理中
	StateHandled   State = "handled"   // 已办理，待答复
	StateReplied   State = "replied"   // 已答复
	StateDeclined  State = "declined"  // 不予受理
	StateWithdrawn State = "withdrawn" // 已撤回
)

// States returns all states but StateNew.
func States() []State {
	return []State{StateSubmitted, StateAssigned, StateVerified, StateHandled, StateReplied, StateDeclined, StateWithdrawn}
}

// Chinese returns the state as a citizen reads it.
func (s State) Chinese() string {
	switch s {
	case StateNew:
		return "新建"
	case StateSubmitted:
		return "已提交，待交办"
	case StateAssigned:
		return "已交办"
	case StateVerified:
		return "已核实，办理中"
	case StateHandled:
		return "已办理，待答复"
	case StateReplied:
		return "已答复"
	case StateDeclined:
		return "已告知去处"
	case StateWithdrawn:
		return "已撤回"
	}
	return string(s)
}

// Closed reports whether nothing more is owed to the citizen.
func (s State) Closed() bool {
	return s == StateReplied || s == StateDeclined || s == StateWithdrawn
}
