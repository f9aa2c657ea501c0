package catalog_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/catalog"
)

func TestWordsAreKnownByTheirSound(t *testing.T) {
	for letters, word := range map[string]string{"niandubaogao": "年度报告", "Nian Du Bao Gao": "年度报告", "zengwudating": "政务大厅", "xi'an": "西安"} {
		assert.True(t, catalog.SoundsLike(word, letters), letters)
	}
	for letters, word := range map[string]string{"niandu": "年度报告", "": "年", "年度报告": "年度报告", "abc": "年度报", "niandubaogao2": "年度"} {
		assert.False(t, catalog.SoundsLike(word, letters), letters)
	}
}

func TestTraditionalCharactersAreSimplifiedOneForOne(t *testing.T) {
	assert.Equal(t, "我要申请，投诉 ABC 1", catalog.Simplified("我要申請，投訴 ABC 1"))
}

func ExampleSoundsLike() {
	fmt.Println(catalog.SoundsLike("政务大厅", "zhengwudating"))
	// Output: true
}
