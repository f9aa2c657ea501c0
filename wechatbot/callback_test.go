package wechatbot_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestTheKeyBeforeIsTakenForAWhileAndAnsweredUnder(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	old := p.Account()
	to.again(t, func(c *wechatbot.Config) {
		c.PreviousAESKey, c.Account.AESKey = old.AESKey, strings.Repeat("B", 42)+"A"
	})
	r, err := old.Request([]byte(hello), noon)
	require.NoError(t, err)
	w := sent(to.bot, r)
	require.Equal(t, 200, w.Code)
	var sealed struct {
		Encrypt string `xml:"Encrypt"`
	}
	require.NoError(t, xml.Unmarshal(w.Body.Bytes(), &sealed))
	plain, err := wechattest.Decrypt(old.AESKey, old.AppID, sealed.Encrypt)
	require.NoError(t, err)
	assert.Contains(t, string(plain), "我能帮您做这些")
}

func TestAMessageWhoseIdIsNoNumberIsAnswered(t *testing.T) {
	for _, p := range []*wechattest.Platform{wechattest.New(), wechattest.NewPlain()} {
		to := found(t, p)
		r, err := p.Account().Request([]byte(strings.Replace(hello, "<MsgId>1<", "<MsgId><![CDATA[a-1]]><", 1)), noon)
		require.NoError(t, err)
		w := sent(to.bot, r)
		assert.Equal(t, 200, w.Code)
		assert.NotEqual(t, "success", w.Body.String())
	}
}

func TestSilenceIsSuccessInEitherMode(t *testing.T) {
	const event = "<xml><FromUserName>oX</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>VIEW</Event><EventKey>x</EventKey></xml>"
	for _, p := range []*wechattest.Platform{wechattest.New(), wechattest.NewPlain()} {
		r, err := p.Account().Request([]byte(event), noon)
		require.NoError(t, err)
		assert.Equal(t, "success", sent(found(t, p).bot, r).Body.String())
	}
}

// slow is a catalogue whose search takes as long as the clock says it may.
type slow struct {
	*catalog.Catalog
	mu    sync.Mutex
	tries int
}

func (s *slow) Search(ctx context.Context, q catalog.Query) (catalog.Page, error) {
	s.mu.Lock()
	s.tries++
	first := s.tries == 1
	s.mu.Unlock()
	if first {
		return catalog.Page{}, fmt.Errorf("catalog: search: %w", context.DeadlineExceeded)
	}
	return s.Catalog.Search(ctx, q)
}

func TestAnAnswerThatTakesTooLongFollows(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.again(t, func(c *wechatbot.Config) { c.Catalog = &slow{Catalog: to.catalog} })
	f := p.Follow(to.bot, "甲")
	to.run(t)
	assert.Contains(t, f.Says("政务新媒体"), "查到就发给您")
	to.soon(t, func() bool {
		return strings.Contains(fmt.Sprint(f.Inbox()), "国务院办公厅关于推进政务新媒体健康有序发展的意见")
	})
}

func TestNobodyIsToldTheSameCannedSentenceTwice(t *testing.T) {
	f := wechattest.New()
	citizen := f.Follow(found(t, f).bot, "甲")
	for _, say := range []func() string{
		func() string { return citizen.Says("人工") },
		func() string { return citizen.Says("谢谢") },
		func() string { return citizen.Says("取消") },
		func() string { return citizen.Says("下一页") },
		func() string { return citizen.Says("   ") },
		func() string { return citizen.Says("甲骨文字典") },
		func() string { return citizen.Send(wechattest.Message{Type: "video", MediaID: "m"}).String() },
		func() string { return citizen.Send(wechattest.Message{Type: "voice", MediaID: "m"}).String() },
	} {
		assert.NotEqual(t, say(), say())
	}
}

func TestWhatIsTooLongForOneMessageComesInParts(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.publish(t, catalog.Record{Title: "政务公开工作要点长摘要示例文件", Summary: strings.Repeat("一行很长的摘要。\n", 150), Publisher: "国务院办公厅", Date: civil.Day(2026, 11, 20)})
	f := p.Follow(to.bot, "甲")
	first := f.Says("政务公开工作要点长摘要示例文件")
	assert.LessOrEqual(t, len(first), 2048)
	assert.Contains(t, first, "更多")
	second := f.Says("更多")
	assert.Contains(t, second, "一行很长的摘要")
	for range 3 {
		second = f.Says("更多")
	}
	assert.NotContains(t, second, "一行很长的摘要")
}

func TestACitizenWhoSendsTooFastIsToldOnce(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.again(t, func(c *wechatbot.Config) { c.Limit = 3 })
	f := p.Stranger(to.bot, "甲")
	for range 3 {
		assert.NotContains(t, f.Says("帮助"), "太快")
	}
	assert.Contains(t, f.Says("帮助"), "太快")
	assert.Empty(t, f.Says("帮助"))
	assert.Contains(t, p.Stranger(to.bot, "乙").Says("帮助"), "我能帮您")
	to.wait(2 * time.Minute)
	assert.Contains(t, f.Says("帮助"), "要找人，回复")
}

// However slow the machine is that they share: an answer that takes too long follows.
func TestFourHundredCitizensAtOnceGetTheirOwnAnswers(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	synctest.Test(t, func(t *testing.T) {
		var wg sync.WaitGroup
		answers := make([]string, 400)
		for i := range answers {
			wg.Go(func() { answers[i] = p.Stranger(to.bot, strconv.Itoa(i)).Says(fmt.Sprintf("甲骨文第%d卷", i)) })
		}
		wg.Wait()
		for i, a := range answers {
			assert.Contains(t, a, fmt.Sprintf("甲骨文第%d卷", i))
		}
	})
}

// The bare SDK, as its README shows it, beside the whole bot in the same run.
func BenchmarkEcho(b *testing.B) {
	for name, p := range map[string]*wechattest.Platform{"plain": wechattest.NewPlain(), "safe": wechattest.New()} {
		a := p.Account()
		oa := officialaccount.NewOfficialAccount(&config.Config{AppID: a.AppID, AppSecret: a.Secret, Token: a.Token, EncodingAESKey: a.AESKey, Cache: cache.NewMemory()})
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, err := a.Request([]byte(hello), noon)
				if err != nil {
					b.Fatal(err)
				}
				w := httptest.NewRecorder()
				s := oa.GetServer(r, w)
				s.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
					return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(m.Content)}
				})
				if s.Serve() != nil || s.Send() != nil {
					b.Fatal("the echo failed")
				}
			}
		})
	}
}
