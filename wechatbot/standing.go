package wechatbot

import (
	"context"
	"fmt"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// A Standing is what became of the notices to one grid so far. Each record
// counts once.
type Standing struct {
	Grid      Grid
	Told      int       // they are out
	ByHand    int       // of them, those that a person forwarded or confirmed
	Waiting   int       // for a person's hand
	Unsure    int       // nobody knows whether they are out, or no way was left: a person looks
	Failed    int       // surely not out, with a reason on each Release
	Nobody    int       // had nobody to go to: nobody had subscribed
	Last      time.Time // when the last one went out; zero: none has
	Followers int       // who subscribed; -1: not asked for (see Bot.Subscribers)
}

// Standings reads what became of the notices to grids, in their order.
func Standings(ctx context.Context, feed Feeder, grids []Grid) ([]Standing, error) {
	at := map[string]int{}
	out := make([]Standing, len(grids))
	for i, g := range grids {
		out[i] = Standing{Grid: g, Followers: -1}
		at[g.Channel()] = i
	}
	for rel, err := range feed.ReleasesOn(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("wechatbot: standings: %w", err)
		}
		if i, ours := at[rel.Channel]; ours {
			out[i].count(rel)
		}
	}
	return out, nil
}

func (s *Standing) count(rel catalog.Release) {
	way, _ := wayOf(rel)
	hand := way == ByRelay || way == ByCustomerGroup
	switch {
	case rel.State == catalog.Sent:
		s.Told++
		if hand {
			s.ByHand++
		}
		if rel.At.After(s.Last) {
			s.Last = rel.At
		}
	case rel.State == catalog.NeedsHand && hand:
		s.Waiting++
	case rel.State == catalog.NeedsHand, rel.State == catalog.Claimed:
		s.Unsure++
	case rel.State == catalog.Failed:
		s.Failed++
	case rel.State == catalog.Nobody:
		s.Nobody++
	}
}
