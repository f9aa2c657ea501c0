package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/netip"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/attach"
	"github.com/zwgk/zwgk/catalog/xlsx"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/accounts"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
	"github.com/zwgk/zwgk/wechatbot/posting"
)

// deskFlags set up the clerk's desk at /desk/. Without anybody who may sit at it
// there is none.
type deskFlags struct {
	DeskBase      string   `name:"desk-base" help:"Address of the clerk's desk as clerks reach it, such as https://example.gov.cn/desk; with https its cookie is sent over https only." env:"ZWGK_DESK_BASE" default:"/desk" placeholder:"URL"`
	People        string   `help:"JSON file of who sits at the desk (default: what zwgk clerk add keeps)." env:"ZWGK_PEOPLE" placeholder:"FILE"`
	Alone         bool     `name:"reply-alone" help:"A reply goes out in one step, for an office of one; else another person signs it." env:"ZWGK_REPLY_ALONE"`
	Header        string   `name:"sso-header" help:"Header in which the office's single sign-on names who is before the desk; the proxy must not let it in from outside." env:"ZWGK_SSO_HEADER" placeholder:"NAME"`
	SignOnProxies []string `name:"sso-proxy" help:"Addresses that the header is believed from, such as 10.0.0.5 or 10.0.0.0/24." env:"ZWGK_SSO_PROXY" placeholder:"ADDRESS"`
}

// mostUnpacked is how many bytes a workbook that is handed in at the desk may
// unpack to.
const mostUnpacked = 128 << 20

// desk is the clerk's desk; it answers 404 while nobody may sit at it.
func (x serveCommand) desk(o *office, bot *wechatbot.Bot, proxies []netip.Prefix, t terminal, log *logrus.Logger) (http.Handler, error) {
	people := o.people(x.People)
	if _, err := people(); err != nil {
		return nil, err
	}
	config := clerk.Config{Catalog: o.catalog, Desk: o.desk, Cases: o.cases, People: people, Office: o.about, Calendar: o.cal,
		Base: x.DeskBase, Links: h5.Links{Base: cmp.Or(x.Base, "/h5")}, Grids: posting.Grids(bot.Grids), Posting: posting.Of(bot, o.catalog), Now: t.now, Proxies: proxies,
		Items: func(context.Context) ([]catalog.Item, error) { return o.items() },
		Report: func(ctx context.Context, year int) (disclosure.AnnualReport, error) {
			return reportCommand{Year: year}.annual(ctx, o)
		},
		Writing: o.drawer(), Accounts: accounts.Of(o.books, o.records.PutFile), VerifyRequests: o.sealed.Verify, ReplyAlone: x.Alone, Sessions: o.sealed.Shelf(time.Now),
		Workbook: func(r io.Reader) iter.Seq2[catalog.Row, error] { return xlsx.ReadWithin(r, mostUnpacked) }, Template: xlsx.Template,
		Attachments: clerk.Attachments{Read: attach.Read, Files: o.records.Files(), Put: o.records.PutFile},
		Fault: func(err error) {
			log.WithField("event", "desk").WithError(err).Error("a page of the desk could not be made")
		}}
	if x.Posts != "" {
		config.Posts = wechatbot.PostChannel
	}
	var err error
	if config.SignOn, err = x.signOn(); err != nil {
		return nil, err
	}
	handler, err := clerk.New(config)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if seated, err := people(); err == nil && len(seated) == 0 {
			http.Error(w, "办公台还没有登记办事的人：zwgk clerk add 名称 --role drafter", http.StatusNotFound)
			return
		}
		handler.ServeHTTP(w, r)
	}), nil
}

func (x deskFlags) signOn() (s clerk.SignOn, err error) {
	s.Header = x.Header
	s.Proxies, err = prefixes("sso-proxy", x.SignOnProxies)
	return s, err
}

// prefixes reads the addresses of proxies; name is the flag's.
func prefixes(name string, texts []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range texts {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			at, err := netip.ParseAddr(text)
			if err != nil {
				return nil, fmt.Errorf("%s: %q is not an address", name, text)
			}
			p = netip.PrefixFrom(at, at.BitLen())
		}
		out = append(out, p)
	}
	return out, nil
}
