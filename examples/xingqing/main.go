// Command xingqing is a whole disclosure office on one machine: the catalogue,
// the desk and the books of a real district's report, the WeChat bot, its
// pages, and a rehearsal desk (演练场) in the browser to try it with. It needs no WeChat account
// and no network.
//
//	go run ./examples/xingqing
//
// Every datum in data/ names its source. The clerk's side is the command zwgk
// on the same database file.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "xingqing:", err)
		os.Exit(1)
	}
}

// settings are the example's flags.
type settings struct {
	addr, db, scripts, date string
	plain                   bool
}

// run opens the office, says where it is, and serves until ctx is done.
func run(ctx context.Context, args []string, out io.Writer) error {
	var s settings
	flags := flag.NewFlagSet("xingqing", flag.ContinueOnError)
	flags.StringVar(&s.addr, "addr", "127.0.0.1:8080", "address to listen on")
	flags.StringVar(&s.db, "db", "", "SQLite file to keep the office in (default: a temporary one)")
	flags.BoolVar(&s.plain, "plain", false, "give the account plain mode instead of safe mode")
	flags.StringVar(&s.scripts, "scripts", "examples/xingqing/testdata/chat", "folder for conversations saved as tests")
	flags.StringVar(&s.date, "date", "", "day on which the office opens, 2026-11-23 (default: today, or where the desk moved it)")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	temporary := s.db == ""
	if temporary {
		dir, err := os.MkdirTemp("", "xingqing-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		s.db = filepath.Join(dir, "office.db")
	}
	var err error
	if s.db, err = filepath.Abs(s.db); err != nil {
		return err
	}
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		return fmt.Errorf("%w (choose another address with -addr)", err)
	}
	return serve(ctx, l, s, temporary, out)
}

func serve(ctx context.Context, l net.Listener, s settings, temporary bool, out io.Writer) error {
	base := "http://" + l.Addr().String()
	o, err := open(ctx, s, base)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer o.close()
	a := o.platform.Account()
	fmt.Fprintf(out, "手机在这里： %s/\n", base)
	fmt.Fprintf(out, "account appid=%s token=%s aeskey=%s callback=%s/wechat\n", a.AppID, a.Token, a.AESKey, base)
	note := ""
	if temporary {
		note = "（临时文件，退出后删除；用 -db 文件名 保留）"
	}
	fmt.Fprintf(out, "数据库： %s%s\n", s.db, note)
	fmt.Fprintf(out, "办公台在这里： %s/desk/ ，岗位 经办、审核、负责人，这次启动的密码都是 %s\n", base, o.password)
	fmt.Fprintf(out, "办公室的命令： go run ./wechatbot/cmd/zwgk --db %s request list\n", s.db)
	fmt.Fprintf(out, "按 Ctrl-C 结束。\n")

	err = o.serve(ctx, l)
	fmt.Fprintln(out, "已结束。")
	return err
}

// serve serves the office until ctx is done, and then waits until what was begun beside it is
// done: the database is closed behind it.
func (o *office) serve(ctx context.Context, l net.Listener) (err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 3)
	go func() { ended <- o.bot.Run(ctx) }()
	go func() { ended <- o.follow(ctx) }()
	server := newServer(o.handler())
	go func() { ended <- server.Serve(l) }()
	left := cap(ended)
	select {
	case <-ctx.Done():
	case err = <-ended:
		left--
	}
	stop()
	quiet, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	err = errors.Join(err, server.Shutdown(quiet))
	for range left {
		select {
		case <-ended:
		case <-quiet.Done():
		}
	}
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return err
}

// closing is how long what was begun may take to end.
const closing = 10 * time.Second

// newServer serves whoever asks, and waits for nobody who does not finish asking.
func newServer(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, IdleTimeout: 2 * time.Minute}
}
