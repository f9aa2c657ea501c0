package disclosure

import (
	"reflect"
	"slices"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// Proposed returns the reply that waits to be signed (在审的答复), and who may not
// sign it: everybody who proposed one since the last that went out. It reports
// false when none waits.
func (r Request) Proposed() (draft Reply, drafters []string, ok bool) {
	f := r.fold()
	if f.draft == nil {
		return Reply{}, nil, false
	}
	return *f.draft, f.drafters, true
}

// SentBack returns why a proposed reply came back to be drafted anew (答复退回), and who
// drafted it. It reports false once another was proposed, or the request is done with.
func (r Request) SentBack() (back Event, drafters []string, ok bool) {
	for _, e := range slices.Backward(r.Events) {
		switch e.Kind {
		case KindReplySentBack:
			f := r.fold()
			return e, f.drafters, true
		case KindReplyProposed, KindReplied, KindReplyCorrected, KindReopened, KindWithdrawn, KindAbandoned, KindTransferred:
			return Event{}, nil, false
		}
	}
	return Event{}, nil, false
}

// Cleared reports whether the proposed reply was reviewed for secrecy (保密审查).
func (r Request) Cleared() bool {
	f := r.fold()
	return f.draft != nil && f.cleared
}

// Gives reports whether the reply gives information, wholly or in part, so that
// it is reviewed for secrecy before it is signed (条例第十七条).
func (r Reply) Gives() bool { return r.Outcome == Granted || r.Outcome == Partial }

// Signing returns the events by which somebody signs the proposed reply on a day:
// the secrecy review with what it found, where the reply gives information and
// was not reviewed, and the reply itself, or its correction. Before any of them
// is recorded it tries them all; what may not be is a *TransitionError.
func (r Request) Signing(reply Reply, found string, day civil.Date, by Actor) ([]Event, error) {
	sent := Replied(day, reply)
	if r.State() == StateReplied {
		sent = ReplyCorrected(day, reply)
	}
	events := []Event{sent.WithActor(by)}
	if reply.Gives() && !r.Cleared() {
		events = append([]Event{SecrecyReviewed(day, found).WithActor(by)}, events...)
	}
	for _, e := range events {
		var err error
		if r, err = r.Apply(e); err != nil {
			return nil, err
		}
	}
	return events, nil
}

// withoutDrafts returns the request without the words of what was proposed in it.
func (r Request) withoutDrafts() Request {
	r.Events = slices.Clone(r.Events)
	for i := range r.Events {
		switch e := &r.Events[i]; e.Kind {
		case KindReplyProposed, KindReplySentBack, KindSecrecyReviewed:
			e.Draft, e.Note = nil, ""
		}
	}
	return r
}

// drafting keeps what is proposed and who proposed it, and whether it came while
// the applicant's reasons were awaited.
func (f *fold) drafting(e *Event) {
	switch e.Kind {
	case KindReplyProposed:
		f.draft, f.cleared = e.Draft, false
		if !slices.Contains(f.drafters, e.By.Name) {
			f.drafters = append(f.drafters, e.By.Name)
		}
	case KindReplySentBack:
		f.draft, f.cleared = nil, false
	case KindSecrecyReviewed:
		f.cleared = true
	case KindReplied, KindReplyCorrected, KindReopened:
		f.draft, f.drafters, f.reasonsAwaited = nil, nil, false
	case KindReasonsAsked:
		f.reasonsAwaited = true
	case KindReasonsGiven:
		f.reasonsAwaited = false
	}
}

// proposed returns why no proposed reply can be acted on, or nothing.
func (f *fold) proposed() string {
	if f.draft == nil {
		return "no reply is proposed"
	}
	return ""
}

func proposal(f *fold, e Event, _ *civil.Calendar) string {
	switch {
	case f.draft != nil:
		return "a reply is proposed already"
	case e.By.Name == "":
		return "who proposes the reply is not named"
	}
	return complete(f, e.Draft)
}

func proposedForReasons(f *fold, _ Event, _ *civil.Calendar) string {
	if f.draft != nil && !f.reasonsAwaited {
		return "no reasons are awaited"
	}
	return f.proposed()
}

func secondEyes(f *fold, e Event, _ *civil.Calendar) string {
	switch {
	case f.draft == nil:
		return f.proposed()
	case e.By.Name == "":
		return "who reviews the reply is not named"
	case slices.Contains(f.drafters, e.By.Name):
		return "who proposed a reply may not review it"
	}
	return ""
}

// signed holds what is signed against what was proposed: only the number of the
// letter (文号) may be given at the signing.
func signed(f *fold, e Event, cal *civil.Calendar) string {
	if why := secondEyes(f, e, cal); why != "" {
		return why
	}
	if why := complete(f, e.Reply); why != "" {
		return why
	}
	draft, reply := *f.draft, *e.Reply
	draft.Number, reply.Number = "", ""
	switch {
	case !reflect.DeepEqual(draft, reply):
		return "the reply is not the one that was proposed"
	case reply.Gives() && !f.cleared:
		return "what the reply gives was not reviewed for secrecy"
	}
	return ""
}

func replyAlone(f *fold, e Event, _ *civil.Calendar) string {
	if f.draft != nil {
		return "a reply is proposed and waits to be signed"
	}
	return complete(f, e.Reply)
}
