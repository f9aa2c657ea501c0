package catalog

import (
	"runtime"
	"slices"
	"testing"
	"time"
)

// BenchmarkSearchOverAHundredThousandRecords asks the judged queries in turn
// and reports the median and the slowest hundredth.
func BenchmarkSearchOverAHundredThousandRecords(b *testing.B) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	c, _ := judgedCatalog(b, "catalogue-100k.tsv.gz")
	queries := judgedQueries(b)
	runtime.GC()
	runtime.ReadMemStats(&after)
	times := make([]time.Duration, 0, 1<<16)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		_, _ = c.Search(b.Context(), Query{Text: queries[i%len(queries)].Text})
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "catalogue-MB")
}
