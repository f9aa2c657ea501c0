package disclosure_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
)

var latin = regexp.MustCompile(`[a-z]`)

func chinese(t *testing.T, s string) {
	t.Helper()
	assert.NotEmpty(t, s)
	assert.NotRegexp(t, latin, s)
}

func TestEverythingHasAChineseName(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range disclosure.Kinds() {
		chinese(t, k.Chinese())
		assert.False(t, seen[k.Chinese()], "%s is named twice", k)
		seen[k.Chinese()] = true
	}
	for _, s := range append(disclosure.States(), disclosure.StateNew) {
		chinese(t, s.Chinese())
	}
	for _, c := range disclosure.Channels() {
		chinese(t, c.Chinese())
	}
	for _, o := range disclosure.Outcomes() {
		chinese(t, o.Chinese())
	}
	for _, s := range disclosure.Satisfactions() {
		chinese(t, s.Chinese())
	}
	for _, k := range disclosure.ApplicantKinds() {
		chinese(t, k.String())
	}
	for _, s := range []disclosure.Severity{disclosure.Hint, disclosure.Warning, disclosure.Wrong} {
		chinese(t, s.String())
	}
	for _, k := range []civil.Kind{civil.Workday, civil.Weekend, civil.Holiday, civil.MakeUp} {
		chinese(t, k.Chinese())
	}
	for _, row := range disclosure.Transitions() {
		chinese(t, row.Clock.Chinese())
		if row.If != "" {
			chinese(t, row.If.Chinese())
		}
	}
	assert.Equal(t, "unknown", disclosure.Kind("unknown").Chinese())
	assert.Equal(t, "unknown", disclosure.State("unknown").Chinese())
	assert.Equal(t, "unknown", disclosure.Channel("unknown").Chinese())
}

func TestEveryKindOfEventIsInTheTable(t *testing.T) {
	for _, k := range disclosure.Kinds() {
		found := slices.ContainsFunc(disclosure.Transitions(), func(row disclosure.Transition) bool { return row.On == k })
		assert.Equal(t, !slices.Contains([]disclosure.Kind{disclosure.KindTelling, disclosure.KindTold, disclosure.KindViewed}, k), found, k)
	}
}

func TestKindsOfApplicantsAreReadAndWritten(t *testing.T) {
	for _, k := range disclosure.ApplicantKinds() {
		b, err := json.Marshal(k)
		require.NoError(t, err)
		var back disclosure.ApplicantKind
		require.NoError(t, json.Unmarshal(b, &back))
		assert.Equal(t, k, back)
		back, err = disclosure.ParseApplicantKind(k.String())
		require.NoError(t, err)
		assert.Equal(t, k, back)
	}
	for s, want := range map[string]disclosure.ApplicantKind{"公民": disclosure.Person, "法人或者其他组织": disclosure.OtherApplicant} {
		got, err := disclosure.ParseApplicantKind(s)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := disclosure.ParseApplicantKind("外星人")
	require.Error(t, err)
	_, err = disclosure.ApplicantKind(9).MarshalText()
	require.Error(t, err)
	_, err = disclosure.Category(9).MarshalText()
	require.Error(t, err)
}

func TestTheDeskHandsOnWhatTheStoreKeeps(t *testing.T) {
	d := newDesk()
	first, second := submit(t, d, "a", ""), submit(t, d, "a", "")
	own, err := d.ByOwner(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, []disclosure.Request{first, second}, own)
	n := 0
	for e, err := range d.Since(t.Context(), 1) {
		require.NoError(t, err)
		assert.Equal(t, second.ID, e.RequestID)
		n++
	}
	assert.Equal(t, 1, n)
	require.NoError(t, d.SaveDraft(t.Context(), disclosuretest.Draft("a")))
	draft, err := d.Draft(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, disclosuretest.Draft("a"), draft)
	dropped, err := d.DropDraftsBefore(t.Context(), evening)
	require.NoError(t, err)
	assert.Equal(t, 1, dropped, "the sample was never saved at any moment")
	require.NoError(t, d.DropDraft(t.Context(), "a"))
}

func TestALifeThroughEveryKindOfWaiting(t *testing.T) {
	d := day(t, "2025-09-01")
	r := after(t, disclosure.Drafted(d), disclosure.Submitted(d))
	assert.Equal(t, disclosure.RoleClerk, r.Next())
	r = onward(t, r, disclosure.Confirmed(d), disclosure.ReasonsAsked(d))
	assert.Equal(t, disclosure.RoleApplicant, r.Next())
	r = onward(t, r, disclosure.ReasonsGiven(d.AddDays(3)), disclosure.Postponed(d.AddDays(4), day(t, "2025-12-31")))
	due, err := r.Due(china)
	require.NoError(t, err)
	assert.Equal(t, "2025-12-31", due.Day.String(), "条例第三十五条: a reasonable later day")
	assert.Contains(t, due.Article, "第三十五条")
	assert.Contains(t, refusal(t, r, china, disclosure.Extended(d.AddDays(5), 5, head)), "postponed")
	assert.Contains(t, refusal(t, r, china, disclosure.Postponed(d.AddDays(5), day(t, "2026-01-31"))), "already")
	r = onward(t, r, disclosure.OrganConsulted(d.AddDays(6), "某局"))
	assert.Equal(t, disclosure.RoleOrgan, r.Next())
	assert.Contains(t, refusal(t, r, china, disclosure.OrganSilent(d.AddDays(7))), "term runs until")
	r = onward(t, r, disclosure.OrganSilent(day(t, "2025-10-09")), disclosure.Replied(day(t, "2025-10-10"), granted()))
	assert.Empty(t, r.Next())
	reply, found := r.Reply()
	assert.True(t, found)
	assert.Equal(t, granted(), reply)
	assert.Empty(t, r.Handling(china))
}
