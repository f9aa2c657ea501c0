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
	switch strings.TrimSuffix(strings.TrimPrefix(s, "按"), "公开") {
	case "及时", "实时", "即时", "第一时间", "随时":
		return Limit{Kind: LimitPrompt}, true
	case "每季度", "季度", "每季", "每季度第一个月下旬":
		return Limit{Kind: LimitPeriodic, Period: EachQuarter}, true
	case "每月", "月度", "月":
		return Limit{Kind: LimitPeriodic, Period: EachMonth}, true
	case "每半年", "半年", "半年度":
		return Limit{Kind: LimitPeriodic, Period: EachHalfYear}, true
	case "每年", "年度", "年", "每年度":
		return Limit{Kind: LimitPeriodic, Period: EachYear}, true
	}
	return counted(s)
}

// counted reads limits of n days. What follows the count may only say 公开.
func counted(s string) (Limit, bool) {
	m := limitCount.FindStringSubmatch(s)
	if m == nil {
		return Limit{}, false
	}
	switch strings.TrimPrefix(m[4], "予以") {
	case "", "公开", "向社会公开", "主动公开", "公布":
	default:
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
	s = strings.TrimPrefix(strings.TrimPrefix(s, "应当"), "自")
	for _, end := range []string{"之日起", "之后", "日起", "后", "起"} {
		if event, found := strings.CutSuffix(s, end); found {
			return event, event != ""
		}
	}
	return "", s == ""
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
