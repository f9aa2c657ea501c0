package catalog_test

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

func TestALineThatIsTooLongIsReportedAndTheOthersGoIn(t *testing.T) {
	long := strings.Repeat("长", catalog.MaxRecord/3+1)
	jsonLine := func(title string) string {
		return fmt.Sprintf(`{"title":%q,"summary":"概述文字。","date":"2015-12-02","publisher":"政府办"}`, title)
	}
	csvLine := func(title string) string { return title + ",概述文字。,2015-12-02,政府办" }
	for name, rows := range map[string]iter.Seq2[catalog.Row, error]{
		"JSON lines": catalog.ReadJSONLines(strings.NewReader(strings.Join([]string{jsonLine("甲"), jsonLine(long), jsonLine("乙"), "", jsonLine("丙")}, "\n"))),
		"CSV": catalog.ReadCSV(strings.NewReader(strings.Join([]string{
			"名称,内容概述,生成日期,发布机构", csvLine("甲"), csvLine(long), csvLine("乙"), csvLine("\"丙\n" + long + "\n\""), csvLine("丁")}, "\n"))),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := catalog.New(nil).Import(t.Context(), rows, catalog.Import{By: signer, Existing: true})
			require.NoError(t, err)
			assert.Equal(t, 3, got.In)
			require.NotZero(t, got.Refused)
			assert.Equal(t, catalog.RuleBadRow, got.Findings[0].Rule)
			for _, f := range got.Findings {
				assert.Less(t, len(f.String()), 300, "the finding does not repeat the line")
			}
		})
	}
}
