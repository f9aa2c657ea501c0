package gate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
)

// maxBody is the largest callback that is read, in bytes. WeChat's own are a
// few hundred; a text has 2,048 at most.
const maxBody = 64 << 10

// A Config is what a Gate needs of its account and of whoever answers.
type Config struct {
	AppID    string
	Token    string
	AESKey   string // EncodingAESKey; empty: plain mode
	Previous string // the EncodingAESKey before it, with which WeChat may go on for a while; empty: none

	Window time.Duration    // how far a timestamp may be from now; negative: any is taken
	Now    func() time.Time // the clock

	// Answer answers a message, whose XML is given too, with XML in plain that it
	// appends to out; nil is silence. It keeps neither the one XML nor the other.
	Answer func(ctx context.Context, m *envelope.Arrival, plain, out []byte) []byte

	// Refused is told of what was refused, once a minute at most for each reason, and
	// of how many went before it untold.
	Refused func(no Refusal, untold int)
}

// A Gate answers the callbacks of one account. It is safe for many goroutines.
type Gate struct {
	Config
	token         []byte
	key, previous *envelope.Key // nil in plain mode, and where there is none
	nonces        nonces
	refused       refused
	sheets        sync.Pool // *sheet
}

// New returns a gate, or an error that says which key is none.
func New(c Config) (*Gate, error) {
	key, err := envelope.NewKey(c.AppID, c.AESKey)
	if err != nil {
		return nil, err
	}
	previous, err := envelope.NewKey(c.AppID, c.Previous)
	if err != nil {
		return nil, fmt.Errorf("%w (the previous one)", err)
	}
	return &Gate{Config: c, token: []byte(c.Token), key: key, previous: previous, sheets: sync.Pool{New: func() any { return new(sheet) }}}, nil
}

// ServeHTTP answers WeChat's callbacks. Whatever does not come from WeChat
// under this account's token gets 403 and no body, a body over 64 KiB 413,
// unreadable XML 400, another method 405.
func (g *Gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		g.verify(w, r)
	case http.MethodPost:
		g.callback(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		g.refuse(w, WrongMethod)
	}
}

// verify proves to WeChat's console that this address is the account's.
func (g *Gate) verify(w http.ResponseWriter, r *http.Request) {
	s := g.sheets.Get().(*sheet)
	defer g.sheets.Put(s)
	q := queryOf(r.URL.RawQuery)
	no := accepted
	switch {
	case !g.timely(q):
		no = Untimely
	case !g.signed(s, q, q.signature, nil):
		no = Unsigned
	case q.echo == "" || len(q.echo) > 1024 || !g.fresh(q.timestamp, q.nonce, "echo"):
		no = NoEcho
	}
	if no != accepted {
		g.refuse(w, no)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	io.WriteString(w, q.echo)
}

// callback reads, checks and answers one message. Anything unsure is "success", which
// shows the citizen nothing.
func (g *Gate) callback(w http.ResponseWriter, r *http.Request) {
	s := g.sheets.Get().(*sheet)
	defer g.sheets.Put(s)
	body, no := s.read(w, r)
	if no != accepted {
		g.refuse(w, no)
		return
	}
	c, no := g.check(s, queryOf(r.URL.RawQuery), envelope.Legal(body))
	if no != accepted {
		g.refuse(w, no)
		return
	}
	answer := g.Answer(r.Context(), c.message, c.plain, s.answer[:0])
	if answer == nil {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte("success"))
		return
	}
	s.answer = answer
	if c.under != nil {
		answer = g.seal(s, c, answer)
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.Write(answer) // a peer that is gone has lost its answer; it will ask again
}

// read reads the body of a callback, or says why it is refused.
func (s *sheet) read(w http.ResponseWriter, r *http.Request) ([]byte, Refusal) {
	from := http.MaxBytesReader(w, r.Body, maxBody)
	s.body = slices.Grow(s.body[:0], 1024)
	for {
		n, err := from.Read(s.body[len(s.body):cap(s.body)])
		s.body = s.body[:len(s.body)+n]
		switch {
		case err == io.EOF:
			return s.body, accepted
		case err != nil:
			return nil, unread(err)
		case len(s.body) == cap(s.body):
			s.body = slices.Grow(s.body, 1)
		}
	}
}

// unread is why a callback is refused whose body could not be read.
func unread(err error) Refusal {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return TooLarge
	}
	return CutOff
}
