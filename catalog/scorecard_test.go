package catalog_test

import (
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
