package wechattest

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// The manual lists every call that is played, and no other.
func TestTheManualListsTheCallsThatArePlayed(t *testing.T) {
	page, err := os.ReadFile("../../docs/wechattest.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "## Calls that are played")
	_, table, _ = strings.Cut(table, "|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	var listed []string
	for i, word := range strings.Split(table, "`") {
		switch {
		case i%2 == 0:
		case strings.HasPrefix(word, "/"):
			listed = append(listed, word)
		default:
			listed = append(listed, "/cgi-bin/"+word)
		}
	}
	played := []string{showQRCode, robotSend, corpToken}
	for path := range New().handlers() {
		played = append(played, path)
	}
	p := New()
	p.corp, p.corpUntil = "t", p.now().Add(tokenLife)
	for _, path := range listed {
		if strings.HasPrefix(path, contacts) && p.wecom(path, request{query: map[string][]string{"access_token": {"t"}}})["errcode"] != 48002 {
			played = append(played, path)
		}
	}
	slices.Sort(listed)
	slices.Sort(played)
	if !slices.Equal(listed, played) {
		t.Errorf("listed %v\nplayed %v", listed, played)
	}
}
