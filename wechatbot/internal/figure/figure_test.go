package figure_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// books are the saved statements of the example.
func books() (*budget.Books, error) {
	return budget.Open(os.DirFS("../../../examples/xingqing/data/books"))
}

func ExampleNames_In() {
	kept, err := books()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range figure.NewNames(kept).In("请客吃饭和基本支出各多少", "") {
		fmt.Println(n.Ask.Spoken())
	}
	// Output:
	// 公务接待费
	// 基本支出
}

// Every line of the books that has a name of its own is found by it, with an amount, or
// with none where the line is blank.
func TestAFigureIsFoundByTheNameThatTheBooksHave(t *testing.T) {
	kept, err := books()
	require.NoError(t, err)
	found := 0
	for s := range kept.All() {
		for _, name := range []string{"基本支出", "项目支出", "会议费", "公务接待费"} {
			if f, ok := (figure.Ask{Name: name}).In(s); ok {
				found++
				assert.Contains(t, f.Name, name)
				assert.True(t, f.Amount.IsNumber())
			}
		}
	}
	assert.Positive(t, found)
}

// What is named stands in the text, each place behind the one before.
func FuzzNames(f *testing.F) {
	kept, err := books()
	require.NoError(f, err)
	names := figure.NewNames(kept)
	for _, text := range []string{"", "公务接待费和住房公积金", "2023公益岗", "公车运行和买车，出国和吃喝", "3公\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, n := range names.In(text, "") {
			require.LessOrEqual(t, n.From, n.To)
			require.LessOrEqual(t, end, n.To)
			require.LessOrEqual(t, n.To, len(text))
			end = n.To
		}
		figure.Asked(text)
	})
}

func TestARateAndANumberOfOrgansAreNoFigureOfTheBooks(t *testing.T) {
	for text, want := range map[string]bool{
		"一共多少个预算单位":  true,
		"有几个部门超预算":   true,
		"最低工资标准是多少":  true,
		"差旅费标准":      true,
		"几个街道":       true,
		"局长工资多少":     true,
		"养老金涨多少":     true,
		"养老金支出多少":    false,
		"工资福利支出多少":   false,
		"几个部门的三公经费":  true,
		"标准化建设花了多少钱": false,
	} {
		assert.Equal(t, want, figure.Counts(text), text)
	}
}

// The lines under a line add up to it, as far as the saved statements have them.
func TestTheLinesUnderALineAddUpToIt(t *testing.T) {
	kept, err := books()
	require.NoError(t, err)
	s, has := kept.Find("上海市普陀区人民政府万里街道办事处", 2024, budget.Budget)
	require.True(t, has)
	for _, name := range []string{"社会保障和就业支出", "一般公共服务支出", "工资福利支出"} {
		f, found := figure.NamedLine(s, name)
		require.True(t, found, name)
		under := figure.Under(s, f)
		require.NotEmpty(t, under, name)
		sum := under[0].Amount.Decimal()
		for _, u := range under[1:] {
			sum = sum.Add(u.Amount.Decimal())
		}
		assert.True(t, sum.Equal(f.Amount.Decimal()), name)
	}
	f, found := figure.PublicFigure(s, "公务接待费")
	require.True(t, found)
	assert.Empty(t, figure.Under(s, f))
}
