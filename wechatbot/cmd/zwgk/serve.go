package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// serveCommand runs the office: the callback at /wechat, the pages at /h5/, the
// clerk's desk at /desk/, /healthz and /readyz for whoever watches over it.
type serveCommand struct {
	Addr    string   `help:"Address to listen on." env:"ZWGK_ADDR" default:"127.0.0.1:8080"`
	Base    string   `help:"Address of the pages as citizens reach them, such as https://example.gov.cn/h5." env:"ZWGK_BASE" placeholder:"URL"`
	OldKey  string   `name:"previous-aeskey" help:"The EncodingAESKey before, while WeChat goes on with it." env:"ZWGK_PREVIOUS_AESKEY"`
	Clerks  []string `name:"clerk" help:"Openids of the clerks who are reminded." env:"ZWGK_CLERKS" placeholder:"OPENID"`
	Index   string   `help:"File that keeps the search index between starts." env:"ZWGK_INDEX" placeholder:"FILE"`
	Notices string   `help:"JSON file of the templates (模板消息、订阅通知) by which citizens are told whom no customer message reaches." env:"ZWGK_NOTICES" placeholder:"FILE"`
	Sayings string   `help:"File of sentences as citizens here write them, under what they want: see docs/sayings.md." env:"ZWGK_SAYINGS" placeholder:"FILE"`
	Several bool     `name:"replicas" help:"Several of this process share the database: keep there, sealed for half an hour, what a conversation remembers." env:"ZWGK_REPLICAS"`
	Posts   string   `help:"Post records that are published from this moment on, 2026-11-23T00:00:00+08:00; empty: post none." env:"ZWGK_POSTS" placeholder:"TIME"`
	Proxies []string `name:"proxy" help:"Addresses of the proxies before this, such as 127.0.0.1 or 10.0.0.0/24, that say in X-Forwarded-For for whom they ask: wrong codes and passwords are counted by visitor." env:"ZWGK_PROXY" placeholder:"ADDRESS"`
	Debug   bool     `help:"Log more." env:"ZWGK_DEBUG"`
	accountFlags
	deskFlags
}

func (x serveCommand) Run(ctx context.Context, c *commands, t terminal) error {
	log := logrus.New()
	log.SetOutput(t.err)
	if x.Debug {
		log.SetLevel(logrus.DebugLevel)
	}
	return withDesk(ctx, c, func(o *office) error {
		tickets, err := h5.NewTickets(o.key)
		if err != nil {
			return err
		}
		proxies, err := prefixes("proxy", x.Proxies)
		if err != nil {
			return err
		}
		bot, err := x.bot(o, tickets, log)
		if err != nil {
			return err
		}
		o.loadIndex(ctx, x.Index, log)
		defer o.saveIndex(x.Index, log)
		pages, err := h5.New(h5.Config{Catalog: o.catalog, Desk: o.desk, Cases: o.cases, Books: o.books, Office: o.about, Links: h5.Links{Base: cmp.Or(x.Base, "/h5")},
			Files: o.records.Files(), Now: t.now, Key: o.key, Tickets: tickets, Proxies: proxies,
			Fault: func(err error) { log.WithField("event", "page").WithError(err).Error("a page could not be made") }})
		if err != nil {
			return err
		}
		desk, err := x.desk(o, bot, proxies, t, log)
		if err != nil {
			return err
		}
		mux := http.NewServeMux()
		mux.Handle("/wechat", bot)
		mux.Handle("/desk/", http.StripPrefix("/desk", desk))
		mux.Handle("/h5/", http.StripPrefix("/h5", pages))
		mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
		mux.HandleFunc("GET /readyz", o.ready)
		return listen(ctx, x.Addr, mux, log, bot.Run, o.follow(log))
	})
}

func (x serveCommand) bot(o *office, tickets *h5.Tickets, log *logrus.Logger) (*wechatbot.Bot, error) {
	config, err := x.config()
	if err != nil {
		return nil, err
	}
	config.Catalog, config.Desk, config.Cases, config.Books, config.Office = o.catalog, o.desk, o.cases, o.books, o.about
	config.Pages, config.Log, config.Tickets, config.PreviousAESKey, config.Clerks = h5.Links{Base: x.Base}, log, tickets, x.OldKey, x.Clerks
	if config.Items, err = o.items(); err != nil {
		return nil, err
	}
	if x.Several {
		config.Talks = o.sealed.MemoStore()
	}
	if config.Notices, err = readList[wechatbot.ServiceNotice](x.Notices); err != nil {
		return nil, err
	}
	if config.Sayings, err = readSayings(x.Sayings); err != nil {
		return nil, err
	}
	if x.Posts != "" {
		if config.Posts, err = time.Parse(time.RFC3339, x.Posts); err != nil {
			return nil, fmt.Errorf("posts: %q is no moment such as 2026-11-23T00:00:00+08:00", x.Posts)
		}
	}
	if config.Account.AESKey == "" {
		log.WithField("event", "office").Warn("plain mode (明文模式): without an EncodingAESKey what citizens write travels as it is; choose 安全模式 in the console and give its key")
	}
	return wechatbot.New(config)
}

// readGrids reads the grids of a settings file.
func readGrids(name string) ([]wechatbot.Grid, error) { return readList[wechatbot.Grid](name) }

// readSayings reads the sentences of a file; no name is none.
func readSayings(name string) ([]wechatbot.Saying, error) {
	return readEach(name, wechatbot.ReadSayings)
}

// readList reads a JSON list of settings; no name is no list. A setting that nobody
// knows is an error.
func readList[T any](name string) ([]T, error) {
	return readEach(name, func(f io.Reader) (list []T, err error) {
		in := json.NewDecoder(f)
		in.DisallowUnknownFields()
		err = in.Decode(&list)
		return list, err
	})
}

// readEach reads a list from a file; no name is no list. What is wrong with it names it.
func readEach[T any](name string, read func(io.Reader) ([]T, error)) ([]T, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

// ready says whether the database answers.
func (o *office) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := o.db.PingContext(ctx); err != nil {
		http.Error(w, "database", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

// follow does what the calendar brings about, and reads the books again when
// another process has added to them.
func (o *office) follow(log *logrus.Logger) func(context.Context) error {
	return func(ctx context.Context) error {
		tick := time.NewTicker(2 * time.Second)
		defer tick.Stop()
		seen, stuck := int64(-1), time.Time{}
		for {
			if err := o.turn(ctx); err != nil && ctx.Err() == nil && time.Since(stuck) >= time.Minute {
				stuck = time.Now()
				log.WithError(err).Warn("a scheduled record could not be moved")
			}
			if v, err := o.records.FilesVersion(ctx); err == nil && v != seen {
				if err := o.books.Reload(); err != nil {
					log.WithError(err).Warn("a statement could not be read")
				}
				seen = v
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-tick.C:
			}
		}
	}
}

// turn publishes what is scheduled for today and ends displays whose time is
// over.
func (o *office) turn(ctx context.Context) error {
	_, err := o.catalog.Turn(ctx, catalog.Actor{Name: "定时任务", Role: catalog.RoleSystem, At: time.Now().In(beijing)})
	return err
}

// closing is how long what is under way may take to finish, and then what runs beside it.
const closing = 10 * time.Second

// listen serves until ctx is done, then lets what is under way finish. What
// runs beside it ends after it, and is waited for: what it has begun it ends.
func listen(ctx context.Context, addr string, h http.Handler, log *logrus.Logger, beside ...func(context.Context) error) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	log.WithField("addr", l.Addr().String()).Info("the office is open")
	besides, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	ended := make(chan error, len(beside)+1)
	for _, run := range beside {
		go func() { ended <- run(besides) }()
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute}
	go func() { ended <- server.Serve(l) }()
	left := len(beside) + 1
	select {
	case <-ctx.Done():
	case err = <-ended:
		left--
	}
	quiet, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	if e := server.Shutdown(quiet); e != nil {
		err = errors.Join(err, e)
	}
	stop()
	await(ended, left)
	log.Info("the office is closed")
	if errors.Is(err, context.Canceled) || errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// await waits until so many have ended, for as long as closing may take.
func await(ended <-chan error, n int) {
	end := time.After(closing)
	for range n {
		select {
		case <-ended:
		case <-end:
			return
		}
	}
}
