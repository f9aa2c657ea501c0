package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/internal/browsing"
)

// dictates runs a command line with something on standard input.
func (d deskOf) dictates(in string, args ...string) (int, string) {
	var said bytes.Buffer
	code := run(context.Background(), append([]string{"--db", filepath.Join(d.dir, "office.db")}, args...),
		terminal{in: strings.NewReader(in), out: &said, err: &said, now: func() time.Time { return noon }})
	return code, said.String()
}

func TestWhoSitsAtTheDesk(t *testing.T) {
	d := sit(t)
	code, said := d.dictates("short\n", "clerk", "add", "经办", "--role", "drafter")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "至少10个字")
	code, said = d.dictates("correct horse battery\n", "clerk", "add", "经办", "--role", "drafter,head")
	require.Zero(t, code, said)
	assert.Contains(t, said, "已登记：经办（拟稿、负责人）")
	code, said = d.dictates("", "clerk", "add", "审核", "--role", "reviewer", "--no-password")
	require.Zero(t, code, said)
	code, said = d.dictates("another horse battery", "clerk", "add", "经办", "--role", "drafter")
	require.Zero(t, code, said)
	assert.Contains(t, said, "已更新：经办（拟稿）")
	code, said = d.dictates("", "clerk")
	require.Zero(t, code, said)
	assert.Contains(t, said, "共2人")
	assert.Contains(t, said, "只能单点登录")
	assert.NotContains(t, said, "horse")
	assert.NotContains(t, said, "$2")
	code, said = d.dictates("", "clerk", "remove", "审核")
	require.Zero(t, code, said)
	code, _ = d.dictates("", "clerk", "remove", "审核")
	assert.Equal(t, 2, code)
	code, said = d.dictates("x", "clerk", "add", "某", "--role", "king")
	assert.Equal(t, 2, code, said)
}

func TestTheDeskOpensOnceSomebodyMaySitAtIt(t *testing.T) {
	d := sit(t)
	v := browsing.Visit(t, "")
	out, stop := d.serves(v)
	code, body := v.Get("/desk/")
	assert.Equal(t, http.StatusNotFound, code)
	assert.Contains(t, body, "zwgk clerk add")
	added, words := d.dictates("correct horse battery\n", "clerk", "add", "经办", "--role", "drafter")
	require.Zero(t, added, words)
	code, _ = v.Get("/desk/")
	assert.Equal(t, http.StatusUnauthorized, code)
	v.Post("/desk/signin", url.Values{"name": {"经办"}, "password": {"correct horse battery"}})
	for _, path := range []string{"/desk/", "/desk/posts", "/desk/posts/mass", "/desk/grids", "/desk/items", "/desk/requests", "/desk/questions", fmt.Sprintf("/desk/report/%d", time.Now().Year()-1), "/desk/trail"} {
		code, body = v.Get(path)
		assert.Equal(t, http.StatusOK, code, path)
		assert.Contains(t, body, "政务公开台", path)
	}
	stop()
	assert.NotContains(t, out.String(), "horse")

	code, words = d.types("serve", "--appid", "wx0000000000000000", "--secret", "s", "--token", "t", "--people", d.file("people.json", "[]"), "--sso-header", "X-User", "--sso-proxy", "nowhere")
	assert.Equal(t, 2, code)
	assert.Contains(t, words, `"nowhere" is not an address`)
}
