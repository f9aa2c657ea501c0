package fulltext_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

// titles are State Council documents as published, with their numbers
// (www.gov.cn, 政府信息公开目录).
var titles = []fulltext.Doc{
	{Key: 1, Title: "国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见", Numbers: []string{"000014349/2019-00007", "国发〔2019〕5号"}, Day: 17942, Year: 2019, Labels: [3]string{"国务院"}},
	{Key: 2, Title: "国务院办公厅关于有效发挥政府性融资担保基金作用切实支持小微企业和“三农”发展的指导意见", Numbers: []string{"000014349/2019-00006", "国办发〔2019〕6号"}, Day: 17941, Year: 2019, Labels: [3]string{"国务院办公厅"}},
	{Key: 3, Title: "国务院关于印发国家职业教育改革实施方案的通知", Numbers: []string{"000014349/2019-00005", "国发〔2019〕4号"}, Day: 17940, Year: 2019, Labels: [3]string{"国务院"}},
	{Key: 4, Title: "国务院办公厅关于加强三级公立医院绩效考核工作的意见", Numbers: []string{"000014349/2019-00004", "国办发〔2019〕4号"}, Day: 17926, Year: 2019, Labels: [3]string{"国务院办公厅"}},
}

func indexOf(docs ...fulltext.Doc) *fulltext.Index {
	x := &fulltext.Index{}
	x.Put(docs...)
	return x
}

// ask is a query for a text as typed, understood as nothing else.
func ask(text string) fulltext.Query {
	q := fulltext.Query{Numbers: []string{text}, Like: []fulltext.Phrase{{Text: text}}, Spelled: text, Limit: 1000}
	for _, w := range fulltext.Terms(text) {
		q.Typed = append(q.Typed, fulltext.Group{Words: []string{w}})
	}
	return q
}

func keys(r fulltext.Result) []int64 {
	out := []int64{}
	for _, h := range r.Hits {
		out = append(out, h.Key)
	}
	return out
}

func TestOneWritingForAllWidthsCasesScriptsAndSigns(t *testing.T) {
	for _, same := range [][]string{
		{"《國務院關於職業教育的通知》", "国务院关于职业教育的通知", "国务院 关于“职业教育”的通知！"},
		{"ＧＤＰ２０１９", "gdp2019", "GDP（2019）"},
		{"二○一五年", "二〇一五年", "二◯一五年"},
	} {
		for _, s := range same[1:] {
			assert.Equal(t, fulltext.Fold(same[0]), fulltext.Fold(s))
		}
	}
	assert.Empty(t, fulltext.Fold("《》…—！ 　"))
}

func TestANumberIsFoundInAnyWriting(t *testing.T) {
	x := indexOf(titles...)
	for _, n := range []string{"国办发〔2019〕6号", "国办发[2019]6号", "国办发（2019） 第6号", "國辦發2019 6", "000014349/2019-00006", "000014349 2019 00006"} {
		r := x.Search(ask(n))
		assert.Equal(t, []int64{2}, keys(r), n)
		assert.Equal(t, fulltext.Numbered, r.Found)
	}
}

func TestLikenessForgivesWhatFingersAndEarsDo(t *testing.T) {
	x := indexOf(titles...)
	for _, text := range []string{
		"国家职业教浴改革实施方案", // a slip
		"国加职叶交育改革实使方案", // by ear
		"国家职业育改革实施案",   // characters dropped
		"改革实施方案国家职业教育", // turned round
		"guo jia zhi ye jiao yu",
		"guojiazhiyejiaoyu",
		"gjzyjyggssfa",
		"國家職業教育改革實施方案",
	} {
		r := x.Search(ask(text))
		require.NotEmpty(t, r.Hits, text)
		assert.Equal(t, int64(3), r.Hits[0].Key, text)
	}
}

func TestAFilterAdmitsOnlyWhatItSays(t *testing.T) {
	x := indexOf(titles...)
	q := ask("意见")
	q.Filter.Labels[0] = func(l string) bool { return l == "国务院办公厅" }
	assert.ElementsMatch(t, []int64{2, 4}, keys(x.Search(q)))
	q.Filter.From = 17930
	assert.ElementsMatch(t, []int64{2}, keys(x.Search(q)))
	q.Filter.To = 17935
	assert.Empty(t, keys(x.Search(q)))
}

// alphabet is small, so that fragments are often found.
const alphabet = "兴庆区政府2015公开〇A的"

func randomText(r *rand.Rand, n int) string {
	letters := []rune(alphabet)
	var b strings.Builder
	for range n {
		b.WriteRune(letters[r.IntN(len(letters))])
	}
	return b.String()
}

// TestFindsExactlyTheTextsThatHoldAFragment compares the index with a search
// through all texts, after any sequence of writes, with a rebuild, and with
// what a snapshot brings back.
func TestFindsExactlyTheTextsThatHoldAFragment(t *testing.T) {
	r := rand.New(rand.NewPCG(2015, 640104))
	for round := range 20 {
		x, live := &fulltext.Index{}, map[int64]fulltext.Doc{}
		for range 150 {
			key := int64(r.IntN(80))
			switch r.IntN(5) {
			case 0:
				x.Remove(key)
				delete(live, key)
			case 1:
				x.Tidy()
			default:
				d := fulltext.Doc{Key: key, Title: randomText(r, 1+r.IntN(12)), Text: []string{randomText(r, r.IntN(20)), randomText(r, r.IntN(5))}, Day: int32(1 + r.IntN(9000))}
				x.Put(d)
				live[key] = d
			}
		}
		rebuilt, loaded := &fulltext.Index{}, &fulltext.Index{}
		for _, d := range live {
			rebuilt.Later(d)
		}
		rebuilt.Flush()
		var file bytes.Buffer
		require.NoError(t, x.Save(&file, "mark"))
		mark, err := loaded.Load(&file)
		require.NoError(t, err)
		require.Equal(t, "mark", mark)
		require.Equal(t, len(live), x.Len())
		for range 60 {
			want := randomText(r, 1+r.IntN(4))
			var have []int64
			for key, d := range live {
				for _, part := range append([]string{d.Title}, d.Text...) {
					if strings.Contains(fulltext.Fold(part), fulltext.Fold(want)) {
						have = append(have, key)
						break
					}
				}
			}
			slices.Sort(have)
			for name, y := range map[string]*fulltext.Index{"incremental": x, "rebuilt": rebuilt, "loaded": loaded} {
				q := ask(want)
				q.Numbers, q.Like, q.Spelled = nil, nil, ""
				got := y.Search(q)
				found := keys(got)
				slices.Sort(found)
				require.Equal(t, len(have), got.Total, "%d %s %q", round, name, want)
				if len(have) > 0 {
					require.Equal(t, have, found, "%d %s %q", round, name, want)
				}
			}
			require.Equal(t, x.Search(ask(want)), loaded.Search(ask(want)), want)
		}
	}
}

func TestPagesFollowOneAnother(t *testing.T) {
	x := &fulltext.Index{}
	for i := range 700 {
		x.Later(fulltext.Doc{Key: int64(i), Title: fmt.Sprintf("第%d号公告", i%350), Day: int32(i)})
	}
	x.Flush()
	q := ask("公告")
	all := keys(x.Search(q))
	require.Len(t, all, 700)
	var paged []int64
	for q.Limit = 33; len(paged) < 700; q.Offset = len(paged) {
		r := x.Search(q)
		require.Equal(t, 700, r.Total)
		require.NotEmpty(t, r.Hits)
		paged = append(paged, keys(r)...)
	}
	slices.Sort(all)
	slices.Sort(paged)
	require.Equal(t, all, paged, "each text is on one page")
}

func TestReadersSeeWholeStatesWhileOthersWrite(t *testing.T) {
	x := indexOf(titles...)
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				r := x.Search(ask("国务院"))
				if len(r.Hits) < 4 || r.Total != len(r.Hits) {
					t.Errorf("%d hits of %d", len(r.Hits), r.Total)
					return
				}
			}
		})
	}
	for i := range 300 {
		x.Put(fulltext.Doc{Key: int64(100 + i%40), Title: fmt.Sprintf("国务院第%d号令", i)})
		x.Put(titles[i%4])
		if i%50 == 0 {
			x.Tidy()
		}
	}
	close(stop)
	wg.Wait()
}

func TestLoadRefusesWhatIsNotAWholeSnapshot(t *testing.T) {
	var file bytes.Buffer
	require.NoError(t, indexOf(titles...).Save(&file, "seq 4"))
	whole := file.Bytes()
	x := indexOf(titles[0])
	for i := range len(whole) {
		broken := slices.Clone(whole)
		broken[i] ^= 0x40
		_, err := x.Load(bytes.NewReader(broken))
		require.ErrorIs(t, err, fulltext.ErrSnapshot, "byte %d", i)
	}
	_, err := x.Load(bytes.NewReader(whole[:len(whole)-1]))
	require.ErrorIs(t, err, fulltext.ErrSnapshot)
	require.Equal(t, 1, x.Len(), "the index is as it was")
}

func TestMarksAreTheBytesOfTheWords(t *testing.T) {
	const title = "关于《國務院》２０１５年“三公”经费的公告"
	var got []string
	for _, s := range fulltext.Marks(title, []string{"三公经费", "2015", "国务院"}) {
		got = append(got, title[s.Start:s.End])
	}
	assert.Equal(t, []string{"國務院", "２０１５", "三公”经费"}, got)
}

func FuzzSearchNeverPanicsAndPagesAreWhole(f *testing.F) {
	for _, s := range []string{"", " ", "低保", "国发〔2019〕5号", "gjzyjy", "guo jia", "的", "\xff\xfe", "𠮷野家 🀄", "2019 2015", strings.Repeat("长", 300), strings.Repeat("xian ", 80)} {
		f.Add(s, 0, 10)
	}
	x := indexOf(titles...)
	f.Fuzz(func(t *testing.T, text string, offset, limit int) {
		q := ask(text)
		q.Offset, q.Limit = offset, limit
		q.Meant = q.Typed
		r := x.Search(q)
		if r.Total < len(r.Hits) || len(r.Hits) > 4 {
			t.Fatalf("%d hits of %d", len(r.Hits), r.Total)
		}
		for _, d := range titles {
			for _, s := range fulltext.Marks(d.Title, fulltext.Terms(text)) {
				_ = d.Title[s.Start:s.End]
			}
		}
	})
}

func FuzzLoadNeverPanics(f *testing.F) {
	var file bytes.Buffer
	if err := indexOf(titles...).Save(&file, "seq"); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		x := &fulltext.Index{}
		if _, err := x.Load(bytes.NewReader(b)); err == nil {
			x.Search(ask("国务院"))
		}
	})
}

func ExampleIndex() {
	x := &fulltext.Index{}
	x.Put(fulltext.Doc{Key: 7, Title: "国务院关于印发国家职业教育改革实施方案的通知"})
	for _, h := range x.Search(fulltext.Query{Like: []fulltext.Phrase{{Text: "职业教育改格方案"}}}).Hits {
		fmt.Println(h.Key)
	}
	// Output: 7
}

func TestASnapshotHasNothingOfWhatWasRemoved(t *testing.T) {
	x := indexOf(titles...)
	gone := fulltext.Doc{Key: 9, Title: "隐蔽词条", Text: []string{"隐蔽词条"}, Labels: [3]string{"隐蔽词条局"}}
	x.Put(gone)
	holds := func() bool {
		var b bytes.Buffer
		require.NoError(t, x.Save(&b, "mark"))
		var kept fulltext.Index
		mark, err := kept.Load(bytes.NewReader(b.Bytes()))
		require.NoError(t, err)
		require.Equal(t, "mark", mark)
		require.Equal(t, x.Len(), kept.Len())
		for _, d := range titles {
			require.Equal(t, x.Search(ask(d.Title)), kept.Search(ask(d.Title)))
		}
		wide := []byte{}
		for _, r := range "隐蔽" {
			wide = append(wide, byte(r), byte(r>>8))
		}
		return bytes.Contains(b.Bytes(), []byte("隐蔽词条")) || bytes.Contains(b.Bytes(), wide)
	}
	require.True(t, holds(), "it was there, so this test can fail")
	x.Remove(9)
	require.False(t, holds())
	x.Put(gone)
	require.True(t, holds())
	x.Put(fulltext.Doc{Key: 9, Title: "改过", Labels: [3]string{"国务院"}})
	require.False(t, holds(), "nor of what it said before it was changed")
}

func TestACharacterThatLooksLikeAnotherIsFound(t *testing.T) {
	x := indexOf(append(slices.Clone(titles),
		fulltext.Doc{Key: 21, Title: "冶金企业安全整治方案"}, fulltext.Doc{Key: 22, Title: "管网改造公告"}, fulltext.Doc{Key: 23, Title: "基金管理办法"})...)
	for query, want := range map[string]int64{"治金": 21, "冶金企亚": 21, "菅网": 22, "基金菅理": 23} {
		got := x.Search(ask(query))
		require.NotEmpty(t, got.Hits, query)
		assert.Equal(t, want, got.Hits[0].Key, query)
		assert.Contains(t, []fulltext.Found{fulltext.Alike, fulltext.Nearest}, got.Found, "a guess says that it is one")
	}
}
