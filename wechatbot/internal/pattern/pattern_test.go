package pattern

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatAPatternDemands(t *testing.T) {
	for expr, want := range map[string]string{
		`投诉`:                     "投诉",
		`投诉|投递|举报`:               "举报 投诉 投递", // the parser writes 投(?:诉|递)
		`^(?:我|俺)?要?(?:投诉)`:      "投诉",
		`[,，\s]*咨询{0,3}`:         "咨",
		`查?(?:看|找)了吗`:            "了吗 + 找了 看了",
		`几[个件份]`:                 "几个 几件 几份",
		`(?:号码?)+是`:              "是 + 号",
		`\d{4}年`:                 "年 + 0 1 2 3 4 5 6 7 8 9",
		`(?i)tx`:                 "TX Tx tX tx",
		`(?i)编号[:：]no`:           "编号 + NO No nO no + :N :n ：N ：n",
		`(?:多少)?[钱款]|。`:          "。 款 钱",
		`a?`:                     "",
		`(?:投诉|.*)谢?`:            "",
		`\p{Han}+`:               "",
		`投诉|`:                    "",
		`(?:如何|怎么)(?:办|弄).{2,}$`: "如何 怎么 + 办 弄",
	} {
		tree, err := syntax.Parse(expr, syntax.Perl)
		require.NoError(t, err)
		var got []string
		for _, set := range (&reader{}).demanded(tree.Simplify()) {
			got = append(got, written(set))
		}
		assert.Equal(t, want, strings.Join(got, " + "), expr)
	}
}

// written are traits as they stand in a text.
func written(traits []trait) string {
	var all []string
	for _, t := range traits {
		all = append(all, strings.TrimLeft(string([]rune{rune(t >> 32), rune(t & 0xffffffff)}), "\x00"))
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func TestHowShortAMatchMayBe(t *testing.T) {
	for expr, want := range map[string]int{
		`投诉`:            6,
		`^(?:我|俺)?要?投诉`: 6,
		`投|no`:          2,
		`\d{4}年第?`:      7,
		`[几多]+个?`:       3,
		`.{2,}吗`:        5,
		`(?i)k`:         1, // and the sign of kelvin, of three
		`[^a]`:          1,
		`[^\x00-\x7f]`:  1, // a broken byte too
		`a*`:            0,
		`(?:投诉|)谢`:      3,
	} {
		tree, err := syntax.Parse(expr, syntax.Perl)
		require.NoError(t, err)
		assert.Equal(t, want, size(tree.Simplify()), expr)
	}
}

func TestWhatATextBeginsAndEndsWith(t *testing.T) {
	for expr, want := range map[string]string{
		`^我?要?投诉`:           "我投 我要 投诉 要投 | ",
		`投诉[吗呢]?$`:          " | 吗诉 呢诉 诉投", // the last character first
		`^(?:你好|[\s,])+$`:   "\t \n \f \r   , 你好 | \t \n \f \r   , 好你",
		`^(?:查|^找)$|^看看$`:   "找 查 看看 | 找 查 看看",
		`^(投诉|举报)(?:吗|了)?$`: "举报 投诉 | 了报 了诉 吗报 吗诉 报举 诉投",
		`^投诉|举报$`:           " | ", // either may begin a text, or end it
		`^.*投诉.*$`:          " | ",
		`(?m)^投诉$`:          " | ",
		`^$`:                " | ",
		`(?:^|\s)投诉`:        " | ",
		`(?i)^TX`:           "TX Tx tX tx | ",
	} {
		tree, err := syntax.Parse(expr, syntax.Perl)
		require.NoError(t, err)
		d := newDemand(tree.Simplify())
		assert.Equal(t, want, written(d.opens.traits)+" | "+written(d.ends.traits), expr)
	}
}

// assertSame holds that a pattern finds what its expression finds, in a text that was not
// looked at before and in one that was.
func assertSame(t *testing.T, expr, text string) {
	var s shelf
	p := s.pattern(expr)
	assertFinds(t, p, text)
	s.look(text)
	require.Equal(t, text != "", s.of(text) != nil)
	assertFinds(t, p, text)
	s.forget(text)
	require.Nil(t, s.of(text))

	apart := s.pattern(expr)
	apart.parts.of(expr, 0) // as if it were large
	assertFinds(t, apart, text)
}

func assertFinds(t *testing.T, p *Pattern, text string) {
	expr, re := p.String(), regexp.MustCompile(p.String())
	require.Equal(t, re.MatchString(text), p.MatchString(text), "%q in %q", expr, text)
	require.Equal(t, re.FindString(text), p.FindString(text), "%q in %q", expr, text)
	require.Equal(t, re.FindStringIndex(text), p.FindStringIndex(text), "%q in %q", expr, text)
	require.Equal(t, re.FindStringSubmatch(text), p.FindStringSubmatch(text), "%q in %q", expr, text)
	require.Equal(t, re.FindStringSubmatchIndex(text), p.FindStringSubmatchIndex(text), "%q in %q", expr, text)
	require.Equal(t, re.FindAllString(text, -1), p.FindAllString(text, -1), "%q in %q", expr, text)
	require.Equal(t, re.FindAllStringIndex(text, -1), p.FindAllStringIndex(text, -1), "%q in %q", expr, text)
	require.Equal(t, re.FindAllStringSubmatchIndex(text, -1), p.FindAllStringSubmatchIndex(text, -1), "%q in %q", expr, text)
	require.Equal(t, re.ReplaceAllStringFunc(text, strings.ToUpper), p.ReplaceAllStringFunc(text, strings.ToUpper), "%q in %q", expr, text)
	require.Equal(t, re.ReplaceAllString(text, "…"), p.ReplaceAllString(text, "…"), "%q in %q", expr, text)
}

func FuzzFindsWhatTheExpressionFinds(f *testing.F) {
	for _, expr := range []string{failing, `(?i)(?:ts|zx|tw)[\s\-－—–]*20\d\d`, `^(?:请问|,|\s)*(.*?)[?？]*$`, `[我你]|(?i)\b(?:i|can)\b`, `(?s)^补正?[:,]*([0-9][0-9 -]{3,5})?(.*)$`, `(?:不|不太)?满意了?$`, `^[^投诉]{1,2}$|^(?i:k)\x{FFFD}?$`, `(?m)^路|坏$|(?i:tx)|(a)(b)?|\bno\b|(?s:.)满意$|`} {
		for _, text := range []string{"我要投诉，路灯坏了三个月没人修", "投诉多久有回音", "ＺＸ2026-00012-3", "非常不满意", "", "\xff投\xe8", "K\u212a S\u017f"} {
			f.Add(expr, text)
		}
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if _, err := regexp.Compile(expr); err != nil || len(expr) > 500 || len(text) > 500 {
			t.Skip()
		}
		assertSame(t, expr, text)
	})
}

// What is seen of a text is what each pattern would see for itself, of many patterns and of
// texts that are looked at at the same time; of those that came late too.
func TestOneLookTellsWhatEachPatternSees(t *testing.T) {
	var s shelf
	exprs := []string{failing, `投诉`, `^(?:我|俺)?要?(?:投诉)`, `几[个件份]$`, `\d{4}年`, `(?i)^tx`, `.*`, `[我你]|吗$`, `^\x00`, `a\x00b`, `\x{FFFD}`, `^(?:你好|[\s,])+$`}
	texts := []string{"我要投诉", "2019年的几件", "TX 2019", "你好，", ",,", "a", "\x00", "a\x00b", "\xff", "投诉投诉多久答复吗", "俺要"}
	var patterns []*Pattern
	for range 3 {
		for _, expr := range exprs {
			patterns = append(patterns, s.pattern(expr))
		}
		for _, p := range patterns {
			for _, text := range texts {
				p.MatchString(text) // reads what it demands
			}
		}
		for _, text := range texts {
			s.look(text)
			g := s.of(text)
			require.NotNil(t, g)
			for _, p := range patterns {
				if number := p.number.Load(); number <= g.demands {
					assert.Equal(t, p.must.Load().met(text), g.sees(number), "%s in %q", p, text)
				}
			}
		}
	}
	assert.GreaterOrEqual(t, int(s.of(texts[0]).demands), len(s.demands)*8/9)

	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range 200 {
				text := texts[(n+i)%len(texts)]
				p := s.pattern(exprs[i%len(exprs)])
				s.look(text)
				assert.Equal(t, p.Regexp.MatchString(text), p.MatchString(text), "%s in %q", p, text)
				s.forget(text)
			}
		})
	}
	wg.Wait()
}

// failing is what asks how long a letter takes, as the bot writes it.
const failing = `^(?:我们|我|在这里?|请问|网上|如果|的|写)*(?:(投诉|举报|反映|控告)|咨询|请教|留言)(?:以后|之后|[后了完要得的能会])*(?:多久|几天|多长时间|什么时候)(?:[能会才可以]|我|你们)*(?:答复|回复|结果|[吗呢啊呀?？])*$`

// BenchmarkFails is what a text of another matter costs, beside regexp alone.
func BenchmarkFails(b *testing.B) {
	const text = "老旧小区改造进度怎么样"
	p := New(failing)
	b.Run("pattern", func(b *testing.B) {
		for b.Loop() {
			p.MatchString(text)
		}
	})
	b.Run("seen", func(b *testing.B) {
		Look(text)
		defer Forget(text)
		for b.Loop() {
			p.MatchString(text)
		}
	})
	b.Run("regexp", func(b *testing.B) {
		for b.Loop() {
			p.Regexp.MatchString(text)
		}
	})
}
