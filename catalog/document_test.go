package catalog_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

// lifeTable is the table of transitions as the manual prints it.
func lifeTable() string {
	var b strings.Builder
	b.WriteString("| 从 | 做什么 | 到 | 谁来做 | 需要 | 依据 |\n|---|---|---|---|---|---|\n")
	for _, row := range catalog.Transitions() {
		from := row.From.Chinese()
		if row.From == "" {
			from = "（新）"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", from, row.Kind.Chinese(), row.To.Chinese(), row.By, row.Needs, row.Basis)
	}
	return b.String()
}

// keyTable is the table of the names that a record's elements have in files.
func keyTable() string {
	var b strings.Builder
	b.WriteString("| JSON | 表头 |\n|---|---|\n")
	for _, f := range catalog.FieldNames() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", f[0], strings.Join(f[1:], "、"))
	}
	return b.String()
}

// ruleTable is the table of what findings are about.
func ruleTable() string {
	var b strings.Builder
	b.WriteString("| 规则 | 轻重 | 查什么 |\n|---|---|---|\n")
	for _, r := range catalog.Rules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Rule, r.Severity, r.Text)
	}
	return b.String()
}

// weighed holds findings against the table of rules.
func weighed(t *testing.T, fs []catalog.Finding) {
	t.Helper()
	known := map[catalog.Rule]catalog.Severity{}
	for _, r := range catalog.Rules() {
		known[r.Rule] = r.Severity
	}
	for _, f := range fs {
		want, ok := known[f.Rule]
		assert.True(t, ok, "%s is not in Rules", f.Rule)
		assert.Equal(t, want, f.Severity, f.Rule)
	}
}

func TestTheManualSaysWhatTheCodeDoes(t *testing.T) {
	manual, err := os.ReadFile("../docs/catalogue.md")
	require.NoError(t, err)
	for name, table := range map[string]string{"life": lifeTable(), "keys": keyTable(), "rules": ruleTable()} {
		assert.Contains(t, string(manual), table, "docs/catalogue.md: the table of %s is not the code's; it must read:\n%s", name, table)
	}
	for _, s := range catalog.Schemes() {
		assert.Contains(t, string(manual), "`"+s.Pattern()+"`")
	}
}
