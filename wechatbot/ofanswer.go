package wechatbot

import (
	"cmp"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What a text says of the answer before it, and of nothing that could be looked for.
var (
	// tooLong finds it too long: 太长了，短一点.
	tooLong = form(`^(?:{manner}|{noted}|这|字|话|你|说得?|讲得?|也|,|\s)*(?:太|有点|有些|好|真)(?:长|啰嗦|罗嗦|复杂)(?:了|的|得很)?(?:能不能|可以|麻烦|看不过来|记不住|记不下|{me}|,|\s)*(?:(?:说|讲|给我|来)*(?:短|简单|简短|精简|少)(?:一?点儿?|一?些|说|讲)*)?(?:{softly}|的|[,。！!?？])*$|` +
		`^(?:能不能|可以|你|请|麻烦|,)*(?:说|讲)?(?:短一?[点些]|简短一?[点些]|简单一?[点些]|长话短说|一句话说(?:完|清)?)(?:{softly}|说|讲|的|[吗?？])*$`)
	// tooMany finds a list too long: 太多了看不过来.
	tooMany = form(`^(?:{manner}|{noted}|这|也|找到|找出来|搜出来|给我|的|怎么|咋|有|,|\s)*(?:太多|这么多|那么多|好多|一大堆|看不过来|看不完|翻不过来|翻不完|(?:怎么|咋|能不能|可以)?(?:缩小|少)一?[点些下]?(?:范围)?)(?:的?(?:文件|东西|条|结果))?(?:了|啊|呀|吧|吗|怎么|咋|看|找|选|挑|哪|能|得|看不过来|看不完|翻不完|{softly}|,|\s|[?？])*$`)
	// tooSmall cannot read what is shown: 字太小了看不清.
	tooSmall = form(`^(?:{manner}|{me}|这|上面|的|手机|上|眼睛不好|眼睛?花|老花眼|年纪大|今年|都|[0-9一二三四五六七八九十]{1,3}(?:多|来)?岁?|看不清楚?|了|,|\s)*(?:字(?:体|号)?(?:太|有点|有些|这么|也太)?小|字(?:体|号)?(?:能不能|可以|能|可不可以)?(?:放|调|弄|变|再)?大一?[点些](?:不|吗|么)?|字(?:体|号)?大一?[点些]的?|看不清楚?|看不见|(?:有没有)?大字[版的]?)(?:了|字|有没有|老花眼|眼睛?花|眼睛不好|的|看不清楚?|看不见|能不能|可以|怎么|放大|调大|大一点|一?[点些]|在哪|吗|啊|呀|{softly}|,|\s|[?？])*$`)
	// forwards asks whether it may be sent on: 转给我爱人看行吗.
	forwards = form(`^(?:{manner}|那|我|这个|这份|这条|它|把|,)*(?:{may_i}|能|可以)*(?:转发|转|分享)(?:给|到|出去)?(.{0,8}?)(?:看看|看一下|看|里)?(?:{may_i}|吗|没事吧|没问题吧|[?？])+$`)
	// notThat says that something else is meant than was found, and what: 不是雄安，我说咱们区的.
	notThat = form(`^(?:{manner}|[,，\s])*(?:不是|不要|不找|不看)(.{1,8}?)(?:的|那个|那份)?[,，\s]+(?:{me}|是|就)*(?:说|问|要|找|指|想看|想要|想问)的?是?(.{2,10}?)(?:的|那个|那份)?(?:{softly}|[。!！])*$`)
	// whyNone asks why something is not here: 为什么没有.
	whyNone = form(`^(?:{manner}|{around}|{here_on})*(?:为什么|为啥|为何|咋|怎么|什么原因|啥原因)(?:都|会|就|也|还)*(?:没有?|查不到|找不到|搜不到|看不到)(?:{around}|{softly}|[?？])*$`)
	// isNone doubts that something is not here, or asks when it will be: 真的没有吗, 你再找找.
	isNone = form(`^(?:{manner}|{me}|那|就|怎么|都|,)*没有?(?:吗|么|啊|呀|嘛|哦)[?？]*$|^(?:{manner}|{me}|那|你|麻烦|,)*(?:(?:真的|确定|肯定|当真)(?:就|是)?(?:没有?|找不到|查不到)|(?:再|重新|好好|仔细)(?:找找|查查|找一下|查一下|看看|搜搜|搜一下|找一遍)|(?:是不是|是)(?:还|就)?(?:没|没有)(?:公开|公布|发布|上传)|(?:什么时候|啥时候|哪天|几时|多久)(?:才|能|会|可以)*(?:有|公开|公布|发布|上传)|(?:别的|其他|其它|隔壁)(?:区|县|地方|单位|部门)(?:也)?有|(?:要是|如果|真|都|,|，)*(?:没有|找不到|查不到)(?:的话|了|呢|,|，)*(?:该|应该)?(?:怎么办|咋办|怎么弄|咋弄)|(?:该|应该)?(?:怎么办|咋办)|(?:就是|也就是|所以|这么说|意思是)(?:说)?(?:没有?|查不到|没公开)(?:了|咯|喽|呗|是吧|对吧|嘛|啦)+)(?:了|{softly}|[吗么呢啊?？。])*$`)
	// noNumbers will not answer by numbers: 别老让我回复数字.
	noNumbers = form(`^(?:{manner}|[,，\s])*(?:别|不要|不想|不会|能不能别|能不能不|可不可以不|怎么老|为什么老|怎么总|为啥老)[^,，。]{0,4}(?:让我|叫我|要我)?(?:回复|回|打|输入|输|按|发)(?:这些|那些)?数字[^。]{0,16}$`)
	// asksWhom asks whom to ask then, behind what is not here: 没有啊，那问谁.
	asksWhom = form(`^(?:没有?(?:啊|呀)?|那|那么|这样|这|[?？,，\s])*(?:{me})?(?:该|要|得|应该|可以|能)*(?:去|找|跑|上)*(?:问谁|找谁问?|(?:问|到|去|找)?哪[个家](?:部门|单位|地方|局)(?:去)?(?:问|打听|要|找)?|问哪里?)(?:{softly}|[呢啊呀?？])*$`)
	// mailsIt wants it sent to where nothing is sent: 发到我邮箱.
	mailsIt = form(`^(?:{manner}|{me}|能不能|可不可以|可以|能|帮|把|这[个份条张]|它|那[个份条]|文件|全文|原文|表格?|图|给|,)*(?:发|传|寄|转|存|下载)(?:一份|一下)?(?:到|去|给|进)?(?:{me})?(?:的|手机|电脑)*(?:邮箱|邮件|QQ|qq|电脑|手机)(?:里|上|来|去)?(?:{may_i}|{softly}|[吗么?？])*$`)
	// callsBack wants the answer by telephone: 能不能电话回我.
	callsBack = form(`^(?:{manner}|{me}|能不能|可不可以|可以|能|你们|有结果|办好|处理完|到时候|直接|最好|请|了|就|,)*(?:打个?电话|电话|发?短信)(?:联系|回复|回|通知|告诉|给|打给|说)*(?:{me}|一下|一声)*(?:{may_i}|{softly}|[吗么?？])*$`)
	// keepsIt wants to keep what was shown: 收藏一下.
	keepsIt = form(`^(?:{manner}|我|先|帮我|给我|把|这个|这份|它|全文|原文|文件|要|想|能不能|可以|怎么|,)*(?:收藏|保存|存)(?:一下|起来|下来|到手机|到微信|了)*(?:{softly}|{may_i}|[?？])*$`)
	// sendsPage wants the page of what was shown: 链接发我.
	sendsPage = form(`^(?:{manner}|{me}|把|给|要|看|打开|点开|发|能不能|可以|有没有|有|的|这个|那个|它|,|\s)*(?:网页|网址|链接|网页版|网站)(?:地址|版)?(?:发给?|给|打开|看看|看|在哪里?|哪里|呢|一下|{me}|{may_i}|{softly}|[吗么?？。\s])*$|^(?:{manner}|那|就|,)*(?:发|传|转)(?:一下|一份|过来|来|出来)*(?:给)?(?:{me})(?:{softly}|看看|一下|一份)*$`)
	// wantsOther wants another one, and does not say which: 换一个.
	wantsOther = form(`^(?:{manner}|那|给我|帮我|再|,)*换(?:一[个份条篇]|个|成?别的|个别的)(?:看看|{softly})*$`)
	// whoYouAre asks whose account this is: 你们单位叫啥.
	whoYouAre = form(`^(?:{manner}|请问|,)*(?:你们|这里|你|贵单位|这|这个)(?:这里|这)?(?:单位|公众号|机关|部门|账号|号)?(?:的)?(?:全称|名称|名字)?(?:是|叫)(?:什么|啥|哪个|哪家)(?:单位|名字|名称|部门|机关|公众号|的)*(?:{softly}|办的|管的|[?？])*$`)
	// meansNothing asks what is meant, and not by which word.
	meansNothing = form(`^(?:{manner}|{softly}|这|那|这个|这是|你说的?|说的|都|是|,)*(?:什么|啥)意思(?:{softly}|[?？])*$|^(?:{me}|还是|有点|{softly}|,)*(?:没|没看|没听|看不|听不|不)(?:太|大)?(?:懂|明白)(?:这[个张]|这|那个|上面的?|{softly}|表格?|图|数字?|账|什么意思|你说的|[。?？])*$`)
)

// saidNoBooks are answers that said that somebody's figures are not here, and whoHas asks whose are.
var (
	saidNoBooks = map[string]bool{"money_none": true, "money_elsewhere": true}
	whoHas      = form(`^(?:{manner}|那|都|,)*(?:谁家?|{which_organ}|哪[些几]个?家?(?:单位|部门)?)(?:才|的|会|能)?有(?:{softly}|[的吗呢?？])*$`)
)

// saidNone are answers that may have said that something is not here.
var saidNone = map[string]bool{"list": true, "missing": true, "missing_one": true, "missing_often": true, "likely": true, "noneleft": true, "noreport": true, "reportmissing": true, "money_none": true, "money_elsewhere": true, "nonumber": true, "service": true, "notinside": true}

// ofAnswer answers what a text says of the answer before it.
func (v *visit) ofAnswer(m meaning) (answer, bool) {
	text := writing.Simple(m.text)
	if m.intent != wantSearch {
		return answer{}, false
	}
	for _, reading := range []func(*visit, string) (answer, bool){(*visit).othersLine, (*visit).ofFound, (*visit).ofTelling} {
		if a, known := reading(v, text); known {
			return a, true
		}
	}
	switch {
	case tooLong.MatchString(text):
		return v.shorter(), true
	case wantsOther.MatchString(text):
		return v.anotherOne()
	case noNumbers.MatchString(text):
		v.talk.misses = 0
		return v.say("nonumbers", nil), true
	case saidNone[v.talk.said] && asksWhom.MatchString(text):
		return v.act(meaning{intent: wantPerson, text: m.text, sure: 1}), true
	case whoYouAre.MatchString(text) && v.bot.Office.Account != "":
		v.talk.misses = 0
		v.why.wanted(wantHelp)
		return v.say("whoami", map[string]any{"Account": v.bot.Office.Account, "Office": v.bot.Office.Name, "Desk": v.desk()}), true
	case meansNothing.MatchString(text):
		v.talk.misses = 0
		v.why.wanted(wantMeaning)
		return v.say("whatmeant", nil), true
	}
	to := forwards.FindStringSubmatch(text)
	if to != nil && !writing.Holds(to[1], "邮箱", "人工", "手机", "账") && !strings.HasPrefix(v.talk.said, "person") || keepsIt.MatchString(text) {
		v.why.wanted(wantHelp)
		return v.say("forward", v.linkInHand()), true
	}
	return answer{}, false
}

// ofFound answers what a text says of what was found or not found: that it is too much or too
// small, is to be sent, or why it is not here.
func (v *visit) ofFound(text string) (answer, bool) {
	switch {
	case v.talk.said == "list" && v.talk.total > 1 && tooMany.MatchString(text):
		return v.narrowing()
	case tooSmall.MatchString(text):
		v.talk.misses = 0
		v.why.wanted(wantHelp)
		return v.say("large", cmp.Or(v.linkInHand(), v.bot.Pages.Catalogue(""))), true
	case (showedOne[v.talk.said] || toldFigure[v.talk.said]) && v.pageInHand() != "" && sendsPage.MatchString(text):
		v.talk.misses = 0
		v.why.wanted(wantHelp)
		return v.say("forward", v.pageInHand()), true
	case (v.foundHeld() || toldFigure[v.talk.said]) && mailsIt.MatchString(text):
		v.talk.misses = 0
		v.why.wanted(wantHelp)
		return v.say("nomail", v.linkInHand()), true
	case v.spokenOf() != "" && callsBack.MatchString(text) && v.ofLetter():
		return v.say("callback", v.spokenOf()), true
	case saidNone[v.talk.said] && whyNone.MatchString(text), v.foundNothing() && isNone.MatchString(text):
		v.talk.misses = 0
		v.talk.offer(v.bot.Now(), "我要申请", "人工")
		return v.say("whynone", map[string]any{"Applies": v.takesApplications()}), true
	case saidNoBooks[v.talk.said] && whoHas.MatchString(text):
		v.why.wanted(wantMoney)
		return v.othersBooks(), true
	}
	return answer{}, false
}

// soughtInstead looks for what was looked for before as a text says that it is meant: of this
// place, of another organ or by other words.
func (v *visit) soughtInstead(text string) (answer, bool) {
	m := notThat.FindStringSubmatch(text)
	if m == nil {
		return answer{}, false
	}
	meant, sought := m[2], v.talk.query.Text
	if v.foundNothing() {
		sought = v.talk.asked
	}
	if sought = cmp.Or(coreOf(writing.Simple(sought)), sought); sought == "" || v.bot.Now().After(v.talk.until) {
		return answer{}, false
	}
	if r, has := v.recordShown(); has && sought == r.Title {
		return v.say("none", map[string]any{"Text": ""}), true // what she looked for is not known in her words
	}
	if v.ours(meant) {
		meant = v.bot.Office.Short
	} else if v.inCatalogue(meant) {
		return v.search(meant), true
	}
	if a, found := v.listAllOf(catalog.Query{Text: meant + sought, Limit: pageSize, Today: v.today}); found {
		return a, true
	}
	return v.missing(meant+sought, catalog.Page{}), true // what is near was meant no more than what was shown
}

// shorter tells of the record or the figure in hand in one line, or how to ask for little.
func (v *visit) shorter() answer {
	v.talk.misses = 0
	if last, held := v.figureHeld(); held && !v.talk.newer {
		if h, found := v.figureOf(last); found {
			v.why.wanted(wantMoney)
			return v.sayFigure(h, figureView{})
		}
	}
	v.why.wanted(wantSearch)
	r, has := v.recordShown()
	if !has || !v.foundHeld() || !v.talk.newer {
		r = catalog.Record{}
	}
	return v.say("shorter", v.viewOf(r))
}

// linkInHand is the page of the record in hand, "" where there is none.
func (v *visit) linkInHand() string {
	r, has := v.recordShown()
	if !has || !v.foundHeld() {
		return ""
	}
	return v.bot.Pages.Record(r.Number)
}

// pageInHand is the page of what was told last: the record, or the table of the figure.
func (v *visit) pageInHand() string {
	if last, held := v.figureHeld(); held && !v.talk.newer {
		if h, found := v.figureOf(last); found {
			return v.bot.Pages.Budget(v.kept(h.s))
		}
	}
	return v.linkInHand()
}

// anotherOne shows the next one of the list in hand, or asks what is wanted instead.
func (v *visit) anotherOne() (answer, bool) {
	v.why.wanted(wantSearch)
	if v.foundHeld() && !v.bot.Now().After(v.talk.until) && v.talk.newer {
		if a, shown := v.shownBeside(+1); shown {
			return a, true
		}
	}
	v.talk.misses = 0
	return v.say("swap", nil), true
}
