package clerk

import (
	"context"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Posting is the office's account on WeChat as the desk sees it and works with
// it. The desk itself calls nobody: whoever opens it joins these to the bot. Each
// may be nil; the desk then leaves out what it is for.
type Posting struct {
	MassChannel string // under which mass messages (群发) are remembered in the catalogue; empty: nothing is said of them

	// Quota is what is left of what the account may send.
	Quota func(context.Context) (Quota, error)
	// Calendar is what was posted and is to be, of so many days from a day on.
	Calendar func(ctx context.Context, from civil.Date, days int, today civil.Date) (PostCalendar, error)
	// Published says whether a post or a mass message is confirmed, and not only
	// taken by WeChat; nil: what is sent is out.
	Published func(catalog.Release) bool
	// Deliveries are what became of the notices to grids, by channel; nil: the desk
	// counts them without knowing the ways.
	Deliveries func(context.Context) (map[string]Delivery, error)
	// Article is a record as a post would show it.
	Article func(catalog.Record) Article

	// Mass sends records as one mass message, to all followers or to a tag's. It
	// sends once: what is out or on its way is refused with catalog.ErrClaimed.
	Mass func(ctx context.Context, records []catalog.IndexNumber, tag string) error
	// Preview shows records, as one message, on the phones of the office itself. The
	// desk never asks whose they are.
	Preview func(context.Context, []catalog.IndexNumber) error
	// Again makes a push be tried once more that surely did not go out.
	Again func(ctx context.Context, n catalog.IndexNumber, channel string) error
	// TakeDown deletes a post or a mass message while its record stays public.
	TakeDown func(ctx context.Context, n catalog.IndexNumber, channel, why string) (catalog.Release, error)
	// Code makes the QR code that subscribes a follower to a grid, and returns what it says.
	Code func(ctx context.Context, grid string) (string, error)
	// Reason says in Chinese why one of the functions above was refused; empty: it was
	// no refusal but a fault of the program.
	Reason func(error) string
}

// A Quota is what is left of what an account may send.
type Quota struct {
	Period             string // of mass messages, in Chinese: 今天 or 本月
	MassUsed, MassMost int
	PostUsed, PostMost int // publications today
	CallUsed, CallMost int // mass messages that were called for today, to tags too; of 0 nothing is said
}

// MassLeft is how many mass messages are left in the period.
func (q Quota) MassLeft() int { return max(0, q.MassMost-q.MassUsed) }

// PostLeft is how many publications are left today.
func (q Quota) PostLeft() int { return max(0, q.PostMost-q.PostUsed) }

// CallLeft is how often a mass message may still be called for today.
func (q Quota) CallLeft() int { return max(0, q.CallMost-q.CallUsed) }

// A PostCalendar is what was posted and what is to be, day by day.
type PostCalendar struct {
	Last civil.Date // the last day with a post; zero: there was none
	Days []PostDay
}

// A PostDay is one day of it.
type PostDay struct {
	Day       civil.Date
	Scheduled []catalog.Record
	Posts     []catalog.Release
	Silent    int // 7, 10 or 14: so many days without a post unless one goes out before; 0: no such day
}

// An Article is a record as a post shows it.
type Article struct {
	Title   string
	Author  string
	Digest  string
	Content string // HTML
	Source  string // address that 阅读原文 leads to; empty: none
	Cover   []byte // PNG
}

// A Delivery is what became of the notices to one grid so far.
type Delivery struct {
	Told    int       // they are out
	ByHand  int       // of them, those that a person forwarded or confirmed
	Waiting int       // for a person's hand: to forward, or to confirm
	Unsure  int       // nobody knows whether they are out
	Failed  int       // surely not out
	Nobody  int       // had nobody to go to: nobody had subscribed
	Last    time.Time // when the last one went out; zero: none has
}

// reason is why something was refused, for the clerk; false: it is a fault.
func (p Posting) reason(err error) (string, bool) {
	if p.Reason == nil {
		return "", false
	}
	words := p.Reason(err)
	return words, words != ""
}
