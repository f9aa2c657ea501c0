package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestAComplaintFromHandOverToTheReply(t *testing.T) {
	d := sit(t)
	var c cases.Case
	d.inside(func(o *office) {
		var err error
		c, err = o.cases.Open(t.Context(), cases.Case{Kind: cases.Complaint, Owner: "wechat:openid-x", Organ: "某办公室", Text: "窗口让人跑了三趟", Channel: disclosure.ByWeChat}, "k", noon)
		require.NoError(t, err)
		_, err = o.cases.Record(t.Context(), c.ID, cases.Supplemented(civil.DateOf(noon), "是3号窗口").WithContact("13900000000"))
		require.NoError(t, err)
		_, err = o.cases.Enclose(t.Context(), c.ID, "photo", []byte("\xff\xd8\xff\xe0 photo"), noon)
		require.NoError(t, err)
		require.NoError(t, o.cases.Ask(t.Context(), "老年证在哪里办", civil.DateOf(noon)))
		require.NoError(t, o.cases.SaveDraft(t.Context(), cases.Draft{Owner: "wechat:openid-y", Kind: cases.Complaint, Text: "写到一半", Saved: noon.AddDate(0, 0, -1)}))
	})

	_, said := d.types("case", "list")
	assert.Contains(t, said, c.ID)
	assert.Contains(t, said, "没有设定办理期限")
	assert.NotContains(t, said, "openid-x")
	_, said = d.types("due")
	assert.Contains(t, said, "投诉 "+c.ID)
	code, said := d.types("case", "reply", c.ID, "--text", "没有核实的答复")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "不能“答复”；目前可以：")
	for _, line := range [][]string{
		{"assign", "--to", "某政务服务中心"}, {"verify", "--verdict", "属实", "--text", "调取了记录"}, {"handle", "--text", "已改正"}, {"reply", "--text", "经核实属实，已改正。"},
	} {
		code, said = d.types(append([]string{"--by", "甲", "case", line[0], c.ID}, line[1:]...)...)
		assert.Zero(t, code, said)
	}
	assert.Contains(t, said, "还没有告知来件人")
	_, said = d.types("case", "show", c.ID)
	for _, want := range []string{"联系：13900000000", "附件1：附件1.jpg（image/jpeg，10字节）", "补充  是3号窗口", "某政务服务中心", "核实 甲 属实调取了记录", "办理 甲 已改正", "答复 甲", "现在可以： 更正答复、评价"} {
		assert.Contains(t, said, want)
	}
	photo := filepath.Join(t.TempDir(), "photo.jpg")
	code, said = d.types("case", "file", c.ID, "1", "--out", photo)
	assert.Zero(t, code, said)
	kept, err := os.ReadFile(photo)
	require.NoError(t, err)
	assert.Equal(t, "\xff\xd8\xff\xe0 photo", string(kept))
	code, _ = d.types("case", "file", c.ID, "2")
	assert.NotZero(t, code)
	_, said = d.types("case", "stats")
	assert.Regexp(t, `投诉\s+1\s+1\s+0\s+0\s+0\s+0\s+0`, said)
	_, said = d.types("case", "questions")
	assert.Contains(t, said, "老年证在哪里办")
	code, _ = d.types("case", "questions", "--done", "老年证在哪里办")
	assert.Zero(t, code)
	_, said = d.types("case", "questions")
	assert.Contains(t, said, "共0个")
	_, said = d.types("case", "export")
	assert.Contains(t, said, `"verdict":"founded"`)
	assert.NotContains(t, said, c.Code)
	_, said = d.types("verify")
	assert.Contains(t, said, "来件7步逐一核对，未发现改动")
	code, said = d.types("case", "retire", "--before", "2026-11-23")
	assert.Zero(t, code)
	assert.Contains(t, said, "来件0件，申请0件")
	assert.Contains(t, said, "没有提交的：来件1件，申请0件")
	code, _ = d.types("case", "erase", c.ID)
	assert.Zero(t, code)
	_, said = d.types("case", "show", c.ID)
	assert.NotContains(t, said, "三趟")
}

func TestATermForCasesIsTheOfficesOwnOrRefused(t *testing.T) {
	var terms cases.Terms
	require.NoError(t, ownTerm{Workdays: 5, By: "本机关规定"}.set(&terms, cases.Complaint))
	assert.Equal(t, disclosure.Term{N: 5, Unit: disclosure.Workdays, Article: "本机关规定"}, terms.Complaint)
	assert.Error(t, ownTerm{Workdays: 5}.set(&terms, cases.Complaint), "by what?")
	assert.Error(t, ownTerm{By: "本机关规定"}.set(&terms, cases.Complaint))
	assert.Error(t, ownTerm{Workdays: 5, By: "本机关规定"}.set(&terms, "rumour"))
}
