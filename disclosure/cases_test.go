package disclosure_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// dueOf computes a single case through the part of the package that answers it.
func dueOf(t *testing.T, kind string, from civil.Date, cal *civil.Calendar) civil.Date {
	t.Helper()
	rules := disclosure.RulesOn(from)
	var due civil.Date
	var err error
	switch kind {
	case "reply":
		due, err = after(t, disclosure.Confirmed(from)).Deadline(cal)
	case "reply_extended":
		due, err = after(t, disclosure.Confirmed(from), disclosure.Extended(from, rules.Extension.N, head)).Deadline(cal)
	case "proactive_publication":
		due, err = disclosure.Limit{Kind: disclosure.LimitPermanent}.Due(from, cal)
	case "correction_notice":
		due, err = rules.Correction.From(from, cal)
	case "third_party_opinion":
		due, err = rules.ThirdParty.From(from, cal)
	case "fee_payment":
		due, err = rules.Payment.From(from, cal)
	default:
		t.Fatalf("unknown kind of case %q", kind)
	}
	require.NoError(t, err)
	return due
}

// sharedCases are the worked cases that lie beside this checkout.
type sharedCases struct {
	Cases []struct {
		ID, Kind, Calendar, Due string
		Start                   string `json:"start_event_date"`
	}
	Compound []compoundCase `json:"compound_cases"`
	Windows  struct {
		Windows []struct {
			Year, Quarter int
			Start         string `json:"window_start"`
			End           string `json:"window_end"`
			Workdays      int    `json:"working_days_in_window"`
		}
	} `json:"quarterly_windows_seed_rule"`
}

type compoundCase struct {
	ID, Kind, Receipt, Due, Start string
	Sent                          string `json:"consultation_sent"`
	Opinion                       string `json:"opinion_received"`
	Notice                        string `json:"correction_notice_date"`
	NoticeDue                     string `json:"correction_notice_due"`
	InTime                        bool   `json:"notice_in_time"`
	Supplement                    string `json:"supplement_received"`
	Days                          int    `json:"calendar_days"`
	Plain                         string `json:"due_plain"`
	Rolled                        string `json:"due_rolled_if_statutory_holiday"`
}

func shared(t *testing.T) sharedCases {
	t.Helper()
	data, err := os.ReadFile("../../shared/data/deadline-cases.json")
	if err != nil {
		t.Skip("the shared cases are not beside this checkout; testdata/deadlines.tsv carries them")
	}
	var file sharedCases
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Cases)
	require.NotEmpty(t, file.Compound)
	require.NotEmpty(t, file.Windows.Windows)
	return file
}

func TestSharedDeadlineCases(t *testing.T) {
	for _, c := range shared(t).Cases {
		cal := china
		if c.Calendar == "NX" {
			cal = ningxia
		}
		assert.Equal(t, c.Due, dueOf(t, c.Kind, day(t, c.Start), cal).String(), c.ID)
	}
}

func TestSharedCompoundCases(t *testing.T) {
	for _, c := range shared(t).Compound {
		switch c.Kind {
		case "reply_with_third_party_pause":
			r := after(t, disclosure.Confirmed(day(t, c.Receipt)), disclosure.Consulted(day(t, c.Sent), ""), disclosure.Opined(day(t, c.Opinion)))
			due, err := r.Deadline(china)
			require.NoError(t, err)
			assert.Equal(t, c.Due, due.String(), c.ID)
		case "reply_after_correction":
			corrected(t, c)
		case "budget_disclosure":
			limit := disclosure.Limit{Kind: disclosure.LimitDays, N: c.Days}
			plain, err := limit.Nominal(day(t, c.Start), china)
			require.NoError(t, err)
			assert.Equal(t, c.Plain, plain.String(), c.ID)
			rolled, err := limit.Due(day(t, c.Start), china)
			require.NoError(t, err)
			assert.Equal(t, c.Rolled, rolled.String(), c.ID)
		default:
			t.Errorf("%s: unknown kind %q", c.ID, c.Kind)
		}
	}
}

func corrected(t *testing.T, c compoundCase) {
	t.Helper()
	noticeDue, err := disclosure.RulesOn(day(t, c.Receipt)).Correction.From(day(t, c.Receipt), china)
	require.NoError(t, err)
	assert.Equal(t, c.NoticeDue, noticeDue.String(), c.ID)
	asked := disclosure.CorrectionAsked(day(t, c.Notice), day(t, c.Notice).AddDays(15), "")
	r := after(t, disclosure.Confirmed(day(t, c.Receipt)), asked, disclosure.Supplemented(day(t, c.Supplement)))
	assert.Equal(t, c.InTime, len(r.Handling(china)) == 0, c.ID)
	due, err := r.Deadline(china)
	require.NoError(t, err)
	assert.Equal(t, c.Due, due.String(), c.ID)
}

func TestSharedQuarterlyWindows(t *testing.T) {
	for _, w := range shared(t).Windows.Windows {
		got := disclosure.Quarterly.Windows(w.Year)[w.Quarter-1]
		assert.Equal(t, w.Start, got.From.String())
		assert.Equal(t, w.End, got.To.String())
		n, err := china.Workdays(got.From.AddDays(-1), got.To)
		require.NoError(t, err)
		assert.Equal(t, w.Workdays, n)
	}
}
