package accounts_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/accounts"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// sound is a table that adds up.
const sound = "单位：元\n科目编码,科目名称,合计,基本支出,项目支出\n205,教育支出,\"250,000\",0,\"250,000\"\n,合计,\"250,000\",0,\"250,000\"\n"

// shelf keeps files in memory.
type shelf fstest.MapFS

func (s shelf) put(_ context.Context, name string, r io.Reader) error {
	data, err := io.ReadAll(r)
	s[name] = &fstest.MapFile{Data: data}
	return err
}

// books are those that are kept on the shelf.
func (s shelf) books() (*budget.Books, error) {
	folder, err := fstest.MapFS(s).Sub(accounts.Folder)
	if err != nil {
		return nil, err
	}
	return budget.Open(folder)
}

func handed(files ...clerk.Upload) clerk.Tables {
	return clerk.Tables{Organ: "某区教育局", Year: 2026, Source: "某区网站", Files: files}
}

func csv(text string) clerk.Upload {
	return clerk.Upload{Name: "支出预算总表.csv", Data: []byte(text)}
}

// What is handed in at the desk is checked, kept, and then in the books.
func ExampleOf() {
	files := shelf{}
	books, err := files.books()
	if err != nil {
		log.Fatal(err)
	}
	desk := clerk.Config{Accounts: accounts.Of(books, files.put)}
	tables := handed(csv(sound))
	checked, err := desk.Accounts.Check(context.Background(), tables)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(checked.Tables, checked.Sound(), checked.Again)
	if err := desk.Accounts.Keep(context.Background(), tables); err != nil {
		log.Fatal(err)
	}
	s, found := books.Find("某区教育局", 2026, budget.Budget)
	fmt.Println(s.Title(), found)
	// Output:
	// [支出预算总表] true false
	// 某区教育局2026年度预算 true
}

func TestWhatIsHandedInAgainIsSaidToBeAndTakesThePlaceOfTheFirst(t *testing.T) {
	files := shelf{}
	books, err := files.books()
	require.NoError(t, err)
	desk := accounts.Of(books, files.put)
	require.NoError(t, desk.Keep(t.Context(), handed(csv(sound))))
	again := handed(csv(strings.ReplaceAll(sound, "250,000", "260,000")))
	checked, err := desk.Check(t.Context(), again)
	require.NoError(t, err)
	assert.True(t, checked.Again)
	final := again
	final.Final = true
	checked, err = desk.Check(t.Context(), final)
	require.NoError(t, err)
	assert.False(t, checked.Again, "an account is not the budget")
	require.NoError(t, desk.Keep(t.Context(), again))
	require.Len(t, files, 1)
	s, _ := books.Find("某区教育局", 2026, budget.Budget)
	assert.Equal(t, "260000", s.Tables[0].Rows[0].Cells[0].Decimal().String())
}

func TestAFindingNamesTheCellTheDifferenceAndWhereToLookFirst(t *testing.T) {
	books, err := shelf{}.books()
	require.NoError(t, err)
	checked, err := accounts.Of(books, nil).Check(t.Context(), handed(csv(strings.Replace(sound, ",合计,\"250,000\"", ",合计,\"205,000\"", 1))))
	require.NoError(t, err)
	assert.False(t, checked.Sound())
	require.NotEmpty(t, checked.Findings)
	var said []string
	for _, f := range checked.Findings {
		if f.Severity == disclosure.Wrong {
			said = append(said, f.Where+" "+f.Text)
		}
	}
	words := strings.Join(said, "\n")
	for _, want := range []string{"支出预算总表.csv 第4行第3列", "差", "舍入允许", "先看："} {
		assert.Contains(t, words, want)
	}
}

func TestAFileThatCannotBeReadIsAFindingAndTheOthersAreRead(t *testing.T) {
	books, err := shelf{}.books()
	require.NoError(t, err)
	desk := accounts.Of(books, nil)
	for name, c := range map[string]struct {
		file clerk.Upload
		want string
	}{
		"an old workbook":    {clerk.Upload{Name: "旧表.xls", Data: []byte("x")}, "另存为 .xlsx"},
		"no workbook":        {clerk.Upload{Name: "坏的.xlsx", Data: []byte("x")}, "工作簿打不开"},
		"no table":           {clerk.Upload{Name: "随便.csv", Data: []byte("甲,乙\n1,2\n")}, "没有找到预决算表"},
		"another kind":       {clerk.Upload{Name: "说明.docx", Data: []byte("x")}, "文件读不了"},
		"no statement of us": {clerk.Upload{Name: "别的.json", Data: []byte("{}")}, "文件读不了"},
	} {
		t.Run(name, func(t *testing.T) {
			checked, err := desk.Check(t.Context(), handed(c.file))
			require.NoError(t, err)
			require.Len(t, checked.Findings, 1)
			assert.Equal(t, c.file.Name, checked.Findings[0].Where)
			assert.Contains(t, checked.Findings[0].Text, c.want)
			assert.Empty(t, checked.Tables)
			checked, err = desk.Check(t.Context(), handed(c.file, csv(sound)))
			require.NoError(t, err)
			assert.Equal(t, []string{"支出预算总表"}, checked.Tables)
			assert.False(t, checked.Sound(), "one file of the set is missing")
		})
	}
}

func TestAStatementThatTheBooksCouldNotReadIsNotKept(t *testing.T) {
	files := shelf{}
	require.Error(t, accounts.Keep(t.Context(), files.put, budget.Statement{Organ: "某区教育局", Year: 2026}))
	assert.Empty(t, files)
	full := errors.New("no space")
	err := accounts.Keep(t.Context(), func(context.Context, string, io.Reader) error { return full }, budget.Statement{Organ: "某区教育局", Year: 2026, Stage: budget.Final})
	assert.ErrorIs(t, err, full)
}
