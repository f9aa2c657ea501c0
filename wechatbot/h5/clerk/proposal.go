package clerk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// proposals is the channel under which proposed mass messages (群发) are
// remembered: a release that needs a hand waits for its second pair of eyes, one
// that failed may be proposed again, one that is withdrawn is done with.
const proposals = "群发提议"

// proposal is a mass message that somebody proposed and another sends.
type proposal struct {
	Key     string                // the same for the same records to the same followers
	Records []catalog.IndexNumber // the first is the headline
	Tag     string                // of the followers who get it; empty: all
	By      string                // who proposed it

	Release catalog.Release
	Titles  []catalog.Record
	Lost    []catalog.IndexNumber // no longer public
	Old     []catalog.IndexNumber // replaced by others meanwhile
}

// plan is what a proposal's release keeps of it.
type plan struct {
	Records []catalog.IndexNumber `json:"records"`
	Tag     string                `json:"tag,omitempty"`
	By      string                `json:"by"`
}

// keyOf is the same for the same records in the same order to the same followers,
// so that what is proposed twice is proposed once.
func keyOf(records []catalog.IndexNumber, tag string) string {
	h := sha256.New()
	fmt.Fprintln(h, tag)
	for _, n := range records {
		fmt.Fprintln(h, n)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// propose keeps a mass message for another to send. It returns catalog.ErrClaimed
// when the same is proposed already.
func (v *visit) propose(records []catalog.IndexNumber, tag string) error {
	kept, err := json.Marshal(plan{records, tag, v.person.Name})
	if err != nil {
		return fmt.Errorf("clerk: propose: %w", err)
	}
	rel := catalog.Release{Subject: keyOf(records, tag), Channel: proposals, Day: v.day(), At: v.now(), Ref: string(kept)}
	if err := v.Catalog.Claim(v.ctx(), rel); err != nil {
		return err
	}
	rel.State, rel.Reason = catalog.NeedsHand, v.person.Name+"提议"
	if err := v.Catalog.Settle(v.ctx(), rel); err != nil {
		return err
	}
	return v.notedOf(proposal{Records: records}, "提议群发")
}

// proposed are all proposals, the newest first.
func (v *visit) proposed() ([]proposal, error) {
	all, err := v.releases()
	if err != nil {
		return nil, err
	}
	var out []proposal
	for _, rel := range all {
		var p plan
		if rel.Channel != proposals || json.Unmarshal([]byte(rel.Ref), &p) != nil {
			continue
		}
		out = append(out, proposal{Key: rel.Subject, Records: p.Records, Tag: p.Tag, By: p.By, Release: rel})
	}
	slices.SortStableFunc(out, func(a, b proposal) int { return b.Release.At.Compare(a.Release.At) })
	return out, nil
}

// Waits says whether the proposal is still to be sent. One that was claimed and
// never written down waits too: whoever made it was interrupted.
func (p proposal) Waits() bool {
	return p.Release.State == catalog.NeedsHand || p.Release.State == catalog.Claimed
}

// waitingProposals are those that are to be sent; mine counts those that this
// person may send.
func (v *visit) waitingProposals() (open []proposal, mine int, err error) {
	all, err := v.proposed()
	for _, p := range all {
		if !p.Waits() {
			continue
		}
		open = append(open, p)
		if v.maySend(p) {
			mine++
		}
	}
	return open, mine, err
}

// maySend holds the second pair of eyes: who proposed a message does not send it.
func (v *visit) maySend(p proposal) bool {
	return v.Posting.Mass != nil && v.person.Is(Reviewer) && p.By != v.person.Name
}

// mayDrop is who proposed it, or who may send it.
func (v *visit) mayDrop(p proposal) bool { return v.maySend(p) || p.By == v.person.Name }

// whole reports whether every record of a proposal may still go out.
func (p proposal) whole() bool { return p.Lost == nil && p.Old == nil }

// fill finds the records of a proposal.
func (v *visit) fill(p proposal) proposal {
	for _, n := range p.Records {
		r, err := v.Catalog.Find(v.ctx(), n)
		if err != nil {
			p.Lost = append(p.Lost, n)
			continue
		}
		if r.Status == catalog.Superseded {
			p.Old = append(p.Old, n)
		}
		p.Titles = append(p.Titles, r)
	}
	return p
}

// notedOf keeps what the person did about each record of a proposal.
func (v *visit) notedOf(p proposal, what string) error {
	for _, n := range p.Records {
		if err := v.noted(what, string(n), v.Posting.MassChannel); err != nil {
			return err
		}
	}
	return nil
}

// close writes down what became of a proposal.
func (v *visit) close(p proposal, state catalog.ReleaseState, words string) error {
	rel := p.Release
	rel.State, rel.At = state, v.now()
	rel.Reason = strings.Join([]string{p.By + "提议", words}, "，")
	if err := v.Catalog.Settle(context.WithoutCancel(v.ctx()), rel); err != nil { // what was sent is written down, though the browser is gone
		return err
	}
	return v.notedOf(p, words)
}
