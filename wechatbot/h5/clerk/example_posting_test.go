package clerk_test

import (
	"context"
	"fmt"

	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// The desk does with the account what it is given: here it says what is left to
// send, and has no button to send it.
func ExamplePosting() {
	p := clerk.Posting{Quota: func(context.Context) (clerk.Quota, error) {
		return clerk.Quota{Period: "本月", MassUsed: 1, MassMost: 4, PostMost: 100}, nil
	}}
	q, err := p.Quota(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(q.Period, q.MassLeft(), q.PostLeft(), p.Mass == nil)
	// Output: 本月 3 100 true
}
