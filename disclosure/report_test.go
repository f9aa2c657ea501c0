package disclosure_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

func person(t *testing.T, events ...disclosure.Event) disclosure.Request {
	r := after(t, events...)
	r.ID, r.Applicant.Kind = disclosure.FormatNumber(2025, 1, 1), disclosure.Person
	return r
}

func TestARequestCountsWhereItWasReceivedClosedAndCarried(t *testing.T) {
	r := person(t, disclosure.Confirmed(day(t, "2024-12-20")), disclosure.Replied(day(t, "2025-01-10"), refused()))
	assert.Equal(t, disclosure.Placement{}, r.Place(2023))
	assert.Equal(t, disclosure.Placement{New: true, Forward: true}, r.Place(2024))
	assert.Equal(t, disclosure.Placement{Carried: true, Result: disclosure.DeniedSecret}, r.Place(2025))
	assert.Equal(t, disclosure.Placement{}, r.Place(2026))

	withdrawn := person(t, disclosure.Confirmed(day(t, "2025-03-03")), disclosure.Withdrawn(day(t, "2025-03-10")))
	assert.Equal(t, disclosure.OtherHandling, withdrawn.Place(2025).Result)
	unconfirmed := person(t, disclosure.Submitted(day(t, "2025-03-03")), disclosure.Transferred(day(t, "2025-03-04"), ""))
	assert.Equal(t, disclosure.Placement{}, unconfirmed.Place(2025))
	byHand := person(t)
	byHand.Channel = disclosure.ByHand
	for _, e := range []disclosure.Event{disclosure.Submitted(day(t, "2025-03-03")), disclosure.Transferred(day(t, "2025-03-04"), "某区民政局")} {
		byHand = onward(t, byHand, e)
	}
	assert.Equal(t, disclosure.Placement{New: true, Result: disclosure.OtherHandling}, byHand.Place(2025), "received by arrival: it does not stay open for ever")
	assert.Equal(t, disclosure.Placement{}, byHand.Place(2026))
	corrected := person(t, disclosure.Confirmed(day(t, "2025-03-03")), disclosure.Replied(day(t, "2025-03-10"), refused()),
		disclosure.ReplyCorrected(day(t, "2025-03-20"), granted()))
	assert.Equal(t, disclosure.Granted, corrected.Place(2025).Result)
	later := person(t, disclosure.Confirmed(day(t, "2025-12-03")), disclosure.Replied(day(t, "2025-12-10"), refused()),
		disclosure.ReplyCorrected(day(t, "2026-01-20"), granted()))
	assert.Equal(t, disclosure.DeniedSecret, later.Place(2025).Result, "what one year reported stands")
	assert.Equal(t, disclosure.Placement{}, later.Place(2026), "and is not counted twice")
}

func TestReviewsAndSuitsCountInTableFour(t *testing.T) {
	base := []disclosure.Event{disclosure.Confirmed(day(t, "2024-03-04")), disclosure.Replied(day(t, "2024-03-20"), granted())}
	with := func(events ...disclosure.Event) disclosure.Request {
		return person(t, append(base[:2:2], events...)...)
	}
	all := []disclosure.Request{
		with(disclosure.ReviewFiled(day(t, "2024-05-06")), disclosure.ReviewDecided(day(t, "2025-01-06"), disclosure.Upheld),
			disclosure.SuitFiled(day(t, "2025-01-15"))),
		with(disclosure.SuitFiled(day(t, "2025-02-05")), disclosure.SuitDecided(day(t, "2025-06-05"), disclosure.OtherResult)),
		with(disclosure.ReviewFiled(day(t, "2024-05-06")), disclosure.ReviewDecided(day(t, "2024-06-06"), disclosure.Corrected)),
	}
	report, err := disclosure.Tally(2025, requests(all))
	require.NoError(t, err)
	assert.Equal(t, disclosure.Table4{
		Review:      disclosure.Reliefs{Upheld: 1, Total: 1},
		Direct:      disclosure.Reliefs{Other: 1, Total: 1},
		AfterReview: disclosure.Reliefs{Pending: 1, Total: 1},
	}, report.Table4)
	assert.Empty(t, report.Check())
}

func TestTallyStopsAtAnErrorAndNamesWhatItCannotPlace(t *testing.T) {
	broken := errors.New("broken")
	_, err := disclosure.Tally(2025, func(yield func(disclosure.Request, error) bool) { yield(disclosure.Request{}, broken) })
	require.ErrorIs(t, err, broken)
	r := person(t, disclosure.Confirmed(day(t, "2025-03-03")))
	r.Applicant.Kind = 0
	report, err := disclosure.Tally(2025, requests([]disclosure.Request{r}))
	require.NoError(t, err)
	assert.Equal(t, []string{r.ID}, report.Unplaced)
	assert.Equal(t, "report.unplaced", report.Check()[0].Rule)
}

// sampleReport reads the tables of a real municipal report for 2025.
func sampleReport(t *testing.T) disclosure.Report {
	t.Helper()
	data, err := os.ReadFile("../../shared/data/annual-report-2021.json")
	if err != nil {
		t.Skip("the shared sample is not beside this checkout")
	}
	var file struct {
		Samples []struct {
			Table3 map[string]disclosure.Counts `json:"table3_rows"`
			Table4 map[string][5]int            `json:"table4"`
		}
	}
	require.NoError(t, json.Unmarshal(data, &file))
	rows := file.Samples[0].Table3
	report := disclosure.Report{Year: 2025}
	report.Table3.New, report.Table3.Carried = rows["new_received"], rows["carried_over"]
	report.Table3.Total, report.Table3.Forward = rows["total"], rows["carried_forward"]
	for i, o := range disclosure.Outcomes() {
		counts, found := rows[string(o)]
		require.True(t, found, "the sample has no row %s", o)
		report.Table3.Results[i] = counts
	}
	block := func(key string) disclosure.Reliefs {
		c := file.Samples[0].Table4[key]
		return disclosure.Reliefs{Upheld: c[0], Corrected: c[1], Other: c[2], Pending: c[3], Total: c[4]}
	}
	report.Table4 = disclosure.Table4{Review: block("review"), Direct: block("litigation_direct"), AfterReview: block("litigation_after_review")}
	return report
}

func TestARealReportPassesAndEveryChangedCellIsFound(t *testing.T) {
	report := sampleReport(t)
	require.Empty(t, report.Check())
	rows := []*disclosure.Counts{&report.Table3.New, &report.Table3.Carried, &report.Table3.Total, &report.Table3.Forward}
	for i := range report.Table3.Results {
		rows = append(rows, &report.Table3.Results[i])
	}
	for _, row := range rows {
		for i := range row {
			row[i]++
			require.NotEmpty(t, report.Check())
			row[i]--
		}
	}
	report.Table4.Review.Upheld++
	found := report.Check()
	require.Len(t, found, 1)
	assert.Equal(t, "report.I5", found[0].Rule)
	assert.Equal(t, "791", found[0].Want)
	assert.Equal(t, "790", found[0].Got)
}
