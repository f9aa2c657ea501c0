package catalog

import (
	"slices"
	"strings"
	"sync"
)

// deeds are what people say that was done, and any of the words with which documents say
// the same.
var deeds = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(deedWords) {
		if words := strings.Fields(line); len(words) > 1 {
			out[words[0]] = words[1:]
		}
	}
	return out
})

const deedWords = `
查 开展 实施 检查 审计
做 开展 实施 进行 完成 制作
搞 开展 实施 进行 举办
开展 开展 实施 进行
进行 进行 开展 实施
办 办理 承办
办理 办理 承办
发 发布 公开 公布 印发 下发 发放 发出 编发
发布 发布 公开 公布
公布 公布 公开 发布
公开 公开 公布 发布
登 公开 发布 刊登
开 召开 举行 举办
召开 召开 举行 举办
举行 举行 召开 举办
举办 举办 举行 召开
收 收到 受理 接到
收到 收到 受理 接到
受理 受理 收到 接到
接到 接到 受理 收到
接 接到 受理 接待
编 编写 编发 编印 编制
写 编写 撰写 编印
建 建设 建成 新建 修建 建立 设立
建成 建成 新建
修 修建 新修 整修 维修
设置 设置 设立 设有
设立 设立 设置
招 招录 招聘 录用 招考
花 支出 投入 花费 安排 拨付
用 支出 投入 使用 安排
投 投入 投资
完 完毕 完成
做完 完毕 完成
办完 办结 完毕
`

// told says whether a sentence tells a deed, in any words.
func told(sentence, deed string) bool {
	return slices.ContainsFunc(deeds()[deed], func(w string) bool { return strings.Contains(sentence, w) })
}

// mayMiss are characters that a sentence need not have where a question has them between
// its words, and atEnd those that may stand behind what is counted.
const (
	mayMiss = atEnd + "和把与及就还这那里中上到设其来每个各为"
	atEnd   = "的了吗呢吧啊呀过被是有给在共都"
)
