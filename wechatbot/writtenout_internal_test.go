package wechatbot

import (
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAnOptionThatIsWrittenOutSaysWhatItDid(t *testing.T) {
	const text = `{{if .Next}}回复{{option "a&b" "<下一页>" -}} 看更多{{else if .Say}}{{option .Say "这个"}}{{else}}{{with option "人工" "人工"}}{{.}}{{end}}{{end}}{{range .All}}{{option "1" "一"}}{{end}}{{template "x" .}}{{define "x"}}{{option "x" (printf "%d" 1)}}{{option "y" "z"}}{{end}}`
	filled := template.Must(template.New("").Funcs(template.FuncMap{"option": option}).Parse(text))
	out := (&replies{templates: template.Must(template.Must(filled.Clone()).Parse(text))}).writtenOut().templates
	for _, data := range []map[string]any{{"Next": true}, {"Say": "好"}, {"All": []int{1, 2}}} {
		var want, got strings.Builder
		require.NoError(t, filled.Execute(&want, data))
		require.NoError(t, out.Execute(&got, data))
		assert.Equal(t, want.String(), got.String())
	}
	assert.NotContains(t, out.Tree.Root.String(), `{{option "1"`)
	assert.Contains(t, filled.Tree.Root.String(), `{{option "1"`)
}
