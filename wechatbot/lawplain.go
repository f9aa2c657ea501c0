package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// plainLaws are questions of law that are told by words of their own, whatever they sound like: each
// with a word that stands in all of them.
var plainLaws = []struct {
	word, law string
	asks      *pattern.Pattern
}{
	{"报", "annual_report", form(`^[^0-9]{0,12}(?:年报|年度报告)[^,，。0-9]{0,8}(?:{when_asked}|几月|多久|期限|几月份|哪天|之前|截止)[^,，。]{0,6}(?:公布|公开|发布|出来|出|发|交|报|挂)?[^,，。]{0,4}$`)},
	{"报告", "annual_contents", form(`(?:年报|年度报告)[^,，。0-9]{0,4}(?:要|应当|应该|得|必须)(?:写|包括|有|包含)(?:哪些|什么|啥|哪几)`)},
	{"主动公开", "publish", form(`主动公开(?:的|是|信息|政府信息|内容|应该|应当|要|得|必须|在|有|[,，\s])*(?:{how_long}|多少天|几天|几个工作日|期限|时限)(?:之内|以内|内|是|要|得|必须|应该|挂|出来|公开|公布|上网|发|多久|多少|几天|{softly}|[吗呢啊?？])*$`)},
	{"内", "publish", form(`^(?:{manner}|{lead}|新|制定的?|政府)*(?:规范性文件|政府信息|政策文件|红头文件)(?:形成|变更|制定|出台|以后|之后|后|要|得|应该|应当|必须|在)*(?:{how_long}|多少天|几天|几个工作日)(?:之内|以内|内)(?:必须|应该|要|得)*(?:公开|公布|挂|上网|发|对外)[^,，。]{0,4}$`)},
	{"申请", "volume", form(`申请(?:公开|信息|得|的|次数)*(?:太多|过多|多了|太频繁|很频繁|次数多|好多次|很多次|太勤)(?:了|的话|会|有|[,，])*(?:咋样|怎么?样|怎样|什么后果|啥后果|怎么办|咋办|不给|被拒|会)`)},
	{"申请", "whether_open", form(`^(?:{manner}|{lead}|{me}|你们的?|政府的?|单位的?)*[^,，。]{0,8}(?:会议纪要|会议记录|讨论记录|内部文件|请示|补偿协议|征收协议|安置协议|执法案卷|案卷|信函)(?:能不能|可不可以|能否|可否|能|可以)(?:申请|依申请)(?:公开)?(?:吗|么|不|[啊呢?？])*$`)},
	{"申请", "minor", form(`(?:小孩|孩子|未成年人?|(?:未满|不满)(?:18|十八)岁?|我(?:才|今年)?1[0-7]岁?|小学生|中学生)(?:也|都|自己|[,，\s])*(?:能不能|可不可以|能|可以|算|行)(?:依)?申请(?:公开|信息|政府信息)*(?:吗|么|不|[啊呢?？])*[,，\s]*(?:我?(?:才|今年)?1[0-7]岁?)?$`)},
	{"人", "aid", form(`(?:条例|申请|公开|查信息)[^。]{0,12}(?:老年人|老人家?|残疾人|盲人|聋哑人|上岁数的?人?)[^,，。]{0,8}(?:照顾|帮助|优待|方便|特殊|帮忙)|(?:老年人|老人家?|残疾人|盲人|聋哑人)[^,，。]{0,4}(?:申请|查)[^,，。]{0,10}(?:照顾|帮助|优待|方便|特殊|帮忙)`)},
	{"不存在", "nonexistent", form(`不存在[^。]{0,6}不予公开[^。]{0,8}(?:不同|不一样|区别|差别|分别)|不予公开[^。]{0,6}不存在[^。]{0,8}(?:不同|不一样|区别|差别|分别)|信息不存在[^。]{0,8}(?:怎么答复|咋答复|如何答复|不服|去哪[里儿]?告|怎么告|能告|能不能告|能直接|起诉|复议)`)},
	{"直接", "refused_first", form(`(?:不予公开|不给公开|不公开|拒绝公开)[^。]{0,8}直接(?:起诉|告|上法院|去法院|打官司|诉讼)`)},
	{"公示", noticePeriod, form(`公示(?:期限?|时间|公示)?(?:是|有|要|得|一般|至少|期|公示|应该|多)*(?:几天|多少天|多久|多长时间|几个工作日)(?:{softly}|[啊呢?？])*$`)},
	{"费", "fee_rates", form(`信息处理费[^。]{0,6}(?:怎么收|咋收|如何收|标准|多少|怎么算|咋算|按什么|几块)|(?:申请|公开)(?:信息|公开)*的?收费的?标准`)},
	{"错", "correct", form(`(?:我|俺|自己|本人)(?:家|们)?的?[^,，。]{0,8}(?:信息|记录|档案|材料|名字|登记)[^,，。]{0,6}(?:写错|登错|记错|录错|不对|有误|错了|不准)[^。]{0,8}(?:改|更正|纠正)`)},
}

// noticePeriod is what is asked of how long something is displayed: no term of the regulation.
const noticePeriod = "notice_period"

// plainLaw is the matter of law that a text asks of by such words, "" for none.
func plainLaw(text string) string {
	if utf8.RuneCountInString(text) > longestPlainLaw {
		return ""
	}
	for _, l := range plainLaws {
		if strings.Contains(text, l.word) && l.asks.MatchString(text) && !(l.law == noticePeriod && strings.Contains(text, "申请")) {
			return l.law
		}
	}
	return ""
}

// longestPlainLaw is how many characters such a question has at most.
const longestPlainLaw = 40

// beyondGuide are matters of law of which an entry of the guide that shares a word says something else.
var beyondGuide = map[string]bool{"accounts_publish": true, "annual_report": true, "aid": true, "minor": true, "nonexistent": true, "refused_first": true, "volume": true, "whether_open": true, "fee_rates": true}

// Fees that are asked for by how much is applied for.
var (
	feeUnits  = form(`([0-9一二两三四五六七八九十百]+)(?:多)?(件|份|条|个|次|页|张)`)
	feeNumber = form(`(?:申请|要|超过|交了?|提)[^,，。]{0,6}[0-9一二两三四五六七八九十百]+(?:件|份|条|个|次|页|张)|[0-9一二两三四五六七八九十百]+(?:件|份|条|个|次|页|张)(?:的)?(?:申请|信息处理费|要(?:收|掏|交|多少)|收|多少钱|得?掏)|每个?月`)
	feeNext   = form(`^(?:{manner}|那|要是|如果|超过|按|,)*(?:(?:[0-9一二两三四五六七八九十百]+)(?:件|份|条|个|次|页|张)|(?:多少|几)(?:件|份|条|个|次|页|张)?(?:才|就|以上|开始)*(?:收|要钱|算多)|(?:按)?(?:页|件|份|量|数量|标准)(?:怎么|咋)?(?:收|算)?)(?:的话|呢|的|要|得|收|多少钱|多少|{softly}|[?？])*$`)
)

// feeFor is what so many applications of a month, or pages of one, would cost that a text asks the
// price of; "" where it names no number. Nothing is owed for them unless an office asks for it.
func feeFor(text string) string {
	n, unit := 0, ""
	for _, m := range feeUnits.FindAllStringSubmatch(text, -1) {
		if each := writing.Number(m[1]); each > n { // 一次申请40条 is forty
			n, unit = each, m[2]
		}
	}
	switch {
	case n < 2 || n > mostCharged:
		return ""
	case unit == "页" || unit == "张":
		return disclosure.PagesFee(n).Statement()
	}
	return disclosure.CountFee(n).Statement()
}

// mostCharged is of how many applications or pages a fee is told.
const mostCharged = 5000

// feeOf answers what applying costs where a text names how much, or asks for the rates.
func (v *visit) feeOf(text string) (answer, bool) {
	rates, known := disclosure.ProvisionOn(v.today, "fee_rates")
	if !known {
		return answer{}, false
	}
	v.talk.misses, v.talk.law = 0, "fee"
	v.why.wanted(wantLaw)
	v.offerApplying()
	a := v.say("fee", map[string]any{"Sum": feeFor(text), "Rates": rates, "Link": v.bot.Pages.Guide(), "Applies": v.takesApplications()})
	return a, true
}

// lawNext answers a short text right behind an answer of law that goes on from that: 40份呢 behind
// the fee, 征求意见要多久 behind the third party, 不予公开呢 behind the ways of relief.
func (v *visit) lawNext(text string) (answer, bool) {
	if v.talk.said != "law" && v.talk.said != "fee" && !v.ofApplyingTold() || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	ofFee := v.talk.said == "fee" || v.talk.said == "law" && v.talk.law == "fee" || v.ofApplyingTold() && strings.Contains(v.talk.entry, "收费")
	switch {
	case ofFee && feeNext.MatchString(text):
		return v.feeOf(text)
	case v.talk.said == "law" && v.talk.law == "third_party" && thirdTerm.MatchString(text):
		v.why.wanted(wantLaw)
		return v.law("third_party", ""), true
	case v.talk.said == "law" && (v.talk.law == "relief" || v.talk.law == "court") && refusalNext.MatchString(text):
		v.why.wanted(wantLaw)
		return v.law("refused_first", ""), true
	case v.talk.said == "law" && (v.talk.law == "relief" || v.talk.law == "court") && strings.Contains(text, "不存在") && lexicon.Tells(text) <= len("信息不存在那种的呢"):
		v.why.wanted(wantLaw)
		return v.law("nonexistent", ""), true
	}
	return answer{}, false
}

var (
	thirdTerm   = form(`^(?:{manner}|那|他们?|对方|第三方|征求|意见|回复|给|要|得|,)+(?:意见)?(?:要|得|有|给)?(?:{how_long}|几天|多少天|几个工作日)(?:{softly}|时间|[呢啊?？])*$`)
	refusalNext = form(`^(?:{manner}|那|要是|如果|是|,)*(?:不予公开|不给公开|拒绝公开|不公开)的?(?:那种|情况|话)?(?:呢|怎么办|咋办|能直接告吗|[?？])*$`)
	// silentReply is a text of an office that does not answer, from whose reply nothing can be counted.
	silentReply = form(`(?:逾期|到期|超期|一直|还|就)?(?:不|没|未)(?:有|予|曾)?(?:答复|回复|搭理|给答复|理(?:我|人|睬|会|$))`)
)

// termBehind is a question, behind what is applied for, of when it is handed over.
var termBehind = form(`[,，。;；\s]+(?:大概|一般|要|得|那|你们|请问|最快|,)*(?:{how_long}|几天|多少天|几个工作日|{when_asked})(?:能|可以|才|会|就|给|要)*(?:给|拿到?|答复|回复|有结果|出结果|出来|下来|批|办好|办完|弄好|等)(?:{me}|到|了|{softly}|[吗呢啊嘛?？])*$`)

// articleAlone is a text that names an article and no law: 第三十六条第(四)项.
var articleAlone = form(`^(?:请问|看看|查一下|,)*第([一二三四五六七八九十]{1,3}|[0-9]{1,2})条(?:第?.{1,3}[款项])?(?:{article_about}|[?,，？])*$`)

// numbered by an article alone, where nothing else is in hand that has articles.
func (v *visit) articleNamed(text string) []string {
	if v.talk.newer && v.foundHeld() && v.talk.found.Shown != "" {
		return nil
	}
	return articleAlone.FindStringSubmatch(text)
}
