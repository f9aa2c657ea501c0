package wechatbot_test

import (
	"fmt"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
	"os"
	"strings"
	"testing"
)

func TestTmp(t *testing.T) {
	p := wechattest.NewPlain()
	to := found(t, p)
	for _, s := range strings.Split(os.Getenv("Q"), "|") {
		f := p.Stranger(to.bot, "甲")
		a := f.Says(s)
		o := ""
		for _, x := range wechattest.Parts(a) {
			o += x.Text
		}
		if len([]rune(o)) > 90 {
			o = string([]rune(o)[:90])
		}
		fmt.Println("["+s+"]", strings.ReplaceAll(o, "\n", " / "))
	}
}
