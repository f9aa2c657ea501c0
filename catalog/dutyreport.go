package catalog

import (
	"context"
	"errors"
	"fmt"
	"strconv"
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
// was named for. The error is a *MisfitError.
var ErrOtherItem = errors.New("catalog: the record does not fulfil this item")

// ErrNamed says that a record is named for another window of the item already: it was
// published once, and makes good for one that was missed.
var ErrNamed = errors.New("catalog: the record is named for another window")

// A MisfitError says in what a record does not fit the window that it was named for. It
// is ErrOtherItem.
type MisfitError struct{ Findings []Finding }

// Error implements error. It names the places, and nothing of the record.
func (e *MisfitError) Error() string {
	var where []string
	for _, f := range e.Findings {
		where = append(where, f.Where)
	}
	return ErrOtherItem.Error() + ": " + strings.Join(where, ", ")
}

// Is makes it ErrOtherItem.
func (e *MisfitError) Is(target error) bool { return target == ErrOtherItem }

// misfits are the reasons why a record cannot stand for a window of an item.
func (i Item) misfits(r Record, from civil.Date) []Finding {
	var out []Finding
	no := func(where, text, want, got string) {
		out = append(out, Finding{Rule: RuleOtherItem, Severity: Error, Number: r.Number, Where: where, Text: text, Want: want, Got: got})
	}
	if !i.InColumn().holds(r.Column) {
		no("栏目", "不在这一事项的栏目里。", string(i.InColumn()), string(r.Column))
	}
	if i.Organ != "" && i.Organ != r.Publisher {
		no("发布机构", "不是这一事项的公开主体发布的。", i.Organ, r.Publisher)
	}
	if r.Published.Before(from) {
		no("公开日期", "在这一期以前就公开了。", from.String()+"以后", r.Published.String())
	}
	return out
}

// RuleOtherItem is the rule of a record named for an item that it does not fulfil.
const RuleOtherItem Rule = "other-item"

// dutyReports are what was said, by dutySubject; of windows that were named more than once
// the newest.
type dutyReports struct{ nothing, belated map[string]Release }

func dutySubject(i Item, window string) string { return "item/" + i.ID + "/" + window }

// DutyOf reads the item's id and the window out of a report on a duty. Other releases are
// none, and neither is a naming that was refused.
func DutyOf(rel Release) (id, window string, ok bool) {
	subject, _ := timesNamed(rel)
	rest, ok := strings.CutPrefix(subject, "item/")
	at := strings.LastIndexByte(rest, '/')
	if !ok || at < 0 || rel.State == Failed || rel.Channel != ZeroReport && rel.Channel != Belated {
		return "", "", false
	}
	return rest[:at], rest[at+1:], true
}

// again stands before the number of times in the subject of a window that was named more
// than once: what was named before stays as it was.
const again = " 第"

// timesNamed reads how often the window of a report had been named, and its dutySubject.
func timesNamed(rel Release) (subject string, times int) {
	at := strings.LastIndex(rel.Subject, again)
	if rel.Channel != Belated || at <= strings.LastIndexByte(rel.Subject, '/') {
		return rel.Subject, 1
	}
	times, _ = strconv.Atoi(strings.TrimSuffix(rel.Subject[at+len(again):], "次"))
	return rel.Subject[:at], times
}

// elsewhere says whether a record is named for another window of an item.
func (d dutyReports) elsewhere(i Item, n IndexNumber, window string) bool {
	for _, rel := range d.belated {
		if id, other, _ := DutyOf(rel); id == i.ID && other != window && rel.Reason == string(n) {
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
	_, err := c.reportDuty(ctx, item, window, ZeroReport, reason, by)
	return err
}

// ReportBelated notes which record was published for a window — Duty.For — that had
// been missed: by its day it would count for a later one. It returns ErrNotFound for a
// record that is not public, ErrOtherItem for one of something else or from before the
// window, ErrNamed for one that is named for another window of the item, and ErrClaimed
// where one was named that still counts. What was named before and no longer counts is kept.
// Of two who name one record for two windows at the same moment at most one succeeds.
func (c *Catalog) ReportBelated(ctx context.Context, item Item, window string, n IndexNumber, by Actor) error {
	from, err := civil.ParseDate(window)
	if err != nil {
		return fmt.Errorf("catalog: report belated: %w", err)
	}
	window = from.String() // as Duty.For is written
	r, err := c.Find(ctx, n)
	if err != nil {
		return err
	}
	if misfits := item.misfits(r, from); misfits != nil {
		return &MisfitError{misfits}
	}
	said, err := c.dutyReports(ctx)
	if err != nil {
		return err
	}
	if said.elsewhere(item, r.Number, window) {
		return ErrNamed
	}
	as, err := c.nameAs(ctx, item, window, said)
	if err != nil {
		return err
	}
	rel, err := c.reportDuty(ctx, item, as, Belated, string(r.Number), by)
	if err != nil {
		return err
	}
	if said, err = c.dutyReports(ctx); err != nil {
		return err
	}
	if said.elsewhere(item, r.Number, window) { // since it was looked at
		rel.State = Failed
		return errors.Join(ErrNamed, c.Settle(ctx, rel))
	}
	return nil
}

// nameAs is what a window is named as, beside a record that was named for it and is gone;
// ErrClaimed where that still counts.
func (c *Catalog) nameAs(ctx context.Context, item Item, window string, said dutyReports) (string, error) {
	old, ok := said.belated[dutySubject(item, window)]
	if !ok {
		return window, nil
	}
	was, err := c.Find(ctx, IndexNumber(old.Reason))
	switch {
	case err == nil && item.fulfilledBy(was):
		return "", ErrClaimed
	case err != nil && !errors.Is(err, ErrNotFound):
		return "", err
	}
	_, times := timesNamed(old)
	return fmt.Sprintf("%s%s%d次", window, again, times+1), nil
}

func (c *Catalog) reportDuty(ctx context.Context, item Item, window, channel, reason string, by Actor) (Release, error) {
	if item.ID == "" || window == "" {
		return Release{}, errors.New("catalog: a report on a duty needs the item's id and the window")
	}
	if err := stamped(by); err != nil {
		return Release{}, err
	}
	rel := Release{Subject: dutySubject(item, window), Channel: channel, Day: civil.InChina(by.At), At: by.At, Ref: by.Name, Reason: reason, State: Sent}
	if err := c.Claim(ctx, rel); err != nil {
		return Release{}, err
	}
	return rel, c.Settle(ctx, rel)
}

func (c *Catalog) dutyReports(ctx context.Context) (dutyReports, error) {
	out := dutyReports{map[string]Release{}, map[string]Release{}}
	for channel, into := range map[string]map[string]Release{ZeroReport: out.nothing, Belated: out.belated} {
		for rel, err := range c.store.Releases(ctx, "", channel) {
			if err != nil {
				return out, fmt.Errorf("catalog: reports on duties: %w", err)
			}
			if _, _, ok := DutyOf(rel); !ok {
				continue
			}
			subject, times := timesNamed(rel)
			if _, before := timesNamed(into[subject]); times >= before {
				into[subject] = rel
			}
		}
	}
	return out, nil
}
