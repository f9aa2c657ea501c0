// Command finalaccounts reads a table and checks whether it adds up. It is an
// excerpt of the 2024 final account of 上海市普陀区规划和自然资源局 with a total of
// its own; in the row of 220 two published figures were made wrong by 3.00.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

const table = `单位：万元
科目编码,科目名称,本年支出合计,基本支出,项目支出
,合计,8303.91,3922.18,4381.74
212,城乡社区支出,3845.24,1585.59,2259.65
21201,城乡社区管理事务,1105.68,1096.91,8.77
2120101,行政运行,1105.68,1096.91,8.77
21202,城乡社区规划与管理,2739.56,488.68,2250.88
2120201,城乡社区规划与管理,2739.56,488.68,2250.88
220,自然资源海洋气象等支出,4458.67,2336.58,2122.09
22001,自然资源事务,4461.67,2339.58,2122.09
2200150,事业运行,4416.67,2339.58,2077.09
2200199,其他自然资源事务支出,45.00,0.00,45.00
`

func main() {
	t, findings, err := budget.ReadCSV(strings.NewReader(table), "支出决算表.csv")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	result := t.Check()
	for _, f := range append(findings, result.Findings...) {
		fmt.Println(f)
	}
	fmt.Println(result)
}
