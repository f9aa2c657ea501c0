package disclosure

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	limitCount  = regexp.MustCompile(`^(.*?)(\d{1,3}|[一二三四五六七八九十]{1,3})个?(工作日|日|天)(?:以?内|之内)?(.*)$`)
	limitNotice = regexp.MustCompile(`^(.*?)[，,；;。](?:公告|公示)(?:期限|期)?(?:为|不少于|不得少于)?(\d{1,3}|[一二三四五六七八九十]{1,3})个?工作日(?:以?内)?$`)
)

// ParseLimit reads a limit in the wordings met in official tables: the four
// categories, 20个工作日内 and 批准后20日内 in their varieties, 每月, 每季度, 每半年, 按年度, 及时,
// 实时, 第一时间, and a notice period behind any of them. Anything else is an error that
// quotes it; so is 同上, which only the reader of the table can resolve, and
// 限时公开, which names no limit.
func ParseLimit(s string) (Limit, error) {
	text := normal(s)
	var notice int
	if m := limitNotice.FindStringSubmatch(text); m != nil {
		text, notice = m[1], count(m[2])
	}
	l, ok := parseLimit(strings.TrimRight(text, "。；;，,"))
	if !ok || l.Kind == 0 {
		return Limit{}, fmt.Errorf("disclosure: limit %q not understood", s)
	}
	l.Notice = notice
	return l, nil
}

func parseLimit(s string) (Limit, bool) {
	if i := strings.IndexAny(s, "（("); i > 0 && strings.HasPrefix(s, "定期") {
		inner := strings.Trim(s[i:], "（）()")
		if inner == "每季度第一个月下旬" {
			return Quarterly.Limit(), true
		}
		return parseLimit(inner)
	}
	if c, err := ParseCategory(s); err == nil {
		return c.Limit(), true
	}
	if l, ok := rhythms[bare(s)]; ok {
		return l, true
	}
	return counted(s)
}

// bare takes off the words around a rhythm that do not change it.
func bare(s string) string {
	s = strings.TrimPrefix(s, "按")
	for _, end := range []string{"公开", "更新", "公布", "发布", "向社会", "主动", "一次", "动态", "予以"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}

var rhythms = map[string]Limit{
	"及时": {Kind: LimitPrompt}, "实时": {Kind: LimitPrompt}, "即时": {Kind: LimitPrompt}, "第一时间": {Kind: LimitPrompt},
	"随时": {Kind: LimitPrompt}, "立即": {Kind: LimitPrompt},
	"每季度": {Kind: LimitPeriodic}, "季度": {Kind: LimitPeriodic}, "每季": {Kind: LimitPeriodic}, "季": {Kind: LimitPeriodic},
	"每季度第一个月下旬": {Kind: LimitPeriodic},
	"每月":        {Kind: LimitPeriodic, Period: EachMonth}, "月度": {Kind: LimitPeriodic, Period: EachMonth},
	"月": {Kind: LimitPeriodic, Period: EachMonth}, "每个月": {Kind: LimitPeriodic, Period: EachMonth},
	"每半年": {Kind: LimitPeriodic, Period: EachHalfYear}, "半年": {Kind: LimitPeriodic, Period: EachHalfYear},
	"半年度": {Kind: LimitPeriodic, Period: EachHalfYear},
	"每年":  {Kind: LimitPeriodic, Period: EachYear}, "年度": {Kind: LimitPeriodic, Period: EachYear},
	"年": {Kind: LimitPeriodic, Period: EachYear}, "每年度": {Kind: LimitPeriodic, Period: EachYear},
	"长期": {Kind: LimitPermanent}, "常年": {Kind: LimitPermanent}, "永久": {Kind: LimitPermanent},
}

// counted reads limits of n days. What follows the count may only say 公开.
func counted(s string) (Limit, bool) {
	m := limitCount.FindStringSubmatch(s)
	if m == nil {
		return Limit{}, false
	}
	if bare(m[4]) != "" {
		return Limit{}, false
	}
	event, ok := eventOf(m[1])
	l := Limit{Kind: LimitWorkdays, N: count(m[2]), Event: event}
	if m[3] != "工作日" {
		l.Kind = LimitDays
	}
	return l, ok && l.N > 0
}

// eventOf returns the event that a count begins with: 自信息形成或者变更之日起 → 信息形成或者变更.
func eventOf(s string) (string, bool) {
	for _, begin := range []string{"应当", "应", "在", "于", "自", "从"} {
		s = strings.TrimPrefix(s, begin)
	}
	for _, end := range []string{"之日起", "之后", "日起", "之日", "后", "起", ""} {
		if event, found := strings.CutSuffix(s, end); found && (end != "" || event == "" || isEvent(event)) {
			return event, event != "" || end == ""
		}
	}
	return "", false
}

// isEvent reports whether words without 之日起 behind them still say what happened:
// 信息形成（变更）20个工作日内.
func isEvent(s string) bool {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "）"), ")")
	for _, verb := range []string{"形成", "变更", "制作", "获取", "批准", "批复", "印发", "签发", "通过", "生效", "成文", "更新"} {
		if strings.HasSuffix(s, verb) {
			return true
		}
	}
	return false
}

// count reads an Arabic or a Chinese number under a hundred.
func count(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	tens, ones, found := strings.Cut(s, "十")
	if !found {
		tens, ones = "零", s
	} else if tens == "" {
		tens = "一"
	}
	t, o := digit(tens), 0
	if ones != "" {
		o = digit(ones)
	}
	if t < 0 || o < 0 {
		return 0
	}
	return t*10 + o
}

func digit(s string) int {
	for i, r := range []rune("零一二三四五六七八九") {
		if s == string(r) {
			return i
		}
	}
	return -1
}

// normal removes blanks and turns full-width letters and digits into plain ones;
// Chinese punctuation stays.
func normal(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '　' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0':
			return -1
		case r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ':
			return r - '０' + '0'
		}
		return r
	}, s)
}
