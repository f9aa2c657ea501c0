package catalog

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A ReleaseState is how far a push has come.
type ReleaseState string

// The states, besides Withdrawn: taken back from the channel.
const (
	Claimed   ReleaseState = "claimed"    // someone is about to send it
	Sent      ReleaseState = "sent"       // it is out
	NeedsHand ReleaseState = "needs_hand" // nobody knows whether it is out, or a person must do it
	Failed    ReleaseState = "failed"     // it is surely not out and may be tried again
	Nobody    ReleaseState = "nobody"     // nobody was there to be told: no failure, and tried again once somebody is
)

// A Release (发布) is one push of one subject through one channel, on a day. It
// is claimed before the send and settled after it, so that a restart or a
// second replica repeats nothing and loses nothing. Releases are also the
// counts by channel.
type Release struct {
	Subject  string       `json:"subject"` // an index number, or another key of the channel
	Channel  string       `json:"channel"`
	Day      civil.Date   `json:"day"`
	State    ReleaseState `json:"state"`
	Ref      string       `json:"ref,omitempty"`    // the channel's own id of what was sent
	Reason   string       `json:"reason,omitempty"` // why it failed or needs a hand
	Attempts int          `json:"attempts"`         // claims so far
	At       time.Time    `json:"at"`
}

// Retryable says whether a release in this state may be claimed again.
func (s ReleaseState) Retryable() bool { return s == Failed || s == Nobody }

// Claim takes the subject and channel of rel for the caller, who may then
// send. It returns ErrClaimed when someone has it already, unless that
// attempt failed for certain or there was nobody to send it to.
func (c *Catalog) Claim(ctx context.Context, rel Release) error {
	if rel.Subject == "" || rel.Channel == "" {
		return fmt.Errorf("catalog: claim: a release needs a subject and a channel")
	}
	rel.State = Claimed
	return c.store.Claim(ctx, rel)
}

// Settle writes down what became of a claimed release. A release that nobody
// claimed returns ErrNotFound.
func (c *Catalog) Settle(ctx context.Context, rel Release) error {
	switch rel.State {
	case Sent, NeedsHand, Failed, Nobody, Withdrawn:
		return c.store.Settle(ctx, rel)
	}
	return fmt.Errorf("catalog: settle: %q is not an outcome", rel.State)
}

// Releases returns the releases of a subject.
func (c *Catalog) Releases(ctx context.Context, subject string) ([]Release, error) {
	if subject == "" {
		return nil, nil
	}
	var out []Release
	for rel, err := range c.store.Releases(ctx, subject, "") {
		if err != nil {
			return nil, fmt.Errorf("catalog: releases: %w", err)
		}
		out = append(out, rel)
	}
	return out, nil
}

// ReleasesOn yields the releases of a channel by day, or of all channels when
// it is empty.
func (c *Catalog) ReleasesOn(ctx context.Context, channel string) iter.Seq2[Release, error] {
	return c.store.Releases(ctx, "", channel)
}
