package clerk

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

// Two things are for whoever a record is of and for nobody else: a draft is thrown away
// by who drafted it or took it in, and taken back from review by who sent it.

// discardable says why a person does not throw a draft away; empty: it is hers.
func discardable(r catalog.Record, steps []tread, name string) string {
	for _, s := range steps {
		switch s.kind {
		case catalog.Returned:
			return "这份草稿退回过，不能作废。请改好再送审。"
		case catalog.Withheld:
			return "这一条决定过不予公开，不能作废。"
		}
	}
	if r.Drafter != name && (len(steps) == 0 || steps[0].by != name) {
		return "草稿由拟稿的人作废，这一份是“" + r.Drafter + "”拟的。"
	}
	return ""
}

// recallable says why a person does not take a record back from review; empty: she sent
// it, and nobody has decided on it.
func recallable(_ catalog.Record, steps []tread, name string) string {
	by := ""
	for _, s := range steps {
		switch s.kind {
		case catalog.Withheld:
			return "这一条决定过不予公开，重新送审以后由审查人办理，不能撤回。"
		case catalog.InReview:
			by = s.by
		}
	}
	if by != name {
		return "送审由送审的人撤回，这一条是“" + by + "”送的。"
	}
	return ""
}

// notOwn says why an act that is for whoever the record is of is not this person's;
// empty: it is, or the act is not one of those.
func (v *visit) notOwn(act string, r catalog.Record) string {
	for _, d := range deeds() {
		if d.act != act || d.own == nil || !slices.Contains(d.from, r.Status) || !v.person.Is(d.roles...) {
			continue
		}
		steps, err := v.treads(v.ctx(), r.ID)
		if err != nil {
			return "" // the record's own page says what is wrong
		}
		return d.own(r, steps, v.person.Name)
	}
	return ""
}

// discard throws a draft away. The bytes of its attachments go with it; what the
// catalogue keeps of them is their names and what was read.
func (v *visit) discard(r catalog.Record, note string) (catalog.Record, error) {
	gone, err := v.Catalog.Move(v.ctx(), r, catalog.Discarded, note, v.actor())
	if err != nil || !v.Attachments.on() {
		return gone, err
	}
	for _, f := range gone.Files {
		if f.SHA256 == "" {
			continue
		}
		if err := v.Attachments.Put(v.ctx(), keptAs(gone, f.Name), bytes.NewReader(nil)); err != nil {
			return gone, fmt.Errorf("clerk: discard %d: attachment: %w", gone.ID, err)
		}
	}
	return gone, nil
}

// closed says that a record is not written any more, and then what else there is to do.
func closed(r catalog.Record, rest string) string {
	if r.Status == catalog.Discarded {
		return "这份草稿已经作废，不能再改。还要用的，请拟一条新的。"
	}
	return "这条信息已经“" + r.Status.Chinese() + "”，" + rest
}
