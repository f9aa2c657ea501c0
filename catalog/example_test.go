package catalog_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func ExampleCatalog_Publish() {
	ctx := context.Background()
	scheme, _ := catalog.NewScheme("兴庆区", "640104/{year}-{serial:5}")
	c := catalog.New(nil).WithScheme(scheme)
	r, err := c.Publish(ctx, catalog.Record{
		Title:     "兴庆区2015年政府信息公开年度工作报告",
		Summary:   "总体情况、主动公开、依申请公开、存在的问题和2016年措施。",
		Date:      civil.Day(2015, time.December, 2),
		Publisher: "银川市兴庆区人民政府办公室",
		Drafter:   "经办人",
		Review:    catalog.Review{By: "保密审查员", Result: catalog.Cleared},
	}, catalog.Actor{Name: "签发人", At: time.Date(2015, 12, 2, 9, 0, 0, 0, time.UTC)})
	fmt.Println(r.Number, r.Published, err)
	found, err := c.Find(ctx, "索引号：６４０１０４／２０１５－００００１")
	fmt.Println(found.Title, err)
	// Output:
	// 640104/2015-00001 2015-12-02 <nil>
	// 兴庆区2015年政府信息公开年度工作报告 <nil>
}

func ExampleCatalog_Since() {
	ctx := context.Background()
	c := catalog.New(nil)
	r, _ := c.Publish(ctx, catalogtest.Report(), catalogtest.Signer())
	_ = c.Withdraw(ctx, r.Number, "内容失效", catalogtest.Signer())
	for ch, err := range c.Since(ctx, 0) {
		fmt.Println(ch.Seq, ch.Kind, ch.Number, ch.Record.Reason, err)
	}
	n, err := c.Verify(ctx)
	fmt.Println(n, err)
	// Output:
	// 2 withdrawn 2015-00001 内容失效 <nil>
	// 2 <nil>
}

func ExampleScheme_Parse() {
	guideline := catalog.Schemes()[0]
	n, err := guideline.Parse("索引号：00001434９／2024—00037")
	fmt.Println(n, err)
	_, err = guideline.Parse("000014348/2024-00037")
	var wrong *catalog.NumberError
	if errors.As(err, &wrong) {
		fmt.Println(wrong.Finding())
	}
	// Output:
	// 000014349/2024-00037 <nil>
	// [警告] 索引号：索引号的组织机构代码校验码不对（GB 11714）。应为“9”现为“8”
}

func ExampleParseDocNumber() {
	d, err := catalog.ParseDocNumber("发文字号：国办发 [2014] 15 号")
	fmt.Println(d, d.Series(), err)
	_, err = catalog.ParseDocNumber("晋政发〔2014〕号16")
	var refused *catalog.DocNumberError
	fmt.Println(errors.As(err, &refused), refused.Reason)
	// Output:
	// 国办发〔2014〕15号 国办发〔2014〕 <nil>
	// true “号”写在了序号前面
}

func ExampleLinter_Lint() {
	r := catalogtest.Report()
	r.Summary, r.DocNumber = "详见附件", "兴政发[2015]3号"
	r.Published = civil.Day(2016, time.January, 4)
	for _, f := range (catalog.Linter{Calendar: civil.China()}).Lint(r) {
		fmt.Printf("%s %s %q\n", f.Severity, f.Rule, f.Want)
	}
	// Output:
	// 警告 summary-says-nothing ""
	// 提示 doc-number-writing "兴政发〔2015〕3号"
	// 警告 late "不晚于2015-12-30"
}

func ExampleMask() {
	fmt.Println(catalog.Mask("身份证号11010519491231002X，手机139 1234 5678，办公电话0951-6710000"))
	// Output:
	// 身份证号110105********002X，手机139******5678，办公电话0951-6710000
}

func ExampleCatalog_Import() {
	c := catalog.New(nil)
	table := "名称,生成日期,发布机构,内容概述\n" +
		"兴庆区2015年政府信息公开年度工作报告,2015年12月2日,银川市兴庆区人民政府办公室,年度报告全文。\n" +
		"另一份,十二月,银川市兴庆区人民政府办公室,概述。\n"
	got, err := c.Import(context.Background(), catalog.ReadCSV(strings.NewReader(table)), catalog.Import{
		By: catalogtest.Signer(), Drafter: "经办人", Review: catalog.Review{By: "保密审查员", Result: catalog.Cleared},
	})
	fmt.Println(got.In, got.Refused, err)
	for _, f := range got.Findings {
		fmt.Println(f)
	}
	// Output:
	// 1 1 <nil>
	// 第3行第2列：[错误] 生成日期：生成日期不是日期，请写成2015-12-02或2015年12月2日。现为“十二月”
}

func ExampleCatalog_Overdue() {
	ctx := context.Background()
	items := []catalog.Item{{ID: "1", Name: "管理制度", Limit: disclosure.Quarterly.Limit(), Since: civil.Day(2015, time.July, 1)}}
	overdue, err := catalog.New(nil).Overdue(ctx, items, civil.China(), civil.Day(2015, time.August, 3))
	fmt.Println(overdue[0].Name, overdue[0].Limit, err)
	// Output:
	// 管理制度 定期公开（每季度第一个月下旬） <nil>
}

func ExampleCensus_Ranking() {
	ctx := context.Background()
	c := catalog.New(nil)
	for i := range 3 {
		_, _ = c.Publish(ctx, catalogtest.Record(i), catalogtest.Signer())
	}
	census, _ := c.Census(ctx, civil.Day(2015, time.January, 1), civil.Day(2015, time.December, 31))
	fmt.Println(census.Total, census.ByColumn)
	for _, r := range census.Ranking("掌政镇", "银川市兴庆区人民政府办公室") {
		fmt.Println(r.Rank, r.Organ, r.N)
	}
	// Output:
	// 3 [{政府信息公开年报 3}]
	// 1 银川市兴庆区人民政府办公室 3
	// 2 掌政镇 0
}

func ExampleReadRecord() {
	r, found, err := catalog.ReadRecord(strings.NewReader(`{
		"名称": "兴庆区2015年政府信息公开年度工作报告", "内容概述": "年度报告全文。", "生成日期": "2015年12月2日",
		"发布机构": "银川市兴庆区人民政府办公室", "公开时限": "长期公开", "起草人": "经办人", "审查人": "保密审查员", "审查结果": "可以公开"}`))
	fmt.Println(r.Title, r.Date, r.Category, r.Review.By, len(found), err)
	// Output:
	// 兴庆区2015年政府信息公开年度工作报告 2015-12-02 长期公开 保密审查员 0 <nil>
}

func ExampleWriteJSONLines() {
	c := catalog.New(nil)
	r := catalogtest.Report()
	r.Summary, r.Source = "年度报告全文。", ""
	_, _ = c.Publish(context.Background(), r, catalogtest.Signer())
	_ = catalog.WriteJSONLines(os.Stdout, c.Records(context.Background()))
	// Output:
	// {"id":1,"number":"2015-00001","title":"兴庆区2015年政府信息公开年度工作报告","summary":"年度报告全文。","date":"2015-12-02","published":"2015-12-02","publisher":"银川市兴庆区人民政府办公室","column":"政府信息公开年报","category":"permanent","status":"published","version":1}
}
