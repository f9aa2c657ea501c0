package wechatbot

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/zwgk/zwgk/disclosure/cases"
)

// A Saying is a sentence as a citizen would write it, and what it wants: one of
// Wants. What citizens write is recognised by its likeness to the sayings.
type Saying struct {
	Want string // 问预决算
	Text string // 去年接待费花了多少
}

// A want is a name for what a text asks for, as sayings have it.
type want struct {
	name  string
	means meaning
	// certain wants are taken without a look at anything else where a text is
	// such a saying word for word.
	certain bool
}

var wants = []want{
	{"找公开信息", meaning{}, false},
	{"问办事", meaning{}, false},
	{"问服务点", meaning{intent: wantPoint}, false},
	{"问地址和时间", meaning{intent: wantContact}, false},
	{"问预决算", meaning{intent: wantMoney}, false},
	{"名词解释", meaning{intent: wantMeaning}, false},
	{"预算和决算的区别", meaning{intent: wantLaw, law: "accounts"}, false},
	{"看目录", meaning{intent: wantCatalogue}, true},
	{"按公开时限看", meaning{intent: wantCategory}, false},
	{"什么时候公开", meaning{intent: wantLaw, law: "publish"}, false},
	{"公开了多少", meaning{intent: wantCount}, false},
	{"各单位公开多少", meaning{intent: wantRanking}, false},
	{"公开得及时吗", meaning{intent: wantTimely}, false},
	{"申请办得怎么样", meaning{intent: wantTurnout}, false},
	{"来信办得怎么样", meaning{intent: wantCaseload}, false},
	{"申请公开", meaning{intent: wantApply}, true},
	{"我的申请", meaning{intent: wantMine}, true},
	{"撤回申请", meaning{intent: wantWithdraw}, true},
	{"补正", meaning{intent: wantSupplement}, true},
	{"评价答复", meaning{intent: wantRate}, false},
	{"怎么申请：步骤", meaning{intent: wantLaw, law: "how"}, false},
	{"怎么申请：谁可以", meaning{intent: wantLaw, law: "who"}, false},
	{"怎么申请：材料", meaning{intent: wantLaw, law: "papers"}, false},
	{"怎么申请：收费", meaning{intent: wantLaw, law: "fee"}, false},
	{"怎么申请：期限", meaning{intent: wantLaw, law: "term"}, false},
	{"怎么申请：救济", meaning{intent: wantLaw, law: "relief"}, false},
	{"怎么申请：范围", meaning{intent: wantLaw, law: "which"}, false},
	{"怎么申请：理由", meaning{intent: wantLaw, law: "reason"}, false},
	{"怎么申请：方式", meaning{intent: wantLaw, law: "way"}, false},
	{"怎么申请：再次申请", meaning{intent: wantLaw, law: "again"}, false},
	{"怎么申请：代办", meaning{intent: wantLaw, law: "agent"}, false},
	{"怎么申请：渠道", meaning{intent: wantLaw, law: "channel"}, false},
	{"怎么申请：工作日", meaning{intent: wantLaw, law: "days"}, false},
	{"删除个人信息", meaning{intent: wantLaw, law: "erase"}, false},
	{"投诉", meaning{intent: wantLetter, kind: cases.Complaint}, false},
	{"咨询", meaning{intent: wantLetter, kind: cases.Consultation}, false},
	{"撤回来信", meaning{intent: wantRevoke}, true},
	{"找人", meaning{intent: wantPerson}, true},
	{"帮助", meaning{intent: wantHelp}, true},
	{"公开指南", meaning{intent: wantGuide}, true},
	{"取消", meaning{intent: wantCancel}, true},
	{"上一步", meaning{intent: wantBack}, true},
	{"下一页", meaning{intent: wantNext}, true},
	{"上一页", meaning{intent: wantPrevious}, true},
	{"订阅网格", meaning{intent: wantSubscribe}, true},
	{"退订网格", meaning{intent: wantUnsubscribe}, true},
	{"我的订阅", meaning{intent: wantSubscribed}, true},
	{"已转发", meaning{intent: wantForwarded}, true},
	{"客气话", meaning{intent: wantThanks}, true},
	{"闲聊", meaning{intent: wantChat}, false},
}

// Wants are the names of what a text may ask for, as sayings have them.
func Wants() []string {
	names := make([]string, len(wants))
	for n, w := range wants {
		names[n] = w.name
	}
	return names
}

func wantNamed(name string) (want, bool) {
	for _, w := range wants {
		if w.name == name {
			return w, true
		}
	}
	return want{}, false
}

// maxSaying is the longest saying, in bytes.
const maxSaying = 1 << 10

// ReadSayings reads sayings, one a line, under headings that say what they want:
//
//	= 问预决算
//	去年接待费花了多少
//
// Empty lines and those that begin with # are left out. What is wrong is said of
// each line, and the other lines are returned all the same.
func ReadSayings(r io.Reader) ([]Saying, error) {
	var out []Saying
	var wrong []error
	heading := ""
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "="); ok {
			if heading = strings.TrimSpace(name); !isWant(heading) {
				wrong = append(wrong, fmt.Errorf("line %d: no want is called %q; see Wants", n, heading))
				heading = ""
			}
			continue
		}
		switch {
		case heading == "":
			wrong = append(wrong, fmt.Errorf("line %d: stands under no heading", n))
		case len(line) > maxSaying:
			wrong = append(wrong, fmt.Errorf("line %d: longer than %d bytes", n, maxSaying))
		default:
			out = append(out, Saying{heading, line})
		}
	}
	if err := errors.Join(append(wrong, lines.Err())...); err != nil {
		return out, fmt.Errorf("wechatbot: sayings: %w", err)
	}
	return out, nil
}

func isWant(name string) bool {
	_, known := wantNamed(name)
	return known
}

//go:embed sayings.txt
var sayingText string

// builtIn are the sayings that the bot comes with, and the ear for them.
var builtIn = sync.OnceValues(func() ([]Saying, *ear) {
	sayings, err := ReadSayings(strings.NewReader(sayingText))
	if err != nil {
		panic(err) // embedded: held by the tests
	}
	return sayings, newEar(sayings)
})

// earWith is the ear for the built-in sayings and more.
func earWith(more []Saying) *ear {
	sayings, e := builtIn()
	if len(more) == 0 {
		return e
	}
	return newEar(append(slices.Clone(sayings), more...))
}

// checkSayings says which of them wants what no text can want.
func checkSayings(sayings []Saying) error {
	for _, s := range sayings {
		if !isWant(s.Want) {
			return fmt.Errorf("wechatbot: a saying has the want %q, which is none of Wants", s.Want)
		}
	}
	return nil
}
