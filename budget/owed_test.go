package budget_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// 预算法 14, 52 and 80, and 预算法实施条例 6: counted in calendar days.
func TestDueDaysRunFromTheApprovals(t *testing.T) {
	a := budget.Approvals{Congress: "2024-01-20"}
	assert.Equal(t, budget.Day("2024-02-09"), a.Due(budget.Government), "20 days")
	assert.Equal(t, budget.Day("2024-02-29"), a.Due(budget.Department), "20 and 20, in a leap year")
	assert.Equal(t, budget.Day("2024-03-15"), a.Due(budget.Subordinate), "20, 15 and 20")
	a.Department = "2024-02-01"
	assert.Equal(t, budget.Day("2024-02-21"), a.Due(budget.Department), "from the day it really was approved")
	assert.Equal(t, budget.Day("2024-03-07"), a.Due(budget.Subordinate))
	a.Unit = "2024-02-05"
	assert.Equal(t, budget.Day("2024-02-25"), a.Due(budget.Subordinate))
	assert.Empty(t, budget.Approvals{}.Due(budget.Department), "nothing to count from")
	_, err := budget.ParseDay("2024-02-30")
	assert.ErrorContains(t, err, "2024-02-30")
	_, err = budget.Owes("某局", "province", 2024, budget.Budget, a)
	assert.ErrorContains(t, err, "province")
}

// 兴庆区财政局's order of 2015: the 135 first-level units show six 财决 tables of
// 2014 by 30 September (section 六 of the district's report of 2015).
func TestTheMatrixOfOrgansAndTables(t *testing.T) {
	six := []string{"C01", "C06", "C07", "C09", "C11", "C16"}
	var duties []budget.Duty
	var published []budget.Statement
	for i := range 135 {
		d := budget.Duty{Organ: fmt.Sprintf("第%d个预算单位", i+1), Year: 2014, Stage: budget.Final, Forms: six, Due: "2015-09-30"}
		duties = append(duties, d)
		s := budget.Statement{Organ: d.Organ, Year: 2014, Stage: budget.Final, Published: "2015-09-28"}
		for _, f := range six {
			s.Tables = append(s.Tables, budget.Table{Form: f})
		}
		switch i {
		case 3:
			s.Published = "2015-10-08"
		case 4:
			s.Tables = s.Tables[:5]
		case 5:
			s.Published = ""
		case 6:
			continue
		}
		published = append(published, s)
	}
	m := budget.Completeness(duties, published, "2015-10-10")
	assert.Equal(t, six, m.Forms)
	assert.Equal(t, 6, m.Count(budget.Late))
	assert.Equal(t, 7, m.Count(budget.Missing))
	assert.Equal(t, 6, m.Count(budget.Undated))
	assert.Equal(t, 135*6-6-7-6, m.Count(budget.InTime))
	assert.Equal(t, 133, m.Complete())
	before := budget.Completeness(duties, published, "2015-09-30")
	assert.Zero(t, before.Count(budget.Missing), "the day itself is not over")
	assert.Equal(t, 7, before.Count(budget.NotYetDue))

	var b bytes.Buffer
	require.NoError(t, m.WriteCSV(&b))
	rows, err := csv.NewReader(bytes.NewReader(b.Bytes()[3:])).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 136)
	assert.Equal(t, "迟公开 2015-10-08", rows[4][4])
	assert.Equal(t, "缺", rows[5][9])
	b.Reset()
	require.NoError(t, m.WriteHTML(&b))
	assert.Contains(t, b.String(), "<th scope=\"row\">第7个预算单位</th>")
}

func TestDutiesThatSayTooLittleAreRefused(t *testing.T) {
	for text, said := range map[string]string{
		`[{"organ":"某局","year":2014,"stage":"final","form":["C01"]}]`:                        "form",
		`[{"organ":"某局","year":2014,"stage":"final","forms":[]}]`:                            "duty 1",
		`[{"organ":"某局","stage":"final","forms":["C01"]}]`:                                   "duty 1",
		`[{"organ":"某局","year":2014,"stage":"final","forms":["C01"],"due":"2015-9-30"}]`:     "2015-9-30",
		`[{"organ":"某局","year":2014,"stage":"final","forms":["C01"],"due":"2015-02-30"}]`:    "2015-02-30",
		`[{"organ":"某局","year":2014,"stage":"whenever","forms":["C01"],"due":"2015-09-30"}]`: "whenever",
	} {
		_, err := budget.ReadDuties(strings.NewReader(text))
		assert.ErrorContains(t, err, said)
	}
	duties, err := budget.ReadDuties(strings.NewReader(`[{"organ":"某局","year":2014,"stage":"决算","forms":["C01"],"due":"2015-09-30"}]`))
	require.NoError(t, err)
	assert.Equal(t, []budget.Duty{{Organ: "某局", Year: 2014, Stage: budget.Final, Forms: []string{"C01"}, Due: "2015-09-30"}}, duties)
	_, err = budget.Owes("", budget.Department, 2014, budget.Final, budget.Approvals{})
	assert.Error(t, err)
}

// A government owes tables by their titles; those that are known forms count,
// and a day that nobody can read accuses nobody.
func TestTablesCountByTitleAndDaysOnlyIfTheyAreDays(t *testing.T) {
	d, err := budget.Owes("某区财政局", budget.Government, 2014, budget.Final, budget.Approvals{Congress: "2015-07-01"})
	require.NoError(t, err)
	s := budget.Statement{Organ: d.Organ, Year: 2014, Stage: budget.Final, Published: "2015-7-9", Tables: []budget.Table{
		{Form: "G3", Title: "表一"}, {Form: "G4", Title: "2014年某区一般公共预算支出决算表"}, {Title: "2014年社会保险基金决算表"},
	}}
	m := budget.Completeness([]budget.Duty{d}, []budget.Statement{s}, "2015-12-01")
	assert.Equal(t, 3, m.Count(budget.Undated))
	assert.Zero(t, m.Count(budget.Late))
	f := budget.Duty{Organ: d.Organ, Year: 2014, Stage: budget.Final, Forms: []string{"F8"}}
	s.Tables = []budget.Table{{Form: "C09", Title: "政府性基金预算财政拨款收入支出决算表"}}
	assert.Equal(t, 1, budget.Completeness([]budget.Duty{f}, []budget.Statement{s}, "2015-12-01").Count(budget.NotYetDue), "another form of the same name")
	s.Tables[0].Form = ""
	assert.Equal(t, 1, budget.Completeness([]budget.Duty{f}, []budget.Statement{s}, "2015-12-01").Count(budget.Undated))
}

func FuzzReadDuties(f *testing.F) {
	f.Add(`[{"organ":"某局","year":2014,"stage":"final","forms":["C01"],"due":"2015-09-30"}]`)
	f.Fuzz(func(t *testing.T, text string) {
		duties, err := budget.ReadDuties(strings.NewReader(text))
		if err != nil {
			return
		}
		m := budget.Completeness(duties, nil, "2015-12-01")
		assert.Len(t, m.Lines, len(duties))
	})
}

func ExampleCompleteness() {
	d, err := budget.Owes("上海市普陀区财政局", budget.Department, 2024, budget.Final, budget.Approvals{Congress: "2025-07-30", Department: "2025-08-05"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Due, d.Law)
	s := budget.Statement{Organ: d.Organ, Year: 2024, Stage: budget.Final, Published: "2025-08-20", Tables: []budget.Table{{Form: "F1"}, {Form: "F7"}}}
	fmt.Println(budget.Completeness([]budget.Duty{d}, []budget.Statement{s}, "2025-09-01"))
	// Output:
	// 2025-08-25 预算法第十四条第二款、第八十条
	// 1个单位，0个已公开齐全；应公开的表：按时2，迟公开0，日期不明0，未到期0，缺7
}
