package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// calls runs a command line that calls a platform.
func (d deskOf) calls(p *wechattest.Platform, args ...string) (int, string) {
	var said bytes.Buffer
	a := p.Account()
	args = append(args, "--appid", a.AppID, "--secret", a.Secret, "--token", a.Token, "--aeskey", a.AESKey)
	code := run(context.Background(), append([]string{"--db", filepath.Join(d.dir, "office.db")}, args...),
		terminal{in: strings.NewReader(""), out: &said, err: &said, now: func() time.Time { return noon }, client: p.Client()})
	return code, said.String()
}

func TestAMassMessageFromTheCommandIsPreviewedSentOnceAndCounted(t *testing.T) {
	d, p := sit(t), wechattest.New()
	code, said := d.types("--by", "甲", "publish", d.file("record.json", record), "--reviewer", "乙")
	require.Zero(t, code, said)
	number := strings.Fields(said)[1]
	f := p.Known(nil, "丙", "oFollower")
	code, said = d.calls(p, "post", "preview", "--to", f.OpenID, number)
	assert.Equal(t, 2, code, "she does not follow yet: %s", said)
	code, said = d.calls(p, "post", "mass", number)
	require.Zero(t, code, said)
	assert.Contains(t, said, "微信已受理，1条")
	require.Len(t, p.Masses(), 1)
	code, said = d.calls(p, "post", "mass", number)
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "已经群发过")
	code, said = d.types("post", "quota")
	require.Zero(t, code, said)
	assert.Contains(t, said, "群发：本月已用1次，还剩3次\n发布：今天已用0次，还剩100次")
	code, said = d.types("post", "quota", "--subscription")
	require.Zero(t, code, said)
	assert.Contains(t, said, "群发：今天已用1次，还剩0次")
	code, said = d.types("post", number)
	require.Zero(t, code, said)
	assert.Contains(t, said, "群发 已发出")
}

func TestTheCalendarShowsWhatIsToBePostedAndTheSilentDays(t *testing.T) {
	d, p := sit(t), wechattest.New()
	code, said := d.types("post", "calendar")
	require.Zero(t, code, said)
	assert.Contains(t, said, "还没有发过文章")
	code, said = d.types("--by", "甲", "publish", d.file("record.json", record), "--reviewer", "乙")
	require.Zero(t, code, said)
	code, said = d.calls(p, "post", "mass", strings.Fields(said)[1])
	require.Zero(t, code, said)
	code, said = d.types("post", "calendar")
	require.Zero(t, code, said)
	assert.Contains(t, said, noon.AddDate(0, 0, 7).Format(time.DateOnly)+"\n  到这天还不发文，就满7天了")
	assert.Contains(t, said, noon.AddDate(0, 0, 10).Format(time.DateOnly)+"\n  到这天还不发文，就满10天了")
	assert.Contains(t, said, "已发出 群发")
	code, said = d.types("post", "calendar", "--days", "0")
	assert.Equal(t, 2, code, said)
}

func TestGridsAreCountedAndGetTheirCodes(t *testing.T) {
	d, p := sit(t), wechattest.New()
	file := d.file("grids.json", `[{"name":"凤凰北街","code":"001","tag":"凤凰北街"},{"name":"文化街","code":"002","robot":"k","ways":["robot"]}]`)
	code, said := d.types("grid", "stats", "--grids", file)
	require.Zero(t, code, said)
	assert.Contains(t, said, "001 凤凰北街（订阅的粉丝）：送到0条")
	assert.Contains(t, said, "共2个网格")
	code, said = d.calls(p, "grid", "qr", "001", "--grids", file)
	require.Zero(t, code, said)
	assert.Contains(t, said, "showqrcode?ticket=")
	p.Fail("/cgi-bin/qrcode/create", 48001, 1)
	code, said = d.calls(p, "grid", "qr", "001", "--grids", file)
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "请让居民关注后说：订阅 001")
	code, said = d.calls(p, "grid", "qr", "001", "--grids", d.file("bad.json", `[{"name":"x","code":"1","robots":"k"}]`))
	assert.Equal(t, 2, code)
	assert.Contains(t, said, `unknown field "robots"`)
	code, said = d.calls(p, "grid", "qr", "001", "--grids", d.file("chats.json", `[{"name":"x","code":"001","member":"m","chats":["c"]}]`))
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "--corpid and --corpsecret")
}
