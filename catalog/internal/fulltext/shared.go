package fulltext

import (
	"strings"
	"sync"
)

// anyTitle are words that any paper's title may have: what kind of paper it is, who
// issues such papers, and what governments say of whatever they do. In a catalogue of
// a dozen records they are rare, and still tell nothing of what a record is about.
const anyTitle = `国务院 办公厅 办公室 人民政府 省政府 市政府 区政府 县政府 委员会 关于 印发 转发 公布 发布 同意 通知 意见 办法 规定 条例 细则 决定 决议 方案 计划 规划 报告 公报 公告 通告 公示 通报
批复 复函 建议 答复 请示 纪要 要点 总结 说明 名单 目录 指南 标准 制度 政策 措施 文件 信息 内容 材料 情况 问题 事项 工作 会议 活动 服务 管理 监督 检查 实施 执行 落实 贯彻 推进 推动 促进 加强 加快 做好 开展 组织 建设
发展 改革 创新 完善 健全 规范 全面 深入 进一步 有关 相关 若干 部分 年度 当前 今后 时期 试行 暂行 指导 调整 健康 有序 产业 政府 部门 单位 机构 人员`

var inAnyTitle = sync.OnceValue(func() map[uint32]bool {
	pairs := map[uint32]bool{}
	for _, w := range strings.Fields(anyTitle) {
		u := fold(w, nil, nil)
		for i := range len(u) - 1 {
			pairs[pair(u[i], u[i+1])] = true
		}
	}
	return pairs
})

// Common says whether a word is made of what any paper's title may have: it tells nothing
// of what a text is about. Nor does a word of fewer than two characters.
func Common(word string) bool {
	u := fold(word, nil, nil)
	for i := range len(u) - 1 {
		if !inAnyTitle()[pair(u[i], u[i+1])] {
			return false
		}
	}
	return true
}

// A year that a title has counts as so many pairs, beside words that count as much as
// so many at least.
const (
	yearCounts = 2
	yearBeside = 0.5
)

// shared is what a title has of the query, in the way that it has most of, counted in
// pairs that stand in no other title. It says whether a text is near at all, so that
// words of any title count nothing, nor do the name of who issued the text and digits
// but for a whole number. A year says nothing by itself, and counts beside a word.
func (r *run) shared(c cand) (most float32) {
	p, one := r.state.parts[c.part].segment, r.weight(1)
	issuer := r.state.owners[p.facts[c.ord].owner].name
	for _, way := range r.phrases(likesMax) {
		var may chance
		var m meeting
		way.may(&p.facts[c.ord], &may)
		way.meet(&m, p, c.ord, &may)
		telling, year := way.telling(m.exact, issuer)
		has := way.covered(m.exact&telling, 1) + way.covered(m.sound&^m.exact&telling, soundCover) + way.covered(m.loose&^(m.exact|m.sound)&telling, looseCover)
		if year && has >= yearBeside*one {
			has += yearCounts * one
		}
		most = max(most, has-way.cost)
	}
	return most / one
}

// Shares counts, of each text that an organ has issued, what it has of the query, as
// Hit.Shared counts it of a title, but only what stands there as it is.
func (x *Index) Shares(like []Phrase, issuer string, texts []string) []float32 {
	r := run{state: x.state(), scratch: &scratch{}, q: Query{Like: like}}
	one, by := r.weight(1), fold(issuer, nil, nil)
	out := make([]float32, len(texts))
	var units []uint16
	for i, text := range texts {
		units = fold(text, units[:0], nil)
		for _, way := range r.phrases(likesMax) {
			exact := way.found(units)
			telling, _ := way.telling(exact, by)
			out[i] = max(out[i], (way.covered(exact&telling, 1)-way.cost)/one)
		}
	}
	return out
}

// telling are the pairs of a pattern that tell what it is about, of a title that has
// some of them as they are, by an issuer, and whether it has a year of the pattern.
func (p *pattern) telling(exact uint64, issuer []uint16) (mask uint64, year bool) {
	mask = p.full &^ p.found(issuer)
	for i := 0; i < len(p.weights); {
		end := i
		for end < len(p.weights) && digit(p.units[end]) && digit(p.units[end+1]) {
			end++
		}
		if number := uint64(1)<<end - uint64(1)<<i; end > i {
			isYear := end == i+3 && (p.units[i] == '1' && p.units[i+1] == '9' || p.units[i] == '2' && p.units[i+1] == '0')
			year = year || isYear && exact&number == number
			if isYear || end < i+3 || exact&number != number {
				mask &^= number
			}
			i = end
			continue
		}
		if inAnyTitle()[pair(p.units[i], p.units[i+1])] || digit(p.units[i]) && p.units[i+1] == '年' {
			mask &^= 1 << i
		}
		i++
	}
	return mask, year
}

func digit(u uint16) bool { return u >= '0' && u <= '9' }
