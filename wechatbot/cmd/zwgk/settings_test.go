package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAMisspeltSettingIsRefusedAndAKnownOneIsRead(t *testing.T) {
	d := sit(t)
	for name, row := range map[string]struct{ text, says string }{
		"a key that nobody knows":   {`{"aeskye": "k"}`, `there is no setting "aeskye"`},
		"settings under a command":  {`{"serve": {"appid": "wx"}}`, `there is no setting "serve"`},
		"a file that is cut off":    {"{\n\"by\": \"甲\",", "line 2: unexpected end"},
		"a comma where none may be": {"{\n\n,}", "line 3: invalid character"},
		"a list":                    {`["by"]`, "cannot unmarshal array"},
	} {
		t.Run(name, func(t *testing.T) {
			code, said := d.types("--config", d.file("broken.json", row.text), "due")
			assert.Equal(t, 2, code)
			assert.Contains(t, said, row.says)
			assert.Contains(t, said, "broken.json")
		})
	}
	key := d.file("away.key", strings.Repeat("ab", 32))
	code, said := d.types("--config", d.file("good.json", `{"key": "`+filepath.ToSlash(key)+`", "reply-alone": true, "sso_header": "X-User"}`), "due")
	assert.Zero(t, code, said)
}

func TestWhatIsWrongWithTheDatabaseOrItsKeyNamesTheFile(t *testing.T) {
	d := sit(t)
	require.NoError(t, os.WriteFile(filepath.Join(d.dir, "text.db"), []byte("hello, this is no database at all\n"), 0o600))
	key, other := d.file("a.key", strings.Repeat("ab", 32)), d.file("b.key", strings.Repeat("cd", 32))
	in := func(args ...string) string {
		var out said
		assert.Equal(t, 2, run(t.Context(), args, terminal{in: strings.NewReader(""), out: &out, err: &out, now: func() time.Time { return noon }}))
		return out.String()
	}
	text := in("--db", filepath.Join(d.dir, "text.db"), "--key", key, "due")
	assert.Contains(t, text, "text.db is no SQLite database")
	assert.Equal(t, 1, strings.Count(text, "\n"), text)
	assert.Contains(t, in("--db", filepath.Join(d.dir, "nowhere", "a.db"), "due"), "the key of a new database cannot be written beside it")
	assert.Contains(t, in("--db", "postgres:///nowhere", "due"), "openssl rand -hex 32")

	assert.Contains(t, in("--db", filepath.Join(d.dir, "new.db"), "serve", "--appid", "wx0000000000000000", "--secret", "s", "--token", "t", "--posts", "2026-11-23"), `"2026-11-23" is no moment such as 2026-11-23T00:00:00+08:00`)

	var out said
	file := filepath.Join(d.dir, "sealed.db")
	require.Zero(t, run(t.Context(), []string{"--db", file, "due"}, terminal{in: strings.NewReader(""), out: &out, err: &out, now: func() time.Time { return noon }}), out.String())
	assert.Contains(t, in("--db", file, "--key", other, "due"), "b.key is not the key that "+file+" was begun with")
}
