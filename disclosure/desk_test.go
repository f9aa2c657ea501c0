package disclosure_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
)

var (
	beijing = time.FixedZone("Asia/Shanghai", 8*3600)
	evening = time.Date(2025, 9, 1, 22, 30, 0, 0, beijing)
)

func newDesk() *disclosure.Desk { return disclosure.NewDesk(disclosure.NewMemory(), china) }

func submit(t *testing.T, d *disclosure.Desk, owner, key string) disclosure.Request {
	t.Helper()
	r, err := d.Submit(t.Context(), disclosuretest.Draft(owner), key, evening, disclosure.ByWeChat)
	require.NoError(t, err)
	return r
}

func TestAnApplicationIsAcceptedOnceAndNumbered(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "message 1")
	assert.Equal(t, r, submit(t, d, "a", "message 1"))
	assert.Equal(t, disclosure.StateSubmitted, r.State())
	assert.Equal(t, "2025-09-01", r.Submitted().String(), "the day of the caller's clock")
	assert.True(t, r.Received().IsZero(), "received once the office confirms")
	assert.Regexp(t, `^2025-001-00001-\d$`, r.ID)
	assert.Regexp(t, `^[0-9A-HJKMNP-TV-Z]{10}$`, r.Code)
	other := submit(t, d, "a", "message 2")
	assert.Regexp(t, `^2025-001-00002-\d$`, other.ID)
	assert.NotEqual(t, r.Code, other.Code)
}

func TestQueryCodesComeFromTheGivenSource(t *testing.T) {
	d := newDesk()
	d.Random = bytes.NewReader(bytes.Repeat([]byte{33}, 10))
	assert.Equal(t, "1111111111", submit(t, d, "a", "").Code)
	_, err := d.Submit(t.Context(), disclosuretest.Draft("a"), "", evening, disclosure.ByWeb)
	require.ErrorContains(t, err, "query code")
}

func TestAnApplicationThatLacksWhatTheLawAsksIsNotAccepted(t *testing.T) {
	for rule, spoil := range map[string]func(*disclosure.Draft){
		"application.subject": func(d *disclosure.Draft) { d.Subject = " " },
		"application.organ":   func(d *disclosure.Draft) { d.Organ = "" },
		"application.consent": func(d *disclosure.Draft) { d.Consented = civil.Date{} },
		"applicant.kind":      func(d *disclosure.Draft) { d.Applicant.Kind = 0 },
		"applicant.name":      func(d *disclosure.Draft) { d.Applicant.Name = "" },
		"applicant.id_number": func(d *disclosure.Draft) { d.Applicant.IDNumber = "640104199001010019" },
		"applicant.contact":   func(d *disclosure.Draft) { d.Applicant.Phone = "" },
		"applicant.email":     func(d *disclosure.Draft) { d.Applicant.Email = "somewhere" },
		"applicant.org_code": func(d *disclosure.Draft) {
			d.Applicant.Kind, d.Applicant.OrgCode = disclosure.Enterprise, "11640100010083321E" // its check character is M
		},
	} {
		draft := disclosuretest.Draft("a")
		spoil(&draft)
		_, err := newDesk().Submit(t.Context(), draft, "", evening, disclosure.ByWeChat)
		var invalid *disclosure.InvalidError
		require.ErrorAs(t, err, &invalid, rule)
		assert.Equal(t, rule, invalid.Findings[0].Rule)
		assert.NotEmpty(t, invalid.Findings[0].Text)
		assert.NotContains(t, err.Error(), "640104199001010019")
	}
}

// The numbers are test numbers, and published codes of public bodies.
func TestCheckCharacters(t *testing.T) {
	assert.True(t, disclosure.ValidResidentID("640104199001010018"))
	assert.True(t, disclosure.ValidResidentID("640104200002291232"))
	assert.False(t, disclosure.ValidResidentID("640104200102291232"), "29 February 2001 was not")
	assert.False(t, disclosure.ValidResidentID("64010419900101001"))
	assert.True(t, disclosure.ValidCreditCode("11341702486344515H"))
	assert.False(t, disclosure.ValidCreditCode("11640100010083321E"))
	assert.True(t, disclosure.ValidCreditCode("11640100010083321M"))
}

func TestANumberIsFoundInAnyWriting(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	for _, id := range []string{r.ID, strings.ReplaceAll(r.ID, "-", ""), " " + strings.ReplaceAll(r.ID, "-", " "), strings.ReplaceAll(r.ID, "-", "－")} {
		got, err := d.Request(t.Context(), id)
		require.NoError(t, err, id)
		assert.Equal(t, r, got)
	}
	for _, id := range []string{"", "2025", "abc", r.ID + "1", "2025-001-00002-1"} {
		_, err := d.Request(t.Context(), id)
		require.ErrorIs(t, err, disclosure.ErrNotFound, id)
	}
}

func TestEveryWrongDigitOfANumberIsNoticed(t *testing.T) {
	number := strings.ReplaceAll(disclosure.FormatNumber(2025, 1, 12), "-", "")
	for i := range number {
		for d := byte('0'); d <= '9'; d++ {
			if d == number[i] {
				continue
			}
			wrong := number[:i] + string(d) + number[i+1:]
			_, err := disclosure.ParseNumber(wrong)
			require.Error(t, err, wrong)
		}
	}
	big := disclosure.FormatNumber(2025, 12, 123456)
	got, err := disclosure.ParseNumber(big)
	require.NoError(t, err)
	assert.Equal(t, big, got, "a series may outgrow five digits")
}

func TestProgressIsShownToWhoKnowsTheCodeAndGuessingIsStopped(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	got, err := d.Track(t.Context(), r.ID, strings.ToLower(r.Code[:5])+"-"+r.Code[5:])
	require.NoError(t, err)
	assert.Equal(t, r, got)
	_, err = d.Track(t.Context(), "2025-001-00009-0", r.Code)
	require.ErrorIs(t, err, disclosure.ErrNotFound)

	at := evening
	for range 10 {
		_, err = d.TrackFrom(t.Context(), r.ID, "0000000000", "guesser", at)
		require.ErrorIs(t, err, disclosure.ErrNotFound)
		at = at.Add(time.Minute)
	}
	_, err = d.TrackFrom(t.Context(), r.ID, r.Code, "guesser", at)
	require.ErrorIs(t, err, disclosure.ErrTooManyAttempts)
	for _, from := range []string{"holder", ""} {
		_, err = d.TrackFrom(t.Context(), r.ID, r.Code, from, at)
		require.NoError(t, err, "who guesses is shut out, not who is guessed at")
	}
	_, err = d.TrackFrom(t.Context(), r.ID, r.Code, "guesser", evening.Add(61*time.Minute))
	require.NoError(t, err, "an hour after the first")
}

func TestAGuesserBehindAProxyShutsNobodyOut(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	for range 10 {
		_, err := d.TrackAt(t.Context(), r.ID, "0000000000", evening)
		require.ErrorIs(t, err, disclosure.ErrNotFound)
	}
	_, err := d.TrackAt(t.Context(), r.ID, "0000000000", evening)
	require.ErrorIs(t, err, disclosure.ErrTooManyAttempts)
	_, err = d.TrackAt(t.Context(), r.ID, r.Code, evening)
	require.NoError(t, err)
	_, err = d.Holds(t.Context(), r.ID, r.Code)
	require.NoError(t, err)
	_, err = d.Holds(t.Context(), r.ID, "0000000000")
	require.ErrorIs(t, err, disclosure.ErrNotFound)
}

func TestWhoGuessesAtManyNumbersIsStoppedToo(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	for i := range 60 {
		_, err := d.TrackFrom(t.Context(), fmt.Sprintf("2025-001-%05d-0", i), "0000000000", "guesser", evening)
		require.ErrorIs(t, err, disclosure.ErrNotFound)
	}
	_, err := d.TrackFrom(t.Context(), r.ID, r.Code, "guesser", evening)
	require.ErrorIs(t, err, disclosure.ErrTooManyAttempts)
	for range 11 {
		_, err = d.TrackFrom(t.Context(), "2025-001-00009-0", "0000000000", "another", evening)
	}
	require.ErrorIs(t, err, disclosure.ErrTooManyAttempts, "what does not exist answers like what does")
}

func TestWhatIsNoNumberFillsNoMemory(t *testing.T) {
	var a disclosure.Attempts
	long := strings.Repeat("9", 1<<20)
	for i := range 10 {
		require.ErrorIs(t, a.Try(long+fmt.Sprint(i), "guesser", false, evening), disclosure.ErrNotFound)
	}
	require.ErrorIs(t, a.Try(long, "guesser", false, evening), disclosure.ErrTooManyAttempts, "of a text that long only the beginning is kept")
	require.ErrorIs(t, a.Try("", "guesser", false, evening), disclosure.ErrNotFound, "no number at all is one like others")
}

func TestAnErasedRequestIsShownToNobody(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	require.ErrorIs(t, d.Erase(t.Context(), r.ID), disclosure.ErrOpen)
	_, err := d.Record(t.Context(), r.ID, disclosure.Withdrawn(r.Submitted()))
	require.NoError(t, err)
	require.NoError(t, d.Erase(t.Context(), r.ID))
	_, err = d.Track(t.Context(), r.ID, "")
	require.ErrorIs(t, err, disclosure.ErrNotFound)
}

func TestWhatWasClosedLongAgoIsRetired(t *testing.T) {
	d := newDesk()
	first := day(t, "2025-09-01")
	open, closed, judged := submit(t, d, "a", ""), submit(t, d, "b", ""), submit(t, d, "c", "")
	record := func(r disclosure.Request, events ...disclosure.Event) {
		for _, e := range events {
			_, err := d.Record(t.Context(), r.ID, e)
			require.NoError(t, err)
		}
	}
	record(open, disclosure.Confirmed(first))
	record(closed, disclosure.Confirmed(first), disclosure.Replied(first, granted()))
	record(judged, disclosure.Confirmed(first), disclosure.Replied(first, granted()), disclosure.ReviewFiled(first))
	for _, want := range []struct {
		before string
		n      int
	}{{"2025-09-01", 0}, {"2026-01-01", 1}, {"2026-01-01", 0}} {
		n, err := d.Retire(t.Context(), day(t, want.before))
		require.NoError(t, err)
		assert.Equal(t, want.n, n)
	}
	got, err := d.Request(t.Context(), closed.ID)
	require.NoError(t, err)
	assert.True(t, got.Erased)
}

func TestPrintingShowsNobody(t *testing.T) {
	r := submit(t, newDesk(), "wechat:handle", "")
	reply := granted()
	reply.Text = "答复内容"
	text := fmt.Sprintf("%v %+v %s %v %+v", r, r, r, disclosuretest.Draft("wechat:handle"), disclosure.Replied(r.Submitted(), reply).WithNote("备注"))
	for _, personal := range []string{"测试申请人", "handle", "学区", r.Code, "答复内容", "备注"} {
		assert.NotContains(t, text, personal)
	}
}

func TestTwoEventsThatMeetAreBothRecorded(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	_, err := d.Record(t.Context(), r.ID, disclosure.Confirmed(r.Submitted()))
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			_, err := d.Record(t.Context(), r.ID, disclosure.Advised(r.Submitted(), ""))
			assert.NoError(t, err)
		})
	}
	wg.Wait()
	got, err := d.Request(t.Context(), r.ID)
	require.NoError(t, err)
	assert.Len(t, got.Events, 22)
}

func TestOfTwoRepliesOneIsSent(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	_, err := d.Record(t.Context(), r.ID, disclosure.Confirmed(r.Submitted()))
	require.NoError(t, err)
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { _, errs[i] = d.Record(t.Context(), r.ID, disclosure.Replied(r.Submitted(), granted())) })
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		var refused *disclosure.TransitionError
		if err == nil {
			won++
		} else {
			require.True(t, errors.As(err, &refused), err)
		}
	}
	assert.Equal(t, 1, won)
}

func TestTheDeskHoldsTheTermsThatApplyAloneCannot(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	_, err := d.Record(t.Context(), r.ID, disclosure.Confirmed(r.Submitted()))
	require.NoError(t, err)
	_, err = d.Record(t.Context(), r.ID, disclosure.Extended(day(t, "2025-10-15"), 20, head))
	require.ErrorContains(t, err, "due on 2025-09-28")
	_, err = d.Record(t.Context(), "2025-001-00009-0", disclosure.Withdrawn(r.Submitted()))
	require.ErrorIs(t, err, disclosure.ErrNotFound)
}

func TestWhatIsDueComesFirst(t *testing.T) {
	d := newDesk()
	ctx := t.Context()
	record := func(r disclosure.Request, events ...disclosure.Event) {
		for _, e := range events {
			_, err := d.Record(ctx, r.ID, e)
			require.NoError(t, err)
		}
	}
	first := day(t, "2025-09-01")
	unconfirmed, late, early, waiting, replied := submit(t, d, "a", ""), submit(t, d, "b", ""), submit(t, d, "c", ""), submit(t, d, "d", ""), submit(t, d, "e", "")
	record(late, disclosure.Confirmed(first.AddDays(2)))
	record(early, disclosure.Confirmed(first))
	record(waiting, disclosure.Confirmed(first), disclosure.Consulted(first, "")) // the third party has until 22 September
	record(replied, disclosure.Confirmed(first), disclosure.Replied(first, granted()))
	_ = unconfirmed
	ids := func(by string) []string {
		list, err := d.DueBy(ctx, day(t, by))
		require.NoError(t, err)
		var ids []string
		for _, r := range list {
			ids = append(ids, r.ID)
		}
		return ids
	}
	assert.Empty(t, ids("2025-09-21"))
	assert.Equal(t, []string{waiting.ID}, ids("2025-09-22"))
	assert.Equal(t, []string{waiting.ID, early.ID}, ids("2025-09-28"))
	assert.Equal(t, []string{waiting.ID, early.ID, late.ID}, ids("2025-09-30"))
	_, err := d.DueBy(ctx, day(t, "2027-01-04"))
	require.ErrorIs(t, err, civil.ErrNotCovered)
}

func TestExportHoldsAllOfOneOwner(t *testing.T) {
	d := newDesk()
	r := submit(t, d, "a", "")
	submit(t, d, "b", "")
	require.NoError(t, d.SaveDraft(t.Context(), disclosuretest.Draft("a")))
	var out bytes.Buffer
	require.NoError(t, d.Export(t.Context(), "a", &out))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 2)
	var back disclosure.Request
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &back))
	assert.Equal(t, r.ID, back.ID)
	assert.Equal(t, r.Applicant, back.Applicant)
}

// A desk whose calendar was forgotten guesses no day, and one without a store is not
// found out by the first citizen.
func TestADeskWithoutACalendarCountsNoDayAndOneWithoutAStoreIsNone(t *testing.T) {
	d := disclosure.NewDesk(disclosure.NewMemory(), nil)
	r := submit(t, d, "a", "")
	_, err := d.Record(t.Context(), r.ID, disclosure.Confirmed(r.Submitted()))
	require.NoError(t, err)
	_, err = d.DueBy(t.Context(), r.Submitted())
	assert.ErrorIs(t, err, civil.ErrNotCovered)
	assert.PanicsWithValue(t, "disclosure: NewDesk: no store", func() { disclosure.NewDesk(nil, china) })
}

func TestACancelledContextEndsARetry(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	d := newDesk()
	r := submit(t, d, "a", "")
	cancel()
	_, err := d.Record(ctx, r.ID, disclosure.Confirmed(r.Submitted()))
	require.ErrorIs(t, err, context.Canceled)
}

func TestPeopleAreMasked(t *testing.T) {
	a := disclosure.Applicant{Kind: disclosure.Person, Name: "测试人", IDType: "身份证", IDNumber: "640104199001010018", Phone: "13800000000",
		Email: "someone@example.com", Address: "某区某街道某小区1号楼"}
	m := a.Masked()
	assert.Equal(t, disclosure.Applicant{Kind: disclosure.Person, Name: "测**", IDType: "身份证", IDNumber: "640*************18",
		Phone: "138****0000", Email: "s******@example.com", Address: "某区某街道某*****"}, m)
	assert.NotContains(t, a.String(), "测试人")
	assert.Equal(t, "*", disclosure.Applicant{Name: "测"}.Masked().Name)
	assert.Equal(t, "测*", disclosure.Applicant{Name: "测试"}.Masked().Name)
}

func TestARequestOfNewYearsMorningIsOfTheNewYearWhereverTheMachineStands(t *testing.T) {
	d := disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	r, err := d.Submit(t.Context(), disclosuretest.Draft("甲"), "", time.Date(2025, time.December, 31, 20, 0, 0, 0, time.UTC), disclosure.ByWeChat)
	require.NoError(t, err)
	assert.Equal(t, 2026, r.YearOf())
	assert.Equal(t, civil.Day(2026, time.January, 1), r.Events[0].Day)
}

func TestNoDueDayIsKnownWithoutACalendar(t *testing.T) {
	r := disclosuretest.New("甲", disclosuretest.Day)
	r, err := r.Apply(disclosure.Confirmed(disclosuretest.Day))
	require.NoError(t, err)
	_, err = r.Due(nil)
	require.ErrorIs(t, err, civil.ErrNotCovered)
}
