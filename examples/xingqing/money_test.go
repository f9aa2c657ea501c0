package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asking is what the office answers to each question, asked by a new citizen. A
// question that goes on from another stands behind it, after a bar.
func asking(t *testing.T) func(question string) string {
	o, err := open(context.Background(), settings{db: filepath.Join(t.TempDir(), "office.db"), date: "2026-11-28"}, "http://example.invalid")
	require.NoError(t, err)
	t.Cleanup(o.close)
	n := 0
	return func(question string) (answer string) {
		n++
		citizen := o.platform.Known(o.bot, "甲", fmt.Sprintf("oAsking%021d", n))
		citizen.Event("subscribe", "")
		for _, text := range strings.Split(question, "|") {
			answer = citizen.Says(text)
		}
		return answer
	}
}

// answered holds each answer to what must stand in it.
func answered(t *testing.T, wanted map[string]string) {
	t.Helper()
	ask := asking(t)
	for question, want := range wanted {
		assert.Contains(t, ask(question), want, question)
	}
}

// The figures are those of the published books.
func TestTheLineThatIsNamedIsAnswered(t *testing.T) {
	ask := asking(t)
	for question, want := range map[string]string{
		"卖打印机的，问下普陀区财政局2025年办公设备购置有多少预算":   "上海市普陀区财政局2025年办公设备购置预算数90000.00元",
		"普陀区财政局2024决算 其他收入":                "上海市普陀区财政局2024年其他收入决算数6.20万元",
		"普陀财政局2025年基本工资预算":                 "基本工资预算数264.24万元",
		"万里街道2024群众体育预算有没有二十万":             "群众体育预算数20.00万元",
		"帮我查万里街道2023公共安全支出金额":              "公共安全支出预算数125.23万元",
		"机关一年电费多少":                         "电费预算数28.00万元",
		"普陀财政局2025年社会保障和就业支出里离退休花多少":       "行政单位离退休预算数87.71万元",
		"普陀财政局2025年行政运行的基本支出是多少":           "行政运行（基本支出）预算数1609.33万元",
		"普陀规划局24年买公车没有":                    "公务用车购置费决算数0.00万元",
		"普陀规划局2024年财政拨款收入有多少":              "一般公共预算财政拨款收入决算数9746.50万元",
		"晚辈在做家庭作业，老师让查万里街道2023年的预算支出一共有多少": "支出总计预算数16497.86万元",
		"万里街道24预算公车这块加起来多少":                "2024年公务用车购置及运行费预算数46.56万元",
		"万里街道2024年三公经费里面公车运行多少":            "公务用车运行维护费预算数21.56万元",
	} {
		first, _, _ := strings.Cut(ask(question), "\n")
		assert.Contains(t, first, want, question)
	}
}

func TestALineThatIsLeftBlankIsNotReplacedByAnother(t *testing.T) {
	answered(t, map[string]string{
		"普陀财政局2025年其他收入":     "账本里没有上海市普陀区财政局2025年的其他收入，不拿别的数代替",
		"普陀财政局2024年事业收入":     "账本里没有上海市普陀区财政局2024年的事业收入，不拿别的数代替",
		"普陀规划局2024年一般公共服务支出": "账本里没有上海市普陀区规划和自然资源局2024年的一般公共服务支出，不拿别的数代替",
	})
}

func TestALineOfAnotherNameIsSaidToBeOne(t *testing.T) {
	got := asking(t)("普陀区财政局2025年信息系统运行维护费")
	assert.NotContains(t, got, "公务用车")
	assert.Contains(t, got, "没有一模一样的名字，这是最接近的一项")
	assert.Contains(t, got, "看信息化建设")
}

func TestLinesThatAreNamedTogetherAreAllAnswered(t *testing.T) {
	ask := asking(t)
	for question, want := range map[string][]string{
		"规划资源局(普陀区)24年决算里项目支出和基本支出各多少":   {"2024年项目支出决算数4381.74万元", "基本支出决算数5377.64万元"},
		"万里街道2024年办公费、水费、电费各多少钱":         {"办公费预算数475.55万元", "水费预算数27.75万元", "电费预算数28.00万元"},
		"普陀区财政局2024年决算，基本支出多少，项目支出多少":    {"基本支出决算数2336.91万元", "项目支出决算数603.14万元"},
		"万里街道2024公务接待费和公车运行费各多少":         {"公务接待费预算数1.35万元", "公务用车运行维护费预算数21.56万元"},
		"普陀规划局2024年本年收入合计和本年支出合计各多少":     {"本年收入合计决算数9746.50万元", "本年支出合计决算数9759.38万元"},
		"万里街道2023年教育支出跟卫生健康支出哪个多":        {"卫生健康支出预算数309.57万元", "这一本账里没有教育支出"},
		"普陀财政局2024年住房公积金和购房补贴各是多少|那规划局呢": {"住房公积金决算数289.59万元", "购房补贴决算数171.49万元"},
	} {
		for _, part := range want {
			assert.Contains(t, ask(question), part, question)
		}
	}
}

func TestAllThreeOfTheThreePublicAreTheirSum(t *testing.T) {
	ask := asking(t)
	for _, question := range []string{"公家人吃喝 坐车 出国 三样加起来多少", "公款吃喝加公车加出国一共多少钱", "吃喝、用车、出国这三项去年总共花了多少"} {
		assert.Contains(t, ask(question), "2025年三公经费合计预算数37.91万元", question)
	}
}

func TestAnOrganIsKnownInPinyinBesideCharacters(t *testing.T) {
	answered(t, map[string]string{
		"putuo caizhengju 三公":     "上海市普陀区财政局2025年三公经费合计预算数0.95万元",
		"wanli jiedao 2024年公务接待费": "万里街道办事处2024年公务接待费预算数1.35万元",
		"上海市 wanlijiedao 三公经费":    "万里街道办事处2025年三公经费合计预算数37.91万元",
		"万里街道 dianfei 2024":       "万里街道办事处2024年电费预算数28.00万元",
		"caizhengju 三公":           "这里没有“兴庆区财政局”的账本",
	})
}

func TestAFigureOfAnotherPlaceIsSaidToBeOne(t *testing.T) {
	ask := asking(t)
	const elsewhere = "这家不在兴庆区，兴庆区自己的账本这里还没有"
	for _, question := range []string{"当官的一年出国花好多", "去年开会一共开掉多少钱", "三公经费"} {
		assert.Contains(t, ask(question), elsewhere, question)
	}
	assert.Contains(t, ask("三公经费|5"), "2014年“三公经费”支出总预算")
	assert.Contains(t, ask("今年还要不要买公车 预算多少"), "兴庆区自己的账本这里还没有；别处的有")
	for _, question := range []string{"万里街道三公", "三公经费|那普陀财政局呢", "区财政局的人去年出差花了多少"} {
		assert.NotContains(t, ask(question), "自己的账本", question)
	}
}

// The counts of 2015 are those of the report of that year, the others those of the
// records that the example holds.
func TestACountIsOfWhatWasNamed(t *testing.T) {
	answered(t, map[string]string{
		"15年中标信息公布了几条":       "2015年中标信息7条",
		"2015年招商项目公开了几个":     "2015年招商项目13条",
		"上级文件一共有多少份":         "“上级文件”栏目在这里公开60条",
		"财政局到现在公开了多少份文件":     "到今天，兴庆区财政局在这里公开0条；全部单位共98条",
		"国务院一共公开了多少条":        "到今天，国务院在这里公开18条",
		"2018年国务院办公厅发了多少份文件": "2018年国务院办公厅在这里公开31条",
		"到目前为止一共公开了多少条":      "到今天在这里公开的信息共98条",
		"2015年各乡镇街道合计公开几条":   "乡镇街道1015条",
		"哪个局公开最多":            "最多的是",
		"哪个部门最懒 发的最少":        "最少的是",
		"2015年公开了多少条":        "1636条",
	})
}
