package disclosure_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func feeOf(basis string, n int) disclosure.Fee {
	if basis == "pages" {
		return disclosure.PagesFee(n)
	}
	return disclosure.CountFee(n)
}

func TestTheFeeIsThatOfTheMeasures(t *testing.T) {
	data, err := os.ReadFile("testdata/fees.tsv")
	require.NoError(t, err)
	cases := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		n, err := strconv.Atoi(f[1])
		require.NoError(t, err)
		fee := feeOf(f[0], n)
		assert.Equal(t, f[2], fee.Total.String(), line)
		assert.Equal(t, f[3], fee.Price(n).String(), line)
		cases++
	}
	require.Equal(t, 23, cases)
}

func TestTheSharedFeeCasesPass(t *testing.T) {
	data, err := os.ReadFile("../../shared/data/fee-cases.json")
	if err != nil {
		t.Skip("the shared fee cases are not beside this checkout")
	}
	type rule struct {
		Cases []struct {
			Applications, Pages int
			Yuan                string
			Price               string `json:"nth_price"`
		}
	}
	var file struct {
		Count rule `json:"by_count"`
		Pages rule `json:"by_pages"`
	}
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Count.Cases)
	require.NotEmpty(t, file.Pages.Cases)
	for _, c := range file.Count.Cases {
		fee := disclosure.CountFee(c.Applications)
		assert.Equal(t, c.Yuan, fee.Total.String())
		assert.Equal(t, c.Price, fee.Price(c.Applications).String())
	}
	for _, c := range file.Pages.Cases {
		assert.Equal(t, c.Yuan, disclosure.PagesFee(c.Pages).Total.String())
	}
}

func TestTheBandsOfAFeeMakeItsTotalAndNeverFall(t *testing.T) {
	for _, basis := range []string{"count", "pages"} {
		last := decimal.Zero
		for n := -1; n < 400; n++ {
			fee := feeOf(basis, n)
			sum, units := decimal.Zero, 0
			for _, s := range fee.Steps {
				sum, units = sum.Add(s.Sum), units+s.To-s.From+1
			}
			require.Equal(t, max(n, 0), units)
			require.True(t, sum.Equal(fee.Total))
			require.False(t, fee.Total.LessThan(last))
			require.True(t, fee.Total.Sub(last).Equal(fee.Price(n)) || n <= 0)
			last = fee.Total
		}
	}
}

func TestPaymentIsDueInTwentyWorkdaysFromTheDayAfterTheNotice(t *testing.T) {
	fee := disclosure.CountFee(45)
	notice, err := fee.Notice(day(t, "2026-02-13"), civil.China())
	require.NoError(t, err)
	assert.Equal(t, "2026-03-19", notice.Pay.String(), "across the Spring Festival of 2026")
	text := notice.Text("银行转账")
	for _, part := range []string{"5500元", "第四十二条", "国办函〔2020〕109号", "2026年3月19日", "视为放弃申请", "缴纳方式：银行转账。", "第41至45件每件300元，计1500元"} {
		assert.Contains(t, text, part)
	}
	_, err = fee.Notice(day(t, "2020-12-31"), civil.China())
	require.ErrorContains(t, err, "none is in force")
	_, err = disclosure.CountFee(10).Notice(day(t, "2026-02-13"), civil.China())
	require.ErrorContains(t, err, "nothing to ask for")
	_, err = fee.Notice(day(t, "2026-12-21"), civil.China())
	require.ErrorIs(t, err, civil.ErrNotCovered)
}

func TestTheApplicationsOfAMonthAreThoseOfOneApplicantToOneOrgan(t *testing.T) {
	one := func(id, on, number string) disclosure.Request {
		return disclosure.Request{ID: id, Organ: "某局", Applicant: disclosure.Applicant{Name: "测试", IDType: "身份证", IDNumber: number},
			Events: []disclosure.Event{disclosure.Confirmed(day(t, on))}}
	}
	r := one("1", "2026-03-31", "a")
	elsewhere := one("5", "2026-03-05", "a")
	elsewhere.Organ = "另一局"
	waiting := one("6", "2026-03-05", "a")
	waiting.Events = []disclosure.Event{disclosure.Submitted(day(t, "2026-03-05"))}
	all := []disclosure.Request{r, one("2", "2026-03-01", "a"), one("3", "2026-04-01", "a"), one("4", "2026-03-02", "b"), elsewhere, waiting}
	n, err := r.ApplicationsInMonth(requests(all))
	require.NoError(t, err)
	assert.Equal(t, 2, n)
	n, err = r.ApplicationsInMonth(requests(nil))
	require.NoError(t, err)
	assert.Equal(t, 1, n, "itself")
	broken := errors.New("broken")
	_, err = r.ApplicationsInMonth(func(yield func(disclosure.Request, error) bool) { yield(disclosure.Request{}, broken) })
	require.ErrorIs(t, err, broken)
}

func ExampleFee_Statement() {
	fee := disclosure.PagesFee(250)
	fmt.Println(fee.Statement())
	notice, err := fee.Notice(civil.Day(2026, time.March, 2), civil.China())
	fmt.Println(notice.Pay, err)
	// Output:
	// 按量计收：本件申请提供250页。第1至30页不收费；第31至100页每页10元，计700元；第101至200页每页20元，计2000元；第201至250页每页40元，计2000元；合计4700元。
	// 2026-03-30 <nil>
}
