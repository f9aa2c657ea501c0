package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot"
)

func main() {
	account := wechatbot.Account{AppID: os.Getenv("APPID"), Secret: os.Getenv("SECRET"), Token: os.Getenv("TOKEN"), AESKey: os.Getenv("AESKEY")}
	bot, err := wechatbot.New(wechatbot.Config{Account: account, Catalog: catalog.New(nil)}) // catalog/recorddb keeps one in SQLite or PostgreSQL
	if err != nil {
		log.Fatal(err)
	}
	go bot.Run(context.Background()) // the menu, answers that took long, notices, posts
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", bot))
}
