// Command echo is a WeChat bot on the SDK alone, as its own pages show one: it
// says what it hears. Nothing of this project is in it; main_test.go tests it
// with wechattest in ten lines, as you could test yours, and shows what the
// SDK leaves to whoever uses it.
//
//	APPID=… SECRET=… TOKEN=… AESKEY=… go run ./examples/echo
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/silenceper/wechat/v2/officialaccount/message"
)

func main() {
	bot := echo(config.Config{AppID: os.Getenv("APPID"), AppSecret: os.Getenv("SECRET"), Token: os.Getenv("TOKEN"), EncodingAESKey: os.Getenv("AESKEY")})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", bot))
}

// echo answers a text with itself, and everything else with nothing.
func echo(c config.Config) http.Handler { return bot(c, said) }

func said(m *message.MixMessage) *message.Reply {
	if m.MsgType != message.MsgTypeText {
		return nil
	}
	return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(m.Content)}
}

// bot answers WeChat's callbacks with what say makes of them.
func bot(c config.Config, say func(*message.MixMessage) *message.Reply) http.Handler {
	c.Cache = cache.NewMemory()
	account := officialaccount.NewOfficialAccount(&c)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := account.GetServer(r, w)
		s.SetMessageHandler(say)
		if err := s.Serve(); err != nil {
			http.Error(w, "not from WeChat", http.StatusForbidden)
			return
		}
		if err := s.Send(); err != nil {
			log.Print("an answer was not sent")
		}
	})
}
