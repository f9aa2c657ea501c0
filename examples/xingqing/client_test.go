package main

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// seenBy is what testdata/client.mjs saw of an office.
type seenBy struct {
	Mode           string
	Answers        [][2]string
	Done, Failures []string
	Crowd          int // milliseconds for four hundred citizens at once
}

// An independent client, in another language and on other crypto, gets the same
// answers in plain and in safe mode, and is refused what must be refused.
func TestAClientInAnotherLanguageGetsTheSameAnswersInBothModes(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no Node.js on this machine: the independent client was not tried")
	}
	office, zwgk := built(t)
	modes := map[string]seenBy{}
	for mode, flags := range map[string][]string{"safe": nil, "plain": {"-plain"}} {
		o := start(t, office, zwgk, filepath.Join(t.TempDir(), "office.db"), flags...)
		out, err := exec.Command(node, "testdata/client.mjs", o.base+"/wechat", o.account.AppID, o.account.Token, o.account.AESKey).Output()
		var seen seenBy
		require.NoError(t, json.Unmarshal(out, &seen), "%v\n%s", err, out)
		require.NoError(t, err, "%v", seen.Failures)
		assert.Equal(t, mode, seen.Mode)
		t.Logf("%s: four hundred citizens at once took %d ms", mode, seen.Crowd)
		modes[mode] = seen
	}
	assert.GreaterOrEqual(t, len(modes["safe"].Answers), 25)
	assert.Equal(t, modes["plain"].Answers, modes["safe"].Answers)
	assert.Contains(t, modes["safe"].Done, "a downgrade")
}

// The running office keeps every rule for callbacks over the network too, in
// both modes.
func TestTheRunningOfficeKeepsEveryRuleForCallbacks(t *testing.T) {
	office, zwgk := built(t)
	for _, flags := range [][]string{nil, {"-plain"}} {
		o := start(t, office, zwgk, filepath.Join(t.TempDir(), "office.db"), flags...)
		bot, err := wechattest.Remote(o.base + "/wechat")
		require.NoError(t, err)
		for _, f := range wechattest.For(o.account, false).Check(bot) {
			assert.False(t, f.Must, f.String()) // a busy machine may be slow
		}
	}
}
