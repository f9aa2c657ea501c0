package application

import "strings"

// Details as they are told aloud, and as a voice message writes them: numerals for digits,
// letters one by one, and how a name is written.

// spokenDigits are digits as they are told, and as a voice message writes them.
var spokenDigits = form(`[零〇一幺二两三四五六七八九]{7,}`)

// spokenMail is an address of mail as it is told: xiaoma艾特example点com.
var spokenMail = form(`[0-9A-Za-z._-]+(?:(?:艾特|埃特|爱特)[0-9A-Za-z-]+(?:[点.][A-Za-z]+)+|@[0-9A-Za-z-]+(?:点[A-Za-z]+)+)`)

// letteredMail is one whose letters are told one by one, as a voice message writes them:
// m x y at 163 点 com.
var letteredMail = form(`(?i)\b(?:[0-9a-z] +)*[0-9a-z._-]+ *(?:\bat\b|艾特|埃特|爱特|@) *[0-9a-z-]+(?: *(?:点|\bdot\b|\.) *(?:com|cn|net|org|edu|gov))+`)

// inMail writes it with its signs.
func inMail(s string) string {
	if strings.Contains(s, " ") {
		s = strings.NewReplacer(" at ", "@", " dot ", ".", " AT ", "@").Replace(s)
		s = strings.ReplaceAll(s, " ", "")
	}
	return strings.NewReplacer("艾特", "@", "埃特", "@", "爱特", "@", "点", ".").Replace(s)
}

// unspelled is a text without the word that says how the name at its end is written: of
// 我姓杨叫杨桂花桂花的桂花 the last five characters.
func unspelled(text string) string {
	at := strings.LastIndex(text, "叫")
	if at < 0 || !strings.Contains(text[at:], "的") {
		return text
	}
	head, said := text[:at+len("叫")], []rune(strings.NewReplacer(",", "", "，", "", " ", "").Replace(text[at+len("叫"):]))
	for n := 2; n <= 4 && n+3 <= len(said); n++ {
		found := spells.FindStringSubmatch(string(said[n:]))
		if found != nil && strings.Contains(string(said[:n]), found[2]) && strings.Contains(found[1], found[2]) {
			return head + string(said[:n])
		}
	}
	return text
}

var spells = form(`^(\p{Han}{1,3})的(\p{Han}{1,2})$`)
