package wechatbot

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// An intent is what a citizen's text asks for.
type intent int

const (
	wantSearch      intent = iota // find something public
	wantHelp                      // what can this account do?
	wantPerson                    // a person
	wantCancel                    // drop what is going on
	wantBack                      // one step back
	wantNext                      // the next page
	wantPrevious                  // the page before
	wantApply                     // make a request
	wantProgress                  // how far is my request?
	wantMine                      // my requests
	wantMoney                     // a budget question
	wantNumber                    // a record by its index number
	wantThanks                    // nothing: a courtesy
	wantWithdraw                  // take a request back
	wantSupplement                // hand in what the office asked for
	wantCatalogue                 // all that is public
	wantCategory                  // what is public for long, by quarter …
	wantCount                     // how much was made public
	wantForwarded                 // a grid member has carried a notice
	wantLetter                    // write to the people: a complaint, a consultation
	wantCase                      // something about a case that is named
	wantRate                      // say how good a reply was
	wantContact                   // where is the office, when is it open?
	wantLaw                       // how does applying work? the law says
	wantRanking                   // who made how much public?
	wantTimely                    // are things made public in time?
	wantGuide                     // how things are done here
	wantRevoke                    // take a case back
	wantTurnout                   // how many requests, answered in time?
	wantSubscribe                 // be told what a grid is told
	wantUnsubscribe               // no longer
	wantSubscribed                // of which grids am I told?
	wantCaseload                  // how many complaints, how content are people?
	wantMeaning                   // what does that word mean?
)

// words are texts that mean one thing only.
var words = map[string]intent{
	"公开目录": wantCatalogue, "目录": wantCatalogue, "查看全部": wantCatalogue, "不要了": wantCancel, "填错了": wantBack, "我填错了": wantBack, "写错了": wantBack, "收到": wantThanks, "啊": wantHelp, "额": wantHelp, "查": wantHelp, "怎么撤回": wantWithdraw, "怎么撤回申请": wantWithdraw, "如何撤回申请": wantWithdraw, "看全部": wantCatalogue, "全部": wantCatalogue, "随便看看": wantCatalogue, "看看有什么": wantCatalogue, "看目录": wantCatalogue, "查信息": wantCatalogue, "查公开信息": wantCatalogue, "信息公开目录": wantCatalogue,
	"你能做什么": wantHelp, "能做什么": wantHelp, "你会什么": wantHelp, "有什么功能": wantHelp, "怎么查": wantHelp, "测试": wantHelp, "test": wantHelp,
	"帮助": wantHelp, "菜单": wantHelp, "help": wantHelp, "?": wantHelp, "怎么用": wantHelp, "你好": wantHelp, "您好": wantHelp, "在吗": wantHelp, "0": wantHelp,
	"人工服务": wantPerson, "工作人员": wantPerson, "找工作人员": wantPerson, "我要找工作人员": wantPerson, "有人吗": wantPerson,
	"人工": wantPerson, "转人工": wantPerson, "人工客服": wantPerson, "客服": wantPerson, "找人": wantPerson,
	"取消申请": wantCancel, "不想申请": wantCancel, "不申请": wantCancel, "不办": wantCancel,
	"撤回": wantWithdraw, "撤销我的申请": wantWithdraw,
	"sangong": wantMoney, "sangongjingfei": wantMoney, "sangong jingfei": wantMoney,
	"取消": wantCancel, "退出": wantCancel, "不申请了": wantCancel, "算了": wantCancel,
	"返回": wantBack, "上一步": wantBack, "后退": wantBack,
	"下一页": wantNext, "更多": wantNext, "继续": wantNext, "上一页": wantPrevious,
	"我要申请": wantApply, "在线申请": wantApply, "网上申请": wantApply, "申请公开": wantApply, "依申请公开": wantApply, "申请": wantApply, "申请信息公开": wantApply, "我要申请公开": wantApply,
	"查询进度": wantMine, "申请结果": wantMine, "办得怎么样": wantMine, "我的申请到哪": wantMine, "我的申请办到哪": wantMine, "申请办到哪": wantMine, "我的申请怎么样": wantMine,
	"我的申请": wantMine, "进度": wantMine, "查进度": wantMine, "申请进度": wantMine, "查申请进度": wantMine,
	"订阅": wantSubscribe, "订阅网格": wantSubscribe, "网格订阅": wantSubscribe, "我的订阅": wantSubscribed, "退订": wantUnsubscribe, "取消订阅": wantUnsubscribe,
	"已转": wantForwarded, "已转发": wantForwarded,
	"谢谢": wantThanks, "谢谢你": wantThanks, "多谢": wantThanks, "非常感谢": wantThanks, "感谢": wantThanks, "辛苦": wantThanks, "好的": wantThanks, "知道了": wantThanks, "好": wantThanks, "嗯": wantThanks, "嗯嗯": wantThanks, "哦": wantThanks, "噢": wantThanks, "行": wantThanks, "ok": wantThanks, "可以": wantThanks,
	"指南": wantGuide, "评价": wantRate, "重来": wantCancel, "重新来": wantCancel, "重新开始": wantCancel, "怎么取消": wantCancel, "怎么退出": wantCancel,
}

// A meaning is a recognised text.
type meaning struct {
	intent  intent
	text    string // as typed, tidied
	number  string // of a record or a request
	code    string // a query code
	subject string // what a request or a letter is for, where it was said at once
	kind    cases.Kind
	law     string // which question of wantLaw
}

var (
	applying  = regexp.MustCompile(`^(?:我|俺)?(?:要|想|想要|需要)?(?:怎么|如何|怎样)?(?:依)?申请(?:政府)?(?:公开)?(?:政府)?(?:信息)?(?:公开)?$`)
	tracking  = regexp.MustCompile(`^(?:查|查询|我的)?(?:申请)?(?:进度|办到哪)[了:：\s]*([0-9][0-9 \-－—]{11,24})\s*([0-9A-Za-z \-]{10,14})?$`)
	joining   = regexp.MustCompile(`^(?:我要|我想)?(退订|取消订阅|订阅)(?:网格)?[:\s]*(.{1,30})$`)
	taking    = regexp.MustCompile(`^(?:我要|我想|怎么|如何|把)?(?:撤回|撤销|撤掉|收回|取消)(?:掉)?(?:我的|这个|那个|上次的)?申请?[:\s]*([0-9][0-9 \-－—]{11,24})?$`)
	mending   = regexp.MustCompile(`(?s)^(?:我要)?(?:补正|补充材料|补交材料|补材料|补交)[:,\s]*([0-9][0-9 \-－—]{11,24}[0-9])?[:,\s]*(.*)$`)
	category  = regexp.MustCompile(`长期公开|定期公开|逐段公开|临时公开`)
	applyFor  = regexp.MustCompile(`^(?:我|俺)?(?:要|想|想要|需要)?(?:依)?申请(?:公开)?(.{4,})$`)
	asksMine  = regexp.MustCompile(`^(?:请问)?(?:帮我)?(?:查|查询|查一下|看一下)?(?:一下)?(?:我的?)?(?:申请)?(?:的)?(?:进度|编号是多少|申请|结果)(?:怎么查|查询|怎么样|在哪查)?了?[?？]?$`)
	asksApply = regexp.MustCompile(`^(?:能不能|可以|可不可以|能|怎么|如何).{0,4}申请.{0,6}(?:信息|公开|资料)?[吗?？]?$`)
	greeting  = regexp.MustCompile(`^(?:早上|上午|中午|下午|晚上|大家)好[啊呀]?$|^(?:早|早安|晚安|早啊|嗨|喂)$|^(?:你|您)是(?:谁|机器人|真人|人工)吗?$|^在不在[啊呀吗]?$|^(?:\[\p{Han}{1,4}\])+$|^(?:hi|hello|哈喽)$|^[^\p{L}\p{N}]+$`)
	courtesy  = regexp.MustCompile(`^(?:非常|太|真是?|好的?|嗯|十分)?(?:谢谢|感谢|多谢|谢|辛苦|麻烦)(?:您|你|你们|大家|老师|师傅|同志|亲|了|啦|啊|呀|哦|哈)*$|^(?:拜|拜拜|886|88)$|^(?:不好意思|抱歉|对不起)(?:,|\s)*(?:发错|打扰|打错)?了?$`)
	quits     = regexp.MustCompile(`^(?:算了)?[,，]?(?:我)?(?:不|别)(?:想|要)?再?(?:填|写|弄|搞|申请|投诉|咨询|举报|提交|办)了?$`)
	revoking  = regexp.MustCompile(`^(?:我要|我想)?(?:撤回|撤销|取消)(?:我的)?(?:投诉|咨询|举报|提问)$`)
	newest    = regexp.MustCompile(`^(?:有没有|有什么|有啥)?(?:最新|最近|今天|昨天|近期|近来)(?:都|又)?(?:有)?(?:什么|啥|哪些)?(?:新)?的?(?:公开|公布|发布|更新|文件|信息|消息|公告|通知)(?:了|的)?(?:什么|啥|哪些)?(?:文件|信息|消息)?[吗呢?？]?$`)
	bare      = regexp.MustCompile(`^([0-9][0-9 \-－—]{12,24})(?:\s+([0-9A-Za-z]{10}))?$`)
	moneyWord = regexp.MustCompile(`[三3]公|工资|薪酬|奖金|公务接待|接待|招待|吃喝|请客|公车|公务用车|出国|出境|用车|买车|购车|养车|车辆|机关运行|运行经费|预算|决算|经费|花了多少|花多少|花了?几|花掉|花费|花销|钱都?花|开支|开销|支出|收入|拨款|投入|投了|投多少|花钱|账本|账目|钱从`)
	askAmount = regexp.MustCompile(`多少|几|花|用了|怎么样|情况|比|增|减|变化|人均|每人`)
)

// tidy brings a text into one width and drops what surrounds it.
func tidy(s string) string {
	s = width.Fold.String(strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\u3000' }))
	return strings.TrimRight(s, "。！!~～，,；; ")
}

// simple writes a text in simplified characters, one for one.
func simple(s string) string { return catalog.Simplified(s) }

// asTyped is the part of a text that its simplified writing ends in, as it was
// typed: people's own words are kept in their own characters.
func asTyped(typed, part string) string {
	if !strings.HasSuffix(simple(typed), part) {
		return part
	}
	runes := []rune(typed)
	return string(runes[len(runes)-len([]rune(part)):])
}

// recognise says what a text asks for, by its words alone.
func recognise(text string) meaning {
	typed := tidy(text)
	m := meaning{text: simple(typed)}.read()
	m.text, m.subject = asTyped(typed, m.text), asTyped(typed, m.subject)
	return m
}

// read is recognise for a text in simplified characters: the first reading that
// fits is taken, and what fits none is looked for.
func (m meaning) read() meaning {
	for _, reading := range []func(meaning) (meaning, bool){
		meaning.asWord, meaning.asSubscription, meaning.asCase, meaning.asOwn, meaning.asShape, meaning.asNumber, meaning.asTerm, meaning.asTopic, meaning.asWish,
	} {
		if read, fits := reading(m); fits {
			return read
		}
	}
	return m
}

// asWord reads a text that means one thing only, whatever particles end it.
func (m meaning) asWord() (meaning, bool) {
	plain := strings.TrimPrefix(strings.ToLower(m.text), "请问")
	for _, said := range []string{plain, strings.TrimRight(plain, "？?吧呢啊呀啦哦"), strings.TrimRight(plain, "？?了吧呢啊呀啦哦")} {
		if w, known := words[said]; known {
			if m.intent = w; w == wantMoney {
				m.text = "三公经费"
			}
			return m, true
		}
	}
	if applying.MatchString(m.text) {
		m.intent = wantApply
		return m, true
	}
	return m, false
}

// asSubscription reads who wants to be told what a grid is told, or no longer.
func (m meaning) asSubscription() (meaning, bool) {
	found := joining.FindStringSubmatch(m.text)
	if found == nil {
		return m, false
	}
	m.intent, m.subject = wantUnsubscribe, strings.TrimSpace(found[2])
	if found[1] == "订阅" {
		m.intent = wantSubscribe
	}
	return m, true
}

// asCase reads a text that names a case, or rates a reply.
func (m meaning) asCase() (meaning, bool) {
	if _, number, _ := caseIn(m.text); number != "" {
		m.intent, m.number = wantCase, number
		return m, true
	}
	if found := rating.FindStringSubmatch(m.text); found != nil {
		m.intent, m.number = wantRate, numberIn(found[1])
		return m, true
	}
	return m, false
}

// asOwn reads what an applicant does to a request of her own.
func (m meaning) asOwn() (meaning, bool) {
	if found := taking.FindStringSubmatch(m.text); found != nil {
		m.intent, m.number = wantWithdraw, numberIn(found[1])
		return m, true
	}
	if found := mending.FindStringSubmatch(m.text); found != nil {
		m.intent, m.number, m.text = wantSupplement, numberIn(found[1]), found[2]
		if m.number == "" {
			m.text = strings.TrimSpace(found[1] + " " + found[2])
		}
		return m, true
	}
	return m, false
}

// asShape reads a text of one of the usual shapes.
func (m meaning) asShape() (meaning, bool) {
	for _, p := range []struct {
		form *regexp.Regexp
		want intent
	}{{asksMine, wantMine}, {asksApply, wantApply}, {greeting, wantHelp}, {courtesy, wantThanks}, {newest, wantCatalogue}, {quits, wantCancel}, {revoking, wantRevoke}} {
		if m.text != "" && p.form.MatchString(strings.ToLower(m.text)) {
			m.intent = p.want
			return m, true
		}
	}
	return m, false
}

// asNumber reads the number of a request or of a record.
func (m meaning) asNumber() (meaning, bool) {
	for _, form := range []*regexp.Regexp{tracking, bare} {
		if found := form.FindStringSubmatch(m.text); found != nil {
			if id, err := disclosure.ParseNumber(found[1]); err == nil {
				m.intent, m.number, m.code = wantProgress, id, strings.TrimSpace(found[2])
				return m, true
			}
		}
	}
	if badNumber.MatchString(m.text) { // of a request, and not one of ours: what a number looks like is said there
		m.intent = wantMine
		return m, true
	}
	if _, number, err := catalog.Identify(padded(m.text), catalog.Schemes()); err == nil {
		m.intent, m.number = wantNumber, string(number)
		return m, true
	}
	return m, false
}

// badNumber is what is typed for the number of a request and is none.
var badNumber = regexp.MustCompile(`^(?:查|看|查一下)?进度[:：\s]*[0-9]{4}\s*[-－—]?\s*[0-9]+`)

// A question for the meaning of a word: 什么是三公经费, 三公是啥意思.
var (
	asksWhatIs  = regexp.MustCompile(`^(?:请问|那|那么)?(?:到底|究竟)?(?:什么是|什么叫做?|啥是|啥叫做?|何谓|何为|解释(?:一下|下)?|名词解释)[:：]?(.{2,16}?)[?？呢啊呀]*$`)
	asksMeaning = regexp.MustCompile(`^(?:请问|那|那么)?(?:到底|究竟)?(?:这个|那个|所谓的?)?(.{2,16}?)(?:这个词|一词|这四个字|这三个字)?(?:到底|究竟)?(?:是|指)?(?:个)?(?:什么意思|啥意思|什么东西|什么概念|什么含义|什么玩意儿?|指什么|指的是什么|指哪些|包括什么|包括哪些|怎么理解|如何理解|怎么解释|名词解释|的意思|的含义|什么|啥)[?？呢啊呀]*$`)
)

// asTerm reads a question for the meaning of a word of budgets and accounts.
func (m meaning) asTerm() (meaning, bool) {
	for _, form := range []*regexp.Regexp{asksWhatIs, asksMeaning} {
		if found := form.FindStringSubmatch(m.text); found != nil {
			if g, known := budget.Explain(found[1]); known {
				m.intent, m.subject = wantMeaning, g.Term
				return m, true
			}
		}
	}
	return m, false
}

// asTopic reads what people ask in many words, and letters. A letter is one even
// where its words would make a topic, but for those on letters themselves.
func (m meaning) asTopic() (meaning, bool) {
	kind, words, writes := letterIn(m.text)
	if t, found := topicOf(m.text); found && (!writes || words == "" || t.want == wantLetter || t.want == wantCaseload || t.want == wantMine) {
		m.intent, m.kind, m.law = t.want, t.kind, t.law
		return m, true
	}
	if writes {
		m.intent, m.kind, m.subject = wantLetter, kind, words
	}
	return m, writes
}

// asWish reads what else is wanted: a category, an application for something, a figure.
func (m meaning) asWish() (meaning, bool) {
	if category.MatchString(m.text) {
		m.intent = wantCategory
		return m, true
	}
	if found := applyFor.FindStringSubmatch(m.text); found != nil && !strings.ContainsAny(m.text, "?？怎多几吗") && !holds(m.text, "流程", "步骤", "须知", "指南") {
		m.intent, m.subject = wantApply, found[1]
		return m, true
	}
	if moneyWord.MatchString(m.text) && (askAmount.MatchString(m.text) || len([]rune(m.text)) <= 30) && !strings.ContainsAny(m.text, "《》") {
		m.intent = wantMoney
		return m, true
	}
	return m, false
}

// numberIn is a request's number in its own writing, "" if it is none.
func numberIn(s string) string {
	id, err := disclosure.ParseNumber(s)
	if err != nil {
		return ""
	}
	return id
}

// choice reads 1, １, 一, 第一个, 选1 as 1; 0 is none.
func choice(text string) int {
	t := tidy(text)
	for _, cut := range []string{"第", "选", "回复"} {
		t = strings.TrimPrefix(t, cut)
	}
	for _, cut := range []string{"个", "条", "项", "、", "."} {
		t = strings.TrimSuffix(t, cut)
	}
	if n, err := strconv.Atoi(t); err == nil && n >= 10 && n <= 20 && t != strings.TrimSpace(text) {
		return n // 第12个: there is none, and it is no search
	}
	for i, s := range []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"} {
		if t == s || i < 9 && t == string(rune('1'+i)) {
			return i + 1
		}
	}
	return 0
}
