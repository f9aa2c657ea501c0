package disclosure_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func asked(t testing.TB, kind disclosure.ApplicantKind, on string) disclosure.Request {
	r := after(t, disclosure.Confirmed(day(t, on)))
	r.Organ, r.Subject = "某区财政局", "2025年部门决算"
	r.Applicant = disclosure.Applicant{Kind: kind, Name: "测试申请人"}
	return r
}

func TestEveryOutcomeHasALetterThatNamesItsArticleAndEndsInTheRelief(t *testing.T) {
	for _, o := range disclosure.Outcomes() {
		reply := disclosure.Reply{Outcome: o, Grounds: "据实说明的理由", HowToGet: "到窗口领取", Text: "答复正文"}
		l, err := reply.Letter(asked(t, disclosure.Person, "2026-03-02"), day(t, "2026-03-10"))
		require.NoError(t, err, o)
		text := l.Text()
		assert.Contains(t, text, "2026年3月2日收到您", o)
		assert.Contains(t, text, "“2025年部门决算”", o)
		assert.Contains(t, text, reply.Article(day(t, "2026-03-02")), o)
		assert.Contains(t, text, "答复正文", o)
		assert.Equal(t, 1, strings.Count(text, "答复正文"), o)
		if o != disclosure.Granted {
			assert.Contains(t, text, "据实说明的理由", o)
		}
		assert.Equal(t, reply.Relief(day(t, "2026-03-10")), l.Paragraphs[len(l.Paragraphs)-1], o)
		for _, p := range l.Paragraphs {
			assert.NotContains(t, p, "<no value>", o)
			assert.NotContains(t, p, "根据，", o)
			assert.NotContains(t, p, "。。", o)
		}
		assert.Empty(t, disclosure.Proofread(text), o)
	}
}

func TestALetterUnder2008NamesNoArticleOf2019(t *testing.T) {
	for _, o := range disclosure.Outcomes() {
		reply := disclosure.Reply{Outcome: o, Grounds: "理由", HowToGet: "邮寄"}
		text := reply.PlainText(asked(t, disclosure.Enterprise, "2015-12-02"), day(t, "2015-12-16"))
		assert.Contains(t, text, "贵单位", o)
		assert.NotContains(t, text, "根据《政府信息公开条例》", o)
		assert.NotContains(t, text, "根据，", o)
	}
	assert.Empty(t, disclosure.Reply{Outcome: "yes"}.PlainText(disclosure.Request{}, day(t, "2026-03-10")))
}

func TestAnOfficeMayUseItsOwnWords(t *testing.T) {
	own, err := disclosure.ReadLetters(fstest.MapFS{"own.tmpl": {Data: []byte(`{{define "not_processed.repeated"}}此前已答复{{.You}}，{{.Result}}。{{end}}`)}})
	require.NoError(t, err)
	l, err := own.Write(disclosure.Reply{Outcome: disclosure.Repeated}, asked(t, disclosure.Person, "2026-03-02"), day(t, "2026-03-10"))
	require.NoError(t, err)
	assert.Contains(t, l.Text(), "此前已答复您，不予处理：重复申请。")
	l, err = own.Write(disclosure.Reply{Outcome: disclosure.Excessive}, asked(t, disclosure.Person, "2026-03-02"), day(t, "2026-03-10"))
	require.NoError(t, err)
	assert.Contains(t, l.Text(), "明显超过合理范围", "the rest stays")
	for _, bad := range []string{`{{define "granted"}}{{.Nothing}}{{end}}`, `{{define "granted"`} {
		_, err := disclosure.ReadLetters(fstest.MapFS{"own.tmpl": {Data: []byte(bad)}})
		require.Error(t, err)
	}
}

func TestACorrectedReplyNamesTheOneThatItCorrects(t *testing.T) {
	first := disclosure.Reply{Outcome: disclosure.Granted, Number: "兴公开〔2026〕3号", Text: "全文见附件。"}
	second := disclosure.Reply{Outcome: disclosure.Partial, Number: "兴公开〔2026〕4号", Grounds: "其余涉及个人隐私。", Text: "提供前两页。"}
	third := disclosure.Reply{Outcome: disclosure.Granted, Text: "全文。"}
	r := onward(t, asked(t, disclosure.Person, "2026-03-02"), disclosure.Replied(day(t, "2026-03-10"), first))
	const said = "本机关于2026年3月10日作出的答复（兴公开〔2026〕3号，处理结果为：予以公开）有误，现予更正，以本告知书为准。"
	l, err := second.Letter(r, day(t, "2026-03-12"))
	require.NoError(t, err)
	assert.Contains(t, l.Paragraphs, said, "before it goes out")
	assert.Equal(t, "政府信息公开申请答复告知书（更正）", l.Title)
	assert.Empty(t, disclosure.Proofread(l.Text()))

	r = onward(t, r, disclosure.ReplyCorrected(day(t, "2026-03-12"), second))
	l, err = second.Letter(r, day(t, "2026-03-12"))
	require.NoError(t, err)
	assert.Contains(t, l.Paragraphs, said, "and after")
	sent, err := disclosure.Letters{}.Sent(onward(t, r, disclosure.ReplyCorrected(day(t, "2026-03-13"), third)))
	require.NoError(t, err)
	require.Len(t, sent, 3)
	assert.Equal(t, "政府信息公开申请答复告知书", sent[0].Title)
	assert.NotContains(t, sent[0].Text(), "更正")
	assert.Contains(t, sent[1].Paragraphs, said)
	assert.Contains(t, sent[2].Text(), "2026年3月12日作出的答复（兴公开〔2026〕4号，处理结果为：部分公开）有误")

	anew := onward(t, r, disclosure.ReviewFiled(day(t, "2026-03-20")), disclosure.ReviewDecided(day(t, "2026-04-20"), disclosure.Corrected), disclosure.Reopened(day(t, "2026-04-21"), 0))
	l, err = third.Letter(anew, day(t, "2026-04-22"))
	require.NoError(t, err)
	assert.NotContains(t, l.Text(), "有误", "a reply that was ordered anew corrects none")
	r.Erased = true
	sent, err = disclosure.Letters{}.Sent(r)
	require.NoError(t, err)
	assert.Empty(t, sent)
}

func ExampleReply_Letter() {
	r, _ := disclosure.Request{Organ: "某区财政局", Subject: "2025年部门决算"}.Apply(disclosure.Confirmed(civil.Day(2026, time.March, 2)))
	reply := disclosure.Reply{Outcome: disclosure.Granted, AlreadyPublic: true, HowToGet: "政府网站“财政预决算”栏目"}
	l, err := reply.Letter(r, civil.Day(2026, time.March, 10))
	fmt.Println(strings.Join(l.Paragraphs[:3], "\n"), err)
	// Output:
	// 本机关于2026年3月2日收到您（贵单位）提出的政府信息公开申请，申请内容为“2025年部门决算”。现答复如下：
	// 经查，您（贵单位）申请的信息已经主动公开。根据《政府信息公开条例》第三十六条第（一）项，本机关告知获取该信息的方式、途径，处理结果为：予以公开。
	// 获取方式：政府网站“财政预决算”栏目 <nil>
}
