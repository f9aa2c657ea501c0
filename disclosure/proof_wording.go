package disclosure

import (
	"fmt"
	"strings"
)

// doubles are particles that are not written twice, and what before or after
// one makes the pair a matter of two words, as in 参与+与会 or 及+及时.
var doubles = map[rune]struct{ before, after string }{
	'于': {}, '的': {"目", "确士"}, '了': {"", "解"}, '和': {"共", "谐平睦解"}, '及': {"", "时早"}, '与': {"参", "会"},
	'对': {"", "口象应接"}, '并': {"合", ""}, '被': {}, '把': {},
}

// doubledWords are words that are not said twice in a row.
var doubledWords = []string{"进一步", "以及", "通过", "对于", "进行", "开展", "根据", "按照", "加强", "主动", "认真", "积极"}

// misspelt are writings that are always slips.
var misspelt = []struct{ wrong, right string }{
	{"建立建全", "建立健全"}, {"布署", "部署"}, {"既使", "即使"}, {"公步", "公布"}, {"按排", "安排"}, {"涉秘信息", "涉密信息"},
	{"截止目前", "截至目前"}, {"既将", "即将"}, {"在接再厉", "再接再厉"},
}

// wordHeads are the characters at which a word of the lists above may begin.
const wordHeads = "进以通对开根按加主认积建布既公涉截在个"

// checkWording finds doubled words, slips of the pen and “22个各部门”.
func (p *page) checkWording() {
	for i, r := range p.runes {
		if p.at(i+1) != r && !strings.ContainsRune(wordHeads, r) {
			continue
		}
		p.checkDouble(i)
		for _, w := range misspelt {
			if p.has(i, w.wrong) {
				p.slipOf(i, w.wrong, w.right, "用字有误")
			}
		}
		if p.at(i) == '个' && p.at(i+1) == '各' && isDigit(p.at(i-1)) {
			from := p.clauseStart(i, 6)
			p.report(i, Finding{Rule: "proofread.wording", Severity: Warning, Where: p.text(from, i+4),
				Text: fmt.Sprintf("“%s”数量与“各”重复，请核对数目。", p.text(from, i+4)), Got: "个各"})
		}
	}
}

func (p *page) checkDouble(i int) {
	r := p.runes[i]
	if p.at(i+1) == r {
		if strings.ContainsRune("，。、；", r) {
			p.slipOf(i, string([]rune{r, r}), string(r), "标点重复")
		} else if rule, ok := doubles[r]; ok && !strings.ContainsRune(rule.before, p.at(i-1)) && !strings.ContainsRune(rule.after, p.at(i+2)) {
			p.slipOf(i, string([]rune{r, r}), string(r), "字词重复")
		}
	}
	for _, w := range doubledWords {
		if p.has(i, w) && p.has(i+len([]rune(w)), w) {
			p.slipOf(i, w+w, w, "字词重复")
		}
	}
}

func (p *page) slipOf(at int, got, want, what string) {
	p.report(at, Finding{Rule: "proofread.wording", Severity: Warning, Where: p.text(at-4, at+len([]rune(got))+4),
		Text: fmt.Sprintf("%s：“%s”应为“%s”。", what, got, want), Want: want, Got: got})
}
