package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// The rules of reading a file.
const (
	RuleUnknownField Rule = "unknown-field"
	RuleBadValue     Rule = "bad-value"
	RuleBadRow       Rule = "bad-row"
)

// MaxRecord is the most bytes that one record of a file may take.
const MaxRecord = 8 << 20

// ReadRecord reads one record from JSON. Keys are those of Record or the
// Chinese names of a catalogue table — 索引号 名称 内容概述 生成日期 发布机构 文号
// 主题分类 体裁分类 栏目 公开时限 公开属性 关键词 正文 附件 起草人 审查人 审查日期 审查结果 …
// — and dates may be written in any of the usual ways. What cannot be read or
// is not known becomes a finding and the rest is taken; only JSON that cannot
// be parsed is an error. What an office alone decides — id, version, status —
// is not read.
func ReadRecord(r io.Reader) (Record, []Finding, error) {
	body, err := io.ReadAll(io.LimitReader(r, MaxRecord+1))
	if err != nil {
		return Record{}, nil, fmt.Errorf("catalog: read record: %w", err)
	}
	if len(body) > MaxRecord {
		return Record{}, nil, fmt.Errorf("catalog: read record: over %d bytes", MaxRecord)
	}
	return parseRecord(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
}

func parseRecord(body []byte) (Record, []Finding, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(body, &object); err != nil {
		return Record{}, nil, fmt.Errorf("catalog: read record: %w", err)
	}
	var rec Record
	known := fields()
	found := rec.fill(known, "", object)
	return rec, found, nil
}

// own are the keys of a record that no file decides.
var own = []string{"id", "version", "status", "reason"}

// fill takes the members of an object; prefix is "review." inside the review.
func (r *Record) fill(known []field, prefix string, object map[string]json.RawMessage) []Finding {
	var fs []Finding
	for _, key := range slices.Sorted(maps.Keys(object)) {
		raw := bytes.TrimSpace(object[key])
		f, ok := fieldNamed(known, prefix+key)
		if !ok && prefix != "" {
			f, ok = fieldNamed(known, key)
		}
		var s string
		var inner map[string]json.RawMessage
		switch {
		case slices.Contains(own, key) || bytes.Equal(raw, []byte("null")):
		case ok && json.Unmarshal(raw, &s) == nil:
			fs = append(fs, r.take(f, s, 0, 0)...)
		case key == "review" && json.Unmarshal(raw, &inner) == nil:
			fs = append(fs, r.fill(known, "review.", inner)...)
		case ok || slices.Contains([]string{"validity", "links", "look", "waived"}, key):
			if !ok {
				f = field{key: prefix + key, names: []string{key}}
			}
			fs = append(fs, r.decode(f, raw)...)
		default:
			fs = append(fs, Finding{Rule: RuleUnknownField, Severity: Warning, Where: key, Text: "不认识这一项，没有读入。"})
		}
	}
	return fs
}

// decode reads a value that is no string, in the form of Record's own JSON.
func (r *Record) decode(f field, raw json.RawMessage) []Finding {
	var names []string
	if f.set != nil && f.key != "files" && json.Unmarshal(raw, &names) == nil {
		return r.take(f, strings.Join(names, "；"), 0, 0)
	}
	body := raw
	for _, key := range slices.Backward(strings.Split(f.key, ".")) {
		body = fmt.Appendf(nil, "{%q:%s}", key, body)
	}
	copied := *r
	if err := json.Unmarshal(body, &copied); err != nil {
		return []Finding{{Rule: RuleBadValue, Severity: Error, Where: f.names[0], Text: "这一项的写法不对，没有读入。"}}
	}
	*r = copied
	return nil
}

// take sets a field from text; what it cannot read is a finding.
func (r *Record) take(f field, s string, line, column int) []Finding {
	if err := f.set(r, s); err != nil {
		return []Finding{{
			Rule: RuleBadValue, Severity: Error, Where: f.names[0], Text: f.names[0] + err.Error() + "。",
			Got: excerpt(s), Line: line, Column: column,
		}}
	}
	return nil
}

// excerpt is the beginning of a value, masked, to be shown in a finding.
func excerpt(s string) string {
	r := []rune(Mask(strings.TrimSpace(s)))
	if len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return string(r)
}
