package wechattest

import "strings"

// template sends a template message, which needs no window.
func (p *Platform) template(r request) answer {
	var m struct {
		To       string                            `json:"touser"`
		Template string                            `json:"template_id"`
		URL      string                            `json:"url"`
		Data     map[string]struct{ Value string } `json:"data"`
	}
	if !r.json(&m) {
		return refused(47001)
	}
	f, known := p.followers[m.To]
	switch {
	case !known:
		return refused(40003)
	case !f.following:
		return refused(43004)
	case m.Template == "":
		return refused(40037)
	}
	var lines []string
	for _, key := range []string{"first", "thing1", "thing2", "phrase1", "time1", "character_string1", "remark"} {
		if v, given := m.Data[key]; given {
			lines = append(lines, v.Value)
		}
	}
	f.arrives(Answer{Type: "template", Text: strings.Join(lines, "\n"), URL: m.URL})
	p.notify()
	return answer{"errcode": 0, "errmsg": "ok", "msgid": p.id()}
}
