package budget_test

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

func TestEveryTermIsShortAndNamedOnce(t *testing.T) {
	seen := map[string]string{}
	for _, x := range budget.Glossary() {
		assert.LessOrEqual(t, utf8.RuneCountInString(x.Text), 100, x.Term)
		for _, name := range append([]string{x.Term}, x.Also...) {
			got, ok := budget.Explain(name)
			require.True(t, ok, name)
			assert.Equal(t, x.Term, got.Term, "%s is also %s", name, seen[name])
			seen[name] = x.Term
		}
	}
}

func TestWordsAreFoundAsPeopleWriteThem(t *testing.T) {
	for word, want := range map[string]string{
		"“三公”经费": "三公经费", "（一）基本支出": "基本支出", "因公出国(境)费用": "因公出国（境）费", "公务接待": "公务接待费", "一般公共预算资金": "一般公共预算",
	} {
		got, ok := budget.Explain(word)
		require.True(t, ok, word)
		assert.Equal(t, want, got.Term)
	}
	_, ok := budget.Explain("天气")
	assert.False(t, ok)
	_, ok = budget.Explain("")
	assert.False(t, ok)
}

func TestAStatementExplainsTheTermsItUses(t *testing.T) {
	var got []string
	for _, x := range guizi(t).Glossary() {
		got = append(got, x.Term)
	}
	assert.Equal(t, []string{"预算", "决算", "年初预算数", "国有资本经营预算", "财政拨款收入", "基本支出", "项目支出", "三公经费", "因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务用车购置及运行费", "公务接待费"}, got)
}

func ExampleExplain() {
	t, _ := budget.Explain("预备费")
	fmt.Println(t.Text, t.Law)
	// Output: 预算里预先留出的钱，占一般公共预算支出的1%至3%，用于当年自然灾害等突发事件和其他难以预见的开支。 预算法第四十条
}

func ExampleMentioned() {
	g, _ := budget.Mentioned("年末结转结余这个术语怎么理解")
	fmt.Println(g.Term)
	// Output: 年末结转和结余
}
