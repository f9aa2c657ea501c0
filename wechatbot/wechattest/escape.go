package wechattest

// escaped is the first \uxxxx in JSON, "" if it has none. Go writes & as one, and so do
// other languages with Chinese. WeChat takes none in a menu (全局返回码: 不能包含 \uxxxx
// 格式的字符).
func escaped(text string) string {
	for i := 0; i+1 < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		if text[i+1] == 'u' && i+6 <= len(text) {
			return text[i : i+6]
		}
		i++ // what stands behind a backslash is none
	}
	return ""
}

// invisible are characters that JSON writes as \uxxxx whoever writes it.
func invisible(escape string) bool {
	switch escape[:5] {
	case `\u000`, `\u001`:
		return true
	}
	return escape == `\u2028` || escape == `\u2029`
}
