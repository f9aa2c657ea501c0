package wechatbot_test

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
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

// A corpus is a catalogue of 100,000 records and what citizens look for in it:
// whole questions, and keywords of one to four words.
type corpus struct {
	catalog         *catalog.Catalog
	asked, keywords []string
}

// typed reads the keywords.
func typed() (keywords []string, err error) {
	text, err := os.ReadFile("testdata/keywords.txt")
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			keywords = append(keywords, line)
		}
	}
	return keywords, err
}

// hundredThousand is made once a run: of the published titles and the judged
// questions beside the project where they are, and else of titles put together
// from the words of such titles, whose words are each in thousands of them.
var hundredThousand = sync.OnceValues(func() (corpus, error) {
	records, asked, err := published()
	if err != nil {
		records, asked = composed()
	}
	keywords, err := typed()
	if err != nil {
		return corpus{}, err
	}
	c, ctx, day := catalog.New(nil), context.Background(), civil.Day(2026, time.January, 5)
	for _, r := range records {
		r.Drafter, r.Review, r.Summary = "起草", catalog.Review{By: "审查", Day: day, Result: catalog.Cleared}, cmp.Or(r.Summary, r.Title)
		// What the screening holds back is left out.
		if _, err := c.Publish(ctx, r, onDuty); err != nil {
			continue
		}
	}
	for _, text := range asked { // the first search builds the index
		if _, err := c.Search(ctx, catalog.Query{Text: text, Limit: 5}); err != nil {
			return corpus{}, err
		}
	}
	return corpus{c, asked, keywords}, nil
})

// published reads the catalogue and the questions beside the project.
func published() (records []catalog.Record, asked []string, err error) {
	text, err := os.ReadFile("../../shared/data/search/judged.json")
	if err != nil {
		return nil, nil, err
	}
	var questions []struct{ Text string }
	if err := json.Unmarshal(text, &questions); err != nil {
		return nil, nil, err
	}
	for _, q := range questions {
		if q.Text == "" {
			return nil, nil, errors.New("a judged question without a text")
		}
		asked = append(asked, q.Text)
	}
	f, err := os.Open("../../shared/data/search/catalogue-100k.tsv.gz")
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, nil, err
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		w := strings.Split(lines.Text(), "\t")
		day, err := civil.ParseDate(w[7])
		if err != nil {
			return nil, nil, err
		}
		records = append(records, catalog.Record{Number: catalog.IndexNumber(w[1]), Publisher: w[3], Column: catalog.Column(w[4]), Date: day, DocNumber: w[8], Title: w[9], Summary: w[10]})
	}
	return records, asked, lines.Err()
}

// composed puts titles together.
func composed() (records []catalog.Record, asked []string) {
	offices := []string{"区教育局", "区民政局", "区住房城乡建设局", "区交通运输局", "区卫生健康局", "区财政局", "区市场监督管理局", "区生态环境分局", "区水务局", "区文化旅游局"}
	subjects := []string{"义务教育学校招生", "城乡居民最低生活保障", "老旧小区改造", "农村公路养护", "疫苗接种", "预算执行", "食品安全抽检", "建设项目环境影响评价", "饮用水水源地保护", "公共文化服务",
		"幼儿园办园行为督导", "养老服务补贴", "公租房分配", "公交线路调整", "家庭医生签约", "政府采购", "特种设备检查", "排污许可", "河湖长制", "旅游市场整治"}
	kinds := []string{"工作的通知", "实施方案", "情况的公示", "工作总结", "结果的公告"}
	for n := range 100_000 {
		records = append(records, catalog.Record{
			Number: catalog.IndexNumber(fmt.Sprintf("640104/2025-%06d", n+1)), Date: civil.Day(2026, time.January, 5), Publisher: offices[n%len(offices)], Column: "工作动态",
			Title: fmt.Sprintf("%s关于%d年第%d批%s%s", offices[n%len(offices)], 2010+n%16, n/1600+1, subjects[n/10%len(subjects)], kinds[n/200%len(kinds)]),
		})
	}
	return records, []string{"老旧小区改造", "2019年疫苗接种情况", "公租房分配结果", "区水务局河湖长制", "幼儿园督导", "养老补贴", "饮用水水源地", "农村公路养护方案"}
}

// large is the town with 100,000 records.
func large(b *testing.B, p *wechattest.Platform) (*town, corpus) {
	b.Helper()
	c, err := hundredThousand()
	require.NoError(b, err)
	to := found(b, p)
	to.again(b, func(own *wechatbot.Config) { own.Catalog, own.Limit = c.catalog, -1 })
	return to, c
}

// asked is a callback that asks, from the citizen and with the MsgId of n.
func asked(b *testing.B, p *wechattest.Platform, text string, n int) *http.Request {
	body := strings.NewReplacer("帮助", text, "<MsgId>1", "<MsgId>"+strconv.Itoa(n+1), "oX", "o"+strconv.Itoa(n)).Replace(hello)
	r, err := p.Account().Request([]byte(body), noon)
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// plainEcho is a bot on the bare SDK, as its README shows one.
func plainEcho(a wechattest.Account) http.Handler {
	oa := officialaccount.NewOfficialAccount(&config.Config{AppID: a.AppID, AppSecret: a.Secret, Token: a.Token, EncodingAESKey: a.AESKey, Cache: cache.NewMemory()})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := oa.GetServer(r, w)
		s.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
			return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(m.Content)}
		})
		if s.Serve() == nil {
			s.Send()
		}
	})
}

// BenchmarkAgainstTheSDK measures the whole bot in safe mode, guards, dedupe and the
// room that answers included, and by turns with it, of the same messages, the bare
// SDK's echo. ×echo is how many times as long the bot takes, on the whole; ×p50
// compares the medians, which what else the machine does disturbs less. Keywords and
// questions are each asked once, then a record is published and withdrawn, so that nobody
// is answered from memory; "again" are keywords that somebody has asked, and "published"
// the same where a record is published before each is asked again. Of
// "running" each keyword is asked twenty times running, and forgotten before each time: it
// is searched as often, as a benchmark of one keyword does, without what others read
// taking its place in the processor's cache. "word" are those of them that are one word.
func BenchmarkAgainstTheSDK(b *testing.B) {
	for _, kind := range []string{"help", "money", "keyword", "running", "word", "again", "published", "question"} {
		b.Run(kind, func(b *testing.B) {
			p := wechattest.New()
			to, c := large(b, p)
			texts := map[string][]string{"help": {"帮助"}, "money": {"三公经费"}, "keyword": c.keywords, "running": c.keywords, "word": single(c.keywords), "again": c.keywords, "published": c.keywords, "question": c.asked}[kind]
			times := map[string]int{"running": 20, "word": 20}[kind]
			sdk := plainEcho(p.Account())
			var bot, echo []time.Duration
			timed := func(h http.Handler, r *http.Request) time.Duration {
				w := httptest.NewRecorder()
				start := time.Now()
				h.ServeHTTP(w, r)
				took := time.Since(start)
				if w.Code != http.StatusOK || w.Body.Len() < 20 {
					b.Fatal(w.Code, w.Body.String())
				}
				return took
			}
			timed(to.bot, asked(b, p, "帮助", 1<<30)) // the first message waits until the sayings are read
			for n := 0; b.Loop(); n++ {
				switch round := n%len(texts) == 0; {
				case times > 0, round && (kind == "keyword" || kind == "question"):
					c.change(b)
				case round && kind == "published":
					c.publish(b)
				}
				text := texts[n/max(times, 1)%len(texts)]
				ours, theirs := asked(b, p, text, n), asked(b, p, text, n)
				echo = append(echo, timed(sdk, theirs))
				bot = append(bot, timed(to.bot, ours))
			}
			b.ReportMetric(total(bot)/total(echo), "×echo")
			b.ReportMetric(quantile(bot, .5)/quantile(echo, .5), "×p50")
			b.ReportMetric(quantile(echo, .5), "echo-p50-µs")
			b.ReportMetric(quantile(bot, .5), "p50-µs")
			b.ReportMetric(quantile(bot, .99), "p99-µs")
		})
	}
}

// single are the keywords of one word.
func single(keywords []string) []string {
	return slices.DeleteFunc(slices.Clone(keywords), func(k string) bool { return strings.Contains(k, " ") })
}

// change publishes one more record and withdraws it, after which nothing that was
// searched before is remembered.
func (c corpus) change(b *testing.B) {
	b.Helper()
	r := c.publish(b)
	require.NoError(b, c.catalog.Withdraw(context.Background(), r.Number, "内容有误", onDuty))
}

// publish publishes one more record.
func (c corpus) publish(b *testing.B) catalog.Record {
	b.Helper()
	day := civil.Day(2026, time.January, 6)
	r, err := c.catalog.Publish(context.Background(), catalog.Record{
		Title: "一条新的公告", Summary: "一条新的公告。", Date: day, Publisher: "区政府办公室", Column: "工作动态",
		Drafter: "起草", Review: catalog.Review{By: "审查", Day: day, Result: catalog.Cleared},
	}, onDuty)
	require.NoError(b, err)
	return r
}

// onDuty is who publishes in benchmarks.
var onDuty = catalog.Actor{Name: "值班", At: time.Date(2026, time.January, 6, 0, 0, 0, 0, time.UTC)}

// total is the sum in microseconds.
func total(took []time.Duration) (sum float64) {
	for _, d := range took {
		sum += float64(d.Nanoseconds()) / 1000
	}
	return sum
}

// quantile is the duration that a share of them does not exceed, in microseconds.
func quantile(took []time.Duration, share float64) float64 {
	slices.Sort(took)
	return float64(took[int(float64(len(took)-1)*share)].Nanoseconds()) / 1000
}

// TestKeywordsAreSearched holds the list to what it is for: none of it is taken for
// anything but a search.
func TestKeywordsAreSearched(t *testing.T) {
	keywords, err := typed()
	require.NoError(t, err)
	require.Greater(t, len(keywords), 80)
	p := wechattest.New()
	to := found(t, p)
	var why wechatbot.Why
	to.again(t, func(own *wechatbot.Config) { own.Why = func(_ string, y wechatbot.Why) { why = y } })
	for n, k := range keywords {
		require.NotEmpty(t, p.Stranger(to.bot, strconv.Itoa(n)).Says(k))
		assert.Equal(t, "找公开信息", why.Intent, k)
	}
}

// BenchmarkSixtyFourCitizens lets 64 citizens search at once, each as soon as she
// has her answer, and reports the median and the slowest hundredth. One of them
// publishes a record before each of her questions: what was searched before is
// remembered no longer than until then.
func BenchmarkSixtyFourCitizens(b *testing.B) {
	for _, kind := range []string{"keyword", "question"} {
		b.Run(kind, func(b *testing.B) {
			p := wechattest.New()
			to, c := large(b, p)
			texts := map[string][]string{"keyword": c.keywords, "question": c.asked}[kind]
			const citizens = 64
			each := b.N/citizens + 1
			took := make([]time.Duration, citizens*each)
			var wg sync.WaitGroup
			b.ResetTimer()
			for who := range citizens {
				wg.Go(func() {
					for i := range each {
						n := who*each + i
						if who == 0 {
							c.change(b)
						}
						r := asked(b, p, texts[n%len(texts)], n)
						w := httptest.NewRecorder()
						start := time.Now()
						to.bot.ServeHTTP(w, r)
						took[n] = time.Since(start)
					}
				})
			}
			wg.Wait()
			b.StopTimer()
			b.ReportMetric(quantile(took, .5), "p50-µs")
			b.ReportMetric(quantile(took, .99), "p99-µs")
			b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "messages/s")
		})
	}
}

// BenchmarkIdleConversation reports what is kept in memory of a conversation that
// rests: the options of a list, its page, and what guards need.
func BenchmarkIdleConversation(b *testing.B) {
	const citizens = 10_000
	p := wechattest.New()
	to, c := large(b, p)
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc)
	}
	for n := range 100 { // what the search keeps once and for all
		sent(to.bot, asked(b, p, c.asked[n%len(c.asked)], citizens+n))
	}
	before := heap()
	for n := range citizens {
		sent(to.bot, asked(b, p, c.asked[n%len(c.asked)], n))
	}
	busy := heap()
	to.wait(3 * time.Minute) // the answers kept for WeChat's further tries go
	sent(to.bot, asked(b, p, "帮助", 2*citizens))
	after := heap()
	for b.Loop() { // it is measured once, however often it is asked for
	}
	b.ReportMetric((busy-before)/citizens, "B/fresh")
	b.ReportMetric((after-before)/citizens, "B/idle")
	runtime.KeepAlive(to)
}
