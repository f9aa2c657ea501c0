package disclosure

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/internal/dossier"
)

// What a Store or a Desk may answer.
var (
	// ErrNotFound says that there is no such request or draft.
	ErrNotFound = errors.New("disclosure: not found")
	// ErrConflict says that the request, or the draft, changed since it was read.
	ErrConflict = errors.New("disclosure: changed meanwhile")
)

// A Store keeps requests and their events. Events are only ever added. Its
// methods may be called from many goroutines; disclosuretest.TestStore says in
// full what it must do.
type Store interface {
	// Append adds an event to a request as it was read. It returns ErrConflict
	// when r is no longer the newest, a *TransitionError when the event is not
	// allowed, and the newer request otherwise.
	Append(ctx context.Context, r Request, e Event) (Request, error)
	// Create keeps a request that has no ID yet, but at least one event, and
	// issues the next number of its organ and year, without gaps. The same key
	// again returns the request of the first time and has no other effect; the
	// empty key never repeats.
	Create(ctx context.Context, r Request, key string) (Request, error)
	// Request returns one request, or ErrNotFound.
	Request(ctx context.Context, id string) (Request, error)
	// Requests yields all requests in the order they were created.
	Requests(ctx context.Context) iter.Seq2[Request, error]
	// ByOwner returns one owner's requests in the order they were created. The
	// empty owner has none.
	ByOwner(ctx context.Context, owner string) ([]Request, error)
	// Since yields the entries after seq, in order. Sequence numbers rise, and
	// an entry never appears behind one that was already given out.
	Since(ctx context.Context, seq int64) iter.Seq2[Entry, error]
	// SaveDraft keeps an owner's unfinished application in place of the one before.
	SaveDraft(ctx context.Context, d Draft) error
	// Draft returns an owner's unfinished application, or ErrNotFound.
	Draft(ctx context.Context, owner string) (Draft, error)
	// ReplaceDraft keeps is in the place of was, the application of the same owner as it
	// was read; it returns ErrConflict, and changes nothing, where something else is kept
	// by now. A was without an owner stands for nothing: none is kept yet. An is without
	// one drops was, and the files saved for it that no request took over.
	ReplaceDraft(ctx context.Context, was, is Draft) error
	// DropDraft forgets it, and the files saved for it that no request took over.
	// To drop what is not there is no error.
	DropDraft(ctx context.Context, owner string) error
	// DropDraftsBefore forgets the drafts last saved before a moment, to the
	// second, with their files, and returns how many.
	DropDraftsBefore(ctx context.Context, moment time.Time) (int, error)
	// SaveFile keeps the bytes of an attachment of an owner's draft under an ID;
	// the same ID again changes nothing. Create hands the files that the request
	// names in Attachments over to the request.
	SaveFile(ctx context.Context, owner, id string, data []byte) error
	// DropFile forgets a file of an owner's draft. What is not there, is another's
	// or was handed over to a request stays as it is, and is no error.
	DropFile(ctx context.Context, owner, id string) error
	// File returns the bytes of an attachment, or ErrNotFound.
	File(ctx context.Context, id string) ([]byte, error)
	// Erase removes the personal data of a request for good (see Request.Erase),
	// its files too.
	Erase(ctx context.Context, id string) error
}

// An Entry is one event in the order in which a store took them in, over all
// requests.
type Entry struct {
	Seq       int64
	RequestID string
	Index     int // of the event in the request's Events
	Event     Event
}

// String names the request and the event and nothing personal.
func (e Entry) String() string { return "request " + e.RequestID + " " + e.Event.String() }

// A Draft (草稿) is an application not yet submitted, kept after every step. All of
// it is personal.
type Draft struct {
	Owner     string    `json:"owner"` // the channel's opaque handle of the person
	Organ     string    `json:"organ,omitempty"`
	Applicant Applicant `json:"applicant,omitzero"`
	Subject   string    `json:"subject,omitempty"`
	Delivery  Delivery  `json:"delivery,omitzero"`
	// Attachments are the files that came with it; Store.File has their bytes.
	Attachments []Attachment `json:"attachments,omitempty"`
	Consented   civil.Date   `json:"consented,omitzero"` // the day the privacy notice was agreed to
	Step        string       `json:"step,omitempty"`     // the caller's own mark of where the person is
	Aside       bool         `json:"aside,omitempty"`    // the caller's own mark: something else was answered since the step was asked for
	// Refused is a number that cannot be right, as it was told last, so that the digit alone
	// that is wrong need be told. It is personal like the rest, and goes when one is accepted.
	Refused string    `json:"refused,omitempty"`
	Saved   time.Time `json:"saved,omitzero"`
}

// String names nothing personal.
func (d Draft) String() string { return "draft at step " + d.Step }

// Key names the draft as it was last saved, for Desk.Submit: what is submitted twice,
// in the chat and on a page or at two replicas, has one effect.
func (d Draft) Key() string { return dossier.Key("draft", d.Owner, d.Saved, d.Subject) }

// Erase returns the request without its personal data: who asked, what was
// asked, the words of the reply and all notes. What the statistics count
// stands: the number, organ, channel, kind of applicant, the days and the outcome.
func (r Request) Erase() Request {
	r.Applicant = Applicant{Kind: r.Applicant.Kind}
	r.Code, r.Owner, r.Subject, r.Attachments, r.Erased = "", "", "", nil, true
	events := make([]Event, len(r.Events))
	for i, e := range r.Events {
		events[i] = e.Erase()
	}
	r.Events = events
	return r
}

// Erase returns the event without its words and without the names of people who
// asked or were consulted. What was decided, when, and in which role, stands.
func (e Event) Erase() Event {
	e.Note, e.Party, e.Failure = "", "", ""
	if e.By.Role == RoleApplicant || e.By.Role == RoleThirdParty {
		e.By.Name = ""
	}
	e.Reply, e.Draft = e.Reply.erase(), e.Draft.erase()
	return e
}

// erase returns what counts of a reply; of none there is nothing.
func (r *Reply) erase() *Reply {
	if r == nil {
		return nil
	}
	return &Reply{Outcome: r.Outcome, Number: r.Number, Records: r.Records, AlreadyPublic: r.AlreadyPublic, NotOurs: r.NotOurs}
}
