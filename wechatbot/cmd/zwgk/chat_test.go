package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// chatted runs zwgk chat on a database and returns what the terminal showed.
func chatted(t *testing.T, db string, lines ...string) string {
	t.Helper()
	var out bytes.Buffer
	code := run(context.Background(), []string{"--db", db, "--office", "../../../examples/xingqing/data/office.json", "chat"}, terminal{in: strings.NewReader(strings.Join(lines, "\n") + "\n"), out: &out, err: &out,
		now: func() time.Time { return time.Date(2026, time.November, 23, 4, 0, 0, 0, time.UTC) }})
	require.Zero(t, code, out.String())
	return out.String()
}

func TestTheOfficeCanBeTalkedToInTheTerminal(t *testing.T) {
	dir := t.TempDir()
	db, script := filepath.Join(dir, "office.db"), filepath.Join(dir, "saved.txt")
	said := chatted(t, db, "帮助", "/why", "我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交",
		"/date 2026-11-30", "我的申请", "/as 乙", "我的申请", "/save "+script, "/save "+script, "/date 明天", "/nonsense", "/menu 帮助", "/quit")
	for _, want := range []string{"演练：不连微信", "我能帮您做这些", "识别为：帮助", "用了文案：help", "申请编号：2026-", "今天是 2026-11-30", "乙> ", "还没有用这个微信提交过申请",
		"已存到 " + script, "已经有了", "日期写成 2026-12-01", "/save 文件"} {
		assert.Contains(t, said, want)
	}
	photo := filepath.Join(dir, "photo.jpg")
	require.NoError(t, os.WriteFile(photo, []byte("\xff\xd8\xff\xe0 photo"), 0o600))
	shown := chatted(t, filepath.Join(dir, "other.db"), "投诉", "/picture "+photo, "/picture none", "/voice 帮助", "/place 38.5,106.3", "/place 这里", "/quit")
	for _, want := range []string{"已附上1个文件", "没有办成", "我能帮您做这些", "代办", "位置写成"} {
		assert.Contains(t, shown, want)
	}
	assert.NotContains(t, said, "weixin://", "options are numbers here")

	// What was submitted is the office's, and the same name is the same person.
	assert.Contains(t, chatted(t, db, "我的申请"), "某个项目的环评批复")
	f, err := os.Open(script)
	require.NoError(t, err)
	defer f.Close()
	steps, err := wechattest.ReadScript(f)
	require.NoError(t, err)
	var text bytes.Buffer
	steps.WriteTo(&text)
	assert.Contains(t, text.String(), "日期：2026-11-23\n")
	assert.Contains(t, text.String(), "甲：提交\n公众号：申请已提交。\n公众号：申请编号：{编号}\n")
	assert.Contains(t, text.String(), "日期：2026-11-30\n甲：我的申请\n")
}

// A line that cannot be read does not end the chat as if nothing more had been said.
func TestAChatThatCannotBeReadToItsEndSaysSo(t *testing.T) {
	var out bytes.Buffer
	code := run(context.Background(), []string{"--db", filepath.Join(t.TempDir(), "office.db"), "chat"}, terminal{in: strings.NewReader("帮助\n" + strings.Repeat("长", 1<<16) + "\n再见\n"), out: &out, err: &out, now: time.Now})
	assert.Equal(t, 2, code)
	assert.Contains(t, out.String(), "token too long")
}

func TestAChatNeedsADay(t *testing.T) {
	var out bytes.Buffer
	assert.Equal(t, 2, run(context.Background(), []string{"--db", filepath.Join(t.TempDir(), "x.db"), "chat", "--date", "2026"}, terminal{in: strings.NewReader(""), out: &out, err: &out, now: time.Now}))
	assert.Contains(t, out.String(), "日期写成 2026-12-01")
}
