package bench

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

const shared = "../../../shared/data/search/"

func records(t *testing.T, size string) []row {
	t.Helper()
	f, err := os.Open(shared + "catalogue-" + size + ".tsv.gz")
	if err != nil {
		t.Skip("the judged catalogue is not beside the project: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []row
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		w := strings.Split(lines.Text(), "\t")
		d, err := civil.ParseDate(w[7])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row{Number: w[1], Publisher: w[3], Column: w[4], Day: d, DocNumber: w[8], Title: w[9], Summary: w[10]})
	}
	return out
}

// TestCompareEngines asks every engine the known items of the judged queries
// and prints how often, and how fast, each finds the title.
func TestCompareEngines(t *testing.T) {
	size := cmp.Or(os.Getenv("RECORDS"), "10k")
	rows := records(t, size)
	var queries []struct{ Text, Title, Class string }
	b, err := os.ReadFile(shared + "judged.json")
	if err != nil {
		t.Skip("the judged queries are not beside the project: ", err)
	}
	if err := json.Unmarshal(b, &queries); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s records; known items, pinyin and initials left out for those that have none", size)
	for _, e := range []struct {
		name string
		make func([]row) (engine, error)
	}{{"zwgk", newOurs}, {"bleve CJK", newBleve}, {"FTS5 pairs", newFTS5}} {
		start := time.Now()
		engine, err := e.make(rows)
		if err != nil {
			t.Fatal(e.name, err)
		}
		built := time.Since(start)
		n, ten, mrr := 0, 0, 0.0
		var times []time.Duration
		for _, q := range queries {
			if q.Title == "" || q.Class == "pinyin" || q.Class == "initials" || !slices.ContainsFunc(rows, func(r row) bool { return r.Title == q.Title }) {
				continue
			}
			start := time.Now()
			found, err := engine.search(q.Text)
			times = append(times, time.Since(start))
			if err != nil {
				t.Fatal(e.name, q.Text, err)
			}
			n++
			if i := slices.IndexFunc(found, func(i int) bool { return rows[i].Title == q.Title }); i >= 0 {
				ten++
				mrr += 1 / float64(i+1)
			}
		}
		slices.Sort(times)
		t.Logf("%-10s  %d queries  MRR %.3f  @10 %.3f  p50 %v  p99 %v  filled in %v", e.name, n, mrr/float64(n), float64(ten)/float64(n),
			times[len(times)/2], times[len(times)*99/100], built.Round(time.Millisecond))
	}
}
