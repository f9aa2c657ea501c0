package main

import (
	"log"
	"net/http"
	"os"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot"
)

func main() {
	bot, err := wechatbot.New(wechatbot.Config{
		Account: wechatbot.Account{AppID: os.Getenv("APPID"), Secret: os.Getenv("SECRET"), Token: os.Getenv("TOKEN"), AESKey: os.Getenv("AESKEY")},
		Catalog: catalog.New(nil), // in memory; catalog/recorddb keeps it in SQLite or PostgreSQL
	})
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", bot))
}
