package wechattest

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"sync"
	"time"
)

//go:embed phone
var phoneFiles embed.FS

// PhoneOptions say what the phone page shows around the chat.
type PhoneOptions struct {
	Title  string       // name of the account, at the top
	Avatar string       // two characters in the account's picture
	Hints  []string     // things to type
	Groups []PhoneGroup // group chats to show beside it
	About  template.HTML
	Desk   *DeskOptions // a rehearsal desk around the phone; nil: none
}

// A PhoneGroup is a WeCom group that the page shows, by its robot's key.
type PhoneGroup struct{ Name, Key string }

// Phone returns a page that looks like a chat with the account, for a browser:
// what is typed there, and pictures, voice and places, travel as signed WeChat XML
// through the bot, and the page shows what WeChat would show. Every browser is a follower of its own.
func (p *Platform) Phone(bot http.Handler, o PhoneOptions) http.Handler {
	ph := &phone{platform: p, bot: bot, options: o, seats: map[string]*seat{}, page: template.Must(template.ParseFS(phoneFiles, "phone/page.html"))}
	mux := http.NewServeMux()
	if o.Desk != nil {
		ph.desk = newDesk(p, *o.Desk)
		ph.desk.routes(mux)
		mux.HandleFunc("POST /role", ph.play)
	}
	mux.HandleFunc("GET /{$}", ph.show)
	mux.HandleFunc("POST /say", ph.say)
	mux.HandleFunc("POST /tap", ph.tap)
	mux.HandleFunc("POST /picture", ph.picture)
	mux.HandleFunc("POST /voice", ph.voice)
	mux.HandleFunc("POST /place", ph.place)
	mux.HandleFunc("GET /feed", ph.feed)
	mux.HandleFunc("GET /media/{id}", ph.media)
	mux.HandleFunc("GET /phone.css", asset("phone/phone.css", "text/css; charset=utf-8"))
	mux.HandleFunc("GET /icon.svg", asset("phone/icon.svg", "image/svg+xml"))
	mux.HandleFunc("GET /phone.js", asset("phone/phone.js", "text/javascript; charset=utf-8"))
	return http.NewCrossOriginProtection().Handler(policy(mux))
}

// policy lets the page use its own files and pictures, and nothing else.
func policy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' http: https:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func asset(name, kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		text, err := phoneFiles.ReadFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Write(text)
	}
}

type phone struct {
	platform *Platform
	bot      http.Handler
	options  PhoneOptions
	desk     *desk // nil: a phone alone
	page     *template.Template
	mu       sync.Mutex
	seats    map[string]*seat
}

// A seat is one browser: whom it plays now, and the chats of all it played.
type seat struct {
	mu    sync.Mutex
	who   string // citizen0, citizen1 … clerk, group0 …
	chats map[string]*chat
}

// A chat is one citizen's side of it.
type chat struct {
	mu       sync.Mutex
	follower *Follower
	read     int // of the follower's inbox
	log      []Line
	last     time.Time // of the newest line
}

func (s *seat) playing() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.who
}

// A Line is one bubble of the chat, as the page shows it.
type Line struct {
	Mine  bool
	Time  string
	Parts []Part    // of a text
	Image string    // address of a picture
	Cards []Article // of an article card
	Link  string    // of a template message
}

const cookie = "wechattest"

// maxSeats bounds how many browsers are remembered; the page is for trying.
const maxSeats = 1000

func (ph *phone) seat(w http.ResponseWriter, r *http.Request) *seat {
	ph.mu.Lock()
	defer ph.mu.Unlock()
	if c, err := r.Cookie(cookie); err == nil {
		if s, known := ph.seats[c.Value]; known {
			return s
		}
	}
	if len(ph.seats) >= maxSeats {
		clear(ph.seats)
	}
	id := random(letters, 24)
	s := &seat{who: "citizen0", chats: map[string]*chat{}}
	ph.seats[id] = s
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return s
}

// chat is the chat of whom a browser plays. Who plays the clerk or looks at a
// group has the first citizen's behind it.
func (ph *phone) chat(s *seat) *chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	key, who := "citizen0", Persona{Name: "我"}
	if ph.desk != nil {
		who = ph.desk.Citizens[0]
		for i, c := range ph.desk.Citizens {
			if k := fmt.Sprint("citizen", i); k == s.who {
				key, who = k, c
			}
		}
	}
	if s.chats[key] == nil {
		s.chats[key] = &chat{follower: ph.follower(who)}
	}
	return s.chats[key]
}

// follower is somebody new, or the one whom every browser plays under her
// openid.
func (ph *phone) follower(who Persona) *Follower {
	if who.OpenID == "" {
		return ph.platform.Follow(ph.bot, who.Name)
	}
	ph.platform.mu.Lock()
	f, known := ph.platform.followers[who.OpenID]
	ph.platform.mu.Unlock()
	if !known {
		f = ph.platform.Known(ph.bot, who.Name, who.OpenID)
		f.Event("subscribe", "")
	}
	return f
}

// play makes a browser play somebody else.
func (ph *phone) play(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	s := ph.seat(w, r)
	s.mu.Lock()
	s.who = r.PostFormValue("who")
	s.mu.Unlock()
	http.Redirect(w, r, "./", http.StatusSeeOther)
}

// lines takes over what has arrived and returns the chat from a line on.
func (s *chat) lines(from int) []Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.take()
	return s.log[min(max(from, 0), len(s.log)):]
}

func (s *chat) take() {
	inbox, arrivals := s.follower.arrived(s.read)
	for i, a := range inbox {
		s.put(lineOf(a), arrivals[i])
	}
	s.read += len(inbox)
}

// put adds a bubble with its hour, and with the day where that is another than the
// day of the bubble before.
func (s *chat) put(l Line, at time.Time) {
	at = at.In(beijing)
	l.Time = at.Format("15:04")
	if s.last.Format(time.DateOnly) != at.Format(time.DateOnly) {
		l.Time = at.Format("1月2日 15:04")
	}
	s.log, s.last = append(s.log, l), at
}

// mine writes down what the browser sent, sends it, and takes the answer over.
func (s *chat) mine(l Line, now time.Time, send func(*Follower)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.take()
	l.Mine = true
	s.put(l, now)
	send(s.follower)
	s.take()
}

func lineOf(a Answer) Line {
	l := Line{Link: a.URL, Cards: a.Articles}
	switch a.Type {
	case "text", "template":
		l.Parts = Parts(a.Text)
	case "image":
		l.Image = "media/" + a.MediaID
	}
	return l
}

var beijing = time.FixedZone("CST", 8*60*60)

func (ph *phone) say(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if text := r.PostFormValue("text"); text != "" {
		ph.send(w, r, spoken(text), func(f *Follower) { f.Ask(text) })
	}
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// send sends what the browser's citizen does, and asks why it was answered so.
func (ph *phone) send(w http.ResponseWriter, r *http.Request, l Line, do func(*Follower)) {
	ph.sends(ph.chat(ph.seat(w, r)), l, do)
}

func (ph *phone) sends(c *chat, l Line, do func(*Follower)) {
	c.mine(l, ph.platform.Now(), do)
	if ph.desk != nil {
		ph.desk.because(c.follower.OpenID)
	}
}

// spoken is a bubble of words.
func spoken(text string) Line { return Line{Parts: []Part{{Text: text}}} }

// view is what the page and the feed show.
type view struct {
	PhoneOptions
	Lines  []Line
	Menu   []Button
	Chats  []groupView
	Posts  []Post
	Count  int
	Change int
	Face   string    // of whom the browser plays
	Around *deskView // nil: a phone alone
}

type groupView struct {
	Name     string
	Messages []GroupMessage
}

func (ph *phone) view(ctx context.Context, s *seat, from int, key string) view {
	c := ph.chat(s)
	lines := c.lines(from)
	v := view{Face: string([]rune(c.follower.Name)[:1]), PhoneOptions: ph.options, Lines: lines, Menu: c.follower.Menu(), Count: from + len(lines)}
	for _, g := range ph.options.Groups {
		v.Chats = append(v.Chats, groupView{g.Name, ph.platform.Group(g.Key)})
		v.Change += len(v.Chats[len(v.Chats)-1].Messages)
	}
	for _, post := range ph.platform.Posts() {
		if !post.Deleted {
			v.Posts = append(v.Posts, post)
		}
	}
	v.Change = v.Change*1000 + len(v.Posts)*10 + len(v.Menu)
	if ph.desk != nil {
		v.Around = ph.desk.view(ctx, s, key, v.Chats)
	}
	return v
}

func (ph *phone) show(w http.ResponseWriter, r *http.Request) {
	s := ph.seat(w, r)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := ph.page.ExecuteTemplate(w, "page.html", ph.view(r.Context(), s, 0, r.URL.Query().Get("show"))); err != nil {
		http.Error(w, "page", http.StatusInternalServerError)
	}
}

// feed returns what is new, as pieces of the page.
func (ph *phone) feed(w http.ResponseWriter, r *http.Request) {
	from, _ := strconv.Atoi(r.URL.Query().Get("from"))
	v := ph.view(r.Context(), ph.seat(w, r), from, r.URL.Query().Get("show"))
	out := map[string]any{"count": v.Count, "change": v.Change}
	names := []string{"lines", "side", "menu"}
	if v.Around != nil {
		names = append(names, "today", "roles", "waiting", "tabs", "traffic", "shown", "office", "said", "took", "middle")
	}
	for _, name := range names {
		var b jsonText
		if err := ph.page.ExecuteTemplate(&b, name, v); err != nil {
			http.Error(w, "feed", http.StatusInternalServerError)
			return
		}
		out[name] = string(b)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	json.NewEncoder(w).Encode(out)
}

type jsonText []byte

// Write implements io.Writer.
func (b *jsonText) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}
