package catalog_test

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

// Writings met on the sites of Chongqing, Shanxi, Henan, Shanghai and the
// State Council.
func TestDocumentNumbersAreReadInAnyWriting(t *testing.T) {
	for text, want := range map[string]string{
		"发文字号：渝府发〔2023〕15号":    "渝府发〔2023〕15号",
		"发文字号：晋政发[2013]35号":    "晋政发〔2013〕35号",
		"发文字号：晋政发(2007)18号":    "晋政发〔2007〕18号",
		"发文字号：晋政办发(2017〕109号":  "晋政办发〔2017〕109号",
		"豫政办 〔 2021 〕68 号":     "豫政办〔2021〕68号",
		"\u200b渝府办发〔2019〕103号": "渝府办发〔2019〕103号",
		"发文字号：渝府发〔2000〕48号〔〕":  "渝府发〔2000〕48号",
		"晋政办发〔2012〕18":         "晋政办发〔2012〕18号",
		"重庆市人民政府令第 359 号":      "重庆市人民政府令第359号",
		"公告2018年第14号":          "公告2018年第14号",
		"国家税务总局公告2015年第41号":    "国家税务总局公告2015年第41号",
		"国办发明电〔２０２４〕１２号":       "国办发明电〔2024〕12号",
		"宁政办明电发【2015】90号":      "宁政办明电发〔2015〕90号",
		"国家发展改革委2017年第9号":      "国家发展改革委2017年第9号",
	} {
		d, err := catalog.ParseDocNumber(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, d.String(), text)
		again, err := catalog.ParseDocNumber(d.String())
		require.NoError(t, err)
		assert.Equal(t, d, again)
	}
}

func TestWhatIsNoDocumentNumberIsRefusedWithAReason(t *testing.T) {
	for text, reason := range map[string]string{
		"":                              "没有文号",
		"发文字号：":                         "没有文号",
		"晋政发〔2014〕号16":                  "“号”写在了序号前面",
		"其他 〔 2022 〕 86 号":              "“其他”不是机关代字",
		"国发〔2015〕0号":                    "序号应从1开始",
		"国发〔1015〕1号":                    "年份不在1949—2099之间",
		"关于做好工作的通知":                     "不是“机关代字〔年份〕序号”、“令第×号”或“公告××年第×号”的写法",
		"国发〔2015〕99999999999999999999号": "不是“机关代字〔年份〕序号”、“令第×号”或“公告××年第×号”的写法",
	} {
		_, err := catalog.ParseDocNumber(text)
		var refused *catalog.DocNumberError
		require.ErrorAs(t, err, &refused, text)
		assert.Equal(t, reason, refused.Reason, text)
	}
}

func TestAllScrapedDocumentNumbersAreReadOrRefused(t *testing.T) {
	z, err := gzip.NewReader(sharedData(t, "catalog/doc-numbers-11-governments.tsv.gz"))
	require.NoError(t, err)
	in := csv.NewReader(z)
	in.Comma, in.LazyQuotes, in.FieldsPerRecord = '\t', true, -1
	_, err = in.Read()
	require.NoError(t, err)
	rows, read, reasons := 0, 0, map[string]int{}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		rows++
		d, err := catalog.ParseDocNumber(row[2])
		if err != nil {
			var refused *catalog.DocNumberError
			require.ErrorAs(t, err, &refused)
			reasons[refused.Reason]++
			continue
		}
		read++
		again, err := catalog.ParseDocNumber(d.String())
		require.NoError(t, err)
		require.Equal(t, d, again)
	}
	assert.Equal(t, 43316, rows)
	assert.Equal(t, map[string]int{"没有文号": 4998, "“号”写在了序号前面": 1, "“其他”不是机关代字": 24}, reasons)
	assert.Equal(t, 38293, read)
}

func TestSerialGapsAreExpectedOfNormativeSeriesOnly(t *testing.T) {
	var numbers []catalog.DocNumber
	for _, s := range []string{"宁政规发〔2023〕1号", "宁政规发〔2023〕4号", "宁政办发〔2023〕2号", "国务院令第670号", "国务院令第672号"} {
		d, err := catalog.ParseDocNumber(s)
		require.NoError(t, err)
		numbers = append(numbers, d)
	}
	gaps := catalog.SerialGaps(numbers, nil)
	require.Len(t, gaps, 3)
	assert.Equal(t, catalog.Gap{Series: "宁政办发〔2023〕", Missing: []int{1}, Highest: 2}, gaps[1])
	assert.Equal(t, catalog.Gap{Series: "宁政规发〔2023〕", Missing: []int{2, 3}, Highest: 4, Expected: true}, gaps[2])
}

func FuzzParseDocNumber(f *testing.F) {
	f.Add("发文字号：渝府发〔2023〕15号")
	f.Add("发文字号：字号发〔2023〕15号")
	f.Add("公告第第〔2023〕15号")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := catalog.ParseDocNumber(text)
		if err != nil {
			return
		}
		again, err := catalog.ParseDocNumber(d.String())
		require.NoError(t, err)
		require.Equal(t, d, again)
	})
}
