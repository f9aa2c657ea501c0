package wechatbot

import (
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// An account calls for sixty mass messages a minute and a hundred a day, which its
// console may show otherwise. The minute is kept to, as it costs only a little time;
// of the day WeChat's errcode decides.
const (
	massCallsAMinute = 60
	massCallsADay    = 100
	massPeriod       = time.Minute
)

// A massPace is how fast this process calls for mass messages. Replicas and the
// console share the account's limits: what they use up WeChat says (45011, 45009).
type massPace struct {
	mu   sync.Mutex
	last []time.Time // calls of the last minute
	rest time.Time   // no call before then
	why  int         // the errcode for which it rests
	slow int         // how often in a row the calls came too fast
}

// free says when the next call may be made, and with which errcode WeChat would
// refuse it before; 0: it may be made now.
func (p *massPace) free(now time.Time) (until time.Time, code int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Before(p.rest) {
		return p.rest, p.why
	}
	p.last = slices.DeleteFunc(p.last, func(at time.Time) bool { return now.Sub(at) >= massPeriod })
	if len(p.last) < massCallsAMinute {
		return time.Time{}, 0
	}
	return p.last[0].Add(massPeriod), 45011
}

// called counts a call and what WeChat said to it. What came too fast rests for a
// minute, doubled while it still does, and an hour at most; a day's quota is looked
// after once an hour.
func (p *massPace) called(now time.Time, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = append(p.last, now)
	switch {
	case weixin.TooFast(err):
		p.rest, p.why = now.Add(min(massPeriod<<min(p.slow, 6), time.Hour)), 45011
		p.slow++
	case weixin.Refused(err, 45009):
		p.rest, p.why = now.Add(time.Hour), 45009
	default:
		p.slow = 0
	}
}

// tolerance is for which busy ways a notice waits before it goes the next one.
type tolerance int

const (
	impatient tolerance = iota // for none
	hurried                    // for what is only a minute's limit
	patient                    // for all
)

// toleranceOf is how patient a job is: each is for a while, and what is urgent only
// where a minute helps.
func toleranceOf(j job) tolerance {
	switch {
	case j.tries >= patientTries:
		return impatient
	case urgent(j.record):
		return hurried
	}
	return patient
}

func (p tolerance) waits(err error) bool {
	return p >= hurried && weixin.TooFast(err) || p == patient && (weixin.Busy(err) || errors.Is(err, ErrNotSent))
}
