package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// Some letters are plain by their words: what is suggested to the office, and what somebody
// is to beg pardon for in public. Neither is an application, nor looked for.
var (
	// suggesting is a text that begins by suggesting something: 建议公园门口多设几个垃圾桶,
	// 希望政府多修几个厕所, 提个意见，大厅中午应该有人值班.
	suggesting = form(`^(?:{manner}|{me}|作为.{1,8}?|老百姓|居民|市民|村民|业主|家长|群众|大家|们|都|强烈|诚恳|真心|也|想|要|给{official}|对[^,，。\s]{1,12}?|[,，。\s])*(?:(?:提|有)(?:一?[个条点些])?(?:小|好|合理化)?(?:建议|意见)[,，:：。\s]*(.{6,})|` +
		`(?:建议|提议)(.{4,})|(?:希望|盼望|盼着|呼吁)(?:{official}|区里|区上|镇上|社区|有关部门|相关部门|{your}|能够|能|可以|尽快|早日|以后|也|,|[在到].{2,10}?|[^,，。\s]{2,6}?(?:能够|能|可以))*(?:{suggested}(.{2,})|[^,，。\s]{2,8}?((?:{proposed}|{opened}).{2,}))$)`)

	// proposing is a text that suggests by asking: 能不能在学校门口加个红绿灯.
	proposing = form(`^(?:{manner}|{me}|[,，。\s])*(?:有一?个(?:小|好|不成熟的)?(?:想法|建议|主意|点子|提议)[,，:：。\s]+(?:{me}|就是|觉得|[,，\s])*)?(?:[^,，。\s]{2,6}?)?(?:能不能|可不可以|能否|可否)(?:{official}|区里|请|也|再|帮忙)*([在给把].{2,14}?(?:{proposed}|{opened}).+|{proposed}.{2,})$|` +
		`^(?:{manner}|{me}|[,，。\s])*([^,，。\s我你他她您咱]{2,6}?(?:能不能|可不可以|能否|可否|可以)(?:再|也)?{proposed}.+)$|^(?:{manner}|{me}|[,，。\s])*(?:可以|能)(?:再|也)?({proposed}[^,，。\s]{2,})[吗么][?？]*$|` +
		`^(?:{manner}|{me}|[,，。\s])*有一?个(?:小|好|不成熟的)?(?:想法|建议|主意|点子|提议)[,，:：。\s]+(.{2,12}?(?:能不能|可不可以|能否|可否|应该|最好).{2,})$`)

	// oughtTo is a text that suggests by saying what ought to be: 大厅应该周末也开门.
	oughtTo = form(`^(?:{manner}|{me}|觉得|认为|[,，\s])*[^,，。\s我你他她您咱]{2,8}?(?:应该|应当|最好)(?:{weekday}|中午|晚上|早上|夜里|冬天|夏天|平时|能|要|再)*(?:也|{proposed}|提前|推迟|延后|有[个人一条])([^,，。\s]{1,12})$`)

	// suggestingBriefly is suggesting in few words, of something to be done: 建议把路灯修一下.
	suggestingBriefly = form(`^(?:{manner}|{me}|[,，。\s])*(?:建议|提议|希望|盼望)(?:{official}|区里|也|应该|尽快|早点|早日|赶紧)*(把.{3,}|.{1,5}[修改装加换补拓挪移增延清管][^的]{0,2}(?:一下|一点|一些|起来|好|宽|大)$|[^,，。\s]{2,8}?(?:也|多|早点|晚点|提前|延后|增加|延长)[^,，。\s]+$|[^,，。\s]{2,8}?(?:能够|能|可以)?(?:{proposed}|{opened}).{1,}|{proposed}.{1,}|多[修设装开放派建安加种].{1,})$`)

	// notSuggesting is what such words begin that suggests nothing to be done: a title
	// (建议提案办理), and what is to be made public or to be told.
	notSuggesting = form(`公开|公布|公示|申请|给我|答复|回复|微信|附件|电话|证明|证$|名字|材料|期限|内容|^(?:书|稿|的|和|及|、|办(?:理|复)|提案|复函|落实|征集|有|是|怎|人)`)

	// hasIdea is a text of who has an idea, and which: 我有个提议，楼道里装几个扶手.
	hasIdea = form(`^(?:{manner}|{me}|也|这里|想到|[,，\s])*(?:有|提)(?:一?[个条点])?(?:小|好|不成熟的)?(?:提议|点子|主意|建议)[,，。:：\s]+([^,，。\s]{4,}.*)$`)

	// pardon is a text that somebody is to beg pardon in public.
	pardon = form(`(?:公开|当众|登报|当面|书面)(?:地|向.{1,6}?|给.{1,6}?)?(?:赔礼|赔罪)?(?:道歉|致歉|认错|检讨|赔不是)`)
)

// suggests says whether a text suggests something to the office, and asks for nothing else.
func suggests(text string) bool {
	if found := hasIdea.FindStringSubmatch(text); found != nil && !notSuggesting.MatchString(found[1]) && !lexicon.Question.MatchString(text) {
		return true
	}
	if found := proposing.FindStringSubmatch(text); found != nil {
		return !notSuggesting.MatchString(strings.Join(found[1:], ""))
	}
	if found := oughtTo.FindStringSubmatch(text); found != nil {
		return !notSuggesting.MatchString(found[1]) && !lexicon.Question.MatchString(text)
	}
	if utf8.RuneCountInString(text) <= longestCurse {
		found := suggestingBriefly.FindStringSubmatch(text)
		return found != nil && !notSuggesting.MatchString(found[1]) && !lexicon.Question.MatchString(text)
	}
	if lexicon.Question.MatchString(text) {
		return false
	}
	found := suggesting.FindStringSubmatch(text)
	return found != nil && !notSuggesting.MatchString(strings.Join(found[1:], ""))
}

// praising is a text that praises who serves here: 表扬一下窗口的工作人员.
var praising = form(`^(?:{manner}|{me}|{want}|要|想|必须|得|真心|[,，。\s])*(?:[给向为对](?:{your}|我们|的|那个|这个|[,，\s]|.){0,10}?{praised}.{0,6}?{praise}|(?:{praise})(?:一下|一个|下|{your}|我们|的|那个|这个|在|.){0,10}?{praised})`)

// praisedPlainly is a text that says nothing but how well somebody here serves: 代办员态度很好.
var praisedPlainly = form(`^[^,，。?？不没]{0,10}{praised}[^,，。?？不没]{0,3}(?:(?:态度|服务|办事|说话|做事)+(?:{highly})*|(?:{highly})+){well}(?:的|了|[啊呀哦!！。])*$`)

// praisedApart is one that names who serves here before it says how well: 大厅3号窗口的小刘 特别耐心.
var praisedApart = form(`^[^,，。?？不没]{0,12}{praised}[^,，。?？不没]{0,8}[,，\s]+(?:{manner}|人|他|她|态度|服务|办事|说话|做事|[,，\s])*(?:{highly})+{well}(?:的|了|{softly}|[啊呀哦!！。])*$`)

// praisesNothing is a text that says that somebody is to be praised, and not for what. A bare 表扬 is
// looked for.
var praisesNothing = form(`^(?:{manner}|[,，\s])*(?:(?:{me}|{want}|[想要能,，\s])+(?:表扬|夸奖|夸夸|夸|感谢|点赞)|(?:{me}|{want}|[想要能,，\s])*(?:(?:表扬|夸奖|夸夸|夸|点赞)(?:一下|一个|个)|(?:给|向)?[^,，。?？\s]{0,4}(?:写(?:封|个)?(?:表扬|感谢)信|送(?:面|个)?锦旗)))(?:一?[个下位名件]|几个|{your}|你们|这里|那里|的|[,，\s])*(?:人|同志|工作人员|干部|好人|好人好事|单位|部门|窗口|社区|事)*(?:{may_i}|[啊呀了吗。!！?？\s])*$`)

// praises says whether a text praises somebody of the office, asks for nothing, and
// complains of nothing.
func praises(text string) bool {
	return utf8.RuneCountInString(text) <= 3*longestElsewhere && (praising.MatchString(text) || praisedPlainly.MatchString(text) || praisedApart.MatchString(text)) && !lexicon.Question.MatchString(text) && !complaining.MatchString(text)
}

// begsPardon says whether a text demands that somebody begs pardon in public.
func begsPardon(text string) bool {
	return pardon.MatchString(text) && !strings.Contains(text, "申请") && !lexicon.Question.MatchString(text)
}

// Who wants a copy of something that is not to be found applies for it: 想要一份拆迁补偿标准，
// 网上没有.
var (
	notFoundHere = form(`(?:^|[,，。\s])[^,，。\s]{0,6}?(?:网上|官网|网站|网页|网|目录|公众号|到处|哪儿|哪里)(?:[上里]|都|也|根本|就)*{not_found}`)
	oneCopy      = form(`(?:^|[,，。\s])(?:{manner}|{greeting}|{me}|能不能|[能请帮])*(?:想要|需要|要|求|给|给我|来|拿)(?:{me})?一?份([^,，。\s]{4,})|([^,，。\s]{4,}?)(?:[,，\s][^,，。\s]{0,10}[,，\s])?(?:{me}|想|需要)*(?:要|求|给我|发我)一?份(?:复印件|原件)?(?:[,，。\s]|$)`)

	// keptRecord is a text that applies for what can only be a record: 申请2024年低保户名单.
	keptRecord = form(`^(?:{manner}|{me}|想|要|[,，\s])*申请([^,，。\s]{4,}{kept_record})$`)
	notRecord  = form(`^(?:加入|进入|列入|纳入|办理|签|补办|领|贷款)`)
)

// copyWanted is what a text plainly asks a record of that was not made public, "" if nothing.
func copyWanted(text string) string {
	if utf8.RuneCountInString(text) > 3*longestElsewhere || lexicon.Question.MatchString(text) || complaining.MatchString(text) {
		return ""
	}
	var what string
	if found := keptRecord.FindStringSubmatch(text); found != nil && !notRecord.MatchString(found[1]) {
		what = found[1]
	} else if strings.Contains(text, "份") && notFoundHere.MatchString(text) {
		if found := oneCopy.FindStringSubmatch(text); found != nil {
			what = found[1] + found[2]
		}
	}
	if lexicon.Tells(what) < lexicon.LeastWish {
		return ""
	}
	return strings.Join(pieces(what), "，")
}
