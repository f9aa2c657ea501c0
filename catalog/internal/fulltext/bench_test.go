package fulltext_test

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

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

// published are the hundred thousand records of the judged catalogue, read
// times over, with other keys and one word of the title changed, so that larger
// catalogues can be measured.
func published(b testing.TB, times int) []fulltext.Doc {
	b.Helper()
	f, err := os.Open("../../../../shared/data/search/catalogue-100k.tsv.gz")
	if err != nil {
		b.Skip("the judged catalogue is not beside the project: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(b, err)
	var docs []fulltext.Doc
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		w := strings.Split(lines.Text(), "\t")
		year, err := strconv.Atoi(w[6])
		require.NoError(b, err)
		for i := range times {
			title := w[9]
			if i > 0 {
				title = strings.Replace(title, "区", string(rune('甲'+i))+"区", 1)
			}
			docs = append(docs, fulltext.Doc{Key: int64(len(docs) + 1), Title: title, Text: []string{w[10]},
				Numbers: []string{w[1], w[8]}, Day: int32((year - 1970) * 365), Year: int16(year), Labels: [3]string{w[3], w[4], w[5]}})
		}
	}
	require.NoError(b, lines.Err())
	return docs
}

func built(docs []fulltext.Doc) *fulltext.Index {
	x := &fulltext.Index{}
	for _, d := range docs {
		x.Later(d)
	}
	x.Tidy()
	return x
}

// asked are fragments, slips and questions made from every 97th title.
func asked(docs []fulltext.Doc) []fulltext.Query {
	var out []fulltext.Query
	for i := 0; i < len(docs) && len(out) < 2000; i += 97 {
		t := []rune(docs[i].Title)
		switch n := len(t); i / 97 % 5 {
		case 0:
			out = append(out, ask(string(t)))
		case 1:
			out = append(out, ask(string(t[n/3:min(n, n/3+6)])))
		case 2:
			t[n/2] = '饕'
			out = append(out, ask(string(t)))
		case 3:
			out = append(out, ask(string(t[:n/4+1])+" "+string(t[3*n/4:])))
		case 4:
			out = append(out, ask(string(t[n/2:])+string(t[:n/2])))
		}
		out[len(out)-1].Limit = 10
	}
	return out
}

func at(times []time.Duration, share float64) float64 {
	slices.Sort(times)
	return float64(times[int(share*float64(len(times)-1))].Nanoseconds()) / 1e6
}

func BenchmarkSearch(b *testing.B) {
	for _, times := range []int{1, 10} {
		if times > 1 && os.Getenv("BENCH_MILLION") == "" {
			continue
		}
		docs := published(b, times)
		queries := asked(docs)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		x := built(docs)
		build := time.Since(start)
		runtime.GC()
		runtime.ReadMemStats(&after)
		n := len(docs)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				x.Search(queries[i%len(queries)])
				took = append(took, time.Since(start))
			}
			b.ReportMetric(at(took, 0.5), "p50-ms")
			b.ReportMetric(at(took, 0.99), "p99-ms")
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
			b.ReportMetric(build.Seconds(), "build-s")
		})
		b.Run(fmt.Sprint(n, "/clients=8"), func(b *testing.B) { clients(b, x, queries, docs) })
		b.Run(fmt.Sprint(n, "/load"), func(b *testing.B) { load(b, x) })
		b.Run(fmt.Sprint(n, "/put"), func(b *testing.B) { put(b, x, docs) })
	}
}

func load(b *testing.B, x *fulltext.Index) {
	var file bytes.Buffer
	require.NoError(b, x.Save(&file, ""))
	for b.Loop() {
		_, err := (&fulltext.Index{}).Load(bytes.NewReader(file.Bytes()))
		require.NoError(b, err)
	}
	b.ReportMetric(float64(file.Len())/1e6, "file-MB")
}

func put(b *testing.B, x *fulltext.Index, docs []fulltext.Doc) {
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		x.Put(docs[i%len(docs)])
		took = append(took, time.Since(start))
	}
	b.ReportMetric(at(took, 0.5), "p50-ms")
	b.ReportMetric(at(took, 0.99), "p99-ms")
}

// clients measures eight readers while records are being published.
func clients(b *testing.B, x *fulltext.Index, queries []fulltext.Query, docs []fulltext.Doc) {
	stop := make(chan struct{})
	var writer, readers sync.WaitGroup
	writer.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
				x.Put(docs[i*31%len(docs)])
			}
		}
	})
	took := make([][]time.Duration, 8)
	start := time.Now()
	for c := range took {
		readers.Go(func() {
			for i := range max(b.N/8, 1) {
				start := time.Now()
				x.Search(queries[(i*8+c*37)%len(queries)])
				took[c] = append(took[c], time.Since(start))
			}
		})
	}
	readers.Wait()
	spent := time.Since(start)
	close(stop)
	writer.Wait()
	all := slices.Concat(took...)
	b.ReportMetric(at(all, 0.5), "p50-ms")
	b.ReportMetric(at(all, 0.99), "p99-ms")
	b.ReportMetric(float64(len(all))/spent.Seconds(), "answers/s")
}
