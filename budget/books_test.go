package budget_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// threePublic is a published 三公 table: 上海市普陀区人民政府万里街道办事处, the
// budgets of 2023 (22.91 万元) and 2024 (47.91 万元).
func threePublic(t testing.TB, year int, figures string) budget.Statement {
	table := read(t, "三公经费和机关运行经费预算表.csv",
		"单位:万元\n合计,因公出国(境)费,公务接待费,小计,购置费,运行费,机关运行经费预算数\n"+figures+"\n")
	return budget.Statement{Organ: "上海市普陀区人民政府万里街道办事处", Year: year, Stage: budget.Budget, Tables: []budget.Table{table}}
}

func TestThreePublicIsComparedYearOnYear(t *testing.T) {
	prev, cur := threePublic(t, 2023, "22.91,0,1.35,21.56,0,21.56,786.09"), threePublic(t, 2024, "47.91,0,1.35,46.56,25,21.56,443.18")
	p, ok := cur.ThreePublic()
	require.True(t, ok)
	assert.Equal(t, "25", p.Purchase.String())
	assert.Equal(t, "1.35", p.Reception.String())
	changes := budget.Compare(prev, cur)
	require.Len(t, changes, 4)
	assert.Equal(t, "25", changes[0].Diff().String())
	assert.Equal(t, "109.12", changes[0].Percent.String())
	assert.False(t, changes[1].HasPercent, "nothing was spent abroad: a zero base has no percentage")
}

func TestTablesOfSeveralFilesAreOneStatementOfWhoeverSaysWhoseTheyAre(t *testing.T) {
	whole := threePublic(t, 2024, "47.91,0,1.35,46.56,25,21.56,443.18")
	alone := budget.Statement{Tables: []budget.Table{{Title: "另一张表"}}}
	for _, joined := range []budget.Statement{alone.With(whole), whole.With(alone)} {
		assert.Len(t, joined.Tables, 2)
		assert.Equal(t, whole.Title(), joined.Title())
	}
	assert.Equal(t, "另一张表", alone.With(whole).Tables[0].Title)
	assert.Len(t, whole.Tables, 1, "what was joined is as it was")
}

// Two files that both say what an organ spent in a year: which of them is shown must not
// go by their names.
func TestBooksNameTwoFilesOfTheSameOrganYearAndStage(t *testing.T) {
	files := fstest.MapFS{}
	for name, figures := range map[string]string{"a.json": "22.91,0,1.35,21.56,0,21.56,786.09", "b.json": "47.91,0,1.35,46.56,25,21.56,443.18"} {
		var b bytes.Buffer
		require.NoError(t, budget.WriteJSON(&b, threePublic(t, 2023, figures)))
		files[name] = &fstest.MapFile{Data: b.Bytes()}
	}
	books, err := budget.Open(files)
	assert.ErrorContains(t, err, "b.json: budget: of the same organ, year and stage as a.json")
	assert.Len(t, books.Organs(), 1)
}

func TestBooksFindByOrganYearAndStageAndReload(t *testing.T) {
	files := fstest.MapFS{}
	add := func(s budget.Statement) {
		var b bytes.Buffer
		require.NoError(t, budget.WriteJSON(&b, s))
		files[fmt.Sprintf("books/%d.json", s.Year)] = &fstest.MapFile{Data: b.Bytes()}
	}
	add(threePublic(t, 2023, "22.91,0,1.35,21.56,0,21.56,786.09"))
	books, err := budget.Open(files)
	require.NoError(t, err)
	organ := books.Organs()[0]
	assert.Equal(t, []int{2023}, books.Years(organ))

	first := books.Edition()
	add(threePublic(t, 2024, "47.91,0,1.35,46.56,25,21.56,443.18"))
	files["books/broken.json"] = &fstest.MapFile{Data: []byte("{")}
	err = books.Reload()
	assert.ErrorContains(t, err, "books/broken.json")
	assert.NotEqual(t, first, books.Edition())
	s, ok := books.Find(organ, 2024, 0)
	require.True(t, ok, "a broken file takes nothing from the others")
	before, ok := books.Before(s)
	require.True(t, ok)
	assert.Equal(t, 2023, before.Year)
	_, ok = books.Find(organ, 2024, budget.Final)
	assert.False(t, ok)
}

func TestBooksThatThereAreNotKeepNothing(t *testing.T) {
	var none *budget.Books
	for _, books := range []*budget.Books{none, {}} {
		require.NoError(t, books.Reload())
		assert.Zero(t, books.Edition())
		assert.Empty(t, books.Organs())
		for range books.All() {
			t.Error("a statement of nobody")
		}
		assert.Empty(t, books.Years("示例区教育局"))
		_, found := books.Find("示例区教育局", 2023, budget.Budget)
		assert.False(t, found)
		_, found = books.Before(budget.Statement{Organ: "示例区教育局", Year: 2023})
		assert.False(t, found)
	}
}

func TestAFileInWhichNothingStandsHoldsNoTable(t *testing.T) {
	for _, text := range []string{"", "\n\n", ",,\n , \n"} {
		_, _, err := budget.ReadCSV(strings.NewReader(text), "支出决算表.csv")
		assert.ErrorIs(t, err, budget.ErrNoTable, "%q", text)
	}
}
