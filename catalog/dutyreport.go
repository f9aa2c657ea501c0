package catalog

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// What an office says of one falling due is kept as a release on a channel of its own.
// Neither is one by which anything is made public, and the census leaves them out.
const (
	ZeroReport = "零报告" // there is nothing to publish; Reason says why
	Belated    = "补公开" // a window that was missed has its record after all; Reason is its number
)

// ErrOtherItem says that a record is not of the item, or older than the window, that it
// was named for.
var ErrOtherItem = errors.New("catalog: the record does not fulfil this item")

// dutyReports are what was said, by dutySubject.
type dutyReports struct{ nothing, belated map[string]Release }

func dutySubject(i Item, window string) string { return "item/" + i.ID + "/" + window }

// DutyOf reads the item's id and the window out of the subject of a report on a duty.
func DutyOf(subject string) (id, window string, ok bool) {
	rest, ok := strings.CutPrefix(subject, "item/")
	at := strings.LastIndexByte(rest, '/')
	if !ok || at < 0 {
		return "", "", false
	}
	return rest[:at], rest[at+1:], true
}

// names says whether a record was named for any window of an item.
func (d dutyReports) names(i Item, n IndexNumber) bool {
	for subject, rel := range d.belated {
		if rel.Reason == string(n) && strings.HasPrefix(subject, dutySubject(i, "")) {
			return true
		}
	}
	return false
}

// ReportNothing notes that for one falling due of an item — Duty.For — there is
// nothing to publish, and why. A second report of the same returns ErrClaimed.
func (c *Catalog) ReportNothing(ctx context.Context, item Item, window, reason string, by Actor) error {
	if reason == "" {
		return errors.New("catalog: a zero report needs a reason")
	}
	return c.reportDuty(ctx, item, window, ZeroReport, reason, by)
}

// ReportBelated notes which record was published for a window — Duty.For — that had
// been missed: by its day it would count for a later one. It returns ErrNotFound for a
// record that is not public, ErrOtherItem for one of something else or from before the
// window, and ErrClaimed where one was named that still counts.
func (c *Catalog) ReportBelated(ctx context.Context, item Item, window string, n IndexNumber, by Actor) error {
	from, err := civil.ParseDate(window)
	if err != nil {
		return fmt.Errorf("catalog: report belated: %w", err)
	}
	r, err := c.Find(ctx, n)
	if err != nil {
		return err
	}
	if !item.fulfilledBy(r) || r.Published.Before(from) {
		return ErrOtherItem
	}
	err = c.reportDuty(ctx, item, window, Belated, string(r.Number), by)
	if !errors.Is(err, ErrClaimed) {
		return err
	}
	said, err := c.dutyReports(ctx)
	if err != nil {
		return err
	}
	old := said.belated[dutySubject(item, window)]
	if was, err := c.Find(ctx, IndexNumber(old.Reason)); err == nil && item.fulfilledBy(was) {
		return ErrClaimed
	}
	return c.Settle(ctx, dutyReport(item, window, Belated, string(r.Number), by)) // what was named is gone
}

func (c *Catalog) reportDuty(ctx context.Context, item Item, window, channel, reason string, by Actor) error {
	if item.ID == "" || window == "" {
		return errors.New("catalog: a report on a duty needs the item's id and the window")
	}
	if err := stamped(by); err != nil {
		return err
	}
	rel := dutyReport(item, window, channel, reason, by)
	if err := c.Claim(ctx, rel); err != nil {
		return err
	}
	return c.Settle(ctx, rel)
}

func dutyReport(item Item, window, channel, reason string, by Actor) Release {
	return Release{Subject: dutySubject(item, window), Channel: channel, Day: civil.InChina(by.At), At: by.At, Ref: by.Name, Reason: reason, State: Sent}
}

func (c *Catalog) dutyReports(ctx context.Context) (dutyReports, error) {
	out := dutyReports{map[string]Release{}, map[string]Release{}}
	for channel, into := range map[string]map[string]Release{ZeroReport: out.nothing, Belated: out.belated} {
		for rel, err := range c.store.Releases(ctx, "", channel) {
			if err != nil {
				return out, fmt.Errorf("catalog: reports on duties: %w", err)
			}
			into[rel.Subject] = rel
		}
	}
	return out, nil
}
