package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

var noon = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.FixedZone("CST", 8*60*60))

// A desk is a folder with an office's database, and a terminal in it.
type deskOf struct {
	t   *testing.T
	dir string
}

func sit(t *testing.T) deskOf { return deskOf{t, t.TempDir()} }

func (d deskOf) file(name, text string) string {
	path := filepath.Join(d.dir, name)
	require.NoError(d.t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// inside does something in the office that the commands work on.
func (d deskOf) inside(do func(o *office)) {
	d.t.Helper()
	o, err := storage{DB: filepath.Join(d.dir, "office.db")}.open(d.t.Context())
	require.NoError(d.t, err)
	do(o)
	require.NoError(d.t, o.close())
}

// asked is a request that came in by the web.
func (d deskOf) asked() (r disclosure.Request) {
	d.t.Helper()
	d.inside(func(o *office) {
		var err error
		r, err = o.desk.Submit(d.t.Context(), disclosure.Draft{
			Organ: "银川市兴庆区人民政府办公室", Subject: "某个项目的环评批复", Consented: civil.DateOf(noon),
			Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人", IDNumber: "640104199001010018", Phone: "13900000000"},
		}, "k", noon, disclosure.ByWeb)
		require.NoError(d.t, err)
	})
	return r
}

// types runs a command line and returns its exit code and all it said.
func (d deskOf) types(args ...string) (int, string) {
	var said bytes.Buffer
	code := run(context.Background(), append([]string{"--db", filepath.Join(d.dir, "office.db"), "--scheme", "640104/{year}-{serial:5}"}, args...),
		terminal{out: &said, err: &said, now: func() time.Time { return noon }})
	return code, said.String()
}

// The document is the State Council's (www.gov.cn).
const record = `{"title":"国务院关于印发个人所得税专项附加扣除暂行办法的通知","summary":"专项附加扣除的范围和标准。","date":"2018-12-13","publisher":"国务院","doc_number":"国发〔2018〕41号"}`

func TestARecordIsPublishedByTwoPeopleAndNumbered(t *testing.T) {
	d := sit(t)
	file := d.file("record.json", record)
	code, said := d.types("--by", "甲", "publish", file)
	assert.Equal(t, 1, code, said)
	assert.Contains(t, said, "还没有保密审查")
	code, said = d.types("--by", "甲", "publish", file, "--reviewer", "乙")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "已发布 640104/2026-00001")
	code, said = d.types("verify")
	assert.Zero(t, code)
	assert.Contains(t, said, "1号变更逐一核对")
	code, said = d.types("export", "--format", "jsonl")
	assert.Zero(t, code)
	assert.Contains(t, said, "国发〔2018〕41号")
}

func TestPersonalDataStopAPublicationAndAreNotShown(t *testing.T) {
	d := sit(t)
	code, said := d.types("publish", d.file("r.json", strings.Replace(record, "专项附加扣除的范围和标准。", "当事人身份证640104199001010018。", 1)), "--reviewer", "乙")
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "没有发布")
	assert.NotContains(t, said, "640104199001010018")
}

func TestABrokenRowIsReportedWithItsLineAndTheOthersGoIn(t *testing.T) {
	d := sit(t)
	file := d.file("rows.csv", "名称,内容概述,生成日期,发布机构\n国务院关于做好当前和今后一个时期促进就业工作的若干意见,促进就业的措施。,2018-11-16,国务院\n专利代理条例,条例全文。,2018年13月6日,国务院\n中华人民共和国个人所得税法实施条例,条例全文。,2018-12-18,国务院\n")
	code, said := d.types("import", file, "--reviewer", "乙")
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "第3行")
	assert.Contains(t, said, "发布2条")
	code, said = d.types("import", file, "--reviewer", "乙")
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "已有2条", "the same file again does nothing twice")
}

func TestARequestFromSubmissionToReply(t *testing.T) {
	d := sit(t)
	r := d.asked()

	_, said := d.types("request", "list")
	assert.Contains(t, said, r.ID)
	assert.Contains(t, said, "测**")
	assert.NotContains(t, said, "测试人")
	code, said := d.types("request", "reply", r.ID, "--outcome", "予以公开", "--text", "全文。")
	assert.Equal(t, 2, code, "not before receipt is confirmed")
	assert.Contains(t, said, "目前可以：")
	code, said = d.types("request", "reply", r.ID, "--outcome", "3.3")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "“3.3”是一类结果，请写明是哪一种：3.3.1")
	_, said = d.types("request", "confirm", r.ID)
	assert.Contains(t, said, "最迟2026-12-21，还剩20个工作日（《政府信息公开条例》第三十三条第二款）")
	_, said = d.types("request", "letter", r.ID)
	assert.Contains(t, said, "政府信息公开申请登记回执")
	assert.Contains(t, said, "不迟于2026年12月21日")
	_, said = d.types("due")
	assert.Contains(t, said, r.ID)
	_, said = d.types("request", "show", r.ID)
	assert.Contains(t, said, "第20个工作日", "how the day was counted")
	code, said = d.types("request", "reply", r.ID, "--outcome", "3.3.6")
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "应当说明理由")
	code, said = d.types("request", "reply", r.ID, "--outcome", "3.3.6", "--grounds", "属于讨论记录。")
	assert.Zero(t, code, said)
	_, said = d.types("request", "list")
	assert.Contains(t, said, "共0件，另有1件已经办结：--all 都列出来")
	_, said = d.types("request", "letter", r.ID)
	assert.Contains(t, said, "政府信息公开申请答复告知书")
	_, said = d.types("request", "letter", r.ID, "--step", "extended")
	assert.Contains(t, said, "no step")
	d.inside(func(o *office) {
		_, err := o.desk.Record(t.Context(), r.ID, disclosure.Rated(civil.DateOf(noon), disclosure.Satisfied))
		require.NoError(t, err)
	})
	_, said = d.types("request", "show", r.ID)
	assert.Contains(t, said, disclosure.Satisfied.Chinese())
	_, said = d.types("report", "2026")
	assert.Contains(t, said, "勾稽关系逐项核对，全部相符")
}

func TestAReplyIsProposedByOneAndSignedByAnother(t *testing.T) {
	d := sit(t)
	r := d.asked()
	d.types("request", "confirm", r.ID)
	code, said := d.types("request", "sign", r.ID, "--by", "乙")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "zwgk request propose")
	code, said = d.types("request", "propose", r.ID, "--outcome", "予以公开", "--text", "全文。", "--by", "甲")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "审核签发中")
	_, said = d.types("request", "letter", r.ID)
	assert.Contains(t, said, "登记回执", "what is proposed is no letter yet")
	_, said = d.types("request", "letter", r.ID, "--draft")
	assert.Contains(t, said, "答复告知书")
	code, said = d.types("request", "sign", r.ID, "--by", "甲")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "审查人不是拟稿人")
	code, said = d.types("request", "reply", r.ID, "--outcome", "予以公开", "--text", "全文。")
	assert.Equal(t, 2, code, "what is proposed is not passed by")
	assert.Contains(t, said, "不由这个岗位办理")
	code, said = d.types("request", "send-back", r.ID, "--why", "写明获取方式", "--by", "乙")
	assert.Zero(t, code, said)
	d.types("request", "propose", r.ID, "--outcome", "予以公开", "--text", "全文。", "--how", "电子邮件", "--by", "甲")
	code, said = d.types("request", "sign", r.ID, "--number", "兴公开〔2026〕1号", "--found", "可以公开", "--by", "乙")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "保密审查")
	assert.Contains(t, said, "已答复（予以公开）")
	_, said = d.types("request", "letter", r.ID)
	assert.Contains(t, said, "兴公开〔2026〕1号")
}

func TestTablesThatDoNotFootEndWithOne(t *testing.T) {
	d := sit(t)
	good := "单位：元\n科目编码,科目名称,合计,基本支出,项目支出\n205,教育支出,\"250,000\",0,\"250,000\"\n20599,其他教育支出,\"250,000\",0,\"250,000\"\n,合计,\"250,000\",0,\"250,000\"\n"
	code, said := d.types("check", d.file("支出预算总表.csv", good))
	assert.Zero(t, code, said)
	code, said = d.types("check", d.file("支出预算总表.csv", strings.Replace(good, ",合计,\"250,000\"", ",合计,\"205,000\"", 1)))
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "支出预算总表.csv:5:3: 错误 FOOT")
	code, said = d.types("check", "-json", filepath.Join(d.dir, "支出预算总表.csv"))
	assert.Equal(t, 1, code)
	var result struct{ Failed int }
	require.NoError(t, json.Unmarshal([]byte(said), &result))
	assert.Equal(t, 2, result.Failed)
	code, said = d.types("check", d.file("old.xls", "\xd0\xcf\x11\xe0"))
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "save it as .xlsx")
}

func TestAStatementIsKeptAndShown(t *testing.T) {
	d := sit(t)
	// Published: 上海市普陀区人民政府万里街道办事处, budget of 2024, table 9.
	file := d.file("三公经费和机关运行经费预算表.csv", "单位:万元\n合计,因公出国(境)费,公务接待费,小计,购置费,运行费,机关运行经费预算数\n47.91,0,1.35,46.56,25,21.56,443.18\n")
	code, said := d.types("budget", "add", "--organ", "上海市普陀区人民政府万里街道办事处", "--year", "2024", "--stage", "budget", "--source", "2024年部门预算", file)
	assert.Zero(t, code, said)
	_, said = d.types("budget", "show", "上海市普陀区人民政府万里街道办事处", "2024")
	assert.Contains(t, said, "三公经费合计 47.91万元")
}

func TestADatabaseWithoutItsKeyIsNotOpenedWithANewOne(t *testing.T) {
	d := sit(t)
	code, _ := d.types("verify")
	require.Zero(t, code)
	require.NoError(t, os.Remove(filepath.Join(d.dir, "office.key")))
	code, said := d.types("verify")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "key")
	_, err := os.Stat(filepath.Join(d.dir, "office.key"))
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// said is an output that can be read while it is written to.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) { s.mu.Lock(); defer s.mu.Unlock(); return s.b.Write(p) }
func (s *said) String() string              { s.mu.Lock(); defer s.mu.Unlock(); return s.b.String() }

func TestTheOfficeServesFromASettingsFileAndEndsCleanly(t *testing.T) {
	d := sit(t)
	settings := d.file("settings.json", `{"db":"`+filepath.ToSlash(filepath.Join(d.dir, "served.db"))+`","addr":"127.0.0.1:0","appid":"wx0000000000000000","secret":"s3cret","token":"t0ken","desk-base":"/back","previous_aeskey":""}`)
	t.Setenv("ZWGK_APPID", "wx1111111111111111")
	ctx, stop := context.WithCancel(context.Background())
	out, ended := &said{}, make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"--config", settings, "serve"}, terminal{out: out, err: out, now: time.Now})
	}()
	var base string
	require.Eventually(t, func() bool {
		if m := regexp.MustCompile(`addr="?(127\.0\.0\.1:\d+)`).FindStringSubmatch(out.String()); m != nil {
			base = "http://" + m[1]
		}
		return base != ""
	}, 10*time.Second, 10*time.Millisecond, out.String())
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/h5/": 200, "/wechat": 403} {
		res, err := http.Get(base + path)
		require.NoError(t, err)
		io.Copy(io.Discard, res.Body)
		res.Body.Close()
		assert.Equal(t, want, res.StatusCode, path)
	}
	_, err := os.Stat(filepath.Join(d.dir, "served.db"))
	assert.NoError(t, err, "the file's database was used")
	stop()
	assert.Zero(t, <-ended)
	assert.NotContains(t, out.String(), "s3cret")
	assert.NotContains(t, out.String(), "t0ken")
}

// The sentence is that of 兴庆区2015年政府信息公开年度工作报告, 二（二）8.
func TestAReportsProseIsHeldAgainstItself(t *testing.T) {
	d := sit(t)
	code, said := d.types("proofread", d.file("report.txt", "共主动公开政府信息60条。其中工作动态信息30条;通知公告类信息21条;政策法规类信息10条;其他信息15条。\n"))
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "30+21+10+15=76")
	code, said = d.types("proofread", d.file("report.txt", "进驻事项共87项(其中:行政审批事项59项,公共服务事项28项)。\n"))
	assert.Zero(t, code, said)
}

// Tables full of zeros are no report of a year that no regulation asked about, and those
// of a year that is not over are not yet the year's.
func TestAReportIsOfAYearThatIsOver(t *testing.T) {
	d := sit(t)
	code, said := d.types("report", "2007")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "no regulation asked for one of 2007")
	for year, open := range map[string]bool{"2027": true, "2026": true, "2025": false, "2008": false} {
		code, said := d.types("report", year)
		assert.Zero(t, code, said)
		assert.Equal(t, open, strings.Contains(said, year+"年还没有结束，这是到2026-11-23为止的数字"), said)
	}
}

// A report that cannot be read has no clean bill: a Word file was once read as its bytes.
func TestAReportIsReadInWhateverWritingOrRefused(t *testing.T) {
	d := sit(t)
	const sums = "共主动公开政府信息60条。其中工作动态信息30条;通知公告类信息21条;政策法规类信息10条;其他信息15条。\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(sums)
	require.NoError(t, err)
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	w, err := z.Create("word/document.xml")
	require.NoError(t, err)
	fmt.Fprintf(w, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>`, strings.TrimSpace(sums))
	require.NoError(t, z.Close())
	for name, text := range map[string]string{"gb.txt": gb, "mark.txt": "\ufeff" + sums, "report": sums, "report.docx": packed.String(), "report.html": "<p>" + sums} {
		code, said := d.types("proofread", d.file(name, text))
		assert.Equal(t, 1, code, name)
		assert.Contains(t, said, "30+21+10+15=76", name)
	}
	for name, text := range map[string]string{"report.pdf": "%PDF-1.7", "broken.docx": sums, "word": packed.String(), "report.doc": "\xd0\xcf\x11\xe0"} {
		code, said := d.types("proofread", d.file(name, text))
		assert.Equal(t, 2, code, name)
		assert.Contains(t, said, "its words cannot be read", name)
	}
	code, said := d.types("proofread", d.file("blank.txt", " \n"))
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "no words")
}

// A table of which nothing was read is no success, for a script that goes on by the code.
func TestATableWithoutARecordIsNotTakenOver(t *testing.T) {
	d := sit(t)
	for name, text := range map[string]string{"empty.csv": "", "head.csv": "名称,内容概述,生成日期\n", "notes.txt": "junk\n"} {
		for _, command := range []string{"import", "publish"} {
			code, said := d.types(command, d.file(name, text))
			assert.Equal(t, 1, code, name)
			assert.Contains(t, said, "没有读到记录", name)
		}
	}
	code, said := d.types("import", d.file("one.json", record))
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "zwgk publish takes one record as .json")
}

func TestTheOfficesDayIsBeijingsWhereverTheMachineStands(t *testing.T) {
	d := sit(t)
	var out bytes.Buffer
	late := time.Date(2026, time.November, 23, 17, 0, 0, 0, time.UTC) // 1 o'clock of the 24th in Beijing
	args := []string{"--db", filepath.Join(d.dir, "office.db"), "--scheme", "640104/{year}-{serial:5}", "publish", d.file("r.json", record), "--reviewer", "乙"}
	require.Zero(t, run(context.Background(), args, terminal{out: &out, err: &out, now: func() time.Time { return late }}), out.String())
	_, said := d.types("export", "-format", "jsonl")
	assert.Contains(t, said, `"published":"2026-11-24"`)
}

func TestHelpAndMistakesSayWhatToDo(t *testing.T) {
	d := sit(t)
	code, text := d.types("--help")
	assert.Zero(t, code)
	assert.Contains(t, text, "publish")
	code, text = d.types("pubish")
	assert.Equal(t, 2, code)
	assert.Contains(t, text, "publish", "the nearest command is named")
}

func TestANumberThatNothingHasIsToldWhereTheNumbersAre(t *testing.T) {
	d := sit(t)
	d.asked()
	for command, where := range map[string]string{
		"request show 9": "zwgk request list", "request confirm 9": "zwgk request list", "request letter 9": "zwgk request list", "request erase 9": "zwgk request list",
		"case show 9": "zwgk case list", "case verify 9 --verdict 属实 --text 现场看过": "zwgk case list", "post show 9": "zwgk export",
	} {
		code, said := d.types(strings.Fields(command)...)
		assert.Equal(t, 2, code, said)
		assert.Contains(t, said, where, command)
		assert.NotContains(t, said, "not found", command)
	}
}
