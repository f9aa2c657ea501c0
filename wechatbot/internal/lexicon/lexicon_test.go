package lexicon_test

import (
	"fmt"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

func ExampleForm() {
	consults := lexicon.Form(`^(?:{greeting}|，)*我?(?:想|要)?{consult}`)
	fmt.Println(consults.MatchString("你好，我想咨询一下"), consults.MatchString("路灯坏了"))
	// Output: true false
}

func ExampleTells() {
	fmt.Println(lexicon.Tells("我想申请公开那个"), lexicon.Tells("我想申请公开改造合同"))
	// Output: 0 4
}
