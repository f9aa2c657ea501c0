// Package catalog keeps what an office has published: each record under its
// index number (索引号), who changed it and when, and through which channel it
// went out.
//
//	c := catalog.New(nil) // in memory; recorddb has SQLite and PostgreSQL
//	r, err := c.Publish(ctx, catalog.Record{
//		Title:     "兴庆区2015年政府信息公开年度工作报告",
//		Summary:   "总体情况、主动公开、依申请公开、复议诉讼、存在的问题和下一步措施。",
//		Date:      civil.Day(2015, time.December, 2),
//		Publisher: "银川市兴庆区人民政府办公室",
//		Drafter:   "经办人",
//		Review:    catalog.Review{By: "保密审查员", Result: catalog.Cleared},
//	}, catalog.Actor{Name: "签发人", At: at})
//	page, err := c.Search(ctx, catalog.Query{Text: "年度报告"})
//
// Start from Record, what is published; Catalog, which publishes and finds it;
// and Change, one link of the numbered, hash-chained feed of all that
// happened. Facts are stored and conclusions computed: a record's status, the
// census and the search index all follow from the feed.
package catalog
