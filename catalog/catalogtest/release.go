package catalogtest

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func push(subject, channel string, day int) catalog.Release {
	return catalog.Release{
		Subject: subject, Channel: channel, State: catalog.Claimed, Attempts: 1,
		Day: civil.Day(2015, time.December, day), At: time.Date(2015, time.December, day, 8, 0, 0, 0, time.UTC),
	}
}

func claims(t *testing.T, s catalog.Store) {
	var mu sync.Mutex
	won := 0
	together(t, func(int) error {
		err := s.Claim(t.Context(), push("2015-00001", "网格微信群", 2))
		if errors.Is(err, catalog.ErrClaimed) {
			return nil
		}
		mu.Lock()
		defer mu.Unlock()
		won++
		return err
	})
	same(t, "claims", 1, won)
}

func reclaims(t *testing.T, s catalog.Store) {
	rel := push("2015-00001", "公众号", 2)
	for _, c := range []struct {
		state catalog.ReleaseState
		again error
	}{
		{catalog.Failed, nil}, {catalog.Nobody, nil}, {catalog.NeedsHand, catalog.ErrClaimed}, {catalog.Sent, catalog.ErrClaimed},
		{catalog.Withdrawn, catalog.ErrClaimed},
	} {
		rel.Subject = string(c.state)
		must(t, s.Claim(t.Context(), rel))
		settled := rel
		settled.State, settled.Ref, settled.Reason = c.state, "media-1", "说明"
		must(t, s.Settle(t.Context(), settled))
		same(t, "settled", []catalog.Release{settled}, releases(t, s, rel.Subject, ""))
		err := s.Claim(t.Context(), rel)
		if c.again != nil {
			is(t, err, c.again)
			continue
		}
		must(t, err)
		rel2 := rel
		rel2.Attempts = 2
		same(t, "claimed again", []catalog.Release{rel2}, releases(t, s, rel.Subject, ""))
	}
}

func listed(t *testing.T, s catalog.Store) {
	a, b, c := push("乙", "网格", 3), push("甲", "网格", 2), push("甲", "公众号", 4)
	for _, rel := range []catalog.Release{a, b, c} {
		must(t, s.Claim(t.Context(), rel))
	}
	same(t, "all", []catalog.Release{b, a, c}, releases(t, s, "", ""))
	same(t, "of a subject", []catalog.Release{b, c}, releases(t, s, "甲", ""))
	same(t, "on a channel", []catalog.Release{b, a}, releases(t, s, "", "网格"))
	same(t, "of neither", 0, len(releases(t, s, "丙", "")))
}

func releases(t *testing.T, s catalog.Store, subject, channel string) []catalog.Release {
	t.Helper()
	var out []catalog.Release
	for rel, err := range s.Releases(t.Context(), subject, channel) {
		must(t, err)
		out = append(out, rel)
	}
	return out
}
