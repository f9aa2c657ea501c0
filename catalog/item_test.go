package catalog_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func publishOn(t *testing.T, c *catalog.Catalog, day civil.Date, column catalog.Column) catalog.Record {
	t.Helper()
	r := report()
	r.Title, r.Column, r.Date, r.Published = "兴庆区"+string(column)+day.Chinese()+"情况", column, day, day
	r, err := c.Publish(t.Context(), r, signer)
	require.NoError(t, err)
	return r
}

// 定期公开 is due in the last ten days of the first month of each quarter
// (兴庆区2015年报告 一（四）1).
func TestAPeriodicItemIsAskedOfEachWindow(t *testing.T) {
	c := catalog.New(nil)
	item := catalog.Item{ID: "1", Name: "管理制度", Limit: disclosure.Quarterly.Limit(), Since: civil.Day(2015, time.January, 1)}
	publishOn(t, c, civil.Day(2015, time.January, 25), "管理制度") // in the window
	publishOn(t, c, civil.Day(2015, time.May, 4), "管理制度/细则")   // four days late
	require.NoError(t, c.ReportNothing(t.Context(), item, "2015-07-21", "本季度没有新的制度", signer))
	assert.ErrorIs(t, c.ReportNothing(t.Context(), item, "2015-07-21", "再报", signer), catalog.ErrClaimed)

	duties, err := c.Duties(t.Context(), []catalog.Item{item}, civil.China(), civil.Day(2015, time.November, 2))
	require.NoError(t, err)
	var got []string
	for _, d := range duties {
		got = append(got, d.Due.String()+" "+d.State.Chinese()+" "+d.Reason)
	}
	assert.Equal(t, []string{
		"2015-01-31 已按期公开 ", "2015-04-30 已公开（逾期） ", "2015-07-31 零报告 本季度没有新的制度", "2015-10-31 逾期未公开 ", "2016-01-31 未到期 ",
	}, got)
	overdue, err := c.Overdue(t.Context(), []catalog.Item{item}, civil.China(), civil.Day(2015, time.November, 2))
	require.NoError(t, err)
	assert.Equal(t, []catalog.Item{item}, overdue)
	census, err := c.Census(t.Context(), civil.Date{}, civil.Date{})
	require.NoError(t, err)
	assert.Empty(t, census.ByChannel, "a zero report is no publication")
}

// A window that was missed does not become a good one at New Year.
func TestAWindowThatWasMissedStaysOverdueOverTheYears(t *testing.T) {
	c := catalog.New(nil)
	item := catalog.Item{ID: "1", Name: "管理制度", Limit: disclosure.Quarterly.Limit()}
	open := func(today civil.Date) []string {
		duties, err := c.Duties(t.Context(), []catalog.Item{item}, civil.China().National(), today)
		require.NoError(t, err)
		var out []string
		for _, d := range duties {
			if d.State == catalog.DutyOverdue {
				out = append(out, d.For)
			}
		}
		return out
	}
	assert.Equal(t, []string{"2015-01-21"}, open(civil.Day(2015, time.March, 1)), "an empty catalogue knows of this year only")
	publishOn(t, c, civil.Day(2015, time.January, 25), "管理制度") // kept from 2015 on, as signer's time says
	require.NoError(t, c.ReportNothing(t.Context(), item, "2015-04-21", "本季度没有新的制度", signer))
	assert.Equal(t, []string{"2015-07-21", "2015-10-21"}, open(civil.Day(2016, time.January, 5)))
	assert.Equal(t, []string{"2015-07-21", "2015-10-21", "2016-01-21"}, open(civil.Day(2016, time.April, 5)))

	late := publishOn(t, c, civil.Day(2016, time.February, 3), "管理制度/补")
	assert.Equal(t, []string{"2015-07-21", "2015-10-21"}, open(civil.Day(2016, time.April, 5)), "by its day it is of January")
	other := publishOn(t, c, civil.Day(2016, time.February, 4), "别的")
	assert.ErrorIs(t, c.ReportBelated(t.Context(), item, "2015-07-21", other.Number, signer), catalog.ErrOtherItem)
	assert.ErrorIs(t, c.ReportBelated(t.Context(), item, "2016-04-21", late.Number, signer), catalog.ErrOtherItem, "it is older than the window")
	assert.ErrorIs(t, c.ReportBelated(t.Context(), item, "2015-07-21", "无此号", signer), catalog.ErrNotFound)
	require.NoError(t, c.ReportBelated(t.Context(), item, "2015-07-21", late.Number, signer))
	assert.Equal(t, []string{"2015-10-21", "2016-01-21"}, open(civil.Day(2016, time.April, 5)), "it counts where the office says, and once")
	assert.ErrorIs(t, c.ReportBelated(t.Context(), item, "2015-07-21", late.Number, signer), catalog.ErrClaimed)

	assert.ErrorIs(t, c.ReportBelated(t.Context(), item, "2015-10-21", late.Number, signer), catalog.ErrNamed, "one record makes good for one window")
	assert.Equal(t, []string{"2015-10-21", "2016-01-21"}, open(civil.Day(2016, time.April, 5)))
	var misfit *catalog.MisfitError
	require.ErrorAs(t, c.ReportBelated(t.Context(), item, "2016-04-21", other.Number, signer), &misfit)
	require.Len(t, misfit.Findings, 2)
	assert.Equal(t, "[错误] "+string(other.Number)+" 栏目：不在这一事项的栏目里。应为“管理制度”现为“别的”", misfit.Findings[0].String())
	assert.Equal(t, "公开日期", misfit.Findings[1].Where)

	err := c.Withdraw(t.Context(), late.Number, "发布错误", signer)
	require.NoError(t, err)
	assert.Equal(t, []string{"2015-07-21", "2015-10-21", "2016-01-21"}, open(civil.Day(2016, time.April, 5)), "what is withdrawn fulfils nothing")
	again := publishOn(t, c, civil.Day(2016, time.February, 5), "管理制度/再补")
	require.NoError(t, c.ReportBelated(t.Context(), item, "2015-07-21", again.Number, signer))
	assert.ErrorIs(t, c.ReportBelated(t.Context(), item, "2015-07-21", again.Number, signer), catalog.ErrClaimed)
	var named []string
	for rel, err := range c.ReleasesOn(t.Context(), catalog.Belated) {
		require.NoError(t, err)
		id, window, ok := catalog.DutyOf(rel)
		assert.True(t, ok)
		named = append(named, id+" "+window+" "+rel.Reason)
	}
	assert.ElementsMatch(t, []string{"1 2015-07-21 " + string(late.Number), "1 2015-07-21 " + string(again.Number)}, named, "what was named before stays on record")
	assert.Equal(t, []string{"2015-10-21", "2016-01-21"}, open(civil.Day(2016, time.April, 5)))

	item.Since = civil.Day(2016, time.January, 1)
	assert.Equal(t, []string{"2016-01-21"}, open(civil.Day(2016, time.April, 5)), "what the item says goes first")
}

// hooked does something between what is read and what is claimed.
type hooked struct {
	catalog.Store
	meanwhile func()
}

func (s *hooked) Claim(ctx context.Context, rel catalog.Release) error {
	if f := s.meanwhile; f != nil {
		s.meanwhile = nil
		f()
	}
	return s.Store.Claim(ctx, rel)
}

func TestWhoNamesOneRecordForTwoWindowsAtOnceNamesItForOne(t *testing.T) {
	store := &hooked{Store: catalog.NewMemory()}
	c := catalog.New(store)
	item := catalog.Item{ID: "1", Name: "管理制度", Limit: disclosure.Quarterly.Limit(), Since: civil.Day(2015, time.July, 1)}
	late := publishOn(t, c, civil.Day(2016, time.February, 3), "管理制度/补")
	other := publishOn(t, c, civil.Day(2016, time.February, 4), "管理制度/另")
	numbers := func() map[string]catalog.IndexNumber {
		duties, err := c.Duties(t.Context(), []catalog.Item{item}, civil.China().National(), civil.Day(2016, time.January, 5))
		require.NoError(t, err)
		out := map[string]catalog.IndexNumber{}
		for _, d := range duties {
			if d.Number != "" {
				out[d.For] = d.Number
			}
		}
		return out
	}
	store.meanwhile = func() {
		assert.NoError(t, c.ReportBelated(t.Context(), item, "2015-10-21", late.Number, signer))
	}
	require.ErrorIs(t, c.ReportBelated(t.Context(), item, "2015-07-21", late.Number, signer), catalog.ErrNamed)
	for rel, err := range c.ReleasesOn(t.Context(), catalog.Belated) {
		require.NoError(t, err)
		_, _, said := catalog.DutyOf(rel)
		assert.Equal(t, rel.Subject == "item/1/2015-10-21", said, "what was refused was not said")
	}
	assert.Equal(t, map[string]catalog.IndexNumber{"2015-10-21": late.Number, "2016-01-21": other.Number}, numbers())
	require.NoError(t, c.ReportBelated(t.Context(), item, "2015年7月21日", other.Number, signer), "what was refused stands in nobody's way")
	assert.Equal(t, map[string]catalog.IndexNumber{"2015-10-21": late.Number, "2015-07-21": other.Number}, numbers())

	below := item
	below.ID = "1/2"
	third := publishOn(t, c, civil.Day(2016, time.February, 5), "管理制度/三")
	require.NoError(t, c.ReportBelated(t.Context(), below, "2015-07-21", third.Number, signer))
	require.NoError(t, c.ReportBelated(t.Context(), item, "2016-01-21", third.Number, signer), "it is another item's, whose id begins alike")
}

func TestTheYearInWhichACatalogueBeganIsThatOfChina(t *testing.T) {
	c := catalog.New(nil)
	at := time.Date(2015, time.December, 31, 20, 0, 0, 0, time.UTC)
	r := catalogtest.Record(1)
	r.Column = "管理制度"
	_, err := c.Publish(t.Context(), r, catalog.Actor{Name: "值班", At: at})
	require.NoError(t, err)
	item := catalog.Item{ID: "1", Name: "管理制度", Limit: disclosure.Quarterly.Limit()}
	duties, err := c.Duties(t.Context(), []catalog.Item{item}, civil.China().National(), civil.Day(2016, time.January, 25))
	require.NoError(t, err)
	assert.Equal(t, "2016-01-21", duties[0].For)
}

// 预算法第十四条: twenty calendar days after approval.
func TestAnItemIsDueAfterTheEventThatStartsIt(t *testing.T) {
	c := catalog.New(nil)
	limit, err := disclosure.ParseLimit("本级人民代表大会或其常务委员会批准后20日内")
	require.NoError(t, err)
	item := catalog.Item{ID: "2", Name: "财政预决算", Limit: limit, Events: []catalog.Event{
		{Name: "2014年决算批准", Day: civil.Day(2014, time.September, 1)}, {Name: "2015年预算批准", Day: civil.Day(2015, time.March, 2)},
	}}
	state := func(today civil.Date) []catalog.DutyState {
		duties, err := c.Duties(t.Context(), []catalog.Item{item}, civil.China(), today)
		require.NoError(t, err)
		var out []catalog.DutyState
		for _, d := range duties {
			out = append(out, d.State)
		}
		return out
	}
	assert.Equal(t, []catalog.DutyState{catalog.DutyOverdue, catalog.DutyOpen}, state(civil.Day(2015, time.March, 10)))
	assert.Equal(t, []catalog.DutyState{catalog.DutyOverdue, catalog.DutySoon}, state(civil.Day(2015, time.March, 18)))
	publishOn(t, c, civil.Day(2015, time.March, 20), "财政预决算")
	assert.Equal(t, []catalog.DutyState{catalog.DutyOverdue, catalog.DutyDone}, state(civil.Day(2015, time.April, 1)))

	item.Events = []catalog.Event{{Name: "批准", Day: civil.Day(2026, time.December, 20)}}
	assert.Equal(t, []catalog.DutyState{catalog.DutyProvisional}, state(civil.Day(2026, time.December, 21)), "2027 is not announced")
	item.Limit, err = disclosure.ParseLimit("及时公开")
	require.NoError(t, err)
	assert.Equal(t, []catalog.DutyState{catalog.DutyUndated}, state(civil.Day(2026, time.December, 21)))
}

// Rows of published standard catalogues (赛罕区, 德安县, 阳新县).
func TestAStandardCatalogueIsRead(t *testing.T) {
	items, found, err := catalog.ReadItems(strings.NewReader("序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级\n" +
		"1,批准服务信息,办事指南,申报材料清单,条例,实时公开,相关审批部门,\"■政府网站 □政府公报\n■两微一端\",全社会,主动,县级\n" +
		"2,,审批结果,批复,同上,同上,同上,同上,全社会,依申请公开,县级\n" +
		"3,政策文件,,涉农资金文件,条例,信息形成或者变更之日起20个工作日内,镇级人民政府,政府网站、公开查阅点,全社会,主动,乡级\n" +
		"4,财政,预算,表,预算法,看情况,财政局,政府网站,全社会,主动,县级\n"))
	require.NoError(t, err)
	require.Len(t, items, 4)
	assert.Equal(t, "批准服务信息/审批结果", items[1].Name)
	assert.Equal(t, items[0].Limit, items[1].Limit)
	assert.Equal(t, []string{"政府网站", "两微一端"}, items[1].Channels)
	assert.Equal(t, catalog.OnRequest, items[1].Mode)
	assert.Equal(t, disclosure.LimitWorkdays, items[2].Limit.Kind)
	assert.Equal(t, []string{"政府网站", "公开查阅点"}, items[2].Channels)
	require.Len(t, found, 1)
	assert.Equal(t, []any{catalog.RuleLimitUnread, 6}, []any{found[0].Rule, found[0].Line})

	items, found, err = catalog.ReadItems(strings.NewReader("序号,公开事项,公开时限,起算日期\n1,管理制度,定期公开,2026年7月1日\n2,其他,定期公开,去年\n3,再其他,定期公开,\n"))
	require.NoError(t, err)
	assert.Equal(t, civil.Day(2026, time.July, 1), items[0].Since)
	require.Len(t, found, 1)
	assert.Equal(t, []any{catalog.RuleSinceUnread, 3}, []any{found[0].Rule, found[0].Line})
}
