package disclosure_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

var update = flag.Bool("update", false, "write the generated tables into the documentation")

const (
	tableBegins = "<!-- generated: go test ./disclosure -run TestDocumented -update -->\n"
	tableEnds   = "<!-- end -->\n"
)

func TestDocumentedTransitionsAreThoseInForce(t *testing.T) {
	documented(t, "../docs/requests.md", table())
}

func TestDocumentedRulesAreThoseInForce(t *testing.T) {
	documented(t, "../docs/rules.md", rulesTable())
}

// documented holds a page's table against the one made from the data.
func documented(t *testing.T, file, table string) {
	t.Helper()
	page, err := os.ReadFile(file)
	require.NoError(t, err)
	head, rest, found := bytes.Cut(page, []byte(tableBegins))
	require.True(t, found)
	_, tail, found := bytes.Cut(rest, []byte(tableEnds))
	require.True(t, found)
	want := slices.Concat(head, []byte(tableBegins+table+tableEnds), tail)
	if *update {
		require.NoError(t, os.WriteFile(file, want, 0o644))
		return
	}
	assert.Equal(t, string(want), string(page), "run the test with -update")
}

func rulesTable() string {
	var b strings.Builder
	b.WriteString("| 期限 | 2008年5月1日起（国务院令第492号） | 2019年5月15日起（国务院令第711号） | 2021年1月1日起（国办函〔2020〕109号） |\n|---|---|---|---|\n")
	days := []string{"2008-05-01", "2019-05-15", "2021-01-01"}
	line := func(name string, cell func(disclosure.Rules) string) {
		fmt.Fprintf(&b, "| %s |", name)
		for _, d := range days {
			parsed, _ := civil.ParseDate(d)
			fmt.Fprintf(&b, " %s |", cell(disclosure.RulesOn(parsed)))
		}
		b.WriteString("\n")
	}
	term := func(name string, of func(disclosure.Rules) disclosure.Term) {
		line(name, func(r disclosure.Rules) string {
			if t := of(r); !t.IsZero() {
				return t.String() + "，" + t.Article
			}
			return ""
		})
	}
	term("主动公开", func(r disclosure.Rules) disclosure.Term { return r.Publish })
	term("答复", func(r disclosure.Rules) disclosure.Term { return r.Reply })
	term("延长答复，最长", func(r disclosure.Rules) disclosure.Term { return r.Extension })
	term("一次性告知补正", func(r disclosure.Rules) disclosure.Term { return r.Correction })
	term("第三方提出意见", func(r disclosure.Rules) disclosure.Term { return r.ThirdParty })
	term("共同制作机关提出意见", func(r disclosure.Rules) disclosure.Term { return r.CoProducer })
	term("缴纳信息处理费", func(r disclosure.Rules) disclosure.Term { return r.Payment })
	line("征求意见不计入", func(r disclosure.Rules) string { return r.NotCounted })
	line("数量、频次明显超过合理范围", func(r disclosure.Rules) string { return r.Excessive })
	for _, c := range disclosure.Channels() {
		line("收到之日："+c.Chinese(), func(r disclosure.Rules) string {
			receipt := r.Receipt(c)
			if receipt.Arrival {
				return "到达、签收或者提交之日，" + receipt.Article
			}
			return "双方确认之日，" + receipt.Article
		})
	}
	outcomesTable(&b)
	return b.String()
}

func outcomesTable(b *strings.Builder) {
	b.WriteString("\n| 表三 | 办理结果 | 2008年条例 | 2019年条例 |\n|---|---|---|---|\n")
	for _, o := range disclosure.Outcomes() {
		old, _ := civil.ParseDate("2008-05-01")
		now, _ := civil.ParseDate("2019-05-15")
		fmt.Fprintf(b, "| %s | %s `%s` | %s | %s |\n", o.Code(), o.Chinese(), o, o.Article(old), o.Article(now))
	}
}

func table() string {
	var b strings.Builder
	b.WriteString("| 状态 | 事项 | 由谁 | 条件 | 之后 | 期限 | 告知申请人 | 依据 |\n|---|---|---|---|---|---|---|---|\n")
	for _, row := range disclosure.Transitions() {
		from := make([]string, len(row.From))
		for i, s := range row.From {
			from[i] = s.Chinese()
		}
		to, tell := "不变", ""
		if row.To != disclosure.Same {
			to = row.To.Chinese()
		}
		if row.Tell {
			tell = "是"
		}
		fmt.Fprintf(&b, "| %s | %s `%s` | %s | %s | %s | %s | %s | %s |\n", strings.Join(from, "、"), row.On.Chinese(), row.On,
			strings.Join(row.By, ", "), row.If, to, row.Clock.Chinese(), tell, row.Article)
	}
	return b.String()
}
