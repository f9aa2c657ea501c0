package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

// The identity numbers are the examples of GB 11643-1999 and made-up ones with
// a valid check character; the card numbers are test numbers that pass Luhn.
func TestScreeningCatchesPersonalDataAndLeavesLawfulTextAlone(t *testing.T) {
	for text, want := range map[string]string{
		"身份证号11010519491231002X。":            "110105********002X",
		"身份证440524188001010014":              "440524********0014",
		"（６４０１０４199001010018）":               "６４０１０４********0018",
		"640104199001010018":                 "640104********0018",
		"身份证号640104199001010017":             "", // check character wrong
		"640104199013010018":                 "", // no such month
		"流水号20150000000000000012345678":      "",
		"联系人手机：13912345678":                  "139****5678",
		"电话+86 139-1234-5678转":               "+86**********5678",
		"电话0951-6710000":                     "", // an office's own telephone
		"项目编号1391234567890":                  "",
		"合同金额13912345678元，生产总值13912345678万元": "",
		"投资13912345678.00元，面积13812345678平方米": "",
		"李某13912345678，元月前答复":                "139****5678",
		"李某13912345678.有事请找他":                "139****5678",
		"联系电话：13912345678元某":                 "139****5678",
		"请找13912345678、13912345679万某":        "139****5678139****5679",
		"开户单位：兴庆区财政局，开户行：中国银行，账号：29020012090123456": "",
		"账号6222 0212 3456 7890 128": "6222*************** 128",
		"银行卡4111111111111111":       "4111********1111",
		"银行卡4111111111111112":       "", // fails Luhn
		"家庭住址：银川市某街道某小区3号楼2单元501室":  "银川市****************",
		"办公地址：银川市兴庆区某街1号":           "",
		"患者确诊为肺结核":                  "患者******",
		"做好艾滋病防治工作的通知":              "",
		"机密★1年":                     "机密★1年",
		"秘密\n关于某事的请示":               "秘密",
		"属于国家秘密的，不予公开":              "",
		"此件不公开":                     "此件不公开",
		"国办发〔2015〕12345678901号":     "",
	} {
		got := ""
		for _, f := range catalog.Screen(text) {
			weighed(t, []catalog.Finding{f})
			got += f.Got
		}
		assert.Equal(t, want, got, text)
	}
}

// How people write the numbers when they type them by hand, and what only looks like them.
func TestScreeningCatchesNumbersInGroupsAndBehindTheirNames(t *testing.T) {
	for text, want := range map[string]string{
		"身份证号640104 19900101 0018":            "640104**********0018",
		"640104-1990-0101-0018，":              "640104***********0018",
		"6 4 0 1 0 4 1 9 9 0 0 1 0 1 0 0 1 8": "6 4 0 ************************* 1 8",
		"1 640104 19900101 0018 13800000000":  "640104**********0018138****0000",
		"15 640104 19900101 00 18":            "640104***********0 18",
		"640104\u00a019900101\u200b0018":      "640104**********0018",
		"640104 19900101 0017":                "",
		"身份证：640104900101101":                 "640104******101",
		"身份证号码（15位）：640104 900101 101":        "640104********101",
		"证件号码 640104901301101":                "", // no such month
		"注册号640104900101101":                  "", // a firm's
		"护照E12345678":                         "E1*****78",
		"护照号码：EA1234567，":                     "EA*****67",
		"办理护照12345本":                          "",
		"港澳通行证号C12345678":                     "C1*****78",
		"车牌宁A12345":                           "宁A*****",
		"驾驶宁A·D12345号小型轿车":                    "宁A*******",
		"粤B2-20090191":                        "",
		"浙A12345号地图":                          "",
		"微信号 zhangsan":                        "z******n",
		"微信：zhang_san01":                      "z*********1",
		"weChat：zhang_san01":                  "z*********1",
		"微信公众号：xingqing01":                    "",
		"官方微信号：xingqing01":                    "",
		"微信小程序 zhengwu01":                     "",
		"银行账号：2902001209012345678":            "2902***********5678",
		"开户行：某某银行 户名：张三 账号：29020012090123":    "2902******0123",
		"户名：银川市兴庆区财政局\n账号：29020012090123":     "",
		"账号：29020012090123\n户名：某某建设有限公司":      "",
		"保证金账户：29020012090123":                "",
		"账户余额1234567890.12元":                  "",
		"统一社会信用代码：91640100MA75X0000X":         "",
		"统一社会信用代码310118190001010018":          "",
		"合同金额 12 345 678 901 234 567 元":       "",
		"内部资料 注意保密":                           "内部资料 注意保密",
		"联系人手机：1 3 9 1 2 3 4 5 6 7 8":         "1 3************** 7 8",
	} {
		got := ""
		for _, f := range catalog.Screen(text) {
			weighed(t, []catalog.Finding{f})
			got += f.Got
		}
		assert.Equal(t, want, got, text)
		assert.Empty(t, slices.DeleteFunc(catalog.Screen(catalog.Mask(text)), func(f catalog.Finding) bool { return f.Rule == catalog.RuleSecret }), text)
	}
}

// A list has the word once, at its head.
func TestScreeningReadsTheHeadsOfTables(t *testing.T) {
	for text, want := range map[string][]string{
		"姓名,身份证号,金额\n某甲,640104900101101,640104900101101\n某乙,\"640104900101102\",5\n":         {"640104******101", "640104******102"},
		"序号\t姓名\t开户银行\t银行账号\t金额（元）\n1\t某甲\t某某银行\t2902001209012\t1234567890123\n合计\t\t\t\t99": {"2902*****9012"},
		"车牌号\n宁A12345\n宁AD12345\n\n浙A12345\n":                                                {"宁A*****", "宁A******"},
		"单位,统一社会信用代码\n某公司,916401001234567890\n":                                              nil,
		"项目,账户余额\n甲,1234567890123\n":                                                         nil,
		"项目\t文号\t索引号\n甲\t兴政发〔2015〕12号\t640104/2015-00012\n":                                  nil,
	} {
		var got []string
		for _, f := range catalog.Screen(text) {
			got = append(got, f.Got)
		}
		assert.Equal(t, want, got, text)
		assert.Empty(t, catalog.Screen(catalog.Mask(text)), text)
	}
}

func TestMaskingLeavesNothingToFind(t *testing.T) {
	text := "甲110105194912310021乙11010519491231002X，139 1234 5678；卡4111-1111-1111-1111，家住某路8号楼。"
	require.Len(t, catalog.Screen(text), 4)
	masked := catalog.Mask(text)
	assert.Empty(t, catalog.Screen(masked))
	assert.Equal(t, len([]rune(text)), len([]rune(masked)))
	assert.True(t, strings.HasPrefix(masked, "甲110105194912310021乙110105********002X，"))
	assert.Equal(t, "国务院办公厅关于公务用车的通知", catalog.Mask("国务院办公厅关于公务用车的通知"))
}

func TestAFindingBlocksUntilMaskedOrWaivedWithAReason(t *testing.T) {
	c := catalog.New(nil)
	r := report()
	r.Body = "招标联系人手机13912345678。"
	r.Files = []catalog.File{{Name: "名单.xlsx", Text: "440524188001010014"}}
	_, err := c.Publish(t.Context(), r, signer)
	var caught *catalog.ScreenError
	require.ErrorAs(t, err, &caught)
	require.Len(t, caught.Findings, 2)
	assert.NotContains(t, err.Error(), "139")
	assert.Equal(t, "附件《名单.xlsx》", caught.Findings[1].Where)

	r.Files[0].Text = catalog.Mask(r.Files[0].Text)
	r.Review.Waived = []catalog.Waiver{{Finding: caught.Findings[0].Fingerprint(), Reason: " "}}
	_, err = c.Publish(t.Context(), r, signer)
	require.ErrorAs(t, err, &caught, "a waiver needs a reason")
	r.Review.Waived[0].Reason = "招标文件规定公开的单位联系电话"
	published, err := c.Publish(t.Context(), r, signer)
	require.NoError(t, err)

	published.Body = "招标联系人手机13912355678。"
	_, err = c.Amend(t.Context(), published, signer)
	require.ErrorAs(t, err, &caught, "the waiver is for that number, not for another")
	published.Review.Waived = append(published.Review.Waived, catalog.Waiver{Finding: caught.Findings[0].Fingerprint(), Reason: "同上"})
	_, err = c.Amend(t.Context(), published, signer)
	require.NoError(t, err, "a finding of a record that has its number is waived like any other")
}

func FuzzMask(f *testing.F) {
	f.Add("身份证号11010519491231002X，手机13912345678，机密★1年")
	f.Fuzz(func(t *testing.T, text string) {
		masked := catalog.Mask(text)
		for _, found := range catalog.Screen(masked) {
			if found.Rule == catalog.RuleIDNumber || found.Rule == catalog.RulePhone {
				t.Fatalf("%q still has %s", masked, found.Rule)
			}
		}
	})
}

// A list of people, as offices attach them: twenty thousand lines with a telephone each.
func BenchmarkMaskAListOfPeople(b *testing.B) {
	list := strings.Repeat("某甲，13800000000\n", 20_000)
	b.SetBytes(int64(len(list)))
	for b.Loop() {
		catalog.Mask(list)
	}
}
