package disclosure_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestEveryDayOfAClockIsExplained(t *testing.T) {
	r := after(t, disclosure.Confirmed(day(t, "2024-03-01")), disclosure.Consulted(day(t, "2024-03-06"), ""), disclosure.Opined(day(t, "2024-03-20")))
	due, err := r.Deadline(china)
	require.NoError(t, err)
	lines, err := r.Explain(china)
	require.NoError(t, err)
	require.Len(t, lines, due.Sub(day(t, "2024-03-01")))
	last := lines[len(lines)-1]
	assert.Equal(t, due, last.Day)
	assert.Equal(t, 20, last.Count)
	paused := 0
	for _, l := range lines {
		if l.Paused && l.Kind.Work() {
			paused++
			assert.Zero(t, l.Count)
			assert.Contains(t, l.String(), "征求意见")
		}
	}
	assert.Equal(t, 10, paused)
}

func TestAnyExplanationEndsOnTheDeadline(t *testing.T) {
	for seed := range uint64(200) {
		l := newLife(seed)
		for len(l.r.Events) < 10 && l.step() {
		}
		due, err := l.r.Deadline(china)
		lines, errExplain := l.r.Explain(china)
		require.Equal(t, err, errExplain)
		if err != nil || len(lines) == 0 {
			continue
		}
		last, n := lines[len(lines)-1], 0
		require.Equal(t, due, last.Day)
		for _, line := range lines {
			if line.Count > 0 {
				n++
				require.Equal(t, n, line.Count)
			}
		}
		require.Equal(t, n, last.Count, "the last day counts")
	}
}

func TestANewYearMovesOpenRequests(t *testing.T) {
	d := newDesk()
	for key, confirmed := range map[string]string{"1": "2025-09-01", "2": "2026-12-14", "3": ""} {
		r := submit(t, d, "a", key)
		if confirmed != "" {
			_, err := d.Record(t.Context(), r.ID, disclosure.Confirmed(day(t, confirmed)))
			require.NoError(t, err)
		}
	}
	more, err := civil.Load(strings.NewReader("year 2027\nnotice 测试\noff 2027-01-01..2027-01-03 元旦\n"))
	require.NoError(t, err)
	moves, err := d.Moves(t.Context(), china.Merge(more))
	require.NoError(t, err)
	require.Len(t, moves, 1)
	assert.True(t, moves[0].From.IsZero(), "2027 was not announced")
	assert.Equal(t, "2027-01-12", moves[0].To.String())
}

func TestADayInTheLastAnnouncedWeekIsProvisional(t *testing.T) {
	due, err := after(t, disclosure.Confirmed(day(t, "2026-11-30"))).Due(china)
	require.NoError(t, err)
	assert.Equal(t, "2026-12-28", due.Day.String())
	assert.True(t, due.Provisional)
	assert.Contains(t, due.Note, "2027年")
	due, err = after(t, disclosure.Confirmed(day(t, "2025-12-01"))).Due(china)
	require.NoError(t, err)
	assert.Equal(t, "2025-12-29", due.Day.String())
	assert.False(t, due.Provisional, "2026 is announced")
}
