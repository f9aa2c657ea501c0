package catalog

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// sizes are the catalogues that are measured: ten thousand and a hundred
// thousand records, and, when BENCH_MILLION is set, a million, which are the
// hundred thousand ten times over with one word of the title changed.
func sizes() []int {
	if os.Getenv("BENCH_MILLION") == "" {
		return []int{10_000, 100_000}
	}
	return []int{10_000, 100_000, 1_000_000}
}

// judgedFeed is a store whose feed has the records of the judged catalogue.
func judgedFeed(b *testing.B, n int) *Memory {
	b.Helper()
	name := "catalogue-100k.tsv.gz"
	if n == 10_000 {
		name = "catalogue-10k.tsv.gz"
	}
	f, err := os.Open("../../shared/data/search/" + name)
	if err != nil {
		b.Skip("the judged catalogue is not beside the project: ", err)
	}
	defer func() { require.NoError(b, f.Close()) }()
	z, err := gzip.NewReader(f)
	require.NoError(b, err)
	store := NewMemory()
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	by := Actor{Name: "签发人", At: time.Date(2026, time.January, 4, 12, 0, 0, 0, time.UTC)}
	for lines.Scan() {
		w := strings.Split(lines.Text(), "\t")
		d, err := civil.ParseDate(w[7])
		require.NoError(b, err)
		category, err := disclosure.ParseCategory(w[5])
		require.NoError(b, err)
		for i := range max(1, n/100_000) {
			r := Record{Number: IndexNumber(w[1]), Publisher: w[3], Column: Column(w[4]), Category: category, Date: d, Published: d,
				DocNumber: w[8], Title: w[9], Summary: w[10], Status: Published}
			if i > 0 {
				r.Number += IndexNumber("-" + strconv.Itoa(i))
				r.Title = strings.Replace(r.Title, "区", string(rune('甲'+i))+"区", 1)
			}
			_, err := store.Commit(b.Context(), Act{Kind: TakenOver, Record: r, By: by, Salt: "00"})
			require.NoError(b, err)
		}
	}
	require.NoError(b, lines.Err())
	return store
}

// heap is how many bytes live.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// share is the time that a share of all stayed below, in milliseconds.
func share(times []time.Duration, of float64) float64 {
	slices.Sort(times)
	return float64(times[int(of*float64(len(times)-1))].Nanoseconds()) / 1e6
}

// BenchmarkCatalog measures a whole catalogue: its start, its size, its answers
// to the judged queries, alone and to eight clients while records are being
// published, words that stand in a quarter of all titles, and how soon a record
// is found. Beside each figure stands its floor.
func BenchmarkCatalog(b *testing.B) {
	queries := judgedQueries(b)
	for _, n := range sizes() {
		store := judgedFeed(b, n)
		before := heap()
		start := time.Now()
		c := New(store)
		require.NoError(b, c.Sync(b.Context()))
		started := time.Since(start)
		all := heap() - before
		c.view = newView()
		index := heap() - before
		runtime.KeepAlive(c)
		c = New(store)
		require.NoError(b, c.Sync(b.Context()))
		per := float64(n) / 100_000
		b.Run(fmt.Sprint(n, "/start"), func(b *testing.B) {
			var snapshot bytes.Buffer
			require.NoError(b, c.SaveIndex(b.Context(), &snapshot))
			start := time.Now() // once: a start is no matter of microseconds
			took, err := New(store).LoadIndex(b.Context(), bytes.NewReader(snapshot.Bytes()))
			loading := time.Since(start)
			require.NoError(b, err)
			require.True(b, took)
			b.ReportMetric(started.Seconds()/per, "feed-s/100k(≤3)")
			b.ReportMetric(loading.Seconds()/per, "snapshot-s/100k(≤0.4)")
			b.ReportMetric(float64(index)/1e6/per, "index-MB/100k(≤45)")
			b.ReportMetric(float64(all)/1e6/per, "all-MB/100k")
		})
		floor := map[int][2]string{10_000: {"", ""}, 100_000: {"(≤0.25)", "(≤2)"}, 1_000_000: {"(≤1.5)", "(≤10)"}}[n]
		b.Run(fmt.Sprint(n, "/alone"), func(b *testing.B) {
			took := questioned(b, c, queries, 0, b.N)
			b.ReportMetric(share(took, 0.5), "p50-ms"+floor[0])
			b.ReportMetric(share(took, 0.99), "p99-ms"+floor[1])
		})
		b.Run(fmt.Sprint(n, "/common"), func(b *testing.B) {
			var took []time.Duration
			words := []string{"公示", "公告", "的", "局", "2024", "关于", "2023年公示名单"}
			for i := 0; b.Loop(); i++ {
				took = append(took, asked(b, c, words[i%len(words)]))
			}
			b.ReportMetric(share(took, 0.5), "p50-ms")
			b.ReportMetric(share(took, 0.99), "p99-ms")
		})
		b.Run(fmt.Sprint(n, "/clients=8"), func(b *testing.B) { eight(b, c, store, queries) })
		b.Run(fmt.Sprint(n, "/published"), func(b *testing.B) { published(b, c) })
	}
}

// asked searches anew, whatever is remembered.
func asked(b *testing.B, c *Catalog, text string) time.Duration {
	forget(c)
	start := time.Now()
	_, err := c.Search(b.Context(), Query{Text: text})
	took := time.Since(start)
	require.NoError(b, err)
	return took
}

func questioned(b *testing.B, c *Catalog, queries []judgedQuery, from, n int) []time.Duration {
	var took []time.Duration
	for i := range n {
		took = append(took, asked(b, c, queries[(from+i)%len(queries)].Text))
	}
	return took
}

// eight clients ask while a record is published every ten milliseconds.
func eight(b *testing.B, c *Catalog, store Store, queries []judgedQuery) {
	stop := make(chan struct{})
	var writer, readers sync.WaitGroup
	writer.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
				publishOne(b, c, i)
			}
		}
	})
	took := make([][]time.Duration, 8)
	start := time.Now()
	for k := range took {
		readers.Go(func() { took[k] = questioned(b, c, queries, k*37, max(b.N/8, 1)) })
	}
	readers.Wait()
	spent := time.Since(start)
	close(stop)
	writer.Wait()
	all := slices.Concat(took...)
	b.ReportMetric(share(all, 0.5), "p50-ms")
	b.ReportMetric(share(all, 0.99), "p99-ms(≤5)")
	b.ReportMetric(float64(len(all))/spent.Seconds(), "answers/s")
}

func publishOne(b *testing.B, c *Catalog, i int) Record {
	day := civil.Day(2026, time.January, 4)
	r, err := c.Publish(b.Context(), Record{
		Title: fmt.Sprintf("新发布的第%d号通告", i), Summary: "概述文字。", Date: day, Publisher: "政府办", Drafter: "经办人",
		Review: Review{By: "审查人", Day: day, Result: Cleared}, Number: IndexNumber(fmt.Sprintf("bench/%d/%d", time.Now().UnixNano(), i)),
	}, Actor{Name: "签发人", At: day.Time(time.UTC)})
	require.NoError(b, err)
	return r
}

// published measures from the commit of a record until a search finds it.
func published(b *testing.B, c *Catalog) {
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		title := fmt.Sprintf("%d号独一无二的公报", time.Now().UnixNano())
		day := civil.Day(2026, time.January, 4)
		a, err := c.prepare(b.Context(), TakenOver, Record{Title: title, Number: IndexNumber(title), Summary: "概述。", Date: day, Publisher: "政府办"},
			"", Actor{Name: "签发人", At: day.Time(time.UTC)})
		require.NoError(b, err)
		s, err := c.store.Commit(b.Context(), a)
		require.NoError(b, err)
		start := time.Now()
		c.show(b.Context(), s)
		p, err := c.Search(b.Context(), Query{Text: title})
		took = append(took, time.Since(start))
		require.NoError(b, err)
		require.Equal(b, 1, p.Total)
	}
	b.ReportMetric(share(took, 0.5), "p50-ms(≤1)")
	b.ReportMetric(share(took, 0.99), "p99-ms")
}
