package wechattest

import (
	"context"
	"fmt"
	"math"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"
)

// fault is what the next calls to a path meet.
type fault struct {
	suffix    string
	code      int           // an errcode
	status    int           // an HTTP status with a page instead of JSON
	err       error         // nothing comes back
	after     bool          // of err: only once the call was carried out
	unplugged bool          // of err: there was no connection
	slow      time.Duration // until anything comes back
	trickle   time.Duration // until all of it has, of which the header came at once
	lie       string        // said instead of an answer
	times     int
}

// carried says whether the call is carried out all the same.
func (f fault) carried() bool { return f.after || f.slow > 0 || f.trickle > 0 }

// Fail makes the next calls, as many as times, to a path that ends so fail with an
// errcode: they are not carried out. An empty suffix is every path. Of several
// faults that fit a call the one that was asked for first comes first; see Heal and
// Waiting.
func (p *Platform) Fail(suffix string, errcode, times int) {
	p.fault(fault{suffix: suffix, code: errcode, times: times})
}

// Cut makes the next calls to a path that ends so fail as a broken network
// does: nothing is carried out, and the error is syscall.ECONNRESET.
func (p *Platform) Cut(suffix string, times int) {
	p.fault(fault{suffix: suffix, err: fmt.Errorf("wechattest: %w", syscall.ECONNRESET), times: times})
}

// Unplug makes the next calls to a path that ends so fail before they set out, as where
// nothing listens: nothing is carried out, and the bot can know that. The error is a
// *net.OpError of dialling, and syscall.ECONNREFUSED.
func (p *Platform) Unplug(suffix string, times int) {
	p.fault(fault{suffix: suffix, err: &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, unplugged: true, times: times})
}

// Lose carries the next calls to a path that ends so out and loses the answers,
// as a timeout does: the bot cannot know whether they were. The error is
// context.DeadlineExceeded, and a net.Error whose Timeout is true.
func (p *Platform) Lose(suffix string, times int) {
	p.fault(fault{suffix: suffix, err: lost{context.DeadlineExceeded}, after: true, times: times})
}

// lost is the error of who waited in vain. It embeds the error that a client's own
// limit ends in, for url.Error asks it whether it is a timeout and looks no deeper.
type lost struct{ error }

// Error implements error.
func (e lost) Error() string { return "wechattest: " + e.error.Error() }

// Unwrap returns context.DeadlineExceeded.
func (e lost) Unwrap() error { return e.error }

// Timeout implements net.Error.
func (e lost) Timeout() bool { return true }

// Temporary implements net.Error.
func (e lost) Temporary() bool { return true }

// Down makes the next calls to a path that ends so answer an HTTP status of 500
// and above, with a page where JSON should be.
func (p *Platform) Down(suffix string, status, times int) {
	p.fault(fault{suffix: suffix, status: status, times: times})
}

// Slow carries the next calls to a path that ends so out at once and answers
// after d. Who does not wait that long has lost the answer. The wait is of real
// time: give a client a short limit, or test in a bubble of testing/synctest.
func (p *Platform) Slow(suffix string, d time.Duration, times int) {
	p.fault(fault{suffix: suffix, slow: d, times: times})
}

// Trickle carries the next calls to a path that ends so out and answers the header at
// once, and the body bit by bit until d has gone by, as a slow line does: who sets
// himself a limit reaches it while he reads. The wait is that of Slow.
func (p *Platform) Trickle(suffix string, d time.Duration, times int) {
	p.fault(fault{suffix: suffix, trickle: d, times: times})
}

// Lie makes the next calls to a path that ends so answer 200 with that body
// instead of being carried out: JSON that lacks what was asked for, or no JSON
// at all, as proxies in between write it.
func (p *Platform) Lie(suffix, body string, times int) {
	p.fault(fault{suffix: suffix, lie: body, status: http.StatusOK, times: times})
}

func (p *Platform) fault(f fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, f)
	p.notify()
}

// cutOff ends every call with a broken network, and returns what brings back the
// faults of before.
func (p *Platform) cutOff() (mend func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.faults
	p.faults = []fault{{err: fmt.Errorf("wechattest: %w", syscall.ECONNRESET), times: math.MaxInt}}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.faults = before
	}
}

// Repeat makes the platform deliver each of the next n messages twice with the
// same MsgId, as it does when it believes that an answer was lost.
func (p *Platform) Repeat(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.repeats += n
	p.notify()
}

// Disorder makes the platform hold the next n messages back, each until the
// same citizen sends another, which then arrives first.
func (p *Platform) Disorder(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.swaps += n
	p.notify()
}

// Heal takes back every fault, repetition and disorder that was asked for and
// has not come about.
func (p *Platform) Heal() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults, p.repeats, p.swaps = nil, 0, 0
	p.notify()
}

// Waiting says in Chinese which faults, with the path that they wait for,
// repetitions and disorders are still to come.
func (p *Platform) Waiting() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []string
	for _, f := range p.faults {
		if f.times > 0 {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s × %d", f.suffix, f.chinese(), f.times)))
		}
	}
	if p.repeats > 0 {
		out = append(out, fmt.Sprintf("重复投递 × %d", p.repeats))
	}
	if p.swaps > 0 {
		out = append(out, fmt.Sprintf("乱序 × %d", p.swaps))
	}
	return out
}

func (f fault) chinese() string {
	switch {
	case f.lie != "":
		return "乱答"
	case f.slow > 0:
		return "慢"
	case f.trickle > 0:
		return "断续"
	case f.status != 0:
		return fmt.Sprintf("HTTP %d", f.status)
	case f.after:
		return "超时"
	case f.unplugged:
		return "连不上"
	case f.err != nil:
		return "断网"
	}
	return fmt.Sprintf("errcode %d", f.code)
}

// page is what comes back in place of an answer.
func (f fault) page() result {
	text := f.lie
	if text == "" {
		text = "<html>" + http.StatusText(f.status) + "</html>"
	}
	return result{status: f.status, header: http.Header{"Content-Type": {"text/html"}}, body: []byte(text)}
}

// failing returns the fault that hits a path now, if any.
func (p *Platform) failing(path string) (fault, bool) {
	for i := range p.faults {
		if f := &p.faults[i]; f.times > 0 && strings.HasSuffix(path, f.suffix) {
			f.times--
			return *f, true
		}
	}
	return fault{}, false
}

// held takes a message out of its order, or puts one back: it returns those to
// be delivered now.
func (f *Follower) held(m Message) []Message {
	p := f.platform
	p.mu.Lock()
	defer p.mu.Unlock()
	if f.late != nil {
		before := *f.late
		f.late = nil
		return []Message{m, before}
	}
	if p.swaps > 0 {
		p.swaps--
		f.late = &m
		return nil
	}
	return []Message{m}
}

// twice says whether a message is to be delivered again.
func (p *Platform) twice() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.repeats == 0 {
		return false
	}
	p.repeats--
	return true
}
