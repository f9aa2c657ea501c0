package disclosure

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// noRules stands where nothing was received under any regulation.
var noRules Rules

// fold is all that is concluded from a request's events, in one pass. It is
// lenient: Apply decides what may happen, fold only reads what did.
type fold struct {
	state State
	rules *Rules
	last  civil.Date // of the newest event that is a transition

	submitted civil.Date
	received  civil.Date // starts the clock the first time and chooses the rules

	start    civil.Date // the clock counts from here
	term     int        // working days, without extension
	extended int        // working days added
	until    civil.Date // postponed to; overrides the count
	stopped  bool       // the clock stands until it starts anew
	pauses   []pause
	pausing  int // opinions awaited whose time is not counted

	correctionAsked bool
	supplementUntil civil.Date
	thirdParties    int // opinions awaited
	thirdPartyAsked civil.Date
	organs          int
	organAsked      civil.Date
	supplemented    bool // after the last correction that was asked for
	consulted       bool // a third party was, at some time
	feePaid         bool
	reasonsAsked    bool
	reasonsAwaited  bool
	reasonsGiven    bool
	feeNoticed      bool
	feeDay          civil.Date

	outcome Outcome    // the newest
	numbers []string   // of the letters that went out, as plainNumber writes them
	closed  civil.Date // the newest closing
	first   Outcome    // what the annual report counts
	firstOn civil.Date // the first closing
	pending Kind       // KindReviewFiled or KindSuitFiled while undecided
	reviews []filing

	reviewed, redress bool

	draft    *Reply   // that waits to be signed
	drafters []string // who proposed a reply since the last one went out
	cleared  bool     // the draft was reviewed for secrecy

	rated Satisfaction

	pausesBuf [4]pause
}

// pause is a stretch of days that are not counted, after from up to and
// including to. A zero to is still open.
type pause struct{ from, to civil.Date }

// filing is a review or a suit.
type filing struct {
	suit, afterReview bool
	filed, decided    civil.Date
	result            ReliefResult
}

// rowsOf finds the rows of an event's kind.
var rowsOf = func() map[Kind][]*Transition {
	rows := map[Kind][]*Transition{}
	for i := range transitions {
		rows[transitions[i].On] = append(rows[transitions[i].On], &transitions[i])
	}
	return rows
}()

// fold reads the request's events.
func (r Request) fold() *fold {
	f := new(fold)
	f.read(&r)
	return f
}

// read forgets what f held and reads another request.
func (f *fold) read(r *Request) {
	*f = fold{rules: &noRules}
	f.pauses = f.pausesBuf[:0]
	for i := range r.Events {
		f.step(&r.Events[i], r.Channel)
	}
}

// step takes one event into account.
func (f *fold) step(e *Event, channel Channel) {
	rows := rowsOf[e.Kind]
	if len(rows) == 0 { // Telling, Told, Viewed
		return
	}
	to := f.next(rows, e)
	f.clock(e, channel)
	f.facts(e)
	f.drafting(e)
	f.last = e.Day
	if to != Same {
		f.state = to
	}
}

// next returns the state that the table leads to.
func (f *fold) next(rows []*Transition, e *Event) State {
	to := rows[len(rows)-1].To
	for _, row := range rows {
		if !slices.Contains(row.From, f.state) {
			continue
		}
		if to = row.To; len(rows) == 1 || row.If == "" || guards[row.If](f, *e, nil) == "" {
			return to
		}
	}
	return to // of the last row that begins here: the words that a condition asks for may be erased
}

// clock moves the reply clock.
func (f *fold) clock(e *Event, channel Channel) {
	switch e.Kind {
	case KindSubmitted:
		f.submitted = e.Day
		if rules := rulesOn(e.Day); rules != nil && rules.receipt[channel].Arrival {
			f.receive(e.Day)
		}
	case KindConfirmed:
		if f.received.IsZero() {
			f.receive(e.Day)
		}
	case KindSupplemented, KindFeePaid, KindReopened:
		f.restart(e)
	case KindCorrectionAsked, KindFeeNoticed:
		f.stopped = true
	case KindThirdPartyConsulted:
		f.pause(e.Day)
	case KindOrganConsulted:
		if f.rules.OrgansToo {
			f.pause(e.Day)
		}
	case KindThirdPartyOpined, KindThirdPartySilent:
		f.resume(e.Day)
	case KindOrganOpined, KindOrganSilent:
		if f.rules.OrgansToo {
			f.resume(e.Day)
		}
	case KindExtended:
		f.extended += e.Days
	case KindPostponed:
		f.until = e.Until
	}
}

func (f *fold) receive(day civil.Date) {
	f.received, f.start = day, day
	if rules := rulesOn(day); rules != nil {
		f.rules = rules
	}
	f.term = f.rules.Reply.N
}

// restart begins the count anew, with nothing taken over from the count before.
func (f *fold) restart(e *Event) {
	f.start, f.stopped, f.extended, f.until = e.Day, false, 0, civil.Date{}
	f.pauses, f.pausing = f.pauses[:0], 0
	f.term = f.rules.Reply.N
	if e.Kind == KindReopened {
		f.redress = false
		if e.Days > 0 {
			f.term = e.Days
		}
	}
}

func (f *fold) pause(day civil.Date) {
	if f.pausing++; f.pausing == 1 {
		f.pauses = append(f.pauses, pause{from: day})
	}
}

func (f *fold) resume(day civil.Date) {
	if f.pausing == 0 {
		return
	}
	if f.pausing--; f.pausing == 0 {
		f.pauses[len(f.pauses)-1].to = day
	}
}

// facts keeps what later conditions and counts ask for.
func (f *fold) facts(e *Event) {
	switch e.Kind {
	case KindCorrectionAsked:
		f.correctionAsked, f.supplemented, f.supplementUntil = true, false, e.Until
	case KindSupplemented:
		f.supplemented = true
	case KindThirdPartyConsulted:
		f.consulted = true
		f.thirdParties++
		f.thirdPartyAsked = e.Day
	case KindThirdPartyOpined, KindThirdPartySilent:
		f.thirdParties = max(0, f.thirdParties-1)
	case KindOrganConsulted:
		f.organs++
		f.organAsked = e.Day
	case KindOrganOpined, KindOrganSilent:
		f.organs = max(0, f.organs-1)
	case KindReasonsAsked:
		f.reasonsAsked = true
	case KindReasonsGiven:
		f.reasonsGiven = true
	case KindFeePaid:
		f.feePaid = true
	case KindFeeNoticed:
		f.feeNoticed, f.feeDay = true, e.Day
	case KindReplied, KindReplyCorrected:
		if e.Reply != nil {
			f.close(e.Day, e.Reply.Outcome)
			if n := plainNumber(e.Reply.Number); n != "" {
				f.numbers = append(f.numbers, n)
			}
		}
	case KindWithdrawn:
		f.close(e.Day, OtherHandling)
	case KindTransferred:
		if !f.received.IsZero() { // by its arrival: it was new, and is not carried over for ever
			f.close(e.Day, OtherHandling)
		}
	case KindAbandoned:
		if f.state == StateFee {
			f.close(e.Day, FeeNotPaid)
		} else {
			f.close(e.Day, NotCorrected)
		}
	case KindReopened:
		f.outcome, f.closed, f.rated = "", civil.Date{}, ""
	case KindRated:
		f.rated = e.Score
	case KindReviewFiled, KindSuitFiled, KindReviewDecided, KindSuitDecided:
		f.relief(e)
	}
}

// close keeps an outcome. The annual report counts the first closing; a reply
// corrected in the same year replaces it there.
func (f *fold) close(day civil.Date, o Outcome) {
	if f.firstOn.IsZero() {
		f.firstOn, f.first = day, o
	} else if day.Year == f.firstOn.Year {
		f.first = o
	}
	f.outcome, f.closed = o, day
}

// relief keeps reviews and suits.
func (f *fold) relief(e *Event) {
	switch e.Kind {
	case KindReviewFiled:
		f.pending, f.reviewed = e.Kind, true
		f.reviews = append(f.reviews, filing{filed: e.Day})
		return
	case KindSuitFiled:
		f.pending = e.Kind
		f.reviews = append(f.reviews, filing{suit: true, afterReview: f.reviewed, filed: e.Day})
		return
	}
	f.pending = ""
	if n := len(f.reviews); n > 0 {
		f.reviews[n-1].decided, f.reviews[n-1].result = e.Day, e.Result
	}
	if e.Result == Corrected {
		f.redress = true
	}
}
