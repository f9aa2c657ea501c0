package main

import (
	"bufio"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/internal/browsing"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// workshop is a folder for what several tests use, gone when the last has ended.
var workshop string

func TestMain(m *testing.M) {
	var err error
	if workshop, err = os.MkdirTemp("", "xingqing-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(workshop)
	os.Exit(code)
}

// building builds the two programs, once for all tests.
var building = sync.OnceValues(func() ([]byte, error) {
	return exec.Command("go", "build", "-o", workshop+string(filepath.Separator), "github.com/zwgk/zwgk/examples/xingqing", "github.com/zwgk/zwgk/wechatbot/cmd/zwgk").CombinedOutput()
})

// built are the two programs, as a user builds them.
func built(t *testing.T) (office, zwgk string) {
	t.Helper()
	if testing.Short() {
		t.Skip("builds two programs; not in -short")
	}
	out, err := building()
	require.NoError(t, err, string(out))
	return filepath.Join(workshop, "xingqing"), filepath.Join(workshop, "zwgk")
}

// An opened office is the example's process, and what it said of itself.
type opened struct {
	t       *testing.T
	cmd     *exec.Cmd
	base    string
	account wechattest.Account
	db      string
	zwgk    string
}

func start(t *testing.T, office, zwgk, db string, flags ...string) *opened {
	t.Helper()
	cmd := exec.Command(office, append([]string{"-addr", "127.0.0.1:0", "-db", db}, flags...)...)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	cmd.Stderr = os.Stderr
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	o := &opened{t: t, cmd: cmd, db: db, zwgk: zwgk}
	lines := bufio.NewScanner(out)
	require.True(t, lines.Scan(), "the phone's address comes first")
	o.base = strings.TrimSuffix(regexp.MustCompile(`http://\S+`).FindString(lines.Text()), "/")
	require.True(t, lines.Scan())
	m := regexp.MustCompile(`^account appid=(\S+) token=(\S+) aeskey=(\S*) callback=(\S+)$`).FindStringSubmatch(lines.Text())
	require.NotNil(t, m, lines.Text())
	o.account = wechattest.Account{AppID: m[1], Token: m[2], AESKey: m[3]}
	require.Equal(t, o.base+"/wechat", m[4])
	go io.Copy(io.Discard, out)
	o.posts("oFIRST", "帮助", 1) // waits until the sayings are read, which a busy machine may take long for
	return o
}

// clerk runs a command of zwgk on the office's database.
func (o *opened) clerk(args ...string) string {
	o.t.Helper()
	out, err := exec.Command(o.zwgk, append([]string{"--db", o.db}, args...)...).CombinedOutput()
	require.NoError(o.t, err, "%v\n%s", args, out)
	return string(out)
}

// posts sends a text as an outside WeChat client does and returns what comes back.
func (o *opened) posts(openid, text string, id int) []byte {
	o.t.Helper()
	body := fmt.Sprintf("<xml><ToUserName>gh</ToUserName><FromUserName>%s</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content><![CDATA[%s]]></Content><MsgId>%d</MsgId></xml>", openid, text, id)
	r, err := o.account.Request([]byte(body), time.Now())
	require.NoError(o.t, err)
	res, err := http.Post(o.base+"/wechat?"+r.URL.RawQuery, "text/xml", r.Body)
	require.NoError(o.t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	require.NoError(o.t, err)
	require.Equal(o.t, 200, res.StatusCode)
	return raw
}

// says sends a text and returns the answer, which is sealed.
func (o *opened) says(openid, text string, id int) string {
	o.t.Helper()
	var sealed struct{ Encrypt string }
	require.NoError(o.t, xml.Unmarshal(o.posts(openid, text, id), &sealed))
	plain, err := wechattest.Decrypt(o.account.AESKey, o.account.AppID, sealed.Encrypt)
	require.NoError(o.t, err)
	var reply struct{ Content string }
	require.NoError(o.t, xml.Unmarshal(plain, &reply))
	return reply.Content
}

// termToday is what is said of the term of a request that is received today, on the machine's
// clock, which the office and its commands run on: its last day, or, where that falls into a
// year whose days off are not announced yet, that they are not.
func termToday() string {
	calendar := civil.China().With(civil.Ningxia()).National()
	if _, err := calendar.AddWorkdays(civil.InChina(time.Now()), 20); errors.Is(err, civil.ErrNotCovered) {
		return "放假安排"
	}
	return "最迟"
}

func TestTheWalkOfACitizenAndOfAClerkAndAKillInBetween(t *testing.T) {
	office, zwgk := built(t)
	db := filepath.Join(t.TempDir(), "office.db")
	o := start(t, office, zwgk, db)

	assert.Contains(t, o.says("oA", "三公经费", 1), "万里街道办事处2025年三公经费合计预算数37.91万元")
	assert.Contains(t, o.says("oA", "2015年政府信息公开年度报告", 2), "640104/2015-00001")
	for i, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3"} {
		o.says("oA", text, 10+i)
	}
	done := o.says("oA", "提交", 20)
	m := regexp.MustCompile(`申请编号：(\S+)`).FindStringSubmatch(done)
	require.NotNil(t, m, done)

	// kill -9 loses nothing that was accepted; the same message has no second effect.
	require.NoError(t, o.cmd.Process.Kill())
	o.cmd.Wait()
	o = start(t, office, zwgk, db)
	assert.Contains(t, o.clerk("request", "list"), m[1])
	assert.Contains(t, o.clerk("request", "confirm", m[1]), termToday())
	assert.Contains(t, o.says("oA", "进度 "+m[1], 30), termToday())
	assert.Contains(t, o.clerk("due"), m[1])
	o.clerk("request", "reply", m[1], "--outcome", "3.1", "--text", "环评批复全文。", "--how", "电子邮件")
	assert.Contains(t, o.says("oA", "进度 "+m[1], 31), "环评批复全文")

	record := filepath.Join(t.TempDir(), "record.json")
	require.NoError(t, os.WriteFile(record, []byte(`{"title":"国务院关于印发个人所得税专项附加扣除暂行办法的通知","summary":"专项附加扣除的范围和标准。","date":"2018-12-13","publisher":"国务院","doc_number":"国发〔2018〕41号","column":"上级文件"}`), 0o600))
	assert.Contains(t, o.clerk("publish", record, "--reviewer", "审查人"), "已发布 640104/")
	phone := sitting(t, o.base, "", "")
	phone.soon("/", "【政务公开】国务院关于印发个人所得税") // the grid group hears of it
	phone.soon("/", "阅读原文")               // the account posts it
	assert.Contains(t, o.clerk("verify"), "未发现改动")
	assert.Contains(t, o.clerk("report", "2015"), "1636")

	require.NoError(t, o.cmd.Process.Signal(os.Interrupt))
	assert.NoError(t, o.cmd.Wait(), "Ctrl-C ends it cleanly")
}

func TestAPublicationWithoutASecondPairOfEyesIsRefused(t *testing.T) {
	office, zwgk := built(t)
	o := start(t, office, zwgk, filepath.Join(t.TempDir(), "office.db"))
	record := filepath.Join(t.TempDir(), "record.json")
	require.NoError(t, os.WriteFile(record, []byte(`{"title":"国务院关于做好当前和今后一个时期促进就业工作的若干意见","summary":"促进就业的措施。","date":"2018-11-16","publisher":"国务院"}`), 0o600))
	out, err := exec.Command(zwgk, "--db", o.db, "--by", "甲", "publish", record, "--reviewer", "甲").CombinedOutput()
	require.Error(t, err)
	assert.Contains(t, string(out), "审查人不能是起草人")
}

func TestTheOfficeOpensAndClosesInProcess(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	out := &lines{heard: make(chan string, 10)}
	ended := make(chan error)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0"}, out) }()
	base := regexp.MustCompile(`http://[^/\s]+`).FindString(<-out.heard)
	for path, want := range map[string]string{
		"/": "演练环境", "/h5/": "共 98 条公开信息", "/h5/?q=" + url.QueryEscape("国办发[2018]123号"): "政务新媒体", "/h5/r/000014349/2018-00221": "国办发〔2018〕123号",
		"/h5/budget/": "万里街道", "/h5/apply": "您需要什么信息", "/h5/progress": "查询码", "/h5/guide": "106个村（社区）",
	} {
		status, page := browsing.Visit(t, base).Get(path)
		assert.Equal(t, 200, status, path)
		assert.Contains(t, page, want, path)
	}
	stop()
	require.NoError(t, <-ended)
}

type lines struct{ heard chan string }

func (l *lines) Write(p []byte) (int, error) { l.heard <- string(p); return len(p), nil }
