package wechattest

import (
	"embed"
	"encoding/json"
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
}

// A PhoneGroup is a WeCom group that the page shows, by its robot's key.
type PhoneGroup struct{ Name, Key string }

// Phone returns a page that looks like a chat with the account, for a browser:
// what is typed there travels as signed WeChat XML through the bot, and the
// page shows what WeChat would show. Every browser is a follower of its own.
func (p *Platform) Phone(bot http.Handler, o PhoneOptions) http.Handler {
	ph := &phone{platform: p, bot: bot, options: o, seats: map[string]*seat{},
		page: template.Must(template.ParseFS(phoneFiles, "phone/page.html"))}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", ph.show)
	mux.HandleFunc("POST /say", ph.say)
	mux.HandleFunc("POST /tap", ph.tap)
	mux.HandleFunc("GET /feed", ph.feed)
	mux.HandleFunc("GET /media/{id}", ph.media)
	mux.HandleFunc("GET /phone.css", asset("phone/phone.css", "text/css; charset=utf-8"))
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
	page     *template.Template
	mu       sync.Mutex
	seats    map[string]*seat
}

// A seat is one browser's chat.
type seat struct {
	mu       sync.Mutex
	follower *Follower
	log      []Line
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
	s := &seat{follower: ph.platform.Follow(ph.bot, "我")}
	ph.seats[id] = s
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return s
}

// lines takes over what has arrived and returns the chat from a line on.
func (s *seat) lines(from int, now time.Time) []Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.take(now)
	return s.log[min(max(from, 0), len(s.log)):]
}

func (s *seat) take(now time.Time) {
	for _, a := range s.follower.News() {
		s.log = append(s.log, lineOf(a, now))
	}
}

// mine writes down what the browser sent, sends it, and takes the answer over.
func (s *seat) mine(text string, now time.Time, send func(*Follower) Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.take(now)
	s.log = append(s.log, Line{Mine: true, Time: clock(now), Parts: []Part{{Text: text}}})
	send(s.follower)
	s.take(now)
}

func lineOf(a Answer, now time.Time) Line {
	l := Line{Time: clock(now), Link: a.URL, Cards: a.Articles}
	switch a.Type {
	case "text", "template":
		l.Parts = Parts(a.Text)
	case "image":
		l.Image = "media/" + a.MediaID
	}
	return l
}

func clock(t time.Time) string { return t.In(beijing).Format("15:04") }

var beijing = time.FixedZone("CST", 8*60*60)

func (ph *phone) say(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if text := r.PostFormValue("text"); text != "" {
		ph.seat(w, r).mine(text, ph.platform.Now(), func(f *Follower) Answer { return f.Ask(text) })
	}
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

func (ph *phone) tap(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	key := r.PostFormValue("key")
	for _, b := range ph.buttons() {
		if b.Key == key && key != "" {
			ph.seat(w, r).mine("［点菜单］"+b.Name, ph.platform.Now(), func(f *Follower) Answer { return f.Taps(key) })
		}
	}
	http.Redirect(w, r, "./#end", http.StatusSeeOther)
}

// buttons are all buttons of the menu, submenus flattened.
func (ph *phone) buttons() []Button {
	var out []Button
	for _, b := range ph.platform.Menu() {
		out = append(out, b)
		out = append(out, b.Children...)
	}
	return out
}

// view is what the page and the feed show.
type view struct {
	PhoneOptions
	Lines  []Line
	Menu   []Button
	Chats  []groupView
	Posts  []Post
	Count  int
	Change int
}

type groupView struct {
	Name     string
	Messages []GroupMessage
}

func (ph *phone) view(s *seat, from int) view {
	lines := s.lines(from, ph.platform.Now())
	v := view{PhoneOptions: ph.options, Lines: lines, Menu: ph.platform.Menu(), Count: from + len(lines)}
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
	return v
}

func (ph *phone) show(w http.ResponseWriter, r *http.Request) {
	s := ph.seat(w, r)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := ph.page.ExecuteTemplate(w, "page.html", ph.view(s, 0)); err != nil {
		http.Error(w, "page", http.StatusInternalServerError)
	}
}

// feed returns what is new, as pieces of the page.
func (ph *phone) feed(w http.ResponseWriter, r *http.Request) {
	from, _ := strconv.Atoi(r.URL.Query().Get("from"))
	v := ph.view(ph.seat(w, r), from)
	out := map[string]any{"count": v.Count, "change": v.Change}
	for _, name := range []string{"lines", "side", "menu"} {
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

func (ph *phone) media(w http.ResponseWriter, r *http.Request) {
	data, found := ph.platform.Media(r.PathValue("id"))
	if !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", http.DetectContentType(data))
	w.Write(data)
}
