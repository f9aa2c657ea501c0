package envelope

import "strings"

// AppendText appends an element with a clean text, as it is: an end of CDATA in
// it is torn between two.
func AppendText(out []byte, name, text string) []byte {
	out = append(out, '<')
	out = append(out, name...)
	out = append(out, "><![CDATA["...)
	for {
		before, after, torn := strings.Cut(text, "]]>")
		out = append(out, before...)
		if !torn {
			break
		}
		out = append(out, "]]]]><![CDATA[>"...)
		text = after
	}
	out = append(out, "]]></"...)
	out = append(out, name...)
	return append(out, '>')
}
