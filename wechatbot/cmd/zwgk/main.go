// Command zwgk runs a disclosure office: it serves the WeChat account and its
// pages, and gives the clerk one command for each thing that an office does.
//
//	zwgk publish record.json        check, number, review and publish a record
//	zwgk request list               what citizens have asked for
//	zwgk case list                  complaints, consultations, questions
//	zwgk due                        what must be done, and by when
//	zwgk check accounts.xlsx        do the tables add up?
//	zwgk serve                      the office itself
//	zwgk chat                       talk to it in the terminal
//
// Every command works on one database: -db names a SQLite file, or a
// PostgreSQL address that starts with postgres://.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// commands are what zwgk understands. Every setting has a flag, an environment
// variable and a name in the settings file; the flag wins, then the
// environment, then the file.
type commands struct {
	Config kong.ConfigFlag `help:"Read settings from this JSON file." placeholder:"FILE" env:"ZWGK_CONFIG"`
	storage
	By string `help:"Who acts, as written in the record of changes." env:"ZWGK_BY" default:"值班" placeholder:"NAME"`

	Serve   serveCommand     `cmd:"" help:"Serve the WeChat account and its pages."`
	Chat    chatCommand      `cmd:"" help:"Talk to the office in the terminal, without WeChat."`
	Publish publishCommand   `cmd:"" help:"Publish a record from a JSON or CSV file."`
	Import  importCommand    `cmd:"" help:"Take over many records from CSV or JSON lines."`
	Export  exportCommand    `cmd:"" help:"Write what is public: tables, feeds, DCAT, a sitemap, or everything in one package."`
	Attach  attachCommand    `cmd:"" help:"Add attachments to a public record, or put back those that it names."`
	Lint    lintCommand      `cmd:"" help:"Look over the whole catalogue for irregular entries."`
	Census  censusCommand    `cmd:"" help:"Count what was made public in a period."`
	Ranking rankingCommand   `cmd:"" help:"The periodic circular (定期通报): organs by what they made public."`
	Score   scorecardCommand `cmd:"" name:"scorecard" help:"Add up a scorecard (考核表) and say what is missing."`
	Post    postCommand      `cmd:"" help:"What goes out through the account: pushes, quota, calendar, mass messages."`
	Grid    gridCommand      `cmd:"" help:"The grids: what became of their notices, QR codes to subscribe by."`
	Request requestCommand   `cmd:"" help:"Disclosure requests: list, confirm, reply and the rest."`
	Case    caseCommand      `cmd:"" help:"Complaints, consultations and unanswered questions: list, verify, handle, reply."`
	Setup   officeCommand    `cmd:"" name:"office" help:"What the office is: keep its description, items and settings in its database."`
	Backup  backupCommand    `cmd:"" help:"Copy a SQLite office into a new file, while it is open to citizens."`
	Clerk   clerkCommand     `cmd:"" help:"Who sits at the desk in the browser: add, list, remove."`
	Budget  budgetCommand    `cmd:"" help:"Budget and final-account statements."`
	Report  reportCommand    `cmd:"" help:"The annual report's tables for a year."`
	Check   checkCommand     `cmd:"" help:"Check budget tables: do they add up?"`
	Proof   proofCommand     `cmd:"" name:"proofread" help:"Hold a report's prose against itself: sums, counts, years, numbering."`
	Due     dueCommand       `cmd:"" help:"What is due, and by when."`
	Verify  verifyCommand    `cmd:"" help:"Prove that no published change was altered."`
}

// terminal is where a command reads and writes, and what time it is there.
type terminal struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	client   *http.Client // to WeChat; nil: its servers
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now}))
}

// beijing is the time that all of China keeps.
var beijing = time.FixedZone("CST", 8*60*60)

// errFindings ends a command whose checks found errors: exit code 1, and
// nothing more to say than the findings already said.
var errFindings = errors.New("findings")

// spelled lets long flags be written with one dash too, as Go programs do: -json
// is --json.
func spelled(args []string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a
		if len(a) > 2 && a[0] == '-' && a[1] >= 'a' && a[1] <= 'z' && a[2] != '=' {
			out[i] = "-" + a
		}
		if a == "--" {
			copy(out[i:], args[i:])
			break
		}
	}
	return out
}

// run carries out one command line and returns its exit code: 0 done, 1 the
// checks found errors, 2 it could not be done.
func run(ctx context.Context, args []string, t terminal) int {
	clock := t.now
	t.now = func() time.Time { return clock().In(beijing) } // an office's day is Beijing's, wherever its machine stands
	var c commands
	code := -1
	parser, err := kong.New(&c,
		kong.Name("zwgk"),
		kong.Description("政府信息公开: publish, answer, account, report."),
		kong.Configuration(readSettings),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(t.out, t.err),
		kong.Exit(func(n int) { code = n }),
	)
	if err != nil {
		fmt.Fprintln(t.err, "zwgk:", err)
		return 2
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	line, err := parser.Parse(spelled(args))
	switch {
	case code >= 0:
		return code
	case err != nil:
		fmt.Fprintln(t.err, "zwgk:", err)
		return 2
	}
	line.BindTo(ctx, (*context.Context)(nil))
	err = line.Run(&c, t)
	switch {
	case errors.Is(err, errFindings):
		return 1
	case err != nil:
		fmt.Fprintln(t.err, "zwgk:", spoken(err))
		return 2
	}
	return 0
}

// spoken is an error as a clerk reads it: in Chinese where it says so of itself.
func spoken(err error) string {
	var known interface {
		error
		Chinese() string
	}
	if errors.As(err, &known) {
		return known.Chinese()
	}
	for _, none := range absent {
		if errors.Is(err, none.err) {
			return none.says
		}
	}
	return err.Error()
}

// absent says of a number that nothing has where the numbers are.
var absent = []struct {
	err  error
	says string
}{
	{disclosure.ErrNotFound, "没有这个编号的申请，或者它的附件已经不在；所有编号：zwgk request list"},
	{cases.ErrNotFound, "没有这个编号的投诉、咨询或提问，或者它的附件已经不在；所有编号：zwgk case list"},
	{catalog.ErrNotFound, "目录里没有公开着的这个索引号；所有索引号：zwgk export"},
}
