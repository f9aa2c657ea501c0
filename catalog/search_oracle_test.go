package catalog

import (
	"bufio"
	"compress/gzip"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// sevenGovernments is a catalogue of the titles and document numbers that
// seven governments published, by row.
func sevenGovernments(t testing.TB) *Catalog {
	t.Helper()
	f, err := os.Open("../../shared/data/catalog/titles-7-governments.tsv.gz")
	if err != nil {
		t.Skip("the titles are not beside the project: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	c := New(nil)
	c.view.read = true
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for row := int64(0); lines.Scan(); row++ {
		if row == 0 {
			continue
		}
		w := strings.Split(lines.Text(), "\t")
		d, _ := civil.ParseDate(w[2])
		r := Record{ID: row, Number: IndexNumber("row-" + strconv.FormatInt(row, 10)), Publisher: w[0], Title: w[1],
			Summary: w[1], Date: d, DocNumber: w[4], Status: Published}
		c.view.put(r)
		c.index.put(r)
	}
	require.NoError(t, lines.Err())
	c.index.settle()
	return c
}

// rows asks for all pages of a query and returns the ids found, sorted.
func rows(t testing.TB, c *Catalog, text string) []int64 {
	t.Helper()
	var ids []int64
	for {
		p, err := c.Search(t.Context(), Query{Text: text, Offset: len(ids), Limit: 1000})
		require.NoError(t, err)
		if p.Near {
			require.Zero(t, p.Total)
			return ids
		}
		for _, h := range p.Hits {
			ids = append(ids, h.Record.ID)
		}
		if len(ids) >= p.Total || len(p.Hits) == 0 {
			slices.Sort(ids)
			return ids
		}
	}
}

func TestSearchFindsExactlyTheRowsThatTheOracleNames(t *testing.T) {
	c := sevenGovernments(t)
	b, err := os.ReadFile("../../shared/data/catalog/search-oracle.tsv")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")[1:]
	require.Len(t, lines, 172)
	for _, line := range lines {
		w := strings.Split(line, "\t")
		var want []int64
		if len(w) > 3 {
			for _, n := range strings.FieldsFunc(w[3], func(r rune) bool { return r < '0' || r > '9' }) {
				id, err := strconv.ParseInt(n, 10, 64)
				require.NoError(t, err)
				want = append(want, id)
			}
		}
		slices.Sort(want)
		got := rows(t, c, w[1])
		assert.Equal(t, want, got, "%s %q", w[0], w[1])
	}
}

func TestSearchFindsEveryTitleWithASingleCharacter(t *testing.T) {
	c := sevenGovernments(t)
	for _, one := range []string{"的", "省", "桥", "鄂", "〇", "瓷", "盐", "２", "X"} {
		var want []int64
		for id, r := range c.view.records {
			plain := strings.NewReplacer("○", "〇", "Ｘ", "x", "２", "2", "鹽", "盐").Replace(strings.ToLower(r.Title))
			if strings.Contains(plain, strings.NewReplacer("２", "2", "X", "x").Replace(one)) {
				want = append(want, id)
			}
		}
		slices.Sort(want)
		assert.Equal(t, want, rows(t, c, one), one)
	}
}
