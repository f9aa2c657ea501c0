package weixin

import (
	"errors"
	"fmt"
	"slices"
)

// An Error is WeChat's refusal of a call.
type Error struct {
	API  string // the path of the call
	Code int    // WeChat's errcode
}

// Error names the call and the errcode, and what to look at where a setting is wrong.
func (e *Error) Error() string {
	text := fmt.Sprintf("wechatbot: %s: errcode %d", e.API, e.Code)
	if hint := settingsHints[e.Code]; hint != "" {
		text += ": " + hint
	}
	return text
}

// settingsHints are the errcodes of a program that was set up wrongly.
var settingsHints = map[int]string{
	40013: "is that the account's AppID?", 40125: "is that the account's secret?", 41004: "the secret is missing",
	40164: "the address of this machine is not on the account's whitelist (IP白名单)", 61004: "the address of this machine is not on the account's whitelist (IP白名单)",
}

// Refused says whether WeChat answered, and said no, with one of the errcodes; without
// any, whether it said no at all.
func Refused(err error, codes ...int) bool {
	var refusal *Error
	return errors.As(err, &refusal) && (len(codes) == 0 || slices.Contains(codes, refusal.Code))
}

// TooFast says whether the account called more often in a minute than it may. 42010
// is in no document at hand, but its text is "masssend fast, retry again". 45047 is
// a person's window in a customer message (see Shut), and the account's elsewhere.
func TooFast(err error) bool {
	var refusal *Error
	return Refused(err, 45011, 42010) || Refused(err, 45047) && errors.As(err, &refusal) && refusal.API != CustomSend
}

// Busy says whether WeChat would take the same call a while later.
func Busy(err error) bool { return TooFast(err) || Refused(err, -1, 45009) }

// Shut says whether WeChat lets nothing through to a person until he writes.
func Shut(err error) bool { return Refused(err, 45015, 45047) }

// Misconfigured says whether WeChat takes nothing from the account, or from this server.
func Misconfigured(err error) bool {
	return Refused(err, 40001, 40014, 42001, 40013, 40125, 40164, 61004)
}

// Answered sees that a call that went well has brought the id that it is for.
func Answered(api, id string, err error) error {
	if err == nil && id == "" {
		return senseless(api, "the answer lacks what it is for")
	}
	return err
}
