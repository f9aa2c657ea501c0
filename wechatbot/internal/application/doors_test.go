package application_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/internal/application"
)

func TestOnePartOfAnAddressIsToldAnew(t *testing.T) {
	for _, c := range []struct{ address, text, want string }{
		{"银川市兴庆区文化东街7号", "地址7号改17号", "银川市兴庆区文化东街17号"},
		{"银川市兴庆区文化东街7号", "门牌号错了，是17号", "银川市兴庆区文化东街17号"},
		{"银川市兴庆区文化东街7号", "不是7号，是17号", "银川市兴庆区文化东街17号"},
		{"银川市兴庆区文化东街7号", "把文化东街改成文化西街", "银川市兴庆区文化西街7号"},
		{"银川市兴庆区文化东街7号院3号楼2单元501室", "501室写错了应该是502室", "银川市兴庆区文化东街7号院3号楼2单元502室"},
		{"银川市兴庆区文化东街7号院3号楼2单元501室", "楼号错了，是5号楼", "银川市兴庆区文化东街7号院5号楼2单元501室"},
		{"银川市兴庆区文化东街17号", "7号改成9号", ""},   // 17号 has no 7号
		{"银川市兴庆区文化东街7号7号楼", "7号改成9号", ""}, // which of the two?
		{"银川市兴庆区文化东街7号", "门牌号是17号楼", ""},  // it has none
		{"银川市兴庆区文化东街7号", "7号是文化东街的", ""},  // says nothing anew
		{"银川市兴庆区文化东街7号", "7号改成17号行吗", ""}, // asks
		{"银川市兴庆区文化东街7号", "地址要改", ""},
		{"银川市兴庆区文化东街7号", "地址改成银川市兴庆区解放街2号", ""}, // the whole
		{"银川市兴庆区文化东街7号", "合同改成验收报告", ""},
		{"", "7号改成17号", ""},
	} {
		assert.Equal(t, c.want, application.AddressAnew(c.address, c.text), c.text)
	}
}
