package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What somebody asks for by its organ and its year is theirs, or the first line says
// that it is not here.
func TestTheOrganAndTheYearThatWereNamedAreKept(t *testing.T) {
	ask := asking(t)
	for question, want := range map[string]string{
		"兴庆区教育局2025年三公经费":         "这里没有兴庆区教育局2025年的三公经费",
		"兴庆区政府2025年三公经费是多少":       "这里没有兴庆区2025年的三公经费",
		"兴庆区农牧局2014年公务接待费":        "这里没有兴庆区农牧局2014年的公务接待费",
		"兴庆区财政局三公经费":              "这里没有兴庆区财政局的三公经费",
		"2023年的信息公开年报发我看看":        "没有找到2023年的",
		"去年的年度报告":                 "没有找到2025年的",
		"胜利街街道2026年部门预算公开":        "别的单位的有",
		"2015年审计局审了几个项目，出了几份审计报告": "您要找的可能是",
		"兴庆区2014年三公经费支出总预算":       "1 2014年“三公经费”支出总预算",
		"国务院2019年都发了哪些文件":         "找到3条与“国务院2019年”有关的信息",
		"兴庆区政府2015年3月公开的财政文件有哪些":  "找到15条与“银川市兴庆区人民政府2015年3月财政预算情况”有关的信息",
	} {
		assert.Contains(t, ask(question), want, question)
	}
}

// What is asked for stands in the text of a record, or is called otherwise there.
func TestWhatARecordSaysCounts(t *testing.T) {
	ask := asking(t)
	for question, want := range map[string]string{
		"我们村上的代办点到底给了多少经费，文件上咋说的": "这份里写着：“106个村（社区）代办点、24件代办事项，每点2000元专项经费”",
		"重大项目投资计划征求意见收回来多少条建议":    "征求意见建议28条",
		"15年预算是咋编出来的，有个说明":        "1 2015年兴庆区预算编制说明",
		"有没有人因为信息公开告政府的":          "行政复议和行政诉讼",
		"2018年底国务院关于促进就业的39号文件":   "索引号：000014349/2018-00212",
		"职教20条原文":           "国家职业教育改革实施方案",
		"640104/2016-00003": "没有找到“640104/2016-00003”这个索引号",
		"个税专项附加扣除那个办法在哪看":   "看目录信息",
	} {
		assert.Contains(t, ask(question), want, question)
	}
}
