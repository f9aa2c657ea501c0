package wechatbot

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Planner tells what is to be published. *catalog.Catalog is one.
type Planner interface {
	Feeder
	Papers(ctx context.Context, in ...catalog.Status) iter.Seq2[catalog.Record, error]
}

// A PostDay is one day of the calendar of posts.
type PostDay struct {
	Day       civil.Date
	Scheduled []catalog.Record  // go out that day where the program calls Catalog.Turn, or today where their day is past
	Posts     []catalog.Release // posts and mass messages of that day, done and stuck
	Silent    int               // 7, 10 or 14: so many days without a post unless one goes out before; 0: no such day
}

// A PostCalendar is what was posted and what is to be, day by day.
type PostCalendar struct {
	Last civil.Date // the last day with a post; zero: there was none
	Days []PostDay
}

// ReadCalendar reads the calendar of posts of so many days from a day on; today
// is where what is overdue stands, and what comes begins. Inspections fail an
// account after fourteen days without a post (国办秘函〔2019〕19号).
func ReadCalendar(ctx context.Context, p Planner, from civil.Date, days int, today civil.Date) (PostCalendar, error) {
	var c PostCalendar
	for i := range days {
		c.Days = append(c.Days, PostDay{Day: from.AddDays(i)})
	}
	for rel, err := range onAccount(ctx, p) {
		if err != nil {
			return c, fmt.Errorf("wechatbot: calendar: %w", err)
		}
		if rel.State == catalog.Sent && rel.Day.After(c.Last) {
			c.Last = rel.Day
		}
		if d := c.day(rel.Day); d != nil {
			d.Posts = append(d.Posts, rel)
		}
	}
	next := civil.Date{}
	for r, err := range p.Papers(ctx, catalog.Scheduled) {
		if err != nil {
			return c, fmt.Errorf("wechatbot: calendar: %w", err)
		}
		day := r.NotBefore
		if day.Before(today) {
			day = today
		}
		if next.IsZero() || day.Before(next) {
			next = day
		}
		if d := c.day(day); d != nil {
			d.Scheduled = append(d.Scheduled, r)
		}
	}
	c.markSilence(today, next)
	return c, nil
}

// day is the calendar's page of a day; nil: it has none.
func (c PostCalendar) day(day civil.Date) *PostDay {
	i := slices.IndexFunc(c.Days, func(d PostDay) bool { return d.Day == day })
	if i < 0 {
		return nil
	}
	return &c.Days[i]
}

// markSilence marks the days on which so many days without a post are full, unless
// what is scheduled next goes out before; zero: nothing is.
func (c PostCalendar) markSilence(today, next civil.Date) {
	if c.Last.IsZero() {
		return
	}
	for _, n := range quietDays {
		day := c.Last.AddDays(n)
		if d := c.day(day); d != nil && !day.Before(today) && (next.IsZero() || !next.Before(day)) {
			d.Silent = n
		}
	}
}

// onAccount yields the posts and the mass messages of the account.
func onAccount(ctx context.Context, feed Feeder) iter.Seq2[catalog.Release, error] {
	return func(yield func(catalog.Release, error) bool) {
		for _, channel := range []string{PostChannel, MassChannel} {
			for rel, err := range feed.ReleasesOn(ctx, channel) {
				if !yield(rel, err) {
					return
				}
			}
		}
	}
}

// SilentDays are the days without a post until today; -1: there was never one.
func (c PostCalendar) SilentDays(today civil.Date) int {
	if c.Last.IsZero() {
		return -1
	}
	return today.Sub(c.Last)
}
