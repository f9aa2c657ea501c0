package cases_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

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
		_, err = d.TrackFrom(t.Context(), c.ID, "WRONG", "guesser", noon)
		require.ErrorIs(t, err, cases.ErrNotFound)
	}
	_, err = d.TrackFrom(t.Context(), c.ID, c.Code, "guesser", noon)
	require.ErrorIs(t, err, disclosure.ErrTooManyAttempts)
	_, err = d.TrackFrom(t.Context(), c.ID, c.Code, "guesser", noon.Add(2*time.Hour))
	require.NoError(t, err)
	_, err = d.Track(t.Context(), c.ID, c.Code, noon)
	require.NoError(t, err, "its holder is not shut out")
	_, err = d.Holds(t.Context(), c.ID, c.Code)
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
