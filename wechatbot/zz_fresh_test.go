package wechatbot_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestZZFresh(t *testing.T) {
	b, err := os.ReadFile("/tmp/people/fresh.txt")
	if err != nil {
		t.Skip()
	}
	p := wechattest.NewPlain()
	to := found(t, p)
	for _, l := range strings.Split(string(b), "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		u, want, _ := strings.Cut(l, " | ")
		got := p.Stranger(to.bot, "甲").Says(u)
		got = strings.Join(strings.SplitN(got, "\n", 4)[:min(3, strings.Count(got, "\n")+1)], " / ")
		if r := []rune(got); len(r) > 130 {
			got = string(r[:130])
		}
		fmt.Printf("%-24s [%s]\n      %s\n", u, want, got)
	}
}
