package disclosure

import (
	"fmt"
	"strings"
)

// sorts are the words that count the members of a list.
var sorts = []string{"大类", "个大类", "个类别", "种类型", "类", "个大方面", "个方面", "方面", "个栏目", "个板块", "个专栏", "种方式", "种渠道", "种形式",
	"大重点领域", "个重点领域", "大领域", "个领域", "大板块", "项制度", "项内容", "个环节"}

// listHeads open a list inside a clause.
var listHeads = []string{"包括", "涵盖", "包含", "分为", "涉及", "围绕", "设置", "设立", "开设", "设有", "公开了", "按照", "分别为", "推进了", "完善了", "建立了",
	"制定了", "即", "：", "“", "按"}

// checkLists holds “a、b、c等6大类” and “分为三类：a、b” to what they list.
func (p *page) checkLists() {
	for i := 0; i < len(p.runes); i++ {
		n, end := 0, i
		if isDigit(p.runes[i]) && !isDigit(p.at(i-1)) && p.at(i-1) != '.' {
			for end = i; isDigit(p.at(end)) && end-i < 3; end++ {
				n = n*10 + int(p.at(end)-'0')
			}
		} else if n, end = chineseNumber(p.runes, i); end > i && strings.ContainsRune("第十几数", p.at(i-1)) {
			n = 0
		}
		if n < 2 || n > 30 {
			i = max(i, end-1)
			continue
		}
		word, length := p.hasAny(end, sorts)
		if length == 0 {
			i = max(i, end-1)
			continue
		}
		p.checkListBefore(i, n, p.text(i, end)+word)
		p.checkListAfter(i, end+length, n, p.text(i, end)+word)
		i = end
	}
}

// checkListBefore counts the items that end where the claim begins.
func (p *page) checkListBefore(at, claimed int, claim string) {
	right := at
	for right > 0 && strings.ContainsRune("共”", p.runes[right-1]) {
		right--
	}
	and := p.at(right-1) == '等'
	if and {
		right--
	}
	if p.at(right-1) == '”' {
		right--
	}
	left, headed := p.listStart(right)
	items := strings.FieldsFunc(p.text(left, right), func(r rune) bool { return r == '、' })
	if len(items) < 2 || !and && !headed || !short(items) {
		return
	}
	if len(items) > claimed || !and && len(items) < claimed && strings.HasSuffix(claim, "类") {
		p.miscounted(at, claimed, claim, items)
	}
}

// listStart goes back from the end of a list to the word that opens it.
func (p *page) listStart(right int) (int, bool) {
	for i := right; i > 0 && right-i < 300; i-- {
		if strings.ContainsRune("，。；！？\n)", p.runes[i-1]) {
			return i, false
		}
		if p.follows(i, listHeads...) {
			return i, true
		}
	}
	return right, false
}

// short tells names from clauses: a clause between enumeration commas is no item.
func short(items []string) bool {
	for i, item := range items {
		if n := len([]rune(item)); n > 14 || strings.ContainsAny(item, "0123456789") {
			return false
		}
		if i == len(items)-1 && strings.HasSuffix(item, "的") {
			return false
		}
	}
	return true
}

// checkListAfter counts the items that follow the claim and a colon.
func (p *page) checkListAfter(at, end, claimed int, claim string) {
	for stop := end + 8; end < stop && !strings.ContainsRune("：，。；、(\n", p.at(end)); {
		end++
	}
	if p.at(end) != '：' {
		return
	}
	from := end + 1
	if m, ok := markAt(p.runes, from); ok && m.n == 1 {
		p.checkMarked(at, from, claimed, claim, m)
		return
	}
	to := from
	for to < len(p.runes) && to < from+farthest && !strings.ContainsRune("，。；！\n(：", p.runes[to]) {
		to++
	}
	list := p.text(from, to)
	items := strings.FieldsFunc(list, func(r rune) bool { return r == '、' })
	if len(items) < 2 || !strings.ContainsRune("。；\n", p.at(to)) || strings.HasSuffix(list, "等") && len(items) <= claimed || !short(items) {
		return
	}
	if len(items) != claimed && !strings.ContainsAny(list, "和及与") || len(items) > claimed {
		p.miscounted(at, claimed, claim, items)
	}
}

// checkMarked counts 一是、二是 … after the claim, to the end of the paragraph.
func (p *page) checkMarked(at, from, claimed int, claim string, first mark) {
	var items []string
	want := 1
	for i := from; i < len(p.runes) && i < from+farthest && p.runes[i] != '\n'; i++ {
		if i > from && !strings.ContainsRune("；。，：", p.at(i-1)) {
			continue
		}
		if m, ok := markAt(p.runes, i); ok && m.level == first.level && m.n == want {
			items = append(items, first.written(want))
			want++
		}
	}
	if len(items) > 1 && len(items) != claimed {
		p.miscounted(at, claimed, claim, items)
	}
}

func (p *page) miscounted(at, claimed int, claim string, items []string) {
	p.report(at, Finding{Rule: "proofread.list", Severity: Wrong, Where: p.text(p.clauseStart(at, 12), at) + claim,
		Text: fmt.Sprintf("“%s”与所列不符：列出%d项（%s）。", claim, len(items), strings.Join(items, "、")),
		Want: fmt.Sprint(len(items)), Got: fmt.Sprint(claimed)})
}
