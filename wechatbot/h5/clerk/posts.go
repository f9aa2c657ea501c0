package clerk

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// postRows is how many pushes the page lists.
const postRows = 30

// postsView is what goes out through the account: what is left, what is to come,
// and what became of each push.
type postsView struct {
	Quota     *Quota
	Silence   *silence
	Month     postMonth
	Proposals []proposalCard
	Done      []proposal // the latest that were sent or dropped
	Hands     []pushRow
	Rows      []pushRow
	More      int
	May       bool // propose a mass message
	Mass      bool
	Wrong     string
}

// pushRow is a push with what may be done about it.
type pushRow struct {
	hand
	Acts []pushAct
	Open bool   // its form was sent and refused
	Why  string // the reason that stood in it
}

func (v *visit) rowOf(rel catalog.Release) pushRow {
	row := pushRow{hand: v.handOf(rel)}
	row.Acts = v.pushActs(row.hand)
	if v.field("act") == "down" && v.field("subject") == rel.Subject && v.field("channel") == rel.Channel {
		row.Open, row.Why = true, v.field("why")
	}
	return row
}

// proposalCard is a proposed mass message with what may be done about it.
type proposalCard struct {
	proposal
	Send, Drop, Mine, Look bool
	To                     string
	None                   string // why none can be sent now
	Open                   bool   // the form that drops it was sent and refused
	Why                    string // the reason that stood in it
}

// usedUp says that no mass message is left, and until when; empty: some are.
func (q *Quota) usedUp() string {
	if q == nil || q.MassLeft() > 0 {
		return ""
	}
	words := q.Period + "的群发次数用完了"
	if next := map[string]string{"今天": "明天", "本月": "下个月"}[q.Period]; next != "" {
		words += "，" + next + "才发得出去"
	}
	return words + "。"
}

func (v *visit) posts() { v.showPosts(http.StatusOK, "") }

func (v *visit) showPosts(status int, wrong string) {
	view := postsView{Wrong: wrong, Mass: v.Posting.Mass != nil, May: v.Posting.Mass != nil && v.person.Is(Drafter)}
	for _, read := range []func(*postsView) error{v.readQuota, v.readMonth, v.readProposals, v.readPushes} {
		if err := read(&view); err != nil {
			v.fail(err)
			return
		}
	}
	v.show(status, page{Name: "posts", Title: "公众号发布", Nav: "/posts", Data: view})
}

func (v *visit) readQuota(view *postsView) (err error) {
	view.Quota, err = v.quota()
	return err
}

func (v *visit) readProposals(view *postsView) error {
	all, err := v.proposed()
	if err != nil {
		return err
	}
	for _, p := range all {
		switch {
		case p.Waits():
			p = v.fill(p)
			to := v.tags()[0].Text
			if p.Tag != "" {
				to = "订阅“" + p.Tag + "”的粉丝"
			}
			card := proposalCard{proposal: p, Send: v.maySend(p) && p.whole(), Drop: v.mayDrop(p), Mine: p.By == v.person.Name, Look: v.Posting.Preview != nil && p.whole(),
				To: to, None: view.Quota.usedUp()}
			if v.field("act") == "drop" && v.r.PathValue("key") == p.Key {
				card.Open, card.Why = true, v.field("why")
			}
			view.Proposals = append(view.Proposals, card)
		case len(view.Done) < 5:
			view.Done = append(view.Done, v.fill(p))
		}
	}
	return nil
}

// readPushes sorts the account's pushes: those that need a hand, then the latest.
func (v *visit) readPushes(view *postsView) error {
	all, err := v.releases()
	if err != nil {
		return err
	}
	var ours []catalog.Release
	for _, rel := range all {
		if v.ofAccount(rel.Channel) {
			ours = append(ours, rel)
		}
	}
	slices.SortStableFunc(ours, func(a, b catalog.Release) int { return b.At.Compare(a.At) })
	for _, rel := range ours {
		if !v.stuck(rel) && len(view.Rows) == postRows {
			view.More++
			continue
		}
		row := v.rowOf(rel)
		if v.stuck(rel) {
			view.Hands = append(view.Hands, row)
		} else {
			view.Rows = append(view.Rows, row)
		}
	}
	return nil
}

// postAct settles, repeats or takes down one push of the account.
func (v *visit) postAct() {
	if !v.ofAccount(v.field("channel")) {
		v.trouble(http.StatusNotFound, "")
		return
	}
	v.pushAct("/posts", v.showPosts)
}

// silence is how long the account has been silent, and when that becomes too
// long.
type silence struct {
	Last  civil.Date // zero: there was no post yet
	Days  int
	Next  civil.Date // the next day on which something is scheduled; zero: none within the line
	Marks []silentDay
	Tone  string
}

// silentDay is a day on which so many days without a post are full.
type silentDay struct {
	Day civil.Date
	N   int
	In  int // days from today
}

// silent reads how long the account has been silent; nil where nobody can say.
func (v *visit) silent() (*silence, error) {
	if v.Posting.Calendar == nil {
		return nil, nil
	}
	today := v.day()
	cal, err := v.Posting.Calendar(v.ctx(), today, silentAt+1, today)
	if err != nil {
		return nil, err
	}
	s := &silence{Last: cal.Last}
	for _, d := range cal.Days {
		if len(d.Scheduled) > 0 && s.Next.IsZero() {
			s.Next = d.Day
		}
		if d.Silent > 0 {
			s.Marks = append(s.Marks, silentDay{d.Day, d.Silent, d.Day.Sub(today)})
		}
	}
	s.mark(today)
	return s, nil
}

// mark says how long it is, and how bad.
func (s *silence) mark(today civil.Date) {
	if s.Last.IsZero() {
		s.Tone = toneNote
		return
	}
	s.Days, s.Tone = today.Sub(s.Last), toneGood
	switch {
	case s.Days >= silentAt:
		s.Tone = toneBad
	case s.Days >= quietAt:
		s.Tone = toneWarn
	}
}

// Line is where inspections draw the line.
func (s silence) Line() int { return silentAt }

// Full is how far the silence has come towards the line, at most all of it.
func (s silence) Full() int { return min(s.Days, silentAt) }

// readMonth reads one month of the calendar: the one that the address names, or
// today's.
func (v *visit) readMonth(view *postsView) error {
	var err error
	if view.Silence, err = v.silent(); err != nil || view.Silence == nil {
		return err
	}
	first := civil.Day(v.day().Year, v.day().Month, 1)
	if t, err := time.Parse("2006-01", v.r.URL.Query().Get("month")); err == nil && t.Year() > 1999 && t.Year() < 2100 {
		first = civil.Day(t.Year(), t.Month(), 1)
	}
	view.Month, err = v.postMonth(first)
	return err
}

func monthKey(first civil.Date) string { return fmt.Sprintf("%04d-%02d", first.Year, int(first.Month)) }
