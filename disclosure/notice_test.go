package disclosure_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// with adds events to a request that was received on 2026-03-02.
func with(t testing.TB, events ...disclosure.Event) disclosure.Request {
	r := asked(t, disclosure.Person, "2026-03-02")
	for _, e := range events {
		var err error
		r, err = r.Apply(e)
		require.NoError(t, err)
	}
	return r
}

func notice(t testing.TB, r disclosure.Request, kind disclosure.Kind) disclosure.Letter {
	for i, e := range r.Events {
		if e.Kind == kind {
			l, err := disclosure.Letters{}.Notice(r, i, civil.China())
			require.NoError(t, err)
			for _, p := range l.Paragraphs {
				assert.NotContains(t, p, "<no value>")
				assert.NotContains(t, p, "根据，")
				assert.NotContains(t, p, "。。")
			}
			assert.Empty(t, disclosure.Proofread(l.Text()))
			return l
		}
	}
	t.Fatal("no such event")
	return disclosure.Letter{}
}

// Articles 30 to 33 of the 2019 regulation; the days are counted on the announced calendar of 2026.
func TestStepsAreToldInLetters(t *testing.T) {
	l := notice(t, with(t), disclosure.KindConfirmed)
	assert.Contains(t, l.Text(), "收到申请之日为2026年3月2日")
	assert.Contains(t, l.Text(), "20个工作日内予以答复，不迟于2026年3月30日")

	l = notice(t, with(t, disclosure.CorrectionAsked(day(t, "2026-03-05"), day(t, "2026-03-26"), "请写明需要哪一年度的决算")), disclosure.KindCorrectionAsked)
	assert.Equal(t, "政府信息公开申请补正告知书", l.Title)
	assert.Contains(t, l.Text(), "《政府信息公开条例》第三十条")
	assert.Contains(t, l.Text(), "需要补正的事项：请写明需要哪一年度的决算")
	assert.Contains(t, l.Text(), "请于2026年3月26日前（含当日）补正。无正当理由逾期不补正的，视为放弃申请")

	l = notice(t, with(t, disclosure.Extended(day(t, "2026-03-20"), 20, disclosure.Actor{Role: disclosure.RoleHead})), disclosure.KindExtended)
	assert.Contains(t, l.Text(), "《政府信息公开条例》第三十三条第二款，答复期限延长20个工作日，延长后的答复期限为2026年4月28日")

	l = notice(t, with(t, disclosure.Consulted(day(t, "2026-03-05"), "某公司")), disclosure.KindThirdPartyConsulted)
	assert.Equal(t, "某公司", l.To)
	assert.Contains(t, l.Text(), "《政府信息公开条例》第三十二条")
	assert.Contains(t, l.Text(), "15个工作日内书面提出")
	assert.NotContains(t, l.Text(), "测试申请人", "a third party is not told who asks")

	l = notice(t, with(t, disclosure.FeeNoticed(day(t, "2026-03-05"), decimal.RequireFromString("350"))), disclosure.KindFeeNoticed)
	assert.Contains(t, l.Text(), "缴纳信息处理费350元")
	assert.Contains(t, l.Text(), "《政府信息公开信息处理费管理办法》")
	assert.Contains(t, l.Text(), "20个工作日内，即最迟于2026年4月2日缴纳")
	fee, err := disclosure.CountFee(12).Notice(day(t, "2026-03-05"), civil.China())
	require.NoError(t, err)
	l = notice(t, with(t, disclosure.FeeNoticed(day(t, "2026-03-05"), fee.Fee.Total).WithNote(fee.Text(""))), disclosure.KindFeeNoticed)
	assert.Equal(t, 1, strings.Count(l.Text(), "最迟于"), "the notice that was written goes into the letter once")
	assert.Contains(t, l.Text(), fee.Fee.Statement())
}

func TestNoLetterTellsWhatTheLawOfTheDayDidNotSay(t *testing.T) {
	r := asked(t, disclosure.Enterprise, "2015-12-02")
	l := notice(t, r, disclosure.KindConfirmed)
	assert.NotContains(t, strings.ReplaceAll(l.Text(), "2008年《政府信息公开条例》", ""), "《政府信息公开条例》")
	assert.Contains(t, l.Text(), "15个工作日")
	consulted, err := r.Apply(disclosure.Consulted(day(t, "2015-12-04"), "某公司"))
	require.NoError(t, err)
	l = notice(t, consulted, disclosure.KindThirdPartyConsulted)
	assert.NotContains(t, l.Text(), "0个工作日", "2008 set the third party no term")
	assert.NotContains(t, l.Text(), "逾期")
	_, err = disclosure.Letters{}.Notice(r, len(r.Events), civil.China())
	assert.ErrorIs(t, err, disclosure.ErrNoLetter)
	assert.False(t, disclosure.KindReplied.HasNotice())
}

func ExampleLetters_Notice() {
	r := disclosure.Request{ID: "2026-00007", Subject: "2025年部门决算", Applicant: disclosure.Applicant{Kind: disclosure.Person}}
	for _, e := range []disclosure.Event{
		disclosure.Submitted(civil.Day(2026, time.March, 2)), disclosure.Confirmed(civil.Day(2026, time.March, 2)),
		disclosure.CorrectionAsked(civil.Day(2026, time.March, 4), civil.Day(2026, time.March, 18), "请写明部门的名称"),
	} {
		var err error
		if r, err = r.Apply(e); err != nil {
			fmt.Println(err)
			return
		}
	}
	l, err := disclosure.Letters{}.Notice(r, 2, civil.China())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(l.Title)
	fmt.Println(l.Paragraphs[1])
	// Output:
	// 政府信息公开申请补正告知书
	// 需要补正的事项：请写明部门的名称
}
