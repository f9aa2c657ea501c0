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
