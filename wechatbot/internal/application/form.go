package application

import (
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// form is lexicon.Form by a short name: what is told is read with it.
func form(expr string) *pattern.Pattern { return lexicon.Form(expr) }
