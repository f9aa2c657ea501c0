package gate

import (
	"crypto/sha256"
	"fmt"
	"sync"
	"time"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
)

// In plain mode the signature covers the timestamp and the nonce but not the body:
// who has seen one callback's address could send anything under it. So a nonce
// belongs to the first message that came with it, for as long as its timestamp is
// taken. In safe mode the signature covers the message.

// nonces are the messages of the last while, by timestamp and nonce. Each replica
// knows its own.
type nonces struct {
	mu   sync.Mutex
	kept map[string]bound
	past time.Time // when the old ones were last thrown away
}

type bound struct {
	message [sha256.Size]byte
	until   time.Time
}

// belongs binds a stamp to a message, and says whether it is bound to no other.
func (n *nonces) belongs(stamp string, to [sha256.Size]byte, now time.Time, window time.Duration) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.kept == nil || now.Sub(n.past) > window {
		fresh := map[string]bound{}
		for k, b := range n.kept {
			if !now.After(b.until) {
				fresh[k] = b
			}
		}
		n.kept, n.past = fresh, now
	}
	b, known := n.kept[stamp]
	if !known {
		n.kept[stamp] = bound{to, now.Add(2 * window)} // a timestamp may be a window ahead
		return true
	}
	return b.message == to
}

// fresh says whether a callback's nonce came with no other message before. That
// WeChat takes a new nonce for another try is in no document at hand: the same
// message may come under the same one again. Where any timestamp is taken nothing
// is bound, for it would be for ever.
func (g *Gate) fresh(stamp, nonce, what string) bool {
	return g.Window < 0 || g.nonces.belongs(stamp+"\n"+nonce, sha256.Sum256([]byte(what)), g.Now(), g.Window)
}

// identity is what makes a message the same when it comes again: whose it is, its
// id, and what it says. What else its XML holds may differ.
func identity(m *envelope.Arrival) string {
	return fmt.Sprintf("%q", []string{
		m.Key(), string(m.MsgType), m.Content, m.Recognition, m.MediaID, m.PicURL, m.URL, m.Label, string(m.Event), m.EventKey, m.Status,
	})
}
