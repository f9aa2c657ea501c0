package catalog_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// ways are the steps that bring a new record to each status.
var ways = map[catalog.Status][]catalog.ChangeKind{
	"":                    {},
	catalog.Draft:         {catalog.Draft},
	catalog.InReview:      {catalog.Draft, catalog.InReview},
	catalog.Returned:      {catalog.Draft, catalog.InReview, catalog.Returned},
	catalog.SecrecyReview: {catalog.Draft, catalog.InReview, catalog.SecrecyReview},
	catalog.Withheld:      {catalog.Draft, catalog.InReview, catalog.Withheld},
	catalog.Scheduled:     {catalog.Draft, catalog.InReview, catalog.SecrecyReview, catalog.Scheduled},
	catalog.Published:     {catalog.Published},
	catalog.Superseded:    {catalog.Published, catalog.Superseded},
	catalog.Expired:       {catalog.Published, catalog.Expired},
	catalog.Archived:      {catalog.Published, catalog.Archived},
	catalog.Withdrawn:     {catalog.Published, catalog.Withdrawn},
	catalog.Discarded:     {catalog.Draft, catalog.Discarded},
}

// at brings a new record to a status; expire and scheduled steps are taken a
// week later, when the calendar allows them.
func at(t *testing.T, c *catalog.Catalog, status catalog.Status) catalog.Record {
	t.Helper()
	r := report()
	r.Until = civil.Day(2015, time.December, 12)
	for _, step := range ways[status] {
		var err error
		r, err = c.Move(t.Context(), catalogtest.Ready(r, step), step, "理由", when(step))
		require.NoError(t, err)
	}
	require.Equal(t, status, r.Status)
	return r
}

func when(step catalog.ChangeKind) catalog.Actor {
	by := signer
	if step == catalog.Expired {
		by.At = by.At.AddDate(0, 0, 14)
	}
	return by
}

func TestEveryStepFromEveryStatusFollowsTheTable(t *testing.T) {
	table := map[catalog.Status]map[catalog.ChangeKind]catalog.Status{}
	kinds := map[catalog.ChangeKind]bool{catalog.Superseded: true, catalog.Amended: true, catalog.TakenOver: true}
	for _, row := range catalog.Transitions() {
		if table[row.From] == nil {
			table[row.From] = map[catalog.ChangeKind]catalog.Status{}
		}
		table[row.From][row.Kind] = row.To
		kinds[row.Kind] = true
	}
	require.Len(t, kinds, 15)
	for _, status := range append(catalog.Statuses(), "") {
		for kind := range kinds {
			c := catalog.New(nil)
			r := at(t, c, status)
			by := when(kind)
			if status == catalog.Scheduled && kind == catalog.Published {
				by.At = by.At.AddDate(0, 0, 7)
			}
			got, err := c.Move(t.Context(), catalogtest.Ready(r, kind), kind, "理由", by)
			to, lawful := table[status][kind]
			if status == "" && kind != catalog.Draft && kind != catalog.Published && kind != catalog.TakenOver {
				assert.Error(t, err, "%s of nothing", kind)
				continue
			}
			if !lawful {
				var te *catalog.TransitionError
				assert.ErrorAs(t, err, &te, "%s from %q", kind, status)
				continue
			}
			if assert.NoError(t, err, "%s from %q", kind, status) {
				assert.Equal(t, to, got.Status)
			}
			_, err = c.Verify(t.Context())
			assert.NoError(t, err)
		}
	}
}

func TestAStepIsRefusedThatLacksWhatItNeeds(t *testing.T) {
	system := catalog.Actor{Name: "定时任务", Role: catalog.RoleSystem, At: noon}
	for name, c := range map[string]struct {
		from   catalog.Status
		step   catalog.ChangeKind
		change func(*catalog.Record)
		note   string
		by     catalog.Actor
	}{
		"withdrawn without a reason":        {catalog.Published, catalog.Withdrawn, nil, "", signer},
		"returned without a reason":         {catalog.InReview, catalog.Returned, nil, "", signer},
		"withheld without grounds":          {catalog.InReview, catalog.Withheld, func(r *catalog.Record) { r.Grounds = "" }, "", signer},
		"withheld without a day to look":    {catalog.InReview, catalog.Withheld, func(r *catalog.Record) { r.Look = civil.Date{} }, "", signer},
		"withheld though proactive":         {catalog.InReview, catalog.Withheld, func(r *catalog.Record) { r.Openness = catalog.Proactive }, "", signer},
		"scheduled for yesterday":           {catalog.SecrecyReview, catalog.Scheduled, func(r *catalog.Record) { r.NotBefore = civil.Day(2015, 12, 1) }, "", signer},
		"scheduled without review":          {catalog.SecrecyReview, catalog.Scheduled, func(r *catalog.Record) { r.Review = catalog.Review{} }, "", signer},
		"published before its day":          {catalog.Scheduled, catalog.Published, nil, "", signer},
		"published by the system":           {catalog.SecrecyReview, catalog.Published, nil, "", system},
		"withdrawn by the system":           {catalog.Published, catalog.Withdrawn, nil, "理由", system},
		"expired on the last day":           {catalog.Published, catalog.Expired, nil, "", signer},
		"superseded by nothing":             {catalog.Published, catalog.Superseded, func(r *catalog.Record) { r.Links = nil }, "", signer},
		"amended with the reviewer removed": {catalog.Published, catalog.Amended, func(r *catalog.Record) { r.Review.By = r.Drafter }, "", signer},
		"discarded by the system":           {catalog.Draft, catalog.Discarded, nil, "", system},
		"recalled by the system":            {catalog.InReview, catalog.Recalled, nil, "", system},
		"amended by nobody":                 {catalog.Published, catalog.Amended, nil, "", catalog.Actor{}},
		"not the newest version":            {catalog.Published, catalog.Amended, func(r *catalog.Record) { r.Version-- }, "", signer},
	} {
		t.Run(name, func(t *testing.T) {
			cat := catalog.New(nil)
			r := catalogtest.Ready(at(t, cat, c.from), c.step)
			if c.change != nil {
				c.change(&r)
			}
			head, err := cat.Head(t.Context())
			require.NoError(t, err)
			_, err = cat.Move(t.Context(), r, c.step, c.note, c.by)
			require.Error(t, err)
			after, err := cat.Head(t.Context())
			require.NoError(t, err)
			assert.Equal(t, head, after, "a refused step leaves no trace")
		})
	}
}

func TestTheCalendarPublishesAndExpires(t *testing.T) {
	c := catalog.New(nil)
	scheduled := at(t, c, catalog.Scheduled)
	system := catalog.Actor{Name: "定时任务", Role: catalog.RoleSystem, At: noon}
	moved, err := c.Turn(t.Context(), system)
	require.NoError(t, err)
	assert.Empty(t, moved, "a week too early")
	system.At = noon.AddDate(0, 0, 7)
	moved, err = c.Turn(t.Context(), system)
	require.NoError(t, err)
	require.Len(t, moved, 1)
	assert.Equal(t, scheduled.ID, moved[0].ID)
	assert.Equal(t, catalog.IndexNumber("2015-00001"), moved[0].Number)
	assert.Equal(t, civil.Day(2015, time.December, 9), moved[0].Published)
	system.At = noon.AddDate(0, 0, 10) // the last day itself
	moved, err = c.Turn(t.Context(), system)
	require.NoError(t, err)
	assert.Empty(t, moved)
	system.At = noon.AddDate(0, 0, 11)
	moved, err = c.Turn(t.Context(), system)
	require.NoError(t, err)
	require.Len(t, moved, 1)
	assert.Equal(t, catalog.Status(catalog.Expired), moved[0].Status)
	found, err := c.Find(t.Context(), moved[0].Number)
	require.NoError(t, err, "it stays in the catalogue")
	assert.Equal(t, moved[0], found)

	withheld := at(t, c, catalog.Withheld)
	due, err := c.LooksDue(t.Context(), civil.Day(2017, time.January, 3))
	require.NoError(t, err)
	assert.Empty(t, due)
	due, err = c.LooksDue(t.Context(), civil.Day(2017, time.January, 4))
	require.NoError(t, err)
	require.Len(t, due, 1)
	assert.Equal(t, withheld.ID, due[0].ID)
}

func TestAScheduledCorrectionTakesThePlaceOfTheOldOnItsDay(t *testing.T) {
	c := catalog.New(nil)
	system := catalog.Actor{Name: "定时任务", Role: catalog.RoleSystem, At: noon.AddDate(0, 0, 7)}
	old, gone := at(t, c, catalog.Published), at(t, c, catalog.Published)
	next := report()
	next.Links = []catalog.Link{{Kind: catalog.Replaces, To: old.Number}, {Kind: catalog.Replaces, To: gone.Number}, {Kind: catalog.Interprets, To: old.Number}}
	var err error
	for _, step := range ways[catalog.Scheduled] {
		next, err = c.Move(t.Context(), catalogtest.Ready(next, step), step, "", signer)
		require.NoError(t, err)
	}
	require.NoError(t, c.Withdraw(t.Context(), gone.Number, "发布错误", signer))
	moved, err := c.Turn(t.Context(), system)
	require.NoError(t, err, "what was withdrawn meanwhile stays so")
	require.Len(t, moved, 1)
	assert.Equal(t, next.ID, moved[0].ID)
	now, err := c.Find(t.Context(), old.Number)
	require.NoError(t, err)
	assert.EqualValues(t, catalog.Superseded, now.Status)
	assert.Contains(t, now.Links, catalog.Link{Kind: catalog.ReplacedBy, To: moved[0].Number})
	force, by, err := c.Force(t.Context(), old.Number, civil.Day(2015, time.December, 9))
	require.NoError(t, err)
	assert.Equal(t, []any{catalog.Repealed, moved[0].Number}, []any{force, by})
	moved, err = c.Turn(t.Context(), system)
	require.NoError(t, err)
	assert.Empty(t, moved)
}

func TestAWithdrawnRecordLeavesATombstone(t *testing.T) {
	c := catalog.New(nil)
	r := at(t, c, catalog.Published)
	require.NoError(t, c.Withdraw(t.Context(), r.Number, "内容失效", signer))
	_, err := c.Find(t.Context(), r.Number)
	assert.ErrorIs(t, err, catalog.ErrNotFound)
	stone, err := c.Tombstone(t.Context(), r.Number)
	require.NoError(t, err)
	assert.Equal(t, catalog.Record{ID: 1, Number: r.Number, Publisher: r.Publisher, Status: catalog.Withdrawn, Reason: "内容失效", Version: 2}, stone)
	_, err = c.Publish(t.Context(), r, signer)
	assert.Error(t, err, "a number is never given again")
}

// A server keeps UTC: between midnight and eight in the morning it is the day before there.
func TestANewYearBeginsInChinaWhereverTheMachineStands(t *testing.T) {
	c := catalog.New(nil)
	at := time.Date(2025, time.December, 31, 20, 0, 0, 0, time.UTC)
	by := catalog.Actor{Name: "值班", At: at.Add(-8 * time.Hour)}
	r := catalogtest.Record(1)
	r.NotBefore = civil.Day(2026, time.January, 1)
	for _, step := range []catalog.ChangeKind{catalog.Draft, catalog.InReview, catalog.SecrecyReview, catalog.Scheduled} {
		var err error
		r, err = c.Move(t.Context(), r, step, "", by)
		require.NoError(t, err)
	}

	by.At = at
	moved, err := c.Turn(t.Context(), catalog.Actor{Name: "定时任务", Role: catalog.RoleSystem, At: at})
	require.NoError(t, err)
	require.Len(t, moved, 1, "it is the first of January at four in the morning")
	other, err := c.Publish(t.Context(), catalogtest.Record(2), by)
	require.NoError(t, err)
	for _, r := range []catalog.Record{moved[0], other} {
		assert.Equal(t, civil.Day(2026, time.January, 1), r.Published)
	}
}
