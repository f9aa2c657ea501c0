package fulltext_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

// Words of which texts are made that are there from the beginning, and of which those
// are that come later; and what may be asked beside these: the same in other characters,
// turned round, a character of it, its sounds, its initials.
var (
	early = strings.Fields("供水 停水 供热 公示 名单 幼儿园 招生 学区 低保 补贴 拆迁 征地 方案 办法 环评 2023 2024")
	late  = strings.Fields("气象站 粮油店 蔬菜棚 驾校 疫苗")
	other = strings.Fields("公式 找生 气像 粮游 象气 站 棚 店气 qixiangzhan qxz liangyoudian lyd lydq shucai jiaxiao gongshui yeyzs")
)

func pick(r *rand.Rand, n int, of ...[]string) []string {
	all, out := slices.Concat(of...), make([]string, n)
	for i := range out {
		out[i] = all[r.IntN(len(all))]
	}
	return out
}

func anyDoc(r *rand.Rand, key int64, of ...[]string) fulltext.Doc {
	d := fulltext.Doc{
		Key: key, Title: strings.Join(pick(r, 1+r.IntN(2), of...), ""), Day: int32(20_000 + r.IntN(200)), Year: int16(2020 + r.IntN(5)),
		Labels: [fulltext.Facets]string{pick(r, 1, of...)[0] + "局", pick(r, 1, early)[0], "长期"},
	}
	if r.IntN(3) == 0 {
		d.Text = []string{strings.Join(pick(r, 1+r.IntN(4), of...), "")}
	}
	if r.IntN(3) == 0 {
		d.Numbers = []string{fmt.Sprintf("发〔2024〕%d号", r.IntN(40))}
	}
	return d
}

// anyQueries are steps as the catalogue asks them.
func anyQueries(r *rand.Rand) []fulltext.Query {
	w := pick(r, 1+r.IntN(2), early, late, late, late, other, other)
	text := strings.Join(w, []string{"", " "}[r.IntN(2)])
	typed := fulltext.Query{Limit: 1000, Strict: true, Like: []fulltext.Phrase{{Text: text}, {Text: w[0], Cost: 0.04}}}
	for _, word := range strings.Fields(text) {
		typed.Typed = append(typed.Typed, fulltext.Group{Words: []string{word}})
	}
	switch r.IntN(8) {
	case 0:
		typed.Numbers = []string{fmt.Sprintf("发〔2024〕%d号", r.IntN(40))}
	case 1:
		typed.Filter.Year = int16(2020 + r.IntN(5))
	case 2:
		label := pick(r, 1, early)[0]
		typed.Filter.Labels[1] = func(l string) bool { return l == label }
	}
	meant := typed
	meant.Typed, meant.Numbers, meant.Strict = nil, nil, r.IntN(8) == 0
	for _, word := range w {
		meant.Meant = append(meant.Meant, fulltext.Group{Words: []string{word}, Owned: r.IntN(4) == 0})
	}
	if text[0] < 0x80 {
		meant.Spelled = text
	}
	return []fulltext.Query{typed, meant}
}

// TestSameIsTrueOnlyWhereNothingNewIsFound asks thousands of queries before and after
// texts were put, or taken out.
func TestSameIsTrueOnlyWhereNothingNewIsFound(t *testing.T) {
	said := map[bool]int{}
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 1))
		x := &fulltext.Index{}
		for key := range int64(300 + r.IntN(300)) {
			x.Later(anyDoc(r, key, early))
		}
		x.Tidy()
		var before []answered
		for range 60 {
			q := anyQueries(r)
			before = append(before, answered{q, x.Version(), x.Search(q...), -1})
		}
		for change := range 6 {
			switch r.IntN(12) {
			case 0:
				x.Remove(int64(r.IntN(300)))
			case 1:
				x.Put(anyDoc(r, int64(r.IntN(300)), early))
			default:
				x.Put(anyDoc(r, firstNew+int64(change), early, late))
			}
			if r.IntN(3) > 0 {
				continue
			}
			for i := range before {
				a := &before[i]
				version, same := x.Same(a.version, a.found, a.queries...)
				require.Equal(t, x.Version(), version)
				now := x.Search(a.queries...)
				if said[same]++; same {
					a.stays(t, now, fmt.Sprintf("seed %d: %+v", seed, a.queries))
				}
				a.version, a.found, a.change = version, now, change
			}
		}
	}
	assert.Greater(t, said[true], 1500, "it is of use")
	assert.Greater(t, said[false], 1500, "and tried")
}

const firstNew = 10_000 // key of the texts that are put

// answered are queries and what they found when so many changes had been made.
type answered struct {
	queries []fulltext.Query
	version uint64
	found   fulltext.Result
	change  int
}

// stays compares what is found now, of which nothing is new. Which old texts are found
// only because they are alike may change by a little, for what a word is worth does.
func (a answered) stays(t *testing.T, now fulltext.Result, which string) {
	for _, h := range now.Hits {
		require.False(t, h.Key > firstNew+int64(a.change), which)
	}
	if a.found.Found < fulltext.Sounding {
		require.ElementsMatch(t, keys(a.found), keys(now), which)
		require.Equal(t, []any{a.found.Total, a.found.Found, a.found.By}, []any{now.Total, now.Found, now.By}, which)
	}
}

func TestSameKnowsOnlyTheNewestTexts(t *testing.T) {
	x, r := &fulltext.Index{}, rand.New(rand.NewPCG(1, 2))
	for key := range int64(20_000) {
		x.Later(anyDoc(r, key, early))
	}
	x.Tidy()
	q := fulltext.Query{Typed: []fulltext.Group{{Words: []string{"气象站"}}}, Strict: true, Limit: 5}
	version, found := x.Version(), x.Search(q)
	require.Equal(t, fulltext.Nothing, found.Found)
	put := func(docs ...fulltext.Doc) (same bool) {
		x.Put(docs...)
		_, same = x.Same(version, found, q)
		return same
	}
	for key := range int64(128) {
		assert.True(t, put(anyDoc(r, 100_000+key, early)), "%d texts", key+1)
	}
	assert.False(t, put(anyDoc(r, 100_128, early)), "what the first of them was is not known any more")
	version = x.Version()
	assert.True(t, put(anyDoc(r, 100_129, early)))
	assert.False(t, put(fulltext.Doc{Key: 100_130, Title: "气象站"}))
	version, found = x.Version(), x.Search(q)
	assert.Equal(t, 1, found.Total)
	x.Remove(99_999_999)
	_, same := x.Same(version, found, q)
	assert.True(t, same, "nothing was taken out")
	x.Tidy()
	_, same = x.Same(version, found, q)
	assert.True(t, same, "segments that become one change nothing")
	x.Remove(100_130)
	_, same = x.Same(version, found, q)
	assert.False(t, same)
}
