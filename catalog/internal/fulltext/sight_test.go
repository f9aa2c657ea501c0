package fulltext_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

// few makes texts of few different characters, so that pairs repeat and words nearly
// stand in them; some titles are longer than a byte counts.
func few(rnd *rand.Rand, n int) []fulltext.Doc {
	text := func(length int) string {
		var b strings.Builder
		for range length {
			b.WriteRune([]rune("天地人和")[rnd.IntN(4)])
		}
		return b.String()
	}
	docs := make([]fulltext.Doc, n)
	for i := range docs {
		length := 1 + rnd.IntN(12)
		if i%40 == 0 {
			length = 200 + rnd.IntN(300)
		}
		docs[i] = fulltext.Doc{Key: int64(i + 1), Title: text(length), Text: []string{text(rnd.IntN(20))}, Day: int32(1 + rnd.IntN(5)), Labels: [3]string{"甲"}}
		if i%3 == 0 && i > 0 {
			docs[i].Title = docs[i-1].Title
		}
	}
	return docs
}

func word(rnd *rand.Rand) string {
	w := make([]rune, 1+rnd.IntN(6))
	for i := range w {
		w[i] = []rune("天地人和")[rnd.IntN(4)]
	}
	return string(w)
}

func TestWordsStandExactlyWhereTheyAreFound(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	docs := few(rnd, 3000)
	x := built(docs)
	x.Remove(7, 8, 9)
	for range 300 {
		words := []string{word(rnd), word(rnd)}[:1+rnd.IntN(2)]
		var want []int64
		for _, d := range docs {
			if d.Key >= 7 && d.Key <= 9 {
				continue
			}
			if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(d.Title, w) && !strings.Contains(d.Text[0], w) }) {
				want = append(want, d.Key)
			}
		}
		q := ask(strings.Join(words, " "))
		q.Numbers, q.Strict, q.Limit = nil, true, 5000
		got := keys(x.Search(q))
		slices.Sort(got)
		require.Equal(t, fmt.Sprint(want), fmt.Sprint(got), words)
	}
}

// A short page compares only what can come first; it must be the beginning of a long
// one, which compares everything.
func TestAShortPageIsTheBeginningOfALongOne(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	docs := few(rnd, 3700)
	for i := range docs { // names that begin and end within a title
		t := []rune(docs[i].Title)
		at := rnd.IntN(len(t))
		docs[i].Title = string(t[:at]) + []string{"", "", "《", "》", "关于", "的"}[rnd.IntN(6)] + string(t[at:])
		docs[i].Year, docs[i].Stale = int16(2010+rnd.IntN(3)), rnd.IntN(9) == 0
	}
	x := built(docs[:3000])
	for _, d := range docs[3000:] { // many segments, of which long lists are put together
		x.Put(d)
	}
	x.Remove(11, 12, 13, 3001)
	for range 200 {
		q := ask(word(rnd))
		q.Numbers, q.Limit, q.Year = nil, 256, []int16{0, 2011}[rnd.IntN(2)]
		long := x.Search(q)
		for _, n := range []int{1, 5, 10, 40} {
			q.Limit = n
			short := x.Search(q)
			assert.Equal(t, long.Total, short.Total)
			assert.Equal(t, long.Hits[:min(n, len(long.Hits))], short.Hits, "%q %d", q.Typed, n)
		}
	}
}

func TestTheFirstQueryThatFindsAnythingAnswers(t *testing.T) {
	x := indexOf(titles...)
	none := fulltext.Query{Typed: []fulltext.Group{{Words: []string{"没有的"}}}, Strict: true}
	got := x.Search(none, ask("职业教育"), ask("三级公立医院"))
	assert.Equal(t, []int64{3}, keys(got))
	assert.Equal(t, fulltext.Exactly, got.Found)
	assert.Equal(t, fulltext.Nothing, x.Search(none, none).Found)
	assert.Equal(t, fulltext.Nothing, x.Search().Found)
}

// Long lists tell more than short ones, which a snapshot does not keep.
func TestASnapshotOfManyTextsFindsTheSame(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	x, loaded := built(few(rnd, 3000)), &fulltext.Index{}
	var file bytes.Buffer
	require.NoError(t, x.Save(&file, ""))
	_, err := loaded.Load(&file)
	require.NoError(t, err)
	for range 300 {
		q := ask(word(rnd) + " " + word(rnd))
		require.Equal(t, x.Search(q), loaded.Search(q), q.Spelled)
	}
}
