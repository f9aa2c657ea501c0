package wechattest

import (
	"fmt"
	"net/http"
	"regexp"
	"sync"
)

// acted is how often the bot acted while something was done; -1 if nobody says.
func (k *checker) acted(do func()) int {
	if k.Acted == nil {
		do()
		return -1
	}
	before := k.Acted()
	do()
	return k.Acted() - before
}

// replaced sends a text one of whose elements is written otherwise.
func replaced(element, by string) func(*checker) string {
	form := regexp.MustCompile(`(?s)<` + element + `>.*?</` + element + `>`)
	return func(k *checker) string {
		f := k.citizen()
		a, got := k.heard(f, form.ReplaceAll(k.text(f, k.Ask), []byte(by)), false)
		if got == "" && a.Type == "" {
			return "the message is lost"
		}
		return got
	}
}

func idRules() []checkRule {
	return append([]checkRule{
		must("msgid-text", "MsgId不是数字也不丢消息", "a MsgId that is no number loses no message", always, replaced("MsgId", "<MsgId><![CDATA[a-1]]></MsgId>")),
		must("msgid-long", "MsgId很长也不丢消息", "a MsgId of twenty digits loses no message", always, replaced("MsgId", "<MsgId>24000000000000000001</MsgId>")),
		must("msgid-missing", "没有MsgId也不丢消息", "a message without MsgId is not lost", always, replaced("MsgId", "")),
		must("beyond-2038", "2038年以后的时间也不丢消息", "a CreateTime beyond 2038 loses no message", always, replaced("CreateTime", "<CreateTime>4102444800</CreateTime>")),
		must("more-elements", "多出来的字段不碍事", "elements that nobody knows do not matter", always, replaced("MsgId", "<MsgId>24000000000000001</MsgId><bizmsgmenuid>1</bizmsgmenuid><New><Deep a=\"b\">x</Deep></New>")),
	}, againRules()...)
}

// same sends a message several times, one after the other or at once, and says
// whether the answers differ or more than one act came of it.
func (k *checker) same(f *Follower, m Message, atOnce bool) string {
	const times = 3
	answers, wrongs := make([]string, times), make([]string, times)
	n := k.acted(func() {
		var wg sync.WaitGroup
		for i := range times {
			try := func() {
				var a Answer
				a, wrongs[i] = k.ask(f, m)
				answers[i] = fmt.Sprint(a)
			}
			if !atOnce {
				try()
				continue
			}
			wg.Go(try)
		}
		wg.Wait()
	})
	for i := range times {
		switch {
		case wrongs[i] != "":
			return wrongs[i]
		case answers[i] != answers[0]:
			return "the answers differ"
		}
	}
	if n > 1 {
		return fmt.Sprintf("it acts %d times", n)
	}
	return ""
}

func againRules() []checkRule {
	text := func(k *checker) Message {
		return Message{Type: "text", Content: k.Ask, MsgID: k.id(), Created: k.p.Now().Unix()}
	}
	click := func(k *checker, key string) Message {
		return Message{Type: "event", Event: "CLICK", EventKey: key, Created: k.p.Now().Unix()}
	}
	return []checkRule{
		must("again", "同一条消息再来，答复一样，只办一次", "a message that comes again gets the same answer, and is acted on once", always, func(k *checker) string { return k.same(k.citizen(), text(k), false) }),
		must("again-at-once", "同一条消息同时来三次，只办一次", "three tries at once are acted on once", always, func(k *checker) string { return k.same(k.citizen(), text(k), true) }),
		must("event-again", "同一个事件再来，只办一次", "an event that comes again is acted on once", always, func(k *checker) string { return k.same(k.citizen(), click(k, "say:"+k.Ask), false) }),
		must("msgid-shared", "两个人的MsgId碰巧一样，各回各的", "two citizens with one MsgId each get an answer", always, func(k *checker) string {
			m := text(k)
			for range 2 {
				if a, got := k.ask(k.citizen(), m); got != "" {
					return got
				} else if a.Type == "" {
					return "the second is not answered"
				}
			}
			return ""
		}),
		must("event-second", "同一秒的两个事件是两件事", "two events of one second are two", always, func(k *checker) string {
			f := k.citizen()
			one, two := click(k, "say:"+k.Ask), click(k, "say:"+k.Ask+"！")
			if n := k.acted(func() { k.ask(f, one); k.ask(f, two) }); n == 1 {
				return "the second is taken for the first"
			}
			return ""
		}),
		must("retry-slow", "断开后重来，仍有答复", "a try that was cut off leaves the next one its answer", always, func(k *checker) string { return k.cutOff(text(k)) }),
	}
}

// cutOff sends a message to a peer that hangs up, and again.
func (k *checker) cutOff(m Message) string {
	f := k.citizen()
	req, _, _ := k.wired(f.xml(m))
	if got := panics(func() { k.bot.ServeHTTP(deaf{http.Header{}}, req) }); got != "" {
		return got
	}
	a, got := k.ask(f, m)
	if got == "" && a.Type == "" {
		return "it does not answer"
	}
	return got
}

// original is the account's own id, which its messages go to.
func (a Account) original() string {
	return "gh_" + a.AppID[min(2, len(a.AppID)):min(14, len(a.AppID))]
}
