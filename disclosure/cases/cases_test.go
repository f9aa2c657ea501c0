package cases_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
)

var (
	monday = disclosuretest.Day
	noon   = time.Date(2025, time.September, 1, 12, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))
	clerk  = disclosure.Actor{Name: "经办", Role: disclosure.RoleClerk}
)

func TestMemoryIsAStoreOfCases(t *testing.T) {
	disclosuretest.TestCases(t, func(*testing.T) cases.Store { return cases.NewMemory() }, nil)
}

// stateOf returns a case of a kind in a state, reached by lawful events.
func stateOf(t *testing.T, k cases.Kind, s cases.State) cases.Case {
	t.Helper()
	path := map[cases.State][]cases.Event{
		cases.StateNew:       nil,
		cases.StateSubmitted: {},
		cases.StateAssigned:  {cases.Assigned(monday, "某局")},
		cases.StateVerified:  {cases.Verified(monday, cases.Founded, "属实")},
		cases.StateHandled:   {cases.Verified(monday, cases.Founded, "属实"), cases.Handled(monday, "已办")},
		cases.StateReplied:   {cases.Verified(monday, cases.Founded, "属实"), cases.Handled(monday, "已办"), cases.Replied(monday, "答复")},
		cases.StateDeclined:  {cases.Declined(monday, "某局", "不属本机关")},
		cases.StateWithdrawn: {cases.Withdrawn(monday)},
	}
	c := cases.Case{Kind: k}
	events := path[s]
	if s != cases.StateNew {
		events = append([]cases.Event{cases.Submitted(monday)}, events...)
	}
	for _, e := range events {
		var err error
		c, err = c.Apply(e)
		require.NoError(t, err)
	}
	require.Equal(t, s, c.State())
	return c
}

func TestEveryStateActAndRoleIsAsTheTableSays(t *testing.T) {
	done := 0
	for _, k := range cases.Kinds() {
		for _, s := range append([]cases.State{cases.StateNew}, cases.States()...) {
			before := stateOf(t, k, s)
			for _, act := range cases.Acts() {
				for _, role := range disclosure.Roles() {
					e := cases.Event{Act: act, Day: monday, By: disclosure.Actor{Role: role}, Text: "说明", Organ: "某局",
						Verdict: cases.Founded, Score: disclosure.Satisfied}
					after, err := before.Apply(e)
					i := slices.IndexFunc(cases.Transitions(), func(row cases.Transition) bool {
						return row.On == act && slices.Contains(row.From, s) && slices.Contains(row.By, role)
					})
					if i < 0 {
						require.Error(t, err, "%s %s %s %s", k, s, act, role)
						continue
					}
					if err != nil { // only a complaint that is answered unhandled
						require.True(t, k == cases.Complaint && act == cases.ActReplied, "%s %s %s %s: %v", k, s, act, role, err)
						continue
					}
					done++
					want := cases.Transitions()[i].To
					if want == cases.Same {
						want = s
					}
					assert.Equal(t, want, after.State())
					assert.Len(t, before.Events, len(after.Events)-1, "the case before is as it was")
				}
			}
		}
	}
	assert.Greater(t, done, 100)
}

func TestAComplaintIsVerifiedAndHandledBeforeTheReply(t *testing.T) {
	c := stateOf(t, cases.Complaint, cases.StateAssigned)
	_, err := c.Apply(cases.Replied(monday, "没有核实的答复").WithActor(clerk))
	var refused *cases.TransitionError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "来件处于“已交办”，不能“答复”；目前可以：补充、交办、核实、不予受理并告知去处、撤回。", refused.Chinese())
	assert.Contains(t, err.Error(), "verified and handled before the reply")

	founded := stateOf(t, cases.Complaint, cases.StateVerified)
	_, err = founded.Apply(cases.Replied(monday, "属实但没有办理"))
	require.Error(t, err)
	unfounded, err := c.Apply(cases.Verified(monday, cases.Unfounded, "不属实"))
	require.NoError(t, err)
	unfounded, err = unfounded.Apply(cases.Replied(monday, "经核实不属实。"))
	require.NoError(t, err)
	assert.Equal(t, cases.StateReplied, unfounded.State())
}

func TestWhatAnEventMustHold(t *testing.T) {
	for name, c := range map[string]struct {
		state cases.State
		event cases.Event
	}{
		"no day":            {cases.StateSubmitted, cases.Event{Act: cases.ActWithdrawn, By: clerk}},
		"an earlier day":    {cases.StateSubmitted, cases.Withdrawn(monday.AddDays(-1))},
		"no organ":          {cases.StateSubmitted, cases.Assigned(monday, " ")},
		"no verdict":        {cases.StateAssigned, cases.Verified(monday, "", "说明")},
		"no finding":        {cases.StateAssigned, cases.Verified(monday, cases.Founded, "")},
		"no deed":           {cases.StateVerified, cases.Handled(monday, "")},
		"no words":          {cases.StateHandled, cases.Replied(monday, "\n")},
		"no reason":         {cases.StateSubmitted, cases.Declined(monday, "某局", "")},
		"no score":          {cases.StateReplied, cases.Rated(monday, "ten")},
		"nothing to tell":   {cases.StateReplied, cases.Telling(monday, 0, "wechat")},
		"nothing there":     {cases.StateReplied, cases.Told(monday, 9, "wechat", "")},
		"the system grades": {cases.StateReplied, cases.Rated(monday, disclosure.Satisfied).WithActor(disclosure.Actor{Role: disclosure.RoleSystem})},
	} {
		_, err := stateOf(t, cases.Complaint, c.state).Apply(c.event)
		assert.Error(t, err, name)
	}
	rated, err := stateOf(t, cases.Complaint, cases.StateReplied).Apply(cases.Rated(monday, disclosure.Satisfied))
	require.NoError(t, err)
	_, err = rated.Apply(cases.Rated(monday, disclosure.Dissatisfied))
	assert.Error(t, err, "rated once")
	assert.NotContains(t, rated.Allowed(""), cases.ActRated)
}

func TestTheCitizenIsToldOnce(t *testing.T) {
	c := stateOf(t, cases.Complaint, cases.StateReplied)
	require.Equal(t, []int{3}, c.Untold())
	c, err := c.Apply(cases.Telling(monday, 3, "wechat"))
	require.NoError(t, err)
	assert.True(t, c.Claimed(3))
	_, err = c.Apply(cases.Telling(monday, 3, "wechat"))
	require.Error(t, err, "claimed by another")
	c, err = c.Apply(cases.Told(monday, 3, "wechat", "失败"))
	require.NoError(t, err)
	assert.Equal(t, []int{3}, c.Untold())
	c, err = c.Apply(cases.Told(monday, 3, "wechat", ""))
	require.NoError(t, err)
	assert.Empty(t, c.Untold())
	_, err = c.Apply(cases.Telling(monday, 3, "wechat"))
	assert.Error(t, err)
}

func TestANoticeOfTheReplyIsFollowedByItsWords(t *testing.T) {
	told := func(c cases.Case, failure, notice string) cases.Case {
		c, err := c.Apply(cases.Told(monday, 3, "wechat", failure).WithNotice(notice))
		require.NoError(t, err)
		return c
	}
	c := told(stateOf(t, cases.Complaint, cases.StateReplied), "", "模板:1")
	assert.Empty(t, c.Untold())
	assert.Equal(t, []int{3}, c.Announced())
	_, err := c.Apply(cases.Telling(monday, 3, "wechat").WithNotice("模板"))
	require.Error(t, err, "no second notice")
	assert.Equal(t, []int{3}, told(c, "用户拒收", "模板:1").Untold())
	assert.Empty(t, told(c, "", "").Announced())
}

// The example's terms are made up for the test: an office sets its own.
func testDesk() *cases.Desk {
	own := func(n int) disclosure.Term {
		return disclosure.Term{N: n, Unit: disclosure.Workdays, Article: "测试机关的规定"}
	}
	return cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{Complaint: own(5), Consultation: own(3)})
}

func open(t *testing.T, d *cases.Desk, k cases.Kind, day int) cases.Case {
	t.Helper()
	c, err := d.Open(t.Context(), cases.Case{Kind: k, Owner: "a", Text: "内容"}, "", noon.AddDate(0, 0, day))
	require.NoError(t, err)
	return c
}

func TestDueDaysAreTheOfficesOwn(t *testing.T) {
	d := testDesk()
	first, second, free := open(t, d, cases.Complaint, 0), open(t, d, cases.Consultation, 1), open(t, d, cases.Question, 0)
	for _, want := range []struct {
		c   cases.Case
		due civil.Date
	}{{first, civil.Day(2025, 9, 8)}, {second, civil.Day(2025, 9, 5)}, {free, civil.Date{}}} {
		due, err := d.Due(want.c)
		require.NoError(t, err)
		assert.Equal(t, want.due, due)
	}
	list, err := d.OpenCases(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []cases.Case{second, first, free}, list, "the most urgent first, those without a term last")
	far, err := d.Open(t.Context(), cases.Case{Kind: cases.Complaint, Text: "内容"}, "", noon.AddDate(60, 0, 0))
	require.NoError(t, err)
	_, err = d.Due(far)
	require.ErrorIs(t, err, civil.ErrNotCovered)
	withdrawn, err := d.Record(t.Context(), first.ID, cases.Withdrawn(monday))
	require.NoError(t, err)
	due, err := d.Due(withdrawn)
	require.NoError(t, err)
	assert.True(t, due.IsZero())
}

func TestCasesAreTrackedByCode(t *testing.T) {
	d := testDesk()
	c := open(t, d, cases.Complaint, 0)
	got, err := d.Track(t.Context(), "ｔｓ "+strings.ReplaceAll(c.ID[3:], "-", ""), strings.ToLower(c.Code), noon)
	require.NoError(t, err)
	assert.Equal(t, c, got)
	for range 10 {
		_, err = d.Track(t.Context(), c.ID, "WRONG", noon)
		require.ErrorIs(t, err, cases.ErrNotFound)
	}
	_, err = d.Track(t.Context(), c.ID, c.Code, noon)
	require.ErrorIs(t, err, disclosure.ErrTooManyAttempts)
	_, err = d.Track(t.Context(), c.ID, c.Code, noon.Add(2*time.Hour))
	require.NoError(t, err)
	_, err = d.Track(t.Context(), "TS-2025-00001-0", c.Code, noon)
	require.ErrorIs(t, err, cases.ErrNotFound)
}

func TestWhatCannotBeOpened(t *testing.T) {
	d := testDesk()
	for want, c := range map[error]cases.Case{
		cases.ErrKind:    {Kind: "praise", Text: "内容"},
		cases.ErrNoWords: {Kind: cases.Complaint, Text: " \n"},
		cases.ErrTooLong: {Kind: cases.Complaint, Text: strings.Repeat("长", cases.Longest+1)},
	} {
		_, err := d.Open(t.Context(), c, "", noon)
		require.ErrorIs(t, err, want)
	}
}

func TestTallyOfAPeriod(t *testing.T) {
	d, ctx := testDesk(), context.Background()
	record := func(c cases.Case, events ...cases.Event) {
		for _, e := range events {
			_, err := d.Record(ctx, c.ID, e)
			require.NoError(t, err)
		}
	}
	record(open(t, d, cases.Complaint, 0), cases.Verified(monday, cases.PartlyFounded, "部分属实"), cases.Handled(monday, "已改"),
		cases.Replied(monday.AddDays(1), "答复"), cases.Rated(monday.AddDays(2), disclosure.Satisfied))
	record(open(t, d, cases.Complaint, 0), cases.Declined(monday.AddDays(20), "某局", "不属本机关"), cases.Rated(monday.AddDays(21), disclosure.Dissatisfied))
	record(open(t, d, cases.Complaint, 0), cases.Withdrawn(monday))
	open(t, d, cases.Complaint, 0)
	open(t, d, cases.Complaint, 400)
	open(t, d, cases.Question, 0)
	tally, err := d.Tally(ctx, civil.Day(2025, 1, 1), civil.Day(2025, 12, 31), civil.Day(2025, 12, 1))
	require.NoError(t, err)
	assert.Equal(t, map[cases.Kind]cases.Count{
		cases.Complaint: {Received: 4, Replied: 1, Declined: 1, Withdrawn: 1, Open: 1, InTime: 1, Late: 2, Founded: 1,
			Scores: map[disclosure.Satisfaction]int{disclosure.Satisfied: 1, disclosure.Dissatisfied: 1}},
		cases.Question: {Received: 1, Open: 1},
	}, tally)
	assert.Equal(t, 3, tally[cases.Complaint].Closed())
}

func TestRetireAndErase(t *testing.T) {
	d := testDesk()
	done, running := open(t, d, cases.Consultation, 0), open(t, d, cases.Consultation, 0)
	require.ErrorIs(t, d.Erase(t.Context(), running.ID), cases.ErrOpen)
	_, err := d.Record(t.Context(), done.ID, cases.Replied(monday, "答复"))
	require.NoError(t, err)
	require.NoError(t, d.Ask(t.Context(), "问题", monday))
	n, err := d.Retire(t.Context(), monday.AddDays(1))
	require.NoError(t, err)
	assert.Equal(t, 1, n)
	asked, err := d.Asked(t.Context())
	require.NoError(t, err)
	assert.Empty(t, asked)
	done, err = d.Case(t.Context(), done.ID)
	require.NoError(t, err)
	assert.True(t, done.Erased)
	assert.Empty(t, done.Text)
	var file bytes.Buffer
	require.NoError(t, d.Export(t.Context(), &file))
	assert.Equal(t, 2, strings.Count(file.String(), "\n"))
	assert.NotContains(t, file.String(), running.Code)
}

func TestWordsForPeople(t *testing.T) {
	for _, k := range cases.Kinds() {
		assert.NotEqual(t, string(k), k.Chinese())
	}
	for _, a := range cases.Acts() {
		assert.NotEqual(t, string(a), a.Chinese())
	}
	for _, s := range append(cases.States(), cases.StateNew) {
		assert.NotEqual(t, string(s), s.Chinese())
	}
	for _, v := range cases.Verdicts() {
		assert.NotEqual(t, string(v), v.Chinese())
	}
	c := disclosuretest.NewCase("a")
	assert.Equal(t, "case without number", c.String())
	assert.Equal(t, "submitted 2025-09-01", c.Events[0].String())
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"TS-2025-00001-9", "zx2026000123", "ＴＷ　2025－00001－1", "TS", "2025-001-00001-3", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		number, err := cases.ParseNumber(s)
		if err != nil {
			return
		}
		again, err := cases.ParseNumber(number)
		require.NoError(t, err)
		require.Equal(t, number, again)
	})
}

func ExampleDesk() {
	ctx := context.Background()
	desk := cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{
		Complaint: disclosure.Term{N: 5, Unit: disclosure.Workdays, Article: "本机关规定"}, // each office sets its own
	})
	at := time.Date(2025, time.September, 1, 12, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))
	c, err := desk.Open(ctx, cases.Case{Kind: cases.Complaint, Text: "窗口让人跑了三趟", Owner: "wechat:handle"}, "message 1", at)
	fmt.Println(c.ID, c.State().Chinese(), err)
	day := civil.DateOf(at)
	for _, e := range []cases.Event{
		cases.Assigned(day, "某区政务服务中心"),
		cases.Verified(day, cases.Founded, "调取排队记录，情况属实。"),
		cases.Handled(day, "已约谈并改正。"),
		cases.Replied(day, "经核实情况属实，已改正。"),
	} {
		c, err = desk.Record(ctx, c.ID, e)
		fmt.Println(c.State().Chinese(), err)
	}
	// Output:
	// TS-2025-00001-6 已提交，待交办 <nil>
	// 已交办 <nil>
	// 已核实，办理中 <nil>
	// 已办理，待答复 <nil>
	// 已答复 <nil>
}

func TestATelephoneIsAddedToAnOpenCaseWithoutWords(t *testing.T) {
	day := civil.Day(2026, time.June, 15)
	at := time.Date(2026, time.June, 15, 10, 0, 0, 0, time.UTC)
	c := cases.Case{Kind: cases.Complaint, Text: "窗口让人跑了三趟", Contact: "00000000000"}
	c, err := c.Apply(cases.Submitted(day).WithTime(at))
	require.NoError(t, err)
	_, err = c.Apply(cases.Supplemented(day, " "))
	require.Error(t, err, "an addition of nothing")
	later := at.Add(time.Hour)
	for _, contact := range []string{"11111111111", "00000000000"} {
		c, err = c.Apply(cases.Supplemented(day, "").WithContact(contact).WithTime(later))
		require.NoError(t, err)
	}
	assert.Equal(t, []string{"00000000000", "11111111111"}, c.Contacts())
	assert.Equal(t, later, c.Touched())
	assert.Empty(t, c.Erase().Contacts())
	assert.True(t, cases.Case{}.Touched().IsZero())
}
