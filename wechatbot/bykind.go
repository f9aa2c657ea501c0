package wechatbot

import (
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// ofKind is a text that names a matter and a kind of document, with a word between that
// titles say in another way: 政府公众号管理的意见; or names no kind, 政务新媒体管理.
var ofKind = form(`^(.{2,12}?)(?:管理|规范|监管|治理|发展|建设|工作|问题|方面|有关)+(?:的?(意见|通知|办法|方案|决定|规定|条例|批复|复函|通报))?$`)

// byKind shows the documents of a kind that are probably meant by such a text, where what
// has all its words is of another kind.
func (v *visit) byKind(q catalog.Query, page catalog.Page) (answer, bool) {
	named := ofKind.FindStringSubmatch(q.Text)
	if named == nil {
		return answer{}, false
	}
	isOfKind := func(h catalog.Hit) bool { return strings.HasSuffix(h.Record.Title, named[2]) }
	matter := named[1] + "的" + named[2]
	if named[2] == "" {
		matter = named[1]
		isOfKind = func(h catalog.Hit) bool { return strings.Contains(h.Record.Title, matter) }
	}
	if !page.Near && slices.ContainsFunc(page.Hits, isOfKind) {
		return answer{}, false
	}
	q.Text = matter
	of, err := v.look(q)
	if err != nil || of.Near {
		return answer{}, false
	}
	var hits []nearHit
	for i, h := range of.Hits {
		if isOfKind(h) && len(hits) < mostNear {
			hits = append(hits, nearOf(&of.Hits[i], ""))
		}
	}
	if len(hits) == 0 {
		return answer{}, false
	}
	v.talk.misses = 0
	return v.sayMissing(named[0], of, hits, true), true
}
