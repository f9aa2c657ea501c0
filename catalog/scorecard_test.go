package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

func TestAScorecardAddsUpAndSaysWhatIsMissing(t *testing.T) {
	s, err := catalog.ReadScorecard(strings.NewReader(`{"name":"政务公开考核","year":2015,"areas":[
		{"name":"主动公开","points":[{"name":"目录规范","full":30,"got":25,"why":"索引号不规范"},{"name":"及时更新","full":20,"got":20}]},
		{"name":"依申请公开","points":[{"name":"按期答复","full":50},{"name":"文书规范","full":10,"got":15},{"name":"台账","full":10,"got":5}]}]}`))
	require.NoError(t, err)
	assert.Equal(t, catalog.Score{Name: "政务公开考核", Points: 5, Judged: 4, Got: 65, Full: 120}, s.Total())
	assert.Equal(t, "4.5", s.Scores()[0].Got.String())
	assert.Equal(t, "12", s.Total().Full.String())
	assert.Equal(t, "-0.5", catalog.Tenths(-5).String())
	assert.Equal(t, []catalog.Rule{catalog.RuleNotJudged, catalog.RulePointRange, catalog.RulePointWhy}, rulesOf(s.Check()))
	_, err = catalog.ReadScorecard(strings.NewReader(`{"nome":1}`))
	assert.Error(t, err)
}

func TestAScorecardIsReadFromATableAndPrinted(t *testing.T) {
	table := "小项,方面,满分,得分,理由\n目录规范,主动公开,3,2.5,索引号不规范\n及时更新,,2分,2.0,\n按期答复,依申请公开,5,,\n文书规范,,一分,1,\n,,1,1,\n台账,,1,0.55,\n"
	s, fs, err := catalog.ReadScorecardCSV("政务公开考核", strings.NewReader(table))
	require.NoError(t, err)
	assert.Equal(t, []int{5, 6, 7}, []int{fs[0].Line, fs[1].Line, fs[2].Line})
	require.Len(t, fs, 3)
	want := [][]string{
		{"方面", "小项", "满分", "得分", "理由"},
		{"主动公开", "目录规范", "3", "2.5", "索引号不规范"},
		{"主动公开", "及时更新", "2", "2", ""},
		{"主动公开", "小计", "5", "4.5", ""},
		{"依申请公开", "按期答复", "5", "", ""},
		{"依申请公开", "小计", "5", "0", "1项中0项已打分"},
		{"合计", "", "10", "4.5", "3项中2项已打分"},
	}
	assert.Equal(t, want, s.Table())
	var again strings.Builder
	for _, row := range want {
		again.WriteString(strings.Join(row, ",") + "\n")
	}
	back, fs, err := catalog.ReadScorecardCSV("政务公开考核", strings.NewReader(again.String()))
	require.NoError(t, err)
	assert.Empty(t, fs)
	assert.Equal(t, s, back)
	_, _, err = catalog.ReadScorecardCSV("", strings.NewReader("名称,得分\n"))
	assert.ErrorContains(t, err, "方面")
}

func FuzzReadScorecardCSV(f *testing.F) {
	f.Add("方面,小项,满分,得分,理由\n甲,乙,3,2.5,丙\n")
	f.Add("方面,小项,满分\n,乙,-3.0\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, _, err := catalog.ReadScorecardCSV("x", strings.NewReader(text))
		if err == nil {
			assert.NotEmpty(t, s.Table())
		}
	})
}

func ExampleScorecard() {
	s, _, _ := catalog.ReadScorecardCSV("考核", strings.NewReader("方面,小项,满分,得分,理由\n主动公开,目录规范,3,2.5,一处索引号不规范\n"))
	for _, row := range s.Table() {
		fmt.Println(strings.Join(row[:4], " "))
	}
	// Output:
	// 方面 小项 满分 得分
	// 主动公开 目录规范 3 2.5
	// 主动公开 小计 3 2.5
	// 合计  3 2.5
}
