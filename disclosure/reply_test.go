package disclosure_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

func TestThereAreTwentyOneOutcomesInTheOrderOfTheForm(t *testing.T) {
	codes := []string{"3.1", "3.2", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7", "3.3.8", "3.4.1", "3.4.2", "3.4.3",
		"3.5.1", "3.5.2", "3.5.3", "3.5.4", "3.5.5", "3.6.1", "3.6.2", "3.6.3"}
	outcomes := disclosure.Outcomes()
	require.Len(t, outcomes, len(codes))
	for i, o := range outcomes {
		assert.Equal(t, codes[i], o.Code())
		for _, s := range []string{string(o), o.Code(), o.Chinese()} {
			back, err := disclosure.ParseOutcome(s)
			require.NoError(t, err, s)
			assert.Equal(t, o, back)
		}
	}
	back, err := disclosure.ParseOutcome("重复申请")
	require.NoError(t, err)
	assert.Equal(t, disclosure.Repeated, back)
	for _, s := range []string{"", "其他", "不予公开", "refused"} {
		_, err := disclosure.ParseOutcome(s)
		require.Error(t, err, s)
	}
}

func TestAnOutcomeRestsOnTheArticleOfItsDay(t *testing.T) {
	old, now := day(t, "2019-05-14"), day(t, "2019-05-15")
	assert.Contains(t, disclosure.DeniedSecret.Article(old), "2008年")
	assert.Contains(t, disclosure.DeniedSecret.Article(now), "第十四条")
	assert.Empty(t, disclosure.Repeated.Article(old), "the regulation of 2008 has none")
	assert.Contains(t, disclosure.Reply{Outcome: disclosure.Granted, AlreadyPublic: true}.Article(now), "第三十六条第（一）项")
	assert.Contains(t, disclosure.Reply{Outcome: disclosure.Granted}.Article(now), "第三十六条第（二）项")
	assert.Contains(t, disclosure.Reply{Outcome: disclosure.NotHeld}.Article(now), "第三十六条第（四）项")
	assert.Contains(t, disclosure.Reply{Outcome: disclosure.NotHeld, NotOurs: true}.Article(now), "第三十六条第（五）项")
}

func TestAReplyThatLacksWhatItsOutcomeRequiresDoesNotValidate(t *testing.T) {
	for _, o := range disclosure.Outcomes() {
		found := disclosure.Reply{Outcome: o}.Validate()
		if o == disclosure.NotCorrected || o == disclosure.FeeNotPaid {
			assert.Empty(t, found, o)
			continue
		}
		require.NotEmpty(t, found, o)
		assert.Equal(t, disclosure.Wrong, found[0].Severity)
		assert.Empty(t, disclosure.Reply{Outcome: o, Grounds: "理由", HowToGet: "邮寄"}.Validate(), o)
	}
	assert.Equal(t, "reply.outcome", disclosure.Reply{Outcome: "yes"}.Validate()[0].Rule)
	hint := disclosure.Reply{Outcome: disclosure.NotHeld, Grounds: "不属于本机关负责公开", NotOurs: true}.Validate()
	require.Len(t, hint, 1)
	assert.Equal(t, disclosure.Hint, hint[0].Severity)
}

func TestTheReliefParagraphFollowsTheDayAndTheOutcome(t *testing.T) {
	// 行政复议法(2023修订)第二十三条第一款第（四）项, since 1 January 2024; 条例第五十一条.
	for _, c := range []struct {
		day     string
		reply   disclosure.Reply
		has     string
		hasNone string
	}{
		{"2008-04-30", refused(), "", "复议"},
		{"2008-05-01", refused(), "依法向有管辖权的行政复议机关申请行政复议，或者", "六个月"},
		{"2015-12-02", refused(), "六个月内", "应当"},
		{"2019-05-15", refused(), "投诉、举报", "应当"},
		{"2023-12-31", refused(), "或者自收到本答复之日起六个月内", "应当"},
		{"2024-01-01", refused(), "应当自收到本答复之日起六十日内先向有管辖权的行政复议机关申请行政复议", "六个月"},
		{"2024-01-01", granted(), "或者自收到本答复之日起六个月内", "应当"},
		{"2024-01-01", disclosure.Reply{Outcome: disclosure.NotHeld}, "六个月内", "应当"},
	} {
		text := c.reply.Relief(day(t, c.day))
		assert.Contains(t, text, c.has, c.day)
		assert.NotContains(t, text, c.hasNone, c.day)
	}
	named := refused()
	named.Reviewer, named.Court = "某市人民政府", "某区人民法院"
	assert.Contains(t, named.Relief(day(t, "2026-01-05")), "先向某市人民政府申请行政复议")
	assert.Contains(t, named.Relief(day(t, "2026-01-05")), "向某区人民法院提起行政诉讼")
}

func TestTheLetterSaysWhatWasAskedWhatIsDecidedAndWhatCanBeDone(t *testing.T) {
	r := after(t, disclosure.Confirmed(day(t, "2026-03-02")))
	r.Subject, r.Applicant.Name = "2025年部门决算", "测试申请人"
	reply := disclosure.Reply{Outcome: disclosure.Granted, AlreadyPublic: true, HowToGet: "政府网站“财政预决算”栏目", Records: []string{"640104-101/2026-00012"}}
	text := reply.PlainText(r, day(t, "2026-03-10"))
	for _, part := range []string{"测试申请人：", "2026年3月2日", "“2025年部门决算”", "第三十六条第（一）项", "予以公开", "640104-101/2026-00012",
		"六十日内", "2026年3月10日"} {
		assert.Contains(t, text, part)
	}
}
