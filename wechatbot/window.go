package wechatbot

import "sync"

// windows keep whose window for customer messages is shut: WeChat opens it when she
// writes.
type windows struct {
	mu     sync.Mutex
	shut   map[string]bool // by openid
	trying map[string]bool // to whom a message is on its way, since when she has not written
}

func newWindows() *windows { return &windows{shut: map[string]bool{}, trying: map[string]bool{}} }

// try begins a message, which done ends.
func (w *windows) try(openid string) (done func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.trying[openid] = true
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.trying, openid)
	}
}

// close notes that the message that was tried was refused. Where she wrote while it was
// on its way, her window is open all the same.
func (w *windows) close(openid string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.trying[openid] {
		w.shut[openid] = true
	}
}

func (w *windows) closed(openid string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.shut[openid]
}

func (w *windows) reopen(openid string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.shut, openid)
	delete(w.trying, openid)
}
