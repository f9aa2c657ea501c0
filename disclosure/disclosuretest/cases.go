package disclosuretest

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// NewCase returns a complaint that came in by WeChat on Day and has no number yet.
func NewCase(owner string) cases.Case {
	return cases.Case{Kind: cases.Complaint, Owner: owner, Code: "TESTCODE00", Organ: Organ, Text: "窗口让人跑了三趟",
		Contact: "00000000000", Channel: disclosure.ByWeChat, Events: []cases.Event{cases.Submitted(Day)}}
}

// CaseLife returns the events of a complaint from its hand-over to the rating.
func CaseLife() []cases.Event {
	clerk := disclosure.Actor{Name: "经办", Role: disclosure.RoleClerk}
	return []cases.Event{
		cases.Assigned(Day, "某区政务服务中心").WithActor(clerk),
		cases.Supplemented(Day, "补充：上周三").WithContact("11111111111"),
		cases.Verified(Day.AddDays(1), cases.Founded, "调取了排队记录").WithActor(clerk),
		cases.Handled(Day.AddDays(2), "已约谈窗口").WithActor(clerk),
		cases.Replied(Day.AddDays(2), "经核实情况属实，已改正。").WithActor(clerk),
		cases.Telling(Day.AddDays(2), 5, "wechat"),
		cases.Told(Day.AddDays(2), 5, "wechat.template", "暂时不能送达").WithNotice("template:1"),
		cases.Telling(Day.AddDays(3), 5, "wechat"),
		cases.Told(Day.AddDays(3), 5, "wechat", ""),
		cases.Rated(Day.AddDays(4), disclosure.Satisfied),
	}
}

// TestCases holds a store of cases against what the cases.Store interface
// promises. open returns an empty store each time; reopen returns another store
// over what the first one keeps, and is nil for a store that forgets.
func TestCases(t *testing.T, open func(t *testing.T) cases.Store, reopen func(t *testing.T, s cases.Store) cases.Store) {
	tests := []struct {
		name string
		run  func(t *testing.T, s cases.Store)
	}{
		{"numbers run without gaps by year", caseNumbers},
		{"the same key creates once, together too", caseOnce},
		{"a case comes back as it went in", caseComesBack},
		{"an event is added to the newest only, if it is allowed", caseAppends},
		{"the feed is in order and whole", caseFeed},
		{"erasing leaves what counts", caseErases},
		{"questions are counted and forgotten", questions},
		{"letters being written replace one another", letters},
		{"a letter is replaced only as it was read", replacedLetters},
		{"old letters are dropped", oldLetters},
		{"files belong to a letter, then to its case", filesOfLetters},
		{"files that are added are the case's own", filesOfCases},
		{"it agrees with Memory step by step", casesAgree},
		{"a cancelled context stops", casesCancelled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
	if reopen != nil {
		t.Run("everything is there after a restart", func(t *testing.T) {
			s := open(t)
			c := caseLived(t, s)
			must(t, s.Ask(t.Context(), "公租房", Day))
			must(t, s.SaveDraft(t.Context(), Letter("c")))
			again := reopen(t, s)
			d, err := again.Draft(t.Context(), "c")
			must(t, err)
			same(t, Letter("c"), d)
			same(t, []cases.Case{c}, collect(t, again.Cases(t.Context())))
			asked, err := again.Asked(t.Context())
			must(t, err)
			same(t, []cases.Asked{{Topic: "公租房", Times: 1, First: Day, Last: Day}}, asked)
		})
	}
}

func createCase(t *testing.T, s cases.Store, c cases.Case, key string) cases.Case {
	t.Helper()
	created, err := s.Create(t.Context(), c, key)
	must(t, err)
	return created
}

func caseLived(t *testing.T, s cases.Store) cases.Case {
	t.Helper()
	c := createCase(t, s, NewCase("a"), "")
	for _, e := range CaseLife() {
		var err error
		c, err = s.Append(t.Context(), c, e)
		must(t, err)
	}
	return c
}

func caseNumbers(t *testing.T, s cases.Store) {
	later := NewCase("a")
	later.Events = []cases.Event{cases.Submitted(Day.AddDays(365))}
	asks := NewCase("b")
	asks.Kind = cases.Consultation
	var got []string
	for _, c := range []cases.Case{NewCase("a"), asks, later, NewCase("c")} {
		got = append(got, createCase(t, s, c, "").ID)
	}
	same(t, []string{cases.FormatNumber(cases.Complaint, 2025, 1), cases.FormatNumber(cases.Consultation, 2025, 2),
		cases.FormatNumber(cases.Complaint, 2026, 1), cases.FormatNumber(cases.Complaint, 2025, 3)}, got)
	unkind := NewCase("a")
	unkind.Kind = "rumour"
	for _, bad := range []cases.Case{{}, {Kind: cases.Complaint}, unkind, {ID: "1", Kind: cases.Complaint, Events: NewCase("").Events}} {
		if _, err := s.Create(t.Context(), bad, ""); err == nil {
			t.Fatal("a case without kind or events, or with a number, was created")
		}
	}
}

func caseOnce(t *testing.T, s cases.Store) {
	var wg sync.WaitGroup
	ids := make([]string, 6)
	for i := range ids {
		wg.Go(func() { ids[i] = createCase(t, s, NewCase("a"), "key").ID })
	}
	wg.Wait()
	for _, id := range ids {
		same(t, ids[0], id)
	}
	if other := createCase(t, s, NewCase("a"), "another key"); other.ID == ids[0] {
		t.Fatal("another key is another case")
	}
	same(t, 2, len(collect(t, s.Cases(t.Context()))))
}

func caseComesBack(t *testing.T, s cases.Store) {
	c, other := caseLived(t, s), createCase(t, s, NewCase("b"), "")
	want := NewCase("a")
	want.ID, want.Events = c.ID, append(want.Events, CaseLife()...)
	same(t, want, c)
	got, err := s.Case(t.Context(), c.ID)
	must(t, err)
	same(t, want, got)
	got.Events[0].Act = cases.ActTold
	got, err = s.Case(t.Context(), c.ID)
	must(t, err)
	same(t, want, got)
	own, err := s.ByOwner(t.Context(), "b")
	must(t, err)
	same(t, []cases.Case{other}, own)
	nobody, err := s.ByOwner(t.Context(), "")
	must(t, err)
	same(t, 0, len(nobody))
	_, err = s.Case(t.Context(), "TS-2025-99999-0")
	is(t, err, cases.ErrNotFound)
}

func caseAppends(t *testing.T, s cases.Store) {
	c := createCase(t, s, NewCase("a"), "")
	_, err := s.Append(t.Context(), c, cases.Replied(Day, "不经核实的答复"))
	if _, refused := err.(*cases.TransitionError); !refused {
		t.Fatalf("want a *TransitionError, got %v", err)
	}
	next, err := s.Append(t.Context(), c, cases.Assigned(Day, Organ))
	must(t, err)
	_, err = s.Append(t.Context(), c, cases.Assigned(Day, Organ))
	is(t, err, cases.ErrConflict)
	var wg sync.WaitGroup
	won := make(chan bool, 6)
	for range cap(won) {
		wg.Go(func() {
			_, err := s.Append(t.Context(), next, cases.Verified(Day, cases.Founded, "属实"))
			won <- err == nil
		})
	}
	wg.Wait()
	close(won)
	n := 0
	for ok := range won {
		if ok {
			n++
		}
	}
	same(t, 1, n)
	_, err = s.Append(t.Context(), cases.Case{ID: "none"}, cases.Withdrawn(Day))
	is(t, err, cases.ErrNotFound)
}

func caseFeed(t *testing.T, s cases.Store) {
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { caseLived(t, s) })
	}
	wg.Wait()
	all := collect(t, s.Since(t.Context(), 0))
	same(t, 3*(1+len(CaseLife())), len(all))
	places := map[string]int{}
	for i, e := range all {
		if i > 0 && e.Seq <= all[i-1].Seq {
			t.Fatalf("entry %d does not rise", i)
		}
		same(t, places[e.CaseID], e.Index)
		places[e.CaseID]++
	}
	same(t, all[10:], collect(t, s.Since(t.Context(), all[9].Seq)))
}

func caseErases(t *testing.T, s cases.Store) {
	c, other := caseLived(t, s), caseLived(t, s)
	must(t, s.Erase(t.Context(), c.ID))
	must(t, s.Erase(t.Context(), c.ID))
	got, err := s.Case(t.Context(), c.ID)
	must(t, err)
	same(t, c.Erase(), got)
	same(t, c.State(), got.State())
	same(t, c.Score(), got.Score())
	text, err := json.Marshal(got)
	must(t, err)
	for _, personal := range []string{"三趟", "00000000000", "11111111111", "上周三", "排队", "约谈", "改正", "送达", "TESTCODE00", `"owner"`} {
		if strings.Contains(string(text), personal) {
			t.Fatalf("%s is left", personal)
		}
	}
	own, err := s.ByOwner(t.Context(), "a")
	must(t, err)
	same(t, []cases.Case{other}, own)
	is(t, s.Erase(t.Context(), "none"), cases.ErrNotFound)
}

func questions(t *testing.T, s cases.Store) {
	for i, text := range []string{"公租房怎么申请？", "  公租房怎么申请", "加装电梯", "我的电话13900000000呢", "   "} {
		must(t, s.Ask(t.Context(), text, Day.AddDays(i)))
	}
	want := []cases.Asked{
		{Topic: "公租房怎么申请", Times: 2, First: Day, Last: Day.AddDays(1)},
		{Topic: "我的电话＊＊＊呢", Times: 1, First: Day.AddDays(3), Last: Day.AddDays(3)},
		{Topic: "加装电梯", Times: 1, First: Day.AddDays(2), Last: Day.AddDays(2)},
	}
	asked, err := s.Asked(t.Context())
	must(t, err)
	same(t, want, asked)
	must(t, s.DropAsked(t.Context(), "公租房怎么申请"))
	must(t, s.DropAsked(t.Context(), "没有问过的"))
	n, err := s.DropAskedBefore(t.Context(), Day.AddDays(3))
	must(t, err)
	same(t, 1, n)
	asked, err = s.Asked(t.Context())
	must(t, err)
	same(t, want[1:2], asked)
}

// casesAgree does the same random things to the store and to a Memory.
func casesAgree(t *testing.T, s cases.Store) {
	model := cases.NewMemory()
	random := rand.New(rand.NewPCG(3, 4))
	var ids []string
	for range 200 {
		if len(ids) == 0 || random.IntN(9) == 0 {
			c := NewCase(fmt.Sprint("owner ", random.IntN(3)))
			c.Kind = cases.Kinds()[random.IntN(3)]
			key := fmt.Sprint("key ", random.IntN(40))
			got, want := createCase(t, s, c, key), createCase(t, model, c, key)
			same(t, want, got)
			ids = append(ids, got.ID)
			continue
		}
		read, err := model.Case(t.Context(), ids[random.IntN(len(ids))])
		must(t, err)
		acts := append(read.Allowed(""), cases.ActReplied, cases.ActTelling, cases.ActTold)
		e := cases.Event{Act: acts[random.IntN(len(acts))], Day: read.Events[len(read.Events)-1].Day.AddDays(random.IntN(3)),
			By: disclosure.Actor{Name: "经办", Role: disclosure.Roles()[random.IntN(3)]}, Text: "说明", Organ: Organ,
			Verdict: cases.Verdicts()[random.IntN(3)], Score: disclosure.MostlySatisfied, Of: random.IntN(len(read.Events))}
		want, wantErr := model.Append(t.Context(), read, e)
		got, gotErr := s.Append(t.Context(), read, e)
		if !reflect.DeepEqual(wantErr, gotErr) {
			t.Fatalf("want error %v, got %v", wantErr, gotErr)
		}
		same(t, want, got)
	}
	same(t, collect(t, model.Cases(t.Context())), collect(t, s.Cases(t.Context())))
	same(t, collect(t, model.Since(t.Context(), 0)), collect(t, s.Since(t.Context(), 0)))
}

func casesCancelled(t *testing.T, s cases.Store) {
	c := createCase(t, s, NewCase("a"), "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Append(ctx, c, cases.Withdrawn(Day)); err == nil {
		t.Fatal("appended under a cancelled context")
	}
	if _, err := s.Create(ctx, NewCase("b"), ""); err == nil {
		t.Fatal("created under a cancelled context")
	}
}
