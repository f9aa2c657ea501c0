package cases_test

import (
	"slices"
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
				if act == cases.ActViewed { // is none of the table's
					continue
				}
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

func TestWhoLookedAtACaseIsKeptAndChangesNothingElse(t *testing.T) {
	c := stateOf(t, cases.Complaint, cases.StateAssigned)
	look := cases.Viewed(monday, "联系来件人核实")
	seen, err := c.Apply(look)
	require.NoError(t, err)
	assert.Equal(t, c.State(), seen.State())
	assert.True(t, cases.ActViewed.Inner())
	assert.False(t, cases.ActReplied.Inner())
	for _, wrong := range []cases.Event{cases.Viewed(monday, ""), look.WithActor(disclosure.Actor{Role: disclosure.RoleApplicant})} {
		_, err := c.Apply(wrong)
		require.Error(t, err)
	}
	c.Erased = true
	_, err = c.Apply(look)
	require.Error(t, err)
	_, err = cases.Case{}.Apply(look)
	require.Error(t, err)
}
