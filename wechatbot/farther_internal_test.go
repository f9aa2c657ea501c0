package wechatbot

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

func TestTheMoneyOfTheOfficesOwnPlaceIsNotAnothers(t *testing.T) {
	books, err := budget.Open(fstest.MapFS{})
	require.NoError(t, err)
	for _, c := range []struct{ office, short, text, farther string }{
		{"宁夏回族自治区人民政府", "", "宁夏三公经费多少", ""},
		{"宁夏回族自治区人民政府", "", "宁夏去年财政收入", ""},
		{"宁夏回族自治区人民政府", "", "全国三公经费多少", "全国"},
		{"河北省人民政府", "", "河北省2024年三公经费", ""},
		{"河北省人民政府", "", "省里三公经费多少", ""},
		{"河北省人民政府", "", "北京三公经费多少", "北京"},
		{"银川市兴庆区人民政府", "", "银川市2024年三公经费", "银川市"},
		{"银川市兴庆区人民政府", "兴庆区", "银川市2024年三公经费", "银川市"},
		{"银川市兴庆区人民政府", "兴庆区", "兴庆区2024年三公经费", ""},
	} {
		v := &visit{bot: &Bot{Config: Config{Office: h5.Office{Name: c.office, Short: c.short}, Books: books}}}
		assert.Equal(t, c.farther, v.farther(c.text), c.office+" "+c.text)
	}
}

func TestThePlaceThatIsMeantIsThatOfTheOffice(t *testing.T) {
	for _, c := range []struct {
		office, short, text string
		here                bool
	}{
		{"银川市兴庆区人民政府", "兴庆区", "我说的是咱们银川兴庆", true},
		{"银川市兴庆区人民政府", "", "我说的是咱们兴庆区的", true},
		{"银川市兴庆区人民政府", "兴庆区", "我说的是咱们银川", false},
		{"银川市兴庆区人民政府", "兴庆区", "我说的是兴庆区教育局", false},
		{"上海市普陀区人民政府", "普陀区", "我说的是上海普陀", true},
		{"上海市普陀区人民政府", "普陀区", "我说的是咱们银川普陀", false},
		{"", "", "我说的是咱们这里", false},
	} {
		b := &Bot{Config: Config{Office: h5.Office{Name: c.office, Short: c.short}}}
		assert.Equal(t, c.here, b.namesOnlyHere(c.text), c.office+" "+c.text)
	}
}
