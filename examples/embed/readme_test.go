package main_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheReadmeShowsThisProgramAndItHasTwentyLines(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	program, err := os.ReadFile("main.go")
	require.NoError(t, err)
	assert.Contains(t, string(readme), "```go\n"+string(program)+"```", "the program of the README is the one that compiles here")
	assert.LessOrEqual(t, strings.Count(string(program), "\n"), 21)
}
