package budget_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
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
