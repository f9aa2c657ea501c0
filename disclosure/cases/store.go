package cases

import (
	"context"
	"errors"
	"iter"
	"regexp"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// What a Store or a Desk may answer.
var (
	// ErrNotFound says that there is no such case.
	ErrNotFound = errors.New("cases: not found")
	// ErrConflict says that the case, or the letter that is being written, changed since it
	// was read.
	ErrConflict = errors.New("cases: changed meanwhile")
)

// A Store keeps cases and their events, which are only ever added, and the
// questions that found no answer. Its methods may be called from many
// goroutines; disclosuretest.TestCases says in full what it must do.
type Store interface {
	// Create keeps a case that has no ID yet, but a kind and at least one event,
	// and issues the next number of its year, without gaps. The same key again
	// returns the case of the first time; the empty key never repeats.
	Create(ctx context.Context, c Case, key string) (Case, error)
	// Append adds an event to a case as it was read, and hands the files that the
	// event names, saved for the case's FilesOf, over to the case. It returns ErrConflict when c is no longer the
	// newest, a *TransitionError when the event is not allowed, and the newer case
	// otherwise.
	Append(ctx context.Context, c Case, e Event) (Case, error)
	// Case returns one case, or ErrNotFound.
	Case(ctx context.Context, id string) (Case, error)
	// Cases yields all cases in the order they were created.
	Cases(ctx context.Context) iter.Seq2[Case, error]
	// ByOwner returns one owner's cases in the order they were created. The empty
	// owner has none.
	ByOwner(ctx context.Context, owner string) ([]Case, error)
	// Since yields the entries after seq, in order. Sequence numbers rise, and an
	// entry never appears behind one that was already given out.
	Since(ctx context.Context, seq int64) iter.Seq2[Entry, error]
	// Erase removes the personal data of a case for good (see Case.Erase), its files
	// too.
	Erase(ctx context.Context, id string) error
	// Ask counts a question that found no answer, by its Topic, and not who asked it.
	Ask(ctx context.Context, text string, day civil.Date) error
	// Asked returns the questions that found no answer, the most often asked first,
	// among equals the newest first.
	Asked(ctx context.Context) ([]Asked, error)
	// DropAsked forgets one of them. To drop what is not there is no error.
	DropAsked(ctx context.Context, topic string) error
	// DropAskedBefore forgets those last asked before a day, and returns how many.
	DropAskedBefore(ctx context.Context, day civil.Date) (int, error)
	// SaveDraft keeps the letter that an owner is writing in place of the one before.
	SaveDraft(ctx context.Context, d Draft) error
	// Draft returns the letter that an owner is writing, or ErrNotFound.
	Draft(ctx context.Context, owner string) (Draft, error)
	// ReplaceDraft keeps is in the place of was, the letter of the same owner as it was
	// read; it returns ErrConflict, and changes nothing, where something else is kept by
	// now. A was without an owner stands for nothing: none is kept yet. An is without one
	// drops was, and the files saved for it that no case took over.
	ReplaceDraft(ctx context.Context, was, is Draft) error
	// DropDraft forgets it, and the files saved for it that no case took over. To drop
	// what is not there is no error.
	DropDraft(ctx context.Context, owner string) error
	// DropDraftsBefore forgets the letters last saved before a moment, to the second,
	// with their files, and returns how many.
	DropDraftsBefore(ctx context.Context, moment time.Time) (int, error)
	// SaveFile keeps the bytes of an attachment of the letter that an owner is writing
	// under an ID; the same ID again changes nothing. Create hands the files that the
	// case names in Attachments over to the case.
	SaveFile(ctx context.Context, owner, id string, data []byte) error
	// DropFile forgets a file of a letter. What is not there, is another's or was
	// handed over to a case stays as it is, and is no error.
	DropFile(ctx context.Context, owner, id string) error
	// File returns the bytes of an attachment, or ErrNotFound.
	File(ctx context.Context, id string) ([]byte, error)
}

// An Entry is one event in the order in which a store took them in, over all cases.
type Entry struct {
	Seq    int64
	CaseID string
	Index  int // of the event in the case's Events
	Event  Event
}

// String names the case and the event and nothing personal.
func (e Entry) String() string { return "case " + e.CaseID + " " + e.Event.String() }

// Asked is a question that found no answer, how often it was asked, and when.
// Nobody's handle stands beside it.
type Asked struct {
	Topic string     `json:"topic"`
	Times int        `json:"times"`
	First civil.Date `json:"first"`
	Last  civil.Date `json:"last"`
}

// Order puts the most often asked first, among equals the newest, then by words.
func (a Asked) Order(b Asked) int {
	if a.Times != b.Times {
		return b.Times - a.Times
	}
	if c := b.Last.Compare(a.Last); c != 0 {
		return c
	}
	return strings.Compare(a.Topic, b.Topic)
}

// longestTopic is how many characters of an unanswered question are kept.
const longestTopic = 120

// identifying are the parts of a question that would name somebody: numbers as long
// as a telephone's or longer, and addresses of mail.
var identifying = regexp.MustCompile(`[0-9]{11,}[Xx]?|[\w.+-]+@[\w.-]+`)

// Topic returns a question as it is counted: without white space at its ends or
// twice in a row, without closing marks, at most 120 characters, and with the
// numbers of telephones and papers masked.
func Topic(text string) string {
	topic := strings.Join(strings.Fields(text), " ")
	topic = strings.TrimRight(topic, "？?。！!~～ ")
	topic = identifying.ReplaceAllString(topic, "＊＊＊")
	if runes := []rune(topic); len(runes) > longestTopic {
		topic = string(runes[:longestTopic])
	}
	return topic
}
