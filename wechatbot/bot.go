package wechatbot

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/gate"
	"github.com/zwgk/zwgk/wechatbot/internal/recogniser"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// An Account is what WeChat gives the owner of an official account. An empty
// AESKey is plain mode; with one the bot refuses messages that are not
// encrypted.
type Account struct {
	AppID  string
	Secret string // empty: the bot only answers, within the time that WeChat waits; it sets no menu and sends nothing
	Token  string
	AESKey string // EncodingAESKey, 43 characters
}

// A Corp is what WeCom (企业微信) gives an organisation whose members keep
// customer groups (客户群), and an application that may write to them. The zero
// Corp has none.
type Corp struct {
	ID     string
	Secret string
}

// A Finder finds what is public. *catalog.Catalog is one.
type Finder interface {
	Find(ctx context.Context, n catalog.IndexNumber) (catalog.Record, error)
	Search(ctx context.Context, q catalog.Query) (catalog.Page, error)
}

// A Feeder is a Finder that tells what was published, and remembers what was
// pushed. Only with one does Run notify and post. *catalog.Catalog is one.
type Feeder interface {
	Finder
	Sync(ctx context.Context) error
	Since(ctx context.Context, seq int64) iter.Seq2[catalog.Change, error]
	Claim(ctx context.Context, rel catalog.Release) error
	Settle(ctx context.Context, rel catalog.Release) error
	Releases(ctx context.Context, subject string) ([]catalog.Release, error)
	ReleasesOn(ctx context.Context, channel string) iter.Seq2[catalog.Release, error]
}

// Config is what a Bot needs. Only Account and Catalog are required.
type Config struct {
	Account Account
	Catalog Finder
	Desk    *disclosure.Desk   // nil: takes no requests
	Cases   *cases.Desk        // nil: takes no complaints and consultations
	Items   []catalog.Item     // what must be published, for questions on who is in time; empty: unknown
	Books   *budget.Books      // nil: answers no budget questions
	Office  h5.Office          // zero: says nothing of itself
	Grids   []Grid             // groups told of each record
	Corp    Corp               // for grids that are customer groups; zero: there are none
	Clerks  []string           // openids of the clerks who are reminded
	Notices []ServiceNotice    // told by, in this order, whom no customer message reaches; nil: they are told when they write
	Posts   time.Time          // records published from then on are posted; zero: none are
	Pages   h5.Links           // zero: replies carry no links
	Tickets *h5.Tickets        // shared with the pages, so that an application goes on there; nil: it stays in the chat
	Talks   Keeper             // shared by replicas that take turns with one citizen; nil: each remembers what it said itself
	Replies fs.FS              // wording, each file in place of the one of replies that has its name; nil: the built-in Chinese
	Sayings []Saying           // how citizens of this place say it, beside the built-in sayings
	Client  *http.Client       // to WeChat; without a time limit, or nil: 10 s
	Log     logrus.FieldLogger // nil: silent; of an error in a room it has the type, for its text may quote a citizen
	Now     func() time.Time   // nil: time.Now
	Window  time.Duration      // how far a callback's timestamp may be off; 0: 5 minutes; negative: any, and any nonce
	Pace    time.Duration      // how often Run looks for work; 0: 1 s
	Limit   int                // messages of one citizen that are answered in a minute; 0: 300; negative: any number

	// Why is told how each answer came about, while it is being given; it must
	// not wait. nil: nobody is told.
	Why func(openid string, y Why)

	// Trial makes Run leave alone whoever has not written to this very bot, and
	// everything that is not an answer to her: it posts nothing, tells no grid,
	// reminds nobody. For trying a bot on an office's own stores.
	Trial bool

	// Subscription says that the account is a subscription account (订阅号): one
	// mass message a day. Otherwise it is a service account (服务号): four a month.
	Subscription bool

	// PreviousAESKey is the EncodingAESKey before the present one: WeChat may go
	// on with it for a while. Empty: none.
	PreviousAESKey string
}

// A Bot answers the callbacks of one official account. It is safe for many
// goroutines.
type Bot struct {
	Config
	wechat *weixin.Caller
	wecom  *weixin.Caller
	tags   tags
	pace   massPace

	gate      *gate.Gate
	refusedAt atomic.Int64 // when the account was last refused the right to customer messages, in Unix time; 0: it has it
	joinedNow atomic.Bool  // somebody subscribed since notices that nobody was there for were looked at
	words     *replies
	ear       func() *ear
	gists     func() []recogniser.Gist // of the entries of the guide
	speller   func() *catalog.Speller
	deeds     map[intent]deed
	commands  map[string]command
	readings  []reading
	books     atomic.Pointer[edition]    // what was worked out of the books
	census    atomic.Pointer[censusBook] // who published what
	counting  sync.Mutex                 // held while it is counted anew
	once      *answers
	talks     *talks
	windows   *windows
	queue     chan push
	mu        sync.Mutex
	reports   map[string]heard  // of posts and mass messages, by id
	asked     []job             // pushes that a person wants tried again
	unwritten []catalog.Release // what became of pushes that could not be written down

	undelivered sync.Mutex // one report at a time finds the notice that it is of
}

// New returns a bot, or an error that says what the Config lacks.
func New(c Config) (*Bot, error) {
	c = c.withDefaults()
	b := &Bot{
		Config: c, ear: sync.OnceValue(func() *ear { return earWith(c.Sayings) }), speller: sync.OnceValue(func() *catalog.Speller { return spellerOf(c) }),
		gists: sync.OnceValue(func() []recogniser.Gist { return gistsOf(c.Office.Guide) }),
		deeds: newDeeds(), commands: newCommands(), readings: newReadings(), once: newAnswers(c.Window), talks: newTalks(), windows: newWindows(), queue: make(chan push, 256),
		wechat: weixin.New(c.Account.AppID, c.Account.Secret, c.Client, c.Now),
		wecom:  weixin.NewCorp(c.Corp.ID, c.Corp.Secret, c.Client, c.Now),
	}
	var err error
	if b.gate, err = b.gateOf(); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	if c.Desk != nil && c.Office.Desk == "" && c.Office.Name == "" {
		c.Log.WithField("event", "office").Warn("no applications are taken: the description of the office has neither a desk nor a name that receives them")
	}
	if b.words, err = loadReplies(c.Replies); err != nil {
		return nil, err
	}
	for name, fields := range b.words.strange {
		c.Log.WithField("event", "reply").WithField("template", name).WithField("fields", fields).Warn("a template names fields that the built-in one does not use: one that is misspelt cannot be filled")
	}
	if err := b.checkNotices(); err != nil {
		return nil, err
	}
	if c.Account.Secret == "" {
		c.Log.WithField("event", "account").Warn("the account has no secret: there is no menu, no answer follows that takes long, and nobody is told anything but in answers")
	}
	return b, nil
}

// check says what a Config lacks.
func (c Config) check() error {
	if err := c.Account.check(); err != nil {
		return err
	}
	if c.Catalog == nil {
		return fmt.Errorf("wechatbot: a catalogue is required")
	}
	for _, v := range []any{c.Catalog, c.Talks, c.Log} { // an interface that holds a nil pointer is not nil
		if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer && p.IsNil() {
			return fmt.Errorf("wechatbot: the Config holds a %T that is nil: leave out what there is not", v)
		}
	}
	if c.Pace < 0 {
		return fmt.Errorf("wechatbot: Run cannot look for work every %v", c.Pace)
	}
	if u, err := url.Parse(c.Pages.Base); c.Pages.Base != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("wechatbot: pages: %q is no address that a phone can open: write it with https://", c.Pages.Base)
	}
	if err := checkGrids(c.Grids, c.Corp); err != nil {
		return err
	}
	if what := c.sends(); what != "" && c.Account.Secret == "" {
		return fmt.Errorf("wechatbot: the account needs its secret: %s cannot be sent without", what)
	}
	return checkSayings(c.Sayings)
}

// sends says what a Config has the account send of itself, which takes its secret.
func (c Config) sends() string {
	for _, g := range c.Grids {
		if slices.ContainsFunc(g.Reached(), func(way Way) bool { return way == ByTag || way == ByRelay }) {
			return fmt.Sprintf("notices to the followers of grid %q", g.Name)
		}
	}
	switch {
	case !c.Posts.IsZero():
		return "posts"
	case len(c.Clerks) > 0:
		return "reminders to clerks"
	case len(c.Notices) > 0:
		return "service notices"
	}
	return ""
}

// check says what is wrong with an account as it was copied from the console.
func (a Account) check() error {
	if a.AppID == "" || a.Token == "" {
		return fmt.Errorf("wechatbot: the account needs an AppID and a token")
	}
	for _, field := range [][2]string{{"AppID", a.AppID}, {"secret", a.Secret}, {"token", a.Token}} {
		if strings.TrimSpace(field[1]) != field[1] {
			return fmt.Errorf("wechatbot: the account's %s begins or ends with white space", field[0])
		}
	}
	return nil
}

// withDefaults fills in what may be left out.
func (c Config) withDefaults() Config {
	client := http.Client{}
	if c.Client != nil {
		client = *c.Client
	}
	if client.Transport == nil {
		client.Transport = weixin.Transport()
	}
	client.Timeout = cmp.Or(client.Timeout, 10*time.Second)
	c.Client = &client
	if c.Log == nil {
		silent := logrus.New()
		silent.SetOutput(io.Discard)
		c.Log = silent
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	c.Window = cmp.Or(c.Window, 5*time.Minute)
	c.Limit = cmp.Or(c.Limit, 300)
	c.Pace = cmp.Or(c.Pace, time.Second)
	return c
}
