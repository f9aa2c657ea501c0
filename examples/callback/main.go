// Command callback holds the callback of a bot that runs, in whatever language
// it is written, against everything that WeChat demands of one, and says what it
// breaks. It ends with 1 if a must is broken.
//
//	go run ./examples/callback -url http://127.0.0.1:8080/wechat -appid wx… -token … -aeskey …
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"time"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func main() {
	broken, err := run(os.Args[1:], os.Stdout)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "callback:", err)
		os.Exit(2)
	}
	if broken > 0 {
		os.Exit(1)
	}
}

// run checks the bot that the arguments name and returns how many musts it
// breaks.
func run(args []string, out io.Writer) (broken int, err error) {
	var a wechattest.Account
	var c wechattest.Conformance
	flags := flag.NewFlagSet("callback", flag.ContinueOnError)
	address := flags.String("url", "http://127.0.0.1:8080/wechat", "address of the callback")
	flags.StringVar(&a.AppID, "appid", "", "the account's AppID")
	flags.StringVar(&a.Token, "token", "", "its token")
	flags.StringVar(&a.AESKey, "aeskey", "", "its EncodingAESKey; empty: plain mode")
	compatible := flags.Bool("compatible", false, "the account is in compatible mode (兼容模式)")
	flags.StringVar(&c.Ask, "ask", "", "a text that the bot answers (default 你好)")
	flags.BoolVar(&c.Late, "late", false, "the bot answers with success, and later by a customer message: leave out what looks at an answer")
	if err := flags.Parse(args); err != nil {
		return 0, err
	}
	if a.AppID == "" || a.Token == "" {
		return 0, errors.New("it takes -appid and -token, as the bot has them")
	}
	bot, err := wechattest.Remote(*address)
	if err != nil {
		return 0, err
	}
	if err := listens(*address); err != nil {
		return 0, err
	}
	deaf := 0
	for _, f := range c.Check(wechattest.For(a, *compatible), bot) {
		fmt.Fprintln(out, f)
		if f.Must {
			broken++
		}
		if f.Name == "verify" || f.Name == "answer" {
			deaf++
		}
	}
	fmt.Fprintln(out, "rules broken that must be kept:", broken)
	if deaf == 2 || c.Late && deaf == 1 {
		fmt.Fprintln(out, "it does not answer the console, nor a text: are -appid, -token and -aeskey the bot's own, and is -url its callback?")
	}
	return broken, nil
}

// listens says whether anybody is there: without a bot every rule is broken, and
// none of them is the reason.
func listens(address string) error {
	to, err := url.Parse(address)
	if err != nil {
		return err
	}
	port := to.Port()
	if port == "" {
		port = to.Scheme // which names it too
	}
	conn, err := net.DialTimeout("tcp", net.JoinHostPort(to.Hostname(), port), 5*time.Second)
	if err != nil {
		return fmt.Errorf("nobody listens at %s: %w", address, err)
	}
	return conn.Close()
}
