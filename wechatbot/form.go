package wechatbot

import (
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// form is lexicon.Form by a short name: most of what is read here is written with it.
func form(expr string) *pattern.Pattern { return lexicon.Form(expr) }
