// Package wechatbot is a disclosure office's window on WeChat: it answers what
// citizens ask, takes their disclosure requests, posts records to the official
// account and carries notices to the grid groups.
//
// A [Bot] is an http.Handler for the account's callback address, made from a
// [Config] by [New]; [Bot.Run] does what nobody waits for, and without it no
// answer follows that was promised. Beside a server's own routes, with the
// pages that answers link to:
//
//	c, desk := catalog.New(nil), disclosure.NewDesk(disclosure.NewMemory(), civil.China())
//	office, links := h5.Office{Name: "示例区人民政府"}, h5.Links{Base: "https://example.gov.cn/h5"}
//	pages, err := h5.New(h5.Config{Catalog: c, Desk: desk, Office: office, Links: links})
//	…
//	bot, err := wechatbot.New(wechatbot.Config{Account: account, Catalog: c, Desk: desk, Office: office, Pages: links})
//	…
//	mux.Handle("/h5/", pages)
//	mux.Handle("/wechat", bot)
//	go bot.Run(ctx)
//
// To publish what is scheduled, and to delete what is personal, is the office's, and
// Run does neither. A program calls, for instance each hour:
//
//	c.Turn(ctx, catalog.Actor{Name: "定时任务", Role: catalog.RoleSystem, At: now}) // what is scheduled goes out, displays end
//	desk.DropDraftsBefore(ctx, now.AddDate(0, 0, -30))                         // applications that were never handed in
//	desk.Retire(ctx, civil.InChina(now).AddDays(-keep))                        // personal data whose time of keeping is over
//	books.Reload()                                                             // where another process adds to the books
//
// and the second and third of cases.Desk too. Each may be called by several replicas.
//
// The bot is thin: law lives in disclosure, search in catalog, money in budget,
// and every word that a citizen reads in replies. How people write and what a
// message tells is read in the rooms below internal (decision 0414). Package
// wechattest is WeChat in memory for tests of it.
package wechatbot
