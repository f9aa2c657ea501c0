package main

import (
	"context"
	"crypto/rand"
	"os"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/attach"
	"github.com/zwgk/zwgk/catalog/xlsx"
	"github.com/zwgk/zwgk/disclosure/requestdb"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/accounts"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
	"github.com/zwgk/zwgk/wechatbot/posting"
)

// A secret is a password, with its hash.
type secret struct{ word, hash string }

// password is everybody's at the clerk's desk, made anew at each start.
var password = sync.OnceValues(func() (secret, error) {
	word := rand.Text()[:16]
	hash, err := clerk.Hash(word)
	return secret{word, hash}, err
})

// seats opens the clerk's desk to three posts (岗位).
func (o *office) seats(ctx context.Context, requests *requestdb.Store, base string) error {
	made, err := password()
	if err != nil {
		return err
	}
	o.password = made.word
	people := []clerk.Person{{Name: "经办", Hash: made.hash, Roles: []clerk.Role{clerk.Drafter}},
		{Name: "审核", Hash: made.hash, Roles: []clerk.Role{clerk.Reviewer}}, {Name: "负责人", Hash: made.hash, Roles: []clerk.Role{clerk.Head}}}
	items, err := duties()
	if err != nil {
		return err
	}
	about, err := described()
	if err != nil {
		return err
	}
	told := posting.Grids(grids(o.group, time.Time{}))
	account := posting.Of(o.bot, o.catalog)
	account.Preview = func(ctx context.Context, records []catalog.IndexNumber) error {
		return o.bot.MassPreview(ctx, memberID, records) // on the phone of the grid's member
	}
	log := logrus.New()
	log.SetOutput(os.Stderr)
	o.clerks, err = clerk.New(clerk.Config{Now: o.platform.Now, Posting: account, Catalog: o.catalog, Desk: o.desk, Cases: o.cases, Office: about, Base: base + "/desk", Links: h5.Links{Base: base + "/h5"},
		People: func() ([]clerk.Person, error) { return people, nil },
		Items:  func(context.Context) ([]catalog.Item, error) { return items, nil },
		Posts:  wechatbot.PostChannel, Grids: told,
		VerifyRequests: requests.Verify, Sessions: requests.Shelf(time.Now), Workbook: xlsx.Read, Template: xlsx.Template,
		Writing: clerk.Drawer{Files: o.records.Files(), Put: o.records.PutFile}, Accounts: accounts.Of(o.books, o.records.PutFile),
		Attachments: clerk.Attachments{Read: attach.Read, Files: o.records.Files(), Put: o.records.PutFile},
		Fault:       func(err error) { log.WithError(err).Error("a page of the desk could not be made") }})
	return err
}

// duties are what the district's report says that must be published, and when.
func duties() ([]catalog.Item, error) {
	f, err := data.Open("data/items.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	items, _, err := catalog.ReadItems(f)
	return items, err
}
