package catalog_test

import (
	"fmt"
	"strings"
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

func TestWordsThatSoundAlikeAreOfOneLength(t *testing.T) {
	for word, other := range map[string]string{"运行经费": "云行经非", "公务接待费": "公务街待费", "国函": "国涵", "城乡": "诚乡", "行政": "行正"} {
		assert.True(t, catalog.SoundsAlike(word, other), other)
		assert.True(t, catalog.SoundsAlike(other, word), other)
	}
	for word, other := range map[string]string{"运行经费": "云行经", "": "", "三公": "出国", "年报": "nb"} {
		assert.False(t, catalog.SoundsAlike(word, other), other)
	}
}

func ExampleSoundsAlike() {
	fmt.Println(catalog.SoundsAlike("机关运行经费", "机关云行经费"))
	// Output: true
}

func TestTraditionalCharactersAreSimplifiedOneForOne(t *testing.T) {
	assert.Equal(t, "我要申请，投诉 ABC 1", catalog.Simplified("我要申請，投訴 ABC 1"))
}

func ExampleSoundsLike() {
	fmt.Println(catalog.SoundsLike("政务大厅", "zhengwudating"))
	// Output: true
}

func ExampleSpeller() {
	s := catalog.NewSpeller([]string{"我的申请", "申请", "到哪了"})
	fmt.Println(s.Write("wo de shenqing daona le"))
	fmt.Println(s.Write("shenqing 2024"))
	fmt.Println(s.Write("hello world"))
	// Output:
	// 我的申请到哪了 1
	// 申请2024 1
	//  0
}

func FuzzSpeller(f *testing.F) {
	s := catalog.NewSpeller([]string{"三公经费", "经费", "多少", "国发", "号"})
	for _, text := range []string{"sangong jingfei", "guo fa 2004 18 hao", "x'i an", "1 2 3", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, letters string) {
		text, share := s.Write(letters)
		assert.GreaterOrEqual(t, share, 0.0)
		assert.LessOrEqual(t, share, 1.0)
		if share == 0 {
			assert.Empty(t, strings.Trim(text, "0123456789 "))
		}
	})
}
