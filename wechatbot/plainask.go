package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// Questions that are plain by their form, and sound like something else.
var (
	// reliefAsked is a text that asks where one turns who got no answer to an application:
	// 没按时答复去哪投诉. It complains of nothing yet.
	reliefAsked = form(`(?:没有?|未|不|超期|逾期|超时|过期|拒绝)(?:按时|按期|及时|在期限内|给|给我|依法|肯|予)*(?:答复|回复|公开)[^,，。]{0,3}[,，\s]?(?:{me}|应该|该|要|可以|能|得)*(?:去哪|到哪|上哪|在哪|找谁|向谁|跟谁|向哪|往哪|哪里|怎么|咋|如何)(?:里|儿|个(?:部门|机关|单位|地方))?(?:可以|能|去)*(?:投诉|举报|告|申诉|维权)(?:[他它你们啊呢吗的?？])*$`)
	ofOthers    = form(`投诉[^,，。]{0,8}(?:没|不|未)|物业|业委会|公司|小区|村里|村务|账目`)

	// whoseTask is a text that asks which office something is a matter of: 修路的事归谁管.
	whoseTask = form(`^(?:{manner}|{lead}|[,，\s])*[^,，。]{2,10}?(?:这|那|的)?(?:种|样|些)?(?:事情|事儿|事|这块|方面|问题|工作)?(?:是|到底|都|应该|该|现在|究竟)*(?:归谁|归哪(?:里|儿|家|个?(?:部门|单位|局))|由谁|由哪个?(?:部门|单位|局)|属于?谁|是?哪个(?:部门|单位|局))(?:来|在)?(?:管|负责|主管|管理|分管)(?:的|理|[呢啊呀?？])*$`)
	// asksState is a text that asks what the state does for who is in need: 没工作国家管不管.
	asksState = form(`国家(?:现在|到底|就|还|都|会|能|给)*(?:管不管|管吗|管么|管没人管|帮不帮|补不补|扶不扶持|有没有.{0,4}(?:政策|补助|补贴|扶持|照顾|说法|规定))[吗呢啊呀?？]*$`)
	goesWrong = form(`{complain}|[坏堵漏断脏臭吵]|没人|不管|不通|不亮|乱`)

	// othersData is a text that asks for what identifies somebody else: 帮我查下张三的身份证号.
	othersData = form(`^(?:{manner}|{lead}|[,，\s查问下])*(\p{Han}{1,5}?)的?(?:{others_data})(?:号码|号|码)?(?:是|有|能|查|给我|多少|哪里|哪个|哪|什么|啥|一下|发我|告诉我|[吗呢啊呀?？])*$`)
	somebody   = form(`^(?:{somebody})$`)

	// othersWealth is a text that asks what somebody else owns: 我邻居王某家有几套房.
	othersWealth = form(`^(?:{manner}|{lead}|[,，\s查问下看我的])*(?:{somebody})\p{Han}{0,4}?(?:家里?|名下)?(?:有|的|都|一共|在|到底)*(?:{others_wealth})`)
)

// livesWhere is a text that asks where somebody lives who is named: 帮我查个人 马建军 住哪.
var livesWhere = form(`^(?:{manner}|{lead}|{me}|{may_i}|帮|能|查|找|打听)*(?:一?个人|个?叫)?[,，\s]*\p{Han}{2,4}(?:家)?[,，\s]*(?:现在|到底)?住(?:在)?(?:哪|什么地方|几号楼|几楼)[里儿个小区栋吗呢啊呀?？]*$`)

// asksRelief says whether a text asks where one turns who got no answer.
func asksRelief(text string) bool {
	return strings.ContainsAny(text, "诉报告维") && reliefAsked.MatchString(text) && !ofOthers.MatchString(text)
}

// asksWhose says whether a text asks which office something is a matter of, and tells of
// nothing that goes wrong.
func asksWhose(text string) bool {
	return strings.ContainsAny(text, "管责") && utf8.RuneCountInString(text) <= longestElsewhere && whoseTask.MatchString(text) && !goesWrong.MatchString(text)
}

// asksPolicy says whether a text asks what the state does for who is in need.
func asksPolicy(text string) bool {
	return strings.Contains(text, "国家") && utf8.RuneCountInString(text) <= longestElsewhere && asksState.MatchString(text)
}

// asksOthersData says whether a text asks for what identifies somebody else. Most texts
// have none of the words, and are not read further.
func asksOthersData(text string) bool {
	if strings.Contains(text, "住") && utf8.RuneCountInString(text) <= longestElsewhere && livesWhere.MatchString(text) {
		return true
	}
	if utf8.RuneCountInString(text) <= longestElsewhere && slices.ContainsFunc(lexicon.Words("somebody"), func(w string) bool { return strings.Contains(text, w) }) && othersWealth.MatchString(text) {
		return true
	}
	if utf8.RuneCountInString(text) > longestElsewhere || !slices.ContainsFunc(lexicon.Words("others_data"), func(w string) bool { return strings.Contains(text, w) }) {
		return false
	}
	found := othersData.FindStringSubmatch(text)
	return found != nil && !strings.ContainsAny(found[1], "请要办填交带用补换领") && (application.SurelyPerson(found[1]) || somebody.MatchString(found[1]))
}
