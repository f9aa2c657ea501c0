package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// one is a listener with one connection.
type one struct {
	net.Conn
	next chan net.Conn
}

func (l one) Accept() (net.Conn, error) {
	if c, open := <-l.next; open {
		return c, nil
	}
	return nil, net.ErrClosed
}
func (l one) Close() error   { close(l.next); return nil }
func (l one) Addr() net.Addr { return l.LocalAddr() }

func TestABodyThatNeverEndsHoldsNoConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		here, there := net.Pipe()
		l := one{there, make(chan net.Conn, 1)}
		l.next <- there
		server := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := io.ReadAll(r.Body); err != nil {
				w.WriteHeader(http.StatusRequestTimeout)
			}
		}))
		go server.Serve(l)
		began := time.Now()
		_, err := fmt.Fprint(here, "POST /wechat HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n<xml>")
		require.NoError(t, err)
		require.NoError(t, here.SetReadDeadline(began.Add(time.Hour)))
		io.ReadAll(here) // to the end of the connection
		assert.LessOrEqual(t, time.Since(began), 30*time.Second)
		require.NoError(t, server.Close())
	})
}
