package catalog

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// RuleLimitUnread is a 公开时限 that cannot be read as a limit.
const RuleLimitUnread Rule = "limit-unreadable"

// RuleSinceUnread is a 起算日期 that is no day.
const RuleSinceUnread Rule = "since-unreadable"

// itemColumns are the columns of the standard catalogues at the grassroots
// (基层政务公开标准目录), by how their names begin.
var itemColumns = []struct{ begins, key string }{
	{"序号", "id"}, {"编号", "id"}, {"公开事项", "name"}, {"一级事项", "name"}, {"二级事项", "name2"}, {"公开内容", "content"},
	{"公开依据", "basis"}, {"公开时限", "limit"}, {"公开主体", "organ"}, {"公开渠道", "channels"}, {"公开对象", "audience"},
	{"公开方式", "mode"}, {"公开层级", "level"}, {"栏目", "column"}, {"起算", "since"},
}

// ReadItems reads a standard catalogue from CSV, in UTF-8 or GB18030, with the
// columns 序号, 公开事项 (or 一级事项 and 二级事项), 公开内容（要素）, 公开依据, 公开时限,
// 公开主体, 公开渠道和载体, 公开对象, 公开方式, 公开层级, and 栏目 and 起算日期 where the
// office adds them. 同上, and an empty 一级事项, take the value of the row above. A row whose
// limit cannot be read comes with a finding and a limit that is not set.
func ReadItems(r io.Reader) ([]Item, []Finding, error) {
	lines := &lineReader{r: bufio.NewReaderSize(decodeChinese(r), 1<<16)}
	head, _, err := lines.row()
	if err != nil {
		return nil, nil, fmt.Errorf("catalog: read items: %w", err)
	}
	keys := itemKeys(head)
	var items []Item
	var fs []Finding
	above := map[string]string{}
	for {
		cells, line, err := lines.row()
		if errors.Is(err, io.EOF) {
			return items, fs, nil
		}
		var bad *csv.ParseError
		if err != nil && !errors.As(err, &bad) {
			return nil, nil, fmt.Errorf("catalog: read items: %w", err)
		}
		if bad != nil {
			fs = append(fs, Finding{Rule: RuleBadRow, Severity: Error, Where: "整行", Line: line, Text: "引号不配对，这一行没有读入。"})
			continue
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		item, found := readItem(keys, cells, above)
		for i := range found {
			found[i].Line = line
		}
		items, fs = append(items, item), append(fs, found...)
	}
}

func itemKeys(head []string) []string {
	keys := make([]string, len(head))
	for i, name := range head {
		for _, c := range itemColumns {
			if strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")), c.begins) {
				keys[i] = c.key
			}
		}
	}
	return keys
}

// readItem reads one row; above holds the values of the row above and takes
// this row's.
func readItem(keys, cells []string, above map[string]string) (Item, []Finding) {
	v := map[string]string{}
	for i, key := range keys {
		if key == "" || i >= len(cells) {
			continue
		}
		s := strings.TrimSpace(unguard(cells[i]))
		if s == "同上" || s == "" && key == "name" {
			s = above[key]
		}
		v[key], above[key] = s, s
	}
	item := Item{
		ID: v["id"], Name: v["name"], Content: v["content"], Basis: v["basis"], Organ: v["organ"],
		Audience: v["audience"], Level: v["level"], Column: Column(v["column"]), Channels: chosen(v["channels"]),
	}
	if v["name2"] != "" {
		item.Name = strings.TrimPrefix(item.Name+"/"+v["name2"], "/")
	}
	if strings.HasPrefix(v["mode"], "依申请") {
		item.Mode = OnRequest
	}
	var fs []Finding
	var err error
	if item.Since, err = civil.ParseDate(v["since"]); err != nil && v["since"] != "" {
		fs = append(fs, Finding{
			Rule: RuleSinceUnread, Severity: Warning, Where: "起算日期", Text: "起算日期不是年-月-日，这一事项从目录开始使用的那一年算起。", Want: "2026-01-01", Got: excerpt(v["since"]),
		})
	}
	if item.Limit, err = disclosure.ParseLimit(v["limit"]); err != nil {
		fs = append(fs, Finding{
			Rule: RuleLimitUnread, Severity: Warning, Where: "公开时限", Text: "公开时限读不懂，这一事项不能自动提醒。", Got: excerpt(v["limit"]),
		})
	}
	return item, fs
}

// chosen reads the channels: those behind ■ where boxes are printed, else all.
func chosen(s string) []string {
	boxed := strings.Contains(s, "■")
	var out []string
	for _, c := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n、；;，,", r) || !boxed && r == ' ' }) {
		for i, one := range strings.Split(c, "■") {
			if boxed && i == 0 {
				continue // before the first box
			}
			one, _, _ = strings.Cut(one, "□")
			if one = strings.TrimSpace(one); one != "" {
				out = append(out, one)
			}
		}
	}
	return out
}
