package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var link = regexp.MustCompile(`<a href="weixin[^>]*>([^<]*)</a>|<a href="([^"]*)">([^<]*)</a>`)

func TestTalk(t *testing.T) {
	o, err := open(context.Background(), settings{db: filepath.Join(t.TempDir(), "office.db"), date: "2026-11-28"}, "http://example.invalid")
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Open(os.Getenv("TALK"))
	n := 0
	c := o.platform.Known(o.bot, "甲", fmt.Sprintf("oTalk%023d", n))
	c.Event("subscribe", "")
	for s := bufio.NewScanner(f); s.Scan(); {
		if s.Text() == "" {
			n++
			c = o.platform.Known(o.bot, "甲", fmt.Sprintf("oTalk%023d", n))
			c.Event("subscribe", "")
			fmt.Println("\n######")
			continue
		}
		got := c.Says(s.Text())
		y := o.why.of[fmt.Sprintf("oTalk%023d", n)]
		fmt.Printf("\n>>> %s   [%s/%s %.2f]\n%s\n", s.Text(), y.Intent, y.Template, y.Sure, link.ReplaceAllString(strings.TrimSpace(got), "[$1$3]"))
	}
}
