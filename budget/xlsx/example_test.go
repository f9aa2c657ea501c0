package xlsx_test

import (
	"bytes"
	"fmt"
	"log"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
)

// A statement goes out as a workbook in official layout and comes back.
func Example() {
	amount := func(s string) budget.Amount {
		a, err := budget.ParseAmount(s)
		if err != nil {
			log.Fatal(err)
		}
		return a
	}
	statement := budget.Statement{Organ: "上海市普陀区规划和自然资源局", Year: 2024, Stage: budget.Final, Tables: []budget.Table{{
		Form: "F3", Title: "支出决算表", Unit: budget.TenThousandYuan, Columns: []string{"本年支出合计", "基本支出", "项目支出"},
		Rows: []budget.Row{
			{Code: "221", Label: "住房保障支出", Cells: []budget.Amount{amount("461.08"), amount("461.08"), amount("0.00")}},
		},
	}}}
	var workbook bytes.Buffer
	if err := xlsx.Write(&workbook, statement); err != nil {
		log.Fatal(err)
	}
	tables, findings, err := xlsx.Read(&workbook)
	if err != nil {
		log.Fatal(err)
	}
	t := tables[0]
	fmt.Println(t.Title, t.Unit, len(findings))
	fmt.Println(t.Rows[0].Code, t.Rows[0].Label, t.Cell(t.Rows[0], "本年支出合计"))
	// Output:
	// 2024年度支出决算表 万元 0
	// 221 住房保障支出 461.08
}
