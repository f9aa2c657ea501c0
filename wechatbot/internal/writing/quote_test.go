package writing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

func TestUnquoted(t *testing.T) {
	for text, want := range map[string]string{
		"「兴庆区政务公开：三公经费」\n- - - - - - - - - - - - - - -\n财政局的呢": "财政局的呢",
		"@政务公开 三公经费": "三公经费", "@政务公开\u2005三公经费": "三公经费", "a@b.cn 是邮箱": "a@b.cn 是邮箱",
		"「三公经费」是什么": "「三公经费」是什么", "@政务公开": "@政务公开", "「好」\n- - - - - -\n": "「好」\n- - - - - -\n", "": "", "三公经费": "三公经费",
	} {
		assert.Equal(t, want, writing.Unquoted(text), text)
	}
}
