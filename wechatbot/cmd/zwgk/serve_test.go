package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/sirupsen/logrus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// addressed is a log that tells where the server listens.
type addressed chan string

func (addressed) Levels() []logrus.Level { return logrus.AllLevels }

func (a addressed) Fire(e *logrus.Entry) error {
	if addr, ok := e.Data["addr"].(string); ok {
		a <- addr
	}
	return nil
}

// What runs beside the server takes over what callbacks leave behind, and settles
// what it has claimed.
func TestTheServerEndsBeforeWhatRunsBesideItAndWaitsForThat(t *testing.T) {
	log, addr := logrus.New(), make(addressed, 1)
	log.SetOutput(io.Discard)
	log.AddHook(addr)
	ctx, stop := context.WithCancel(t.Context())
	began, ends := make(chan struct{}), make(chan struct{})
	beside := make(chan context.Context, 1)
	var settled atomic.Bool
	handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(began)
		<-ends
		assert.NoError(t, (<-beside).Err(), "it ends before a callback that is under way")
	})
	over := make(chan error, 1)
	go func() {
		over <- listen(ctx, "127.0.0.1:0", handler, log, func(ctx context.Context) error {
			beside <- ctx
			<-ctx.Done()
			for range 10_000 { // it has something to settle
				runtime.Gosched()
			}
			settled.Store(true)
			return ctx.Err()
		})
	}()
	asked := make(chan error, 1)
	go func() {
		res, err := http.Get("http://" + <-addr)
		if err == nil {
			err = res.Body.Close()
		}
		asked <- err
	}()
	<-began
	stop()
	close(ends)
	require.NoError(t, <-over)
	require.NoError(t, <-asked)
	assert.True(t, settled.Load())
}

func TestTheServerEndsWithWhatFailsBesideIt(t *testing.T) {
	log, broken := logrus.New(), errors.New("broken")
	log.SetOutput(io.Discard)
	err := listen(t.Context(), "127.0.0.1:0", http.NotFoundHandler(), log, func(context.Context) error { return broken })
	require.ErrorIs(t, err, broken)
}
