package clerk

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// pushActs is the channel under which is kept what people did about pushes: a push
// itself keeps its newest state only. Each is a release that is claimed and never
// settled, so that nothing overwrites it and no count takes it for a push.
const pushActs = "推送办理"

// pushNote is what a person did about a push, or about a mass message.
type pushNote struct {
	By      string    `json:"by"`
	What    string    `json:"what"`
	Subject string    `json:"subject"`
	Channel string    `json:"channel"`
	At      time.Time `json:"-"`
	About   hand      `json:"-"`
}

// noted keeps what the person did.
func (v *visit) noted(what, subject, channel string) error {
	kept, err := json.Marshal(pushNote{By: v.person.Name, What: what, Subject: subject, Channel: channel})
	if err != nil {
		return fmt.Errorf("clerk: note: %w", err)
	}
	return v.keepNote(pushActs, string(kept))
}

// keepNote writes down what was done, though the browser is gone.
func (v *visit) keepNote(channel, note string) error {
	return v.Catalog.Claim(context.WithoutCancel(v.ctx()), catalog.Release{Subject: rand.Text(), Channel: channel, Day: v.day(), At: v.now(), Ref: note})
}

// pushTrail reads one page of what was done about pushes, the newest first; it
// begins behind so many of them.
func (v *visit) pushTrail(view *trailView, skip int64) error {
	all, err := v.releases()
	if err != nil {
		return err
	}
	for _, rel := range slices.Backward(all) {
		n := pushNote{At: rel.At}
		if rel.Channel == pushActs && json.Unmarshal([]byte(rel.Ref), &n) == nil {
			view.Pushes = append(view.Pushes, n)
		}
	}
	slices.SortStableFunc(view.Pushes, func(a, b pushNote) int { return b.At.Compare(a.At) })
	view.Pushes, view.Older = pageOf(view.Pushes, skip)
	for i, n := range view.Pushes {
		view.Pushes[i].About = v.handOf(catalog.Release{Subject: n.Subject, Channel: n.Channel})
	}
	return nil
}
