package catalog

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// judgedCatalog fills a catalogue's view and index with the records of a file,
// as the feed would, and returns the region of each by its id.
func judgedCatalog(t testing.TB, name string) (*Catalog, map[int64]string) {
	t.Helper()
	f, err := os.Open("../../shared/data/search/" + name)
	if err != nil {
		t.Skip("the judged catalogue is not beside the project: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	c := New(nil)
	c.view.read = true
	regions := map[int64]string{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		w := strings.Split(lines.Text(), "\t")
		id, err := strconv.ParseInt(w[0], 10, 64)
		require.NoError(t, err)
		d, err := civil.ParseDate(w[7])
		require.NoError(t, err)
		category, err := disclosure.ParseCategory(w[5])
		require.NoError(t, err)
		r := Record{ID: id, Number: IndexNumber(w[1]), Publisher: w[3], Column: Column(w[4]), Category: category,
			Date: d, DocNumber: w[8], Title: w[9], Summary: w[10], Status: Published}
		c.view.put(r)
		c.index.put(r)
		regions[id] = w[2]
	}
	require.NoError(t, lines.Err())
	c.index.settle()
	return c, regions
}

// A judged query is one with what is right.
type judgedQuery struct {
	ID, Class, Text, Title, Region string
	Pred                           struct {
		Any, All []string
		Y        int
		A, Cat   string
	}
}

func judgedQueries(t testing.TB) []judgedQuery {
	t.Helper()
	b, err := os.ReadFile("../../shared/data/search/judged.json")
	if err != nil {
		t.Skip("the judged queries are not beside the project: ", err)
	}
	var out []judgedQuery
	require.NoError(t, json.Unmarshal(b, &out))
	return out
}

func (q judgedQuery) right(r Record) bool {
	if q.Title != "" {
		return r.Title == q.Title
	}
	has := func(w string) bool { return strings.Contains(r.Title, w) }
	return (len(q.Pred.Any) == 0 || slices.ContainsFunc(q.Pred.Any, has)) &&
		!slices.ContainsFunc(q.Pred.All, func(w string) bool { return !has(w) }) &&
		(q.Pred.Y == 0 || r.Date.Year == q.Pred.Y || has(strconv.Itoa(q.Pred.Y))) &&
		(q.Pred.A == "" || has(q.Pred.A) || strings.Contains(r.Publisher, q.Pred.A)) &&
		(q.Pred.Cat == "" || string(r.Column) == q.Pred.Cat)
}

// answerable says whether any record is right.
func answerable(c *Catalog, q judgedQuery) bool {
	for _, r := range c.view.records {
		if q.right(*r) {
			return true
		}
	}
	return false
}

// A marksheet is what a class of queries scored.
type marksheet struct {
	n, first, ten, none int
	mrr                 float64
}

func (s *marksheet) add(rank, hits int) {
	s.n++
	if hits == 0 {
		s.none++
	}
	if rank > 0 {
		s.mrr += 1 / float64(rank)
		s.ten++
	}
	if rank == 1 {
		s.first++
	}
}

func (s marksheet) String() string {
	n := float64(max(s.n, 1))
	return fmt.Sprintf("%4d  MRR %.3f  @1 %.3f  @10 %.3f  none %d", s.n, s.mrr/n, float64(s.first)/n, float64(s.ten)/n, s.none)
}

// judge asks every query and reports by class.
func judge(t testing.TB, c *Catalog, queries []judgedQuery) (all marksheet, by map[string]*marksheet) {
	t.Helper()
	by = map[string]*marksheet{}
	var times []time.Duration
	titles := map[string]bool{}
	for _, r := range c.view.records {
		titles[r.Title] = true
	}
	for _, q := range queries {
		if q.Title != "" && !titles[q.Title] || q.Title == "" && !answerable(c, q) {
			continue
		}
		before := time.Now()
		p, err := c.Search(t.Context(), Query{Text: q.Text, Limit: 10})
		times = append(times, time.Since(before))
		require.NoError(t, err)
		rank := slices.IndexFunc(p.Hits, func(h Hit) bool { return q.right(h.Record) }) + 1
		if by[q.Class] == nil {
			by[q.Class] = &marksheet{}
		}
		by[q.Class].add(rank, len(p.Hits))
		all.add(rank, len(p.Hits))
		if os.Getenv("JUDGED_MISSES") != "" && rank != 1 {
			t.Logf("%s %s %q want %q rank %d total %d", q.ID, q.Class, q.Text, q.Title+strings.Join(q.Pred.Any, "|"), rank, p.Total)
			for i, h := range p.Hits[:min(3, len(p.Hits))] {
				t.Logf("      %d %.3f %s", i+1, h.Score, h.Record.Title)
			}
		}
	}
	slices.Sort(times)
	var report strings.Builder
	for _, class := range slices.Sorted(maps.Keys(by)) {
		fmt.Fprintf(&report, "%-11s %s\n", class, by[class])
	}
	at := func(f float64) time.Duration {
		return times[int(math.Min(float64(len(times)-1), f*float64(len(times))))]
	}
	fmt.Fprintf(&report, "%-11s %s\np50 %v p99 %v max %v", "all", all, at(0.5), at(0.99), at(1))
	t.Log("\n" + report.String())
	return all, by
}

// reaches fails when a class falls below what it has reached. The figures are
// what was measured, a little rounded down.
func reaches(t *testing.T, all marksheet, by map[string]*marksheet, floors map[string][2]float64) {
	t.Helper()
	require.Zero(t, all.none, "no query is left without an answer")
	by["all"] = &all
	for class, floor := range floors {
		n := float64(by[class].n)
		assert.GreaterOrEqual(t, by[class].mrr/n, floor[0], "MRR of %s", class)
		assert.GreaterOrEqual(t, float64(by[class].ten)/n, floor[1], "@10 of %s", class)
	}
}

func TestJudgedQueriesOverTenThousandRecords(t *testing.T) {
	c, _ := judgedCatalog(t, "catalogue-10k.tsv.gz")
	all, by := judge(t, c, judgedQueries(t))
	reaches(t, all, by, map[string][2]float64{
		"all": {0.885, 0.974}, "citizen": {0.98, 1}, "colloquial": {0.92, 0.97}, "core": {0.94, 1}, "dropped": {0.94, 1}, "fullwidth": {1, 1},
		"garbled": {0.94, 1}, "initials": {0.72, 0.90}, "pinyin": {0.71, 0.90}, "question": {0.94, 1}, "swapped": {0.93, 1}, "trad": {0.94, 1},
		"two-ends": {0.82, 0.98}, "typo": {0.94, 1}, "voice": {0.94, 1}, "window6": {0.64, 0.87},
	})
}

func TestJudgedQueriesOverAHundredThousandRecords(t *testing.T) {
	if testing.Short() {
		t.Skip("a hundred thousand records take seconds")
	}
	c, _ := judgedCatalog(t, "catalogue-100k.tsv.gz")
	all, by := judge(t, c, judgedQueries(t))
	reaches(t, all, by, map[string][2]float64{
		"all": {0.835, 0.95}, "citizen": {0.98, 1}, "colloquial": {0.91, 0.97}, "core": {0.91, 1}, "dropped": {0.92, 1}, "fullwidth": {0.97, 1},
		"garbled": {0.92, 1}, "initials": {0.58, 0.86}, "pinyin": {0.62, 0.88}, "question": {0.91, 1}, "swapped": {0.90, 1}, "trad": {0.91, 1},
		"two-ends": {0.73, 0.90}, "typo": {0.91, 1}, "voice": {0.92, 1}, "window6": {0.48, 0.66},
	})
	assert.GreaterOrEqual(t, float64(by["citizen"].first)/float64(by["citizen"].n), 0.95, "citizens' questions answered first")
}
