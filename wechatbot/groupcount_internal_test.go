package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/h5"
)

// Whose organs a report counts together: those of its own place, also where nobody has named that.
func TestWhichOrgansAreOfNoGroup(t *testing.T) {
	organs := []h5.Organ{{Name: "掌政镇"}, {Name: "万里街道", Elsewhere: true}}
	for _, c := range []struct {
		office, organ string
		none          bool
	}{
		{"银川市兴庆区人民政府", "掌政镇", false},
		{"银川市兴庆区人民政府", "教育局", false},
		{"银川市兴庆区人民政府", "万里街道", true},
		{"银川市兴庆区人民政府", "国务院办公厅", true},
		{"银川市兴庆区人民政府", "银川市兴庆区人民政府办公室", true},
		{"", "教育局", false},
		{"", "万里街道", true},
	} {
		b := &Bot{Config: Config{Office: h5.Office{Name: c.office, Organs: organs}}}
		assert.Equal(t, c.none, b.ofNoGroup(c.organ), c.office+" "+c.organ)
	}
}
