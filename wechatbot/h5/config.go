package h5

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/netip"
	"time"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// Config says what the pages show. Only Catalog is required.
type Config struct {
	Catalog *catalog.Catalog
	Desk    *disclosure.Desk   // nil: no application form
	Cases   *cases.Desk        // nil: no form for complaints and consultations
	Books   *budget.Books      // nil: no budget pages
	Office  Office             // zero: the pages leave out what it would say
	Links   Links              // where the pages are reachable from outside; zero: at the root, and shared pages carry no address
	Letters disclosure.Letters // wording of replies; zero: built in
	Files   fs.FS              // attachments as files/<Record.ID>/<File.Name>; nil: they are named and cannot be fetched
	Tickets *Tickets           // shared with the bot, so that a page can go on with the chat's draft; nil: every page begins its own
	Key     []byte             // at least 32 bytes that seal the cookies; nil: random, so that visits end with the process
	Proxies []netip.Prefix     // of the office, which say for whom they ask (X-Forwarded-For); nil: none is believed
	Now     func() time.Time   // nil: time.Now
	Fault   func(error)        // told of errors that are not the citizen's, with the words of the stores; those of requestdb name nobody; nil: nobody
}

// New returns the pages as one handler. It answers with and without the path of
// Links.Base in front, so that it can be mounted with or without
// http.StripPrefix. It fails without a catalogue, with a short key or with a
// base that is not an address.
func New(c Config) (http.Handler, error) {
	if c.Catalog == nil {
		return nil, fmt.Errorf("h5: new: no catalogue")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return newSite(c)
}
