// Package wechatbot is a disclosure office's window on WeChat: it answers what
// citizens ask, takes their disclosure requests, posts records to the official
// account and carries notices to the grid groups.
//
// A [Bot] is an http.Handler for the account's callback address, made from a
// [Config] by [New]; [Bot.Run] does what nobody waits for. The bot is thin: law
// lives in disclosure, search in catalog, money in budget, and every word that
// a citizen reads in replies.
package wechatbot
