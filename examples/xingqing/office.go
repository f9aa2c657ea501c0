package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"html/template"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/sirupsen/logrus"
	_ "modernc.org/sqlite"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/recorddb"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/requestdb"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/accounts"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

//go:embed data
var data embed.FS

// scheme is how this example numbers records: the district's division code,
// the year and a serial. No index number that the district itself published
// was found, so none is imitated.
const scheme = "640104/{year}-{serial:5}"

// beijing is the time that all of China keeps.
var beijing = time.FixedZone("CST", 8*60*60)

// office is the whole of it, opened.
type office struct {
	db       *sql.DB
	records  *recorddb.Store
	catalog  *catalog.Catalog
	desk     *disclosure.Desk
	cases    *cases.Desk
	books    *budget.Books
	platform *wechattest.Platform
	bot      *wechatbot.Bot
	pages    http.Handler
	clerks   http.Handler
	password string // of everybody at the clerk's desk, in this run
	group    string // key of the grid group's robot
	scripts  string // folder for saved conversations
	why      reasons
}

// open puts every room on one SQLite file, fills it the first time, and stands
// the bot and its pages on them. WeChat is played by wechattest.
func open(ctx context.Context, s settings, base string) (*office, error) {
	key, err := sealingKey(s.db)
	if err != nil {
		return nil, err
	}
	o := &office{platform: wechattest.New(), scripts: s.scripts}
	if s.plain {
		o.platform = wechattest.NewPlain()
	}
	o.db, err = sql.Open("sqlite", "file:"+s.db+"?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)")
	if err != nil {
		return nil, err
	}
	if err := o.furnish(ctx, key, base, s.date); err != nil {
		return nil, errors.Join(err, o.db.Close())
	}
	return o, nil
}

func (o *office) furnish(ctx context.Context, key []byte, base, date string) error {
	var err error
	if o.records, err = recorddb.Open(ctx, o.db, recorddb.SQLite); err != nil {
		return err
	}
	requests, err := requestdb.Open(ctx, o.db, requestdb.SQLite, key)
	if err != nil {
		return err
	}
	numbers, err := catalog.NewScheme("xingqing", scheme)
	if err != nil {
		return err
	}
	about, err := described()
	if err != nil {
		return err
	}
	o.catalog = catalog.New(o.records).WithScheme(numbers).WithSynonyms(about.Synonyms...)
	calendar := civil.China().With(civil.Ningxia())
	o.desk = disclosure.NewDesk(requests, calendar)
	o.cases = cases.NewDesk(requests.CaseStore(), calendar, cases.Terms{}) // no term of the district's own was found
	if err := o.setClock(date); err != nil {
		return err
	}
	opened, err := o.seed(ctx)
	if err != nil {
		return err
	}
	books, err := fs.Sub(o.records.Files(), accounts.Folder)
	if err != nil {
		return err
	}
	if o.books, err = budget.Open(books); err != nil {
		return err
	}
	if err := o.window(opened, base); err != nil {
		return err
	}
	return o.seats(ctx, requests, base)
}

// window stands the bot and the pages on the rooms. Records from the opening on
// are posted and carried to the grid group.
func (o *office) window(opened time.Time, base string) error {
	about, err := described()
	if err != nil {
		return err
	}
	items, err := duties()
	if err != nil {
		return err
	}
	links := h5.Links{Base: base + "/h5"}
	o.group = o.platform.Open()
	tickets, err := h5.NewTickets(nil)
	if err != nil {
		return err
	}
	log := logrus.New()
	log.SetOutput(os.Stderr)
	log.SetLevel(logrus.WarnLevel)
	if o.bot, err = wechatbot.New(wechatbot.Config{
		Account: wechatbot.Account(o.platform.Account()), Client: o.platform.Client(), Catalog: o.catalog, Desk: o.desk, Cases: o.cases, Items: items,
		Books: o.books, Office: about, Pages: links, Tickets: tickets, Log: log, Posts: opened, Now: o.platform.Now, Why: o.why.note,
		Grids: grids(o.group, opened), Notices: notices(o.platform),
	}); err != nil {
		return err
	}
	o.pages, err = h5.New(h5.Config{Now: o.platform.Now, Catalog: o.catalog, Desk: o.desk, Cases: o.cases, Books: o.books, Office: about, Links: links, Files: o.records.Files(), Tickets: tickets})
	return err
}

// setClock moves the clock to a day, or to where it was moved before.
func (o *office) setClock(date string) error {
	if date != "" {
		day, err := civil.ParseDate(date)
		if err != nil {
			return err
		}
		o.platform.Advance(time.Duration(day.Sub(o.today())) * 24 * time.Hour)
		return nil
	}
	text, err := fs.ReadFile(o.records.Files(), clockFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var skew time.Duration
	if err == nil {
		skew, err = time.ParseDuration(strings.TrimSpace(string(text)))
	}
	o.platform.Advance(skew)
	return err
}

// grids are the example's groups: one reached by its robot, one by a member's
// hand, and one whose followers subscribe by saying 订阅. They are awake at all
// hours, so that the example can be tried at night; an office's sleep from 21 to 8.
func grids(robot string, joined time.Time) []wechatbot.Grid {
	awake := wechatbot.Hours{From: 8, To: 8}
	return []wechatbot.Grid{{Name: "示例网格", Code: "demo", Robot: robot, Joined: joined, Quiet: awake},
		{Name: "示例网格（人工转发）", Code: "relay", Relay: []string{memberID}, Joined: joined, Quiet: awake},
		{Name: "示例社区（粉丝订阅）", Code: "followers", Tag: "示例社区", Joined: joined, Quiet: awake}}
}

// notices are the account's template, by which citizens are told who have not
// written for 48 hours: move the date and let the clerk confirm.
func notices(p *wechattest.Platform) []wechatbot.ServiceNotice {
	id := p.AddTemplate("办理进展通知\n编号：{{character_string1.DATA}}\n事项：{{thing2.DATA}}\n进展：{{phrase3.DATA}}\n日期：{{date4.DATA}}")
	return []wechatbot.ServiceNotice{{By: wechatbot.TemplateMessage, ID: id, Fields: map[string]string{
		"character_string1": "{编号}", "thing2": "{事项}，回复进度看内容", "phrase3": "{进展}", "date4": "{日期}"}}}
}

// described is the office as its settings describe it.
func described() (h5.Office, error) {
	f, err := data.Open("data/office.json")
	if err != nil {
		return h5.Office{}, err
	}
	defer f.Close()
	return h5.LoadOffice(f)
}

// handler serves the phone at /, the callback at /wechat, the pages at /h5/ and the
// clerk's desk at /desk/.
func (o *office) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/wechat", o.platform.Watch(o.bot))
	mux.Handle("/h5/", http.StripPrefix("/h5", o.pages))
	mux.Handle("/desk/", o.clerks)
	member := o.platform.Known(o.bot, "网格员", memberID)
	member.Event("subscribe", "")
	member.Says("你好") // who only follows can be written to for a minute; 已转 would say of what waits that it was carried
	mux.Handle("/", o.platform.Phone(o.bot, wechattest.PhoneOptions{
		Title: "兴庆区政务公开", Avatar: "公开",
		Hints:  []string{"三公经费", "万里街道2023年公务接待费多少", "2015年政府信息公开年度报告", "000014349/2018-00221", "国办发〔2019〕3号", "代办点", "我要申请", "我的申请"},
		Groups: []wechattest.PhoneGroup{{Name: grids(o.group, time.Time{})[0].Name, Key: o.group}},
		Desk:   o.rehearsal(),
		About:  template.HTML(`<p>也可以在<a href="/desk/">办公台</a>（密码见终端）或者另一个终端用 <code>zwgk</code> 发布信息、确认和答复申请，这里会看到通知、文章和告知。</p>`),
	}))
	return mux
}

// follow publishes what is scheduled, and reads the books again when the clerk
// has added a statement.
func (o *office) follow(ctx context.Context) error {
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	seen := int64(-1)
	for {
		o.turn(ctx)
		if v, err := o.records.FilesVersion(ctx); err == nil && v != seen {
			if o.books.Reload() == nil {
				seen = v
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// turn does what the calendar brings about.
func (o *office) turn(ctx context.Context) {
	o.catalog.Turn(ctx, catalog.Actor{Name: "定时任务", Role: catalog.RoleSystem, At: o.platform.Now().In(beijing)})
}

func (o *office) close() { o.db.Close() }

// sealingKey is the key that seals applicants' personal data: beside the
// database, where the command zwgk looks for it, and made with it.
func sealingKey(db string) ([]byte, error) {
	file := strings.TrimSuffix(db, filepath.Ext(db)) + ".key"
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(db); err == nil {
			return nil, errors.New(file + " is gone: what the database sealed cannot be opened without it")
		}
		key := make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return nil, err
		}
		return key, os.WriteFile(file, []byte(hex.EncodeToString(key)+"\n"), 0o600)
	}
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(strings.TrimSpace(string(text)))
}
