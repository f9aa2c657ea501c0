package wechattest

import (
	"bytes"
	"context"
	"io"
	"time"
)

// pass lets d go by.
func pass(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	late := time.NewTimer(d)
	defer late.Stop()
	select {
	case <-late.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// bits is in about how many bits a body comes that takes its time.
const bits = 8

// reader is the body as it comes.
func (r result) reader(ctx context.Context) io.ReadCloser {
	whole := bytes.NewReader(r.body)
	if r.over <= 0 {
		return io.NopCloser(whole)
	}
	bit := max(1, len(r.body)/bits)
	return io.NopCloser(&trickle{ctx, whole, r.over / time.Duration(max(1, len(r.body))), bit})
}

// A trickle is a body of which a bit comes at a time.
type trickle struct {
	ctx   context.Context // of the call: a body has no other way to it
	whole *bytes.Reader
	pause time.Duration // for each byte
	bit   int
}

// Read implements io.Reader.
func (t *trickle) Read(b []byte) (int, error) {
	n, err := t.whole.Read(b[:min(len(b), t.bit)])
	if late := pass(t.ctx, t.pause*time.Duration(n)); late != nil {
		return 0, late
	}
	return n, err
}
