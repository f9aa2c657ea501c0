package clerk

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/netip"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// Config says what the desk works on and who may sit at it. Catalog and People
// are required.
type Config struct {
	Catalog  *catalog.Catalog
	People   func() ([]Person, error) // asked at each request, so that who is taken out is out at once
	Desk     *disclosure.Desk         // nil: no pages of requests and no annual report
	Cases    *cases.Desk              // nil: no page of questions and complaints
	Office   h5.Office                // zero: the pages leave out what it would say
	Links    h5.Links                 // the citizens' pages; zero: records are not linked to
	Base     string                   // address of the desk: a path such as /desk, or https://…; empty: the root
	Calendar *civil.Calendar          // nil: that of Desk, or the national one
	Columns  []catalog.Column         // the office's columns; nil: the national ones
	Grids    []Grid                   // groups that are told of records
	Posts    string                   // the channel of the account's posts; empty: nothing is said of it
	Posting  Posting                  // what the desk may do with the account; zero: it only says what was pushed
	Letters  disclosure.Letters       // wording of replies; zero: built in
	SignOn   SignOn                   // the office's single sign-on; zero: passwords only
	Proxies  []netip.Prefix           // of the office, which say for whom they ask (X-Forwarded-For); nil: none is believed

	// Workbook reads records from a workbook, as catalog/xlsx.Read does, and
	// Template writes the empty one; nil: records are imported from CSV and JSON
	// lines only.
	Workbook func(io.Reader) iter.Seq2[catalog.Row, error]
	Template func(io.Writer) error

	Accounts    Accounts    // of budget tables; nil: none are handed in at the desk
	Attachments Attachments // of records; zero: none are added at the desk

	// Sessions keeps who is signed in, and tables between the look and the press;
	// nil: memory, so that a restart asks everybody to sign in again. A database's
	// is requestdb's Shelf(time.Now).
	Sessions scs.Store

	// ReplyAlone lets a reply go out in one step, for an office of one; false: who
	// drafts it sends it to another person, who signs it.
	ReplyAlone bool

	// Items are what the office must publish; nil: no such page.
	Items func(context.Context) ([]catalog.Item, error)
	// Report makes the annual report of a year; nil: its tables are counted from the requests.
	Report func(context.Context, int) (disclosure.AnnualReport, error)
	// Writing keeps what is written of annual reports; nil: it is given to zwgk
	// report. With it, Report puts in what is kept (Written.Onto).
	Writing Writing
	// VerifyRequests proves that no event of a request was altered; nil: the store cannot.
	VerifyRequests func(context.Context) (int64, error)

	Now   func() time.Time // nil: time.Now
	Fault func(error)      // told of errors that are not the clerk's, with the words of the stores; those of requestdb name nobody; nil: nobody
}

// A Grid is a group of residents that is told of new records, as the desk shows
// it.
type Grid struct {
	Name    string
	Channel string   // under which its releases are kept
	Code    string   // names it in addresses and to the account; empty: it has no page of its own
	Tag     string   // of the followers who subscribe to it; empty: nobody can
	Ways    []string // in Chinese: how it is reached, in the order tried
	Topics  []string // empty: all
	Pace    string   // in Chinese: when it is left in peace, and how much it gets; may be empty

	// Wants says whether it is to be told of a record that came out at a time; nil: of each.
	Wants func(r catalog.Record, out time.Time) bool
}

// SignOn is a proxy of the office that has asked for the name already. Its header
// is believed only when the request comes from one of the proxies, which must not
// pass on a header of that name from outside.
type SignOn struct {
	Header  string         // holds a Person's Name, plain or percent-encoded; empty: none
	Proxies []netip.Prefix // addresses that the request must come from
}

// New returns the desk as one handler. It answers with and without the path of
// Base in front. It fails without a catalogue, without people, or with a base
// that is not an address.
func New(c Config) (http.Handler, error) {
	switch {
	case c.Catalog == nil:
		return nil, fmt.Errorf("clerk: new: no catalogue")
	case c.People == nil:
		return nil, fmt.Errorf("clerk: new: no people")
	case c.SignOn.Header != "" && len(c.SignOn.Proxies) == 0:
		return nil, fmt.Errorf("clerk: new: a sign-on header needs the addresses of its proxies")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Calendar == nil {
		c.Calendar = civil.China()
		if c.Desk != nil {
			c.Calendar = c.Desk.Calendar()
		}
	}
	if c.Columns == nil {
		c.Columns = catalog.NationalColumns()
	}
	return newDesk(c)
}
