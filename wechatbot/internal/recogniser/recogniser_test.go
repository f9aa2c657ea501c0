package recogniser_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/recogniser"
)

var sayings = []recogniser.Saying{
	{"问预决算", "三公经费多少"}, {"问预决算", "去年公务接待费花了多少钱"}, {"问预决算", "人均三公经费"}, {"问预决算", "买车花了多少"},
	{"我的申请", "我的申请办到哪了"}, {"我的申请", "申请有结果了吗"}, {"我的申请", "查一下进度"}, {"我的申请", "申请怎么还没答复"},
	{"投诉", "路灯坏了没人修"}, {"投诉", "楼下烧烤摊太吵了"}, {"投诉", "垃圾三天没人收"}, {"投诉", "窗口态度太差"},
}

func ExampleModel_Guess() {
	m := recogniser.Fit([]recogniser.Saying{{"问预决算", "三公经费花了多少"}, {"投诉", "路灯坏了没人修"}})
	want, sure := m.Guess("经费花了多少钱")
	fmt.Println(want, sure > 0.5)
	// Output: 问预决算 true
}

func TestModelHearsWhatIsLikeASaying(t *testing.T) {
	m := recogniser.Fit(sayings)
	for text, want := range map[string]string{"前年接待费花了多少": "问预决算", "申请办完了没有结果": "我的申请", "小区路灯坏了好几天": "投诉"} {
		got, sure := m.Guess(text)
		assert.Equal(t, want, got, text)
		assert.Greater(t, sure, 0.5, text)
	}
	got, sure := m.Guess("請問，三公經費多少？")
	assert.Equal(t, "问预决算", got)
	assert.Equal(t, 1.0, sure, "a saying word for word")
	_, known := m.Said("")
	assert.False(t, known)
}

func TestLikenessCountsWhatIsRare(t *testing.T) {
	m := recogniser.Fit(sayings)
	like := func(text, in string) float64 { return m.Likeness(recogniser.GistOf(text), recogniser.GistOf(in)) }
	assert.InDelta(t, 1, like("三公经费", "三公经费"), 1e-9)
	assert.Greater(t, like("三公经费", "三公经费多少"), like("三公", "公三"))
	assert.Zero(t, like("三公经费", "路灯"))
	assert.Zero(t, like("", "路灯"))
}

// The same sayings make the same model, and any text has an answer.
func FuzzGuess(f *testing.F) {
	a, b := recogniser.Fit(sayings), recogniser.Fit(sayings)
	for _, s := range []string{"", "三公", "2024年１２", "\xff", "𠮷野家"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, sure := a.Guess(text)
		require.NotEmpty(t, want)
		require.True(t, sure >= 0 && sure <= 1, sure)
		same, surely := b.Guess(text)
		require.Equal(t, want, same)
		require.Equal(t, sure, surely)
	})
}
