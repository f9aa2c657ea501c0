package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

// verifyCommand walks the chain of changes from the first to the last.
type verifyCommand struct {
	Anchor []string `help:"What an earlier verify printed (锚): it must still lie on the chain." placeholder:"SEQ:HASH"`
}

// anchors reads what earlier runs printed.
func (x verifyCommand) anchors() ([]catalog.Anchor, error) {
	var out []catalog.Anchor
	for _, s := range x.Anchor {
		seq, hash, ok := strings.Cut(s, ":")
		n, err := strconv.ParseInt(seq, 10, 64)
		if !ok || err != nil || len(hash) != 64 {
			return nil, fmt.Errorf("--anchor: want SEQ:HASH as verify prints it")
		}
		out = append(out, catalog.Anchor{Seq: n, Hash: hash})
	}
	return out, nil
}

func (x verifyCommand) Run(ctx context.Context, c *commands, t terminal) error {
	anchors, err := x.anchors()
	if err != nil {
		return err
	}
	return withDesk(ctx, c, func(o *office) error {
		n, err := o.catalog.Verify(ctx, anchors...)
		var broken *catalog.ChainError
		if errors.As(err, &broken) {
			fmt.Fprintf(t.out, "第%d号变更与链条不符：%v\n", broken.Seq, broken)
			return errFindings
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%d号变更逐一核对，未发现改动\n", n)
		head, err := o.catalog.Anchor(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "锚 %d:%s（抄存别处，以后用 --anchor 核对）\n", head.Seq, head.Hash)
		files, bad, err := o.verifyFiles(ctx, t)
		switch {
		case err != nil:
			return err
		case bad > 0:
			return errFindings
		case files > 0:
			fmt.Fprintf(t.out, "%d件附件与公开时相同\n", files)
		}
		return o.verifySealed(ctx, t)
	})
}

// verifySealed walks the chains of the requests and of the cases.
func (o *office) verifySealed(ctx context.Context, t terminal) error {
	for _, book := range []struct {
		name   string
		verify func(context.Context) (int64, error)
	}{{"申请", o.sealed.Verify}, {"来件", o.sealed.CaseStore().Verify}} {
		n, err := book.verify(ctx)
		var altered *requestdb.AlteredError
		switch {
		case errors.As(err, &altered):
			fmt.Fprintf(t.out, "%s的第%d步与链条不符\n", book.name, altered.Seq)
			return errFindings
		case err != nil:
			return err
		case n > 0:
			fmt.Fprintf(t.out, "%s%d步逐一核对，未发现改动\n", book.name, n)
		}
	}
	return nil
}

// postCommand shows the pushes of a record, or those that need a hand.
type postCommand struct {
	Number string `arg:"" optional:"" help:"Index number of a record; without it: what needs a person's hand."`
}

func (x postCommand) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		if x.Number == "" {
			return o.unsettled(ctx, t)
		}
		r, err := o.catalog.Find(ctx, catalog.IndexNumber(x.Number))
		if err != nil {
			return err
		}
		releases, err := o.catalog.Releases(ctx, string(r.Number))
		if err != nil {
			return err
		}
		fmt.Fprintln(t.out, r.Number, r.Title)
		for _, rel := range releases {
			printRelease(t, rel)
		}
		return nil
	})
}

// unsettled lists the releases of every public record that did not go out by
// themselves.
func (o *office) unsettled(ctx context.Context, t terminal) error {
	n := 0
	for r, err := range o.catalog.Records(ctx) {
		if err != nil {
			return err
		}
		releases, err := o.catalog.Releases(ctx, string(r.Number))
		if err != nil {
			return err
		}
		for _, rel := range releases {
			if rel.State == catalog.NeedsHand || rel.State == catalog.Failed {
				fmt.Fprintln(t.out, r.Number, r.Title)
				printRelease(t, rel)
				n++
			}
		}
	}
	if n == 0 {
		fmt.Fprintln(t.out, "没有待人工处理的推送")
	}
	return nil
}

func printRelease(t terminal, rel catalog.Release) {
	fmt.Fprintf(t.out, "  %s %s %s %s %s\n", rel.Day, rel.Channel, rel.State, rel.Ref, rel.Reason)
}
