package wechatbot

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"syscall"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// fault is what the log may say of an error: of which type its innermost error is,
// and under which number the database or the system knows it. Its text is left out,
// for a text may quote what a citizen wrote.
func fault(err error) string {
	for _, known := range []error{context.DeadlineExceeded, context.Canceled, disclosure.ErrNotFound, disclosure.ErrConflict, cases.ErrNotFound, cases.ErrConflict} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	if system := syscall.Errno(0); errors.As(err, &system) {
		return system.Error()
	}
	inner := err
	for next := inner; next != nil; next = errors.Unwrap(next) {
		inner = next
	}
	said := fmt.Sprintf("%T", inner)
	if s := (interface{ SQLState() string })(nil); errors.As(err, &s) {
		return said + " SQLSTATE " + s.SQLState()
	}
	if c := (interface{ Code() int })(nil); errors.As(err, &c) {
		return fmt.Sprintf("%s %d", said, c.Code())
	}
	return said
}

// where is the line that panicked, for who recovers; what the panic says is left out, for
// it may quote what a citizen wrote.
func where() string {
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(0, callers)])
	for panicked := false; ; {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			panicked = true
		case panicked && !strings.HasPrefix(frame.Function, "runtime."):
			return fmt.Sprintf("%s:%d", frame.Function, frame.Line)
		}
		if !more {
			return "unknown"
		}
	}
}

// failed is what a citizen is told when a room could not answer. The log says
// which kind of error it was and nothing of what was asked.
func (v *visit) failed(err error) answer {
	log := v.bot.Log.WithField("event", "answer").WithField("error", fault(err))
	if refused := (*APIError)(nil); errors.As(err, &refused) {
		log = log.WithField("errcode", refused.Code)
	}
	log.Error("a question could not be answered")
	a := v.say("sorry", nil)
	a.again = errors.Is(err, context.DeadlineExceeded)
	return a
}
